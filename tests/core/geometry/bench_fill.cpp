#include "core/geometry/fill.h"
#include "core/geometry/point_cloud.h"
#include "core/synthesis/box_scene.h"
#include <benchmark/benchmark.h>

namespace {

using namespace fillscope;

FillRequest tiltedBox() {
  const BoxScene scene = randomScene(7, 4, 0.5);
  RenderOptions options;
  options.colour = false;
  const auto box = renderBox(scene, options);
  FillRequest request;
  request.depth = std::make_shared<DepthMap>(box->depth);
  request.corners = box->corners;
  request.camera = scene.camera;
  request.size = scene.size;
  return request;
}

void measure(benchmark::State& state) {
  const FillRequest request = tiltedBox();
  for (auto _ : state)
    benchmark::DoNotOptimize(measureFill(request));
}
BENCHMARK(measure)->Unit(benchmark::kMillisecond);

void cloud(benchmark::State& state) {
  const FillRequest request = tiltedBox();
  for (auto _ : state)
    benchmark::DoNotOptimize(unproject(*request.depth, *request.camera));
}
BENCHMARK(cloud)->Unit(benchmark::kMillisecond);

} // namespace
