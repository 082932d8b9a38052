#pragma once
// What SelectTool holds; for its own sources alone.
#include "widgets/region_drag.h"
#include "widgets/select_tool.h"

namespace fillscope {

/// What is under the mouse.
struct SelectTool::Spot {
  enum class Kind { none, handle, middle, chosen, other };
  Kind kind = Kind::none;
  int index = -1; ///< handle, edge or region
  friend bool operator==(const Spot&, const Spot&) = default;
};

struct SelectTool::Private {
  enum class State { idle, pressed, dragging, banding };
  State state = State::idle;
  Spot pressed, hovered;
  QPointF pressedAt; ///< viewport
  Vec2 start, now;   ///< of the press and of the band, picture coordinates
  int vertex = -1;   ///< chosen, of the active region
  RegionDrag drag;
  std::vector<std::pair<int, Region>> taken; ///< the chosen ones, as they were when the button was pressed
  QString note;
  QPolygonF noteLines;

  bool held() const { return state != State::idle; }
  bool moving() const { return state == State::dragging && drag.kind() == RegionDrag::Kind::move; }
  bool reshaping() const { return state == State::dragging && drag.kind() != RegionDrag::Kind::move; }
};

} // namespace fillscope
