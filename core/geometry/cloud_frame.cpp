#include "core/geometry/cloud_frame.h"
#include "core/base/counter_random.h"
#include "core/imaging/order_statistics.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

constexpr double viewDistance = 2; ///< above the cloud's top, in its longer sides
constexpr double farOut = 0.005;   ///< share of the points on each side that need not be seen
constexpr double looseEnd = 0.15;  ///< of the extent: as far out they belong to the cloud all the same
constexpr double margin = 0.03;    ///< of the extent, on each side
constexpr int leastLongSide = 256, mostLongSide = 2048;
constexpr std::size_t enoughPoints = 400000; ///< tell where a cloud lies

struct Range {
  double low = 0, high = 0;
  double extent() const { return high - low; }
  double middle() const { return 0.5 * (low + high); }
  bool contains(double value) const { return value > low && value < high; }
};

/// Where the values lie but for a few far out.
Range rangeOf(const std::vector<float>& values) {
  const auto found = quantiles(values, {0, farOut, 1 - farOut, 1});
  Range range{found[1], found[2]};
  const double loose = looseEnd * range.extent();
  if (found[1] - found[0] <= loose) range.low = found[0];
  if (found[3] - found[2] <= loose) range.high = found[3];
  return range;
}

/// Right, down and forward of a camera that looks down.
Mat3 axesFor(UpAxis up) {
  constexpr Vec3 x{1, 0, 0}, y{0, 1, 0}, z{0, 0, 1};
  switch (up) {
  case UpAxis::z:
    return {{x, -y, -z}};
  case UpAxis::minusZ:
    return {{x, y, z}};
  case UpAxis::y:
    return {{x, z, -y}};
  case UpAxis::minusY:
    return {{x, -z, y}};
  case UpAxis::x:
    return {{y, -z, -x}};
  case UpAxis::minusX:
    return {{y, z, x}};
  case UpAxis::camera:
    break;
  }
  return {};
}

/// One of so many points stands for all.
std::size_t sampleStep(const ScatteredCloud& cloud) { return cloud.size() / enoughPoints + 1; }

/// Places of measured points that stand for all.
std::vector<std::size_t> sampleOf(const ScatteredCloud& cloud) {
  const std::size_t step = sampleStep(cloud);
  std::vector<std::size_t> sample;
  for (std::size_t first = 0; first < cloud.size(); first += step) {
    // A scanner's lines lie a fixed number of points apart.
    const std::size_t i = first + (step > 1 ? mixBits(first) % step : 0);
    if (i < cloud.size() && cloud.isMeasured(i)) sample.push_back(i);
  }
  return sample;
}

/// Of that many cells side by side the one that the share lies in, both edges included; −1 beyond them.
int cellOf(double share, int cells) {
  constexpr double rounding = 1e-6; // shares are differences of floats
  if (!(share >= -rounding && share <= 1 + rounding)) return -1;
  return std::clamp(static_cast<int>(share * cells), 0, cells - 1);
}

Error noExtent() {
  return {ErrorCode::badInput, "the points of this cloud lie in one place", {}, "check the file"};
}

/// Where rays to points cross a plane one metre before the camera.
struct Slopes {
  std::vector<float> across, down;
};

/// Of the points before the camera.
Slopes slopesOf(const ScatteredCloud& cloud, const std::vector<std::size_t>& sample, const CloudView& view) {
  Slopes slopes;
  for (const std::size_t i : sample) {
    const Vec3 p = view.toCamera(cloud.point(i));
    if (!(p.z > view.nearest)) continue;
    slopes.across.push_back(static_cast<float>(p.x / p.z));
    slopes.down.push_back(static_cast<float>(p.y / p.z));
  }
  return slopes;
}

/// About how far the points in this square lie apart; 0 where none does. step: points that each stands for.
double spacingOf(const Slopes& slopes, Range a, Range b, std::size_t step) {
  const double side = std::max(a.extent(), b.extent());
  // The area where points lie, on a grid so coarse that none of its cells is empty by chance.
  constexpr double pointsPerCell = 16;
  const int cells = std::clamp(
      static_cast<int>(std::sqrt(static_cast<double>(slopes.across.size()) / pointsPerCell)), 1, 512);
  Mask taken(cells, cells);
  std::size_t inside = 0;
  for (std::size_t i = 0; i < slopes.across.size(); ++i) {
    const int x = cellOf((slopes.across[i] - a.low) / side, cells),
              y = cellOf((slopes.down[i] - b.low) / side, cells);
    if (!taken.contains(x, y)) continue;
    taken.at(x, y) = 1;
    ++inside;
  }
  if (inside == 0) return 0;
  const auto count = static_cast<double>(std::count(taken.data(), taken.data() + taken.pixelCount(), 1));
  return std::sqrt(count / (static_cast<double>(inside) * static_cast<double>(step))) * side / cells;
}

