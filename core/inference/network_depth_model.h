#pragma once
// Whole picture in, depth map out, over a network of any engine.
#include "core/inference/depth_model.h"
#include "core/inference/network.h"

namespace fillscope {

/// For depth networks that look at the whole picture, not through the rim.
class NetworkDepthModel : public DepthModel {
 public:
  explicit NetworkDepthModel(std::shared_ptr<Network> network)
      : network_(std::move(network)) {}
  const ModelManifest& manifest() const override { return network_->manifest(); }
  std::string device() const override { return network_->device(); }
  Result<DepthMap> predict(const Image& image, const Progress& progress = {}) override;

 private:
  std::shared_ptr<Network> network_;
};

} // namespace fillscope
