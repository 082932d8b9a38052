#include "core/backends/torch/torch_backend.h"
#include "core/backends/torch/module_opening.h"
#include "core/backends/torch/torch_module.h"

namespace fillscope {

Result<std::shared_ptr<DepthModel>> loadTorchDepthModel(const ModelManifest& manifest) {
  const auto function = moduleFunction(torchModuleFile, torchModuleSymbol, "TorchScript networks");
  if (!function) return function.error();
  const auto load = reinterpret_cast<TorchModuleFunction>(*function);
  std::shared_ptr<DepthModel> model;
  Error error;
  switch (load(torchModuleVersion, manifest, model, error)) {
  case TorchModuleAnswer::loaded:
    return model;
  case TorchModuleAnswer::failed:
    return error;
  case TorchModuleAnswer::otherVersion:
    break;
  }
  return otherModuleVersion(torchModuleFile);
}

} // namespace fillscope
