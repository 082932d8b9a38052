#include "core/learning/torch/norm_activation.h"
#include "core/learning/torch/training_kernels.h"
#include <ATen/Parallel.h>
#include <algorithm>
#include <cmath>
#include <torch/csrc/autograd/custom_function.h>
#include <type_traits>
#include <utility>
#include <vector>

namespace fillscope {
namespace {

using kernels::BFloat;
using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

constexpr std::int64_t numbersOfPiece = 65536, leastRows = 64;
constexpr auto channelsLast = torch::MemoryFormat::ChannelsLast;

template <class T>
const T* read(const Tensor& tensor) {
  return tensor.defined() ? static_cast<const T*>(tensor.data_ptr()) : nullptr;
}
template <class T>
T* write(const Tensor& tensor) {
  return tensor.defined() ? static_cast<T*>(tensor.data_ptr()) : nullptr;
}
template <class T>
T* advanced(T* values, std::int64_t offset) {
  return values ? values + offset : nullptr;
}

/// Calls with the kind of number that the tensor holds.
template <class Call>
void withNumbers(const Tensor& tensor, Call&& call) {
  if (tensor.scalar_type() == torch::kBFloat16)
    call(std::type_identity<BFloat>());
  else
    call(std::type_identity<float>());
}

bool fast(const Tensor& tensor) {
  return tensor.is_cpu() && tensor.numel() > 0 &&
         (tensor.scalar_type() == torch::kFloat || tensor.scalar_type() == torch::kBFloat16);
}

bool alike(const Tensor& a, const Tensor& b) {
  return a.scalar_type() == b.scalar_type() && a.device() == b.device() && a.sizes() == b.sizes();
}

struct Map {
  explicit Map(const Tensor& tensor)
      : rows(tensor.numel() / tensor.size(1))
      , channels(static_cast<int>(tensor.size(1)))
      , rowsOfPiece(std::max(leastRows, numbersOfPiece / channels)) {}
  std::int64_t rows;
  int channels;
  /// Sums are taken over so many at a time whatever the number of threads, so that they do not depend on it.
  std::int64_t rowsOfPiece;
};

/// Two sums by channel. sum(first row, rows, out, out) adds those of some rows.
template <class Sum>
std::pair<std::vector<double>, std::vector<double>> sumsOver(const Map& map, const Sum& sum) {
  const auto channels = static_cast<std::size_t>(map.channels);
  const std::int64_t pieces = (map.rows + map.rowsOfPiece - 1) / map.rowsOfPiece;
  std::vector<double> parts(2 * channels * static_cast<std::size_t>(pieces));
  at::parallel_for(0, pieces, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t k = begin; k < end; ++k) {
      double* own = parts.data() + 2 * channels * static_cast<std::size_t>(k);
      const std::int64_t first = k * map.rowsOfPiece;
      sum(first, std::min(map.rowsOfPiece, map.rows - first), own, own + channels);
    }
  });
  std::pair<std::vector<double>, std::vector<double>> total{std::vector<double>(channels),
                                                            std::vector<double>(channels)};
  for (std::size_t k = 0; k < static_cast<std::size_t>(pieces); ++k)
    for (std::size_t c = 0; c < channels; ++c) {
      total.first[c] += parts[2 * channels * k + c];
      total.second[c] += parts[2 * channels * k + channels + c];
    }
  return total;
}

template <class Each>
void overRows(const Map& map, const Each& each) {
  at::parallel_for(0, map.rows, map.rowsOfPiece,
                   [&](std::int64_t begin, std::int64_t end) { each(begin, end); });
}

/// Of one batch, by channel.
struct BatchFigures {
  std::vector<float> mean, inverseDeviation; ///< 1 / √(variance + ε)
  std::vector<double> variance;
};

