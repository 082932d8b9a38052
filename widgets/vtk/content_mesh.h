#pragma once
// The height map as surfaces: the content as a solid with walls down to the floor, hidden cells as hatched
// columns.
#include "core/geometry/fill.h"
#include "widgets/vtk/cloud_points.h"
#include <array>
#include <vector>

namespace fillscope {

/// Triangles in the camera frame, seen from both sides. group: one number a triangle, for its colour.
struct TriangleMesh {
  std::vector<Vec3> points, normals; ///< as many normals as points, unit length, outwards
  std::vector<std::array<int, 3>> triangles;
  std::vector<std::uint8_t> group;
};

/// Top surface through the cells whose content rises above the floor, with skirts at its edges. Single
/// stray cells that stick out of all their neighbours are drawn no higher than these.
TriangleMesh contentMesh(const HeightMap& heights, const BoxVolume& box);

/// Where no pixel looks: patches just over the estimated height, and lines that hatch them diagonally.
struct HiddenPatches {
  TriangleMesh surface;
  std::vector<std::array<Vec3, 2>> hatching;
};
HiddenPatches hiddenPatches(const HeightMap& heights, const BoxVolume& box);

} // namespace fillscope
