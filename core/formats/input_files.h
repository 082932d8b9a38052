#pragma once
// Files that are read and must not be written over.
#include "core/base/result.h"
#include <cstdint>
#include <filesystem>
#include <set>
#include <utility>
#include <vector>

namespace fillscope {

/// Known by what they are: whatever name or link leads to one.
class InputFiles {
 public:
  InputFiles() = default;
  /// Those that are not there are left out.
  explicit InputFiles(const std::vector<std::filesystem::path>& files);
  /// Error: badInput where this is one of them.
  Result<void> mayWrite(const std::filesystem::path& file) const;

 private:
  std::set<std::pair<std::uint64_t, std::uint64_t>> files_; ///< device and number there
};

} // namespace fillscope
