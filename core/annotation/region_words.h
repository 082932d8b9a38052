#pragma once
// What a region is called, and how many of which kind a project holds.
#include "core/annotation/keypoint_set.h"
#include "core/annotation/project.h"
#include <map>
#include <string>
#include <utility>

namespace fillscope {

/// VIA's word for the shape; "box rim" and "keypoints" for what is more than its polyline; "unknown".
std::string shapeWord(const Region& region);
/// Region attribute: regions of one picture with the same one and the same label are one thing (labelme's).
inline constexpr const char* groupAttribute = "group_id";

struct AnnotationStatistics {
  int pictures = 0;
  int annotated = 0;  ///< with at least one region
  int withRim = 0;    ///< with all four corners
  int unfinished = 0; ///< with one to three corners
  int proposed = 0;   ///< a network's corners that nobody has looked at
  int reviewed = 0;
  int regions = 0;
  std::map<std::pair<std::string, std::string>, int> byShapeAndLabel; ///< label "" where it has none
};
AnnotationStatistics statisticsOf(const Project& project);

} // namespace fillscope
