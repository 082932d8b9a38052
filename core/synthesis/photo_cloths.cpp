#include "core/synthesis/photo_contents.h"
#include "core/synthesis/photo_draw.h"
#include "core/synthesis/procedural_noise.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

using Heights = Raster<float>;

/// Mean of the neighbours, so that what lies on edges rounds them.
void smooth(Heights& heights, int passes) {
  for (int pass = 0; pass < passes; ++pass) {
    const Heights before = heights;
    for (int y = 0; y < heights.height(); ++y)
      for (int x = 0; x < heights.width(); ++x) {
        float sum = 0;
        for (int dy = -1; dy <= 1; ++dy)
          for (int dx = -1; dx <= 1; ++dx)
            sum += before.at(std::clamp(x + dx, 0, heights.width() - 1),
                             std::clamp(y + dy, 0, heights.height() - 1));
        heights.at(x, y) = sum / 9;
      }
  }
}

Heights highestAround(const Heights& heights) {
  Heights highest = heights;
  for (int y = 0; y < heights.height(); ++y)
    for (int x = 0; x < heights.width(); ++x)
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx)
          if (heights.contains(x + dx, y + dy))
            highest.at(x, y) = std::max(highest.at(x, y), heights.at(x + dx, y + dy));
  return highest;
}

} // namespace

void ContentMaker::bag(double side, Finish finish) {
  const BoxSize& box = grid_.size();
  const double keep = grid_.inset(grid_.lowest()) + 0.003;
  const double yaw = random_.between(-1, 1) * std::numbers::pi;
  double halfX = side / 2, halfY = halfX * random_.between(0.55, 1);
  const double c = std::abs(std::cos(yaw)), s = std::abs(std::sin(yaw));
  const double reachX = c * halfX + s * halfY, reachY = s * halfX + c * halfY;
  if (2 * (reachX + keep) > box.first || 2 * (reachY + keep) > box.second) return;
  // Bags slide to where there is room.
  Vec2 centre;
  double lowest = 1e9;
  for (int attempt = 0; attempt < 6; ++attempt) {
    const Vec2 at{random_.between(keep + reachX, box.first - keep - reachX),
                  random_.between(keep + reachY, box.second - keep - reachY)};
    double height = grid_.heightAt(at.x, at.y);
    for (const Vec2 away : {Vec2{reachX, 0}, Vec2{-reachX, 0}, Vec2{0, reachY}, Vec2{0, -reachY}})
      height += 0.5 * grid_.heightAt(at.x + 0.6 * away.x, at.y + 0.6 * away.y);
    if (height >= lowest) continue;
    lowest = height;
    centre = at;
  }
  const double thick = std::min(random_.between(0.15, 0.5) * side, 0.6 * room());
  if (grid_.most() - lowest / 3 < 0.02 + 0.3 * thick) return;
  const double power = random_.between(2.2, 5), wrinkle = random_.between(0.05, 0.4);
  const std::uint64_t key = random_.bits();

  constexpr int n = 40;
  Heights below(n, n), heights(n, n);
  auto offset = [&](int i) { return 2.0 * i / (n - 1) - 1; };
  const double cy = std::cos(yaw), sy = std::sin(yaw);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i) {
      const double u = offset(i) * halfX, v = offset(j) * halfY;
      below.at(i, j) =
          static_cast<float>(grid_.heightAt(centre.x + cy * u - sy * v, centre.y + sy * u + cy * v));
    }
  Heights soft = below;
  smooth(soft, 4);
  const Heights cover = highestAround(below);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i) {
      const double u = offset(i), v = offset(j);
      const double wave = fractalNoise(2.5 * u + 7, 2.5 * v + 7, 3, key) - 0.5;
      const double outline = 1 - std::pow(std::abs(u), power) - std::pow(std::abs(v), power) + 0.5 * wave;
      const double crease = std::abs(fractalNoise(4 * u, 4 * v, 2, key + 9) - 0.5);
      const double pillow = outline > 0 ? std::sqrt(outline) * (1 + wave - wrinkle * crease * 4) : outline;
      const bool edge = i == 0 || j == 0 || i == n - 1 || j == n - 1;
      double height = static_cast<double>(soft.at(i, j)) + thick * pillow;
      // Clear of what it covers, so that neither shows through the other.
      if (outline > 0)
        height = std::max(height, static_cast<double>(cover.at(i, j)) + 0.15 * thick * std::sqrt(outline));
      heights.at(i, j) = edge ? 0.0f : static_cast<float>(std::min(height, grid_.most()));
    }
  const SolidHeights solid{centre, yaw,       halfX,
                           halfY,  box.depth, std::make_shared<const Heights>(std::move(heights))};
  grid_.add(solid);
  items_.push_back({solid, finish, true});
}

