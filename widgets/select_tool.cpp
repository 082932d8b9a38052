#include "widgets/select_tool.h"

#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/region_handles_view.h"
#include "widgets/region_painter.h"
#include "widgets/theme.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {
constexpr double dragThreshold = 4, outlineReach = 7; // logical pixels
Vec2 toVec(const QPointF& p) { return {p.x(), p.y()}; }
} // namespace

/// What is under the mouse.
struct SelectTool::Spot {
  enum class Kind { none, handle, middle, chosen, other };
  Kind kind = Kind::none;
  int index = -1; ///< handle, edge or region
  friend bool operator==(const Spot&, const Spot&) = default;
};

struct SelectTool::Private {
  enum class State { idle, pressed, moving, reshaping, banding };
  State state = State::idle;
  Spot pressed, hovered;
  QPointF pressedAt; ///< viewport
  Vec2 start, now;   ///< of the drag, picture coordinates
  int vertex = -1;   ///< chosen, of the active region
  int handle = -1;   ///< being dragged
  bool inserted = false;
  std::vector<std::pair<int, Region>> before, live; ///< while dragging
  QString note;
  QPolygonF noteLines;

  bool dragging() const { return state == State::moving || state == State::reshaping; }
};

SelectTool::SelectTool(RegionLayer& layer, QObject* parent)
    : RegionTool(layer, parent)
    , d_(std::make_unique<Private>()) {
  connect(&layer, &CanvasLayer::changed, this, [this] {
    const int active = this->layer().active();
    const int count = active < 0 ? 0 : static_cast<int>(handlesOf(this->layer().region(active).shape).size());
    if (d_->vertex >= count) selectVertex(-1);
  });
}

SelectTool::~SelectTool() = default;

int SelectTool::selectedVertex() const { return d_->vertex; }

void SelectTool::selectVertex(int vertex) {
  if (vertex == d_->vertex) return;
  finishNudge();
  d_->vertex = vertex;
  d_->note.clear();
  d_->noteLines.clear();
  Q_EMIT vertexSelected(vertex);
  Q_EMIT hintChanged();
}

void SelectTool::showNote(const QString& note, const QPolygonF& lines) {
  d_->note = note;
  d_->noteLines = lines;
  Q_EMIT hintChanged();
}

std::vector<ShapeHandle> SelectTool::handles(const Region& region) const {
  return handlesOf(region.shape, reach(knobDistance));
}

SelectTool::Spot SelectTool::spotAt(const QPointF& viewport) const {
  if (!canvas()) return {};
  const Vec2 at = toVec(canvas()->pictureFromViewport(viewport));
  const int active = layer().active();
  if (active >= 0 && layer().isSeen(active) && !layer().isLocked(active)) {
    const Region& region = layer().region(active);
    int nearest = -1;
    double best = reach(handleReach);
    for (const ShapeHandle& handle : handles(region)) {
      const double distance = norm(handle.at - at);
      if (distance > best) continue;
      best = distance;
      nearest = handle.index;
    }
    if (nearest >= 0) return {Spot::Kind::handle, nearest};
    if (!hasFixedVertices(region))
      for (const auto& [edge, middle] : edgeMiddles(region, reach(leastEdge)))
        if (norm(middle - at) <= reach(handleReach)) return {Spot::Kind::middle, edge};
  }
  const std::vector<int> under = layer().regionsAt(at, reach(outlineReach));
  const auto& selected = layer().selected();
  for (const int region : under)
    if (std::binary_search(selected.begin(), selected.end(), region) && !layer().isLocked(region))
      return {Spot::Kind::chosen, region};
  return under.empty() ? Spot{} : Spot{Spot::Kind::other, under.front()};
}

void SelectTool::pickAt(const QPointF& viewport) {
  const Spot spot = spotAt(viewport);
  if (spot.kind == Spot::Kind::handle) selectVertex(spot.index);
  if (spot.kind == Spot::Kind::other) Q_EMIT selectionRequested({spot.index});
}

