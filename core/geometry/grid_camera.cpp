#include "core/geometry/grid_camera.h"
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

constexpr std::size_t fewestPoints = 100;
constexpr double asGood = 1e-3;     ///< pixels: no better than parallel rays
constexpr double mostBehind = 0.01; ///< share of the points that may lie behind a camera

/// u = slope · ratio + offset by least squares.
class Line {
 public:
  void add(double ratio, double u) {
    ++count_;
    sumR_ += ratio, sumU_ += u;
    sumRR_ += ratio * ratio, sumRU_ += ratio * u;
  }
  bool solve() {
    const double n = static_cast<double>(count_);
    const double spread = sumRR_ - sumR_ * sumR_ / n;
    if (!(spread > 1e-12 * n)) return false;
    slope = (sumRU_ - sumR_ * sumU_ / n) / spread;
    offset = (sumU_ - slope * sumR_) / n;
    return slope > 0;
  }
  double squareAt(double ratio, double u) const {
    const double miss = slope * ratio + offset - u;
    return miss * miss;
  }
  double slope = 0, offset = 0;

 private:
  std::size_t count_ = 0;
  double sumR_ = 0, sumU_ = 0, sumRR_ = 0, sumRU_ = 0;
};

/// toSensor: a cloud's point in the frame that is tried.
template <class ToSensor>
GridCamera fitIn(const ScatteredCloud& cloud, const ToSensor& toSensor) {
  const int width = cloud.xyz.width(), height = cloud.xyz.height();
  GridCamera grid{{}, Raster<float>(width, height), std::numeric_limits<double>::infinity()};
  Line across, down, flatAcross, flatDown; // through one place; parallel, as a height map's
  Vec3 start;
  std::size_t before = 0, behind = 0;
  const auto eachPoint = [&](const auto& work) {
    for (int v = 0; v < height; ++v)
      for (int u = 0; u < width; ++u) {
        const std::size_t i =
            static_cast<std::size_t>(v) * static_cast<std::size_t>(width) + static_cast<std::size_t>(u);
        if (cloud.isMeasured(i)) work(u, v, toSensor(cloud.point(i)));
      }
  };
  eachPoint([&](int u, int v, Vec3 p) {
    if (!(p.z > 0)) {
      ++behind;
      return;
    }
    if (before++ == 0) start = p;
    grid.depth.at(u, v) = static_cast<float>(p.z);
    across.add(p.x / p.z, u);
    down.add(p.y / p.z, v);
    flatAcross.add(p.x - start.x, u);
    flatDown.add(p.y - start.y, v);
  });
  const bool isBefore =
      before >= fewestPoints && static_cast<double>(behind) <= mostBehind * static_cast<double>(before);
  if (!isBefore || !across.solve() || !down.solve()) return grid;
  const bool mayBeFlat = flatAcross.solve() && flatDown.solve();
  double squares = 0, flatSquares = 0;
  eachPoint([&](int u, int v, Vec3 p) {
    if (!(p.z > 0)) return;
    squares += across.squareAt(p.x / p.z, u) + down.squareAt(p.y / p.z, v);
    flatSquares += flatAcross.squareAt(p.x - start.x, u) + flatDown.squareAt(p.y - start.y, v);
  });
  const double residual = std::sqrt(squares / static_cast<double>(before)),
               flatResidual = std::sqrt(flatSquares / static_cast<double>(before));
  if (mayBeFlat && flatResidual <= residual + asGood) return grid;
  grid.residual = residual;
  grid.camera = {across.slope, down.slope, across.offset, down.offset, width, height};
  return grid;
}

} // namespace

GridCamera fitGridCamera(const ScatteredCloud& cloud) {
  GridCamera own = fitIn(cloud, [](Vec3 p) { return p; });
  if (cloud.sensorAxes == Mat3{} && cloud.sensorPlace == Vec3{}) return own;
  GridCamera sensor =
      fitIn(cloud, [&](Vec3 p) { return transposedTimes(cloud.sensorAxes, p - cloud.sensorPlace); });
  sensor.isInSensor = true;
  return sensor.residual < own.residual ? sensor : own;
}

} // namespace fillscope
