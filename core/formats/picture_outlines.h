#pragma once
// Outlines of boxes drawn over a picture. Internal to core/formats, but for PictureOutline.
#include "core/base/vec.h"
#include "core/imaging/raster.h"
#include <array>
#include <vector>

namespace fillscope {

using RgbColour = std::array<std::uint8_t, 3>;

/// A closed line through points of a picture, in its continuous coordinates; may leave the picture.
struct PictureOutline {
  std::vector<Vec2> points;
  RgbColour colour{255, 196, 0};
};

/// A drawing and where the picture's coordinates lie on it: drawn = (picture − origin) · scale, in continuous
/// coordinates of the drawing.
struct ReportDrawing {
  Image image; ///< RGB
  Vec2 origin;
  double scale = 1;
  Vec2 drawn(Vec2 picture) const { return scale * (picture - origin); }
};

/// The picture, shrunk to `largest` pixels at most, with its outlines, each on a darker line so that it shows
/// on any ground, the last on top. Where they leave the picture, the drawing is widened to show them (by at
/// most half the picture's size on each side). thickness in pixels of the drawing; 0: by its size.
ReportDrawing drawOutlines(const Image& picture, const std::vector<PictureOutline>& outlines, int largest,
                           int thickness = 0);

} // namespace fillscope
