#pragma once
// What the programs and the module agree on: one C symbol. Both sides come from one build; the version tells
// where not.
#include "core/inference/depth_model.h"

namespace fillscope {

/// Raised with every change of this header or of a type that crosses it (ModelManifest, DepthModel, Progress,
/// Error).
inline constexpr int torchModuleVersion = 1;
inline constexpr const char* torchModuleFile = "libfillscope_torch.so";
inline constexpr const char* torchModuleSymbol = "fillscopeTorchDepthModel";

enum class TorchModuleAnswer : int { loaded, failed, otherVersion };

/// Fills model or error. Nothing is read or written where the version differs. Throws nothing.
using TorchModuleFunction = TorchModuleAnswer (*)(int version, const ModelManifest& manifest,
                                                  std::shared_ptr<DepthModel>& model, Error& error);

} // namespace fillscope
