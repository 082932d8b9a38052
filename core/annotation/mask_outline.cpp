#include "core/annotation/mask_outline.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace fillscope {
namespace {

struct Corner {
  int x = 0, y = 0;
  friend bool operator==(const Corner&, const Corner&) = default;
};
using Loop = std::vector<Corner>;

// Directions of travel with the mask to the right: along a pixel's top, right, bottom and left side.
enum Direction { east, south, west, north };
constexpr std::array<Corner, 4> steps{Corner{1, 0}, Corner{0, 1}, Corner{-1, 0}, Corner{0, -1}};

class Tracer {
 public:
  explicit Tracer(const Mask& mask)
      : mask_(mask)
      , seen_(mask.width() + 1, mask.height() + 1)
      , leftSide_(mask.width(), mask.height(), 1, -1) {
    for (int y = 0; y <= mask.height(); ++y)
      for (int x = 0; x <= mask.width(); ++x) {
        // Every loop runs east somewhere, above a pixel of the mask.
        if (startsEast({x, y}) && !wasSeen({x, y}, east)) trace({x, y});
      }
  }

  const std::vector<Loop>& loops() const { return loops_; }

  std::vector<Loop> joined() {
    // In the order of their topmost left corner a hole finds, to its left, a loop that is already joined.
    std::vector<std::size_t> holes, owner(loops_.size());
    for (std::size_t i = 0; i < loops_.size(); ++i) {
      owner[i] = i;
      if (area(loops_[i]) < 0) {
        startAtTopLeft(loops_[i]);
        holes.push_back(i);
      }
    }
    std::stable_sort(holes.begin(), holes.end(), [&](std::size_t a, std::size_t b) {
      const Corner p = loops_[a].front(), q = loops_[b].front();
      return p.y != q.y ? p.y < q.y : p.x < q.x;
    });
    for (const std::size_t hole : holes) {
      const Corner start = loops_[hole].front();
      int x = start.x - 1;
      while (x > 0 && inside(x - 1, start.y))
        --x;
      const std::size_t host = owner[static_cast<std::size_t>(leftSide_.at(x, start.y))];
      splice(loops_[host], {x, start.y}, loops_[hole]);
      owner[hole] = host;
    }
    std::vector<Loop> outer;
    for (std::size_t i = 0; i < loops_.size(); ++i)
      if (owner[i] == i) outer.push_back(std::move(loops_[i]));
    return outer;
  }

  static std::int64_t area(const Loop& loop) {
    std::int64_t doubled = 0;
    for (std::size_t i = 0; i < loop.size(); ++i) {
      const Corner p = loop[i], q = loop[(i + 1) % loop.size()];
      doubled += std::int64_t{p.x} * q.y - std::int64_t{p.y} * q.x;
    }
    return doubled;
  }

 private:
  bool inside(int x, int y) const { return mask_.contains(x, y) && mask_.at(x, y) != 0; }
  bool wasSeen(Corner at, Direction d) const { return (seen_.at(at.x, at.y) >> d & 1) != 0; }

  /// Whether a boundary leaves the corner in that direction.
  bool starts(Corner at, Direction d) const {
    switch (d) {
    case east:
      return inside(at.x, at.y) && !inside(at.x, at.y - 1);
    case south:
      return inside(at.x - 1, at.y) && !inside(at.x, at.y);
    case west:
      return inside(at.x - 1, at.y - 1) && !inside(at.x - 1, at.y);
    case north:
      return inside(at.x, at.y - 1) && !inside(at.x - 1, at.y - 1);
    }
    return false;
  }
  bool startsEast(Corner at) const { return starts(at, east); }

  void trace(Corner begin) {
    Loop loop;
    Corner at = begin;
    Direction d = east;
    const int id = static_cast<int>(loops_.size());
    do {
      loop.push_back(at);
      while (true) { // straight on
        seen_.at(at.x, at.y) |= static_cast<std::uint8_t>(1 << d);
        if (d == north) leftSide_.at(at.x, at.y - 1) = id;
        at = {at.x + steps[d].x, at.y + steps[d].y};
        // To the right first: pixels that touch by a corner alone stay apart.
        const Direction right = static_cast<Direction>((d + 1) % 4),
                        left = static_cast<Direction>((d + 3) % 4);
        const Direction next = starts(at, right) ? right : starts(at, d) ? d : left;
        if (next != d) {
          d = next;
          break;
        }
      }
    } while (!(at == begin && d == east));
    loops_.push_back(std::move(loop));
  }

  static void startAtTopLeft(Loop& loop) {
    std::rotate(loop.begin(),
                std::min_element(loop.begin(), loop.end(),
                                 [](Corner p, Corner q) { return p.y != q.y ? p.y < q.y : p.x < q.x; }),
                loop.end());
  }

  /// From the loop's left side at that place to the hole, around it and back.
  static void splice(Loop& host, Corner place, const Loop& hole) {
    for (std::size_t i = 0; i < host.size(); ++i) {
      const Corner p = host[i], q = host[(i + 1) % host.size()];
      if (p.x != place.x || q.x != place.x || p.y < place.y + 1 || q.y > place.y) continue;
      Loop detour{place};
      detour.insert(detour.end(), hole.begin(), hole.end());
      detour.push_back(hole.front());
      if (!(q == place)) detour.push_back(place);
      host.insert(host.begin() + static_cast<std::ptrdiff_t>(i) + 1, detour.begin(), detour.end());
      return;
    }
  }

  const Mask& mask_;
  Raster<std::uint8_t> seen_; ///< per corner, a bit for each direction that was walked
  Raster<int> leftSide_;      ///< per pixel, the loop that its left side belongs to
  std::vector<Loop> loops_;
};

std::vector<Vec2> placed(const Loop& loop, Vec2 offset) {
  std::vector<Vec2> outline;
  outline.reserve(loop.size());
  for (const Corner corner : loop)
    outline.push_back(offset + Vec2{1.0 * corner.x, 1.0 * corner.y});
  return outline;
}

} // namespace

std::vector<std::vector<Vec2>> maskOutlines(const Mask& mask, Vec2 offset) {
  std::vector<std::vector<Vec2>> outlines;
  if (mask.empty()) return outlines;
  for (const Loop& loop : Tracer(mask).joined())
    outlines.push_back(placed(loop, offset));
  return outlines;
}

std::vector<MaskLoop> maskLoops(const Mask& mask, Vec2 offset) {
  std::vector<MaskLoop> loops;
  if (mask.empty()) return loops;
  const Tracer tracer(mask);
  for (const Loop& loop : tracer.loops()) {
    const double area = static_cast<double>(Tracer::area(loop)) / 2;
    loops.push_back({placed(loop, offset), area < 0, std::abs(area)});
  }
  return loops;
}

} // namespace fillscope