void ContentMaker::bags() {
  bed(random_.between(0.2, 0.45));
  const double shorter = std::min(grid_.size().first, grid_.size().second);
  const bool equal = random_.chance(0.4);
  const Finish finish = finishes_.cloth();
  for (int i = 0; i < 14 && grid_.fill() < aim_; ++i) {
    Finish own = equal ? finish : finishes_.cloth();
    own.seed = mixBits(own.seed, static_cast<std::uint64_t>(i));
    bag(std::max(random_.between(0.35, 0.8) * shorter, std::min(spec_.itemSize.low, 0.8 * shorter)), own);
  }
}

void ContentMaker::cover(double height, double roughness, double slope, Finish finish) {
  const BoxSize& box = grid_.size();
  const std::uint64_t key = random_.bits();
  const double grain = random_.between(0.015, 0.04), towards = random_.between(-1, 1) * std::numbers::pi;
  const double mound = random_.chance(0.5) ? random_.between(-0.15, 0.25) : 0;
  const bool lumps = random_.chance(0.6);
  constexpr double pitch = 0.008;
  const int nx = std::clamp(static_cast<int>(box.first / pitch), 16, 96);
  const int ny = std::clamp(static_cast<int>(box.second / pitch), 16, 96);
  Heights heights(nx, ny);
  const double highest = grid_.most() - 0.002, keep = grid_.inset(height) + 0.0005;
  const double halfX = box.first / 2 - keep, halfY = box.second / 2 - keep;
  // The body reaches straight down to its lowest point: where the walls lean in, into the wall, not through
  // it.
  const double lean = grid_.inset(0) / box.depth;
  const double lowest =
      std::min(std::max(0.002, height - 0.8 * spec_.wall.low / std::max(lean, 1e-6)), highest);
  double least = box.depth;
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i) {
      const double u = 2.0 * i / (nx - 1) - 1, v = 2.0 * j / (ny - 1) - 1;
      const double x = u * halfX, y = v * halfY;
      double bump = fractalNoise(x / (4 * grain) + 50, y / (4 * grain) + 50, 3, key) - 0.5;
      if (lumps && roughness > 0) {
        const Cell cell = nearestCell(x / grain + 90, y / grain + 90, key + 5);
        bump += 0.6 * (std::sqrt(std::max(0.0, 1 - cell.distance * cell.distance)) - 0.7) +
                0.5 * (unitFromBits(cell.id) - 0.5);
      }
      const double lay = height * (1 + mound * (0.5 - u * u * 0.6 - v * v * 0.6)) +
                         slope * height * 0.5 * (std::cos(towards) * u + std::sin(towards) * v) +
                         roughness * bump;
      const double top = std::clamp(lay, lowest, highest);
      least = std::min(least, top);
      heights.at(i, j) = static_cast<float>(top);
    }
  // Only the upper part is there: a field down to the floor would stand out of the sides of a tapered box.
  const double base = std::max(0.0, least - 0.002);
  for (std::size_t i = 0; i < heights.pixelCount(); ++i)
    heights.data()[i] -= static_cast<float>(base);
  const SolidHeights solid{{box.first / 2, box.second / 2},
                           0,
                           halfX,
                           halfY,
                           box.depth - base,
                           std::make_shared<const Heights>(std::move(heights))};
  grid_.add(solid);
  items_.push_back({solid, finish, true});
}

void ContentMaker::looseFill() {
  cover(aim_ * grid_.size().depth, random_.between(0.01, 0.035),
        random_.chance(0.4) ? random_.between(0, 0.6) : 0, finishes_.looseFill());
  // Goods on top of it at times.
  const int goods = random_.chance(0.35) ? random_.integer(1, 4) : 0;
  for (int i = 0; i < goods; ++i)
    grid_.drop(anyGoods(), random_, 6, items_);
}

void ContentMaker::layers() {
  cover(aim_ * grid_.size().depth, 0, random_.chance(0.4) ? random_.between(0, 0.8) : 0,
        random_.chance(0.5) ? finishes_.sheet() : finishes_.looseFill());
}

} // namespace fillscope