class Framing {
 public:
  Framing(const ScatteredCloud& cloud, const CloudViewOptions& options)
      : cloud_(cloud)
      , options_(options)
      , sample_(sampleOf(cloud)) {}

  Result<CloudFrame> frame(UpAxis up) {
    view_.up = up;
    view_.metresPerUnit = options_.metresPerUnit;
    view_.axes = axesFor(up);
    if (up != UpAxis::camera)
      if (const auto placed = standAbove(); !placed) return placed.error();
    if (const auto aimed = aim(); !aimed) return aimed.error();
    return CloudFrame{view_, spacing_};
  }

 private:
  Result<void> standAbove();
  Result<void> aim();
  void chooseSize(Range a, Range b);

  const ScatteredCloud& cloud_;
  const CloudViewOptions& options_;
  std::vector<std::size_t> sample_;
  CloudView view_;
  double spacing_ = 0;
};

Result<void> Framing::standAbove() {
  if (sample_.empty()) return noExtent();
  const Vec3 start = view_.metresPerUnit * cloud_.point(sample_.front()); // floats about it are short
  view_.eye = start;
  std::array<std::vector<float>, 3> places;
  for (const std::size_t i : sample_) {
    const Vec3 p = view_.toCamera(cloud_.point(i));
    places[0].push_back(static_cast<float>(p.x));
    places[1].push_back(static_cast<float>(p.y));
    places[2].push_back(static_cast<float>(p.z));
  }
  const Range right = rangeOf(places[0]), down = rangeOf(places[1]), away = rangeOf(places[2]);
  const double side = std::max({right.extent(), down.extent(), away.extent()});
  if (!(side > 0) || !std::isfinite(side)) return noExtent();
  const double distance = viewDistance * side;
  view_.eye = start + view_.axes * Vec3{right.middle(), down.middle(), away.low - distance};
  view_.nearest = 0.1 * distance;
  return {};
}

Result<void> Framing::aim() {
  const Slopes slopes = slopesOf(cloud_, sample_, view_);
  if (2 * slopes.across.size() < sample_.size())
    return Error{ErrorCode::badInput,
                 "most of this cloud lies behind the camera",
                 {},
                 "say which way is up: z, -z, y, -y, x or -x"};
  const Range a = rangeOf(slopes.across), b = rangeOf(slopes.down);
  if (!(std::max(a.extent(), b.extent()) > 0)) return noExtent();
  spacing_ = spacingOf(slopes, a, b, sampleStep(cloud_));
  if (!(spacing_ > 0)) return noExtent();
  chooseSize(a, b);
  return {};
}

void Framing::chooseSize(Range a, Range b) {
  const double side = std::max(a.extent(), b.extent()), whole = side * (1 + 2 * margin);
  const int longSide = options_.longSide > 0
                           ? options_.longSide
                           : static_cast<int>(std::clamp(std::ceil(whole / spacing_), double(leastLongSide),
                                                         double(mostLongSide)));
  const double focal = longSide / whole;
  const auto pixels = [&](const Range& range) {
    return std::clamp(static_cast<int>(std::ceil((range.extent() + 2 * margin * side) * focal - 1e-6)), 1,
                      longSide);
  };
  const int width = pixels(a), height = pixels(b);
  view_.camera = {
      focal, focal, 0.5 * width - 0.5 - focal * a.middle(), 0.5 * height - 0.5 - focal * b.middle(),
      width, height};
}

} // namespace

Result<CloudFrame> frameOf(const ScatteredCloud& cloud, UpAxis up, const CloudViewOptions& options) {
  return Framing(cloud, options).frame(up);
}

Result<CloudFrame> frameIn(const ScatteredCloud& cloud, const CloudView& view) {
  const std::vector<std::size_t> sample = sampleOf(cloud);
  const Slopes all = slopesOf(cloud, sample, view);
  const CameraIntrinsics& camera = view.camera;
  const Range a{(-0.5 - camera.cx) / camera.fx, (camera.width - 0.5 - camera.cx) / camera.fx},
      b{(-0.5 - camera.cy) / camera.fy, (camera.height - 0.5 - camera.cy) / camera.fy};
  Slopes seen;
  for (std::size_t i = 0; i < all.across.size(); ++i) {
    if (!a.contains(all.across[i]) || !b.contains(all.down[i])) continue;
    seen.across.push_back(all.across[i]);
    seen.down.push_back(all.down[i]);
  }
  if (seen.across.empty())
    return Error{ErrorCode::badInput,
                 "no point of this cloud lies in that view",
                 {},
                 "take a view of a cloud of the same sensor at the same place"};
  const double share = static_cast<double>(seen.across.size()) / static_cast<double>(sample.size());
  return CloudFrame{view, spacingOf(seen, a, b, sampleStep(cloud)), 1 - share};
}

} // namespace fillscope