BatchFigures figuresOf(const Tensor& x, const Map& map, double epsilon) {
  std::pair<std::vector<double>, std::vector<double>> sums;
  // Where a mean is large against the spread, each of the channel's numbers lies near it.
  const auto shift = x.detach().select(0, 0).select(1, 0).select(1, 0).to(torch::kFloat).contiguous();
  const float* shifts = shift.data_ptr<float>();
  withNumbers(x, [&]<class T>(std::type_identity<T>) {
    const T* values = read<T>(x);
    sums = sumsOver(map, [&](std::int64_t first, std::int64_t rows, double* sum, double* squares) {
      kernels::channelSums(values + first * map.channels, rows, map.channels, shifts, sum, squares);
    });
  });
  BatchFigures figures;
  const auto count = static_cast<double>(map.rows);
  for (std::size_t c = 0; c < sums.first.size(); ++c) {
    const double beside = sums.first[c] / count;
    // max would turn NaN into 0.
    double variance = sums.second[c] / count - beside * beside;
    if (variance < 0) variance = 0;
    figures.mean.push_back(static_cast<float>(shifts[c] + beside));
    figures.inverseDeviation.push_back(static_cast<float>(1 / std::sqrt(variance + epsilon)));
    figures.variance.push_back(variance);
  }
  return figures;
}

Tensor asTensor(const std::vector<float>& values) {
  return torch::tensor(values, torch::TensorOptions().dtype(torch::kFloat));
}

void follow(torch::nn::BatchNorm2dImpl& norm, const BatchFigures& figures, const Map& map) {
  const torch::NoGradGuard constant;
  if (!norm.running_mean.defined()) return;
  norm.num_batches_tracked += 1;
  const auto momentum = static_cast<float>(*norm.options.momentum());
  const double unbiased = static_cast<double>(map.rows) / static_cast<double>(map.rows - 1);
  float *mean = norm.running_mean.data_ptr<float>(), *variance = norm.running_var.data_ptr<float>();
  for (std::size_t c = 0; c < figures.mean.size(); ++c) {
    mean[c] += momentum * (figures.mean[c] - mean[c]);
    variance[c] += momentum * (static_cast<float>(figures.variance[c] * unbiased) - variance[c]);
  }
}

struct NormActivation : Function<NormActivation> {
  // Ioffe and Szegedy 2015. mean, inverseDeviation: of the batch.
  static Tensor forward(AutogradContext* context, const Tensor& x, const c10::optional<Tensor>& added,
                        const Tensor& gain, const Tensor& bias, const Tensor& mean,
                        const Tensor& inverseDeviation, double slope) {
    const Map map(x);
    const Tensor plus = added.value_or(Tensor());
    auto y = torch::empty_like(x);
    const auto factor = gain * inverseDeviation;
    const auto offset = bias - mean * factor;
    const float *f = factor.data_ptr<float>(), *o = offset.data_ptr<float>();
    withNumbers(x, [&]<class T>(std::type_identity<T>) {
      overRows(map, [&](std::int64_t begin, std::int64_t end) {
        const std::int64_t first = begin * map.channels;
        kernels::scaleAndRectify(read<T>(x) + first, advanced(read<T>(plus), first), end - begin,
                                 map.channels, f, o, Rectifier{slope}, write<T>(y) + first);
      });
    });
    context->saved_data["slope"] = slope;
    context->saved_data["plus"] = plus.defined();
    // Without a rectifier y says nothing that is needed.
    context->save_for_backward({x, slope == 1 ? x : y, gain, mean, inverseDeviation});
    return y;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const Tensor &x = saved[0], &y = saved[1], &gain = saved[2], &mean = saved[3],
                 &inverseDeviation = saved[4];
    const Rectifier rectifier{context->saved_data["slope"].toDouble()};
    const bool plus = context->saved_data["plus"].toBool();
    const auto g = gradients[0].to(x.scalar_type()).contiguous(channelsLast);
    const Map map(x);
    const auto count = static_cast<double>(map.rows);
    auto gx = torch::empty_like(x), gPlus = plus ? torch::empty_like(x) : Tensor();
    std::vector<float> forGain, forBias;
    withNumbers(x, [&]<class T>(std::type_identity<T>) {
      const float* means = mean.data_ptr<float>();
      const auto [sums, products] =
          sumsOver(map, [&](std::int64_t first, std::int64_t rows, double* sum, double* product) {
            const std::int64_t at = first * map.channels;
            kernels::gradientSums(read<T>(g) + at, read<T>(y) + at, read<T>(x) + at, rows, map.channels,
                                  means, rectifier, sum, product);
          });
      std::vector<float> a, b, c;
      for (std::size_t k = 0; k < sums.size(); ++k) {
        const double inverse = inverseDeviation.data_ptr<float>()[k], weight = gain.data_ptr<float>()[k];
        const double slant = products[k] * inverse / count * inverse; // of xhat's part, per unit of x
        a.push_back(static_cast<float>(weight * inverse));
        b.push_back(static_cast<float>(-weight * inverse * slant));
        c.push_back(static_cast<float>(weight * inverse * (means[k] * slant - sums[k] / count)));
        forGain.push_back(static_cast<float>(products[k] * inverse));
        forBias.push_back(static_cast<float>(sums[k]));
      }
      overRows(map, [&](std::int64_t begin, std::int64_t end) {
        const std::int64_t first = begin * map.channels;
        kernels::inputGradient(read<T>(g) + first, read<T>(y) + first, read<T>(x) + first, end - begin,
                               map.channels, {a.data(), b.data(), c.data()}, rectifier, write<T>(gx) + first,
                               advanced(write<T>(gPlus), first));
      });
    });
    return {gx, gPlus, asTensor(forGain), asTensor(forBias), Tensor(), Tensor(), Tensor()};
  }
};

