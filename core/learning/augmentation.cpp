#include "core/learning/augmentation.h"
#include "core/geometry/box.h"
#include "core/learning/colour_change.h"
#include "core/learning/occluders.h"
#include "core/learning/picture_warp.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

struct Geometry {
  double angle = 0, scale = 1;
  Vec2 shift;                    ///< pixels
  std::array<Vec2, 4> corners{}; ///< pixels by which the picture's corners move
  bool perspective = false;
};

Geometry drawGeometry(const AugmentationSpec& spec, int width, int height, CounterRandom& random) {
  Geometry g;
  g.angle = random.between(-spec.rotate, spec.rotate) * std::numbers::pi / 180;
  g.scale = random.between(spec.scaleLow, spec.scaleHigh);
  g.shift = {random.between(-spec.translate, spec.translate) * width,
             random.between(-spec.translate, spec.translate) * height};
  g.perspective = spec.perspective > 0;
  for (Vec2& corner : g.corners)
    corner = {random.between(-spec.perspective, spec.perspective) * width,
              random.between(-spec.perspective, spec.perspective) * height};
  return g;
}

void changeGeometry(TrainingSample& sample, const Geometry& g) {
  const double width = sample.image.width(), height = sample.image.height();
  // A camera rolled about its optical axis turns the picture about its principal point (K·R·K⁻¹).
  Vec2 centre{0.5 * width, 0.5 * height};
  double aspect = 1;
  if (sample.camera) {
    centre = pictureFromPixel({sample.camera->cx, sample.camera->cy});
    aspect = sample.camera->fx / sample.camera->fy;
  }
  const double c = std::cos(g.angle), s = std::sin(g.angle);
  const PlaneMap turn{c,          -s * aspect, centre.x - c * centre.x + s * aspect * centre.y,
                      s / aspect, c,           centre.y - c * centre.y - s / aspect * centre.x,
                      0,          0,           1};
  const double offsetX = 0.5 * width * (1 - g.scale) + g.shift.x,
               offsetY = 0.5 * height * (1 - g.scale) + g.shift.y;
  const PlaneMap scale{g.scale, 0, offsetX, 0, g.scale, offsetY, 0, 0, 1};
  PlaneMap map = scale * turn;
  if (g.perspective) {
    const std::array<Vec2, 4> from{Vec2{0, 0}, Vec2{width, 0}, Vec2{width, height}, Vec2{0, height}};
    std::array<Vec2, 4> to = from;
    for (std::size_t k = 0; k < 4; ++k)
      to[k] = to[k] + g.corners[k];
    if (const auto moved = mapBetween(from, to)) map = *moved * map;
  }
  warpSample(sample, map, sample.image.width(), sample.image.height(), std::min(1.0, g.scale));
  if (g.perspective) {
    sample.camera.reset();
    sample.k1 = 0;
  } else if (sample.camera) {
    CameraIntrinsics& camera = *sample.camera;
    const Vec2 principal = pixelFromPicture({g.scale * centre.x + offsetX, g.scale * centre.y + offsetY});
    camera.fx *= g.scale;
    camera.fy *= g.scale;
    camera.cx = principal.x;
    camera.cy = principal.y;
  }
}

void coverRectangle(TrainingSample& sample, CounterRandom& random) {
  Image& image = sample.image;
  const double share = std::sqrt(0.1), stretch = std::exp(random.between(-0.7, 0.7));
  const int width = std::clamp(static_cast<int>(share * stretch * image.width()), 1, image.width());
  const int height = std::clamp(static_cast<int>(share / stretch * image.height()), 1, image.height());
  const int left = random.integer(0, image.width() - width), top = random.integer(0, image.height() - height);
  std::array<std::uint8_t, 3> colour{};
  for (auto& channel : colour)
    channel = static_cast<std::uint8_t>(random.integer(0, 255));
  for (int y = top; y < top + height; ++y)
    for (int x = left; x < left + width; ++x)
      for (int c = 0; c < image.channels(); ++c)
        image.at(x, y, c) = colour[static_cast<std::size_t>(c % 3)];
  for (Keypoint& point : sample.keypoints)
    if (point.visibility == KeypointVisibility::visible && point.at.x >= left && point.at.y >= top &&
        point.at.x < left + width && point.at.y < top + height)
      point.visibility = KeypointVisibility::hidden;
}

} // namespace

TrainingSample augment(const TrainingSample& sample, const AugmentationSpec& spec, CounterRandom& random) {
  TrainingSample out = sample;
  if (out.image.empty()) return out;
  const bool horizontal = random.chance(spec.flipHorizontal), vertical = random.chance(spec.flipVertical);
  flipSample(out, horizontal, vertical);
  const bool moves = random.chance(spec.geometricChance);
  if (moves) changeGeometry(out, drawGeometry(spec, out.image.width(), out.image.height(), random));
  if (spec.reorder && (horizontal || vertical || moves)) startAtTopLeft(out);
  changeColours(out.image, spec, random);
  if (random.chance(spec.cutout)) coverRectangle(out, random);
  // Drawn only where asked for, so that runs of before go on as they were.
  if (spec.occluder > 0 && random.chance(spec.occluder)) cover(out, random);
  return out;
}

Result<TrainingSample> perspectiveCutOut(const TrainingSample& sample, int width, int height, double margin) {
  const auto bad = [&](const char* what) { return Error{ErrorCode::badInput, what, sample.name, {}}; };
  if (width < 1 || height < 1 || !(margin >= 0) || 2 * margin >= std::min(width, height))
    return bad("the cut-out has no room for the box between its margins");
  const auto rim = rimCornersOf(sample);
  if (!rim) return bad("a cut-out needs the four corners of the box");
  const RimCorners& corners = *rim;
  const RimFault fault = checkRim(corners);
  if (fault != RimFault::none && fault != RimFault::counterClockwise)
    return bad("the corners are no convex outline of a box");
  const std::array<Vec2, 4> to{Vec2{margin, margin}, Vec2{width - margin, margin},
                               Vec2{width - margin, height - margin}, Vec2{margin, height - margin}};
  const auto map = mapBetween(corners, to);
  if (!map) return bad("the corners are no convex outline of a box");
  TrainingSample out = sample;
  const double across = std::max(norm(corners[1] - corners[0]), norm(corners[2] - corners[3]));
  const double down = std::max(norm(corners[3] - corners[0]), norm(corners[2] - corners[1]));
  const double shrink = std::min((width - 2 * margin) / across, (height - 2 * margin) / down);
  warpSample(out, *map, width, height, std::min(1.0, shrink));
  // Exactly, so that rounding pushes none over the border.
  for (std::size_t k = 0; k < to.size(); ++k)
    out.keypoints[k] = {to[k], sample.keypoints[k].visibility};
  updateVisibility(out);
  out.camera.reset();
  out.k1 = 0;
  return out;
}

} // namespace fillscope
