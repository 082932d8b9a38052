#pragma once
// Corners, depth and fill of a plain photo by the networks there are.
#include "core/annotation/rim.h"
#include "core/base/progress.h"
#include "core/geometry/fill.h"
#include "core/inference/corner_detector.h"
#include "core/inference/model_registry.h"
#include "core/inference/rim_view.h"
#include <vector>

namespace fillscope {

/// id "": the shipped one ("box-corners"), or the only one there is.
Result<DetectedCorners> detectCorners(ModelRegistry& registry, const std::string& id, const Image& picture,
                                      const Progress& progress = {});

/// The four corners as a rim; of eight, the rim and the floor below it, the first four. Error: badInput where
/// they are neither, or no outline of a box.
Result<RimCorners> rimFrom(const DetectedCorners& corners);
/// The points of rimFrom's corners, clockwise from the top-left one: four, or none.
std::vector<DetectedKeypoint> rimPoints(const DetectedCorners& corners);
/// rimPoints as a proposal of that network, which nobody has looked at; it need be no outline of a box.
Rim proposedRim(const DetectedCorners& corners, const std::string& network);

/// How full a box is from its photo alone.
struct PredictedFill {
  /// Measured on the predicted depth. fillPercent is the mean of the volume under that depth and of the
  /// network's own figure, by the manifest's weight; heights stay as measured. The interval is measureFill's,
  /// widened to hold the middle 90 % of the network's calibrated error, at least 3 points to each side. Where
  /// the scale is not known, lengths are in units of the rim's first side, and there are no litres and no cut
  /// height. Warnings "depth-predicted" and, there, "scale-unknown" say so.
  FillReport report;
  DepthMap depth; ///< metres, or relative where the scale is not known; 0 outside the rim
  BoxSize size;   ///< as used; in units of its first side where the scale is not known
  bool depthEstimated = false, scaleKnown = false;
  double volumePercent = 0; ///< under the predicted depth alone
  double figurePercent = 0; ///< the network's own figure
  double figureError = 0;   ///< its standard error, points, calibrated
};
/// id "": the shipped network that looks through the rim ("box-depth"), or the only one. camera: unknown:
/// guessed from the rim, and said. k1: radial distortion of its lens (lens.h), which counts
/// where the camera is known; depth and classes of pixels are those of the picture as it is. Errors: as
/// measureFill and the networks.
Result<PredictedFill> predictFill(ModelRegistry& registry, const std::string& id, const Image& picture,
                                  const RimCorners& corners, const std::optional<CameraIntrinsics>& camera,
                                  const std::optional<BoxSize>& size, const FillOptions& options,
                                  const Progress& progress = {}, double k1 = 0);
Result<PredictedFill> predictFill(Network& network, const Image& picture, const RimCorners& corners,
                                  const std::optional<CameraIntrinsics>& camera,
                                  const std::optional<BoxSize>& size, const FillOptions& options,
                                  const Progress& progress = {}, double k1 = 0);

} // namespace fillscope
