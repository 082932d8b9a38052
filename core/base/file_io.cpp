#include "core/base/file_io.h"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <random>
#include <sys/file.h>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

Error ioError(const fs::path& path, const std::string& doing, int number) {
  Error error{ErrorCode::ioFailure, "cannot " + doing + ": " + std::strerror(number), path.string(), {}};
  switch (number) {
  case ENOENT:
  case ENOTDIR:
    error.code = ErrorCode::notFound;
    error.hint = "make the folder first, or choose another one";
    break;
  case ENOSPC:
  case EDQUOT:
    error.hint = "free some space on this disk and save again";
    break;
  case EFBIG:
    error.hint = "raise the limit of file sizes (ulimit -f) and write again";
    break;
  case EACCES:
  case EPERM:
  case EROFS:
    error.hint = "choose a folder that you may write to";
    break;
  case EISDIR:
    error.code = ErrorCode::badInput;
    error.hint = "choose another name";
    break;
  case ENAMETOOLONG:
    error.code = ErrorCode::badInput;
    error.hint = "choose a shorter name";
    break;
  default:
    break;
  }
  return error;
}

/// What a path leads to once all links are followed, also where the last one's target is not there yet.
fs::path followed(const fs::path& path) {
  constexpr int mostLinks = 40; // as many as the kernel follows
  std::error_code fault;
  fs::path target = path;
  for (int links = 0; links < mostLinks && fs::is_symlink(target, fault); ++links) {
    const fs::path next = fs::read_symlink(target, fault);
    if (fault) return path;
    target = target.parent_path() / next; // an absolute one replaces the folder
  }
  const fs::path whole = fs::weakly_canonical(target, fault);
  return fault || whole.empty() ? target : whole;
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
  void reset(int number) {
    if (number_ >= 0) ::close(number_);
    number_ = number;
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
    if (n == 0) return EIO;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return 0;
}

constexpr std::string_view temporarySuffix = ".tmp";
constexpr std::size_t temporaryDigits = 8;

/// What the names of a target's temporaries begin with. A long name is shortened, for a temporary's is
/// longer.
std::string temporaryPrefix(const std::string& name) {
  constexpr std::size_t longest = 200; // of the 255 bytes that file systems allow
  std::string prefix(1, '.');
  prefix.append(name, 0, longest);
  if (name.size() > longest) prefix += std::to_string(std::hash<std::string>{}(name));
  prefix += '~';
  return prefix;
}

/// A new file beside the target, held under a lock that tells other writers that its writer lives.
int makeTemporary(const fs::path& folder, const std::string& prefix, FileDescriptor& fd, std::string& path) {
  std::random_device random;
  for (int tries = 0; tries < 100; ++tries) {
    std::string name = prefix;
    for (std::size_t i = 0; i < temporaryDigits; ++i)
      name += "0123456789abcdefghijklmnopqrstuv"[random() % 32];
    path = (folder / (name += temporarySuffix)).string();
    // The kernel applies the process's umask; asking for it would change it for other threads.
    fd.reset(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (fd.get() < 0 && errno == EEXIST) continue;
    if (fd.get() < 0) return errno;
    while (::flock(fd.get(), LOCK_EX) != 0 && errno == EINTR) {
    }
    // Before the lock was held, another writer may have taken the file for an abandoned one.
    struct stat info {};
    if (::fstat(fd.get(), &info) == 0 && info.st_nlink > 0) return 0;
  }
  return EEXIST;
}

/// Whether a name is that of a temporary of files whose temporaries begin with prefix; of any file where it
/// is empty.
bool isTemporary(std::string_view name, std::string_view prefix) {
  const std::size_t ending = 1 + temporaryDigits + temporarySuffix.size(); // with the tilde before it
  if (!name.starts_with('.') || !name.ends_with(temporarySuffix) || name.size() <= ending) return false;
  if (name[name.size() - ending] != '~') return false;
  return prefix.empty() || (name.starts_with(prefix) && name.size() == prefix.size() + ending - 1);
}

/// Removes what writers left that were killed: temporaries that nobody holds a lock on.
void removeAbandoned(const fs::path& folder, std::string_view prefix) {
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(::opendir(folder.c_str()), ::closedir);
  while (const dirent* entry = entries ? ::readdir(entries.get()) : nullptr) {
    const std::string_view name = entry->d_name;
    if (!isTemporary(name, prefix)) continue;
    const std::string path = (folder / name).string();
    const FileDescriptor fd(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC));
    if (fd.get() >= 0 && ::flock(fd.get(), LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
  }
}

} // namespace

namespace {

Result<std::string> readAll(const fs::path& path) {
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
  // Some never end. Pipes do: a shell hands over another program's answer in one.
  if (S_ISCHR(info.st_mode) || S_ISBLK(info.st_mode))
    return Error{ErrorCode::badInput, "this is a device, a file was expected", path.string(), {}};
  constexpr std::size_t largest = std::size_t{1}
                                  << 34; // far beyond any picture; a hole in a file costs no disk
  const auto tooLarge = [&] {
    return Error{ErrorCode::badInput, "this file is larger than 16 GB", path.string(),
                 "choose a smaller file"};
  };
  if (info.st_size > static_cast<off_t>(largest)) return tooLarge();
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(info.st_size) + 1);
  char block[1 << 16];
  for (;;) {
    if (bytes.size() > largest) return tooLarge();
    const ssize_t n = ::read(fd.get(), block, sizeof block);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return ioError(path, "read this file", errno);
    if (n == 0) return bytes;
    bytes.append(block, static_cast<std::size_t>(n));
  }
}

/// Pipes and devices hold no old bytes and must not be replaced by a file.
Result<void> writeInto(const fs::path& path, std::string_view bytes) {
  const FileDescriptor fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (fd.get() < 0) return ioError(path, "open this file", errno);
  if (const int fault = writeAll(fd.get(), bytes)) return ioError(path, "write this file", fault);
  return {};
}

} // namespace

Result<std::string> readFile(const fs::path& path) {
  try {
    return readAll(path);
  } catch (const std::exception&) {
    return Error{ErrorCode::tryAgain, "this file does not fit into the memory", path.string(),
                 "close other programs, or choose a smaller file"};
  }
}

namespace {

enum class Durability { now, later };

/// A rename itself must survive a power cut; file systems without folder sync answer EINVAL, which is no
/// loss.
void syncNames(const fs::path& folder) {
  const FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() >= 0) ::fsync(fd.get());
}

fs::path folderOf(const fs::path& target) {
  return target.has_parent_path() ? target.parent_path() : fs::path(".");
}

/// What is to be replaced.
struct Previous {
  bool exists = false;
  struct stat status {};
  bool isSpecial() const { return exists && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode); }
  /// 0 or errno. Best effort: only root may give files away, and some file systems know neither owners nor
  /// permissions.
  int handTo(int fd) const {
    if (!exists) return 0;
    if (status.st_uid != ::geteuid() || status.st_gid != ::getegid())
      std::ignore = ::fchown(fd, status.st_uid, status.st_gid);
    return ::fchmod(fd, status.st_mode & 07777) == 0 || errno == EPERM || errno == ENOTSUP ? 0 : errno;
  }
};

