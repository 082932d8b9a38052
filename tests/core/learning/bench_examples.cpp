// What workers do to a sample before a network sees it, and what is done with its answer; on one thread, at
// the presets' sizes, over photo-like samples.
#include "core/learning/examples.h"
#include "core/synthesis/photo_render.h"
#include <benchmark/benchmark.h>
#include <cmath>

namespace {

using namespace fillscope;

const std::vector<TrainingSample>& samples() {
  static const std::vector<TrainingSample> all = [] {
    std::vector<TrainingSample> made;
    const auto source = generatorSource(PhotoSpec{}, 5, 16);
    for (std::size_t k = 0; k < source->size(); ++k)
      if (auto sample = source->load(k)) made.push_back(*std::move(sample));
    return made;
  }();
  return all;
}

void augmentation(benchmark::State& state, NetworkKind kind) {
  const auto spec = defaultConfig(kind).augmentation;
  CounterRandom random(1);
  std::size_t k = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(augment(samples()[k++ % samples().size()], spec, random));
}
BENCHMARK_CAPTURE(augmentation, corners, NetworkKind::cornersHeatmap)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(augmentation, rimDepth, NetworkKind::rimDepth)->Unit(benchmark::kMicrosecond);

void corners(benchmark::State& state) {
  const auto config = defaultConfig(NetworkKind::cornersHeatmap);
  CounterRandom random(2);
  std::size_t k = 0;
  for (auto _ : state) {
    const auto& sample = samples()[k++ % samples().size()];
    benchmark::DoNotOptimize(cornerExample(sample, config, static_cast<CornerLook>(k % 3), random));
  }
}
BENCHMARK(corners)->Unit(benchmark::kMicrosecond);

void rim(benchmark::State& state) {
  const auto config = defaultConfig(NetworkKind::rimDepth);
  CounterRandom random(3);
  std::size_t k = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(rimExample(samples()[k++ % samples().size()], config, true, 1, random));
}
BENCHMARK(rim)->Unit(benchmark::kMicrosecond);

/// The view alone, as prediction asks for it.
void view(benchmark::State& state) {
  const auto config = defaultConfig(NetworkKind::rimDepth);
  const auto manifest = manifestFor(config);
  const TrainingSample& sample = samples().front();
  const auto corners = *rimCornersOf(sample);
  const auto pose = estimateRimPose(corners, *sample.camera, sample.size);
  if (!pose) return state.SkipWithError("no pose");
  for (auto _ : state)
    benchmark::DoNotOptimize(rimView(sample.image, corners, *sample.camera, *pose, sample.size->depth,
                                     {config.inputSize, config.rimMargin}, manifest));
}
BENCHMARK(view)->Unit(benchmark::kMicrosecond);

/// Four heat maps of 48×48, each with a peak of two cells' width between the cells.
void decoding(benchmark::State& state) {
  constexpr int side = 48;
  Tensor logits{{1, 4, side, side}, {}};
  for (int map = 0; map < 4; ++map)
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        const double dx = x - (11.3 + 7 * map), dy = y - (9.6 + 5 * map);
        logits.values.push_back(static_cast<float>(8 - 0.5 * (dx * dx + dy * dy)));
      }
  for (auto _ : state)
    benchmark::DoNotOptimize(decodeHeatMaps(logits, 4 * side));
}
BENCHMARK(decoding)->Unit(benchmark::kMicrosecond);

} // namespace
