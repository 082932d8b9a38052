#include "core/workflow/compose.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/base/memory.h"
#include "core/formats/contact_sheet.h"
#include "core/formats/content_hash.h"
#include "core/formats/indexed_png.h"
#include "core/formats/jpeg.h"
#include "core/imaging/row_bands.h"
#include "core/inference/sha256.h"
#include "core/workflow/composition_files.h"
#include <algorithm>
#include <chrono>
#include <optional>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t mostSamples = 1'000'000'000;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A quarter of the memory: backgrounds and foregrounds are asked for in no order.
std::size_t memoryForPictures() { return usableMemory() / 4; }

/// A sample as its files' bytes.
struct SampleBytes {
  std::string image, mask, record, label;
  ChannelSums imageSums, maskSums;
  std::uint64_t size() const { return image.size() + mask.size() + record.size(); }
};

/// What WebDataset hands over beside the pictures.
std::string sampleRecord(const CompositionSources& sources, const ForegroundPlacement& placement) {
  std::string json = "{\"background\": ";
  appendJsonString(json, sources.backgrounds[placement.background]);
  json += ", \"foreground\": ";
  appendJsonString(json, sources.foregrounds[placement.foreground]);
  json += std::string(", \"mirrored\": ") + (placement.mirrored ? "true" : "false") + ", \"box\": [";
  const PixelBox& box = placement.box;
  json += std::to_string(box.x) + ", " + std::to_string(box.y) + ", " + std::to_string(box.width) + ", " +
          std::to_string(box.height);
  return json + "]}\n";
}

Result<SampleBytes> encode(const ComposedPicture& composed, const CompositionSources& sources,
                           const ComposedSet& set, std::uint64_t k) {
  const std::string where = "sample " + std::to_string(k);
  auto image = encodeJpeg(composed.image, set.spec.quality, where);
  if (!image) return image.error();
  auto mask = set.spec.maskFile == MaskFile::png ? encodeMaskPng(composed.mask, where)
                                                 : encodeJpeg(composed.mask, set.spec.quality, where);
  if (!mask) return mask.error();
  SampleBytes bytes{*std::move(image), *std::move(mask), {}, {}, composed.imageSums, composed.maskSums};
  if (set.format == ShardFormat::tar) bytes.record = sampleRecord(sources, composed.placement);
  bytes.label = labelLine(set, sources, k, composed.placement);
  return bytes;
}

Result<SampleBytes> encodeSample(Composition& composition, const ComposedSet& set, std::uint64_t k) {
  const auto composed = composition.compose(k);
  if (!composed) return composed.error();
  return encode(*composed, composition.sources(), set, k);
}

/// Of `tried` samples, for all of them.
std::uint64_t extrapolated(std::uint64_t bytes, std::uint64_t tried, std::uint64_t samples) {
  return static_cast<std::uint64_t>(static_cast<double>(bytes) /
                                    static_cast<double>(std::max<std::uint64_t>(1, tried)) *
                                    static_cast<double>(samples));
}

/// One shard from its first sample to its record. Samples are made by all threads, a few hundred at a time,
/// and written in order by one.
class ShardMaker {
 public:
  using Report = std::function<void(std::uint64_t samplesOfShard)>;
  ShardMaker(Composition& composition, const ComposedSet& set, const std::string& identity,
             const ComposeRequest& request)
      : composition_(composition)
      , set_(set)
      , identity_(identity)
      , request_(request) {}

  Result<ShardRecord> make(std::uint64_t shard, const Progress& progress, const Report& report) {
    const auto start = Clock::now();
    ShardRecord record;
    record.set = identity_, record.shard = shard, record.first = set_.firstOf(shard);
    record.count = set_.firstOf(shard + 1) - record.first;
    const fs::path path = request_.folder / archiveName(set_, shard);
    auto archive = createShardArchive(set_.format, path);
    if (!archive) return archive.error();
    std::string list, labels;
    for (std::uint64_t done = 0; done < record.count; done += samples_.size()) {
      samples_.assign(static_cast<std::size_t>(std::min(samplesAtATime(), record.count - done)),
                      std::nullopt);
      if (auto made = makeSamples(record.first + done, progress); !made) return made.error();
      for (std::size_t i = 0; i < samples_.size(); ++i)
        if (auto added = add(record.first + done + i, **samples_[i], **archive, record, list, labels); !added)
          return added.error();
      report(done + samples_.size());
    }
    if (auto committed = (*archive)->commit(); !committed) return committed.error();
    record.list = sha256(list), record.labels = sha256(labels);
    if (set_.format != ShardFormat::folder) {
      auto hash = sha256OfFile(path);
      if (!hash) return hash.error();
      record.sha256 = *std::move(hash);
      std::error_code fault;
      record.bytes = fs::file_size(path, fault);
    }
    record.seconds = secondsSince(start);
    if (auto written = writeFileAtomically(request_.folder / shardLabelsName(shard), labels); !written)
      return written.error();
    if (auto written = writeFileAtomically(request_.folder / shardRecordName(shard), shardRecordJson(record));
        !written)
      return written.error();
    return record;
  }

