#include "core/backends/torch/module_opening.h"
#include "core/backends/torch/module_search.h"
#include <cstdlib>
#include <dlfcn.h>

namespace fillscope {
namespace {

Error missing(const std::vector<std::filesystem::path>& folders, const char* file, const char* purpose) {
  std::string places;
  for (const auto& folder : folders)
    places += (places.empty() ? "" : " or ") + folder.string();
  return {ErrorCode::unsupported,
          std::string(purpose) + " need the module " + file + ", which is not in " +
              (places.empty() ? "any known folder" : places),
          {},
          "build with FILLSCOPE_TORCH=ON (Debian package libtorch-dev), or name the module's folder in "
          "FILLSCOPE_MODULES"};
}

Error unusable(const std::filesystem::path& module) {
  const char* reason = ::dlerror();
  return {ErrorCode::unsupported,
          std::string("the module cannot be opened: ") + (reason ? reason : "no reason given"),
          module.string(),
          "install LibTorch again (Debian package libtorch-dev), or build this program again"};
}

} // namespace

Result<void*> moduleFunction(const char* file, const char* symbol, const char* purpose) {
  const auto folders = moduleFolders(runningExecutable(), std::getenv("FILLSCOPE_MODULES"));
  for (const auto& folder : folders) {
    const auto module = folder / file;
    std::error_code ignored;
    if (!std::filesystem::exists(module, ignored)) continue;
    // Local: the names of Torch and of the Qt 5 that it brings stay out of this program's sight. Never
    // closed: Torch's threads and static objects do not survive it. The system counts the openings, so
    // nothing is kept here.
    void* const handle = ::dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!handle) return unusable(module);
    void* const function = ::dlsym(handle, symbol);
    if (!function) return unusable(module);
    return function;
  }
  return missing(folders, file, purpose);
}

Error otherModuleVersion(const char* file) {
  return {ErrorCode::unsupported, "the module belongs to another version of this program", file,
          "install both from the same build"};
}

} // namespace fillscope
