#pragma once
// What is held or stands over the opening without being content: flaps, hands, arms. Private to this folder.
#include "core/geometry/inverse_depth.h"

namespace fillscope {

struct Obstacles {
  /// 1: shows something over the opening that is no content: a view passes beneath it, or it reaches far
  /// beyond the rim. It tells nothing of what lies below.
  Mask pixels;
  /// 1: shows something high over the rim of which neither can be told: content that stands out, or an
  /// obstacle. No sides are seen below it.
  Mask doubtful;
  double share = 0; ///< of the measured pixels over the opening: pixels
};

/// depth: of the box, or a likely one where it is unknown; jump: a step of z that parts surfaces. Connected
/// surfaces over the rim plane are judged as one.
Obstacles findObstacles(const InverseDepth& depth, const BoxView& view, double boxDepth, double jump);

/// Pixels of a mask count as not measured.
void dropPixels(InverseDepth& depth, const Mask& mask);

} // namespace fillscope
