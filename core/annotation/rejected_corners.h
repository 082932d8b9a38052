#pragma once
// Which networks' corners a person has looked at and refused in a picture.
#include "core/annotation/project.h"
#include <string>

namespace fillscope {

/// The file attribute that names those networks (ids, with commas between; "unknown" for one without a name).
/// It goes as soon as the picture has corners that somebody has placed or accepted.
inline constexpr const char* rejectedCornersAttribute = "corners_rejected";

/// Looking through a whole list leaves such a picture alone.
bool areCornersRejected(const Attributes& attributes, const std::string& network);
Attributes withCornersRejected(Attributes attributes, const std::string& network);

} // namespace fillscope
