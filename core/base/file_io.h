#pragma once
// Whole files in and out. Writing never leaves a half-written file behind.
#include "core/base/result.h"
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace fillscope {

/// The bytes of a file or of a pipe up to its end. Errors: notFound, badInput (a folder, a device, more
/// than 16 GB), ioFailure (no permission, device error), tryAgain (no memory for it).
Result<std::string> readFile(const std::filesystem::path& path);

/// Replaces path by bytes: temporary file in the same folder, fsync, rename, fsync of the folder. Whatever
/// happens in between (kill -9, power, full disk), path holds either the old or the new bytes. A link is
/// followed: its target is replaced, or made where it is missing. Permissions of an existing file are kept;
/// one that nobody may write to is left alone. Pipes and devices are written into. Hidden temporaries
/// (.NAME~xxxxxxxx.tmp) that killed writers left are removed by the next writer that succeeds. Any thread.
/// Errors: ioFailure, with the reason; notFound (no such folder); badInput (a folder lies there).
Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

/// The same for one of very many files that can be made again: whole or not there for every other program and
/// after kill -9, but without waiting for the disk, so that a power cut may leave it short or empty.
/// Temporaries that killed writers left stay until removeAbandonedTemporaries.
Result<void> writeFileQuickly(const std::filesystem::path& path, std::string_view bytes);
/// A file that is written in parts and takes its place when it is whole: until commit, path holds what it
/// held before, or nothing. Not safe from several threads at a time.
class GrowingFile {
 public:
  /// Errors: as writeFileAtomically; badInput for a pipe or a device as well.
  static Result<GrowingFile> create(const std::filesystem::path& path);
  GrowingFile(GrowingFile&&) noexcept;
  GrowingFile& operator=(GrowingFile&&) = delete;
  ~GrowingFile(); ///< what was not committed goes

  /// At the place of writing, which moves on; what was there is written over. Error: ioFailure.
  Result<void> write(std::string_view bytes);
  /// Bytes from the beginning.
  std::uint64_t place() const;
  std::uint64_t size() const;
  /// Goes on at a place from 0 to size(). Error: ioFailure.
  Result<void> moveTo(std::uint64_t place);
  /// fsync, rename, fsync of the folder. Error: ioFailure; the file is not there then.
  Result<void> commit();

 private:
  struct Private;
  explicit GrowingFile(std::unique_ptr<Private> own);
  std::unique_ptr<Private> own_;
};

/// Makes a folder, and those above it, where it is missing. Nothing is made of an empty path, the current
/// folder. Error: ioFailure, with the reason.
Result<void> makeFolder(const std::filesystem::path& folder);
/// Waits until everything written to the file system that holds the folder is on the disk.
Result<void> syncFolder(const std::filesystem::path& folder);
/// Removes the folder's temporaries that no living writer holds.
void removeAbandonedTemporaries(const std::filesystem::path& folder);

} // namespace fillscope
