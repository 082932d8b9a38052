#include "core/learning/torch/adamw.h"
#include "core/learning/torch/training_kernels.h"
#include <ATen/Parallel.h>
#include <cmath>

namespace fillscope {
namespace {

constexpr double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
constexpr const char* stepsOf = " steps"; ///< beside a parameter's first moment in a checkpoint
constexpr std::int64_t weightsOfPiece = 16384;

/// A tensor like `like` that begins with small and holds rest elsewhere.
torch::Tensor grown(const torch::Tensor& small, const torch::Tensor& like, double rest) {
  auto large = torch::full_like(like, rest);
  auto leading = large;
  for (std::int64_t d = 0; d < small.dim(); ++d)
    leading = leading.narrow(d, 0, small.size(d));
  leading.copy_(small);
  return large;
}

/// Steps along sides of one number are nowhere taken.
bool sameOrder(const torch::Tensor& a, const torch::Tensor& b) {
  for (std::int64_t d = 0; d < a.dim(); ++d)
    if (a.size(d) > 1 && a.stride(d) != b.stride(d)) return false;
  return true;
}

/// Numbers that lie in one piece of memory, in the same order.
bool sideBySide(const std::vector<torch::Tensor>& tensors) {
  for (const auto& tensor : tensors)
    if (!tensor.is_cpu() || tensor.scalar_type() != torch::kFloat || !tensor.is_non_overlapping_and_dense() ||
        !sameOrder(tensor, tensors.front()))
      return false;
  return true;
}

void moveByTorch(const kernels::AdamStep& step, const torch::Tensor& gradient, torch::Tensor weight,
                 torch::Tensor first, torch::Tensor second, torch::Tensor average) {
  const auto g = gradient * step.gradientFactor;
  first.mul_(step.beta1).add_(g, 1 - step.beta1);
  second.mul_(step.beta2).addcmul_(g, g, 1 - step.beta2);
  const auto deviation = (second.sqrt() / std::sqrt(step.correction2)).add_(step.epsilon);
  weight.mul_(1 - step.decay).addcdiv_(first, deviation, -step.rate / step.correction1);
  average.lerp_(weight, 1 - step.averageKeeps);
}

} // namespace

AdamW::AdamW(const TrainableNetwork& network, const TrainableNetwork& average, double decay)
    : decay_(decay) {
  const auto averaged = average.named_parameters();
  for (const auto& parameter : network.named_parameters())
    parameters_.push_back({parameter.key(),
                           parameter.value(),
                           averaged[parameter.key()],
                           {},
                           {},
                           0,
                           parameter.value().dim() >= 2});
  const auto figures = average.named_buffers();
  for (const auto& buffer : network.named_buffers())
    buffers_.emplace_back(buffer.value(), figures[buffer.key()]);
}

void AdamW::forgetGradients() {
  for (auto& parameter : parameters_)
    parameter.weight.mutable_grad() = torch::Tensor();
}

double AdamW::gradientNorm() const {
  std::vector<torch::Tensor> norms;
  for (const auto& parameter : parameters_)
    if (parameter.weight.grad().defined()) norms.push_back(parameter.weight.grad().norm());
  // On a GPU each number that is asked for waits for all before it.
  return norms.empty() ? 0 : torch::stack(norms).to(torch::kDouble).norm().item<double>();
}

void AdamW::step(double rate, double gradientFactor, double averageKeeps) {
  const torch::NoGradGuard constant;
  for (auto& parameter : parameters_)
    move(parameter, rate, gradientFactor, averageKeeps);
  for (auto& [own, average] : buffers_) {
    if (average.is_floating_point())
      average.lerp_(own, 1 - averageKeeps);
    else
      average.copy_(own);
  }
}

void AdamW::move(Parameter& parameter, double rate, double gradientFactor, double averageKeeps) const {
  auto gradient = parameter.weight.grad();
  if (!gradient.defined()) {
    parameter.average.lerp_(parameter.weight, 1 - averageKeeps);
    return;
  }
  if (!parameter.first.defined()) {
    parameter.first = torch::zeros_like(parameter.weight);
    parameter.second = torch::zeros_like(parameter.weight);
  }
  ++parameter.steps;
  const auto steps = static_cast<double>(parameter.steps);
  const kernels::AdamStep step{
      static_cast<float>(rate),
      static_cast<float>(beta1),
      static_cast<float>(beta2),
      static_cast<float>(epsilon),
      parameter.decays ? static_cast<float>(rate * decay_) : 0.0f,
      static_cast<float>(1 - std::pow(beta1, steps)),
      static_cast<float>(1 - std::pow(beta2, steps)),
      static_cast<float>(gradientFactor),
      static_cast<float>(averageKeeps),
  };
  if (!sideBySide({gradient, parameter.weight, parameter.first, parameter.second, parameter.average})) {
    moveByTorch(step, gradient, parameter.weight, parameter.first, parameter.second, parameter.average);
    return;
  }
  const float* g = gradient.data_ptr<float>();
  float *weight = parameter.weight.data_ptr<float>(), *first = parameter.first.data_ptr<float>();
  float *second = parameter.second.data_ptr<float>(), *average = parameter.average.data_ptr<float>();
  at::parallel_for(0, gradient.numel(), weightsOfPiece, [&](std::int64_t begin, std::int64_t end) {
    kernels::adamStep(step, end - begin, g + begin, weight + begin, first + begin, second + begin,
                      average + begin);
  });
}

void AdamW::save(Checkpoint& checkpoint) const {
  for (const auto& parameter : parameters_) {
    if (!parameter.first.defined()) continue;
    checkpoint.first.emplace_back(parameter.name, parameter.first);
    checkpoint.second.emplace_back(parameter.name, parameter.second);
    checkpoint.first.emplace_back(parameter.name + stepsOf, torch::tensor(parameter.steps));
  }
}

void AdamW::load(const Checkpoint& checkpoint) {
  const torch::NoGradGuard constant;
  for (auto& parameter : parameters_) {
    const auto* first = findTensor(checkpoint.first, parameter.name);
    const auto* second = findTensor(checkpoint.second, parameter.name);
    const auto* steps = findTensor(checkpoint.first, parameter.name + stepsOf);
    const bool whole = first && second && steps;
    parameter.first = whole ? grown(*first, parameter.weight, 0) : torch::Tensor();
    // Were it 0, a new plane's first steps would be many times the learning rate.
    parameter.second =
        whole ? grown(*second, parameter.weight, second->mean().item<double>()) : torch::Tensor();
    parameter.steps = whole ? steps->item<std::int64_t>() : 0;
  }
}

} // namespace fillscope
