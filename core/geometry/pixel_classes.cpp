#include "core/geometry/pixel_classes.h"
#include <cmath>

namespace fillscope {

Mask unchangedPixels(const InverseDepth& now, const InverseDepth& empty, double tolerance) {
  Mask mask(now.values.width(), now.values.height());
  for (std::size_t k = 0; k < mask.pixelCount(); ++k) {
    const float a = now.values.data()[k], b = empty.values.data()[k];
    // 1/a and 1/b are the distances: content stands before the empty box, the rest is noise either way.
    mask.data()[k] = a > 0 && b > 0 && 1 / b - 1 / a < tolerance;
  }
  return mask;
}

Raster<std::uint8_t> classifyPixels(const InverseDepth& depth, const BoxView& view, const BoxShape& shape,
                                    const RimCorners& corners, const Mask* unchanged) {
  const int width = depth.values.width(), height = depth.values.height();
  Raster<std::uint8_t> classes(width, height);
  const double floorTolerance = std::max(3 * depth.noise, 0.012 * shape.depth);
  for (int y = 0; y < height; ++y) {
    const PixelSpan span = spanInside(corners, y, width);
    std::uint8_t* to = classes.row(y);
    const float* row = depth.values.row(y);
    for (int x = span.begin; x < span.end; ++x) {
      if (!(row[x] > 0)) {
        to[x] = std::uint8_t(PixelClass::hole);
        continue;
      }
      const Vec3 p = view.eye + (1.0 / row[x]) * view.direction(x, y);
      const bool same = unchanged && unchanged->at(x, y);
      if (shape.floorZ(p.x, p.y) - p.z < floorTolerance)
        to[x] = std::uint8_t(PixelClass::floor);
      else if (same || shape.onWall(p))
        to[x] = std::uint8_t(PixelClass::wall);
      else
        to[x] = std::uint8_t(PixelClass::content);
    }
  }
  // The rim itself: one pixel to each side of its lines.
  for (int k = 0; k < 4; ++k) {
    const Vec2 a = corners[k], side = corners[(k + 1) % 4] - a;
    const int steps = std::clamp(int(2 * norm(side)), 1, 20000);
    for (int s = 0; s <= steps; ++s) {
      const Vec2 p = a + (double(s) / steps) * side;
      if (!(std::abs(p.x) < 1e6 && std::abs(p.y) < 1e6)) continue;
      const int x = int(std::floor(p.x)), y = int(std::floor(p.y));
      if (classes.contains(x, y)) classes.at(x, y) = std::uint8_t(PixelClass::rim);
    }
  }
  return classes;
}

RimCoverage coverageOf(const Raster<std::uint8_t>& classes, const RimCorners& corners) {
  RimCoverage out;
  int holes = 0;
  for (std::size_t k = 0; k < classes.pixelCount(); ++k) {
    out.inside += classes.data()[k] != std::uint8_t(PixelClass::outside);
    holes += classes.data()[k] == std::uint8_t(PixelClass::hole);
  }
  double area = 0;
  for (int k = 0; k < 4; ++k)
    area += 0.5 * cross(corners[k], corners[(k + 1) % 4]);
  if (out.inside > 0) out.holePercent = 100.0 * holes / out.inside;
  bool outside = false;
  for (const Vec2 c : corners)
    outside = outside || c.x < 0 || c.y < 0 || c.x > classes.width() || c.y > classes.height();
  if (outside && area > 0) out.outsidePercent = std::max(0.0, 100.0 * (1 - out.inside / area));
  return out;
}

} // namespace fillscope
