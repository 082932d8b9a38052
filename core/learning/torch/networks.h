#pragma once
// The networks, written so that the same weights run here and as TorchScript. Channels-last on the CPU is
// fastest.
#include "core/learning/training_config.h"
#include <torch/nn.h>

namespace fillscope {

/// Encoder-decoder with skips: a 5×5 stem of stride 2, one level per entry of channels (each half the size of
/// the one before), 3×3 convolutions with batch norm and ReLU, residual from the second of a level on;
/// decoder by nearest up-sampling, concatenation and two convolutions; the finest feature map has half the
/// input's size.
struct PyramidImpl : torch::nn::Module {
  PyramidImpl(int inputPlanes, const std::vector<int>& channels, const std::vector<int>& blocks, int finest);
  struct Features {
    torch::Tensor fine;   ///< N × channels[finest] × S/2^(finest+1) …
    torch::Tensor coarse; ///< deepest level
  };
  Features forward(torch::Tensor input);
};
TORCH_MODULE(Pyramid);

/// Every network: forward gives its outputs in the order that rim_view.h or corner_detector.h expect.
class TrainableNetwork : public torch::nn::Module {
 public:
  virtual std::vector<torch::Tensor> forward(torch::Tensor input) = 0;
  /// Python source of forward for torch::jit::Module::define, naming the same submodules and parameters.
};
std::shared_ptr<TrainableNetwork> makeNetwork(const TrainingConfig& config);
std::int64_t parameterCount(const TrainableNetwork& network);

/// Writes folder/ID/network.pt (TorchScript, batch norm folded into the convolutions) and manifest.json with
/// its SHA-256. Returns the manifest's path. Errors: ioFailure, badInput (the exported network differs from
/// this one by more than 1e-4 on a random input).
Result<std::filesystem::path> exportNetwork(TrainableNetwork& network, const TrainingConfig& config,
                                            const std::filesystem::path& folder);

} // namespace fillscope
