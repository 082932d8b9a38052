#include "core/base/file_copy.h"
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t blockBytes = std::size_t{1} << 20;

class Descriptor {
 public:
  explicit Descriptor(int number)
      : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }

 private:
  int number_;
};

Error copyError(const fs::path& file, int number) {
  Error error{ErrorCode::ioFailure,
              std::string("cannot copy this file: ") + std::strerror(number),
              file.string(),
              {}};
  if (number == ENOENT || number == ENOTDIR) error.code = ErrorCode::notFound;
  if (number == ENOSPC || number == EDQUOT)
    error.hint = "free some space on this disk, or choose a folder on another one";
  if (number == EACCES || number == EPERM || number == EROFS)
    error.hint = "choose files that you may read and a folder that you may write to";
  return error;
}

/// 0 or errno.
int writeAll(int file, const char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t written = ::write(file, bytes, count);
    if (written < 0 && errno != EINTR) return errno;
    if (written < 0) continue;
    bytes += written;
    count -= static_cast<std::size_t>(written);
  }
  return 0;
}

int copyThroughMemory(int from, int to) {
  std::vector<char> block(blockBytes);
  while (true) {
    const ssize_t count = ::read(from, block.data(), block.size());
    if (count == 0) return 0;
    if (count < 0 && errno != EINTR) return errno;
    if (count < 0) continue;
    if (const int fault = writeAll(to, block.data(), static_cast<std::size_t>(count)); fault != 0)
      return fault;
  }
}

int copyBytes(int from, int to) {
  bool any = false;
  while (true) {
    const ssize_t count = ::copy_file_range(from, nullptr, to, nullptr, std::numeric_limits<int>::max(), 0);
    if (count > 0) {
      any = true;
      continue;
    }
    if (count < 0 && errno == EINTR) continue;
    // Of files that are made while they are read the kernel gives nothing; between some file systems it
    // refuses.
    if (count == 0) return any ? 0 : copyThroughMemory(from, to);
    const bool refused =
        errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM;
    return refused && !any ? copyThroughMemory(from, to) : errno;
  }
}

} // namespace

Result<void> copyFile(const fs::path& from, const fs::path& to) {
  const Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
  if (source.get() < 0) return copyError(from, errno);
  struct stat about {};
  if (::fstat(source.get(), &about) != 0) return copyError(from, errno);
  const Descriptor copy(
      ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (about.st_mode & 0777) | S_IWUSR));
  if (copy.get() < 0) return copyError(to, errno);
  if (const int fault = copyBytes(source.get(), copy.get()); fault != 0) {
    ::unlink(to.c_str());
    return copyError(to, fault);
  }
  // Neither is worth failing for: some file systems know no permissions.
  const std::array<timespec, 2> times{about.st_atim, about.st_mtim};
  (void)::fchmod(copy.get(), about.st_mode & 0777);
  (void)::futimens(copy.get(), times.data());
  return {};
}

} // namespace fillscope
