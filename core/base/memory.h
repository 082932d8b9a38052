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

/// The least memory.max (version 2) or memory.limit_in_bytes (version 1) of the groups that the lines of
/// membership (/proc/self/cgroup) name, and of the groups these lie in, under root (/sys/fs/cgroup). Nothing
/// where none is limited.
std::optional<std::size_t> groupMemoryLimit(const std::string& membership, const std::filesystem::path& root);

} // namespace fillscope
