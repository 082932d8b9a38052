#pragma once
// Whether a box of a size is likely: a slipped unit makes one of 600 m or of 0.4 mm.
#include "core/geometry/fill.h"
#include <optional>

namespace fillscope {

/// What is odd about the size that somebody gave, "size-odd"; nothing for any box that one meets. It forbids
/// nothing. size must be plausible.
std::optional<FillWarning> oddSize(const BoxSize& size);

} // namespace fillscope
