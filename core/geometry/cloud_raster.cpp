#include "core/geometry/cloud_raster.h"
#include <array>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

constexpr double surfaceThickness =
    0.004;                       ///< of the distance: points so close behind the nearest lie on its surface
constexpr double steepest = 1.5; ///< slope of a surface that a gap may hide

class Splatting {
 public:
  Splatting(const ScatteredCloud& cloud, const CloudView& view, bool coloured, const Progress& progress)
      : cloud_(cloud)
      , view_(view)
      , coloured_(coloured)
      , progress_(progress)
      , width_(view.camera.width)
      , height_(view.camera.height)
      , nearest_(width_, height_, 1, std::numeric_limits<float>::infinity()) {}

  Result<CloudRaster> run() {
    const bool kept = eachPoint("Looking at the cloud", 0, [&](std::size_t, std::size_t pixel, float z) {
      float& nearest = nearest_.data()[pixel];
      nearest = std::min(nearest, z);
    });
    return kept ? means() : cancelledError();
  }

 private:
  /// False where the work was stopped.
  template <class Work>
  bool eachPoint(const char* step, double begin, const Work& work) const {
    for (std::size_t i = 0; i < cloud_.size(); ++i) {
      if (i % (1 << 18) == 0) {
        if (progress_.cancelled()) return false;
        progress_.report(begin + 0.5 * double(i) / double(cloud_.size()), step);
      }
      if (!cloud_.isMeasured(i)) continue;
      const Vec3 p = view_.toCamera(cloud_.point(i));
      if (!(p.z > view_.nearest)) continue;
      const Vec2 at = view_.camera.project(p);
      if (!(at.x > -0.5 && at.y > -0.5 && at.x < width_ - 0.5 && at.y < height_ - 0.5)) continue;
      const auto x = static_cast<std::size_t>(at.x + 0.5), y = static_cast<std::size_t>(at.y + 0.5);
      work(i, y * static_cast<std::size_t>(width_) + x, static_cast<float>(p.z));
    }
    return true;
  }
  Result<CloudRaster> means() const;

  const ScatteredCloud& cloud_;
  const CloudView& view_;
  bool coloured_;
  const Progress& progress_;
  int width_, height_;
  Raster<float> nearest_;
};

Result<CloudRaster> Splatting::means() const {
  struct Sum {
    float behind = 0; ///< the nearest
    std::uint32_t count = 0;
    std::array<std::uint32_t, 3> colour{};
  };
  Raster<Sum> sums(width_, height_);
  const bool kept = eachPoint("Looking at the cloud", 0.5, [&](std::size_t i, std::size_t pixel, float z) {
    const float behind = z - nearest_.data()[pixel];
    if (behind > surfaceThickness * z) return;
    Sum& sum = sums.data()[pixel];
    sum.behind += behind;
    ++sum.count;
    for (std::size_t c = 0; coloured_ && c < 3; ++c)
      sum.colour[c] += cloud_.colour.data()[3 * i + c];
  });
  if (!kept) return cancelledError();
  CloudRaster raster{Raster<float>(width_, height_), coloured_ ? Image(width_, height_, 3) : Image()};
  for (std::size_t pixel = 0; pixel < sums.pixelCount(); ++pixel) {
    const Sum& sum = sums.data()[pixel];
    if (sum.count == 0) continue;
    raster.depth.data()[pixel] = nearest_.data()[pixel] + sum.behind / static_cast<float>(sum.count);
    for (std::size_t c = 0; coloured_ && c < 3; ++c)
      raster.colour.data()[3 * pixel + c] =
          static_cast<std::uint8_t>((sum.colour[c] + sum.count / 2) / sum.count);
  }
  return raster;
}

/// The two measured pixels on either side of a gap.
struct Span {
  int before = 0, behind = 0; ///< steps to them
  std::size_t from = 0, to = 0;
};

class GapClosing {
 public:
  GapClosing(CloudRaster& raster, int reach, double focal)
      : raster_(raster)
      , before_(raster)
      , reach_(reach)
      , focal_(focal) {}

  void run() {
    for (int y = 0; y < before_.depth.height(); ++y)
      for (int x = 0; x < before_.depth.width(); ++x)
        if (before_.depth.at(x, y) == 0) close(x, y);
  }

 private:
  std::size_t placeOf(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(before_.depth.width()) +
           static_cast<std::size_t>(x);
  }
  /// Steps to the next measured pixel that way; 0 where there is none within reach.
  int stepsTo(int x, int y, int dx, int dy) const {
    for (int step = 1; step <= reach_; ++step) {
      const int u = x + step * dx, v = y + step * dy;
      if (!before_.depth.contains(u, v)) return 0;
      if (before_.depth.at(u, v) > 0) return step;
    }
    return 0;
  }
  bool isLike(const Span& span, double pixels) const {
    const double a = before_.depth.data()[span.from], b = before_.depth.data()[span.to];
    return std::abs(a - b) <= std::max(surfaceThickness, steepest * pixels / focal_) * std::max(a, b);
  }
  void close(int x, int y);

  CloudRaster& raster_;
  const CloudRaster before_;
  int reach_;
  double focal_;
};

void GapClosing::close(int x, int y) {
  constexpr std::array<std::array<int, 2>, 4> ways{{{1, 0}, {0, 1}, {1, 1}, {1, -1}}};
  double best = std::numeric_limits<double>::infinity(); // length of the shortest way across
  Span found;
  for (const auto& [dx, dy] : ways) {
    Span span;
    span.before = stepsTo(x, y, -dx, -dy);
    span.behind = stepsTo(x, y, dx, dy);
    if (span.before == 0 || span.behind == 0 || span.before + span.behind > reach_ + 1) continue;
    span.from = placeOf(x - span.before * dx, y - span.before * dy);
    span.to = placeOf(x + span.behind * dx, y + span.behind * dy);
    const double length = (span.before + span.behind) * std::hypot(dx, dy);
    if (length >= best || !isLike(span, length)) continue;
    best = length;
    found = span;
  }
  if (!std::isfinite(best)) return;
  const double share = double(found.before) / (found.before + found.behind);
  const auto between = [&](double a, double b) { return a + share * (b - a); };
  // A plane is straight in 1/z.
  raster_.depth.at(x, y) = static_cast<float>(
      1 / between(1 / before_.depth.data()[found.from], 1 / before_.depth.data()[found.to]));
  for (std::size_t c = 0; !raster_.colour.empty() && c < 3; ++c)
    raster_.colour.at(x, y, static_cast<int>(c)) = static_cast<std::uint8_t>(std::lround(
        between(before_.colour.data()[3 * found.from + c], before_.colour.data()[3 * found.to + c])));
}

} // namespace

Result<CloudRaster> rasterOf(const ScatteredCloud& cloud, const CloudView& view, bool coloured,
                             const Progress& progress) {
  return Splatting(cloud, view, coloured, progress).run();
}

void closeGaps(CloudRaster& raster, int reach, double focal) { GapClosing(raster, reach, focal).run(); }

} // namespace fillscope
