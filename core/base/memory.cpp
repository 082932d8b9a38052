#include "core/base/memory.h"
#include <algorithm>
#include <fstream>
#include <limits>
#if defined(__linux__)
#include <malloc.h>
#endif
#include <mutex>
#include <set>
#include <sstream>
#include <unistd.h>

namespace fillscope {
namespace {

constexpr std::size_t usuallyKept = 64 << 20; // what glibc's own rule comes to once large blocks were freed

std::mutex keptGuard;
std::multiset<std::size_t>& kept() {
  static std::multiset<std::size_t> asked;
  return asked;
}

void keepFreedMemory(std::size_t most) {
#ifdef __GLIBC__
  constexpr std::size_t largestBlock = 32 << 20; // the most that glibc takes
  ::mallopt(M_MMAP_THRESHOLD, static_cast<int>(std::min(most / 4, largestBlock)));
  ::mallopt(M_TRIM_THRESHOLD, static_cast<int>(std::min<std::size_t>(most, std::numeric_limits<int>::max())));
#else
  static_cast<void>(most);
#endif
}

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

FreedMemoryKept::FreedMemoryKept(std::size_t most)
    : most_(most) {
  const std::lock_guard lock(keptGuard);
  kept().insert(most_);
  keepFreedMemory(*kept().rbegin());
}

FreedMemoryKept::~FreedMemoryKept() {
  const std::lock_guard lock(keptGuard);
  kept().erase(kept().find(most_));
  keepFreedMemory(kept().empty() ? usuallyKept : *kept().rbegin());
  if (kept().empty()) giveFreedMemoryBack();
}

void giveFreedMemoryBack() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

} // namespace fillscope
