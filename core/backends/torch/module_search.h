#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace fillscope {

/// Where modules are looked for: the folders of modulesVariable (colon-separated) and nowhere else where it
/// is set;
/// ../lib and ../lib/fillscope beside the executable's folder otherwise.
std::vector<std::filesystem::path> moduleFolders(const std::filesystem::path& executable,
                                                 const char* modulesVariable);

/// The running program's file; empty where the system does not tell.
std::filesystem::path runningExecutable();

} // namespace fillscope
