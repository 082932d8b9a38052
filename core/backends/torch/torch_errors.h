#pragma once
// LibTorch's messages are written for those who make networks; these are for those who use them.
#include "core/base/result.h"
#include "core/inference/model_manifest.h"
#include <string_view>

namespace fillscope {

enum class TorchStep { load, tryOut, predict };

/// what: the exception's text, possibly many lines. Known causes get their remedy: a file of another kind,
/// weights without a network (state_dict), a newer PyTorch (the operator is named), out of memory; others
/// show the text's telling line. version: LibTorch's own ("1.13.0"), which a newer network is told about.
Error explainTorchFault(std::string_view what, TorchStep step, const ModelManifest& manifest,
                        std::string_view version);

} // namespace fillscope
