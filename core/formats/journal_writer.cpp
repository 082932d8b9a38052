#include "core/formats/journal_writer.h"
#include "core/base/file_io.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace fillscope {
namespace {

constexpr std::size_t smallRegions = 64, smallVertices = 4096; // some 0.1 ms of work
constexpr std::uintmax_t mostGrowth = 8 << 20;                 // drags of an hour that nobody saved

Error failed(const std::filesystem::path& path, const char* doing, int number) {
  Error error{ErrorCode::ioFailure,
              std::string("cannot ") + doing + " the history of changes: " + std::strerror(number),
              path.string(),
              {}};
  if (number == ENOENT || number == ENOTDIR) error.code = ErrorCode::notFound;
  if (number == ENOSPC || number == EDQUOT) error.hint = "free some space on this disk";
  return error;
}

std::size_t verticesIn(const Region& region) {
  if (const auto* polygon = std::get_if<PolygonShape>(&region.shape)) return polygon->points.size();
  if (const auto* line = std::get_if<PolylineShape>(&region.shape)) return line->points.size();
  return 1;
}

/// Whether writing it takes no longer than a frame has time for.
bool isSmall(const EditRecord& record) {
  std::size_t vertices = 0;
  if (const auto* base = std::get_if<PictureBase>(&record.what)) {
    if (!base->regions) return true;
    for (const Region& region : *base->regions)
      vertices += verticesIn(region);
    return base->regions->size() <= smallRegions && vertices <= smallVertices;
  }
  if (const auto* step = std::get_if<EditStep>(&record.what)) {
    for (const RegionEdit& edit : step->regions)
      if (const auto* swap = std::get_if<RegionSwap>(&edit.what))
        vertices +=
            (swap->before ? verticesIn(*swap->before) : 0) + (swap->after ? verticesIn(*swap->after) : 0);
    return step->regions.size() <= smallRegions && step->attributes.size() <= smallRegions &&
           vertices <= smallVertices;
  }
  if (const auto* added = std::get_if<PicturesAdded>(&record.what)) return added->pictures.size() <= 4;
  if (const auto* moved = std::get_if<PicturesMoved>(&record.what))
    return moved->filenames.size() <= smallRegions;
  return true;
}

/// The first bytes of a journal, compacted into another file that is open and locked then; −1 where that
/// fails.
int writeCompacted(const std::filesystem::path& path, std::uintmax_t bytes,
                   const std::filesystem::path& into) {
  const Result<std::string> text = readFile(path);
  if (!text || text->size() < bytes) return -1;
  ReadJournal journal = parseJournal(std::string_view(*text).substr(0, bytes));
  if (journal.goodBytes != bytes || !writeJournal(compacted(std::move(journal.records)), into)) return -1;
  const int file = ::open(into.c_str(), O_RDWR | O_APPEND | O_CLOEXEC);
  if (file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) == 0) return file;
  if (file >= 0) ::close(file);
  return -1;
}

} // namespace

Result<std::unique_ptr<JournalWriter>> JournalWriter::open(const std::filesystem::path& path,
                                                           std::uintmax_t goodBytes, long long lastNumber) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0) return failed(path, "write", errno);
  const auto fail = [&](const Error& error) {
    ::close(file);
    return error;
  };
  if (::flock(file, LOCK_EX | LOCK_NB) != 0)
    return fail(
        {ErrorCode::tryAgain, "the history of changes is written by another window", path.string(), {}});
  struct stat info {};
  if (::fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) return fail(failed(path, "write", EINVAL));
  if (static_cast<std::uintmax_t>(info.st_size) > goodBytes &&
      ::ftruncate(file, static_cast<off_t>(goodBytes)) != 0)
    return fail(failed(path, "write", errno));
  return std::unique_ptr<JournalWriter>(new JournalWriter(path, file, goodBytes, lastNumber));
}

JournalWriter::JournalWriter(std::filesystem::path path, int file, std::uintmax_t size, long long lastNumber)
    : path_(std::move(path))
    , file_(file)
    , size_(size)
    , compactedSize_(size)
    , lastNumber_(lastNumber)
    , writtenNumber_(lastNumber)
    , syncedNumber_(lastNumber)
    , thread_([this] { run(); }) {}

JournalWriter::~JournalWriter() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  wake_.notify_all();
  thread_.join();
  ::close(file_);
}

void JournalWriter::append(EditRecord record) {
  std::unique_lock lock(mutex_);
  record.number = ++lastNumber_;
  // Where others wait, this one waits behind them.
  if (pending_.empty() && !isWriting_ && isSmall(record) && writeLine(journalLine(record))) {
    writtenNumber_ = record.number;
    isUnsynced_ = true;
  } else {
    pending_.push_back(std::move(record));
  }
  lock.unlock();
  wake_.notify_all();
}

