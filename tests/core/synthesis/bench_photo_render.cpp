#include "core/synthesis/photo_render.h"
#include <benchmark/benchmark.h>

namespace {

using namespace fillscope;

/// One training sample from nothing: 256 × 192 on one thread, over different scenes.
void sampleAndRender(benchmark::State& state) {
  const PhotoSpec spec;
  std::uint64_t k = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(renderPhoto(samplePhotoScene(spec, 1, k++ % 64)));
}
BENCHMARK(sampleAndRender)->Unit(benchmark::kMillisecond)->MinTime(3);

void geometryAlone(benchmark::State& state) {
  const PhotoSpec spec;
  PhotoRenderOptions options;
  options.colour = false;
  std::uint64_t k = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(renderPhoto(samplePhotoScene(spec, 1, k++ % 64), options));
}
BENCHMARK(geometryAlone)->Unit(benchmark::kMillisecond);

} // namespace
