// How fast data sets are composed, files and checksums included. The peers' script has Pillow paste the same
// sizes.
#include "core/workflow/compose.h"
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// Smooth colours, as photographs are after JPEG.
cv::Mat smooth(int width, int height, int seed) {
  cv::Mat noise(8, 8, CV_8UC3), picture;
  cv::RNG(static_cast<std::uint64_t>(seed)).fill(noise, cv::RNG::UNIFORM, 0, 256);
  cv::resize(noise, picture, cv::Size(width, height), 0, 0, cv::INTER_CUBIC);
  return picture;
}

/// Ten backgrounds of 224 × 224 pixels and ten foregrounds, ellipses of 60 × 110.
CompositionSpec writeSources(const fs::path& folder) {
  constexpr int pictures = 10, width = 60, height = 110;
  CompositionSpec spec;
  spec.backgrounds = (folder / "bg").string(), spec.foregrounds = (folder / "fg").string();
  fs::create_directories(spec.backgrounds);
  fs::create_directories(spec.foregrounds);
  for (int i = 0; i < pictures; ++i) {
    const std::string name = "/" + std::to_string(i) + ".png";
    cv::imwrite(spec.backgrounds + name, smooth(spec.width, spec.height, i + 1));
    cv::Mat alpha(height, width, CV_8UC1, cv::Scalar(0)), picture;
    cv::ellipse(alpha, {width / 2, height / 2}, {width / 2 - 2, height / 2 - 2}, 0, 0, 360, {255},
                cv::FILLED);
    cv::merge(std::vector<cv::Mat>{smooth(width, height, i + 100), alpha}, picture);
    cv::imwrite(spec.foregrounds + name, picture);
  }
  spec.samplesPerShard = 2000;
  return spec;
}

/// 4,000 samples; arguments: threads (0: one for each processor), JPEG quality, whether masks are JPEG too.
void BM_compose(benchmark::State& state) {
  std::string pattern = (fs::temp_directory_path() / "bench_compose.XXXXXX").string();
  const fs::path folder = ::mkdtemp(pattern.data());
  ComposeRequest request;
  request.spec = writeSources(folder);
  request.threads = static_cast<int>(state.range(0));
  request.spec.quality = static_cast<int>(state.range(1));
  request.spec.maskFile = state.range(2) != 0 ? MaskFile::jpeg : MaskFile::png;
  request.folder = folder / "set";
  std::int64_t samples = 0;
  for (auto _ : state) {
    const auto composed = composeDataSet(request);
    if (!composed) return state.SkipWithError(composed.error().sentence().c_str());
    samples += static_cast<std::int64_t>(composed->samples);
  }
  state.SetItemsProcessed(samples);
  fs::remove_all(folder);
}
BENCHMARK(BM_compose)
    ->Args({1, 30, 1})
    ->Args({1, 30, 0})
    ->Args({1, 85, 0})
    ->Args({0, 85, 0})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();

} // namespace
} // namespace fillscope

BENCHMARK_MAIN();
