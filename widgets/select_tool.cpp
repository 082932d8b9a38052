#include "widgets/select_tool_p.h"

#include "core/annotation/rim.h"
#include "widgets/image_canvas.h"
#include "widgets/region_handles_view.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <utility>

namespace fillscope {

namespace {
constexpr double dragThreshold = 4, outlineReach = 7; // logical pixels
Vec2 toVec(const QPointF& p) { return {p.x(), p.y()}; }
} // namespace

SelectTool::SelectTool(RegionLayer& layer, QObject* parent)
    : RegionTool(layer, parent)
    , d_(std::make_unique<Private>()) {
  connect(&layer, &CanvasLayer::changed, this, [this] {
    const auto isAsTaken = [this](const std::pair<int, Region>& taken) {
      return taken.first < this->layer().count() && this->layer().region(taken.first) == taken.second;
    };
    if (d_->held() && !std::all_of(d_->taken.begin(), d_->taken.end(), isAsTaken)) cancel();
    d_->hovered = {}; // the index may be another region's now, or nobody's
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
  d_->taken.clear();
  for (const int region : layer().selected())
    d_->taken.emplace_back(region, layer().region(region));
  follow(position, event);
  if (d_->pressed.kind == Spot::Kind::handle) selectVertex(d_->pressed.index);
  return true;
}

void SelectTool::beginDrag(const QMouseEvent& event) {
  using State = Private::State;
  const int active = layer().active();
  const bool band = event.modifiers() & Qt::ShiftModifier;
  switch (d_->pressed.kind) {
  case Spot::Kind::handle: {
    const Region& region = layer().region(active);
    d_->drag = RegionDrag::ofHandle(active, region, d_->pressed.index,
                                    handles(region)[static_cast<std::size_t>(d_->pressed.index)].at);
    break;
  }
  case Spot::Kind::middle:
    d_->drag = RegionDrag::ofNewVertex(active, layer().region(active), d_->pressed.index, d_->start);
    break;
  case Spot::Kind::chosen: {
    std::vector<std::pair<int, Region>> regions;
    for (const int region : band ? std::vector<int>() : editable())
      regions.emplace_back(region, layer().region(region));
    d_->drag = RegionDrag::moving(std::move(regions), d_->start);
    break;
  }
  default:
    break;
  }
  d_->state = d_->drag.isActive() ? State::dragging : State::banding;
  if (!d_->drag.isActive()) return;
  startFrom(d_->drag.now());
  layer().setLifted(d_->drag.indices());
}

void SelectTool::drag(const QPointF& position, const QMouseEvent& event) {
  const bool evenly = event.modifiers() & Qt::ShiftModifier;
  if (d_->reshaping()) {
    d_->drag.reshapeTo(follow(position, event, d_->drag.anchors(), d_->drag.indices()), evenly);
  } else if (d_->moving()) {
    const Vec2 mouse = toVec(position);
    const bool slow = event.modifiers() & Qt::AltModifier;
    const Vec2 step = (slow ? 0.1 : 1.0) * (mouse - pointer().value_or(mouse));
    startFrom(mouse);
    d_->drag.moveTo(d_->drag.now() + step, evenly);
  } else {
    d_->now = toVec(position);
  }
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
    beginDrag(event);
  }
  drag(position, event);
  return true;
}

bool SelectTool::mouseRelease(const QPointF& position, QMouseEvent& event) {
  using State = Private::State;
  if (event.button() != Qt::LeftButton || d_->state == State::idle) return false;
  mouseMove(position, event);
  const bool add = event.modifiers() & Qt::ShiftModifier;
  switch (std::exchange(d_->state, State::idle)) {
  case State::dragging:
    endDrag();
    break;
  case State::banding:
    chooseWithin(boundsOf(std::vector<Vec2>{d_->start, d_->now}), add);
    break;
  default:
    click(add);
  }
  d_->hovered = spotAt(event.position());
  Q_EMIT hintChanged();
  return true;
}

void SelectTool::endDrag() {
  const RegionDrag drag = std::exchange(d_->drag, {});
  const ShapeEdit edit = drag.kind() == RegionDrag::Kind::newVertex ? ShapeEdit::insertVertex
                         : drag.kind() == RegionDrag::Kind::move    ? ShapeEdit::move
                                                                    : ShapeEdit::reshape;
  int gesture = 0;
  Q_EMIT gestureStarted(&gesture);
  Q_EMIT shapesEdited(drag.shapes(), edit, gesture);
  layer().setLifted({});
  if (drag.handle() >= 0) selectVertex(drag.handle());
}

void SelectTool::chooseWithin(const Bounds& band, bool add) {
  std::vector<int> found = layer().regionsWithin(band);
  std::erase_if(found, [this](int region) { return layer().isLocked(region); });
  if (add) found.insert(found.begin(), layer().selected().begin(), layer().selected().end());
  selectVertex(-1);
  Q_EMIT selectionRequested(found);
}

void SelectTool::click(bool add) {
  if (d_->pressed.kind == Spot::Kind::none) {
    selectVertex(-1);
    if (!add) Q_EMIT selectionRequested({});
  }
  if (d_->pressed.kind != Spot::Kind::other && d_->pressed.kind != Spot::Kind::chosen) return;
  const std::vector<int> under = layer().regionsAt(d_->start, reach(outlineReach));
  if (under.empty()) return;
  selectVertex(-1);
  std::vector<int> selected = layer().selected();
  if (add) {
    const int region = d_->pressed.index;
    if (std::erase(selected, region) == 0) selected.push_back(region);
    return Q_EMIT selectionRequested(selected);
  }
  // The next one below the active one, where several lie on each other.
  const auto at = std::find(under.begin(), under.end(), layer().active());
  const bool again = selected.size() == 1 && at != under.end();
  Q_EMIT selectionRequested({!again || at + 1 == under.end() ? under.front() : *(at + 1)});
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
  d_->hovered = {};
  d_->drag = {};
  layer().setLifted({});
}

bool SelectTool::wantsKey(const QKeyEvent& event) const {
  if (d_->held()) return true; // what is in hand is no other key's
  if (event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier)) return false;
  const int active = layer().active(), key = event.key();
  if (active >= 0 && !(event.modifiers() & Qt::AltModifier)) {
    const bool set = keypointSetOf(layer().region(active)).has_value();
    if (key == Qt::Key_O) return set || isMarkedRim(layer().region(active));
    // Digits are labels elsewhere; corners of a box and keypoints have numbers of their own.
    if (key >= Qt::Key_1 && key <= Qt::Key_9 && hasFixedVertices(layer().region(active)))
      return key - Qt::Key_1 < static_cast<int>(handles(layer().region(active)).size());
  }
  return RegionTool::wantsKey(event);
}

bool SelectTool::keyPress(QKeyEvent& event) {
  if (!SelectTool::wantsKey(event)) return false;
  const int active = layer().active(), key = event.key();
  if (d_->held()) {
    if (key == Qt::Key_Escape) cancel();
    Q_EMIT hintChanged();
    return true;
  }
  if (key == Qt::Key_Escape && d_->vertex >= 0) {
    selectVertex(-1);
    Q_EMIT hintChanged();
    return true;
  }
  if (active >= 0 && key == Qt::Key_O) {
    if (d_->vertex >= 0)
      Q_EMIT visibilityRequested(active, d_->vertex,
                                 pointer().value_or(boundsOf(layer().region(active).shape)->centre()));
    else
      showNote(isMarkedRim(layer().region(active))
                   ? tr("Choose a corner first: click it or press its number")
                   : tr("Choose a keypoint first: click it or press its number"));
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

} // namespace fillscope
