#pragma once
// What is odd about annotations whatever file they came from.
#include "core/formats/annotation_format.h"

namespace fillscope {

/// Regions that are there twice, without an area or with too few points, all outside a picture whose size is
/// known, rims whose sides cross or that turn the wrong way, pictures with two rims or listed twice, and what
/// VIA cannot show: shapes that it stops at and definitions of attributes that break its list of them.
/// Counted by kind, with the first picture.
std::vector<ImportNote> faultsOf(const Project& project);

} // namespace fillscope
