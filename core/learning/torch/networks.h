#pragma once
// The networks, written so that the same weights run here and as TorchScript. They keep weights and maps
// channels-last, which is fastest on the CPU.
#include "core/learning/torch/named_tensors.h"
#include "core/learning/torch/tape.h"
#include "core/learning/training_config.h"
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace fillscope {

/// forward's outputs, as losses need them; exported networks give the same, but the content plane as a
/// chance.
///   cornersHeatmap: heat maps N × K × S/4 × S/4 (logits; S/2 where channels has one level alone; cell (i, j)
///   stands for the input's pixels 4i … 4i+4);
///     visibility N × 3K (logits; 3k + KeypointVisibility).
///   cornersRegression: N × 2K, x and y of each keypoint, 0..1 of the input.
///   rimDepth: planes N × 2 × S × S (share 0..1; content as a logit), figures N × 3 (fill 0..1; log of its
///     standard error, −6 … 1; log of depth / √(first·second)).
///   unet: depth N × 1 × S × S, metres, 0 … maxDepth.
///   classifier: logits N × C, the means of maps N × C × h × w of what speaks for each class.
///   depthDenoiser: N × 2 × S × S, what is to be added to the measured distance (or is the distance, where
///   nothing is measured), and the logarithm of the error expected after that, −8 … 3; in the numbers of
///   depth_tile.h.
class TrainableNetwork : public torch::nn::Module {
 public:
  /// input: N × planes × S × S, floats. In training mode batch norm wants more than one number a plane at
  /// the deepest level: N · (S/2^levels)² > 1.
  std::vector<torch::Tensor> forward(const torch::Tensor& input);
  /// What the exported network gives.
  std::vector<torch::Tensor> answers(const torch::Tensor& input);
  /// The same on a tape, to be run or recorded.
  virtual std::vector<Value> forward(Tape& tape, const Value& input) = 0;
  virtual std::vector<Value> answers(Tape& tape, const Value& input) { return forward(tape, input); }
  /// The unit that files written before it was there lack; it keeps its first weights then. "": none.
  virtual std::string latestUnit() const { return {}; }
  /// The units with an output for each keypoint or class.
  virtual std::vector<std::string> answerUnits() const { return {}; }
  /// The unit that may start from a network of another kind (growWeights). "": none.
  virtual std::string sharedUnit() const { return {}; }
};

/// With fresh weights from Torch's generator (torch::manual_seed makes them repeatable), in training mode, on
/// the CPU. config has passed check(), and inputSize is a multiple of 2^levels (inputMultiple).
std::shared_ptr<TrainableNetwork> makeNetwork(const TrainingConfig& config);
/// What config.inputSize must be a multiple of.
int inputMultiple(const TrainingConfig& config);
/// Planes of its input: 3, rimViewPlanes or depthTilePlanes.
int inputPlanes(NetworkKind kind);
/// Of the trained ones: weights and biases.
std::int64_t parameterCount(const TrainableNetwork& network);

/// All weights, batch norm's running figures included, by name; Python's torch.load reads the bytes, too.
std::string weightsToBytes(const TrainableNetwork& network);
/// Keeps where the network lies and how. Error: badInput (no weights, or of a network of another shape; then
/// the network is as it was).
Result<void> weightsFromBytes(TrainableNetwork& network, std::string_view bytes, const std::string& where);
Result<void> saveWeights(const TrainableNetwork& network, const std::filesystem::path& path);
/// From a file of saveWeights, or a network.pt that exportNetwork wrote. Errors: badInput, notFound,
/// ioFailure.
Result<void> loadWeights(TrainableNetwork& network, const std::filesystem::path& path);
/// The same from a network of the same kind, levels and keypoints with fewer channels or blocks, or as many:
/// this one answers as that one did, and its new channels learn from there (Net2Net: Chen, Goodfellow and
/// Shlens 2016, with fresh planes in place of copies). network: just made. One with a shared unit takes from
/// a network of another kind what both have of that unit, and keeps its first weights elsewhere.
Result<void> growWeights(TrainableNetwork& network, const std::filesystem::path& path);
Result<void> growWeights(TrainableNetwork& network, const NamedTensors& weights, const std::string& where);

/// Writes folder/ID/network.pt (TorchScript, batch norm folded into the convolutions; answers() on the CPU)
/// and manifest.json (network_folder.h). Returns the manifest's path. The network's mode and device are as
/// before, and no random numbers are used up. Errors: ioFailure, badInput (the exported network differs from
/// this one by more than 1e-4, or that share of an output's greatest number, on a random input).
Result<std::filesystem::path> exportNetwork(TrainableNetwork& network, const TrainingConfig& config,
                                            const std::filesystem::path& folder,
                                            const std::map<std::string, double>& validation = {});

} // namespace fillscope