bool SelectTool::mousePress(const QPointF& position, QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || !canvas() || d_->state != Private::State::idle) return false;
  finishNudge();
  d_->note.clear();
  d_->noteLines.clear();
  d_->pressed = spotAt(event.position());
  d_->pressedAt = event.position();
  d_->start = d_->now = toVec(position);
  d_->state = Private::State::pressed;
  follow(position, event);
  if (d_->pressed.kind == Spot::Kind::handle) selectVertex(d_->pressed.index);
  return true;
}

void SelectTool::beginDrag(const QMouseEvent& event) {
  using State = Private::State;
  const int active = layer().active();
  d_->before.clear();
  switch (d_->pressed.kind) {
  case Spot::Kind::handle:
    d_->handle = d_->pressed.index;
    d_->before = {{active, layer().region(active)}};
    d_->state = State::reshaping;
    startFrom(handles(layer().region(active))[static_cast<std::size_t>(d_->handle)].at);
    break;
  case Spot::Kind::middle: {
    Region region = layer().region(active);
    const auto shape = withVertexInserted(region.shape, d_->pressed.index, d_->start);
    if (!shape) return;
    region.shape = *shape;
    d_->handle = d_->pressed.index + 1;
    d_->inserted = true;
    d_->before = {{active, region}};
    d_->state = State::reshaping;
    startFrom(d_->start);
    break;
  }
  case Spot::Kind::chosen:
    if (event.modifiers() & Qt::ShiftModifier) {
      d_->state = State::banding;
      return;
    }
    for (const int region : editable())
      d_->before.emplace_back(region, layer().region(region));
    d_->state = State::moving;
    break;
  default:
    d_->state = State::banding;
    return;
  }
  d_->live = d_->before;
  std::vector<int> lifted;
  for (const auto& [index, region] : d_->before)
    lifted.push_back(index);
  layer().setLifted(lifted);
}

void SelectTool::drag(const QPointF& position, const QMouseEvent& event) {
  using State = Private::State;
  const bool evenly = event.modifiers() & Qt::ShiftModifier;
  if (d_->state == State::reshaping) {
    auto& [index, region] = d_->live.front();
    const std::vector<Vec2> vertices = verticesOf(d_->before.front().second.shape);
    std::vector<Vec2> anchors;
    const int count = static_cast<int>(vertices.size());
    if (count > 1 && d_->handle < count)
      anchors = {vertices[static_cast<std::size_t>((d_->handle + 1) % count)],
                 vertices[static_cast<std::size_t>((d_->handle + count - 1) % count)]};
    d_->now = follow(position, event, anchors, {index});
    region.shape = withHandleAt(d_->before.front().second.shape, d_->handle, d_->now, evenly);
    return;
  }
  if (d_->state == State::moving) {
    const Vec2 mouse = toVec(position);
    const bool slow = event.modifiers() & Qt::AltModifier;
    d_->now = d_->now + (slow ? 0.1 : 1.0) * (mouse - pointer().value_or(mouse));
    startFrom(mouse);
    Vec2 offset = d_->now - d_->start;
    if (evenly) (std::abs(offset.x) > std::abs(offset.y) ? offset.y : offset.x) = 0;
    for (std::size_t i = 0; i < d_->live.size(); ++i)
      d_->live[i].second.shape = movedBy(d_->before[i].second.shape, offset);
    return;
  }
  d_->now = toVec(position);
}

bool SelectTool::mouseMove(const QPointF& position, QMouseEvent& event) {
  using State = Private::State;
  if (!canvas()) return false;
  if (d_->state == State::idle) {
    const Spot spot = spotAt(event.position());
    follow(position, event);
    if (spot != d_->hovered) {
      d_->hovered = spot;
      Q_EMIT hintChanged();
    }
    return false;
  }
  if (d_->state == State::pressed) {
    const QPointF moved = event.position() - d_->pressedAt;
    if (std::hypot(moved.x(), moved.y()) < dragThreshold) return true;
    startFrom(d_->start);
    beginDrag(event);
  }
  drag(position, event);
  return true;
}

