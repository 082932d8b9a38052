#include "widgets/vtk/content_mesh.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

/// Content thinner than this share of the depth is noise on the floor.
constexpr double thinnestShare = 0.01;
/// Hatched patches float this share of the depth over what they mark.
constexpr double liftShare = 0.01;
/// A single cell that stands this share of the depth above all around it is a stray measurement.
constexpr double straySpikeShare = 0.05;
constexpr int hatchEvery = 2; ///< cells from one line to the next
constexpr int baseReach =
    4; ///< cells; the foot of the solid is smoothed, single bad cells would tear its skirts

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
    // Box axes with z downwards: this order turns the front outwards, which is the side that is lit.
    mesh.triangles.push_back({p[0], p[2], p[1]});
    mesh.triangles.push_back({p[0], p[3], p[2]});
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

bool marked(const Mask& mask, int x, int y) { return mask.contains(x, y) && mask.at(x, y); }

/// Heights with single stray cells cut down to the highest of their neighbours.
Raster<float> withoutSpikes(const Raster<float>& heights, double tallest) {
  Raster<float> out = heights;
  for (int y = 0; y < heights.height(); ++y)
    for (int x = 0; x < heights.width(); ++x) {
      float around = 0;
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx)
          if (dx || dy) around = std::max(around, orZero(heights, x + dx, y + dy));
      if (orZero(heights, x, y) > around + tallest) out.at(x, y) = around;
    }
  return out;
}

/// Heights at the grid's corners, so that neighbouring cells share their edges: the mean of the marked cells
/// around, reach cells further out than the four that touch. NaN where no marked cell touches.
Raster<float> cornerHeights(const Raster<float>& heights, const Mask& cells, int reach) {
  const int w = cells.width(), h = cells.height();
  Raster<float> out(w + 1, h + 1, 1, std::numeric_limits<float>::quiet_NaN());
  for (int y = 0; y <= h; ++y)
    for (int x = 0; x <= w; ++x) {
      if (!marked(cells, x, y) && !marked(cells, x - 1, y) && !marked(cells, x, y - 1) &&
          !marked(cells, x - 1, y - 1))
        continue;
      double sum = 0;
      int count = 0;
      for (int cy = y - 1 - reach; cy <= y + reach; ++cy)
        for (int cx = x - 1 - reach; cx <= x + reach; ++cx)
          if (marked(cells, cx, cy)) {
            sum += orZero(heights, cx, cy);
            ++count;
          }
      out.at(x, y) = float(sum / count);
    }
  return out;
}

/// One vertex a corner of the grid that has a height, with the normal of the slope there; -1 elsewhere.
Raster<int> addTop(MeshBuilder& builder, const Raster<float>& top, const HeightMap& heights) {
  Raster<int> index(top.width(), top.height(), 1, -1);
  for (int y = 0; y < top.height(); ++y)
    for (int x = 0; x < top.width(); ++x) {
      const float here = top.at(x, y);
      if (std::isnan(here)) continue;
      const auto slope = [&](int dx, int dy, double cell) {
        const bool ahead = top.contains(x + dx, y + dy) && !std::isnan(top.at(x + dx, y + dy));
        const bool back = top.contains(x - dx, y - dy) && !std::isnan(top.at(x - dx, y - dy));
        const double high = ahead ? top.at(x + dx, y + dy) : here, low = back ? top.at(x - dx, y - dy) : here;
        return ahead || back ? (high - low) / (cell * (ahead + back)) : 0.0;
      };
      const Vec3 normal = normalized({-slope(1, 0, heights.cellX), -slope(0, 1, heights.cellY), -1});
      index.at(x, y) = builder.add(x * heights.cellX, y * heights.cellY, here, normal);
    }
  return index;
}

} // namespace

TriangleMesh contentMesh(const HeightMap& heights, const BoxVolume& box) {
  const int w = heights.height.width(), h = heights.height.height();
  const double thinnest = thinnestShare * box.size.depth;
  const Raster<float> solid = withoutSpikes(heights.height, straySpikeShare * box.size.depth);
  Mask rises(w, h);
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      rises.at(x, y) = orZero(solid, x, y) - orZero(heights.floor, x, y) > thinnest;
  const Raster<float> top = cornerHeights(solid, rises, 0);
  Raster<float> base = cornerHeights(heights.floor, rises, baseReach);
  for (std::size_t k = 0; k < base.pixelCount(); ++k)
    base.data()[k] = std::min(base.data()[k], top.data()[k]);

  MeshBuilder builder(box);
  const Raster<int> index = addTop(builder, top, heights);
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      if (!rises.at(x, y)) continue;
      builder.quad({index.at(x, y), index.at(x + 1, y), index.at(x + 1, y + 1), index.at(x, y + 1)}, 0);
      for (const Side& side : sides) {
        if (marked(rises, x + side.dx, y + side.dy)) continue;
        std::array<Vec2, 2> foot;
        std::array<double, 2> below, above;
        for (std::size_t k = 0; k < 2; ++k) {
          const int gx = x + side.ends[k][0], gy = y + side.ends[k][1];
          foot[k] = {gx * heights.cellX, gy * heights.cellY};
          below[k] = base.at(gx, gy);
          above[k] = top.at(gx, gy);
        }
        builder.wall(foot, below, above, {double(side.dx), double(side.dy), 0}, 1);
      }
    }
  return std::move(builder.mesh);
}

HiddenPatches hiddenPatches(const HeightMap& heights, const BoxVolume& box) {
  const int w = heights.state.width(), h = heights.state.height();
  Mask hidden(w, h);
  for (std::size_t k = 0; k < hidden.pixelCount(); ++k)
    hidden.data()[k] = heights.state.data()[k] == std::uint8_t(CellState::hidden);
  Raster<float> top = cornerHeights(heights.height, hidden, 1);
  for (std::size_t k = 0; k < top.pixelCount(); ++k)
    top.data()[k] += float(liftShare * box.size.depth);

  MeshBuilder builder(box);
  const Raster<int> index = addTop(builder, top, heights);
  HiddenPatches out;
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      if (!hidden.at(x, y)) continue;
      builder.quad({index.at(x, y), index.at(x + 1, y), index.at(x + 1, y + 1), index.at(x, y + 1)}, 0);
      if ((x + y) % hatchEvery) continue;
      const Vec3& from = builder.mesh.points[std::size_t(index.at(x, y + 1))];
      const Vec3& to = builder.mesh.points[std::size_t(index.at(x + 1, y))];
      out.hatching.push_back({from, to});
    }
  out.surface = std::move(builder.mesh);
  return out;
}

} // namespace fillscope
