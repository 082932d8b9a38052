#pragma once
// Which points of a cloud are worth showing, where they lie relative to the box, and in which colour.
#include "core/geometry/box.h"
#include "core/geometry/point_cloud.h"
#include "core/imaging/colour_map.h"
#include "widgets/vtk/cloud_colouring.h"
#include "widgets/vtk/scene_style.h"
#include <cstdint>
#include <optional>
#include <vector>

namespace fillscope {

/// The box as far as the view needs it: pose and sides in the cloud's unit.
struct BoxVolume {
  BoxPose pose;
  BoxSize size;
  friend bool operator==(const BoxVolume& a, const BoxVolume& b) {
    return a.size == b.size && a.pose.rotation == b.pose.rotation && a.pose.translation == b.pose.translation;
  }
  /// Corners 1..4 of the rim, then 5..8 of the floor below them, camera frame.
  std::array<Vec3, 8> corners() const;
};

/// Points to show, as pixel indexes (y * width + x) of the cloud.
struct CloudPoints {
  std::vector<std::uint32_t> pixels;
  std::vector<std::uint8_t> muted; ///< 1: outside the box, shown grey
  std::vector<Vec3> hull;          ///< a few points that the view should hold, robust against outliers
  double spacing = 0;              ///< typical distance between neighbours, in the cloud's unit
  std::uint32_t stride = 1;        ///< every stride-th column and row was taken
};

/// With a box: points in it and close around it keep their colour, those further off are muted, the
/// background beyond is left out. Without one every measured point is taken.
CloudPoints choosePoints(const PointCloud& cloud, const std::optional<BoxVolume>& box, std::uint32_t stride);

/// Smallest stride that leaves at most this many of count points.
std::uint32_t strideFor(std::size_t count, std::size_t most);

/// 2 and 98 % of the depths shown.
std::pair<double, double> depthRange(const PointCloud& cloud, const CloudPoints& points);

/// RGB of each chosen point. Height is over the floor and needs a box; a photo needs colours: grey where they
/// are missing.
std::vector<Rgb8> colourPoints(const PointCloud& cloud, const CloudPoints& points, CloudColouring colouring,
                               const ColourScale& scale, const std::optional<BoxVolume>& box,
                               const SceneStyle& style);

} // namespace fillscope
