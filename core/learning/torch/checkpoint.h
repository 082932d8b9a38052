#pragma once
// A training's state as one file, which Python's torch.load reads as well.
#include "core/learning/torch/named_tensors.h"
#include <filesystem>

namespace fillscope {

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

} // namespace fillscope
