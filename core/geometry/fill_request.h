#pragma once
// What a request must bring, and the camera that it is measured with. Private to this folder.
#include "core/geometry/fill.h"

namespace fillscope {

Error badRequest(std::string what, std::string where, std::string hint);
Result<void> checkRequest(const FillRequest& request);

/// Whether values are metres, or metres to the power of minus one, rather than relative.
bool hasOwnScale(const DepthMap& depth);

/// How the focal length was found where no camera was given, and what that may cost.
struct FocalSource {
  double doubt = 0;      ///< points of fill
  bool measured = false; ///< from depth on the rim: the depth's own scale was used up for it
};

/// Sets report.camera and cameraGuessed. guide: the depth map that shows the rim best.
FocalSource chooseCamera(const FillRequest& request, const DepthMap& guide, FillReport& report);

} // namespace fillscope
