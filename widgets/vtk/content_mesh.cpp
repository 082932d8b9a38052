#include "widgets/vtk/content_mesh.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

/// Content thinner than this share of the depth is noise on the floor.
constexpr double thinnestShare = 0.01;
constexpr int stripeCells = 3;

class MeshBuilder {
 public:
  explicit MeshBuilder(const BoxVolume& box)
      : box_(box) {}

  int add(double x, double y, double height, Vec3 normal) {
    mesh.points.push_back(box_.pose.toCamera({x, y, box_.size.depth - height}));
    mesh.normals.push_back(box_.pose.rotation * normal);
    return int(mesh.points.size()) - 1;
  }
  void quad(std::array<int, 4> p, int group) {
    mesh.triangles.push_back({p[0], p[1], p[2]});
    mesh.triangles.push_back({p[0], p[2], p[3]});
    mesh.group.insert(mesh.group.end(), 2, std::uint8_t(group));
  }
  /// An upright strip between two places, from below to above at each.
  void wall(std::array<Vec2, 2> foot, std::array<double, 2> below, std::array<double, 2> above, Vec3 normal,
            int group) {
    quad({add(foot[0].x, foot[0].y, below[0], normal), add(foot[1].x, foot[1].y, below[1], normal),
          add(foot[1].x, foot[1].y, above[1], normal), add(foot[0].x, foot[0].y, above[0], normal)},
         group);
  }
  TriangleMesh mesh;

 private:
  const BoxVolume& box_;
};

/// The four sides of a cell: step to the neighbour, the two grid corners of the shared edge.
struct Side {
  int dx, dy;
  std::array<std::array<int, 2>, 2> ends;
};
constexpr std::array<Side, 4> sides{{{-1, 0, {{{0, 1}, {0, 0}}}},
                                     {1, 0, {{{1, 0}, {1, 1}}}},
                                     {0, -1, {{{0, 0}, {1, 0}}}},
                                     {0, 1, {{{1, 1}, {0, 1}}}}}};

float orZero(const Raster<float>& raster, int x, int y) {
  if (!raster.contains(x, y)) return 0;
  const float v = raster.at(x, y);
  return std::isfinite(v) ? v : 0;
}

} // namespace

TriangleMesh contentMesh(const HeightMap& heights, const BoxVolume& box) {
  const int w = heights.height.width(), h = heights.height.height();
  const double thinnest = thinnestShare * box.size.depth;
  const auto rises = [&](int x, int y) {
    return heights.height.contains(x, y) &&
           orZero(heights.height, x, y) - orZero(heights.floor, x, y) > thinnest;
  };
  // Heights at the grid's corners, so that neighbouring cells share their edges.
  Raster<float> corner(w + 1, h + 1), base(w + 1, h + 1);
  Raster<std::uint8_t> used(w + 1, h + 1);
  for (int y = 0; y <= h; ++y)
    for (int x = 0; x <= w; ++x) {
      double sum = 0, floor = 0;
      int count = 0;
      for (int k = 0; k < 4; ++k) {
        const int cx = x - (k & 1), cy = y - (k >> 1);
        if (!rises(cx, cy)) continue;
        sum += orZero(heights.height, cx, cy);
        floor += orZero(heights.floor, cx, cy);
        ++count;
      }
      used.at(x, y) = count > 0;
      corner.at(x, y) = count ? float(sum / count) : 0;
      base.at(x, y) = count ? float(floor / count) : 0;
    }

  MeshBuilder builder(box);
  Raster<int> index(w + 1, h + 1, 1, -1);
  for (int y = 0; y <= h; ++y)
    for (int x = 0; x <= w; ++x) {
      if (!used.at(x, y)) continue;
      const auto slope = [&](int dx, int dy, double cell) {
        const bool ahead = used.contains(x + dx, y + dy) && used.at(x + dx, y + dy);
        const bool back = used.contains(x - dx, y - dy) && used.at(x - dx, y - dy);
        const double high = ahead ? corner.at(x + dx, y + dy) : corner.at(x, y);
        const double low = back ? corner.at(x - dx, y - dy) : corner.at(x, y);
        return ahead || back ? (high - low) / (cell * (ahead + back)) : 0.0;
      };
      const Vec3 normal = normalized({-slope(1, 0, heights.cellX), -slope(0, 1, heights.cellY), -1});
      index.at(x, y) = builder.add(x * heights.cellX, y * heights.cellY, corner.at(x, y), normal);
    }
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      if (!rises(x, y)) continue;
      builder.quad({index.at(x, y), index.at(x + 1, y), index.at(x + 1, y + 1), index.at(x, y + 1)}, 0);
      for (const Side& side : sides) {
        if (rises(x + side.dx, y + side.dy)) continue;
        std::array<Vec2, 2> foot;
        std::array<double, 2> below, above;
        for (std::size_t k = 0; k < 2; ++k) {
          const int gx = x + side.ends[k][0], gy = y + side.ends[k][1];
          foot[k] = {gx * heights.cellX, gy * heights.cellY};
          below[k] = base.at(gx, gy);
          above[k] = corner.at(gx, gy);
        }
        builder.wall(foot, below, above, {double(side.dx), double(side.dy), 0}, 1);
      }
    }
  return std::move(builder.mesh);
}

TriangleMesh hiddenMesh(const HeightMap& heights, const BoxVolume& box) {
  const int w = heights.state.width(), h = heights.state.height();
  const auto hidden = [&](int x, int y) {
    return heights.state.contains(x, y) && heights.state.at(x, y) == std::uint8_t(CellState::hidden);
  };
  MeshBuilder builder(box);
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      if (!hidden(x, y)) continue;
      const double low = orZero(heights.lower, x, y);
      const double high = std::max(low, double(orZero(heights.upper, x, y)));
      const int stripe = (x + y) / stripeCells % 2;
      const double x0 = x * heights.cellX, x1 = x0 + heights.cellX, y0 = y * heights.cellY,
                   y1 = y0 + heights.cellY;
      const Vec3 up{0, 0, -1};
      builder.quad({builder.add(x0, y0, high, up), builder.add(x1, y0, high, up),
                    builder.add(x1, y1, high, up), builder.add(x0, y1, high, up)},
                   stripe);
      for (const Side& side : sides) {
        // A taller neighbour draws the part that both share.
        const int nx = x + side.dx, ny = y + side.dy;
        const double foot = hidden(nx, ny) ? std::max(low, double(orZero(heights.upper, nx, ny))) : low;
        if (high - foot < 1e-6) continue;
        const std::array<Vec2, 2> ends{
            Vec2{(x + side.ends[0][0]) * heights.cellX, (y + side.ends[0][1]) * heights.cellY},
            Vec2{(x + side.ends[1][0]) * heights.cellX, (y + side.ends[1][1]) * heights.cellY}};
        builder.wall(ends, {foot, foot}, {high, high}, {double(side.dx), double(side.dy), 0}, stripe);
      }
    }
  return std::move(builder.mesh);
}

} // namespace fillscope
