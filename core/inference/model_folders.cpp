#include "core/inference/model_registry.h"
#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

void addList(std::vector<fs::path>& folders, std::string_view list, const fs::path& below) {
  while (!list.empty()) {
    const auto colon = list.find(':');
    const auto item = list.substr(0, colon);
    // The XDG specification: relative folders are not valid and are ignored. The same holds for ours.
    if (item.starts_with('/')) folders.push_back(fs::path(item) / below);
    list = colon == std::string_view::npos ? std::string_view{} : list.substr(colon + 1);
  }
}

} // namespace

std::vector<fs::path> defaultModelFolders(const fs::path& executable) {
  const fs::path below = "fillscope/models";
  std::vector<fs::path> folders;
  addList(folders, variable("FILLSCOPE_MODELS"), {});
  const std::string home = variable("HOME"), dataHome = variable("XDG_DATA_HOME");
  if (dataHome.starts_with('/'))
    folders.push_back(fs::path(dataHome) / below);
  else if (!home.empty())
    folders.push_back(fs::path(home) / ".local/share" / below);
  const fs::path bin = executable.parent_path();
  if (!bin.empty()) {
    folders.push_back((bin / "../share" / below).lexically_normal());
    folders.push_back((bin / "../models").lexically_normal());
  }
  const std::string dataDirs = variable("XDG_DATA_DIRS");
  addList(folders, dataDirs.empty() ? "/usr/local/share:/usr/share" : dataDirs, below);

  std::vector<fs::path> unique;
  for (auto& folder : folders) {
    if (!folder.has_filename()) folder = folder.parent_path();
    if (std::find(unique.begin(), unique.end(), folder) == unique.end()) unique.push_back(folder);
  }
  return unique;
}

} // namespace fillscope
