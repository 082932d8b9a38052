#include "core/geometry/obstacles.h"
#include <cmath>
#include <utility>
#include <vector>

namespace fillscope {

namespace {

// Shares of the box's depth. The bounds part the flaps and hands of 390 rendered boxes from their heaped
// content: below content hardly any view passes, and it ends within the opening.
constexpr double leastHeight = 0.03; // over the rim: less is the rim itself, or an error of its pose
constexpr double highHeight = 0.15;  // mean: more than usual for heaped content
constexpr double floatingShare = 0.15, surelyFloatingShare = 0.25; // of a surface: a view passes beneath
constexpr double largeShare = 0.1;   // of the opening: goods whose sides recede are smaller
constexpr double beyondShare = 0.05; // of the pixels over the opening: as many lie far beyond the rim
constexpr double beyondReach = 0.1;  // of the shorter side: far
constexpr double wallReach = 0.06;   // of the shorter side
constexpr double sideDrop = 0.2, sideShare = 0.15; // of the box's depth between pixels; of the edge
constexpr std::size_t fewest = 12;                 // pixels that make a surface
constexpr std::size_t mostProbed = 600;

struct Surface {
  int number = 0;                ///< from 1
  std::vector<std::size_t> over; ///< pixels over the opening
  std::size_t beyond = 0;        ///< pixels far beyond the rim
  double height = 0;             ///< mean of those over the opening
};

class Finder {
 public:
  Finder(const InverseDepth& depth, const BoxView& view, double boxDepth, double jump)
      : depth_(depth)
      , view_(view)
      , boxDepth_(boxDepth)
      , jump_(jump)
      , least_(std::max(leastHeight * boxDepth, 3 * depth.noise))
      , width_(depth.values.width())
      , heights_(depth.values.width(), depth.values.height())
      , owner_(depth.values.width(), depth.values.height()) {}

  Obstacles find() {
    Obstacles found{Mask(width_, height()), Mask(width_, height()), 0};
    if (!measureHeights()) return found;
    const std::size_t open = pixelsOverOpening();
    std::size_t taken = 0;
    for (std::size_t k = 0; k < heights_.pixelCount(); ++k) {
      if (!(heights_.data()[k] > 0)) continue;
      const Surface surface = takeSurface(k);
      if (surface.over.size() < fewest) continue;
      const bool obstacle = isObstacle(surface, open);
      if (!obstacle && (surface.height < highHeight * boxDepth_ || stands(surface))) continue;
      for (const std::size_t pixel : surface.over)
        (obstacle ? found.pixels : found.doubtful).data()[pixel] = 1;
      taken += obstacle ? surface.over.size() : 0;
    }
    if (open > 0) found.share = double(taken) / double(open);
    return found;
  }

 private:
  int height() const { return depth_.values.height(); }
  Vec3 pointAt(std::size_t pixel) const {
    const int x = int(pixel % std::size_t(width_)), y = int(pixel / std::size_t(width_));
    return view_.eye + (1.0 / depth_.values.data()[pixel]) * view_.direction(x, y);
  }

  /// Heights over the rim plane of all pixels that rise over it, 0 elsewhere; whether there are any.
  bool measureHeights() {
    const double least = -view_.eye.z - least_; // below the eye; nearer ones are measured
    bool any = false;
    for (int y = 0; y < height(); ++y) {
      const float* inverse = depth_.values.row(y);
      const double downAtStart = view_.direction(0, y).z;
      for (int x = 0; x < width_; ++x) {
        const double down = downAtStart + x * view_.rayX.z; // in the box, for optical depth 1
        if (!(inverse[x] > 0) || !(down < least * inverse[x])) continue;
        heights_.at(x, y) = float(-view_.eye.z - down / inverse[x]);
        any = true;
      }
    }
    return any;
  }

  std::size_t pixelsOverOpening() const {
    std::size_t count = 0;
    for (std::size_t k = 0; k < depth_.values.pixelCount(); ++k) {
      if (!(depth_.values.data()[k] > 0)) continue;
      const Vec3 p = pointAt(k);
      count += view_.insideRim(p.x, p.y);
    }
    return count;
  }

  /// The surface that a pixel belongs to; its heights are set to 0, so that it is taken once.
  Surface takeSurface(std::size_t first) {
    Surface surface;
    surface.number = ++surfaces_;
    std::vector<std::size_t> open{first};
    take(surface, first);
    while (!open.empty()) {
      const std::size_t k = open.back();
      open.pop_back();
      const int x = int(k % std::size_t(width_)), y = int(k / std::size_t(width_));
      const double z = 1.0 / depth_.values.data()[k];
      for (const auto& [dx, dy] : {std::pair{1, 0}, std::pair{-1, 0}, std::pair{0, 1}, std::pair{0, -1}}) {
        if (!heights_.contains(x + dx, y + dy) || !(heights_.at(x + dx, y + dy) > 0)) continue;
        const std::size_t next = std::size_t(y + dy) * std::size_t(width_) + std::size_t(x + dx);
        if (std::abs(1.0 / depth_.values.data()[next] - z) >= jump_) continue;
        take(surface, next);
        open.push_back(next);
      }
    }
    if (!surface.over.empty()) surface.height /= double(surface.over.size());
    return surface;
  }

