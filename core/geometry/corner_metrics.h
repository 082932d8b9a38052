#pragma once
// How near predicted corners are to true ones, in the measures of the field.
#include "core/base/vec.h"
#include "core/geometry/keypoint.h"
#include <string>
#include <vector>

namespace fillscope {

/// Area of the intersection over that of the union, exact but for rounding. hull: of the convex hulls;
/// polygon: of the outlines as they are, concave or not; where an outline crosses itself, what lies inside an
/// odd number of times counts. Symmetric; 0 where both areas are 0.
double hullIou(const std::vector<Vec2>& a, const std::vector<Vec2>& b);
double polygonIou(const std::vector<Vec2>& a, const std::vector<Vec2>& b);
/// exp(−d²/(2 s² k²)) averaged over the keypoints, s² the true outline's area, k = 2·sigma (COCO; sigma 0.025
/// for box corners).
double objectKeypointSimilarity(const std::vector<Vec2>& predicted, const std::vector<Vec2>& truth,
                                double sigma = 0.025);

/// The outline is that of the first four points where there are four or eight (rim, then floor), else the
/// hull of all.
struct CornerErrors {
  std::vector<double> pixels; ///< Euclidean distance per keypoint
  std::vector<double> share;  ///< the same over the true outline's longer diagonal (box diagonal), 0..1
  double hull = 0, polygon = 0, oks = 0;
  std::vector<KeypointVisibility> visibility; ///< of each true keypoint; empty where it is not known
};
/// orderFree: of the four rotations of the predicted corners the one with the least sum of distances. Both
/// need the same number of points.
CornerErrors cornerErrors(const std::vector<Vec2>& predicted, const std::vector<Vec2>& truth,
                          bool orderFree = false);

/// The keypoints of one visibility, pooled.
struct VisibilityScore {
  KeypointVisibility visibility = KeypointVisibility::visible;
  std::size_t keypoints = 0;
  double meanShare = 0, pck02 = 0;
};

/// Pooled over keypoints and pictures; percentiles interpolated linearly between ranks.
struct CornerScore {
  std::string name;
  std::size_t pictures = 0;
  std::size_t ownProposals = 0; ///< pictures whose truth this network proposed itself: they flatter it
  double meanPixels = 0, medianPixels = 0, p95Pixels = 0;
  double meanShare = 0, medianShare = 0, p95Share = 0;
  double pck01 = 0, pck02 = 0, pck05 = 0; ///< share of keypoints nearer than 1, 2, 5 % of the diagonal
  double hullIou = 0, polygonIou = 0, oks = 0,
         oksMap = 0; ///< oksMap: mean over thresholds .50:.05:.95 of the share above
  /// Visible, hidden, outside; those that occur, of pictures whose visibility is known.
  std::vector<VisibilityScore> byVisibility;
};
CornerScore summarise(const std::string& name, const std::vector<CornerErrors>& errors);
/// Best first: highest polygon IoU, then the least mean distance.
void sortBestFirst(std::vector<CornerScore>& scores);

} // namespace fillscope
