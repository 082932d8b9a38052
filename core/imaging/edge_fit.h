#pragma once
// The corner where two straight edges of a picture meet, to a fraction of a pixel.
#include "core/base/result.h"
#include "core/base/vec.h"
#include "core/imaging/raster.h"
#include <optional>
#include <vector>

namespace fillscope {

struct FittedLine {
  Vec2 point, direction; ///< direction of length 1, away from the corner
  double residual = 0;   ///< root mean square distance of its edge points, pixels
  int points = 0;        ///< edge points that agree with it
  friend bool operator==(const FittedLine&, const FittedLine&) = default;
};

struct CornerFit {
  Vec2 corner;
  FittedLine first, second; ///< along the sides to the previous and to the next corner
  double residual = 0;      ///< the larger of the lines', pixels
  double angle = 0;         ///< between the lines, radians, 0 … π
  /// Where OpenCV's cornerSubPix goes from there; nothing where it leaves the place altogether.
  std::optional<Vec2> secondOpinion;
};

/// Continuous picture coordinates, (0,0) the picture's top-left corner. Along each side, from near the corner
/// to at most 40 pixels away, the steepest change of brightness across it is looked for, and placed to a
/// fraction of a pixel by the centre of gravity of that change; a line is fitted through these places (most
/// agreement of any pair, then least squares with Tukey's weights), and once more along the lines found.
/// picture: 1 or 3 channels. reach: pixels to either side of the drawn side in which its edge is looked for.
/// Error: badInput where a side is shorter than 10 pixels, too little of an edge is found, the edges are
/// nearly parallel, or they meet further than twice the reach from the corner.
Result<CornerFit> fitCorner(const Image& picture, Vec2 corner, Vec2 previous, Vec2 next, double reach = 4);

} // namespace fillscope
