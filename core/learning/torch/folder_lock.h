#pragma once
// One training at a time in a folder.
#include "core/base/result.h"
#include <filesystem>

namespace fillscope {

/// Held while it lives; goes with the process, however that ends. Where a file system knows no locks,
/// everybody gets one.
class FolderLock {
 public:
  /// Errors: tryAgain (held by somebody else), ioFailure (no such folder, too).
  static Result<FolderLock> take(const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int file)
      : file_(file) {}
  int file_;
};

} // namespace fillscope