bool SelectTool::mouseRelease(const QPointF& position, QMouseEvent& event) {
  using State = Private::State;
  if (event.button() != Qt::LeftButton || d_->state == State::idle) return false;
  mouseMove(position, event);
  const State state = std::exchange(d_->state, State::idle);
  const bool add = event.modifiers() & Qt::ShiftModifier;
  std::vector<int> selected = layer().selected();
  if (state == State::moving || state == State::reshaping) {
    const auto live = std::exchange(d_->live, {});
    const auto before = std::exchange(d_->before, {});
    const bool inserted = std::exchange(d_->inserted, false);
    const int handle = std::exchange(d_->handle, -1);
    std::vector<std::pair<int, Shape>> shapes;
    for (const auto& [index, region] : live)
      shapes.emplace_back(index, region.shape);
    int gesture = 0;
    Q_EMIT gestureStarted(&gesture);
    Q_EMIT shapesEdited(shapes,
                        inserted                 ? ShapeEdit::insertVertex
                        : state == State::moving ? ShapeEdit::move
                                                 : ShapeEdit::reshape,
                        gesture);
    layer().setLifted({});
    if (state == State::reshaping) selectVertex(handle);
  } else if (state == State::banding) {
    const Bounds band = boundsOf(std::vector<Vec2>{d_->start, d_->now});
    std::vector<int> found = layer().regionsWithin(band);
    std::erase_if(found, [this](int region) { return layer().isLocked(region); });
    if (add) found.insert(found.begin(), selected.begin(), selected.end());
    selectVertex(-1);
    Q_EMIT selectionRequested(found);
  } else if (d_->pressed.kind == Spot::Kind::other || d_->pressed.kind == Spot::Kind::chosen) {
    const std::vector<int> under = layer().regionsAt(d_->start, reach(outlineReach));
    if (under.empty()) return true;
    selectVertex(-1);
    if (add) {
      const int region = d_->pressed.index;
      if (std::erase(selected, region) == 0) selected.push_back(region);
      Q_EMIT selectionRequested(selected);
    } else {
      // The next one below the active one, where several lie on each other.
      const auto at = std::find(under.begin(), under.end(), layer().active());
      const bool again = selected.size() == 1 && at != under.end();
      Q_EMIT selectionRequested(
          {again ? (at + 1 == under.end() ? under.front() : *(at + 1)) : under.front()});
    }
  } else if (d_->pressed.kind == Spot::Kind::none) {
    selectVertex(-1);
    if (!add) Q_EMIT selectionRequested({});
  }
  d_->hovered = spotAt(event.position());
  Q_EMIT hintChanged();
  return true;
}

bool SelectTool::mouseDoubleClick(const QPointF& position, QMouseEvent& event) {
  const int active = layer().active();
  if (event.button() != Qt::LeftButton || active < 0 || d_->state != Private::State::idle) return false;
  const Region& region = layer().region(active);
  if (layer().isLocked(active) || !layer().isSeen(active) || hasFixedVertices(region)) return false;
  const int edge = edgeAt(region, toVec(position), reach(outlineReach));
  if (edge < 0 || spotAt(event.position()).kind == Spot::Kind::handle) return false;
  insertVertex(edge, toVec(position));
  return true;
}

void SelectTool::insertVertex(int edge, Vec2 at) {
  const int active = layer().active();
  const auto shape = withVertexInserted(layer().region(active).shape, edge, at);
  if (!shape) return;
  int gesture = 0;
  Q_EMIT gestureStarted(&gesture);
  Q_EMIT shapesEdited({{active, *shape}}, ShapeEdit::insertVertex, gesture);
  selectVertex(edge + 1);
}

void SelectTool::removeVertex() {
  const int active = layer().active();
  const auto shape = withVertexRemoved(layer().region(active).shape, d_->vertex);
  if (!shape)
    return showNote(tr("A polygon keeps three vertices, a polyline two: Esc, then Del deletes the region"));
  const int vertex = d_->vertex;
  int gesture = 0;
  Q_EMIT gestureStarted(&gesture);
  Q_EMIT shapesEdited({{active, *shape}}, ShapeEdit::removeVertex, gesture);
  selectVertex(std::min(vertex, static_cast<int>(verticesOf(*shape).size()) - 1));
}

