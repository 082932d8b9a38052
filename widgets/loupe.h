#pragma once
// A magnified disc beside the cursor with a crosshair and the sub-pixel position.
#include "core/base/vec.h"
#include <QPolygonF>
#include <QRectF>

class QPainter;

namespace fillscope {

class ImageCanvas;

struct LoupeContent {
  Vec2 position;   ///< picture coordinates under the crosshair
  QPolygonF lines; ///< an open line in picture coordinates, drawn magnified so that it can be laid on an edge
  bool closed = false;
};

inline constexpr double loupeDiameter = 168;

/// Where the loupe lies: beside the point, on the side with room, inside the view.
QRectF loupePlace(const QPointF& point, const QRectF& viewport);
/// How much the loupe magnifies at a zoom: 8×, and always clearly more than the picture itself.
double loupeMagnification(double zoom);
void paintLoupe(QPainter& painter, const ImageCanvas& canvas, const LoupeContent& content);

} // namespace fillscope
