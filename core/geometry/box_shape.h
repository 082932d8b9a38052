#pragma once
// The empty box: four walls that may slant inwards, and a floor. Private to this folder.
#include "core/geometry/inverse_depth.h"
#include <array>

namespace fillscope {

struct BoxWall {
  double offset = 0;    ///< inwards from the rim line at z = 0
  double slope = 0;     ///< inwards per unit of depth; 0 upright
  double dropped = 0;   ///< slope that its points show, but too little of for it to be taken
  double tolerance = 0; ///< points this near belong to the wall
  bool seen = false;    ///< fitted on enough pixels
};

/// z of the empty box below the rim plane: floor = depth + slopeX·(x − middle) + slopeY·(y − middle), cut by
/// the walls.
struct BoxShape {
  double first = 0, second = 0, depth = 0;
  double slopeX = 0, slopeY = 0;
  std::array<BoxWall, 4> walls; ///< numbered as BoxView::fromWall

  double inFrom(int k, double x, double y) const {
    return k == 0 ? x : k == 1 ? y : k == 2 ? first - x : second - y;
  }
  double floorZ(double x, double y) const {
    return depth + slopeX * (x - 0.5 * first) + slopeY * (y - 0.5 * second);
  }
  double surfaceZ(double x, double y) const {
    double z = floorZ(x, y);
    for (int k = 0; k < 4; ++k)
      if (walls[k].slope > 1e-4)
        z = std::min(z, std::max(0.0, (inFrom(k, x, y) - walls[k].offset) / walls[k].slope));
    return z;
  }
  /// Distance of a point inwards from wall k at its own depth; negative behind it.
  double fromWall(int k, Vec3 p) const {
    return inFrom(k, p.x, p.y) - walls[k].offset - walls[k].slope * p.z;
  }
  bool onWall(Vec3 p) const {
    for (int k = 0; k < 4; ++k)
      if (fromWall(k, p) < walls[k].tolerance) return true;
    return false;
  }
  /// Share of the upright volume that the dropped slopes would take away.
  double droppedShare() const {
    double share = 0;
    for (int k = 0; k < 4; ++k)
      share += 0.5 * walls[k].dropped * depth / (k % 2 == 0 ? first : second);
    return share;
  }
  bool slanted() const {
    for (const BoxWall& w : walls)
      if (w.slope > 1e-4) return true;
    return false;
  }
};

/// A measured pixel as a point of the box frame.
struct BoxPoint {
  Vec3 p;
  float weight = 1; ///< area that the pixel covers on a surface facing it, in the unit of the pose squared
  Vec3 normal;      ///< towards the camera; zero where edges or holes leave it unknown
};

/// Every step-th measured pixel inside the rim.
std::vector<BoxPoint> pointsInside(const InverseDepth& depth, const BoxView& view, const RimCorners& corners,
                                   int step);

/// Walls fitted to the points between rim and floor; upright on the rim line unless the points clearly say
/// otherwise. A wall that does not face the eye, were it to slant as the others do, is not fitted: it slants
/// as they do on average if all of them slant, else it is upright.
void fitWalls(BoxShape& shape, const std::vector<BoxPoint>& points, Vec3 eye, double pixelSize, double noise,
              double expectedSlope);

struct FloorFit {
  bool found = false;
  double depth = 0, slopeX = 0, slopeY = 0; ///< as in BoxShape
  double share = 0;                         ///< of the area away from the walls that lies on it
  double spread = 0;                        ///< robust spread of its points
  bool deepestSpots = false;                ///< no level surface: taken from the deepest places seen
};

/// The deepest level that enough of the area away from the walls lies on, refined as a plane.
FloorFit fitFloor(const BoxShape& shape, const std::vector<BoxPoint>& points, double noise);

} // namespace fillscope
