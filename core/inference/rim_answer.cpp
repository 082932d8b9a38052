#include "core/geometry/lens.h"
#include "core/inference/rim_view.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

Error badAnswer(std::string what) {
  return {
      ErrorCode::badInput, std::move(what), {}, "choose a network that was trained to look through the rim"};
}

/// Bilinear at rim coordinates; pixels whose centres lie outside the rim were never meant to be read.
float sampleInside(const Raster<float>& plane, const RimViewShape& shape, double u, double v) {
  const double inner = shape.size - 2 * shape.margin;
  const double least = shape.margin, most = shape.size - shape.margin - 1;
  const double x = std::clamp(u * inner + shape.margin - 0.5, least, most);
  const double y = std::clamp(v * inner + shape.margin - 0.5, least, most);
  const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
  const int x1 = std::min(x0 + 1, static_cast<int>(most)), y1 = std::min(y0 + 1, static_cast<int>(most));
  const auto fx = static_cast<float>(x - x0), fy = static_cast<float>(y - y0);
  return (1 - fy) * ((1 - fx) * plane.at(x0, y0) + fx * plane.at(x1, y0)) +
         fy * ((1 - fx) * plane.at(x0, y1) + fx * plane.at(x1, y1));
}

/// The columns and rows of the picture that the rim covers, one pixel to spare; all where it is cut.
struct Area {
  int x0, y0, x1, y1;
};
Area rimArea(const RimView& view, int width, int height) {
  double lowX = width, lowY = height, highX = 0, highY = 0;
  // Sides of the rim bend under distortion: a few points of each.
  for (int k = 0; k <= 8; ++k)
    for (const Vec2 uv : {Vec2{k / 8.0, 0}, Vec2{k / 8.0, 1}, Vec2{0, k / 8.0}, Vec2{1, k / 8.0}}) {
      const auto at = pictureOfRimPoint(view, uv.x * view.rim.first, uv.y * view.rim.second);
      if (!at) return {0, 0, width, height};
      lowX = std::min(lowX, at->x), lowY = std::min(lowY, at->y);
      highX = std::max(highX, at->x), highY = std::max(highY, at->y);
    }
  double spare = 2;
  for (const Vec2 r : view.residual)
    spare = std::max(spare, 2 + norm(r));
  const auto bound = [](double v, int most) { return static_cast<int>(std::clamp(v, 0.0, double(most))); };
  return {bound(lowX - spare, width), bound(lowY - spare, height), bound(highX + spare + 1, width),
          bound(highY + spare + 1, height)};
}

} // namespace

Result<RimAnswer> rimAnswer(const std::vector<Tensor>& outputs, const RimViewShape& shape) {
  if (outputs.size() != 2)
    return badAnswer("the network answers " + std::to_string(outputs.size()) +
                     " tensors, one that looks through the rim answers two");
  const auto size = static_cast<std::int64_t>(shape.size);
  const auto cells = static_cast<std::size_t>(shape.size) * static_cast<std::size_t>(shape.size);
  const Tensor &planes = outputs[0], &figures = outputs[1];
  if (planes.shape != std::vector<std::int64_t>{1, 2, size, size} || planes.values.size() != 2 * cells ||
      figures.shape != std::vector<std::int64_t>{1, 3} || figures.values.size() != 3)
    return badAnswer("the network answers other shapes than 1×2×" + std::to_string(size) + "×" +
                     std::to_string(size) + " and 1×3");
  const auto finite = [](const std::vector<float>& v) {
    return std::all_of(v.begin(), v.end(), [](float x) { return std::isfinite(x); });
  };
  if (!finite(planes.values) || !finite(figures.values))
    return badAnswer("the network answers values that are not numbers");
  RimAnswer answer;
  answer.share = answer.content = Raster<float>(shape.size, shape.size);
  const auto chance = [](float v) { return std::clamp(v, 0.0f, 1.0f); };
  std::transform(planes.values.begin(), planes.values.begin() + static_cast<std::ptrdiff_t>(cells),
                 answer.share.data(), chance);
  std::transform(planes.values.begin() + static_cast<std::ptrdiff_t>(cells), planes.values.end(),
                 answer.content.data(), chance);
  answer.fill = std::clamp<double>(figures.values[0], 0, 1);
  answer.fillError = figures.values[1];
  answer.depthRatio = figures.values[2];
  return answer;
}

DepthMap depthFromRimAnswer(const RimAnswer& answer, const RimView& view, int width, int height,
                            bool snapEmpty) {
  DepthMap depth;
  depth.values = Raster<float>(width, height);
  if (!(view.depth > 0)) return depth;
  const double first = view.rim.first, second = view.rim.second;
  const Vec3 eye = view.rim.pose.toBox({0, 0, 0});
  const bool exact =
      std::all_of(view.residual.begin(), view.residual.end(), [](Vec2 r) { return norm(r) < 1e-9; });
  const Area area = rimArea(view, width, height);
  // One pixel of the picture in rim coordinates, for the residual's way back.
  const auto rimPoint = [&](Vec2 picture, Vec3& direction) {
    direction = transposedTimes(view.rim.pose.rotation,
                                undistortedRay(view.camera, view.k1, pixelFromPicture(picture)));
    const double t = direction.z > 1e-9 ? -eye.z / direction.z : -1;
    return Vec2{(eye.x + t * direction.x) / first, (eye.y + t * direction.y) / second};
  };
  for (int y = area.y0; y < area.y1; ++y)
    for (int x = area.x0; x < area.x1; ++x) {
      const Vec2 at = pictureFromPixel({double(x), double(y)});
      Vec3 direction;
      const Vec2 uv = rimPoint(at, direction);
      if (!(direction.z > 1e-9) || uv.x < 0 || uv.y < 0 || uv.x > 1 || uv.y > 1) continue;
      Vec2 seen = uv; // where in the square the network saw this pixel
      if (!exact)
        for (int n = 0; n < 3; ++n) {
          const Vec2 shift = residualAt(view, seen.x, seen.y);
          Vec3 ignored;
          seen = rimPoint(at - shift, ignored);
          seen = {std::clamp(seen.x, 0.0, 1.0), std::clamp(seen.y, 0.0, 1.0)};
        }
      const double slopeX = direction.x / direction.z, slopeY = direction.y / direction.z;
      const double empty =
          emptyDepthBelow(uv.x * first, uv.y * second, slopeX, slopeY, first, second, view.depth);
      const bool snapped = snapEmpty && sampleInside(answer.content, view.shape, seen.x, seen.y) < 0.5f;
      const double share = snapped ? 1 : sampleInside(answer.share, view.shape, seen.x, seen.y);
      depth.values.at(x, y) = static_cast<float>((share * empty - eye.z) / direction.z);
    }
  return depth;
}

} // namespace fillscope