Result<Previous> previousAt(const fs::path& path) {
  Previous previous;
  previous.exists = ::stat(path.c_str(), &previous.status) == 0;
  if (!previous.exists && errno == ELOOP) return ioError(path, "follow this link", ELOOP);
  if (previous.exists && S_ISREG(previous.status.st_mode) && (previous.status.st_mode & 0222) == 0)
    return Error{ErrorCode::ioFailure, "this file is write-protected", path.string(),
                 "choose another name, or lift the protection"};
  return previous;
}

Result<void> replaceFile(const fs::path& path, std::string_view bytes, Durability durability) {
  const auto previous = previousAt(path);
  if (!previous) return previous.error();
  if (previous->isSpecial()) return writeInto(path, bytes);
  const fs::path target = followed(path);
  const fs::path folder = folderOf(target);

  const std::string prefix = temporaryPrefix(target.filename().string());
  std::string temporary;
  FileDescriptor fd(-1);
  if (const int fault = makeTemporary(folder, prefix, fd, temporary))
    return ioError(path, "write into this folder", fault);
  const auto fail = [&](const std::string& doing, int number) {
    ::unlink(temporary.c_str());
    return ioError(path, doing, number);
  };

  if (const int fault = previous->handTo(fd.get())) return fail("set the permissions of this file", fault);
  if (const int fault = writeAll(fd.get(), bytes)) return fail("write this file", fault);
  if (durability == Durability::now && ::fsync(fd.get()) != 0) return fail("write this file to disk", errno);
  // Still locked: between closing and renaming, another writer could take it for an abandoned one.
  if (::rename(temporary.c_str(), target.c_str()) != 0) return fail("replace this file", errno);

  if (durability == Durability::later) return {};
  syncNames(folder);
  removeAbandoned(folder, prefix);
  return {};
}

} // namespace

