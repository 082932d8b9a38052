// One training step (forward, backward, AdamW) of each kind of network, and the depth losses, in samples a
// second on one thread. peer_unet.py is the peer of the U-Net's.
#include "core/learning/torch/losses.h"
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

BENCHMARK_CAPTURE(step, rimDepth, NetworkKind::rimDepth, 24)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, cornersHeatmap, NetworkKind::cornersHeatmap, 24)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, cornersRegression, NetworkKind::cornersRegression, 24)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(step, unet, NetworkKind::unet, 8)->Unit(benchmark::kMillisecond);

} // namespace
