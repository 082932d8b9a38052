// Figures behind docs/performance.md. BM_.../1 runs on one thread, BM_.../0 on one for each processor.
#include "core/imaging/colour_map.h"
#include "core/imaging/compare_depth.h"
#include "core/imaging/ssim.h"
#include <benchmark/benchmark.h>
#include <random>

namespace {

using namespace fillscope;

constexpr int width = 1920, height = 1080;

template <class T>
std::pair<Raster<T>, Raster<T>> noisyPair(double scale, double offset) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> value(0, 1);
  std::normal_distribution<double> noise(0, 0.05);
  Raster<T> a(width, height), b(width, height);
  for (std::size_t i = 0; i < a.pixelCount(); ++i) {
    const double v = value(random);
    a.data()[i] = static_cast<T>(offset + scale * v);
    b.data()[i] = static_cast<T>(offset + scale * std::clamp(v + noise(random), 0.0, 1.0));
  }
  return {std::move(a), std::move(b)};
}

SsimOptions optionsFor(const benchmark::State& state, double range, SsimWindow window = SsimWindow::uniform) {
  SsimOptions options;
  options.range = range;
  options.window = window;
  options.sampleCovariance = window == SsimWindow::uniform;
  options.threads = static_cast<int>(state.range(0));
  return options;
}

template <class T>
void ssimOf(benchmark::State& state, double scale, double offset, SsimWindow window) {
  const auto [a, b] = noisyPair<T>(scale, offset);
  const auto options = optionsFor(state, scale, window);
  for (auto _ : state)
    benchmark::DoNotOptimize(ssim(a, b, options));
  state.SetItemsProcessed(state.iterations() * width * height);
}

void BM_ssim_u8(benchmark::State& state) { ssimOf<std::uint8_t>(state, 255, 0, SsimWindow::uniform); }
void BM_ssim_u16(benchmark::State& state) { ssimOf<std::uint16_t>(state, 60000, 0, SsimWindow::uniform); }
void BM_ssim_float(benchmark::State& state) { ssimOf<float>(state, 1, 0, SsimWindow::uniform); }
void BM_ssim_gaussian(benchmark::State& state) { ssimOf<float>(state, 1, 0, SsimWindow::gaussian); }

void BM_compare_depth(benchmark::State& state) {
  auto [a, b] = noisyPair<float>(0.5, 0.8);
  const DepthMap estimate{std::move(a), DepthKind::metric, "m", {}},
      reference{std::move(b), DepthKind::metric, "m", {}};
  for (auto _ : state)
    benchmark::DoNotOptimize(compareDepth(estimate, reference));
  state.SetItemsProcessed(state.iterations() * width * height);
}

void BM_colourise(benchmark::State& state) {
  const auto values = noisyPair<float>(1, 0).first;
  for (auto _ : state)
    benchmark::DoNotOptimize(colourise(values, ColourScale{}));
  state.SetItemsProcessed(state.iterations() * width * height);
}

BENCHMARK(BM_ssim_u8)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_ssim_u16)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_ssim_float)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_ssim_gaussian)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_compare_depth)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_colourise)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
