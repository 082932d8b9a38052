#include "core/backends/torch/torch_backend.h"
#include "core/backends/torch/module_search.h"
#include "core/backends/torch/torch_module.h"
#include <cstdlib>
#include <dlfcn.h>

namespace fillscope {
namespace {

Error missing(const std::vector<std::filesystem::path>& folders) {
  std::string places;
  for (const auto& folder : folders)
    places += (places.empty() ? "" : " or ") + folder.string();
  return {ErrorCode::unsupported,
          std::string("TorchScript networks need the module ") + torchModuleFile + ", which is not in " +
              (places.empty() ? "any known folder" : places),
          {},
          "build with FILLSCOPE_TORCH=ON (Debian package libtorch-dev), or name the module's folder in "
          "FILLSCOPE_MODULES"};
}

Error unusable(const std::filesystem::path& module) {
  const char* reason = ::dlerror();
  return {ErrorCode::unsupported,
          std::string("the module cannot be opened: ") + (reason ? reason : "no reason given"),
          module.string(), "install the Debian package libtorch1.13, or build this program again"};
}

} // namespace

Result<std::shared_ptr<DepthModel>> loadTorchDepthModel(const ModelManifest& manifest) {
  const auto folders = moduleFolders(runningExecutable(), std::getenv("FILLSCOPE_MODULES"));
  for (const auto& folder : folders) {
    const auto module = folder / torchModuleFile;
    std::error_code ignored;
    if (!std::filesystem::exists(module, ignored)) continue;
    // Local: the names of Torch and of the Qt 5 that it brings stay out of this program's sight. Never
    // closed: Torch's threads and static objects do not survive it. The system counts the openings, so
    // nothing is kept here.
    void* const handle = ::dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!handle) return unusable(module);
    const auto load = reinterpret_cast<TorchModuleFunction>(::dlsym(handle, torchModuleSymbol));
    if (!load) return unusable(module);
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
    return Error{ErrorCode::unsupported, "the module belongs to another version of this program",
                 module.string(), "install both from the same build"};
  }
  return missing(folders);
}

} // namespace fillscope