 private:
  /// As many as surely fit into a quarter of a gigabyte.
  std::uint64_t samplesAtATime() const {
    constexpr std::uint64_t most = 512, least = 16, bytes = std::uint64_t{1} << 28;
    const auto pixels =
        static_cast<std::uint64_t>(set_.spec.width) * static_cast<std::uint64_t>(set_.spec.height);
    return std::clamp(bytes / (3 * pixels), least, most);
  }

  Result<void> makeSamples(std::uint64_t first, const Progress& progress) {
    constexpr std::size_t aBand = 16;
    const std::size_t bands = (samples_.size() + aBand - 1) / aBand;
    forEachBand(static_cast<int>(bands), request_.threads, [&](int band) {
      const std::size_t begin = static_cast<std::size_t>(band) * aBand;
      for (std::size_t i = begin; i < std::min(begin + aBand, samples_.size()); ++i)
        if (progress.cancelled())
          samples_[i] = cancelledError();
        else
          samples_[i] = encodeSample(composition_, set_, first + i);
    });
    for (const auto& sample : samples_)
      if (!*sample) return sample->error();
    return {};
  }

  Result<void> add(std::uint64_t k, const SampleBytes& sample, ShardArchive& archive, ShardRecord& record,
                   std::string& list, std::string& labels) {
    const SampleFiles names = sampleFiles(set_, k);
    for (const auto& [name, bytes] :
         {std::pair(&names.image, &sample.image), std::pair(&names.mask, &sample.mask),
          std::pair(&names.record, &sample.record)}) {
      if (name->empty()) continue;
      if (auto added = archive.add(*name, *bytes); !added) return added.error();
      list += *name + '\t' + contentHashText(*bytes) + '\n';
    }
    labels += sample.label;
    record.bytes += sample.size();
    record.image += sample.imageSums, record.mask += sample.maskSums;
    return {};
  }

  Composition& composition_;
  const ComposedSet& set_;
  const std::string& identity_;
  const ComposeRequest& request_;
  std::vector<std::optional<Result<SampleBytes>>> samples_;
};

/// The mask as RGB, for tiles are.
Image grey(const Raster<std::uint8_t>& mask) {
  Image image(mask.width(), mask.height(), 3);
  for (std::size_t i = 0; i < mask.pixelCount(); ++i)
    std::fill_n(image.data() + 3 * i, 3, mask.data()[i]);
  return image;
}

Result<void> check(const ComposeRequest& request) {
  if (auto checked = request.spec.check(); !checked) return checked.error();
  if (request.parts < 1 || request.part < 0 || request.part >= request.parts)
    return Error{ErrorCode::badInput, "there is no such part", {}, "give a part of the whole, such as 2/8"};
  if (request.folder.empty())
    return Error{ErrorCode::badInput, "there is no folder to write into", {}, "give one"};
  return {};
}

Result<void> checkCount(std::uint64_t count) {
  if (count <= mostSamples) return {};
  return Error{ErrorCode::badInput,
               "these pictures make " + std::to_string(count) + " samples, more than " +
                   std::to_string(mostSamples),
               {},
               "lower \"positions\", or take fewer pictures"};
}

