// Mouse, wheel and keys of the 3D view.
#include "widgets/vtk/vtk_view.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr double keyTurn = 5 * M_PI / 180; ///< by one arrow key; four times as much with Shift

Vec2 toVec(QPointF p) { return {p.x(), p.y()}; }

bool isViewKey(const QKeyEvent& event) {
  const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
  switch (event.key()) {
  case Qt::Key_Left:
  case Qt::Key_Right:
  case Qt::Key_Up:
  case Qt::Key_Down:
  case Qt::Key_Plus: // on many keyboards with Shift
    return modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier;
  case Qt::Key_Minus:
  case Qt::Key_Equal:
  case Qt::Key_R:
    return modifiers == Qt::NoModifier;
  default:
    return false;
  }
}

} // namespace

void VtkView::startMoving() {
  rest_.start();
  if (moving_) return;
  moving_ = true;
  Q_EMIT movingChanged(true);
}

void VtkView::stopMoving() {
  if (!moving_) return;
  if (drag_ != Drag::none) return rest_.start(); // a held button may go on at any moment
  moving_ = false;
  zoomAbout_.reset();
  requestFrame();
  Q_EMIT movingChanged(false);
}

void VtkView::mousePressEvent(QMouseEvent* event) {
  zoomAbout_.reset();
  last_ = event->position();
  const bool shift = event->modifiers() & Qt::ShiftModifier;
  if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && shift)) {
    const std::optional<Vec3> grabbed = pointAt(last_);
    panDepth_ = grabbed ? camera_.depthOf(*grabbed) : camera_.distance();
    drag_ = Drag::pan;
  } else if (event->button() == Qt::LeftButton) {
    drag_ = Drag::orbit;
  } else {
    return event->ignore();
  }
  setCursor(drag_ == Drag::pan ? Qt::SizeAllCursor : Qt::ClosedHandCursor);
  Q_EMIT hoverLeft();
}

void VtkView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF now = event->position();
  if (drag_ == Drag::none) {
    if (event->buttons() == Qt::NoButton && !moving_) Q_EMIT hovered(now);
    return;
  }
  if (now == last_) return;
  startMoving();
  OrbitCamera next = camera_;
  if (drag_ == Drag::orbit) {
    const double perPixel = M_PI / std::max(1, std::min(width(), height()));
    // The scene follows the hand: to the right means the eye goes left.
    next.orbit(-(now.x() - last_.x()) * perPixel, (now.y() - last_.y()) * perPixel);
  } else {
    next.pan(toVec(last_), toVec(now), viewSize(), panDepth_);
  }
  last_ = now;
  setCamera(next);
  Q_EMIT moved();
}

void VtkView::mouseReleaseEvent(QMouseEvent* event) {
  if (drag_ == Drag::none) return event->ignore();
  drag_ = Drag::none;
  unsetCursor();
  if (moving_) rest_.start();
}

void VtkView::wheelEvent(QWheelEvent* event) {
  const double steps = event->angleDelta().y() / 120.0;
  if (steps == 0) return event->ignore();
  const QPointF place = event->position();
  // Within one run of the wheel the point stays where it is: no frame is waited for between two steps.
  if (!moving_ || place != last_ || !zoomAbout_) {
    const std::optional<Vec3> under = pointAt(place);
    zoomAbout_ = under ? *under : camera_.eye + camera_.distance() * camera_.ray(toVec(place), viewSize());
    last_ = place;
  }
  startMoving();
  OrbitCamera next = camera_;
  next.zoom(*zoomAbout_, std::pow(0.85, std::clamp(steps, -8.0, 8.0)));
  event->accept();
  if (next.distance() < sceneRadius_ * 1e-3 || next.distance() > sceneRadius_ * 1e2) return;
  setCamera(next);
  Q_EMIT moved();
}

bool VtkView::event(QEvent* event) {
  // The window has other uses for some of them: they are the view's while it has the focus.
  if (event->type() == QEvent::ShortcutOverride && isViewKey(*static_cast<QKeyEvent*>(event)))
    event->accept();
  return QOpenGLWidget::event(event);
}

void VtkView::keyPressEvent(QKeyEvent* event) {
  if (!isViewKey(*event)) return QOpenGLWidget::keyPressEvent(event);
  const int key = event->key();
  if (key == Qt::Key_R) return Q_EMIT resetAsked();
  OrbitCamera next = camera_;
  if (key == Qt::Key_Plus || key == Qt::Key_Equal || key == Qt::Key_Minus) {
    next.zoom(next.target, key == Qt::Key_Minus ? 1 / 0.85 : 0.85);
    if (next.distance() < sceneRadius_ * 1e-3 || next.distance() > sceneRadius_ * 1e2) return;
  } else {
    const double step = event->modifiers() & Qt::ShiftModifier ? 4 * keyTurn : keyTurn;
    next.orbit(step * (int(key == Qt::Key_Left) - int(key == Qt::Key_Right)),
               step * (int(key == Qt::Key_Down) - int(key == Qt::Key_Up)));
  }
  zoomAbout_.reset();
  startMoving();
  setCamera(next);
  Q_EMIT moved();
  rest_.start();
}

void VtkView::leaveEvent(QEvent* event) {
  Q_EMIT hoverLeft();
  QOpenGLWidget::leaveEvent(event);
}

} // namespace fillscope
