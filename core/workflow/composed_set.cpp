#include "core/workflow/composed_set.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/content_hash.h"
#include "core/inference/sha256.h"
#include "core/workflow/synthetic_set.h"
#include <algorithm>
#include <array>
#include <cstdio>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr std::array formatNames{"tar", "zip", "dir"};

std::string padded(std::uint64_t number, int digits) {
  std::string text = std::to_string(number);
  if (text.size() < static_cast<std::size_t>(digits)) text.insert(0, digits - text.size(), '0');
  return text;
}

/// A JSON document made member by member.
class JsonObject {
 public:
  JsonObject() { document_.SetObject(); }
  void add(const char* name, const std::string& value) { put(name, text(value)); }
  void add(const char* name, std::uint64_t value) { put(name, rapidjson::Value(value)); }
  void add(const char* name, double value) { put(name, rapidjson::Value(value)); }
  void add(const char* name, rapidjson::Value value) { put(name, std::move(value)); }
  /// channels: 1 or 3
  void add(const char* name, const ChannelSums& sums, std::size_t channels) {
    rapidjson::Value object(rapidjson::kObjectType), sum(rapidjson::kArrayType),
        squares(rapidjson::kArrayType);
    for (std::size_t c = 0; c < channels; ++c) {
      sum.PushBack(sums.sum[c], allocator());
      squares.PushBack(sums.squares[c], allocator());
    }
    object.AddMember("pixels", sums.pixels, allocator());
    object.AddMember("sum", sum, allocator()).AddMember("squares", squares, allocator());
    put(name, std::move(object));
  }
  void addStatistics(const char* name, const ChannelSums& sums, std::size_t channels) {
    rapidjson::Value object(rapidjson::kObjectType), mean(rapidjson::kArrayType), std(rapidjson::kArrayType);
    for (std::size_t c = 0; c < channels; ++c) {
      mean.PushBack(sums.mean(c), allocator());
      std.PushBack(sums.deviation(c), allocator());
    }
    object.AddMember("mean", mean, allocator()).AddMember("std", std, allocator());
    put(name, std::move(object));
  }
  rapidjson::Document::AllocatorType& allocator() { return document_.GetAllocator(); }
  std::string text() const { return prettyJson(document_); }

 private:
  rapidjson::Value text(const std::string& value) {
    return {value.data(), static_cast<rapidjson::SizeType>(value.size()), allocator()};
  }
  void put(const char* name, rapidjson::Value value) {
    document_.AddMember(rapidjson::Value(name, allocator()), value, allocator());
  }
  rapidjson::Document document_;
};

/// Members of a JSON object, the first missing one remembered.
class MemberReader {
 public:
  explicit MemberReader(const rapidjson::Value& object)
      : object_(object) {}
  std::uint64_t number(const char* name) {
    const auto* value = member(object_, name);
    if (value && value->IsUint64()) return value->GetUint64();
    miss(name);
    return 0;
  }
  std::string text(const char* name) {
    const auto* value = member(object_, name);
    if (value && value->IsString()) return *asString(*value);
    miss(name);
    return {};
  }
  double seconds(const char* name) {
    const auto* value = member(object_, name);
    return value && value->IsNumber() ? value->GetDouble() : 0;
  }
  ChannelSums sums(const char* name) {
    ChannelSums sums;
    const auto* value = member(object_, name);
    const auto* pixels = value ? member(*value, "pixels") : nullptr;
    if (!pixels || !pixels->IsUint64()) {
      miss(name);
      return sums;
    }
    sums.pixels = pixels->GetUint64();
    for (const auto& [field, to] : {std::pair("sum", &sums.sum), std::pair("squares", &sums.squares)}) {
      const auto* list = member(*value, field);
      if (!list || !list->IsArray() || list->Size() > to->size()) return miss(name), sums;
      for (rapidjson::SizeType c = 0; c < list->Size(); ++c)
        if ((*list)[c].IsUint64())
          (*to)[c] = (*list)[c].GetUint64();
        else
          miss(name);
    }
    return sums;
  }
  const std::string& missing() const { return missing_; } ///< "" where all were there

 private:
  void miss(const char* name) {
    if (missing_.empty()) missing_ = name;
  }
  const rapidjson::Value& object_;
  std::string missing_;
};

