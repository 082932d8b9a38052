#include "core/geometry/plane_fit.h"
#include "core/geometry/lens.h"
#include "core/imaging/order_statistics.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

namespace fillscope {
namespace {

constexpr int mostRefits = 10;
constexpr double edgeOn = 1e-4;      // sine of the angle at which a plane is seen: less is seen from its side
constexpr double leastSpread = 1e-9; // of the second eigenvalue to the first: less is a line

struct Plane {
  Vec3 normal;
  double offset = 0;
  double inFront(Vec3 p) const { return dot(normal, p) + offset; }
};

struct Point {
  Vec3 at;
  std::size_t cell = 0; ///< in the area, by rows
};

std::vector<Point> pointsIn(const DepthMap& depth, const CameraIntrinsics& camera, double k1,
                            PixelArea area) {
  std::vector<Point> points;
  for (int y = 0; y < area.height; ++y)
    for (int x = 0; x < area.width; ++x) {
      const float z = depth.values.at(area.x + x, area.y + y);
      if (!DepthMap::isMeasured(z)) continue;
      const Vec2 pixel{static_cast<double>(area.x + x), static_cast<double>(area.y + y)};
      points.push_back({static_cast<double>(z) * undistortedRay(camera, k1, pixel),
                        static_cast<std::size_t>(y) * area.width + x});
    }
  return points;
}

/// Through the points that are kept; nothing where they lie on a line, or in a plane with the camera.
std::optional<Plane> planeThrough(const std::vector<Point>& points, const std::vector<char>& kept) {
  Vec3 mean;
  double count = 0;
  for (std::size_t k = 0; k < points.size(); ++k)
    if (kept[k]) mean = mean + points[k].at, ++count;
  if (count < 3) return {};
  mean = (1 / count) * mean;
  cv::Matx33d covariance = cv::Matx33d::zeros();
  for (std::size_t k = 0; k < points.size(); ++k) {
    if (!kept[k]) continue;
    const Vec3 d = points[k].at - mean;
    const cv::Vec3d column(d.x, d.y, d.z);
    covariance += column * column.t();
  }
  cv::Matx31d spread;
  cv::Matx33d axes;
  cv::eigen(covariance, spread, axes); // the greatest first
  if (!(spread(1) > leastSpread * spread(0))) return {};
  // Points of one row and the camera lie in one plane whatever their depth: that says nothing of them.
  if (std::abs(axes(2, 0) * mean.x + axes(2, 1) * mean.y + axes(2, 2) * mean.z) < edgeOn * norm(mean))
    return {};
  Plane plane{{axes(2, 0), axes(2, 1), axes(2, 2)}, 0};
  plane.offset = -dot(plane.normal, mean);
  if (plane.offset < 0) plane = {-plane.normal, -plane.offset}; // the camera is at the origin, in front
  return plane;
}

std::vector<float> distances(const std::vector<Point>& points, const Plane& plane) {
  std::vector<float> inFront;
  inFront.reserve(points.size());
  for (const Point& point : points)
    inFront.push_back(static_cast<float>(plane.inFront(point.at)));
  return inFront;
}

/// Those but the share farthest in front and the share farthest behind.
std::vector<char> middleOf(const std::vector<float>& inFront, double trim) {
  const auto ends = quantiles(inFront, {trim, 1 - trim});
  std::vector<char> kept;
  for (const float d : inFront)
    kept.push_back(d >= ends[0] && d <= ends[1]);
  return kept;
}

void putFigures(PlaneFit& fit, const std::vector<float>& inFront, const std::vector<char>& kept) {
  double squares = 0, sum = 0;
  std::vector<float> amounts;
  for (std::size_t k = 0; k < inFront.size(); ++k) {
    if (!kept[k]) continue;
    const double d = inFront[k];
    squares += d * d;
    sum += std::abs(d);
    amounts.push_back(std::abs(inFront[k]));
  }
  fit.used = amounts.size();
  fit.rms = std::sqrt(squares / static_cast<double>(fit.used));
  fit.meanAbs = sum / static_cast<double>(fit.used);
  fit.p95 = quantiles(amounts, {0.95})[0];
}

Error bad(const char* what, const char* remedy) { return {ErrorCode::badInput, what, {}, remedy}; }

} // namespace

PixelArea clipped(PixelArea area, int width, int height) {
  const long long left = std::clamp<long long>(area.x, 0, width),
                  top = std::clamp<long long>(area.y, 0, height);
  const long long right = std::clamp<long long>(static_cast<long long>(area.x) + area.width, left, width);
  const long long bottom = std::clamp<long long>(static_cast<long long>(area.y) + area.height, top, height);
  return {static_cast<int>(left), static_cast<int>(top), static_cast<int>(right - left),
          static_cast<int>(bottom - top)};
}

Result<PlaneFit> fitPlane(const DepthMap& depth, const CameraIntrinsics& camera, PixelArea area,
                          const PlaneFitOptions& options, const Progress& progress) {
  if (depth.kind != DepthKind::metric)
    return bad("a plane is fitted to depth in metres", "choose a metric depth map");
  if (!camera.plausible()) return bad("a plane needs the camera", "give its matrix or its field of view");
  if (!(options.trim >= 0 && options.trim <= 0.4))
    return bad("as much as that cannot be left out", "leave out 0 to 0.4 of the points at each end");
  PlaneFit fit;
  fit.area = clipped(area, depth.width(), depth.height());
  if (fit.area.width < 1 || fit.area.height < 1)
    return bad("the rectangle lies outside the depth map", "draw it on the depth map");
  const std::vector<Point> points = pointsIn(depth, camera, options.k1, fit.area);
  fit.pixels = static_cast<std::size_t>(fit.area.width) * fit.area.height;
  fit.measured = points.size();
  if (points.size() < 3)
    return bad("fewer than three pixels of the rectangle are measured", "draw it where there is depth");

  std::vector<char> kept(points.size(), 1);
  std::optional<Plane> plane = planeThrough(points, kept);
  for (int refit = 0; plane && options.trim > 0 && refit < mostRefits; ++refit) {
    if (progress.cancelled()) return cancelledError();
    std::vector<char> next = middleOf(distances(points, *plane), options.trim);
    if (next == kept) break;
    kept = std::move(next);
    plane = planeThrough(points, kept);
  }
  if (!plane) return bad("the measured pixels lie on one line of the picture", "draw a wider rectangle");
  if (progress.cancelled()) return cancelledError();

  fit.normal = plane->normal;
  fit.offset = plane->offset;
  fit.tilt = std::acos(std::clamp(-fit.normal.z, -1.0, 1.0));
  const Vec2 middle =
      pixelFromPicture({fit.area.x + 0.5 * fit.area.width, fit.area.y + 0.5 * fit.area.height});
  fit.depth = -fit.offset / dot(fit.normal, undistortedRay(camera, options.k1, middle));
  const std::vector<float> inFront = distances(points, *plane);
  putFigures(fit, inFront, kept);
  fit.deviation = Raster<float>(fit.area.width, fit.area.height, 1, std::numeric_limits<float>::quiet_NaN());
  for (std::size_t k = 0; k < points.size(); ++k)
    fit.deviation.data()[points[k].cell] = inFront[k];
  return fit;
}

} // namespace fillscope
