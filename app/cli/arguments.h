#pragma once
// Texts of the command line as values.
#include "core/geometry/box.h"
#include <string>

namespace fillscope::cli {

/// "158,8 489,8 594,560 27,560": four corners in continuous picture coordinates.
Result<RimCorners> parseCorners(const std::string& text);

/// For CLI11's check: what is wrong with a number of metres per unit, or nothing.
std::string checkMetresPerUnit(const std::string& text);

} // namespace fillscope::cli