Error refused(const std::string& what, const fs::path& where, const std::string& hint) {
  return {ErrorCode::badInput, what, where.string(), hint};
}

/// The shard's list as its record has it, made again from the files of a folder.
Result<std::string> listOfFiles(const fs::path& folder, const ComposedSet& set, std::uint64_t shard,
                                const Progress& progress) {
  std::string list;
  for (std::uint64_t k = set.firstOf(shard); k < set.firstOf(shard + 1); ++k) {
    if (progress.cancelled()) return cancelledError();
    const SampleFiles files = sampleFiles(set, k);
    for (const std::string* name : {&files.image, &files.mask}) {
      const auto bytes = readFile(folder / *name);
      if (!bytes) return bytes.error();
      list += *name + '\t' + contentHashText(*bytes) + '\n';
    }
  }
  return sha256(list);
}

struct FolderSum {
  std::uint64_t files = 0, bytes = 0;
};

/// But hidden ones.
FolderSum sumOf(const fs::path& folder) {
  FolderSum sum;
  std::error_code fault, ignored;
  for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
    if (at->path().filename().string().starts_with('.')) continue;
    ++sum.files;
    sum.bytes += at->file_size(ignored);
  }
  return sum;
}

constexpr const char* composeAgain = "compose again with --resume";

Result<void> checkShard(const fs::path& folder, const ComposedSet& set, const ShardRecord& record,
                        const Progress& progress) {
  const fs::path archive = folder / archiveName(set, record.shard);
  const bool isFolder = set.format == ShardFormat::folder;
  const auto found = isFolder ? listOfFiles(folder, set, record.shard, progress) : sha256OfFile(archive);
  if (!found) {
    Error error = found.error();
    if (error.code == ErrorCode::notFound)
      error.hint = "remove " + shardRecordName(record.shard) + " and " + composeAgain;
    return error;
  }
  if (*found == (isFolder ? record.list : record.sha256)) return {};
  return refused(isFolder ? "files of shard " + std::to_string(record.shard) + " were changed"
                          : "this archive was changed or cut off",
                 archive, "remove " + shardRecordName(record.shard) + " and " + composeAgain);
}

} // namespace

std::uint64_t ComposedSet::shards() const {
  const auto each = static_cast<std::uint64_t>(spec.samplesPerShard);
  return (count + each - 1) / each;
}
std::uint64_t ComposedSet::firstOf(std::uint64_t shard) const {
  return std::min(count, shard * static_cast<std::uint64_t>(spec.samplesPerShard));
}
std::string ComposedSet::identity() const {
  CompositionSpec whatCounts = spec; // not where the pictures lie
  whatCounts.backgrounds.clear(), whatCounts.foregrounds.clear();
  return sha256(compositionSpecJson(whatCounts) + std::to_string(seed) + '\n' + shardFormatName(format) +
                '\n' + fingerprint);
}

const char* shardFormatName(ShardFormat format) { return formatNames[static_cast<std::size_t>(format)]; }

SampleFiles sampleFiles(const ComposedSet& set, std::uint64_t k) {
  const std::string maskSuffix = set.spec.maskFile == MaskFile::png ? ".png" : ".jpg";
  if (set.format == ShardFormat::tar) {
    constexpr int digits = 9;
    const std::string key = padded(k, digits);
    return {key + ".jpg", key + ".mask" + maskSuffix, key + ".json"};
  }
  const std::uint64_t shard = k / static_cast<std::uint64_t>(set.spec.samplesPerShard);
  const std::string part = "data_" + std::to_string(shard + 1), number = std::to_string(k + 1);
  return {part + "/Fg-Bg/fg-bg" + number + ".jpg", part + "/Fg-Bg-Mask/fg-bg-mask" + number + maskSuffix, {}};
}

namespace {
constexpr int shardDigits = 6;
}

std::string archiveName(const ComposedSet& set, std::uint64_t shard) {
  switch (set.format) {
  case ShardFormat::tar:
    return "shard-" + padded(shard, shardDigits) + ".tar";
  case ShardFormat::zip:
    return "data_part" + std::to_string(shard + 1) + ".zip";
  case ShardFormat::folder:
    break;
  }
  return ".";
}
std::string shardRecordName(std::uint64_t shard) { return "shard-" + padded(shard, shardDigits) + ".json"; }
std::string shardLabelsName(std::uint64_t shard) {
  return "shard-" + padded(shard, shardDigits) + ".labels.txt";
}

