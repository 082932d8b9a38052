#include "tests/fuzz/reader_checks.h"
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace fillscope::tests {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
  std::string name = (fs::temp_directory_path() / "fillscope-readers-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for temporary files");
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void ScratchFolder::put(std::string_view name, std::string_view bytes) const {
  if (name.empty() || name.size() > 100 || name.find('\0') != name.npos) return;
  const fs::path relative = fs::path(name).lexically_normal();
  if (relative.is_absolute() || *relative.begin() == ".." || !relative.has_filename()) return;
  std::error_code ignored;
  fs::create_directories((path_ / relative).parent_path(), ignored);
  std::ofstream(path_ / relative, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void putFiles(std::string_view bytes, const ScratchFolder& folder) {
  constexpr std::string_view mark = "=== ";
  constexpr int mostFiles = 24;
  const auto nextMark = [&](std::size_t from) {
    if (from == 0 && bytes.starts_with(mark)) return std::size_t{0};
    const std::size_t found = bytes.find("\n=== ", from);
    return found == bytes.npos ? bytes.size() : found + 1;
  };
  std::size_t at = nextMark(0);
  for (int file = 0; file < mostFiles && at < bytes.size(); ++file) {
    const std::size_t lineEnd = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view name = bytes.substr(at + mark.size(), lineEnd - at - mark.size());
    at = nextMark(lineEnd);
    const std::size_t begin = std::min(lineEnd + 1, bytes.size());
    // The line end in front of the next mark belongs to the mark.
    const std::size_t end = at == bytes.size() ? at : std::max(begin, at - 1);
    folder.put(name, bytes.substr(begin, end - begin));
  }
}

} // namespace fillscope::tests
