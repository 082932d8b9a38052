#include "core/backends/torch/torch_module.h"
#include "core/backends/torch/torch_network.h"

// The only name that the module shows.
extern "C" __attribute__((visibility("default"))) fillscope::TorchModuleAnswer
fillscopeTorchNetwork(int version, const fillscope::ModelManifest& manifest,
                      std::shared_ptr<fillscope::Network>& network, fillscope::Error& error) {
  using fillscope::TorchModuleAnswer;
  if (version != fillscope::torchModuleVersion) return TorchModuleAnswer::otherVersion;
  auto loaded = fillscope::makeTorchNetwork(manifest);
  if (!loaded) {
    error = loaded.error();
    return TorchModuleAnswer::failed;
  }
  network = *std::move(loaded);
  return TorchModuleAnswer::loaded;
}

static_assert(std::is_same_v<decltype(&fillscopeTorchNetwork), fillscope::TorchModuleFunction>);
