#include "widgets/box_tool.h"

#include "widgets/box_overlay.h"
#include "widgets/image_canvas.h"
#include "widgets/loupe.h"
#include "widgets/nudge_keys.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointer>
#include <QScopedValueRollback>
#include <QTimer>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr double dragThreshold = 3; ///< logical pixels before a press becomes a drag
constexpr double slowFactor = 0.1;

Vec2 toVec(const QPointF& p) { return {p.x(), p.y()}; }

} // namespace

struct BoxTool::Private {
  enum class State { idle, placing, pressedCorner, pressedRim, draggingCorner, draggingRim };

  QPointer<ImageCanvas> canvas;
  std::vector<Vec2> corners;
  std::vector<bool> hidden;
  QString fault, whyReadOnly;
  State state = State::idle;
  RimPart hovered;
  int selected = -1;
  bool readOnly = false, behind = false, nudging = false, searching = false;
  bool nextHidden = false; ///< of the corner that is placed next
  bool emitting = false;   ///< what was done by hand is being told
  int gesture = 0;
  std::optional<Vec2> mouse; ///< picture position under the mouse
  QPointF pressed;           ///< viewport
  Vec2 last, current, start; ///< of the mouse, of what is held, and where that began; picture coordinates
  QTimer nudgeEnd;

  bool complete() const { return corners.size() == 4; }
  bool placing() const { return !complete() && !readOnly; }
  bool isHidden(int corner) const {
    return corner < static_cast<int>(hidden.size()) && hidden[static_cast<std::size_t>(corner)];
  }
};

BoxTool::BoxTool(QObject* parent)
    : CanvasTool(parent)
    , d_(std::make_unique<Private>()) {
  d_->nudgeEnd.setSingleShot(true);
  d_->nudgeEnd.setInterval(nudgePause);
  connect(&d_->nudgeEnd, &QTimer::timeout, this, &BoxTool::endNudge);
}

BoxTool::~BoxTool() = default;

void BoxTool::setCorners(const std::vector<Vec2>& corners, const std::vector<bool>& hidden) {
  // By hand one corner comes, goes or moves at a time, or the rim as a whole; all else is another picture's.
  const std::size_t before = d_->corners.size(), after = corners.size();
  std::size_t moved = 0;
  for (std::size_t i = 0; i < std::min(before, after); ++i)
    moved += d_->corners[i] != corners[i];
  const bool byHand = d_->state != Private::State::idle || d_->nudging || d_->emitting;
  const bool replaced = !byHand && (moved > 1 || std::max(before, after) - std::min(before, after) > 1);
  d_->corners = corners;
  d_->hidden = hidden;
  if (d_->complete() || replaced) d_->nextHidden = false;
  if (d_->corners.size() > 4) d_->corners.resize(4);
  if (d_->selected >= static_cast<int>(d_->corners.size())) selectCorner(-1);
  if (d_->corners.empty()) d_->hovered = {};
  Q_EMIT hintChanged();
  if (replaced) Q_EMIT landmarksReplaced();
}

QPolygonF BoxTool::landmarks() const {
  QPolygonF points;
  for (const Vec2& corner : d_->corners)
    points << QPointF(corner.x, corner.y);
  return points;
}

void BoxTool::setFault(const QString& fault) {
  if (d_->fault == fault) return;
  d_->fault = fault;
  Q_EMIT hintChanged();
}

int BoxTool::selectedCorner() const { return d_->selected; }

void BoxTool::selectCorner(int corner) {
  const int wanted = corner >= 0 && corner < static_cast<int>(d_->corners.size()) ? corner : -1;
  if (wanted == d_->selected) return;
  endNudge();
  d_->selected = wanted;
  Q_EMIT selectionChanged(wanted);
  Q_EMIT hintChanged();
}

void BoxTool::setReadOnly(const QString& reason) {
  if (reason == d_->whyReadOnly) return;
  if (!reason.isEmpty()) abortDrag();
  d_->whyReadOnly = reason;
  d_->readOnly = !reason.isEmpty();
  d_->hovered = {};
  Q_EMIT hintChanged();
}