/// What a sample's files take in a shard.
std::uint64_t archivedSize(const ComposedSet& set, std::uint64_t k, const SampleBytes& sample) {
  constexpr std::uint64_t block = 512, zipHeaders = 30 + 46; // local and central, without the names
  const SampleFiles names = sampleFiles(set, k);
  std::uint64_t size = 0;
  for (const auto& [name, bytes] :
       {std::pair(&names.image, &sample.image), std::pair(&names.mask, &sample.mask),
        std::pair(&names.record, &sample.record)}) {
    if (name->empty()) continue;
    size += bytes->size();
    if (set.format == ShardFormat::tar) size += block + (block - bytes->size() % block) % block;
    if (set.format == ShardFormat::zip) size += zipHeaders + 2 * name->size();
  }
  return size;
}

/// A set that lies among its own pictures would change them.
Result<void> checkApart(const ComposeRequest& request) {
  std::error_code fault;
  const fs::path out = fs::weakly_canonical(request.folder, fault);
  for (const std::string* source : {&request.spec.backgrounds, &request.spec.foregrounds}) {
    const fs::path relative = out.lexically_relative(fs::weakly_canonical(*source, fault));
    if (relative.empty() || *relative.begin() == "..") continue;
    return Error{ErrorCode::badInput, "the data set would lie among the pictures that it is made of",
                 request.folder.string(), "choose a folder beside " + *source};
  }
  return {};
}

/// Shards first to last of the set, in turn.
Result<ComposeSummary> makeShards(const ComposeRequest& request, const ComposedSet& set,
                                  Composition& composition, const Progress& progress) {
  const std::string identity = set.identity();
  const auto edge = [&](int part) {
    return set.shards() * static_cast<std::uint64_t>(part) / static_cast<std::uint64_t>(request.parts);
  };
  const std::uint64_t first = edge(request.part), last = edge(request.part + 1);
  const std::uint64_t all = set.firstOf(last) - set.firstOf(first);
  ShardMaker maker(composition, set, identity, request);
  ComposeSummary summary;
  for (std::uint64_t shard = first; shard < last; ++shard) {
    const std::uint64_t before = set.firstOf(shard) - set.firstOf(first);
    const auto report = [&](std::uint64_t samples) {
      progress.report(static_cast<double>(before + samples) / static_cast<double>(all + 1),
                      "Sample " + std::to_string(before + samples) + " of " + std::to_string(all));
    };
    if (request.resume && shardIsWhole(request.folder, set, shard)) {
      ++summary.kept;
      continue;
    }
    const auto record = maker.make(shard, progress, report);
    if (!record) return record.error();
    ++summary.written;
    summary.samples += record->count, summary.bytes += record->bytes;
  }
  return summary;
}

} // namespace

Result<ComposeSummary> composeDataSet(const ComposeRequest& request, const Progress& progress) {
  const auto start = Clock::now();
  try {
    if (auto checked = check(request); !checked) return checked.error();
    auto sources = openCompositionSources(request.spec, progress);
    if (!sources) return sources.error();
    auto fingerprint = fingerprintOf(request.spec, *sources, progress);
    if (!fingerprint) return fingerprint.error();
    Composition composition(request.spec, request.seed, *std::move(sources), memoryForPictures());
    if (auto fits = checkCount(composition.count()); !fits) return fits.error();
    if (auto apart = checkApart(request); !apart) return apart.error();
    if (auto prepared = composition.prepareAll(request.threads, progress); !prepared) return prepared.error();
    const ComposedSet set{request.spec, request.seed, composition.count(), request.format,
                          *std::move(fingerprint)};
    if (auto claimed = claimFolder(request.folder, set); !claimed) return claimed.error();
    removeAbandonedTemporaries(request.folder);

    auto summary = makeShards(request, set, composition, progress);
    if (!summary) return summary.error();
    summary->missing = missingShards(request.folder, set).size();
    if (summary->missing == 0) {
      Progress last; // the bar stands near its end by now
      last.isCancelled = progress.isCancelled;
      if (auto merged = mergeComposedSet(request.folder, false, last); !merged) return merged.error();
    }
    progress.report(1, "Data set ready");
    summary->seconds = secondsSince(start);
    return summary;
  } catch (const std::exception& fault) {
    return Error{ErrorCode::tryAgain, std::string("the data set could not be composed: ") + fault.what(),
                 request.folder.string(), "close other programs and go on with --resume"};
  }
}

