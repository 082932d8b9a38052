#include "core/learning/torch/folder_lock.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace fillscope {

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0)
    return Error{ErrorCode::ioFailure, std::string("the folder cannot be opened: ") + std::strerror(errno),
                 folder.string(), "choose another folder"};
  FolderLock lock(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return Error{ErrorCode::tryAgain, "another training is running in this folder", folder.string(),
                 "wait until it is done, or choose another folder"};
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : file_(std::exchange(other.file_, -1)) {}

FolderLock::~FolderLock() {
  if (file_ >= 0) ::close(file_);
}

} // namespace fillscope
