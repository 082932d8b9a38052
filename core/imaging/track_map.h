#pragma once
// The map that explains how corners moved from one picture to another; for picture_alignment.
#include "core/imaging/corner_tracks.h"
#include <optional>

namespace fillscope {

using TrackMatrix = cv::Matx33d; ///< homogeneous; pixel centres are whole numbers
cv::Point2d mapped(const TrackMatrix& map, cv::Point2d p);

struct TrackMap {
  TrackMatrix map = TrackMatrix::eye();
  CornerTracks agree;
};
/// A shift, an affine map or a homography, each where it explains more than the one before (RANSAC, Fischler
/// and Bolles 1981; then least squares).
/// within: pixels. Nothing where too few agree. The same tracks give the same map.
std::optional<TrackMap> simplestMap(const CornerTracks& tracks, double within);
/// Where enough of them did not move.
std::optional<TrackMap> standingStill(const CornerTracks& tracks, double within);
double residualOf(const TrackMap& found); ///< root mean square, pixels
/// What lies further than that from where the map says.
CornerTracks tracksBeside(const CornerTracks& tracks, const TrackMap& found, double within);

} // namespace fillscope
