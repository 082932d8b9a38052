#pragma once
// One part of a large data set: many small files in one archive, or in a folder.
#include "core/base/result.h"
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace fillscope {

enum class ShardFormat { tar, zip, folder };

/// Entries go in as they come and are kept in that order; the same entries give the same bytes. Not safe from
/// several threads at a time.
class ShardArchive {
 public:
  ShardArchive() = default;
  ShardArchive(const ShardArchive&) = delete;
  ShardArchive& operator=(const ShardArchive&) = delete;
  virtual ~ShardArchive() = default; ///< an archive that was not committed is not there

  /// name: ASCII, at most 100 bytes, with / between folders; each once. Error: ioFailure.
  virtual Result<void> add(const std::string& name, std::string_view bytes) = 0;
  /// Waits for the disk; from then on the archive stands at its path. Error: ioFailure.
  virtual Result<void> commit() = 0;
};

/// tar: POSIX ustar, files of user 0 with time 0. zip: stored, for pictures are compressed already; times
/// 1980-01-01. folder: path is the folder that names are relative to; files that are written stay also
/// without commit. Errors: as writeFileAtomically.
Result<std::unique_ptr<ShardArchive>> createShardArchive(ShardFormat format,
                                                         const std::filesystem::path& path);

} // namespace fillscope
