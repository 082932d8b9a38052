#pragma once
// Brings a depth map to the scale of the pose, from what the rim and the walls must measure. Private to this
// folder.
#include "core/geometry/box_view.h"
#include "core/imaging/depth_map.h"
#include <optional>
#include <vector>

namespace fillscope {

/// z = scale·v + shift (metric, relative) or 1/z = scale·v + shift (inverse), in the unit of the pose.
struct Alignment {
  DepthKind kind = DepthKind::metric;
  double scale = 1, shift = 0;
  double taper = 0;    ///< common slope of the walls, inwards per unit of depth, that fits best
  double residual = 0; ///< robust relative spread of the depth on rim and walls
  double support = 0;  ///< share of the samples that agree
  bool weak = false; ///< hardly any wall was seen: the scale rests on the rim's top or on the map's own word
  /// How much nearer or farther, on average, others put what is seen that explain rim and walls nearly as
  /// well.
  double nearer = 0, farther = 0;
  int samples = 0; ///< usable pixels on rim and walls

  /// 1/z of a measured value; not positive where the value cannot be.
  double inverse(double value) const {
    const double linear = scale * value + shift;
    return kind == DepthKind::inverse ? linear : linear > 0 ? 1 / linear : 0;
  }
};

/// wallDepth: how far below the rim the walls surely reach; floorDepth: nothing lies deeper, infinity where
/// the size is not known. Pixels that see a wall above that, and those just outside the rim that see its top,
/// have a depth that the pose foretells; content lies closer than the wall, ground beside the box farther
/// than the rim. The scale is the one that most of them agree on without putting walls farther than they are
/// or everything above the rim. believedScale: metres of the pose per metre of a metric map, kept within two
/// percent unless another scale explains twice as much. Deterministic.
Alignment alignToBox(const DepthMap& depth, const BoxView& view, const RimCorners& corners, double wallDepth,
                     double floorDepth, std::optional<double> believedScale = {});

/// The scale of a metric map, or of one in 1/m, from a map of the same view that is already to scale:
/// reference holds 1/z, 0 for holes. expected: the scale of the reference's own source, kept where the pixels
/// bear it out. A map without a unit finds no line in this way: goods that raise the floor evenly make one of
/// their own.
Alignment alignToReference(const DepthMap& depth, const Raster<float>& reference, const RimCorners& corners,
                           const Alignment& expected);

/// The line of a map without a unit, from the same: only pixels where rim and walls are expected count, but
/// at the depth that the reference has there. Goods that raise the floor evenly make no line of their own so.
Alignment alignLineToReference(const DepthMap& depth, const Raster<float>& reference, const BoxView& view,
                               const RimCorners& corners, double wallDepth);

} // namespace fillscope
