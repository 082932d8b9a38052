#include "app/gui/region_marks.h"
#include "core/annotation/keypoint_set.h"
#include "core/annotation/region_edit.h"
#include "core/annotation/rim.h"

namespace fillscope {

Region withoutMarks(Region region) {
  const std::string type = region.attributes.text("type");
  if (type == "box rim" || keypointSetOf(region)) {
    for (const char* name :
         {"type", "corners", "keypoints", "keypoint_set", "visibility", "skeleton", "flip_pairs"})
      region.attributes.remove(name);
  }
  return region;
}

Region asDrawn(Region region) {
  const ShapeKind kind = kindOf(region.shape);
  setNoRim(region, kind == ShapeKind::polygon || kind == ShapeKind::polyline);
  return region;
}

} // namespace fillscope
