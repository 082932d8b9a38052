#pragma once
// What the pixels on the rim and the walls of a box say of a depth map's scale. Private to this folder.
#include "core/geometry/box_view.h"
#include "core/imaging/depth_map.h"
#include <vector>

namespace fillscope {

/// One pixel, value as in the map. With walls of slope taper a wall is met at the depth
/// (taper·eyeZ − eyeIn) / (rayIn − taper·rayZ); the top of the rim at rim.
struct AlignmentSample {
  enum class Sees { wall, top, inside };
  double value = 0, rim = 0;
  Sees sees = Sees::inside;
  double eyeIn = 0, rayIn = 0, rayZ = 0;
  int x = 0, y = 0; ///< of the pixel

  /// The depth at which the pixel's ray meets what it sees, in the unit of the pose; negative where it never
  /// does.
  double predicted(double eyeZ, double taper) const;
};

struct AlignmentSamples {
  std::vector<AlignmentSample> pixels;
  bool wallsSeen = false; ///< enough of them face inwards to be walls for sure
};

/// About 12,000 pixels inside the rim and in a band about it. wallDepth: how far below the rim the walls
/// surely reach. Where hardly any wall is seen, what stands in its place passes for wall: it still bounds the
/// scale.
AlignmentSamples alignmentSamples(const DepthMap& depth, const BoxView& view, const RimCorners& corners,
                                  double wallDepth);

} // namespace fillscope
