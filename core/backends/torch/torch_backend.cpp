#include "core/backends/torch/torch_backend.h"
#include "core/backends/torch/module_opening.h"
#include "core/backends/torch/torch_module.h"
#include <cstdlib>

namespace fillscope {

Result<std::shared_ptr<Network>> loadTorchNetwork(const ModelManifest& manifest) {
  const auto function = moduleFunction(torchModuleFile, torchModuleSymbol, "TorchScript networks");
  if (!function) return function.error();
  const auto load = reinterpret_cast<TorchModuleFunction>(*function);
  std::shared_ptr<Network> network;
  Error error;
  switch (load(torchModuleVersion, manifest, network, error)) {
  case TorchModuleAnswer::loaded:
    return network;
  case TorchModuleAnswer::failed:
    return error;
  case TorchModuleAnswer::otherVersion:
    break;
  }
  return otherModuleVersion(torchModuleFile);
}

void letWaitingThreadsSleep() { ::setenv("OMP_WAIT_POLICY", "passive", 0); }

} // namespace fillscope
