#include "widgets/vtk/vtk_view.h"
#include "widgets/vtk/surface_format.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <vtkCallbackCommand.h>
#include <vtkCamera.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

namespace fillscope {
namespace {

constexpr int restMilliseconds = 160;

/// VTK and Qt both remember OpenGL's state: VTK forgets before it works and puts back after.
class StateGuard {
 public:
  explicit StateGuard(vtkOpenGLState* state)
      : state_(state) {
    state_->Reset();
    state_->Push();
  }
  ~StateGuard() { state_->Pop(); }
  StateGuard(const StateGuard&) = delete;
  StateGuard& operator=(const StateGuard&) = delete;

 private:
  vtkOpenGLState* state_;
};

Vec2 toVec(QPointF p) { return {p.x(), p.y()}; }

} // namespace

VtkView::VtkView(QWidget* parent)
    : QOpenGLWidget(parent) {
  setFormat(surfaceFormat3d());
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  rest_.setSingleShot(true);
  rest_.setInterval(restMilliseconds);
  connect(&rest_, &QTimer::timeout, this, &VtkView::stopMoving);
}

VtkView::~VtkView() { releaseContext(); }

void VtkView::initializeGL() {
  releaseContext();
  window_ = vtkSmartPointer<vtkGenericOpenGLRenderWindow>::New();
  window_->SetReadyForRendering(false);
  window_->SetOwnContext(0);
  window_->SetMultiSamples(0);
  window_->SetFrameBlitModeToNoBlit();

  // Asked for while the context is current, Qt's makeCurrent() would bind Qt's framebuffer in the middle of
  // VTK's frame.
  vtkNew<vtkCallbackCommand> makeCurrentCommand;
  makeCurrentCommand->SetClientData(this);
  makeCurrentCommand->SetCallback([](vtkObject*, unsigned long, void* self, void*) {
    auto* view = static_cast<VtkView*>(self);
    if (QOpenGLContext::currentContext() != view->context()) view->makeCurrent();
  });
  window_->AddObserver(vtkCommand::WindowMakeCurrentEvent, makeCurrentCommand);
  vtkNew<vtkCallbackCommand> isCurrent;
  isCurrent->SetClientData(this);
  isCurrent->SetCallback([](vtkObject*, unsigned long, void* self, void* answer) {
    *static_cast<bool*>(answer) = QOpenGLContext::currentContext() == static_cast<VtkView*>(self)->context();
  });
  window_->AddObserver(vtkCommand::WindowIsCurrentEvent, isCurrent);
  vtkNew<vtkCallbackCommand> supports;
  supports->SetCallback(
      [](vtkObject*, unsigned long, void*, void* answer) { *static_cast<int*>(answer) = 1; });
  window_->AddObserver(vtkCommand::WindowSupportsOpenGLEvent, supports);

  window_->AddRenderer(renderer_);
  window_->SetReadyForRendering(true);
  window_->SetMapped(1);
  window_->SetForceMaximumHardwareLineWidth(1); // a core profile draws no wide lines: VTK's shaders do
  window_->OpenGLInitContext();
  // Moving to another top-level window, as a dock does when it is detached, brings a new context.
  contextGuard_ = connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &VtkView::releaseContext,
                          Qt::DirectConnection);
  dirty_ = true;
}

void VtkView::releaseContext() {
  disconnect(contextGuard_);
  if (!window_) return;
  makeCurrent();
  window_->Finalize();
  window_->SetReadyForRendering(false);
  window_->RemoveRenderer(renderer_);
  renderer_->SetRenderWindow(nullptr);
  window_ = nullptr;
  depth_.clear();
  drawn_ = {};
  doneCurrent();
}

void VtkView::paintGL() {
  if (!window_) return;
  const QSize pixels = size() * devicePixelRatioF();
  if (pixels.isEmpty()) return;
  if (dirty_ || pixels != drawn_) drawFrame(pixels);
  copyFrame(pixels);
}

void VtkView::drawFrame(QSize pixels) {
  if (beforeFrame_) beforeFrame_(devicePixelRatioF());
  const StateGuard guard(window_->GetState());
  window_->SetSize(pixels.width(), pixels.height());
  applyCamera();
  window_->Render();
  dirty_ = false;
  drawn_ = pixels;
  depth_.clear();
}

