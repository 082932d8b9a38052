#include "core/geometry/alignment_samples.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {

namespace {

// Whether the surface about a pixel faces inwards from a wall rather than up. Normals do not depend on the
// scale.
bool facesInwards(const DepthMap& depth, const BoxView& view, int wall, int x, int y, int reach) {
  if (x < reach || y < reach || x + reach >= depth.width() || y + reach >= depth.height()) return false;
  const bool inverse = depth.kind == DepthKind::inverse;
  Vec3 p[4];
  const int dx[4] = {reach, -reach, 0, 0}, dy[4] = {0, 0, reach, -reach};
  for (int k = 0; k < 4; ++k) {
    const float v = depth.values.at(x + dx[k], y + dy[k]);
    if (!DepthMap::isMeasured(v)) return false;
    p[k] = (inverse ? 1.0 / v : v) * view.direction(x + dx[k], y + dy[k]);
  }
  const Vec3 normal = cross(p[0] - p[1], p[3] - p[2]); // towards the camera: −z of a level surface
  return BoxView::inwards(wall, normal) > 0.8 * norm(normal);
}

} // namespace

double AlignmentSample::predicted(double eyeZ, double taper) const {
  if (sees != Sees::wall) return rim;
  const double denominator = rayIn - taper * rayZ;
  return denominator < -1e-9 ? (taper * eyeZ - eyeIn) / denominator : -1;
}

AlignmentSamples alignmentSamples(const DepthMap& depth, const BoxView& view, const RimCorners& corners,
                                  double wallDepth) {
  const int width = depth.width(), height = depth.height();
  double left = width, right = 0, top = height, bottom = 0;
  for (const Vec2 c : corners) {
    left = std::min(left, c.x), right = std::max(right, c.x);
    top = std::min(top, c.y), bottom = std::max(bottom, c.y);
  }
  const int x0 = int(std::clamp(left - 8, 0.0, double(width))),
            x1 = int(std::clamp(right + 8, 0.0, double(width)));
  const int y0 = int(std::clamp(top - 8, 0.0, double(height))),
            y1 = int(std::clamp(bottom + 8, 0.0, double(height)));
  const double band = std::max(3.0, 0.012 * std::sqrt(std::max(1.0, (right - left) * (bottom - top))));
  const int step = std::max(1, int(std::sqrt(double(x1 - x0) * (y1 - y0) / 12000.0)));
  const bool scaleFree = depth.kind == DepthKind::metric || depth.unit == "1/m";
  const int reach = std::max(1, width / 200);
  std::vector<AlignmentSample> samples;
  std::vector<std::size_t> doubtful; // seen where a wall is expected, but facing elsewhere
  samples.reserve(16000);
  std::size_t walls = 0;
  for (int y = y0 + step / 2; y < y1; y += step) {
    for (int x = x0 + step / 2; x < x1; x += step) {
      const float value = depth.values.at(x, y);
      if (!DepthMap::isMeasured(value)) continue;
      const Vec3 ray = view.direction(x, y);
      AlignmentSample s;
      s.value = value;
      s.x = x, s.y = y;
      s.rim = view.rimDepth(ray);
      if (!std::isfinite(s.rim)) continue;
      const Vec3 onRim = view.eye + s.rim * ray;
      if (!view.insideRim(onRim.x, onRim.y)) {
        // The band itself is sampled densely enough: it holds few pixels.
        if (distanceInside(corners, {x + 0.5, y + 0.5}) < -band) continue;
        s.sees = AlignmentSample::Sees::top;
        samples.push_back(s);
        continue;
      }
      double first = std::numeric_limits<double>::infinity();
      int wall = 0;
      for (int k = 0; k < 4; ++k) {
        const double rayIn = BoxView::inwards(k, ray), eyeIn = view.fromWall(k, view.eye.x, view.eye.y);
        if (rayIn >= -1e-9) continue;
        const double meets = -eyeIn / rayIn;
        if (meets < first) first = meets, wall = k, s.eyeIn = eyeIn, s.rayIn = rayIn;
      }
      s.rayZ = ray.z;
      if (std::isfinite(first) && view.eye.z + first * ray.z < wallDepth) {
        if (!scaleFree || facesInwards(depth, view, wall, x, y, reach))
          s.sees = AlignmentSample::Sees::wall, ++walls;
        else
          doubtful.push_back(samples.size());
      }
      samples.push_back(s);
    }
  }
  // Hardly any wall seen, or too noisy to tell: what stands in its place still bounds the scale.
  if (walls < 150)
    for (std::size_t k : doubtful)
      samples[k].sees = AlignmentSample::Sees::wall;
  return {std::move(samples), walls >= 150};
}

} // namespace fillscope
