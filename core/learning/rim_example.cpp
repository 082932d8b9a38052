#include "core/geometry/lens.h"
#include "core/learning/examples.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr double highestAboveRim = 0.02; ///< metres: what rises further hides the box
constexpr float mostShare = 1.05f;

/// Depth at a pixel-centre coordinate: between neighbours on one surface (1/z is linear on a plane), else
/// the nearest one's.
double depthAt(const Raster<float>& depth, Vec2 at) {
  const int x = static_cast<int>(std::floor(at.x)), y = static_cast<int>(std::floor(at.y));
  const int nearX = static_cast<int>(std::floor(at.x + 0.5)),
            nearY = static_cast<int>(std::floor(at.y + 0.5));
  if (!depth.contains(nearX, nearY)) return 0;
  const float nearest = depth.at(nearX, nearY);
  if (!DepthMap::isMeasured(nearest)) return 0;
  if (!depth.contains(x, y) || !depth.contains(x + 1, y + 1)) return nearest;
  const float a = depth.at(x, y), b = depth.at(x + 1, y), c = depth.at(x, y + 1), d = depth.at(x + 1, y + 1);
  const float low = std::min({a, b, c, d}), high = std::max({a, b, c, d});
  if (!DepthMap::isMeasured(low) || !DepthMap::isMeasured(high) || high > 1.06f * low) return nearest;
  const double u = at.x - x, v = at.y - y;
  return 1 / ((1 - v) * ((1 - u) / a + u / b) + v * ((1 - u) / c + u / d));
}

/// Pose as a user's view would have it: with the size where it is told, else from the corners alone.
Result<RimPose> seenPose(const TrainingSample& sample, const RimCorners& corners, bool sizeKnown) {
  if (!sizeKnown) {
    auto alone = estimateRimPose(corners, *sample.camera, std::nullopt);
    // From straight above the corners say little of the sides' ratio.
    if (alone &&
        std::abs(std::log(alone->second / alone->first * sample.size->first / sample.size->second)) < 0.5)
      return alone;
  }
  return estimateRimPose(corners, *sample.camera, sample.size);
}

void fillTargets(RimExample& out, const TrainingSample& sample, const RimView& view, const RimPose& truth) {
  const BoxSize& box = *sample.size;
  const Vec3 eye = truth.pose.toBox({0, 0, 0});
  const bool masked = !sample.content.empty();
  const auto cells = view.pictureAt.size();
  out.share.assign(cells, 0.0f);
  out.content.assign(cells, 0.0f);
  out.weight.assign(cells, 0.0f);
  const int size = view.shape.size, margin = view.shape.margin;
  for (int j = margin; j < size - margin; ++j)
    for (int i = margin; i < size - margin; ++i) {
      const auto k =
          static_cast<std::size_t>(j) * static_cast<std::size_t>(size) + static_cast<std::size_t>(i);
      const Vec2 pixel = pixelFromPicture(view.pictureAt[k]);
      if (!(pixel.x > -0.5 && pixel.y > -0.5 && pixel.x < sample.image.width() - 0.5 &&
            pixel.y < sample.image.height() - 0.5))
        continue;
      const double z = depthAt(sample.depth.values, pixel);
      if (z <= 0) continue;
      const Vec3 ray = undistortedRay(*sample.camera, sample.k1, pixel);
      const Vec3 along = transposedTimes(truth.pose.rotation, ray); // box frame, per metre of optical depth
      if (!(along.z > 0)) continue;
      const double slopeX = along.x / along.z, slopeY = along.y / along.z;
      const double x = eye.x - eye.z * slopeX, y = eye.y - eye.z * slopeY; // where the ray enters the rim
      const double empty = emptyDepthBelow(x, y, slopeX, slopeY, box.first, box.second, box.depth);
      const double below = eye.z + z * along.z;
      if (empty < 0.01 * box.depth || below < -highestAboveRim) continue;
      out.share[k] = std::clamp(static_cast<float>(below / empty), 0.0f, mostShare);
      // Right under the rim's far edge a hair of depth would be the whole share.
      out.weight[k] = static_cast<float>(std::min(1.0, empty / (0.1 * box.depth)));
      const int px = static_cast<int>(std::floor(pixel.x + 0.5)),
                py = static_cast<int>(std::floor(pixel.y + 0.5));
      if (masked)
        out.content[k] = sample.content.at(px, py) ? 1.0f : 0.0f;
      else
        out.content[k] = empty - below > 0.06 * box.depth ? 1.0f : 0.0f;
    }
}

} // namespace

Result<RimPose> truePose(const TrainingSample& sample) {
  RimCorners straight = *rimCornersOf(sample);
  for (Vec2& corner : straight)
    corner = pictureFromPixel(
        sample.camera->project(undistortedRay(*sample.camera, sample.k1, pixelFromPicture(corner))));
  return estimateRimPose(straight, *sample.camera, sample.size);
}

Result<RimExample> rimExample(const TrainingSample& sample, const TrainingConfig& config, bool tellDepth,
                              double jitter, CounterRandom& random) {
  const auto missing = [&](const char* what) {
    return Error{ErrorCode::badInput,
                 std::string("depth through the rim is learnt from samples with ") + what, sample.name,
                 "leave the sample out or complete it"};
  };
  const auto exact = rimCornersOf(sample);
  if (!exact) return missing("the rim's four corners");
  if (!sample.camera) return missing("a camera");
  if (!sample.size || !sample.size->plausible()) return missing("the size of the box");
  if (!sample.fillPercent) return missing("the fill of the box");
  if (sample.depth.values.empty() || sample.depth.kind != DepthKind::metric ||
      !sample.depth.values.sameSize(sample.image))
    return missing("a depth map in metres, of the picture's size");
  if (!sample.content.empty() && !sample.content.sameSize(sample.image))
    return missing("a mask of the picture's size");

  RimCorners seen = *exact;
  if (jitter > 0)
    for (Vec2& corner : seen)
      corner = corner + Vec2{jitter * random.normal(), jitter * random.normal()};
  const auto truth = truePose(sample);
  if (!truth) return truth.error();
  auto rim = seenPose(sample, seen, tellDepth);
  if (!rim) { // moved so far that they are no rim any more
    seen = *exact;
    rim = seenPose(sample, seen, true);
    if (!rim) return rim.error();
  }
  const BoxSize& box = *sample.size;
  const double ratio = box.depth / std::sqrt(box.first * box.second);
  const double depth = ratio * std::sqrt(rim->first * rim->second); // in the pose's unit
  auto view =
      rimView(sample.image, seen, *sample.camera, *rim, tellDepth ? std::optional(depth) : std::nullopt,
              {config.inputSize, config.rimMargin}, manifestFor(config));
  if (!view) return view.error();
  RimExample out;
  fillTargets(out, sample, *view, *truth);
  const Raster<float> empty = emptyDepthThroughRim(*rim, depth, view->shape);
  out.emptyDepth.assign(empty.data(), empty.data() + empty.pixelCount());
  out.input = std::move(view->input);
  out.fill = static_cast<float>(*sample.fillPercent / 100);
  out.depthRatio = static_cast<float>(std::log(ratio));
  out.depthKnown = tellDepth;
  return out;
}

} // namespace fillscope
