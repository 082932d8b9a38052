#pragma once
// What makes a figure doubtful, in plain words. Private to this folder.
#include "core/geometry/fill.h"

namespace fillscope {

/// What measureFill found out on its way, as far as a warning may depend on it.
struct FillDoubts {
  bool cornersOutside = false;
  double outsidePercent = 0; ///< of the rim's area
  bool sizeGiven = false, referenceUsed = false, floorFound = true;
  double floorShare = 1;
  double support = 1; ///< share of rim and wall pixels that agree with the scale
  int alignmentSamples = 0;
  double residualShare = 0; ///< alignment residual over the depth of the box
  double scaleGap = 0;      ///< given size against measured depth, relative; 0 where nothing compares
  double depthGap = 0;      ///< given depth against the floor seen, relative
  double obstacleShare = 0; ///< of the opening as seen: flaps and hands over it
  double overfillShare = 0; ///< volume above the rim over the box's
  double heightPoints = 0;  ///< points of fill that the corners leave in doubt, either way
  bool relativeDepth = false;
  bool referenceIsSame = false;    ///< the empty box's map is the picture's own
  double referenceDeeperShare = 0; ///< of the pixels in the rim: seen farther away than in the empty box
  double referenceScale = 1;       ///< between the scales of the two maps, at least 1
};

/// At most one decimal, none where there is none: a value of a warning.
std::string shortText(double value);

std::vector<FillWarning> warningsFor(const FillReport& report, const FillDoubts& doubts);

} // namespace fillscope
