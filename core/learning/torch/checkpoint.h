#pragma once
// A training's state as one file, which Python's torch.load reads as well.
#include "core/base/result.h"
#include <filesystem>
#include <string>
#include <torch/types.h>
#include <utility>
#include <vector>

namespace fillscope {

using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

struct Checkpoint {
  std::string state;          ///< JSON: core/learning/training_state.h
  NamedTensors weights;       ///< parameters and buffers as trained
  NamedTensors average;       ///< the same, averaged over steps
  NamedTensors first, second; ///< AdamW's moments, by parameter; empty before the first step
};

/// A pickled dictionary state, weights, average, first, second, checksum, written by writeFileAtomically.
/// Tensors are copied to the CPU. Error: ioFailure.
Result<void> saveCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint);
/// Errors: notFound, ioFailure, badInput where the file is no checkpoint or is damaged anywhere (the checksum
/// covers every byte of every tensor).
Result<Checkpoint> loadCheckpoint(const std::filesystem::path& path);

/// Copies values by name. Error: badInput, naming the first tensor that is missing or has another shape;
/// nothing is copied then.
Result<void> copyTensors(const NamedTensors& from, const NamedTensors& to, const std::string& where);

} // namespace fillscope
