// One training step (forward, backward, AdamW, moving average) of each kind of network, and the depth losses,
// in samples a second on one thread. peer_networks.py is the peer.
#include "core/learning/torch/adamw.h"
#include "core/learning/torch/losses.h"
#include "core/learning/torch/networks.h"
#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <benchmark/benchmark.h>

namespace {

using namespace fillscope;

void step(benchmark::State& state, NetworkKind kind, int batch, bool half = false) {
  at::set_num_threads(1);
  torch::manual_seed(1);
  const auto config = defaultConfig(kind);
  auto network = makeNetwork(config);
  AdamW optimiser(*network, *makeNetwork(config), 1e-4);
  at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
  const auto input = torch::randn({batch, inputPlanes(kind), config.inputSize, config.inputSize});
  for (auto _ : state) {
    optimiser.forgetGradients();
    at::autocast::set_cpu_enabled(half);
    const auto outputs = network->forward(input);
    at::autocast::clear_cache();
    at::autocast::set_cpu_enabled(false);
    torch::Tensor loss = torch::zeros({});
    for (const auto& output : outputs)
      loss = loss + output.to(torch::kFloat).square().mean();
    loss.backward();
    optimiser.step(1e-3, 1, 0.999);
  }
  state.SetItemsProcessed(state.iterations() * batch);
}

/// The losses of depth through the rim, forward and backward, for what one step of training takes.
void rimLosses(benchmark::State& state) {
  at::set_num_threads(1);
  constexpr int batch = 24, side = 112;
  const auto truth = torch::rand({batch, 1, side, side});
  const auto weight = (torch::rand({batch, 1, side, side}) > 0.01).to(torch::kFloat);
  const auto picture = torch::rand({batch, 3, side, side});
  auto share = torch::rand({batch, 1, side, side}).requires_grad_(true);
  for (auto _ : state) {
    const auto loss = ssimLoss(share, truth, weight, 1) + l1Loss(share, truth, weight) +
                      smoothnessLoss(share, picture, weight) + gradientLoss(share, truth, weight) +
                      contentLoss(share, truth, weight);
    loss.backward();
  }
  state.SetItemsProcessed(state.iterations() * batch);
}
BENCHMARK(rimLosses)->Unit(benchmark::kMillisecond);

BENCHMARK_CAPTURE(step, rimDepth, NetworkKind::rimDepth, 32)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, rimDepthBfloat16, NetworkKind::rimDepth, 32, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, cornersHeatmap, NetworkKind::cornersHeatmap, 32)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, cornersHeatmapBfloat16, NetworkKind::cornersHeatmap, 32, true)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, cornersRegression, NetworkKind::cornersRegression, 32)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, unet, NetworkKind::unet, 8)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, unetBfloat16, NetworkKind::unet, 8, true)->Unit(benchmark::kMillisecond);

} // namespace
