#include "widgets/region_tool.h"

#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/loupe.h"
#include "widgets/nudge_keys.h"
#include "widgets/theme.h"
#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <algorithm>

namespace fillscope {

namespace {

constexpr double slowFactor = 0.1, snapReach = 9; // logical pixels
constexpr std::size_t mostSnapped = 400;          // crowded places are not searched further

} // namespace

QString shapeFaultText(ShapeFault fault) {
  const auto translated = [](const char* text) {
    return QCoreApplication::translate("fillscope::RegionTool", text);
  };
  switch (fault) {
  case ShapeFault::none:
    return {};
  case ShapeFault::notFinite:
    return translated(QT_TRANSLATE_NOOP("fillscope::RegionTool", "A place of this region is no number"));
  case ShapeFault::tooFewPoints:
    return translated(QT_TRANSLATE_NOOP("fillscope::RegionTool", "Too few points for this shape"));
  case ShapeFault::repeatedPoint:
    return translated(QT_TRANSLATE_NOOP("fillscope::RegionTool", "Two points lie on each other"));
  case ShapeFault::crossing:
    return translated(QT_TRANSLATE_NOOP("fillscope::RegionTool", "The sides cross"));
  case ShapeFault::noArea:
    return translated(QT_TRANSLATE_NOOP("fillscope::RegionTool", "This region has no area"));
  }
  return {};
}

RegionTool::RegionTool(RegionLayer& layer, QObject* parent)
    : CanvasTool(parent)
    , layer_(layer) {
  nudgeEnd_.setSingleShot(true);
  nudgeEnd_.setInterval(nudgePause);
  connect(&nudgeEnd_, &QTimer::timeout, this, &RegionTool::finishNudge);
}

void RegionTool::activate(ImageCanvas& canvas) { canvas_ = &canvas; }

void RegionTool::deactivate() {
  cancel();
  finishNudge();
  canvas_ = nullptr;
  pointer_.reset();
  raw_.reset();
  snap_ = {};
}

void RegionTool::mouseLeave() {
  pointer_.reset();
  raw_.reset();
  snap_ = {};
}

ImageCanvas* RegionTool::canvas() const { return canvas_; }

double RegionTool::reach(double logical) const {
  return canvas_ ? logical * canvas_->viewport()->devicePixelRatioF() / canvas_->zoom() : 0;
}

Vec2 RegionTool::follow(const QPointF& position, const QMouseEvent& event, const std::vector<Vec2>& anchors,
                        const std::vector<int>& except) {
  const Vec2 mouse{position.x(), position.y()};
  const bool slow = raw_ && event.modifiers() & Qt::AltModifier;
  // Away from the mouse, where the pointer was slowed down or took hold beside the spot, it stays away.
  const bool held = raw_ && event.buttons() & Qt::LeftButton;
  if (!raw_)
    raw_ = mouse;
  else if (slow || held)
    raw_ = *raw_ + (slow ? slowFactor : 1.0) * (mouse - last_);
  else
    raw_ = mouse;
  last_ = mouse;
  snap_ = {SnapTarget::Kind::none, *raw_, {}, {}};
  if (snapping_ && !(event.modifiers() & Qt::ControlModifier)) {
    const double r = reach(snapReach);
    std::vector<const Region*> nearby;
    for (const int region : layer_.regionsMeeting({*raw_ - Vec2{r, r}, *raw_ + Vec2{r, r}})) {
      if (std::find(except.begin(), except.end(), region) != except.end()) continue;
      if (nearby.size() == mostSnapped) break;
      nearby.push_back(&layer_.region(region));
    }
    snap_ = snapTarget(*raw_, r, nearby, anchors);
  }
  pointer_ = snap_.at;
  return *pointer_;
}

std::vector<int> RegionTool::editable() const {
  std::vector<int> regions = layer_.selected();
  std::erase_if(regions, [this](int region) { return !layer_.isSeen(region) || layer_.isLocked(region); });
  return regions;
}

bool RegionTool::wantsKey(const QKeyEvent& event) const {
  if (isDrawing() || event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier)) return false;
  const bool any = !layer_.selected().empty();
  if (isArrow(event.key())) return any;
  if (event.modifiers() & Qt::AltModifier) return false;
  switch (event.key()) {
  case Qt::Key_Tab:
  case Qt::Key_Backtab:
  case Qt::Key_Delete:
  case Qt::Key_Backspace:
  case Qt::Key_Escape:
    return any;
  default:
    return false;
  }
}

