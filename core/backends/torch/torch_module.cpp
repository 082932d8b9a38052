#include "core/backends/torch/torch_module.h"
#include "core/backends/torch/torch_depth_model.h"

// The only name that the module shows.
extern "C" __attribute__((visibility("default"))) fillscope::TorchModuleAnswer
fillscopeTorchDepthModel(int version, const fillscope::ModelManifest& manifest,
                         std::shared_ptr<fillscope::DepthModel>& model, fillscope::Error& error) {
  using fillscope::TorchModuleAnswer;
  if (version != fillscope::torchModuleVersion) return TorchModuleAnswer::otherVersion;
  auto loaded = fillscope::makeTorchDepthModel(manifest);
  if (!loaded) {
    error = loaded.error();
    return TorchModuleAnswer::failed;
  }
  model = *std::move(loaded);
  return TorchModuleAnswer::loaded;
}

static_assert(std::is_same_v<decltype(&fillscopeTorchDepthModel), fillscope::TorchModuleFunction>);