/// Needs the mutex. Where it fails, the file ends as before.
bool JournalWriter::writeLine(const std::string& line) {
  if (isCutShort_ && ::ftruncate(file_, static_cast<off_t>(size_)) != 0) return false;
  isCutShort_ = false;
  std::size_t written = 0;
  while (written < line.size()) {
    const ssize_t n = ::write(file_, line.data() + written, line.size() - written);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      failure_ = failed(path_, "write", n < 0 ? errno : EIO);
      isCutShort_ = ::ftruncate(file_, static_cast<off_t>(size_)) != 0;
      return false;
    }
    written += static_cast<std::size_t>(n);
  }
  size_ += line.size();
  failure_.reset();
  // Each time when it has doubled, so that the work is in proportion to what was written.
  if (size_ > 2 * compactedSize_ + mostGrowth) wantsCompaction_ = true;
  return true;
}

void JournalWriter::writePending(std::unique_lock<std::mutex>& lock) {
  // What comes meanwhile waits, so that somebody who appends without end does not keep this from the disk.
  for (std::size_t left = pending_.size(); left > 0; --left) {
    const EditRecord record = std::move(pending_.front());
    pending_.pop_front();
    isWriting_ = true; // so that nobody writes before it
    lock.unlock();
    std::string line = journalLine(record);
    lock.lock();
    isWriting_ = false;
    if (!writeLine(line)) {
      pending_.push_front(record);
      return;
    }
    writtenNumber_ = record.number;
    isUnsynced_ = true;
  }
}

void JournalWriter::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    writePending(lock);
    if (isUnsynced_) {
      isUnsynced_ = false;
      isSyncing_ = true;
      const long long number = writtenNumber_;
      lock.unlock();
      const int fault = ::fdatasync(file_) == 0 ? 0 : errno;
      lock.lock();
      isSyncing_ = false;
      syncedNumber_ = number;
      // File systems that cannot sync have nothing to lose by it.
      if (fault != 0 && fault != EINVAL && fault != EROFS) failure_ = failed(path_, "write", fault);
      settled_.notify_all();
      continue;
    }
    if (wantsCompaction_ && pending_.empty()) {
      wantsCompaction_ = false;
      rewrite(lock);
    }
    settled_.notify_all();
    if (ends_) return;
    // A disk that was full may have room later.
    if (pending_.empty())
      wake_.wait(lock, [this] { return ends_ || !pending_.empty() || isUnsynced_ || wantsCompaction_; });
    else
      wake_.wait_for(lock, std::chrono::seconds(1));
  }
}

void JournalWriter::compact() {
  {
    const std::lock_guard lock(mutex_);
    constexpr std::uintmax_t worthIt = 1 << 16;
    if (size_ < compactedSize_ + compactedSize_ / 4 + worthIt) return;
    wantsCompaction_ = true;
  }
  wake_.notify_all();
}

/// Records that come meanwhile go to the old file and are taken over at the end. Should anything fail, the
/// old one stays.
void JournalWriter::rewrite(std::unique_lock<std::mutex>& lock) {
  const std::uintmax_t oldSize = size_;
  const std::filesystem::path fresh = path_.string() + ".new";
  isSyncing_ = true;
  lock.unlock();
  const int file = writeCompacted(path_, oldSize, fresh);
  lock.lock();
  isSyncing_ = false;
  compactedSize_ = size_; // should it fail, the next time is when it has doubled again
  if (file < 0) {
    ::unlink(fresh.c_str());
    return;
  }
  std::string tail(size_ - oldSize, '\0');
  const bool isWhole = ::pread(file_, tail.data(), tail.size(), static_cast<off_t>(oldSize)) ==
                           static_cast<ssize_t>(tail.size()) &&
                       ::write(file, tail.data(), tail.size()) == static_cast<ssize_t>(tail.size()) &&
                       ::fdatasync(file) == 0;
  struct stat info {};
  if (!isWhole || ::fstat(file, &info) != 0 || ::rename(fresh.c_str(), path_.c_str()) != 0) {
    ::close(file);
    ::unlink(fresh.c_str());
    return;
  }
  ::close(std::exchange(file_, file));
  size_ = static_cast<std::uintmax_t>(info.st_size);
  compactedSize_ = size_;
  isCutShort_ = false;
}

Result<void> JournalWriter::flush() {
  std::unique_lock lock(mutex_);
  wake_.notify_all();
  settled_.wait(lock, [this] {
    return (pending_.empty() && !isUnsynced_ && !isWriting_ && !isSyncing_ && !wantsCompaction_) ||
           failure_.has_value();
  });
  if (failure_) return *failure_;
  return {};
}

Result<void> JournalWriter::sync(long long number) {
  std::unique_lock lock(mutex_);
  wake_.notify_all();
  settled_.wait(lock, [&] { return syncedNumber_ >= number || failure_.has_value(); });
  if (failure_) return *failure_;
  return {};
}

EditRecords JournalWriter::waiting() const {
  std::unique_lock lock(mutex_);
  settled_.wait(lock, [this] { return !isWriting_; });
  return {pending_.begin(), pending_.end()};
}

std::optional<Error> JournalWriter::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

long long JournalWriter::lastNumber() const {
  const std::lock_guard lock(mutex_);
  return lastNumber_;
}

} // namespace fillscope
