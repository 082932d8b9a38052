#pragma once
// Composes data sets, whole or in shards, and goes on where it was stopped.
#include "core/workflow/composed_set.h"

namespace fillscope {

struct ComposeRequest {
  CompositionSpec spec;
  std::uint64_t seed = 1;
  ShardFormat format = ShardFormat::tar;
  int part = 0, parts = 1; ///< this call writes shards shards·part/parts up to shards·(part + 1)/parts
  bool resume = false;     ///< shards that are whole (shardIsWhole) are kept
  std::filesystem::path folder;
  int threads = 0; ///< 0: one for each processor
};
struct ComposeSummary {
  std::uint64_t written = 0, kept = 0;  ///< shards
  std::uint64_t samples = 0, bytes = 0; ///< written by this call
  double seconds = 0;
  /// Shards that others have still to write; 0: labels.txt and dataset.json are there.
  std::uint64_t missing = 0;
};
/// The same (spec, pictures, seed) give the same archives, byte for byte, whatever the number of parts and
/// threads. The last call to finish merges the set. When progress is cancelled the shard at work is dropped.
/// Errors: badInput, notFound, ioFailure, cancelled.
Result<ComposeSummary> composeDataSet(const ComposeRequest& request, const Progress& progress = {});

struct CompositionPlan {
  std::uint64_t backgrounds = 0, foregrounds = 0, samples = 0, shards = 0;
  std::uint64_t bytes = 0;     ///< expected on the disk
  double samplesPerSecond = 0; ///< of one thread on this machine, without writing; 0: not known
};
/// What a set will be, from up to 400 samples made all over it once every picture was opened. Writes nothing.
/// Errors: those of the pictures; cancelled.
Result<CompositionPlan> planComposition(const CompositionSpec& spec, std::uint64_t seed, ShardFormat format,
                                        const Progress& progress = {});

struct CompositionPreview {
  struct Sample {
    ComposedPicture picture;
    std::string background, foreground; ///< names
  };
  std::vector<Sample> samples; ///< the first ones of the set
  CompositionPlan plan;        ///< as these samples let expect it
};
/// Opens no more pictures than it shows. Errors: those of the pictures; cancelled.
Result<CompositionPreview> previewComposition(const CompositionSpec& spec, std::uint64_t seed,
                                              ShardFormat format, int samples, const Progress& progress = {});
/// The same side by side, each sample beside its mask, `columns` of them in a row, tiles of side × side
/// pixels.
Result<Image> compositionSheet(const CompositionSpec& spec, std::uint64_t seed, int samples, int columns,
                               int side, const Progress& progress = {});

} // namespace fillscope
