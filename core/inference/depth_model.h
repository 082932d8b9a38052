#pragma once
#include "core/base/progress.h"
#include "core/inference/model_manifest.h"
#include <memory>

namespace fillscope {

/// A loaded network that turns a picture into a depth map of the picture's size. One call at a time per
/// object.
class DepthModel {
 public:
  virtual ~DepthModel() = default;
  virtual const ModelManifest& manifest() const = 0;
  /// "cpu" or "cuda:0".
  virtual std::string device() const = 0;
  /// Errors: badInput (the network's output has another shape than its manifest says), cancelled, ioFailure.
  virtual Result<DepthMap> predict(const Image& image, const Progress& progress = {}) = 0;
};

} // namespace fillscope