void BoxTool::setBehind(bool behind) { d_->behind = behind; }

void BoxTool::setSearching(bool searching) { d_->searching = searching; }

void BoxTool::activate(ImageCanvas& canvas) { d_->canvas = &canvas; }

void BoxTool::deactivate() {
  abortDrag();
  endNudge();
  d_->canvas = nullptr;
  d_->mouse.reset();
  d_->hovered = {};
}

int BoxTool::beginGesture() {
  int gesture = 0;
  Q_EMIT gestureStarted(&gesture);
  return d_->gesture = gesture;
}

void BoxTool::endNudge() {
  d_->nudgeEnd.stop();
  if (!std::exchange(d_->nudging, false)) return;
  Q_EMIT gestureFinished();
  Q_EMIT hintChanged();
}

void BoxTool::letGo() {
  d_->state = Private::State::idle;
  d_->nudgeEnd.stop();
  d_->nudging = false;
  d_->hovered = {};
}

void BoxTool::abortDrag() {
  using State = Private::State;
  const State state = std::exchange(d_->state, State::idle);
  const QScopedValueRollback told(d_->emitting, true);
  if (state == State::draggingCorner) Q_EMIT cornerMoved(d_->selected, d_->start, d_->gesture);
  if (state == State::draggingRim) Q_EMIT rimMoved(d_->start - d_->current, d_->gesture);
  if (state == State::draggingCorner || state == State::draggingRim) Q_EMIT gestureFinished();
}

bool BoxTool::mousePress(const QPointF& position, QMouseEvent& event) {
  using State = Private::State;
  if (d_->readOnly || event.button() != Qt::LeftButton || !d_->canvas || d_->state != State::idle)
    return false;
  endNudge();
  d_->pressed = event.position();
  d_->mouse = d_->last = d_->current = d_->start = toVec(position);
  const RimPart part = rimPartAt(event.position(), *d_->canvas, d_->corners);
  if (part.kind == RimPart::Kind::corner) {
    selectCorner(part.index);
    d_->current = d_->start = d_->corners[static_cast<std::size_t>(part.index)];
    d_->state = State::pressedCorner;
  } else if (d_->placing()) {
    d_->state = State::placing;
  } else if (part.kind == RimPart::Kind::edge ||
             (part.kind == RimPart::Kind::inside &&
              event.modifiers() & (Qt::ShiftModifier | Qt::AltModifier))) {
    d_->state = State::pressedRim;
  } else {
    selectCorner(-1);
  }
  return true;
}

bool BoxTool::mouseMove(const QPointF& position, QMouseEvent& event) {
  using State = Private::State;
  const Vec2 mouse = toVec(position);
  if (d_->readOnly || !d_->canvas) return false;
  d_->mouse = mouse;
  if (d_->state == State::idle) {
    const RimPart part = rimPartAt(event.position(), *d_->canvas, d_->corners);
    if (part != d_->hovered) {
      d_->hovered = part;
      Q_EMIT hintChanged();
    }
    return false;
  }
  const QPointF moved = event.position() - d_->pressed;
  const bool far = std::hypot(moved.x(), moved.y()) >= dragThreshold;
  if (d_->state == State::pressedCorner && far) {
    beginGesture();
    d_->state = State::draggingCorner;
  } else if (d_->state == State::pressedRim && far) {
    beginGesture();
    d_->state = State::draggingRim;
  }
  if (d_->state == State::pressedCorner || d_->state == State::pressedRim) return true;
  const bool slow = d_->state != State::draggingRim && event.modifiers() & Qt::AltModifier;
  const Vec2 step = (slow ? slowFactor : 1.0) * (mouse - d_->last);
  d_->last = mouse;
  d_->current = d_->current + step;
  if (d_->state == State::draggingCorner) Q_EMIT cornerMoved(d_->selected, d_->current, d_->gesture);
  if (d_->state == State::draggingRim && step != Vec2{}) Q_EMIT rimMoved(step, d_->gesture);
  return true;
}

