#pragma once
// A loaded network of any engine: numbers in, numbers out. What they mean is its manifest's business.
#include "core/base/progress.h"
#include "core/inference/model_manifest.h"
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace fillscope {

/// Row-major floats; shape as N, C, H, W or N, C.
struct Tensor {
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};

/// One call at a time per object.
class Network {
 public:
  virtual ~Network() = default;
  virtual const ModelManifest& manifest() const = 0;
  /// "cpu" or "cuda:0".
  virtual std::string device() const = 0;
  /// One tensor per output of the network, in its order (a tuple gives several). Errors: badInput (the
  /// network refuses the shape, or answers something else than tensors of floats), cancelled, tryAgain
  /// (memory).
  virtual Result<std::vector<Tensor>> run(const Tensor& input, const Progress& progress = {}) = 0;
};

/// Makes a Network from a manifest; one per engine, given by the application (backends are leaves).
using NetworkLoader = Result<std::shared_ptr<Network>> (*)(const ModelManifest& manifest);

} // namespace fillscope
