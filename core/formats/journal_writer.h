#pragma once
// Keeps records as they come: in the file at once, on the disk a moment later, without making anybody wait.
#include "core/formats/edit_journal.h"
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace fillscope {

/// Holds the journal under a lock, so that two windows do not write into one. append may be called from any
/// thread; a small record is in the kernel's hands when it returns, so that killing the process loses
/// nothing, and on the disk some milliseconds later. Large ones are written by a thread of its own. Where
/// writing fails (full disk) records wait in memory, and each append tries again.
class JournalWriter {
 public:
  /// Opens or makes the file and cuts off what is beyond goodBytes. Errors: tryAgain, another writer holds
  /// it; ioFailure, notFound as files go.
  static Result<std::unique_ptr<JournalWriter>> open(const std::filesystem::path& path,
                                                     std::uintmax_t goodBytes, long long lastNumber);
  /// Writes what waits, as far as that is possible.
  ~JournalWriter();

  /// Gives the record its number.
  void append(EditRecord record);
  /// Rewrites the file with gestures as single steps, in the background, where that is worth it. Happens by
  /// itself where the file has doubled and grown by megabytes.
  void compact();
  /// Waits until everything is on the disk; the failure where it is not.
  Result<void> flush();
  /// The same for the record of that number and those before it, whatever is appended meanwhile. Any thread.
  Result<void> sync(long long number);
  EditRecords waiting() const; ///< what is not in the file yet
  /// Of the last write; nothing while all is well.
  std::optional<Error> failure() const;
  long long lastNumber() const;
  const std::filesystem::path& path() const { return path_; }

 private:
  JournalWriter(std::filesystem::path path, int file, std::uintmax_t size, long long lastNumber);
  void run();
  void writePending(std::unique_lock<std::mutex>& lock);
  bool writeLine(const std::string& line);
  void rewrite(std::unique_lock<std::mutex>& lock);

  const std::filesystem::path path_;
  mutable std::mutex mutex_;
  mutable std::condition_variable wake_, settled_;
  std::deque<EditRecord> pending_;
  std::optional<Error> failure_;
  int file_ = -1;
  std::uintmax_t size_ = 0, compactedSize_ = 0;
  long long lastNumber_ = 0, writtenNumber_ = 0, syncedNumber_ = 0;
  bool isWriting_ = false, isSyncing_ = false, isUnsynced_ = false, isCutShort_ = false,
       wantsCompaction_ = false, ends_ = false;
  std::thread thread_;
};

} // namespace fillscope
