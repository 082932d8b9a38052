#pragma once
// A file once more, with nothing in common with the first.
#include "core/base/result.h"
#include <filesystem>

namespace fillscope {

/// What is written into the copy, even by a program that writes over its bytes in place, never reaches the
/// original; a link to a file could not say that. On file systems that share blocks (Btrfs, XFS) it takes no
/// room until one of the two changes. Permissions and the time of the last change are the original's. Whole
/// or not there. Errors: notFound, ioFailure with the reason (no room, something lies there already).
Result<void> copyFile(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace fillscope