Result<CompositionPreview> previewComposition(const CompositionSpec& spec, std::uint64_t seed,
                                              ShardFormat format, int samples, const Progress& progress) {
  if (auto checked = spec.check(); !checked) return checked.error();
  auto sources = openCompositionSources(spec, progress);
  if (!sources) return sources.error();
  CompositionPreview preview;
  CompositionPlan& plan = preview.plan;
  plan.backgrounds = sources->backgrounds.size(), plan.foregrounds = sources->foregrounds.size();
  Composition composition(spec, seed, *std::move(sources), memoryForPictures());
  if (auto fits = checkCount(composition.count()); !fits) return fits.error();
  const ComposedSet set{spec, seed, composition.count(), format, {}};
  plan.samples = set.count, plan.shards = set.shards();
  const std::uint64_t shown = std::min(set.count, static_cast<std::uint64_t>(samples));
  for (std::uint64_t k = 0; k < shown; ++k) {
    if (progress.cancelled()) return cancelledError();
    auto composed = composition.compose(k);
    if (!composed) return composed.error();
    const auto encoded = encode(*composed, composition.sources(), set, k);
    if (!encoded) return encoded.error();
    plan.bytes += archivedSize(set, k, *encoded);
    const auto& names = composition.sources();
    const ForegroundPlacement& placement = composed->placement;
    std::string background = names.backgrounds[placement.background];
    std::string foreground = names.foregrounds[placement.foreground];
    preview.samples.push_back({*std::move(composed), std::move(background), std::move(foreground)});
    progress.report(static_cast<double>(k + 1) / static_cast<double>(shown), "Composing samples");
  }
  plan.bytes = extrapolated(plan.bytes, shown, set.count);
  return preview;
}

Result<Image> compositionSheet(const CompositionSpec& spec, std::uint64_t seed, int samples, int columns,
                               int side, const Progress& progress) {
  const auto preview = previewComposition(spec, seed, ShardFormat::folder, samples, progress);
  if (!preview) return preview.error();
  std::vector<SheetTile> tiles;
  for (std::size_t k = 0; k < preview->samples.size(); ++k) {
    const ComposedPicture& picture = preview->samples[k].picture;
    tiles.push_back(sheetTile(picture.image, {}, std::to_string(k), side));
    tiles.push_back(sheetTile(grey(picture.mask), {}, "mask", side));
  }
  constexpr RgbColour light{220, 220, 220};
  const std::string heading = std::to_string(preview->samples.size()) + " of " +
                              std::to_string(preview->plan.samples) + " samples, each beside its mask";
  return contactSheet(std::move(tiles), {{heading, light}}, 2 * columns, side);
}

Result<CompositionPlan> planComposition(const CompositionSpec& spec, std::uint64_t seed, ShardFormat format,
                                        const Progress& progress) {
  if (auto checked = spec.check(); !checked) return checked.error();
  auto sources = openCompositionSources(spec, progress);
  if (!sources) return sources.error();
  CompositionPlan plan;
  plan.backgrounds = sources->backgrounds.size(), plan.foregrounds = sources->foregrounds.size();
  Composition composition(spec, seed, *std::move(sources), memoryForPictures());
  if (auto fits = checkCount(composition.count()); !fits) return fits.error();
  if (auto prepared = composition.prepareAll(0, progress); !prepared) return prepared.error();
  const ComposedSet set{spec, seed, composition.count(), format, {}};
  plan.samples = set.count, plan.shards = set.shards();

  // In no order, for a stride might fall into step with that of the set.
  const ShuffledOrder anywhere(set.count, seed);
  constexpr std::uint64_t mostTried = 400, fewestTried = 24;
  constexpr double longest = 5;
  std::uint64_t tried = 0;
  const auto start = Clock::now();
  while (tried < std::min(mostTried, set.count) && (tried < fewestTried || secondsSince(start) < longest)) {
    if (progress.cancelled()) return cancelledError();
    const std::uint64_t k = anywhere.at(tried);
    const auto sample = encodeSample(composition, set, k);
    if (!sample) return sample.error();
    plan.bytes += archivedSize(set, k, *sample);
    progress.report(static_cast<double>(++tried) / static_cast<double>(mostTried), "Trying samples");
  }
  plan.samplesPerSecond = static_cast<double>(tried) / std::max(secondsSince(start), 1e-9);
  plan.bytes = extrapolated(plan.bytes, tried, set.count);
  return plan;
}

} // namespace fillscope
