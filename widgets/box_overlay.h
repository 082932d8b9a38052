#pragma once
// How a rim looks on a picture: edges with direction, numbered and named corners, the line to the
// cursor.
#include "core/base/vec.h"
#include <QPointF>
#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

class QPainter;

namespace fillscope {

class ImageCanvas;

/// What the mouse is over or holds.
struct RimPart {
  enum class Kind { none, corner, edge, inside };
  Kind kind = Kind::none;
  int index = -1; ///< corner or edge; edge i runs from corner i to i + 1
  friend bool operator==(const RimPart&, const RimPart&) = default;
};

struct RimLook {
  std::vector<Vec2> corners; ///< picture coordinates
  int selected = -1;
  RimPart hovered;
  bool fault = false;
  bool editable = true;
  bool behind = false; ///< another rim lies over it: an outline alone, no labels that would cover the other's
  std::optional<Vec2> next; ///< where the next corner would come
  std::vector<bool> hidden; ///< corners that something is in front of; shorter: the others are seen
  bool nextHidden = false;
};

/// "top-left", translated.
QString cornerName(int corner);
/// " · hidden", behind a corner's name; translated.
QString hiddenMark();

/// A chip outward of a corner, seen from the outline's centre; viewport coordinates.
void paintCornerLabel(QPainter& painter, const QPointF& at, const QPointF& centre, const QString& text,
                      const QRectF& view);
void paintRim(QPainter& painter, const ImageCanvas& canvas, const RimLook& look);
/// The part under a viewport position; corners win over edges, edges over the inside.
RimPart rimPartAt(const QPointF& position, const ImageCanvas& canvas, const std::vector<Vec2>& corners);

} // namespace fillscope
