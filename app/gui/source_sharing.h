#pragma once
// What one picture's depth and camera settings say about the other pictures of its project.
#include "core/annotation/rim.h"
#include "core/formats/picture_set.h"
#include <vector>

namespace fillscope {

struct SharedSources {
  std::vector<PictureSources> all; ///< one per picture
  int others = 0;                  ///< how many besides the one they come from change
};

/// Whether an edit of one picture's sources may concern others.
bool saysOtherScale(const PictureSources& before, const PictureSources& edited);

/// The picture gets `edited`. Where that says another scale or rotation, every picture that has a depth file
/// in metres of whole numbers but no scale gets both too: the files of one project come from one camera. What
/// a file holds is said of that picture alone, since some pictures of a project may be measured and others
/// predicted.
SharedSources withScaleShared(const OpenedProject& opened, int index, const PictureSources& edited);

/// Every picture gets the camera, the scale, the rotation and the kind of depth of one; depth files stay with
/// their pictures, and files with decimals without a scale.
SharedSources withCameraShared(const OpenedProject& opened, int index);

} // namespace fillscope