std::string labelLine(const ComposedSet& set, const CompositionSources& sources, std::uint64_t k,
                      const ForegroundPlacement& placement) {
  const SampleFiles files = sampleFiles(set, k);
  std::string line = sources.backgrounds[placement.background] + '\t' +
                     sources.foregrounds[placement.foreground] + '\t' + files.image + '\t' + files.mask +
                     "\t\t" + (placement.mirrored ? '1' : '0');
  const PixelBox& box = placement.box;
  for (const int number : {box.x, box.y, box.width, box.height})
    line += '\t' + std::to_string(number);
  return line + '\n';
}

std::string shardRecordJson(const ShardRecord& record) {
  JsonObject json;
  json.add("set", record.set);
  json.add("shard", record.shard);
  json.add("first", record.first);
  json.add("count", record.count);
  json.add("bytes", record.bytes);
  json.add("sha256", record.sha256);
  json.add("list_sha256", record.list);
  json.add("labels_sha256", record.labels);
  json.add("image", record.image, 3);
  json.add("mask", record.mask, 1);
  json.add("seconds", record.seconds);
  return json.text();
}

Result<ShardRecord> loadShardRecord(const fs::path& folder, std::uint64_t shard) {
  const fs::path path = folder / shardRecordName(shard);
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto document = parseJson(*text, path.string());
  if (!document) return document.error();
  MemberReader from(*document);
  ShardRecord record;
  record.set = from.text("set");
  record.shard = from.number("shard"), record.first = from.number("first");
  record.count = from.number("count"), record.bytes = from.number("bytes");
  record.sha256 = from.text("sha256"), record.list = from.text("list_sha256");
  record.labels = from.text("labels_sha256");
  record.image = from.sums("image"), record.mask = from.sums("mask");
  record.seconds = from.seconds("seconds");
  if (!from.missing().empty() || record.shard != shard)
    return refused("this record of a shard " + (from.missing().empty() ? std::string("belongs to another one")
                                                                       : "lacks \"" + from.missing() + "\""),
                   path, std::string("remove it and ") + composeAgain);
  return record;
}

Result<ComposedSet> loadComposedSet(const fs::path& folder) {
  const fs::path path = folder / composedSetName;
  const auto text = readFile(path);
  if (!text) {
    Error error = text.error();
    if (error.code == ErrorCode::notFound) error.hint = "choose a folder that compose wrote";
    return error;
  }
  const auto document = parseJson(*text, path.string());
  if (!document) return document.error();
  MemberReader from(*document);
  ComposedSet set;
  set.seed = from.number("seed"), set.count = from.number("count");
  set.fingerprint = from.text("pictures_sha256");
  const std::string format = from.text("format");
  const auto known = std::find(formatNames.begin(), formatNames.end(), format);
  const auto* spec = member(*document, "spec");
  if (!from.missing().empty() || !spec || known == formatNames.end())
    return refused("this file says nothing about a composed data set", path,
                   "choose a folder that compose wrote");
  set.format = static_cast<ShardFormat>(known - formatNames.begin());
  auto read = parseCompositionSpec(compactJson(*spec), path.string());
  if (!read) return read.error();
  set.spec = *std::move(read);
  return set;
}

Result<void> claimFolder(const fs::path& folder, const ComposedSet& set) {
  if (auto made = makeFolder(folder); !made) return made;
  std::error_code fault;
  const auto isClaimed = [&] { return fs::exists(folder / composedSetName, fault); };
  // Looked for again after the files: another part may have claimed the folder in between.
  const bool holdsOthers = !isClaimed() && holdsFiles(folder) && !isClaimed();
  if (holdsOthers) return refused("this folder holds other files", folder, "choose a new or an empty folder");
  if (isClaimed()) {
    const auto held = loadComposedSet(folder);
    if (!held) return held.error();
    if (held->identity() == set.identity()) return {};
    const std::string other = held->seed != set.seed ? "seed " + std::to_string(held->seed)
                              : held->format != set.format
                                  ? std::string("format ") + shardFormatName(held->format)
                              : held->fingerprint != set.fingerprint ? "other pictures"
                                                                     : "another specification";
    return refused("this folder holds a data set of " + other, folder,
                   "choose another folder, or what its compose.json says");
  }
  JsonObject json;
  json.add("seed", set.seed);
  json.add("count", set.count);
  json.add("format", std::string(shardFormatName(set.format)));
  json.add("pictures_sha256", set.fingerprint);
  auto spec = parseJson(compositionSpecJson(set.spec), {});
  if (!spec) return spec.error();
  json.add("spec", rapidjson::Value(*spec, json.allocator()));
  return writeFileAtomically(folder / composedSetName, json.text());
}

