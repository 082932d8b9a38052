#include "core/geometry/column_march.h"
#include <cmath>

namespace fillscope {

namespace {

// A vertical line of the box in the picture: at t in 0..1 the pixel (u, v) and the line's own 1/z.
struct PictureLine {
  double u0 = 0, v0 = 0, i0 = 0, du = 0, dv = 0, di = 0;
  double originZ = 0, slopeZ = 0; ///< camera z = originZ + box z · slopeZ
  double boxZ(double t) const { return (1 / (i0 + t * di) - originZ) / slopeZ; }
};

class Marcher {
 public:
  Marcher(const InverseDepth& depth, const BoxView& view, const BoxShape& shape, const MarchLimits& limits)
      : depth_(depth)
      , view_(view)
      , shape_(shape)
      , limits_(limits)
      , down_(view.pose.rotation.columns[2]) {}

  void march(double x, double y, float& top, std::uint8_t& state, std::int32_t& pixel) const {
    const Vec3 foot = view_.pose.toCamera({x, y, 0});
    const double surface = shape_.surfaceZ(x, y);
    const double sight = view_.sightLimit(x, y);
    // Past the floor a little, so that noise there has no favourite side.
    const double under = shape_.floorZ(x, y) + std::max(4 * depth_.noise, 0.04 * shape_.depth);
    const double end = std::min(under, sight);
    PictureLine line;
    const Vec3 a = foot + (-limits_.above) * down_, b = foot + end * down_;
    state = std::uint8_t(ColumnState::hidden);
    pixel = -1;
    top = 0;
    if (!(a.z > 1e-6) || !(b.z > 1e-6)) return;
    const Vec2 pa = view_.camera.project(a), pb = view_.camera.project(b);
    line = {pa.x, pa.y, 1 / a.z, pb.x - pa.x, pb.y - pa.y, 1 / b.z - 1 / a.z, foot.z, down_.z};
    const double length = std::max(std::abs(line.du), std::abs(line.dv));
    const int steps = std::clamp(int(length / 0.8) + 2, 3, 4096);
    double freeT = -1, freeGap = 0, freeSeen = 0;
    bool hole = false;
    for (int k = 0; k <= steps; ++k) {
      const double t = double(k) / steps;
      const double seen = depth_.at(line.u0 + t * line.du, line.v0 + t * line.dv);
      if (!(seen > 0)) {
        hole = true;
        continue;
      }
      const double gap = line.i0 + t * line.di - seen; // positive: the column's point is before the surface
      if (gap >= 0) {
        freeT = t, freeGap = gap, freeSeen = seen;
        hole = false;
        continue;
      }
      finish(line, freeT, freeGap, freeSeen, t, gap, seen, hole, top, state, pixel);
      return;
    }
    if (freeT < 0) { // nothing but holes or beyond the picture
      state = std::uint8_t(hole && inPicture(line) ? ColumnState::hole : ColumnState::hidden);
      return;
    }
    if (hole) { // free so far, then nothing measured
      top = float(line.boxZ(freeT));
      state = std::uint8_t(ColumnState::hole);
      return;
    }
    pixel = pixelAt(line, 1);
    if (end < under) { // the near wall's rim ends the view
      top = float(std::max(0.0, end));
      state = std::uint8_t(ColumnState::hidden);
      if (top >= float(surface)) top = float(surface), state = std::uint8_t(ColumnState::observed);
      return;
    }
    top = float(surface);
    state = std::uint8_t(ColumnState::observed);
  }

 private:
  bool inPicture(const PictureLine& l) const {
    return depth_.values.contains(int(std::lround(l.u0)), int(std::lround(l.v0))) ||
           depth_.values.contains(int(std::lround(l.u0 + l.du)), int(std::lround(l.v0 + l.dv)));
  }
  std::int32_t pixelAt(const PictureLine& l, double t) const {
    const int x = int(std::lround(l.u0 + t * l.du)), y = int(std::lround(l.v0 + t * l.dv));
    return depth_.values.contains(x, y) ? y * depth_.values.width() + x : -1;
  }

  void finish(const PictureLine& line, double freeT, double freeGap, double freeSeen, double t, double gap,
              double seen, bool hole, float& top, std::uint8_t& state, std::int32_t& pixel) const {
    pixel = pixelAt(line, t);
    if (freeT < 0) { // blocked from the start
      const double behind =
          1 / seen - 1 / (line.i0 + t * line.di); // negative: how far behind the surface it lies
      top = float(std::max(line.boxZ(0), -limits_.above));
      const bool near = t == 0 && -behind < limits_.jump;
      state = std::uint8_t(near ? ColumnState::observed : hole ? ColumnState::hole : ColumnState::hidden);
      return;
    }
    const double step = std::abs(1 / seen - 1 / freeSeen);
    if (step < limits_.jump) { // one surface: where the two lines in 1/z cross
      double low = freeT, high = t, lowGap = freeGap, highGap = gap;
      for (int refinement = 0; refinement < 2 && !hole; ++refinement) {
        const double at = low + (high - low) * lowGap / (lowGap - highGap);
        const double here = depth_.at(line.u0 + at * line.du, line.v0 + at * line.dv);
        if (!(here > 0)) break;
        const double g = line.i0 + at * line.di - here;
        if (g >= 0)
          low = at, lowGap = g;
        else
          high = at, highGap = g;
        if (lowGap - highGap < 1e-12) break;
      }
      const double cross = lowGap - highGap > 1e-15 ? low + (high - low) * lowGap / (lowGap - highGap) : low;
      top = float(line.boxZ(cross));
      state = std::uint8_t(ColumnState::observed);
      pixel = pixelAt(line, cross);
      return;
    }
    double low = freeT, high = t;
    for (int refinement = 0; refinement < 4 && !hole; ++refinement) {
      const double middle = 0.5 * (low + high);
      const double here = depth_.at(line.u0 + middle * line.du, line.v0 + middle * line.dv);
      if (here > 0 && line.i0 + middle * line.di - here >= 0)
        low = middle;
      else
        high = middle;
    }
    top = float(line.boxZ(low));
    state = std::uint8_t(hole ? ColumnState::hole : ColumnState::hidden);
  }

  const InverseDepth& depth_;
  const BoxView& view_;
  const BoxShape& shape_;
  MarchLimits limits_;
  Vec3 down_;
};

} // namespace

Columns marchColumns(const InverseDepth& depth, const BoxView& view, const BoxShape& shape, int nx, int ny,
                     const MarchLimits& limits, const Progress& progress) {
  Columns out;
  out.stepX = shape.first / nx;
  out.stepY = shape.second / ny;
  const std::size_t count = std::size_t(nx) * ny;
  out.top.resize(count);
  out.state.resize(count);
  out.pixel.resize(count);
  const Marcher marcher(depth, view, shape, limits);
  out.nx = nx;
  out.ny = ny;
  for (int j = 0; j < ny; ++j) {
    if (progress.cancelled()) return {};
    for (int i = 0; i < nx; ++i) {
      const std::size_t k = out.index(i, j);
      marcher.march(out.x(i), out.y(j), out.top[k], out.state[k], out.pixel[k]);
    }
  }
  return out;
}

} // namespace fillscope
