#pragma once
// One description of a network serves twice: run on tensors, and written down as TorchScript. Each operation
// computes its result at once and, where the tape records, also notes the Python line that gives the same.
#include "core/learning/torch/rectifier.h"
#include <string>
#include <torch/nn/module.h>
#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fillscope {

struct ConvShape {
  int in = 0, out = 0, kernel = 3, stride = 1;
  bool norm = true; ///< batch norm after it; the convolution has a bias where not
};

/// A convolution with zero padding of kernel / 2 and its batch norm; weights by He et al. 2015 for ReLU.
struct ConvUnitImpl : torch::nn::Module {
  explicit ConvUnitImpl(const ConvShape& shape);
  torch::nn::Conv2d conv{nullptr};
  torch::nn::BatchNorm2d norm{nullptr};
};
TORCH_MODULE(ConvUnit);

/// What an operation takes and gives; the name is empty where the tape does not record.
struct Value {
  torch::Tensor tensor;
  std::string name;
};

class Tape {
 public:
  /// Runs alone.
  Tape() = default;
  /// Runs and records. network: whose units are used, in evaluation mode; borrowed for the constructor only.
  explicit Tape(const torch::nn::Module& network);

  /// Python body of forward(self, x) without the return, one line an operation.
  const std::string& source() const { return source_; }
  /// By attribute name, in order of use: folded weights, biases, and for each folded unit NAME_norm, 4 × C:
  /// the batch norm's weight, bias, mean and variance, from which training can go on.
  const std::vector<std::pair<std::string, torch::Tensor>>& parameters() const { return parameters_; }

  Value input(const torch::Tensor& tensor) const;
  /// Batch norm is folded into what is recorded.
  Value conv(ConvUnit& unit, const Value& x, Rectifier rectifier = unrectified);
  /// rectified(conv + plus)
  Value convPlus(ConvUnit& unit, const Value& x, const Value& plus, Rectifier rectifier);
  Value rectified(const Value& x, Rectifier rectifier);
  Value sigmoid(const Value& x);
  Value add(const Value& a, const Value& b);
  Value addRectified(const Value& a, const Value& b, Rectifier rectifier);
  Value multiply(const Value& a, const Value& b);
  Value affine(const Value& x, double factor, double offset); ///< factor · x + offset
  Value logit(const Value& x, double margin);                 ///< x first clamped to margin … 1 − margin
  Value concatenate(const std::vector<Value>& parts);         ///< planes of each in turn
  Value planes(const Value& x, int first, int count);
  /// Rows and columns from first on, count of them.
  Value crop(const Value& x, int first, int count);
  Value nearestUp(const Value& x); ///< twice the size
  Value bilinearUp(const Value& x);
  Value pixelShuffle(const Value& x); ///< N × 4C × h × w to N × C × 2h × 2w
  Value maxPool(const Value& x);      ///< half the size
  Value averagePool(const Value& x);  ///< half the size
  Value mean(const Value& x);         ///< N × C × 1 × 1
  Value flat(const Value& x);         ///< N × C from N × C × 1 × 1
  Value detached(const Value& x) const;
  /// Only while training; nothing is recorded.
  Value dropout(const Value& x, double chance, bool training) const;

 private:
  template <class Expression>
  Value note(torch::Tensor result, Expression&& expression);
  std::string unitSource(const ConvUnitImpl& unit, const std::string& x);

  bool recording_ = false;
  std::unordered_map<const torch::nn::Module*, std::string> names_;
  std::string source_;
  std::vector<std::pair<std::string, torch::Tensor>> parameters_;
  int count_ = 0;
};

/// "encoder.level1.down" → "encoder__level1__down", fit for an attribute of TorchScript.
std::string attributeName(std::string path);

} // namespace fillscope
