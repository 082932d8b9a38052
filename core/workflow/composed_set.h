#pragma once
// A folder that holds a composed data set: what it says of itself, what its files are called, and how its
// parts become one.
#include "core/base/progress.h"
#include "core/composition/composition.h"
#include "core/formats/shard_archive.h"
#include <filesystem>
#include <string>
#include <vector>

namespace fillscope {

/// What compose.json says.
struct ComposedSet {
  CompositionSpec spec;
  std::uint64_t seed = 1, count = 0;
  ShardFormat format = ShardFormat::tar;
  std::string fingerprint; ///< of the pictures it is composed of

  std::uint64_t shards() const;
  /// The first sample of a shard; of shards(): count.
  std::uint64_t firstOf(std::uint64_t shard) const;
  /// Which set this is, 64 digits: the same samples, in the same files.
  std::string identity() const;
};

/// What a shard's record says, which is written last: a shard with a record is whole.
struct ShardRecord {
  std::string set; ///< ComposedSet::identity
  std::uint64_t shard = 0, first = 0, count = 0;
  std::uint64_t bytes = 0; ///< of the archive, or of all files of a folder
  std::string sha256;      ///< of the archive; "" for a folder
  std::string list;        ///< SHA-256 of a line "name TAB XXH64" for each file, in order
  std::string labels;      ///< SHA-256 of the shard's labels
  ChannelSums image, mask;
  double seconds = 0;
};

/// "tar", "zip", "dir" as the command line says it.
const char* shardFormatName(ShardFormat format);

/// Names of a sample's files inside its shard. tar: as WebDataset groups them, "000000012.jpg",
/// "000000012.mask.png", "000000012.json". zip and folder: "data_1/Fg-Bg/fg-bg13.jpg" and
/// "data_1/Fg-Bg-Mask/fg-bg-mask13.png", both counted from 1; record is "" there.
struct SampleFiles {
  std::string image, mask, record;
};
SampleFiles sampleFiles(const ComposedSet& set, std::uint64_t k);
/// Relative to the set's folder: "shard-000000.tar", "data_part1.zip", "." for a folder.
std::string archiveName(const ComposedSet& set, std::uint64_t shard);
/// "shard-000000.json"
std::string shardRecordName(std::uint64_t shard);
/// "shard-000000.labels.txt": one line a sample, see labelLine.
std::string shardLabelsName(std::uint64_t shard);
/// Separated by tabs: background, foreground, picture, mask, depth (nothing yet), mirrored (0 or 1), and x,
/// y, width and height of the foreground in pixels. Ends in a line feed.
std::string labelLine(const ComposedSet& set, const CompositionSources& sources, std::uint64_t k,
                      const ForegroundPlacement& placement);

std::string shardRecordJson(const ShardRecord& record);
/// Errors: notFound, badInput.
Result<ShardRecord> loadShardRecord(const std::filesystem::path& folder, std::uint64_t shard);

/// Errors: notFound, badInput.
Result<ComposedSet> loadComposedSet(const std::filesystem::path& folder);
/// Makes the folder where it is missing and marks it as holding the set. Errors: badInput (it holds another
/// set, or other files), ioFailure.
Result<void> claimFolder(const std::filesystem::path& folder, const ComposedSet& set);

struct ComposedSummary {
  std::uint64_t samples = 0, shards = 0, bytes = 0;
  ChannelSums image, mask;
  double seconds = 0; ///< of all shards' making, added up
  std::string list;   ///< SHA-256 of the shards' lists: of all samples, whoever made which shard
};
/// Whether a shard's record is there and of this set, its labels too, and its archive as long as the record
/// says; of a folder, as many files. Opens no picture.
bool shardIsWhole(const std::filesystem::path& folder, const ComposedSet& set, std::uint64_t shard);
/// Those that are not, in order.
std::vector<std::uint64_t> missingShards(const std::filesystem::path& folder, const ComposedSet& set);
/// Writes labels.txt, the shards' lines in order, and dataset.json: counts, sizes, mean and standard
/// deviation by channel, hashes. check: every archive, or file of a folder, is read and compared with its
/// record. Errors: badInput (no such set, shards that are missing, another set's, or changed); ioFailure;
/// cancelled.
Result<ComposedSummary> mergeComposedSet(const std::filesystem::path& folder, bool check,
                                         const Progress& progress = {});

inline constexpr const char* composedSetName = "compose.json";
inline constexpr const char* composedLabelsName = "labels.txt";
inline constexpr const char* composedSummaryName = "dataset.json";

} // namespace fillscope
