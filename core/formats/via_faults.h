#pragma once
// What VIA 2.0.11 cannot show, or stops at, though it is kept here as it was read. Private to this folder.
#include "core/formats/annotation_notes.h"
#include <optional>
#include <string>

namespace fillscope {

struct ViaShapeFault {
  std::string what;          ///< "circle with a negative radius"
  bool hidesPicture = false; ///< VIA stops at it and shows nothing of the picture
};
/// Nothing where VIA draws the region, or passes over a shape that it does not know.
std::optional<ViaShapeFault> viaShapeFault(const Region& region);

/// Regions that VIA cannot show, alike ones once with the first of them and their count.
void noteShapeFaults(const Project& project, ImportNotes& faults);
/// Definitions of attributes that VIA's panel of attributes stops at.
void noteDefinitionFaults(const Project& project, ImportNotes& faults);
/// Regions marked as keypoints with more or fewer vertices than names.
void noteLostKeypoints(const Project& project, ImportNotes& notes);

} // namespace fillscope
