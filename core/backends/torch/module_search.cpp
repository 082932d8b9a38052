#include "core/backends/torch/module_search.h"
#include <string_view>
#include <system_error>

namespace fillscope {

namespace fs = std::filesystem;

std::vector<fs::path> moduleFolders(const fs::path& executable, const char* modulesVariable) {
  std::vector<fs::path> folders;
  if (modulesVariable && *modulesVariable) {
    for (std::string_view list = modulesVariable; !list.empty();) {
      const auto colon = list.find(':');
      if (colon != 0) folders.emplace_back(list.substr(0, colon));
      list = colon == std::string_view::npos ? std::string_view{} : list.substr(colon + 1);
    }
    return folders;
  }
  if (executable.empty()) return folders;
  const fs::path lib = (executable.parent_path() / "../lib").lexically_normal();
  return {lib, lib / "fillscope"};
}

fs::path runningExecutable() {
  std::error_code fault;
  const fs::path file = fs::read_symlink("/proc/self/exe", fault);
  return fault ? fs::path() : file;
}

} // namespace fillscope
