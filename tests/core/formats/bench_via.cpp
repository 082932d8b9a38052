// A VIA project of 100,000 pictures with a rim each, read and written.
#include "core/base/json.h"
#include "core/formats/via_project.h"
#include <benchmark/benchmark.h>
#include <random>

namespace {

using namespace fillscope;

/// Plain annotations with spaces behind separators, as Python's json.dump writes them.
std::string annotations(int pictures) {
  std::mt19937 random(5);
  std::string text = "{";
  const auto numbers = [&](unsigned most) {
    std::string list = "[";
    for (int i = 0; i < 4; ++i)
      list += (i ? ", " : "") + std::to_string(random() % most);
    return list + "]";
  };
  for (int i = 0; i < pictures; ++i) {
    char name[32];
    std::snprintf(name, sizeof name, "box_%06d.jpg", i);
    text += (i ? ", \"" : "\"") + std::string(name) + "120000\": {\"filename\": \"" + name +
            "\", \"size\": 120000, \"regions\": [{\"shape_attributes\": {\"name\": \"polyline\", "
            "\"all_points_x\": " +
            numbers(1920) + ", \"all_points_y\": " + numbers(1080) +
            "}, \"region_attributes\": {\"kind\": \"box\"}}], \"file_attributes\": {}}";
  }
  return text + "}";
}

void read(benchmark::State& state) {
  const std::string text = annotations(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    const auto project = parseViaProject(text, "bench.json");
    if (!project || project->pictures.size() != static_cast<std::size_t>(state.range(0)))
      state.SkipWithError("not read");
    benchmark::DoNotOptimize(project);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(read)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

void write(benchmark::State& state) {
  const auto project = parseViaProject(annotations(static_cast<int>(state.range(0))), "bench.json");
  for (auto _ : state)
    benchmark::DoNotOptimize(viaProjectJson(*project));
}
BENCHMARK(write)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
