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
  int shard = 0, shards = 1; ///< this call writes samples count·shard/shards up to count·(shard + 1)/shards
  bool resume = false;       ///< samples whose files are all there and whole are kept
  bool floatDepth = false;   ///< NAME.depth.npy beside: the exact depth as 32-bit floats
  std::filesystem::path folder;
  int threads = 0;
};
struct SynthesisSummary {
  std::uint64_t written = 0, kept = 0;
  double seconds = 0;
  std::filesystem::path project; ///< empty while samples of other shards are missing
};
/// NAME = 000012 (six digits of k, more where count asks). NAME.color.png, NAME.depth.png and
/// NAME.camera-depth.png (16 bit, 1e-4 m), NAME.mask.png, NAME.K.txt, NAME.json last, synth.json
/// (specification, seed, count), and project.json (VIA 2) once every sample of the set is there; one that is
/// there is left as it is, for somebody may have worked on it. The same (spec, seed, k) gives the same bytes
/// for any split and any number of threads. A set may grow: the same folder with a larger count; its project
/// keeps what is in it, and the new samples are appended (one that cannot be read is kept aside). When
/// progress is cancelled, samples that have begun are finished. Errors: badInput (a folder that holds a set
/// of another spec or seed, or other files), ioFailure, cancelled. From then on the process keeps up to
/// 64 MB of freed memory for itself.
Result<SynthesisSummary> synthesise(const SynthesisRequest& request, const Progress& progress = {});

} // namespace fillscope
