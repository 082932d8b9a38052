#pragma once
// Smooth lines straight into a picture's memory: many thousand short ones a frame, which QPainter's strokes
// are too slow for.
#include <QImage>
#include <QPointF>
#include <array>
#include <cstdint>
#include <vector>

namespace fillscope {

/// One colour and width, ready to be drawn: the blended pixel for each distance from the line's middle.
class LineBrush {
 public:
  /// Widths in pixels of the target; colours with their alpha. A casing in one go with the line shows at
  /// corners, where the next piece's casing lies over the line: for small shapes.
  LineBrush(QRgb colour, double width, QRgb casing = 0, double casingWidth = 0);
  double reach() const { return reach_; } ///< beyond it nothing is drawn
  /// distance in 1/65536 pixel, up to a little more than the reach.
  std::uint32_t at(std::int64_t distance) const { return table_[static_cast<std::size_t>(distance >> 12)]; }

 private:
  static constexpr int steps = 16, most = 12; // of a pixel; pixels
  double reach_;
  std::array<std::uint32_t, steps*(most + 2)> table_{};
};

/// target: ARGB32_Premultiplied. Points in its pixels, (0,0) its corner; they may lie far outside.
void drawOutline(QImage& target, const std::vector<QPointF>& points, bool closed, const LineBrush& brush);
void drawSegment(QImage& target, QPointF a, QPointF b, const LineBrush& brush);
/// In dashes and gaps of that length.
void drawDashes(QImage& target, QPointF a, QPointF b, double dash, double gap, const LineBrush& brush);
void fillDisc(QImage& target, QPointF centre, double radius, QRgb colour);

} // namespace fillscope
