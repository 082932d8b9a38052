#include "core/synthesis/photo_tracer.h"
#include <numeric>

namespace fillscope {
namespace {

constexpr float rimTolerance = 0.002f;

struct Rectangle {
  float left = noHit, top = noHit, right = -noHit, bottom = -noHit;
  void add(float x0, float x1, float y0, float y1) {
    left = std::min(left, x0), right = std::max(right, x1);
    top = std::min(top, y0), bottom = std::max(bottom, y1);
  }
  bool meets(const Rectangle& o) const {
    return left <= o.right && o.left <= right && top <= o.bottom && o.top <= bottom;
  }
};

/// Bounds in undistorted normalised coordinates; everything where the shape reaches the camera's plane.
Rectangle boundsOf(const Shape& shape, const PhotoView& view) {
  Rectangle bounds;
  const double radius = shape.hullRadius;
  for (int i = 0; i < shape.hullCount; ++i) {
    const Vec3 p = view.toCamera(toDouble(shape.hull[static_cast<std::size_t>(i)]));
    const double near = p.z - radius, far = p.z + radius;
    if (near < 1e-3) return {-noHit, -noHit, noHit, noHit};
    const auto low = [&](double v) { return static_cast<float>((v - radius) / (v < radius ? near : far)); };
    const auto high = [&](double v) { return static_cast<float>((v + radius) / (v > -radius ? near : far)); };
    bounds.add(low(p.x), high(p.x), low(p.y), high(p.y));
  }
  return bounds;
}

} // namespace

PhotoTracer::PhotoTracer(const PhotoScene& scene)
    : scene_(scene)
    , shapes_(scene.items)
    , shell_(scene)
    , eye_(toFloat(scene.pose.toBox({0, 0, 0})))
    , all_(scene.items.size()) {
  for (const Shape& shape : shapes_.shapes) {
    const F3 offset = eye_ - shape.centre, local = shape.toLocal(offset);
    eyeLocal_.push_back(local);
    eyeBalls_.push_back({offset, dot(local, local) - shape.bound * shape.bound});
  }
  std::iota(all_.begin(), all_.end(), std::int16_t{0});
}

PhotoHit PhotoTracer::firstFromEye(F3 direction, std::span<const std::int16_t> candidates) const {
  PhotoHit hit = shell_.first(eye_, direction);
  const float squared = dot(direction, direction);
  for (const std::int16_t index : candidates) {
    const auto i = static_cast<std::size_t>(index);
    const EyeBall& ball = eyeBalls_[i];
    const float along = dot(ball.offset, direction);
    if (ball.outside > 0 && (along > 0 || along * along < ball.outside * squared)) continue;
    const Shape& shape = shapes_.shapes[i];
    int part = 0;
    const float t = shapes_.enter(shape, eyeLocal_[i], shape.toLocal(direction), hit.t, part);
    if (t < hit.t) hit = {t, index, PhotoSurface::item, static_cast<std::uint8_t>(part)};
  }
  return hit;
}

F3 PhotoTracer::normalAt(const PhotoHit& hit, F3 point) const {
  if (hit.surface != PhotoSurface::item) return shell_.normalOf(hit);
  const Shape& shape = shapes_.shapes[static_cast<std::size_t>(hit.item)];
  return shape.toWorld(shapes_.normalAt(shape, shape.toLocal(point - shape.centre), hit.part));
}

bool PhotoTracer::isContent(const PhotoHit& hit, F3 p) const {
  if (hit.surface != PhotoSurface::item || !scene_.items[static_cast<std::size_t>(hit.item)].content)
    return false;
  const F3 size = shell_.size();
  return p.x >= -rimTolerance && p.y >= -rimTolerance && p.x <= size.x + rimTolerance &&
         p.y <= size.y + rimTolerance && p.z < size.z + rimTolerance;
}

TileLists::TileLists(const PhotoTracer& tracer, const PhotoView& view) {
  const CameraIntrinsics& camera = tracer.scene().camera;
  columns_ = (camera.width + side - 1) / side;
  const int rows = (camera.height + side - 1) / side;
  std::vector<Rectangle> bounds;
  for (const Shape& shape : tracer.shapes().shapes)
    bounds.push_back(boundsOf(shape, view));
  begin_.reserve(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows) + 1);
  begin_.push_back(0);
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns_; ++column) {
      Rectangle tile;
      for (int j = 0; j <= 4; ++j) // with room for rays beside pixel centres
        for (int i = 0; i <= 4; ++i) {
          const Vec2 p = view.undistorted(side * (column + 0.25 * i) - 0.5, side * (row + 0.25 * j) - 0.5);
          tile.add(static_cast<float>(p.x), static_cast<float>(p.x), static_cast<float>(p.y),
                   static_cast<float>(p.y));
        }
      const float margin = 0.02f * (tile.right - tile.left); // the sides of a distorted tile are bent
      tile.add(tile.left - margin, tile.right + margin, tile.top - margin, tile.bottom + margin);
      for (std::size_t k = 0; k < bounds.size(); ++k)
        if (bounds[k].meets(tile)) items_.push_back(static_cast<std::int16_t>(k));
      begin_.push_back(static_cast<int>(items_.size()));
    }
}

std::span<const std::int16_t> TileLists::at(int x, int y) const {
  const auto tile = static_cast<std::size_t>(y / side) * static_cast<std::size_t>(columns_) +
                    static_cast<std::size_t>(x / side);
  const auto begin = static_cast<std::size_t>(begin_[tile]), end = static_cast<std::size_t>(begin_[tile + 1]);
  return std::span(items_).subspan(begin, end - begin);
}

} // namespace fillscope
