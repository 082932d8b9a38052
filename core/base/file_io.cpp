#include "core/base/file_io.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

Error ioError(const fs::path& path, const std::string& doing, int number) {
  Error error{ErrorCode::ioFailure, "cannot " + doing + ": " + std::strerror(number), path.string(), {}};
  switch (number) {
  case ENOSPC:
    error.hint = "free some space on this disk and save again";
    break;
  case EACCES:
  case EPERM:
  case EROFS:
    error.hint = "choose a folder that you may write to";
    break;
  default:
    break;
  }
  return error;
}

/// Closes on every way out.
class FileDescriptor {
 public:
  explicit FileDescriptor(int number)
      : number_(number) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }
  int close() {
    const int r = ::close(number_);
    number_ = -1;
    return r;
  }

 private:
  int number_;
};

/// 0 or errno.
int writeAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return 0;
}

} // namespace

Result<std::string> readFile(const fs::path& path) {
  FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      return Error{ErrorCode::notFound, "there is no such file", path.string(),
                   "check the name and the folder"};
    return ioError(path, "open this file", errno);
  }
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) return ioError(path, "read this file", errno);
  if (S_ISDIR(info.st_mode))
    return Error{ErrorCode::badInput, "this is a folder, a file was expected", path.string(), {}};
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(info.st_size) + 1);
  char block[1 << 16];
  for (;;) {
    const ssize_t n = ::read(fd.get(), block, sizeof block);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return ioError(path, "read this file", errno);
    if (n == 0) return bytes;
    bytes.append(block, static_cast<std::size_t>(n));
  }
}

Result<void> writeFileAtomically(const fs::path& path, std::string_view bytes) {
  std::error_code ignored;
  const fs::path resolved = fs::weakly_canonical(path, ignored);
  const fs::path target = ignored || resolved.empty() ? path : resolved;
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");

  std::string temporary = (folder / ("." + target.filename().string() + ".XXXXXX")).string();
  FileDescriptor fd(::mkostemp(temporary.data(), O_CLOEXEC));
  if (fd.get() < 0) return ioError(path, "write into this folder", errno);
  const auto fail = [&](const std::string& doing, int number) {
    ::unlink(temporary.c_str());
    return ioError(path, doing, number);
  };

  struct stat previous {};
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = ::stat(target.c_str(), &previous) == 0 ? previous.st_mode & 07777 : 0666 & ~mask;
  if (::fchmod(fd.get(), mode) != 0) return fail("set the permissions of this file", errno);
  if (const int fault = writeAll(fd.get(), bytes)) return fail("write this file", fault);
  if (::fsync(fd.get()) != 0) return fail("write this file to disk", errno);
  if (fd.close() != 0) return fail("finish writing this file", errno);
  if (::rename(temporary.c_str(), target.c_str()) != 0) return fail("replace this file", errno);

  // The rename itself must survive a power cut; file systems without folder sync answer EINVAL, which is no
  // loss.
  FileDescriptor folderFd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folderFd.get() >= 0) ::fsync(folderFd.get());
  return {};
}

} // namespace fillscope
