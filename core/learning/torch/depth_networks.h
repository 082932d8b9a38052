#pragma once
// Networks that answer depth; outputs as networks.h says.
#include "core/learning/torch/networks.h"
#include "core/learning/torch/pyramid.h"

namespace fillscope {

/// The box through its rim (rim_view.h). Planes are computed at half the size and enlarged bilinearly; a
/// convolution that answers the four pixels of each cell adds what differs within it. The figures start from what the planes say: fill is the mean of content · (1 − depth below the rim) inside the
/// rim, as a logit, plus a correction from the deepest level's mean, from moments of the planes and from what
/// the input says of the view; no gradient runs from the figures into the planes.
class RimNetwork : public TrainableNetwork {
 public:
  explicit RimNetwork(const TrainingConfig& config);
  using TrainableNetwork::forward;
  std::vector<Value> forward(Tape& tape, const Value& input) override;
  using TrainableNetwork::answers;
  std::vector<Value> answers(Tape& tape, const Value& input) override;
  std::string latestUnit() const override { return "detail"; }

 private:
  struct Planes {
    Value share, content; ///< at full size; content as a logit
    Value figures;
  };
  Planes look(Tape& tape, const Value& input);
  Value figures(Tape& tape, const Value& input, const Value& halfPlanes, const Value& coarse);

  Pyramid pyramid_{nullptr};
  ConvUnit planes_{nullptr}, detail_{nullptr}, pooled_{nullptr}, hidden_{nullptr}, figures_{nullptr};
  int margin_;
};

/// The U-Net of the Keras depth example: 16-32-64-128, bottleneck 256, each block two 3×3 convolutions, batch
/// norm and leaky ReLU 0.2, the way down residual over its first convolution; nearest up-sampling and
/// concatenation. The original has 1.966 M parameters with batch norm's running figures (its own count); this
/// one has 1.964 M without them. The original's tanh, which cannot reach far depths, is maxDepth · sigmoid
/// here.
class UNet : public TrainableNetwork {
 public:
  static constexpr int levels = 4;
  explicit UNet(const TrainingConfig& config);
  using TrainableNetwork::forward;
  std::vector<Value> forward(Tape& tape, const Value& input) override;

 private:
  struct Block {
    ConvUnit first{nullptr}, second{nullptr};
  };
  Block block(const std::string& name, int in, int out);
  Value run(Tape& tape, Block& block, const Value& x, bool residual);

  std::vector<Block> down_, up_;
  Block bottom_;
  ConvUnit depth_{nullptr};
  double maxDepth_;
};

} // namespace fillscope
