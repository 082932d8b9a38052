// The cloud of a 1280×960 picture with colour: made, and written as binary PLY.
#include "core/formats/cloud_writer.h"
#include <benchmark/benchmark.h>
#include <filesystem>
#include <unistd.h>

using namespace fillscope;

namespace {

constexpr int width = 1280, height = 960;

DepthMap roughDepth() {
  DepthMap depth;
  depth.values = Raster<float>(width, height);
  std::uint32_t state = 3;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      state = state * 1664525u + 1013904223u;
      depth.values.at(x, y) = 0.5f + 2.0f * float(state >> 8) / float(1 << 24);
    }
  return depth;
}

const CameraIntrinsics camera{1000, 1000, 640, 480, width, height};

void makeCloud(benchmark::State& state) {
  const DepthMap depth = roughDepth();
  const Image colour(width, height, 3, 128);
  for (auto _ : state)
    benchmark::DoNotOptimize(unproject(depth, camera, {}, &colour));
  state.SetItemsProcessed(state.iterations() * width * height);
}

void writeCloud(benchmark::State& state) {
  const Image colour(width, height, 3, 128);
  const PointCloud cloud = unproject(roughDepth(), camera, {}, &colour);
  const auto file =
      std::filesystem::temp_directory_path() / ("fillscope-bench-" + std::to_string(::getpid()) + ".ply");
  for (auto _ : state)
    if (!fillscope::writeCloud(cloud, file)) state.SkipWithError("cannot write");
  std::filesystem::remove(file);
  state.SetItemsProcessed(state.iterations() * width * height);
}

} // namespace

BENCHMARK(makeCloud)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(writeCloud)->Unit(benchmark::kMillisecond)->UseRealTime();
