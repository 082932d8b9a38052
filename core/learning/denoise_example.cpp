#include "core/inference/depth_tile.h"
#include "core/learning/colour_change.h"
#include "core/learning/examples.h"
#include <algorithm>

namespace fillscope {
namespace {

constexpr int mostPlaces = 12;

/// As much of a raster as lies in a tile.
template <class T>
Raster<T> part(const Raster<T>& whole, int left, int top, int size) {
  if (whole.empty()) return {};
  Raster<T> cut(std::min(size, whole.width() - left), std::min(size, whole.height() - top), whole.channels());
  for (int y = 0; y < cut.height(); ++y) {
    const T* row = whole.row(top + y) + left * whole.channels();
    std::copy(row, row + cut.width() * cut.channels(), cut.row(y));
  }
  return cut;
}

template <class T>
void flip(Raster<T>& raster, bool horizontal, bool vertical) {
  const Raster<T> before = raster;
  for (int y = 0; y < raster.height(); ++y)
    for (int x = 0; x < raster.width(); ++x)
      for (int c = 0; c < raster.channels(); ++c)
        raster.at(x, y, c) =
            before.at(horizontal ? raster.width() - 1 - x : x, vertical ? raster.height() - 1 - y : y, c);
}

struct Cut {
  Raster<float> measured, truth;
  Image picture;
};

bool teaches(const Cut& cut) {
  for (std::size_t k = 0; k < cut.truth.pixelCount(); ++k)
    if (DepthMap::isMeasured(cut.truth.data()[k]) && DepthMap::isMeasured(cut.measured.data()[k]))
      return true;
  return false;
}

void change(Cut& cut, const TrainingConfig& config, CounterRandom& random) {
  const AugmentationSpec& spec = config.augmentation;
  const bool horizontal = random.chance(spec.flipHorizontal), vertical = random.chance(spec.flipVertical);
  flip(cut.measured, horizontal, vertical);
  flip(cut.truth, horizontal, vertical);
  flip(cut.picture, horizontal, vertical);
  if (random.chance(config.noGreyShare)) cut.picture = {};
  if (!cut.picture.empty()) changeColours(cut.picture, spec, random);
}

DenoiseExample exampleOf(const Cut& cut, const TrainingConfig& config) {
  const DepthTileShape shape{config.inputSize, manifestFor(config).denoiserUnit};
  auto tile = depthTile(cut.measured, cut.picture, 0, 0, shape);
  const auto size = static_cast<std::size_t>(shape.size);
  DenoiseExample example;
  example.median = tile->median;
  example.input = std::move(tile->input);
  for (auto* plane : {&example.given, &example.truth, &example.weight})
    plane->assign(size * size, 0.0f);
  const auto number = [&](float metres) {
    return static_cast<float>(relativeDepth(metres, example.median, shape.unit));
  };
  for (int y = 0; y < cut.truth.height(); ++y)
    for (int x = 0; x < cut.truth.width(); ++x) {
      const std::size_t k = static_cast<std::size_t>(y) * size + static_cast<std::size_t>(x);
      const float given = cut.measured.at(x, y), truth = cut.truth.at(x, y);
      const bool measured = DepthMap::isMeasured(given);
      if (measured) example.given[k] = number(given);
      if (!DepthMap::isMeasured(truth)) continue;
      example.truth[k] = number(truth);
      example.weight[k] = 1;
    }
  return example;
}

} // namespace

Result<DenoiseExample> denoiseExample(const TrainingSample& sample, const TrainingConfig& config,
                                      bool changed, CounterRandom& random) {
  const auto fault = [&](const char* what) {
    return Error{ErrorCode::badInput, what, sample.name, "take pairs of one view, or leave it out"};
  };
  const Raster<float>&measured = sample.measured.values, &truth = sample.depth.values;
  if (measured.empty() || truth.empty() || sample.measured.kind != DepthKind::metric ||
      sample.depth.kind != DepthKind::metric)
    return fault("lacks measured or true depth in metres");
  if (!measured.sameSize(truth) || (!sample.image.empty() && !sample.image.sameSize(truth)))
    return fault("its maps and its picture differ in size");
  const int size = config.inputSize;
  for (int place = 0; place < mostPlaces; ++place) {
    const int left = random.integer(0, std::max(0, measured.width() - size));
    const int top = random.integer(0, std::max(0, measured.height() - size));
    Cut cut{part(measured, left, top, size), part(truth, left, top, size),
            part(sample.image, left, top, size)};
    if (!teaches(cut)) continue;
    if (changed) change(cut, config, random);
    return exampleOf(cut, config);
  }
  return fault("hardly measures anything whose true depth is known");
}

} // namespace fillscope
