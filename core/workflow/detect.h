#pragma once
// Corners, depth and fill of a plain photo by the networks there are.
#include "core/base/progress.h"
#include "core/geometry/fill.h"
#include "core/inference/corner_detector.h"
#include "core/inference/model_registry.h"
#include "core/inference/rim_view.h"

namespace fillscope {

/// id "": the shipped one ("box-corners"), or the only one there is.
Result<DetectedCorners> detectCorners(ModelRegistry& registry, const std::string& id, const Image& picture,
                                      const Progress& progress = {});

/// How full a box is from its photo alone.
struct PredictedFill {
  FillReport report; ///< measured on the predicted depth; interval from the network's own error, calibrated
  DepthMap
      depth; ///< predicted, metres where size is given, else in units of the rim's first side and said so
  BoxSize size;
  bool depthEstimated = false, scaleKnown = false;
};
/// camera: unknown: guessed as measureFill does. Errors: as measureFill and the networks.
Result<PredictedFill> predictFill(ModelRegistry& registry, const std::string& id, const Image& picture,
                                  const RimCorners& corners, const std::optional<CameraIntrinsics>& camera,
                                  const std::optional<BoxSize>& size, const FillOptions& options,
                                  const Progress& progress = {});

} // namespace fillscope
