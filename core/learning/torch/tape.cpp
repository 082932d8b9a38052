#include "core/learning/torch/tape.h"
#include "core/base/number_text.h"
#include "core/learning/torch/norm_activation.h"
#include <algorithm>
#include <torch/nn/init.h>

namespace fillscope {
namespace {

std::string pair(std::int64_t value) {
  const auto text = std::to_string(value);
  return "[" + text + ", " + text + "]";
}

/// Weight and bias of a convolution that does what convolution and batch norm do in evaluation mode.
std::pair<torch::Tensor, torch::Tensor> folded(const ConvUnitImpl& unit) {
  if (!unit.norm) return {unit.conv->weight.detach().clone(), unit.conv->bias.detach().clone()};
  const auto& norm = *unit.norm;
  const auto factor = norm.weight.detach().to(torch::kDouble) /
                      torch::sqrt(norm.running_var.to(torch::kDouble) + norm.options.eps());
  const auto weight = unit.conv->weight.detach().to(torch::kDouble) * factor.view({-1, 1, 1, 1});
  const auto bias = norm.bias.detach().to(torch::kDouble) - norm.running_mean.to(torch::kDouble) * factor;
  return {weight.to(torch::kFloat), bias.to(torch::kFloat)};
}

/// 2n × n: a column of n numbers becomes twice as long, each new one a quarter of the way from its own to the
/// next.
torch::Tensor doubling(std::int64_t n, const torch::Tensor& like) {
  auto matrix = torch::zeros({2 * n, n});
  auto at = matrix.accessor<float, 2>();
  for (std::int64_t k = 0; k < n; ++k) {
    at[2 * k][k] += 0.75f;
    at[2 * k][std::max<std::int64_t>(0, k - 1)] += 0.25f;
    at[2 * k + 1][k] += 0.75f;
    at[2 * k + 1][std::min(n - 1, k + 1)] += 0.25f;
  }
  return matrix.to(like.options().requires_grad(false));
}

/// As upsample_bilinear2d, whose gradient takes ten times as long for a few planes on the CPU.
torch::Tensor smoothlyDoubled(const torch::Tensor& x) {
  return torch::matmul(doubling(x.size(2), x),
                       torch::matmul(x.contiguous(), doubling(x.size(3), x).t().contiguous()));
}

std::string rectifierSource(const std::string& x, Rectifier rectifier) {
  if (rectifier.slope == 1) return x;
  if (rectifier.slope == 0) return std::string("torch.relu(").append(x).append(")");
  return std::string("torch.leaky_relu(")
      .append(x)
      .append(", ")
      .append(numberText(rectifier.slope))
      .append(")");
}

} // namespace

ConvUnitImpl::ConvUnitImpl(const ConvShape& shape) {
  conv = register_module("conv", torch::nn::Conv2d(torch::nn::Conv2dOptions(shape.in, shape.out, shape.kernel)
                                                       .stride(shape.stride)
                                                       .padding(shape.kernel / 2)
                                                       .bias(!shape.norm)));
  torch::nn::init::kaiming_normal_(conv->weight, 0, torch::kFanIn, torch::kReLU);
  if (shape.norm)
    norm = register_module("norm", torch::nn::BatchNorm2d(shape.out));
  else
    torch::nn::init::zeros_(conv->bias);
}

Tape::Tape(const torch::nn::Module& network)
    : recording_(true) {
  for (const auto& item : network.named_modules({}, false))
    names_[item.value().get()] = attributeName(item.key());
}

template <class Expression>
Value Tape::note(torch::Tensor result, Expression&& expression) {
  if (!recording_) return {std::move(result), {}};
  std::string name = std::string("v").append(std::to_string(count_++));
  source_ += "    " + name + " = " + expression() + "\n";
  return {std::move(result), std::move(name)};
}

Value Tape::input(const torch::Tensor& tensor) const {
  return {tensor.contiguous(torch::MemoryFormat::ChannelsLast), "x"};
}

std::string Tape::unitSource(const ConvUnitImpl& unit, const std::string& x) {
  const std::string& name = names_.at(&unit);
  auto [weight, bias] = folded(unit);
  parameters_.emplace_back(name + "_weight", weight.contiguous());
  parameters_.emplace_back(name + "_bias", bias.contiguous());
  if (unit.norm)
    parameters_.emplace_back(name + "_norm",
                             torch::stack({unit.norm->weight.detach(), unit.norm->bias.detach(),
                                           unit.norm->running_mean, unit.norm->running_var}));
  return "torch.conv2d(" + x + ", self." + name + "_weight, self." + name + "_bias, " +
         pair(unit.conv->options.stride()->at(0)) + ", " + pair(weight.size(2) / 2) + ", [1, 1], 1)";
}

Value Tape::conv(ConvUnit& unit, const Value& x, Rectifier rectifier) {
  auto result = unit->conv(x.tensor);
  result = unit->norm ? normActivation(*unit->norm, result, {}, rectifier) : activation(result, rectifier);
  return note(std::move(result), [&] { return rectifierSource(unitSource(*unit, x.name), rectifier); });
}

Value Tape::convPlus(ConvUnit& unit, const Value& x, const Value& plus, Rectifier rectifier) {
  const auto result = unit->conv(x.tensor);
  return note(unit->norm ? normActivation(*unit->norm, result, plus.tensor, rectifier)
                         : addActivation(result, plus.tensor, rectifier),
              [&] { return rectifierSource(unitSource(*unit, x.name) + " + " + plus.name, rectifier); });
}

Value Tape::rectified(const Value& x, Rectifier rectifier) {
  return note(rectifier.slope == 0 ? torch::relu(x.tensor) : torch::leaky_relu(x.tensor, rectifier.slope),
              [&] { return rectifierSource(x.name, rectifier); });
}

Value Tape::sigmoid(const Value& x) {
  return note(torch::sigmoid(x.tensor), [&] { return "torch.sigmoid(" + x.name + ")"; });
}

Value Tape::add(const Value& a, const Value& b) {
  return note(a.tensor + b.tensor, [&] { return a.name + " + " + b.name; });
}

Value Tape::addRectified(const Value& a, const Value& b, Rectifier rectifier) {
  return note(addActivation(a.tensor, b.tensor, rectifier),
              [&] { return rectifierSource(a.name + " + " + b.name, rectifier); });
}

Value Tape::multiply(const Value& a, const Value& b) {
  return note(a.tensor * b.tensor, [&] { return a.name + " * " + b.name; });
}

Value Tape::affine(const Value& x, double factor, double offset) {
  return note(x.tensor * factor + offset,
              [&] { return x.name + " * " + numberText(factor) + " + " + numberText(offset); });
}

Value Tape::logit(const Value& x, double margin) {
  return note(torch::logit(x.tensor, margin),
              [&] { return "torch.logit(" + x.name + ", " + numberText(margin) + ")"; });
}

Value Tape::concatenate(const std::vector<Value>& parts) {
  std::vector<torch::Tensor> tensors;
  for (const auto& part : parts)
    tensors.push_back(part.tensor);
  return note(torch::cat(tensors, 1), [&] {
    std::string names;
    for (const auto& part : parts)
      names += (names.empty() ? "" : ", ") + part.name;
    return "torch.cat([" + names + "], 1)";
  });
}

Value Tape::planes(const Value& x, int first, int count) {
  return note(x.tensor.narrow(1, first, count), [&] {
    return "torch.narrow(" + x.name + ", 1, " + std::to_string(first) + ", " + std::to_string(count) + ")";
  });
}

Value Tape::crop(const Value& x, int first, int count) {
  return note(x.tensor.narrow(2, first, count).narrow(3, first, count), [&] {
    const std::string range = std::to_string(first) + ", " + std::to_string(count);
    return "torch.narrow(torch.narrow(" + x.name + ", 2, " + range + "), 3, " + range + ")";
  });
}

Value Tape::nearestUp(const Value& x) {
  const std::vector<std::int64_t> size{x.tensor.size(2) * 2, x.tensor.size(3) * 2};
  return note(torch::upsample_nearest2d(x.tensor, size),
              [&] { return "torch.upsample_nearest2d(" + x.name + ", None, [2.0, 2.0])"; });
}

Value Tape::bilinearUp(const Value& x) {
  const std::vector<std::int64_t> size{x.tensor.size(2) * 2, x.tensor.size(3) * 2};
  return note(torch::GradMode::is_enabled() && x.tensor.is_cpu()
                  ? smoothlyDoubled(x.tensor)
                  : torch::upsample_bilinear2d(x.tensor, size, false),
              [&] { return "torch.upsample_bilinear2d(" + x.name + ", None, False, [2.0, 2.0])"; });
}

Value Tape::pixelShuffle(const Value& x) {
  return note(torch::pixel_shuffle(x.tensor, 2), [&] { return "torch.pixel_shuffle(" + x.name + ", 2)"; });
}

Value Tape::maxPool(const Value& x) {
  return note(torch::max_pool2d(x.tensor, {2, 2}),
              [&] { return "torch.max_pool2d(" + x.name + ", [2, 2], [2, 2], [0, 0], [1, 1], False)"; });
}

Value Tape::averagePool(const Value& x) {
  return note(torch::avg_pool2d(x.tensor, {2, 2}),
              [&] { return "torch.avg_pool2d(" + x.name + ", [2, 2], [2, 2], [0, 0], False, True, None)"; });
}

Value Tape::mean(const Value& x) {
  return note(torch::mean(x.tensor, {2, 3}, true),
              [&] { return "torch.mean(" + x.name + ", [2, 3], True)"; });
}

Value Tape::flat(const Value& x) {
  return note(torch::flatten(x.tensor, 1), [&] { return "torch.flatten(" + x.name + ", 1)"; });
}

Value Tape::detached(const Value& x) const { return {x.tensor.detach(), x.name}; }

Value Tape::dropout(const Value& x, double chance, bool training) const {
  return {torch::dropout(x.tensor, chance, training), x.name};
}

std::string attributeName(std::string path) {
  for (std::size_t at = 0; (at = path.find('.', at)) != std::string::npos; at += 2)
    path.replace(at, 1, "__");
  return path;
}

} // namespace fillscope
