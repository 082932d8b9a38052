#include "core/geometry/box_shape.h"
#include "core/geometry/linear_solve.h"
#include <cmath>

namespace fillscope {

namespace {

double medianOf(std::vector<double>& v) {
  const auto middle = v.begin() + std::ptrdiff_t(v.size() / 2);
  std::nth_element(v.begin(), middle, v.end());
  return *middle;
}

constexpr double steepestDropped = 0.1; // a strip of wall shows any slope

struct WallPoint {
  double z = 0, in = 0;
};

int countNear(const std::vector<WallPoint>& points, double offset, double slope, double width) {
  int count = 0;
  for (const WallPoint& p : points)
    count += std::abs(p.in - offset - slope * p.z) < width;
  return count;
}

// Whether a line through the points about an upright wall runs clearly nearer to them than the wall.
bool fitsBetter(const std::vector<WallPoint>& points, double offset, double slope, double width) {
  std::vector<double> upright, along;
  for (const WallPoint& p : points) {
    if (std::abs(p.in) > 1.5 * width) continue;
    upright.push_back(std::abs(p.in));
    along.push_back(std::abs(p.in - offset - slope * p.z));
  }
  if (upright.size() < 30) return false;
  const double miss = medianOf(upright);
  return miss > 0.05 * width && medianOf(along) < 0.8 * miss;
}

// A line in = offset + slope·z through the points of one wall: the best of a grid, then least squares.
void fitOne(BoxWall& wall, const std::vector<WallPoint>& points, double depth, double width,
            double expectedSlope) {
  if (points.size() < 60) return;
  const int straight = countNear(points, 0, 0, width);
  int best = straight;
  double offset = 0, slope = 0;
  const double reach = 0.06 * depth;
  for (double s = -0.04; s < 0.36; s += 0.02)
    for (double o = -reach; o <= reach; o += 0.5 * width) {
      const int count = countNear(points, o, s, width);
      if (count > best) best = count, offset = o, slope = s;
    }
  const double around = countNear(points, expectedSlope > 0 ? 0.0 : offset, expectedSlope, 1.5 * width);
  if (expectedSlope > 0 && around > 0.9 * best && expectedSlope != slope) offset = 0, slope = expectedSlope;
  wall.seen = best >= std::max<int>(60, int(points.size() / 6));
  // What the pose foretells stands unless the pixels clearly disagree.
  if (!wall.seen || straight > 0.75 * best) offset = slope = 0;
  if (!wall.seen) return;
  double shallow = 1e300, deep = -1e300;
  for (const WallPoint& p : points)
    if (std::abs(p.in - offset - slope * p.z) < width)
      shallow = std::min(shallow, p.z), deep = std::max(deep, p.z);
  // A narrow strip of wall over high content has no slope worth the name.
  if (deep - shallow < 0.25 * depth) offset = slope = 0;
  const bool slanting = slope != 0 || offset != 0;
  double fittedOffset = offset, fitted = slope;
  for (int iteration = 0; iteration < 4; ++iteration) {
    double n = 0, sz = 0, si = 0, szz = 0, szi = 0;
    for (const WallPoint& p : points) {
      if (std::abs(p.in - fittedOffset - fitted * p.z) > 1.5 * width) continue;
      n += 1, sz += p.z, si += p.in, szz += p.z * p.z, szi += p.z * p.in;
    }
    const double determinant = n * szz - sz * sz;
    if (n < 30 || determinant < 1e-9 * n * n * depth * depth) {
      if (slanting) return;
      fitted = 0;
      break;
    }
    fitted = (n * szi - sz * si) / determinant;
    fittedOffset = (si - fitted * sz) / n;
  }
  if (slanting)
    slope = fitted, offset = fittedOffset;
  else if (fitsBetter(points, fittedOffset, fitted, width))
    wall.dropped = std::min(std::abs(fitted), steepestDropped);
  std::vector<double> misses;
  for (const WallPoint& p : points)
    if (std::abs(p.in - offset - slope * p.z) < 3 * width)
      misses.push_back(std::abs(p.in - offset - slope * p.z));
  if (misses.empty()) return;
  const double sigma = 1.4826 * medianOf(misses);
  wall.tolerance = std::max(wall.tolerance, std::min(3 * sigma, 3 * width));
  // Upright within a degree and a half counts as upright: the rim line then is the better witness of the
  // size.
  if (std::abs(slope) < 0.026) {
    wall.dropped = std::max(wall.dropped, std::abs(slope));
    wall.tolerance = std::max(wall.tolerance,
                              std::min(0.5 * reach, std::abs(offset) + std::abs(slope) * depth + 2 * sigma));
    return;
  }
  if (slope < 0 || slope > 0.45) return;
  wall.offset = offset;
  wall.slope = slope;
}

/// What faces inwards near a wall.
std::vector<WallPoint> wallPoints(const BoxShape& shape, const std::vector<BoxPoint>& points, int k) {
  std::vector<WallPoint> own;
  const double span = (k % 2 == 0) ? shape.second : shape.first;
  for (const BoxPoint& point : points) {
    const Vec3 p = point.p;
    if (p.z < 0.04 * shape.depth || p.z > 0.9 * shape.depth) continue;
    const double in = shape.inFrom(k, p.x, p.y), along = k % 2 == 0 ? p.y : p.x;
    if (in > 0.4 * shape.depth || in < -0.1 * shape.depth) continue;
    if (along < 0.08 * span || along > 0.92 * span) continue;
    // The top of content, whatever line it would fit.
    if (BoxView::inwards(k, point.normal) < 0.75) continue;
    own.push_back({p.z, in});
  }
  return own;
}

} // namespace

std::vector<BoxPoint> pointsInside(const InverseDepth& depth, const BoxView& view, const RimCorners& corners,
                                   int step) {
  std::vector<BoxPoint> points;
  const int reach = std::max(1, depth.values.width() / 200);
  const auto at = [&](int x, int y) -> Vec3 {
    return view.eye + (1.0 / depth.values.row(y)[x]) * view.direction(x, y);
  };
  const auto normalAt = [&](int x, int y) -> Vec3 {
    if (x < reach || y < reach || x + reach >= depth.values.width() || y + reach >= depth.values.height())
      return {};
    const float* row = depth.values.row(y);
    const float above = depth.values.row(y - reach)[x], below = depth.values.row(y + reach)[x];
    if (!(row[x - reach] > 0 && row[x + reach] > 0 && above > 0 && below > 0)) return {};
    return normalized(cross(at(x + reach, y) - at(x - reach, y), at(x, y - reach) - at(x, y + reach)));
  };
  const double pixelArea = double(step) * step / (view.camera.fx * view.camera.fy);
  for (int y = step / 2; y < depth.values.height(); y += step) {
    const PixelSpan span = spanInside(corners, y, depth.values.width());
    const float* row = depth.values.row(y);
    for (int x = span.begin; x < span.end; x += step) {
      if (!(row[x] > 0)) continue;
      const double z = 1.0 / row[x];
      points.push_back({view.eye + z * view.direction(x, y), float(z * z * pixelArea), normalAt(x, y)});
    }
  }
  return points;
}

void fitWalls(BoxShape& shape, const std::vector<BoxPoint>& points, Vec3 eye, double pixelSize, double noise,
              double expectedSlope) {
  const double width = std::max({0.006 * std::min(shape.first, shape.second), 1.5 * noise, 1.2 * pixelSize});
  double steepest = expectedSlope;
  for (int k = 0; k < 4; ++k) {
    shape.walls[k] = {};
    shape.walls[k].tolerance =
        std::max({1.3 * pixelSize, 2.5 * noise, 0.002 * std::min(shape.first, shape.second)});
  }
  const auto fit = [&](int k) {
    fitOne(shape.walls[k], wallPoints(shape, points, k), shape.depth, width, expectedSlope);
    steepest = std::max(steepest, shape.walls[k].slope);
  };
  const auto before = [&](int k) { return shape.inFrom(k, eye.x, eye.y); };
  for (int k = 0; k < 4; ++k)
    if (before(k) > 0) fit(k);
  // Where the eye lies beyond a wall it sees the wall's inside only if that slants as others do; what else
  // seems to be wall are goods.
  const double slant = steepest;
  for (int k = 0; k < 4; ++k)
    if (before(k) <= 0 && before(k) - slant * eye.z > 0) fit(k);
  double slopes = 0;
  int slanting = 0, seen = 0;
  for (const BoxWall& wall : shape.walls) {
    if (wall.seen) ++seen;
    if (wall.slope > 0) slopes += wall.slope, ++slanting;
  }
  // A wall turned away from the camera is taken to slant as the others do.
  if (slanting >= 2 && slanting == seen)
    for (BoxWall& wall : shape.walls)
      if (!wall.seen) wall.slope = slopes / slanting;
}

FloorFit fitFloor(const BoxShape& shape, const std::vector<BoxPoint>& points, double noise) {
  FloorFit fit;
  const double margin = 0.08 * std::min(shape.first, shape.second);
  const double scale = std::sqrt(shape.first * shape.second);
  std::vector<BoxPoint> inner;
  double deepest = 0, total = 0;
  for (const BoxPoint& point : points) {
    const Vec3 p = point.p;
    bool clear = p.z > 0.05 * scale && p.z < 3 * scale;
    for (int k = 0; k < 4 && clear; ++k)
      clear = shape.inFrom(k, p.x, p.y) >
              margin + (shape.walls[k].seen ? shape.walls[k].offset + shape.walls[k].slope * p.z : 0);
    if (!clear) continue;
    inner.push_back(point);
    deepest = std::max(deepest, p.z);
    total += point.weight;
  }
  if (inner.size() < 50) return fit;
  // Levels of a hundredth of the box's width: wider than a floor that the pose has tilted by half a degree.
  const double level = std::max(0.008 * scale, 2 * noise);
  const int levels = std::min(2000, int(deepest / level) + 3);
  std::vector<double> area(std::size_t(levels + 2), 0.0);
  for (const BoxPoint& point : inner)
    area[std::size_t(std::min(levels, int(point.p.z / level)))] += point.weight;
  double most = 0;
  const auto around = [&](int k) { return area[k] + (k > 0 ? area[k - 1] : 0) + area[k + 1]; };
  for (int k = 0; k < levels; ++k)
    most = std::max(most, around(k));
  int at = -1;
  for (int k = levels - 1; k >= 0 && at < 0; --k)
    if (around(k) > 0.05 * total && around(k) > 0.12 * most && around(k) >= around(std::max(0, k - 1)))
      at = k;
  if (at < 0) return fit;
  double a = (at + 0.5) * level, b = 0, c = 0, width = 1.6 * level;
  std::vector<double> misses;
  for (int iteration = 0; iteration < 8; ++iteration) {
    std::array<std::array<double, 3>, 3> m{};
    std::array<double, 3> r{};
    double on = 0;
    misses.clear();
    for (const BoxPoint& point : inner) {
      const double x = point.p.x - 0.5 * shape.first, y = point.p.y - 0.5 * shape.second;
      const double miss = point.p.z - (a + b * x + c * y);
      if (std::abs(miss) > width) continue;
      const std::array<double, 3> q{1, x, y};
      for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j)
          m[i][j] += point.weight * q[i] * q[j];
        r[i] += point.weight * q[i] * point.p.z;
      }
      on += point.weight;
      misses.push_back(std::abs(miss));
    }
    if (misses.size() < 40) break;
    fit.found = true;
    fit.share = on / total;
    // Spread over too small a patch the plane's slope would be a guess: keep it level.
    const double spreadX = m[1][1] / on - (m[0][1] / on) * (m[0][1] / on),
                 spreadY = m[2][2] / on - (m[0][2] / on) * (m[0][2] / on);
    const bool wide =
        spreadX > 0.015 * shape.first * shape.first && spreadY > 0.015 * shape.second * shape.second;
    if (wide && iteration > 0) {
      if (!solveLinear(m, r)) break;
      a = r[0], b = std::clamp(r[1], -0.12, 0.12), c = std::clamp(r[2], -0.12, 0.12);
    } else {
      a = r[0] / on, b = c = 0;
    }
    fit.spread = 1.4826 * medianOf(misses);
    if (iteration >= 3) width = std::clamp(3 * fit.spread, 0.1 * level, 1.6 * level);
  }
  fit.depth = a, fit.slopeX = b, fit.slopeY = c;
  // Nothing lies under a floor: places clearly deeper than the plane show that it was content.
  const double clearly = std::max({3.5 * fit.spread, 2 * level, 4 * noise});
  std::vector<std::pair<double, double>> deeper;
  double deeperArea = 0;
  for (const BoxPoint& point : inner) {
    if (point.p.z - (a + b * (point.p.x - 0.5 * shape.first) + c * (point.p.y - 0.5 * shape.second)) <
        clearly)
      continue;
    deeper.push_back({point.p.z, point.weight});
    deeperArea += point.weight;
  }
  if (deeperArea > 0.008 * total && deeper.size() > 25) {
    std::sort(deeper.begin(), deeper.end(), [](const auto& l, const auto& r) { return l.first > r.first; });
    double passed = 0;
    std::size_t k = 0;
    // Half a percent of the area may be stray pixels.
    while (k + 1 < deeper.size() && passed < 0.005 * total)
      passed += deeper[k++].second;
    fit.depth = deeper[k].first;
    fit.slopeX = fit.slopeY = 0;
    fit.share = deeperArea / total;
    fit.deepestSpots = true;
  }
  return fit;
}

} // namespace fillscope