void VtkView::copyFrame(QSize pixels) {
  QOpenGLExtraFunctions* gl = context()->extraFunctions();
  const GLuint target = defaultFramebufferObject();
  gl->glDisable(GL_SCISSOR_TEST);
  gl->glBindFramebuffer(GL_READ_FRAMEBUFFER, window_->GetDisplayFramebuffer()->GetFBOIndex());
  gl->glReadBuffer(GL_COLOR_ATTACHMENT0);
  gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target);
  gl->glBlitFramebuffer(0, 0, pixels.width(), pixels.height(), 0, 0, pixels.width(), pixels.height(),
                        GL_COLOR_BUFFER_BIT, GL_NEAREST);
  gl->glBindFramebuffer(GL_FRAMEBUFFER, target);
  // Qt blends this picture with the window: what VTK left in alpha would shine through.
  gl->glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
  gl->glClearColor(0, 0, 0, 1);
  gl->glClear(GL_COLOR_BUFFER_BIT);
  gl->glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
}

void VtkView::applyCamera() {
  const double middle = camera_.depthOf(sceneCentre_);
  far_ = std::max(middle + sceneRadius_, camera_.distance() * 2);
  near_ = std::max(middle - sceneRadius_, std::min(camera_.distance() * 0.05, far_ * 0.5));
  vtkCamera* camera = renderer_->GetActiveCamera();
  camera->SetPosition(camera_.eye.x, camera_.eye.y, camera_.eye.z);
  camera->SetFocalPoint(camera_.target.x, camera_.target.y, camera_.target.z);
  const Vec3 top = camera_.viewUp();
  camera->SetViewUp(top.x, top.y, top.z);
  camera->SetViewAngle(camera_.fieldOfView * 180 / M_PI);
  camera->SetClippingRange(near_, far_);
}

void VtkView::setCamera(const OrbitCamera& camera) {
  camera_ = camera;
  requestFrame();
  Q_EMIT cameraMoved();
}

void VtkView::setSceneSphere(Vec3 centre, double radius) {
  sceneCentre_ = centre;
  sceneRadius_ = std::max(radius, 1e-6);
  requestFrame();
}

void VtkView::requestFrame() {
  dirty_ = true;
  update();
}

bool VtkView::readDepth() {
  const QSize pixels = size() * devicePixelRatioF();
  if (!window_ || pixels.isEmpty()) return false;
  if (!depth_.empty() && !dirty_) return true;
  makeCurrent();
  if (dirty_ || pixels != drawn_) drawFrame(pixels); // the next repaint only copies it
  depth_.resize(std::size_t(drawn_.width()) * drawn_.height());
  {
    const StateGuard guard(window_->GetState());
    window_->GetZbufferData(0, 0, drawn_.width() - 1, drawn_.height() - 1, depth_.data());
  }
  doneCurrent();
  return true;
}

std::optional<Vec3> VtkView::pointAt(QPointF place) {
  if (!readDepth()) return {};
  const double ratio = devicePixelRatioF();
  const int x = int(std::floor(place.x() * ratio)),
            y = drawn_.height() - 1 - int(std::floor(place.y() * ratio));
  if (x < 0 || y < 0 || x >= drawn_.width() || y >= drawn_.height()) return {};
  const double value = depth_[std::size_t(y) * drawn_.width() + x];
  if (value >= 1.0) return {};
  const double along = near_ * far_ / (far_ - value * (far_ - near_));
  return camera_.eye + along * camera_.ray(toVec(place), viewSize());
}

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
  setCamera(next);
  Q_EMIT moved();
  event->accept();
}

void VtkView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_R && event->modifiers() == Qt::NoModifier) {
    Q_EMIT resetAsked();
    return;
  }
  QOpenGLWidget::keyPressEvent(event);
}

void VtkView::leaveEvent(QEvent* event) {
  Q_EMIT hoverLeft();
  QOpenGLWidget::leaveEvent(event);
}

} // namespace fillscope