bool RegionTool::keyPress(QKeyEvent& event) {
  if (!RegionTool::wantsKey(event)) return false;
  if (const std::optional<Vec2> by = nudgeOf(event)) {
    if (!nudgeEnd_.isActive()) Q_EMIT gestureStarted(&gesture_);
    nudgeEnd_.start();
    nudge(*by, gesture_);
    return true;
  }
  finishNudge();
  switch (event.key()) {
  case Qt::Key_Tab:
    step(1);
    break;
  case Qt::Key_Backtab:
    step(-1);
    break;
  case Qt::Key_Escape:
    Q_EMIT selectionRequested({});
    break;
  default:
    Q_EMIT removeRequested();
  }
  return true;
}

void RegionTool::nudge(Vec2 by, int gesture) {
  std::vector<std::pair<int, Shape>> shapes;
  for (const int region : editable())
    shapes.emplace_back(region, movedBy(layer_.region(region).shape, by));
  if (!shapes.empty()) Q_EMIT shapesEdited(shapes, ShapeEdit::nudge, gesture);
}

void RegionTool::finishNudge() {
  if (!nudgeEnd_.isActive()) return;
  nudgeEnd_.stop();
  Q_EMIT hintChanged();
}

void RegionTool::step(int direction) {
  const int count = layer_.count();
  int region = layer_.active() >= 0 ? layer_.active() : direction > 0 ? -1 : count;
  for (int tried = 0; tried < count; ++tried) {
    region = (region + direction + count) % count;
    if (layer_.isSeen(region)) return Q_EMIT selectionRequested({region});
  }
}

void RegionTool::paintPointer(QPainter& painter, const ImageCanvas& canvas, const QPolygonF& lines,
                              bool closed, std::optional<Vec2> at) const {
  const std::optional<Vec2> place = at ? at : pointer_;
  if (!place) return;
  const auto inView = [&](Vec2 p) { return canvas.viewportFromPicture({p.x, p.y}); };
  const QColor colour(0xff, 0xe1, 0x4d);
  using Kind = SnapTarget::Kind;
  if (snap_.kind == Kind::edge || snap_.kind == Kind::horizontal || snap_.kind == Kind::vertical ||
      snap_.kind == Kind::bothAxes) {
    QPainterPath guide;
    const auto line = [&](Vec2 a, Vec2 b) {
      guide.moveTo(inView(a));
      guide.lineTo(inView(b));
    };
    if (snap_.kind == Kind::edge) line(snap_.from, snap_.onto);
    if (snap_.kind != Kind::edge && snap_.kind != Kind::vertical) line(snap_.from, snap_.at);
    if (snap_.kind != Kind::edge && snap_.kind != Kind::horizontal) line(snap_.onto, snap_.at);
    canvas::paintCasedPath(painter, guide, colour, 1.2,
                           snap_.kind == Kind::edge ? Qt::SolidLine : Qt::DotLine);
  }
  if (snap_.kind != Kind::none) {
    QPainterPath mark;
    mark.addRect(QRectF(inView(snap_.at) - QPointF(6, 6), QSizeF(12, 12)));
    canvas::paintCasedPath(painter, mark, colour, 1.6);
  }
  if (loupe_) paintLoupe(painter, canvas, {*place, lines, closed});
}

} // namespace fillscope
