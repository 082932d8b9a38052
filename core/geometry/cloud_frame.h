#pragma once
// Where to look at a cloud from, and what of it fits into the picture. Private to this folder.
#include "core/base/result.h"
#include "core/geometry/cloud_picture.h"

namespace fillscope {

struct CloudFrame {
  CloudView view;
  double spacing = 0; ///< about how far this cloud's points lie apart, as a slope of rays
  double outside = 0; ///< share of the points that do not lie in the picture
};

/// Errors: badInput (no extent; nothing before the camera).
Result<CloudFrame> frameOf(const ScatteredCloud& cloud, UpAxis up, const CloudViewOptions& options);
/// The same for a view that is known. Error: badInput (nothing of the cloud lies in it).
Result<CloudFrame> frameIn(const ScatteredCloud& cloud, const CloudView& view);

} // namespace fillscope
