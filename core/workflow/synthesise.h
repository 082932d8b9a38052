#pragma once
// Writes synthetic data sets, whole or in shards, and goes on where it was stopped.
#include "core/base/progress.h"
#include "core/synthesis/photo_render.h"
#include "core/synthesis/photo_spec.h"
#include <filesystem>

namespace fillscope {

struct SynthesisRequest {
  PhotoSpec spec;
  std::uint64_t seed = 1;
  std::uint64_t count = 0;   ///< samples of the whole set
  int shard = 0, shards = 1; ///< this call writes samples k with k·shards/count… its contiguous share
  bool resume = false;       ///< samples whose files are all there and whole are kept
  std::filesystem::path folder;
  int threads = 0;
};
struct SynthesisSummary {
  std::uint64_t written = 0, kept = 0;
  double seconds = 0;
  std::filesystem::path project;
};
/// NAME = 000012 (six digits of k, more where count asks). NAME.color.png, NAME.depth.png and
/// NAME.camera-depth.png (16 bit, 1e-4 m), NAME.mask.png, NAME.K.txt, NAME.json, and project.json (VIA 2)
/// once every sample of the set is there. The same (spec, seed, k) gives the same bytes for any split and any
/// number of threads. Errors: badInput (a folder that holds a set of another spec or seed), ioFailure,
/// cancelled.
Result<SynthesisSummary> synthesise(const SynthesisRequest& request, const Progress& progress = {});

} // namespace fillscope