void SelectTool::mouseLeave() {
  if (d_->state != Private::State::idle) return;
  d_->hovered = {};
  RegionTool::mouseLeave();
}

void SelectTool::cancel() {
  d_->state = Private::State::idle;
  d_->live.clear();
  d_->before.clear();
  d_->inserted = false;
  d_->handle = -1;
  layer().setLifted({});
}

bool SelectTool::wantsKey(const QKeyEvent& event) const {
  if (event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier)) return false;
  const int active = layer().active(), key = event.key();
  if (key == Qt::Key_Escape && d_->state != Private::State::idle) return true;
  if (active >= 0 && !(event.modifiers() & Qt::AltModifier)) {
    const bool set = keypointSetOf(layer().region(active)).has_value();
    if (key == Qt::Key_O) return set;
    // Digits are labels elsewhere; corners of a box and keypoints have numbers of their own.
    if (key >= Qt::Key_1 && key <= Qt::Key_9 && hasFixedVertices(layer().region(active)))
      return key - Qt::Key_1 < static_cast<int>(handles(layer().region(active)).size());
  }
  return RegionTool::wantsKey(event);
}

bool SelectTool::keyPress(QKeyEvent& event) {
  if (!SelectTool::wantsKey(event)) return false;
  const int active = layer().active(), key = event.key();
  if (key == Qt::Key_Escape && (d_->state != Private::State::idle || d_->vertex >= 0)) {
    const bool held = d_->state != Private::State::idle;
    cancel();
    if (!held) selectVertex(-1);
    Q_EMIT hintChanged();
    return true;
  }
  if (active >= 0 && key == Qt::Key_O) {
    if (d_->vertex >= 0)
      Q_EMIT visibilityRequested(active, d_->vertex,
                                 pointer().value_or(boundsOf(layer().region(active).shape)->centre()));
    else
      showNote(tr("Choose a keypoint first: click it or press its number"));
    return true;
  }
  if (active >= 0 && key >= Qt::Key_1 && key <= Qt::Key_9) {
    selectVertex(key - Qt::Key_1);
    return true;
  }
  if ((key == Qt::Key_Delete || key == Qt::Key_Backspace) && d_->vertex >= 0 && active >= 0 &&
      !layer().isLocked(active)) {
    const ShapeKind kind = kindOf(layer().region(active).shape);
    const bool line = kind == ShapeKind::polygon || kind == ShapeKind::polyline;
    if (line && !hasFixedVertices(layer().region(active))) {
      removeVertex();
      return true;
    }
  }
  if (key == Qt::Key_Tab || key == Qt::Key_Backtab) selectVertex(-1);
  return RegionTool::keyPress(event);
}

void SelectTool::nudge(Vec2 by, int gesture) {
  const int active = layer().active();
  if (d_->vertex < 0 || active < 0 || layer().isLocked(active)) return RegionTool::nudge(by, gesture);
  const Shape& shape = layer().region(active).shape;
  const std::vector<ShapeHandle> all = handles(layer().region(active));
  if (d_->vertex >= static_cast<int>(all.size())) return;
  const Vec2 to = all[static_cast<std::size_t>(d_->vertex)].at + by;
  Q_EMIT shapesEdited({{active, withHandleAt(shape, d_->vertex, to)}}, ShapeEdit::nudge, gesture);
}

Qt::CursorShape SelectTool::cursor() const {
  using State = Private::State;
  if (d_->state == State::moving) return Qt::SizeAllCursor;
  if (d_->state == State::reshaping || d_->state == State::banding) return Qt::CrossCursor;
  switch (d_->hovered.kind) {
  case Spot::Kind::handle:
  case Spot::Kind::middle:
    return Qt::PointingHandCursor;
  case Spot::Kind::chosen:
    return Qt::SizeAllCursor;
  default:
    return Qt::ArrowCursor;
  }
}