bool BoxTool::mouseRelease(const QPointF& position, QMouseEvent& event) {
  using State = Private::State;
  if (event.button() != Qt::LeftButton || d_->state == State::idle) return false;
  mouseMove(position, event);
  const State state = std::exchange(d_->state, State::idle);
  const QScopedValueRollback told(d_->emitting, true);
  if (state == State::placing) {
    place(d_->current);
  } else if (state == State::draggingCorner || state == State::draggingRim) {
    Q_EMIT gestureFinished();
  }
  Q_EMIT hintChanged();
  return true;
}

void BoxTool::mouseLeave() {
  if (d_->state != Private::State::idle) return;
  d_->mouse.reset();
  d_->hovered = {};
}

bool BoxTool::wantsKey(const QKeyEvent& event) const {
  if (d_->readOnly || event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier)) return false;
  const int key = event.key(), count = static_cast<int>(d_->corners.size());
  if (isArrow(key)) return d_->selected >= 0;
  if (event.modifiers() & Qt::AltModifier) return false;
  if (key >= Qt::Key_1 && key <= Qt::Key_4) return key - Qt::Key_1 < count;
  switch (key) {
  case Qt::Key_Tab:
  case Qt::Key_Backtab:
    return d_->selected >= 0;
  case Qt::Key_Return:
  case Qt::Key_Enter:
    return d_->placing() && d_->canvas;
  case Qt::Key_Delete:
  case Qt::Key_Backspace:
    return count > 0;
  case Qt::Key_O:
    return event.modifiers() == Qt::NoModifier && (cornerMeant() >= 0 || d_->placing());
  case Qt::Key_Escape:
    return d_->selected >= 0 || d_->state != Private::State::idle || (d_->placing() && count > 0);
  default:
    return false;
  }
}

bool BoxTool::keyPress(QKeyEvent& event) {
  if (!wantsKey(event)) return false;
  const int key = event.key(), count = static_cast<int>(d_->corners.size());
  if (const std::optional<Vec2> by = nudgeOf(event)) {
    if (d_->state != Private::State::idle) return true;
    if (!std::exchange(d_->nudging, true)) beginGesture();
    d_->nudgeEnd.start();
    Q_EMIT cornerMoved(d_->selected, d_->corners[static_cast<std::size_t>(d_->selected)] + *by, d_->gesture);
    return true;
  }
  endNudge();
  if (key >= Qt::Key_1 && key <= Qt::Key_4) {
    selectCorner(key - Qt::Key_1);
  } else if (key == Qt::Key_Tab || key == Qt::Key_Backtab) {
    selectCorner((d_->selected + (key == Qt::Key_Tab ? 1 : count - 1)) % count);
  } else if (key == Qt::Key_O) {
    if (const int corner = cornerMeant(); corner >= 0)
      Q_EMIT cornerHidden(corner, !d_->isHidden(corner));
    else
      d_->nextHidden = !d_->nextHidden;
    Q_EMIT hintChanged();
  } else if (key == Qt::Key_Escape) {
    if (d_->state != Private::State::idle)
      abortDrag();
    else if (d_->selected < 0 && d_->placing())
      Q_EMIT removeRequested();
    else
      selectCorner(-1);
    Q_EMIT hintChanged();
  } else if (key == Qt::Key_Return || key == Qt::Key_Enter) {
    placeByKey();
  } else if (key == Qt::Key_Backspace && d_->placing()) {
    abortDrag();
    Q_EMIT lastCornerRemoved();
  } else {
    abortDrag();
    Q_EMIT removeRequested();
  }
  return true;
}

int BoxTool::cornerMeant() const {
  if (d_->selected >= 0) return d_->selected;
  return d_->hovered.kind == RimPart::Kind::corner ? d_->hovered.index : -1;
}

