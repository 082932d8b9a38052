#include "core/learning/prediction_picture.h"
#include "core/imaging/colour_map.h"
#include "core/inference/classifier.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

using Colour = std::array<std::uint8_t, 3>;
constexpr Colour truthColour{60, 220, 90}, predictedColour{255, 60, 220};

void dot(Image& image, double x, double y, const Colour& colour) {
  const int column = static_cast<int>(std::floor(x)), row = static_cast<int>(std::floor(y));
  if (!image.contains(column, row)) return;
  for (int c = 0; c < 3; ++c)
    image.at(column, row, c) = colour[static_cast<std::size_t>(c)];
}

void line(Image& image, Vec2 from, Vec2 to, const Colour& colour) {
  const double length = std::max(1.0, norm(to - from));
  // Corners far outside draw no farther than a picture's length from it.
  const double steps = std::min(length * 2, 8.0 * (image.width() + image.height()));
  for (double k = 0; k <= steps; ++k)
    dot(image, from.x + (to.x - from.x) * k / steps, from.y + (to.y - from.y) * k / steps, colour);
}

void cross(Image& image, Vec2 at, const Colour& colour) {
  constexpr double arm = 3;
  line(image, at - Vec2{arm, 0}, at + Vec2{arm, 0}, colour);
  line(image, at - Vec2{0, arm}, at + Vec2{0, arm}, colour);
}

Image withCorners(const SamplePrediction& prediction) {
  Image image = prediction.picture;
  const auto& found = prediction.predicted;
  if (found.size() >= 3)
    for (std::size_t k = 0; k < found.size(); ++k)
      line(image, found[k].at, found[(k + 1) % found.size()].at, predictedColour);
  for (const auto& point : prediction.truth)
    cross(image, point.at, truthColour);
  for (const auto& point : found)
    cross(image, point.at, predictedColour);
  return image;
}

void paste(Image& onto, const Image& part, int left) {
  for (int y = 0; y < std::min(onto.height(), part.height()); ++y)
    for (int x = 0; x < part.width(); ++x)
      for (int c = 0; c < 3; ++c)
        onto.at(left + x, y, c) = part.at(x, y, part.channels() == 3 ? c : 0);
}

Image withDepth(const SamplePrediction& prediction) {
  ColourScale scale;
  scale.low = std::numeric_limits<double>::max();
  scale.high = 0;
  const auto& truth = prediction.trueDepth;
  for (std::size_t k = 0; k < truth.pixelCount(); ++k) {
    const float depth = truth.data()[k];
    if (!DepthMap::isMeasured(depth)) continue;
    scale.low = std::min<double>(scale.low, depth);
    scale.high = std::max<double>(scale.high, depth);
  }
  if (scale.low > scale.high) scale.low = 0;
  DepthMap map;
  map.values = truth;
  const Image left = colourise(map, scale);
  map.values = prediction.predictedDepth;
  const Image right = colourise(map, scale);
  Image image(prediction.picture.width() + left.width() + right.width(), prediction.picture.height(), 3);
  paste(image, prediction.picture, 0);
  paste(image, left, prediction.picture.width());
  paste(image, right, prediction.picture.width() + left.width());
  return image;
}

void frame(Image& image, const Colour& colour) {
  constexpr int thickness = 3;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (std::min({x, y, image.width() - 1 - x, image.height() - 1 - y}) < thickness)
        dot(image, x, y, colour);
}

Image withEvidence(const SamplePrediction& prediction) {
  const Image evidence = evidencePicture(prediction.picture, prediction.evidence);
  Image image(prediction.picture.width() + evidence.width(), prediction.picture.height(), 3);
  paste(image, prediction.picture, 0);
  paste(image, evidence, prediction.picture.width());
  frame(image, prediction.trueClass == prediction.predictedClass ? truthColour : predictedColour);
  return image;
}

} // namespace

Image predictionPicture(const SamplePrediction& prediction) {
  if (prediction.picture.empty()) return {};
  if (!prediction.trueClass.empty()) return withEvidence(prediction);
  return prediction.trueDepth.empty() ? withCorners(prediction) : withDepth(prediction);
}

} // namespace fillscope
