#include "widgets/path_tool.h"

#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/region_handles_view.h"
#include "widgets/theme.h"
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <utility>

namespace fillscope {

namespace {
constexpr double closeReach = 9, sameSpot = 1.5; // logical pixels
} // namespace

PathTool::PathTool(RegionLayer& layer, ShapeKind kind, QObject* parent)
    : PlacingTool(layer, parent)
    , kind_(kind) {}

std::size_t PathTool::least() const { return kind_ == ShapeKind::polygon ? 3 : 2; }

std::vector<Vec2> PathTool::anchors() const {
  if (vertices_.empty()) return {};
  return {vertices_.back(), vertices_.front()};
}

bool PathTool::closesAt(Vec2 at) const {
  return kind_ == ShapeKind::polygon && vertices_.size() >= least() &&
         norm(at - vertices_.front()) <= reach(closeReach);
}

void PathTool::giveUp() {
  if (vertices_.empty()) return;
  vertices_.clear();
  Q_EMIT hintChanged();
}

void PathTool::place(Vec2 at) {
  if (kind_ == ShapeKind::point) return Q_EMIT shapeDrawn(PointShape{at});
  if (closesAt(at)) return confirm();
  // The second click of a double one is no vertex of its own.
  if (!vertices_.empty() && norm(at - vertices_.back()) <= reach(sameSpot)) return;
  vertices_.push_back(at);
  Q_EMIT hintChanged();
}

void PathTool::confirm() {
  if (vertices_.size() < least()) return;
  finish(std::exchange(vertices_, {}));
  Q_EMIT hintChanged();
}

void PathTool::finish(std::vector<Vec2> vertices) {
  if (kind_ == ShapeKind::polygon)
    Q_EMIT shapeDrawn(PolygonShape{std::move(vertices)});
  else
    Q_EMIT shapeDrawn(PolylineShape{std::move(vertices)});
}

bool PathTool::mouseDoubleClick(const QPointF& position, QMouseEvent& event) {
  // Its first click has placed a vertex already.
  if (event.button() != Qt::LeftButton || vertices_.size() < least()) return false;
  confirm();
  return true;
}

void PathTool::takeBack() {
  if (vertices_.empty()) return;
  vertices_.pop_back();
  Q_EMIT hintChanged();
}

ShapeFault PathTool::fault() const {
  std::vector<Vec2> points = vertices_;
  if (pointer() && !points.empty() && !closesAt(*pointer()) &&
      norm(*pointer() - points.back()) > reach(sameSpot))
    points.push_back(*pointer());
  if (const ShapeFault last = checkLastPiece(points); last != ShapeFault::none)
    return kind_ == ShapeKind::polyline && last == ShapeFault::crossing ? ShapeFault::none : last;
  return checkLastPiece(vertices_) == ShapeFault::crossing && kind_ == ShapeKind::polygon
             ? ShapeFault::crossing
             : ShapeFault::none;
}

void PathTool::paintOverlay(QPainter& painter, const ImageCanvas& canvas) {
  const auto inView = [&](Vec2 p) { return canvas.viewportFromPicture({p.x, p.y}); };
  QPolygonF lines;
  for (const Vec2& vertex : vertices_)
    lines << QPointF(vertex.x, vertex.y);
  if (!vertices_.empty()) {
    const QColor colour = fault() == ShapeFault::none ? theme::overlay() : theme::overlayFault();
    QPainterPath drawn;
    for (std::size_t i = 0; i < vertices_.size(); ++i)
      i == 0 ? drawn.moveTo(inView(vertices_[i])) : drawn.lineTo(inView(vertices_[i]));
    canvas::paintCasedPath(painter, drawn, colour, 2);
    const bool closes = pointer() && closesAt(*pointer());
    if (pointer()) {
      QPainterPath rubber;
      rubber.moveTo(inView(vertices_.back()));
      rubber.lineTo(inView(closes ? vertices_.front() : *pointer()));
      if (kind_ == ShapeKind::polygon && vertices_.size() >= 2 && !closes)
        rubber.lineTo(inView(vertices_.front()));
      canvas::paintCasedPath(painter, rubber, colour, 1.4, Qt::DashLine);
    }
    const Region region{PolylineShape{vertices_}, {}, {}, {}};
    HandlesLook look{closes ? 0 : -1, closes ? 0 : -1, false, true};
    paintHandles(painter, canvas, region, handlesOf(region.shape), look);
  }
  if (pointer()) lines << QPointF(pointer()->x, pointer()->y);
  paintPointer(painter, canvas, lines, false);
}

QString PathTool::hint() const {
  if (kind_ == ShapeKind::point) return tr("Point: click where it is; Alt slows the mouse down");
  if (vertices_.empty())
    return kind_ == ShapeKind::polygon
               ? tr("Polygon: click its vertices; Enter or a click on the first one finishes")
               : tr("Polyline: click its vertices; Enter or a double click finishes");
  if (const ShapeFault wrong = fault(); wrong != ShapeFault::none)
    return tr("%1: Backspace takes the last vertex back").arg(shapeFaultText(wrong));
  if (pointer() && closesAt(*pointer())) return tr("Click to close the polygon");
  const int count = static_cast<int>(vertices_.size());
  if (vertices_.size() < least()) return tr("%n vertices; Backspace takes the last one back", nullptr, count);
  return tr("%n vertices: Enter finishes, Backspace takes the last one back, Esc gives all up", nullptr,
            count);
}

} // namespace fillscope
