#include "core/learning/torch/depth_networks.h"
#include "core/inference/rim_view.h"
#include <torch/nn/init.h>

namespace fillscope {
namespace {

constexpr int emptyDepthPlane = 3, firstViewPlane = 3, viewPlanes = rimViewPlanes - firstViewPlane;
constexpr int slopePlane = 4, knownPlane = rimViewPlanes - 1;
constexpr int moments = 7;
constexpr double fillMargin = 0.004; ///< how near to empty or full the first guess may come

} // namespace

RimNetwork::RimNetwork(const TrainingConfig& config)
    : margin_(config.rimMargin) {
  const int deepest = config.channels.back();
  constexpr int pooledPlanes = 48, hiddenPlanes = 48;
  pyramid_ = register_module("pyramid", Pyramid(rimViewPlanes, config.channels, config.blocks, 0));
  planes_ = register_module("planes", ConvUnit(ConvShape{config.channels[0], 2, 3, 1, false}));
  detail_ = register_module("detail", ConvUnit(ConvShape{config.channels[0], 4 * 2, 3, 1, false}));
  pooled_ = register_module("pooled", ConvUnit(ConvShape{deepest, pooledPlanes, 1, 1, false}));
  hidden_ = register_module(
      "hidden", ConvUnit(ConvShape{pooledPlanes + moments + viewPlanes + 2, hiddenPlanes, 1, 1, false}));
  figures_ = register_module("figures", ConvUnit(ConvShape{hiddenPlanes, 3, 1, 1, false}));
  // The first answer is what the planes say, with an error of about 0.2.
  torch::NoGradGuard noGradient;
  figures_->conv->weight.mul_(0.1);
  detail_->conv->weight.zero_();
}

RimNetwork::Planes RimNetwork::look(Tape& tape, const Value& input) {
  const auto features = pyramid_->forward(tape, input);
  const Value half = tape.conv(planes_, features.fine);
  // Half the resolution drawn smoothly, and what differs from it within a cell.
  const Value full = tape.add(tape.bilinearUp(half), tape.pixelShuffle(tape.conv(detail_, features.fine)));
  return {tape.sigmoid(tape.planes(full, 0, 1)), tape.planes(full, 1, 1),
          figures(tape, input, half, features.coarse)};
}

Value RimNetwork::figures(Tape& tape, const Value& input, const Value& halfPlanes, const Value& coarse) {
  const int size = static_cast<int>(input.tensor.size(2));
  const int margin = (margin_ + 1) / 2, side = size / 2 - 2 * margin;
  const Value seen = tape.crop(tape.sigmoid(tape.detached(halfPlanes)), margin, side);
  const Value view =
      tape.crop(tape.averagePool(tape.planes(input, firstViewPlane, viewPlanes)), margin, side);
  const Value content = tape.planes(seen, 1, 1);
  // Where the box's depth is not known, emptyDepth is 0 throughout and taken as 1.
  const Value reach = tape.add(tape.planes(view, emptyDepthPlane - firstViewPlane, 1),
                               tape.affine(tape.planes(view, knownPlane - firstViewPlane, 1), -1, 1));
  const Value depth = tape.multiply(tape.planes(seen, 0, 1), reach);
  const Value height = tape.multiply(content, tape.affine(depth, -1, 1));
  const Value lower = tape.multiply(height, depth);
  // A pixel that sees farther down sees a larger area: moments of depth let the correction weigh it.
  const Value products = tape.concatenate({height, lower, tape.multiply(lower, depth), content, depth, reach,
                                           tape.multiply(tape.affine(content, -1, 1), depth)});
  const Value slopes = tape.planes(view, slopePlane - firstViewPlane, 2);
  const Value guess = tape.logit(tape.mean(height), fillMargin);
  const Value pooled = tape.conv(pooled_, tape.mean(coarse), relu);
  const Value all = tape.concatenate(
      {pooled, tape.mean(products), tape.mean(view), tape.mean(tape.multiply(slopes, slopes))});
  const Value raw = tape.conv(figures_, tape.conv(hidden_, all, relu));
  const Value fill = tape.sigmoid(tape.add(guess, tape.planes(raw, 0, 1)));
  const Value error = tape.affine(tape.sigmoid(tape.affine(tape.planes(raw, 1, 1), 1, 0.5)), 7, -6);
  return tape.flat(tape.concatenate({fill, error, tape.planes(raw, 2, 1)}));
}

std::vector<Value> RimNetwork::forward(Tape& tape, const Value& input) {
  const auto planes = look(tape, input);
  return {tape.concatenate({planes.share, planes.content}), planes.figures};
}

std::vector<Value> RimNetwork::answers(Tape& tape, const Value& input) {
  const auto planes = look(tape, input);
  return {tape.concatenate({planes.share, tape.sigmoid(planes.content)}), planes.figures};
}

UNet::UNet(const TrainingConfig& config)
    : maxDepth_(config.maxDepth) {
  int planes = 3;
  constexpr int finest = 16;
  for (int i = 0; i < levels; ++i) {
    down_.push_back(block("down" + std::to_string(i), planes, finest << i));
    planes = finest << i;
  }
  bottom_.first = register_module("bottom_first", ConvUnit(ConvShape{planes, 2 * planes, 3, 1, false}));
  bottom_.second = register_module("bottom_second", ConvUnit(ConvShape{2 * planes, 2 * planes, 3, 1, false}));
  planes *= 2;
  for (int i = levels - 1; i >= 0; --i) {
    up_.push_back(block("up" + std::to_string(i), planes + (finest << i), finest << i));
    planes = finest << i;
  }
  depth_ = register_module("depth", ConvUnit(ConvShape{planes, 1, 1, 1, false}));
}

UNet::Block UNet::block(const std::string& name, int in, int out) {
  return {register_module(name + "_first", ConvUnit(ConvShape{in, out})),
          register_module(name + "_second", ConvUnit(ConvShape{out, out}))};
}

Value UNet::run(Tape& tape, Block& block, const Value& x, bool residual) {
  constexpr Rectifier leaky{0.2};
  const Value first = tape.conv(block.first, x);
  const Value second = tape.conv(block.second, tape.rectified(first, leaky), leaky);
  return residual ? tape.add(second, first) : second;
}

std::vector<Value> UNet::forward(Tape& tape, const Value& input) {
  std::vector<Value> maps;
  Value x = input;
  for (auto& block : down_) {
    maps.push_back(run(tape, block, x, true));
    x = tape.maxPool(maps.back());
  }
  x = tape.conv(bottom_.second, tape.conv(bottom_.first, x, relu), relu);
  for (int i = 0; i < levels; ++i)
    x = run(tape, up_[i], tape.concatenate({tape.nearestUp(x), maps[levels - 1 - i]}), false);
  return {tape.affine(tape.sigmoid(tape.conv(depth_, x)), maxDepth_, 0)};
}

} // namespace fillscope
