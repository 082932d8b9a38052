#pragma once
// The pictures of a report as pixels; words and numbers are laid over them by the page. Internal to
// core/formats.
#include "core/formats/picture_outlines.h"
#include "core/geometry/fill.h"
#include "core/imaging/colour_map.h"

namespace fillscope {

/// The picture with the rim, if any, drawn so that it shows on any ground, at most 1600 pixels wide or high.
/// Where corners lie outside, the drawing is widened to show them (by at most half the picture's size on each
/// side).
ReportDrawing drawPhoto(const Image& photo, const RimCorners* corners);

/// Depth as colours with the rim; `scale` says which.
ReportDrawing drawDepth(const DepthMap& depth, const RimCorners* corners, const ColourScale& scale);
/// 2 to 98 % of what was measured.
ColourScale depthColours(const DepthMap& depth);

/// Heights seen from above, corner 1 at the top left, corner 2 at the top right; hidden cells hatched. Cells
/// are enlarged to squares of metres, about 640 pixels in all.
Image drawHeights(const HeightMap& heights, const ColourScale& scale);
/// From the floor to the rim, or to the highest content above it.
ColourScale heightColours(const HeightMap& heights);

} // namespace fillscope
