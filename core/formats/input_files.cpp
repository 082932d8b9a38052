#include "core/formats/input_files.h"
#include <optional>
#include <sys/stat.h>

namespace fillscope {

namespace fs = std::filesystem;

namespace {

/// A file has many names, and this once. Nothing where there is no such file.
std::optional<std::pair<std::uint64_t, std::uint64_t>> identityOf(const fs::path& file) {
  struct stat status = {};
  if (::stat(file.c_str(), &status) != 0) return {};
  return std::pair<std::uint64_t, std::uint64_t>(status.st_dev, status.st_ino);
}

} // namespace

InputFiles::InputFiles(const std::vector<fs::path>& files) {
  for (const fs::path& file : files)
    if (const auto identity = identityOf(file)) files_.insert(*identity);
}

Result<void> InputFiles::mayWrite(const fs::path& file) const {
  if (files_.empty()) return {};
  if (const auto identity = identityOf(file); identity && files_.contains(*identity))
    return Error{ErrorCode::badInput, "the file that is read would be written over", file.string(),
                 "name another place"};
  return {};
}

} // namespace fillscope