Result<void> writeFileAtomically(const fs::path& path, std::string_view bytes) {
  return replaceFile(path, bytes, Durability::now);
}

Result<void> writeFileQuickly(const fs::path& path, std::string_view bytes) {
  return replaceFile(path, bytes, Durability::later);
}

/// What has not reached the file yet is buffered: entries of archives are small.
struct GrowingFile::Private {
  static constexpr std::size_t mostBuffered = 1 << 20;

  explicit Private(fs::path path)
      : target(followed(path))
      , prefix(temporaryPrefix(target.filename().string())) {}
  ~Private() {
    if (!temporary.empty()) ::unlink(temporary.c_str());
  }

  /// 0 or errno.
  int flush() {
    const int fault = writeAll(fd.get(), buffer);
    written += buffer.size();
    buffer.clear();
    return fault;
  }

  fs::path target;
  std::string prefix, temporary;
  FileDescriptor fd{-1};
  std::string buffer;
  std::uint64_t written = 0, size = 0; ///< written: where the buffer's first byte belongs
};

GrowingFile::GrowingFile(std::unique_ptr<Private> own)
    : own_(std::move(own)) {}
GrowingFile::GrowingFile(GrowingFile&&) noexcept = default;
GrowingFile::~GrowingFile() = default;

Result<GrowingFile> GrowingFile::create(const fs::path& path) {
  auto own = std::make_unique<Private>(path);
  if (fs::is_directory(own->target)) return ioError(path, "write this file", EISDIR);
  const auto previous = previousAt(path);
  if (!previous) return previous.error();
  if (previous->isSpecial())
    return Error{ErrorCode::badInput, "this is a device or a pipe, and the file is written in parts",
                 path.string(), "name a file"};
  if (const int fault = makeTemporary(folderOf(own->target), own->prefix, own->fd, own->temporary))
    return ioError(path, "write into this folder", fault);
  if (const int fault = previous->handTo(own->fd.get()))
    return ioError(path, "set the permissions of this file", fault);
  return GrowingFile(std::move(own));
}

Result<void> GrowingFile::write(std::string_view bytes) {
  own_->buffer += bytes;
  own_->size = std::max(own_->size, place());
  if (own_->buffer.size() < Private::mostBuffered) return {};
  if (const int fault = own_->flush()) return ioError(own_->target, "write this file", fault);
  return {};
}

std::uint64_t GrowingFile::place() const { return own_->written + own_->buffer.size(); }
std::uint64_t GrowingFile::size() const { return own_->size; }

Result<void> GrowingFile::moveTo(std::uint64_t place) {
  if (const int fault = own_->flush()) return ioError(own_->target, "write this file", fault);
  if (::lseek(own_->fd.get(), static_cast<off_t>(place), SEEK_SET) < 0)
    return ioError(own_->target, "write this file", errno);
  own_->written = place;
  return {};
}

Result<void> GrowingFile::commit() {
  if (const int fault = own_->flush()) return ioError(own_->target, "write this file", fault);
  if (::fsync(own_->fd.get()) != 0) return ioError(own_->target, "write this file to disk", errno);
  if (::rename(own_->temporary.c_str(), own_->target.c_str()) != 0)
    return ioError(own_->target, "replace this file", errno);
  own_->temporary.clear();
  syncNames(folderOf(own_->target));
  removeAbandoned(folderOf(own_->target), own_->prefix);
  return {};
}

Result<void> makeFolder(const fs::path& folder) {
  std::error_code fault;
  if (!folder.empty()) fs::create_directories(folder, fault);
  if (!fault) return {};
  return Error{ErrorCode::ioFailure, "the folder cannot be made: " + fault.message(), folder.string(),
               "choose a folder that you may write to"};
}

Result<void> syncFolder(const fs::path& folder) {
  const FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() < 0) return ioError(folder, "open this folder", errno);
  if (::syncfs(fd.get()) != 0) return ioError(folder, "write this folder to disk", errno);
  return {};
}

void removeAbandonedTemporaries(const fs::path& folder) { removeAbandoned(folder, {}); }

} // namespace fillscope