bool shardIsWhole(const fs::path& folder, const ComposedSet& set, std::uint64_t shard) {
  const auto record = loadShardRecord(folder, shard);
  std::error_code fault;
  if (!record || record->set != set.identity() || !fs::exists(folder / shardLabelsName(shard), fault))
    return false;
  if (set.format != ShardFormat::folder)
    return fs::file_size(folder / archiveName(set, shard), fault) == record->bytes && !fault;
  const SampleFiles first = sampleFiles(set, record->first);
  std::uint64_t bytes = 0;
  for (const std::string* name : {&first.image, &first.mask}) {
    const FolderSum sum = sumOf((folder / *name).parent_path());
    if (sum.files != record->count) return false;
    bytes += sum.bytes;
  }
  return bytes == record->bytes;
}

std::vector<std::uint64_t> missingShards(const fs::path& folder, const ComposedSet& set) {
  std::vector<std::uint64_t> missing;
  for (std::uint64_t shard = 0; shard < set.shards(); ++shard)
    if (!shardIsWhole(folder, set, shard)) missing.push_back(shard);
  return missing;
}

Result<ComposedSummary> mergeComposedSet(const fs::path& folder, bool check, const Progress& progress) {
  const auto set = loadComposedSet(folder);
  if (!set) return set.error();
  if (const auto missing = missingShards(folder, *set); !missing.empty())
    return refused(std::to_string(missing.size()) + " of " + std::to_string(set->shards()) +
                       " shards are missing or not whole, the first is " +
                       (set->format == ShardFormat::folder ? "data_" + std::to_string(missing.front() + 1)
                                                           : archiveName(*set, missing.front())),
                   folder, composeAgain);
  const std::string identity = set->identity();
  ComposedSummary summary;
  auto labels = GrowingFile::create(folder / composedLabelsName);
  if (!labels) return labels.error();
  std::string lists;
  for (std::uint64_t shard = 0; shard < set->shards(); ++shard) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(shard) / static_cast<double>(set->shards()),
                    check ? "Checking the shards" : "Joining the shards");
    const auto record = loadShardRecord(folder, shard);
    if (!record) return record.error();
    if (check)
      if (auto checked = checkShard(folder, *set, *record, progress); !checked) return checked.error();
    const auto lines = readFile(folder / shardLabelsName(shard));
    if (!lines) return lines.error();
    if (sha256(*lines) != record->labels)
      return refused("these labels were changed or cut off", folder / shardLabelsName(shard),
                     std::string("remove them and ") + composeAgain);
    if (auto written = labels->write(*lines); !written) return written.error();
    summary.samples += record->count, summary.bytes += record->bytes, ++summary.shards;
    summary.image += record->image, summary.mask += record->mask;
    summary.seconds += record->seconds;
    lists += record->list + '\n';
  }
  if (auto written = labels->commit(); !written) return written.error();
  summary.list = sha256(lists);
  JsonObject json;
  json.add("samples", summary.samples);
  json.add("shards", summary.shards);
  json.add("bytes", summary.bytes);
  json.add("format", std::string(shardFormatName(set->format)));
  json.addStatistics("image", summary.image, 3);
  json.addStatistics("mask", summary.mask, 1);
  json.add("seconds", summary.seconds);
  json.add("samples_sha256", summary.list);
  json.add("set", identity);
  if (auto written = writeFileAtomically(folder / composedSummaryName, json.text()); !written)
    return written.error();
  progress.report(1, "Data set ready");
  return summary;
}

} // namespace fillscope