void BoxTool::place(Vec2 position) {
  Q_EMIT cornerPlaced(position, std::exchange(d_->nextHidden, false));
  Q_EMIT gestureFinished();
}

void BoxTool::placeByKey() {
  if (d_->searching) return Q_EMIT keyCameTooEarly();
  const QPointF centre = d_->canvas->pictureFromViewport(QRectF(d_->canvas->viewport()->rect()).center());
  d_->state = Private::State::idle;
  const Vec2 at = d_->mouse.value_or(toVec(centre));
  place(at);
  // The last one puts all four in order.
  selectCorner(static_cast<int>(std::find(d_->corners.begin(), d_->corners.end(), at) - d_->corners.begin()));
}

Qt::CursorShape BoxTool::cursor() const {
  using State = Private::State;
  if (d_->readOnly) return Qt::ArrowCursor;
  if (d_->state == State::draggingRim || d_->state == State::pressedRim) return Qt::SizeAllCursor;
  if (d_->state == State::draggingCorner || d_->placing()) return Qt::CrossCursor;
  switch (d_->hovered.kind) {
  case RimPart::Kind::corner:
    return Qt::PointingHandCursor;
  case RimPart::Kind::edge:
    return Qt::SizeAllCursor;
  default:
    return Qt::ArrowCursor;
  }
}

void BoxTool::paintOverlay(QPainter& painter, const ImageCanvas& canvas) {
  using State = Private::State;
  RimLook look{d_->corners, d_->selected, d_->hovered, !d_->fault.isEmpty(), !d_->readOnly,
               d_->behind,  {},           d_->hidden,  d_->nextHidden};
  const bool placing = d_->placing() && d_->mouse && d_->hovered.kind != RimPart::Kind::corner;
  if (d_->state == State::placing)
    look.next = d_->current;
  else if (placing && d_->state == State::idle)
    look.next = d_->mouse;
  paintRim(painter, canvas, look);

  LoupeContent loupe;
  loupe.closed = d_->complete();
  loupe.lines = landmarks();
  const bool holdsCorner =
      d_->state == State::draggingCorner || d_->state == State::pressedCorner || d_->nudging;
  if (holdsCorner && d_->selected >= 0)
    loupe.position = d_->corners[static_cast<std::size_t>(d_->selected)];
  else if (look.next)
    loupe.position = *look.next;
  else
    return;
  if (look.next) loupe.lines << QPointF(look.next->x, look.next->y);
  paintLoupe(painter, canvas, loupe);
}

QString BoxTool::placingHint() const {
  const int next = static_cast<int>(d_->corners.size());
  if (d_->nextHidden)
    return tr("%1 of 4, hidden by something: click where the %2 corner must be; O if it is seen")
        .arg(next + 1)
        .arg(cornerName(next));
  if (next == 0)
    return tr("1 of 4: click the %1 corner of the box's inner rim; O if it is hidden").arg(cornerName(0));
  return tr("%1 of 4: click the %2 corner; O if it is hidden").arg(next + 1).arg(cornerName(next));
}

QString BoxTool::hint() const {
  if (!d_->fault.isEmpty()) return d_->fault;
  if (d_->readOnly) return d_->whyReadOnly;
  if (d_->placing()) return placingHint();
  if (d_->selected >= 0)
    return (d_->isHidden(d_->selected)
                ? tr("Corner %1, %2, hidden: arrows move it 1 pixel, with Alt 0.1, with Shift 10; O if it is "
                     "seen")
                : tr("Corner %1, %2: arrows move it 1 pixel, with Alt 0.1, with Shift 10; O if it is hidden"))
        .arg(d_->selected + 1)
        .arg(cornerName(d_->selected));
  return d_->hovered.kind == RimPart::Kind::edge ? tr("Drag the edge to move the whole rim")
                                                 : tr("Drag a corner, or press 1–4 and use the arrow keys");
}

} // namespace fillscope
