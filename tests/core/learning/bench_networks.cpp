// One training step (forward, backward, AdamW) of each kind of network, in samples a second on one thread.
#include "core/learning/torch/networks.h"
#include <ATen/Parallel.h>
#include <benchmark/benchmark.h>
#include <torch/optim/adamw.h>

namespace {

using namespace fillscope;

void step(benchmark::State& state, NetworkKind kind, int batch) {
  at::set_num_threads(1);
  torch::manual_seed(1);
  const auto config = defaultConfig(kind);
  auto network = makeNetwork(config);
  torch::optim::AdamW optimiser(network->parameters(), torch::optim::AdamWOptions(1e-3));
  const auto input = torch::randn({batch, inputPlanes(kind), config.inputSize, config.inputSize});
  for (auto _ : state) {
    optimiser.zero_grad();
    torch::Tensor loss = torch::zeros({});
    for (const auto& output : network->forward(input))
      loss = loss + output.square().mean();
    loss.backward();
    optimiser.step();
  }
  state.SetItemsProcessed(state.iterations() * batch);
}

BENCHMARK_CAPTURE(step, rimDepth, NetworkKind::rimDepth, 24)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, cornersHeatmap, NetworkKind::cornersHeatmap, 24)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, cornersRegression, NetworkKind::cornersRegression, 24)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, unet, NetworkKind::unet, 8)->Unit(benchmark::kMillisecond);

} // namespace
