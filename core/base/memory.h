#pragma once
// How much memory there is to work with.
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace fillscope {

/// Bytes that this process may use at most: the machine's memory, or the least limit that a control group
/// (container, batch system, systemd) sets it. At least 1.
std::size_t usableMemory();

/// While it lives, the allocator keeps up to `most` freed bytes (below 2 GB) at the end of its heap, and
/// takes blocks of up to a quarter of that (32 MB at most) from there: work that asks for the same megabytes
/// again and again would otherwise have their pages made anew each time. Of the whole process; of several
/// that live at a time the largest counts, and when the last one goes what is freed goes back to the system.
/// Nothing where the allocator is another one than glibc's. Any thread.
class FreedMemoryKept {
 public:
  explicit FreedMemoryKept(std::size_t most);
  ~FreedMemoryKept();
  FreedMemoryKept(const FreedMemoryKept&) = delete;
  FreedMemoryKept& operator=(const FreedMemoryKept&) = delete;

 private:
  std::size_t most_;
};
/// What is freed and kept goes back to the system now.
void giveFreedMemoryBack();

/// The least memory.max (version 2) or memory.limit_in_bytes (version 1) of the groups that the lines of
/// membership (/proc/self/cgroup) name, and of the groups these lie in, under root (/sys/fs/cgroup). Nothing
/// where none is limited.
std::optional<std::size_t> groupMemoryLimit(const std::string& membership, const std::filesystem::path& root);

} // namespace fillscope
