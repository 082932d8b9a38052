#pragma once
// Encoder and decoder that the corner and rim networks share.
#include "core/learning/torch/tape.h"

namespace fillscope {

/// Level i has 1/2^(i+1) of the input's size: a 5×5 stem of stride 2 makes level 0 (1/2^i with a stride of
/// 1), a 3×3 convolution of stride 2 each further one; blocks[i] residual 3×3 convolutions follow, which add
/// nothing at first (their batch norm's gain is 0: Goyal et al. 2017). The deepest level is told of the whole
/// picture (its mean through two 1×1 convolutions is added everywhere). On the way back up to level `finest`,
/// the coarser level's map is brought to this level's planes by a 1×1 convolution, enlarged (nearest pixel),
/// added to the level's own and followed by two 3×3 convolutions. All but the two 1×1 of the deepest level's
/// mean have batch norm. (Concatenation instead of the sum costs a third more time.)
class PyramidImpl : public torch::nn::Module {
 public:
  /// channels, blocks: an entry per level, finest first. The input's side is a multiple of 2^levels.
  PyramidImpl(int inputPlanes, const std::vector<int>& channels, const std::vector<int>& blocks, int finest,
              int stemStride = 2);

  struct Features {
    Value fine;   ///< N × channels[finest] × S/2^(finest+1) … (S/2^finest …)
    Value coarse; ///< deepest level
  };
  Features forward(Tape& tape, const Value& input);

 private:
  struct Level {
    ConvUnit down{nullptr};
    std::vector<ConvUnit> blocks;
    ConvUnit lateral{nullptr}, first{nullptr}, second{nullptr}; ///< of the way up; empty on levels it spares
  };
  std::vector<Level> levels_;
  ConvUnit squeeze_{nullptr}, spread_{nullptr};
  int finest_;
};
TORCH_MODULE(Pyramid);

} // namespace fillscope
