#include "core/base/memory.h"
#include <algorithm>
#include <fstream>
#include <limits>
#include <sstream>
#include <unistd.h>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// "max" and missing files are no limit; version 1 writes a number beyond any memory.
std::optional<std::size_t> limitIn(const fs::path& file) {
  std::ifstream stream(file);
  unsigned long long bytes = 0;
  if (!(stream >> bytes) || bytes == 0 || bytes >= 1ull << 60) return std::nullopt;
  return static_cast<std::size_t>(bytes);
}

} // namespace

std::optional<std::size_t> groupMemoryLimit(const std::string& membership, const fs::path& root) {
  std::size_t least = std::numeric_limits<std::size_t>::max();
  std::istringstream lines(membership);
  for (std::string line; std::getline(lines, line);) {
    // hierarchy:controllers:path, the controllers left out in version 2
    const auto first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const bool unified = controllers.empty();
    if (!unified && ("," + controllers + ",").find(",memory,") == std::string::npos) continue;
    const fs::path base = unified ? root : root / "memory";
    const char* name = unified ? "memory.max" : "memory.limit_in_bytes";
    fs::path group = fs::path(line.substr(second + 1)).relative_path();
    while (true) {
      if (const auto limit = limitIn(base / group / name)) least = std::min(least, *limit);
      if (group.empty()) break;
      group = group.parent_path();
    }
  }
  if (least == std::numeric_limits<std::size_t>::max()) return std::nullopt;
  return least;
}

std::size_t usableMemory() {
  const long pages = ::sysconf(_SC_PHYS_PAGES), bytes = ::sysconf(_SC_PAGESIZE);
  std::size_t memory = pages > 0 && bytes > 0
                           ? static_cast<std::size_t>(pages) * static_cast<std::size_t>(bytes)
                           : std::numeric_limits<std::size_t>::max();
  std::ifstream stream("/proc/self/cgroup");
  std::ostringstream membership;
  membership << stream.rdbuf();
  if (const auto limit = groupMemoryLimit(membership.str(), "/sys/fs/cgroup"))
    memory = std::min(memory, *limit);
  return std::max<std::size_t>(memory, 1);
}

} // namespace fillscope