void SelectTool::paintOverlay(QPainter& painter, const ImageCanvas& canvas) {
  using State = Private::State;
  if (d_->state == State::banding) return paintBand(painter, canvas, d_->start, d_->now);
  if (d_->dragging()) {
    paintLifted(painter, canvas, d_->live);
    if (d_->state != State::reshaping) return;
    const auto& [index, region] = d_->live.front();
    HandlesLook look{d_->handle, -1, false, true};
    paintHandles(painter, canvas, region, handles(region), look);
    paintPointer(painter, canvas, outlineForLoupe(region), isClosed(region),
                 handles(region)[static_cast<std::size_t>(d_->handle)].at);
    return;
  }
  const int active = layer().active();
  if (active >= 0 && layer().isSeen(active) && !layer().isLocked(active)) {
    const Region& region = layer().region(active);
    const bool onHandle = d_->hovered.kind == Spot::Kind::handle;
    HandlesLook look{d_->vertex, onHandle ? d_->hovered.index : -1, !hasFixedVertices(region), false};
    paintHandles(painter, canvas, region, handles(region), look);
    if (d_->hovered.kind == Spot::Kind::middle) paintNewVertex(painter, canvas, region, d_->hovered.index);
  } else if (d_->hovered.kind == Spot::Kind::other) {
    const Region& region = layer().region(d_->hovered.index);
    canvas::paintCasedPath(painter, pathOf(region, lookOf(region, {}), canvas), Qt::white, 1.6);
  }
  if (!d_->noteLines.isEmpty()) {
    QPainterPath lines;
    for (int i = 0; i + 1 < d_->noteLines.size(); i += 2) {
      lines.moveTo(canvas.viewportFromPicture(d_->noteLines[i]));
      lines.lineTo(canvas.viewportFromPicture(d_->noteLines[i + 1]));
    }
    canvas::paintCasedPath(painter, lines, QColor(0xff, 0xe1, 0x4d), 1.2, Qt::DashLine);
  }
}

QString SelectTool::hint() const {
  using State = Private::State;
  if (!d_->note.isEmpty()) return d_->note;
  if (d_->state == State::banding) return tr("Chooses every region that lies inside");
  if (d_->state == State::moving) return tr("Shift keeps to one direction, Alt is slow, Esc gives it up");
  if (d_->state == State::reshaping) return tr("Alt is slow, Ctrl does not snap, Esc gives it up");
  const int active = layer().active();
  if (active < 0) return tr("Click a region to choose it; drag to choose several");
  const Region& region = layer().region(active);
  if (layer().isLocked(active)) return tr("This region is locked");
  if (const ShapeFault fault = checkShape(region); fault != ShapeFault::none) return shapeFaultText(fault);
  const std::size_t chosen = layer().selected().size();
  if (chosen > 1) return tr("%n regions: drag one of them to move all; arrows nudge", nullptr, int(chosen));
  if (const auto set = keypointSetOf(region)) {
    if (d_->vertex < 0) return tr("Click a keypoint or press its number; O changes whether it is seen");
    return keypointHint(*set, d_->vertex);
  }
  if (d_->vertex >= 0 && !hasFixedVertices(region) && kindOf(region.shape) >= ShapeKind::polygon)
    return tr("Vertex %1: arrows move it 1 pixel, with Alt 0.1, with Shift 10; Del removes it; X finds the "
              "corner")
        .arg(d_->vertex + 1);
  if (d_->hovered.kind == Spot::Kind::middle) return tr("Drag to make a new vertex");
  if (kindOf(region.shape) == ShapeKind::polygon || kindOf(region.shape) == ShapeKind::polyline)
    return hasFixedVertices(region)
               ? tr("Drag a corner, or the region as a whole")
               : tr("Drag a vertex, or the middle of a side for a new one; drag inside to move");
  return tr("Drag a handle to reshape, the region to move it; arrows nudge");
}

} // namespace fillscope
