#pragma once
// What the programs and the module agree on: one C symbol. Both sides come from one build; the version tells
// where not.
#include "core/inference/network.h"

namespace fillscope {

/// Raised with every change of this header or of a type that crosses it (ModelManifest, Network, Tensor,
/// Progress, Error).
inline constexpr int torchModuleVersion = 3;
inline constexpr const char* torchModuleFile = "libfillscope_torch.so";
inline constexpr const char* torchModuleSymbol = "fillscopeTorchNetwork";

enum class TorchModuleAnswer : int { loaded, failed, otherVersion };

/// Fills network or error. Nothing is read or written where the version differs. Throws nothing.
using TorchModuleFunction = TorchModuleAnswer (*)(int version, const ModelManifest& manifest,
                                                  std::shared_ptr<Network>& network, Error& error);

} // namespace fillscope
