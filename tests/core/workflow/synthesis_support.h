#pragma once
// Small synthetic sets for tests.
#include "core/base/file_io.h"
#include "core/workflow/synthesise.h"
#include <map>

namespace fillscope::tests {

/// A set that takes no time: small pictures, no threads of its own.
inline SynthesisRequest smallSet(const std::filesystem::path& folder, std::uint64_t count,
                                 std::uint64_t seed = 5) {
  SynthesisRequest request;
  request.spec.width = 64;
  request.spec.height = 48;
  request.seed = seed;
  request.count = count;
  request.folder = folder;
  request.threads = 1;
  return request;
}

/// Every file's bytes by its name.
inline std::map<std::string, std::string> contentsOf(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    files[entry.path().filename().string()] = readFile(entry.path()).value();
  return files;
}

} // namespace fillscope::tests