struct AddActivation : Function<AddActivation> {
  static Tensor forward(AutogradContext* context, const Tensor& a, const Tensor& b, double slope) {
    auto y = torch::empty_like(a);
    withNumbers(a, [&]<class T>(std::type_identity<T>) {
      kernels::addAndRectify(read<T>(a), read<T>(b), a.numel(), Rectifier{slope}, write<T>(y));
    });
    context->saved_data["slope"] = slope;
    context->save_for_backward({y});
    return y;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto y = context->get_saved_variables()[0];
    const auto g = gradients[0].to(y.scalar_type()).contiguous(channelsLast);
    auto gx = torch::empty_like(y);
    withNumbers(y, [&]<class T>(std::type_identity<T>) {
      kernels::rectifiedGradient(read<T>(g), read<T>(y), y.numel(),
                                 Rectifier{context->saved_data["slope"].toDouble()}, write<T>(gx));
    });
    return {gx, gx, Tensor()};
  }
};

} // namespace

Tensor activation(Tensor x, Rectifier rectifier) {
  if (rectifier.slope == 1) return x;
  return rectifier.slope == 0 ? torch::relu_(x) : torch::leaky_relu(x, rectifier.slope);
}

Tensor normActivation(torch::nn::BatchNorm2dImpl& norm, const Tensor& x, const Tensor& plus,
                      Rectifier rectifier) {
  const Map map(x);
  // Of one number there is no variance; Torch says so.
  if (!norm.is_training() || !norm.options.momentum() || !fast(x) || map.rows < 2 ||
      norm.weight.scalar_type() != torch::kFloat || (plus.defined() && !alike(plus, x))) {
    const auto normal = norm.forward(x);
    return activation(plus.defined() ? normal + plus : normal, rectifier);
  }
  const auto dense = x.contiguous(channelsLast);
  const auto figures = figuresOf(dense, map, norm.options.eps());
  follow(norm, figures, map);
  return NormActivation::apply(
      dense, plus.defined() ? c10::make_optional(plus.contiguous(channelsLast)) : c10::nullopt, norm.weight,
      norm.bias, asTensor(figures.mean), asTensor(figures.inverseDeviation), rectifier.slope);
}

Tensor addActivation(const Tensor& a, const Tensor& b, Rectifier rectifier) {
  if (!fast(a) || !alike(a, b)) return activation(a + b, rectifier);
  return AddActivation::apply(a.contiguous(channelsLast), b.contiguous(channelsLast), rectifier.slope);
}

} // namespace fillscope