  void take(Surface& surface, std::size_t pixel) {
    const Vec3 p = pointAt(pixel);
    double beyond = -view_.first - view_.second;
    for (int wall = 0; wall < 4; ++wall)
      beyond = std::max(beyond, -view_.fromWall(wall, p.x, p.y));
    if (beyond < 0) {
      surface.over.push_back(pixel);
      surface.height += heights_.data()[pixel];
    }
    surface.beyond += beyond > beyondReach * std::min(view_.first, view_.second);
    heights_.data()[pixel] = 0;
    owner_.data()[pixel] = surface.number;
  }

  bool isObstacle(const Surface& surface, std::size_t open) {
    const bool high = surface.height > highHeight * boxDepth_;
    if (high && double(surface.beyond) > beyondShare * double(surface.over.size())) return true;
    const bool large = double(surface.over.size()) > largeShare * double(open);
    if (!high && !large) return false;
    return shareFloating(surface) > (high ? floatingShare : surelyFloatingShare);
  }

  /// Of the surface's points: those below which, straight down in the box, a point lies before what is seen.
  double shareFloating(const Surface& surface) const {
    const std::size_t step = 1 + surface.over.size() / mostProbed;
    std::size_t probed = 0, floating = 0;
    for (std::size_t i = 0; i < surface.over.size(); i += step) {
      ++probed;
      floating += isFreeBelow(pointAt(surface.over[i]));
    }
    return double(floating) / double(probed);
  }

  bool isFreeBelow(Vec3 p) const {
    constexpr int steps = 18;
    const double clear = std::max(0.02 * boxDepth_, 4 * depth_.noise);
    for (int s = 0; s < steps; ++s) {
      const double z = (0.05 + 0.85 * s / (steps - 1)) * boxDepth_;
      const Vec3 below = view_.pose.toCamera({p.x, p.y, z});
      if (!(below.z > 1e-6)) continue;
      if (isSeenPast(view_.camera.project(below), below.z + clear)) return true;
    }
    return false;
  }

  /// Whether sides are seen below it: steps down at its edge that do not drop far. Edges near a wall tell
  /// nothing, a flap hangs there.
  bool stands(const Surface& surface) const {
    std::size_t edge = 0, sides = 0;
    for (const std::size_t pixel : surface.over) {
      const Vec3 p = pointAt(pixel);
      double in = view_.first + view_.second;
      for (int wall = 0; wall < 4; ++wall)
        in = std::min(in, view_.fromWall(wall, p.x, p.y));
      if (in < wallReach * std::min(view_.first, view_.second)) continue;
      const int x = int(pixel % std::size_t(width_)), y = int(pixel / std::size_t(width_));
      for (const auto& [dx, dy] : {std::pair{1, 0}, std::pair{-1, 0}, std::pair{0, 1}, std::pair{0, -1}}) {
        if (!owner_.contains(x + dx, y + dy) || owner_.at(x + dx, y + dy) == surface.number) continue;
        const std::size_t next = std::size_t(y + dy) * std::size_t(width_) + std::size_t(x + dx);
        if (!(depth_.values.data()[next] > 0)) continue;
        const double drop = pointAt(next).z - p.z;
        edge += drop > 0;
        sides += drop > 0 && drop < sideDrop * boxDepth_;
      }
    }
    return double(sides) > sideShare * double(edge);
  }

  /// With the pixels beside it: on a face seen at a grazing angle, one pixel shows what the next one hides.
  bool isSeenPast(Vec2 at, double z) const {
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx) {
        const float seen = depth_.nearest(at.x + dx, at.y + dy);
        if (!(seen > 0 && 1 / seen > z)) return false;
      }
    return true;
  }

  const InverseDepth& depth_;
  const BoxView& view_;
  const double boxDepth_, jump_, least_;
  const int width_;
  Raster<float> heights_;
  Raster<std::int32_t> owner_; ///< number of the surface that a pixel belongs to; 0 none
  int surfaces_ = 0;
};

} // namespace

Obstacles findObstacles(const InverseDepth& depth, const BoxView& view, double boxDepth, double jump) {
  return Finder(depth, view, boxDepth, jump).find();
}

void dropPixels(InverseDepth& depth, const Mask& mask) {
  for (int y = 0; y < mask.height(); ++y)
    for (int x = 0; x < mask.width(); ++x) {
      if (!mask.at(x, y)) continue;
      depth.values.at(x, y) = 0;
      for (const auto& [dx, dy] : {std::pair{0, 0}, std::pair{-1, 0}, std::pair{0, -1}, std::pair{-1, -1}})
        if (depth.continuous.contains(x + dx, y + dy)) depth.continuous.at(x + dx, y + dy) = 0;
    }
}

} // namespace fillscope
