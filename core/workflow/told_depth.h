#pragma once
// What somebody says once of all depth files of a folder or project.
#include "core/formats/depth_io.h"
#include "core/formats/picture_set.h"

namespace fillscope {

/// Pictures of which the project does not say how their depth file is to be read take it from told. A scale
/// is of integers: files of floats hold metres and need none.
void tellDepth(OpenedProject& opened, const DepthEncoding& told);
/// Where loadPicture finds the picture's depth file, also where the picture lies elsewhere than its project.
std::filesystem::path depthPlaceOf(const OpenedProject& opened, const Picture& picture);
/// Whether a picture's depth file holds integers, and nobody has told what they mean; false where it cannot
/// be read.
bool lacksScale(const OpenedProject& opened, const Picture& picture);

/// Whether it holds floats, which are metres where it holds distances; false where it cannot be read.
bool holdsDecimals(const OpenedProject& opened, const Picture& picture);

} // namespace fillscope
