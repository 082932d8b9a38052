#include "widgets/vtk/vtk_view.h"
#include "widgets/vtk/surface_format.h"
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QOpenGLFunctions>
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

} // namespace

bool VtkView::isSupported() {
  // Qt's platforms without a display take an OpenGL widget's window down when it is first painted.
  const QString platform = QGuiApplication::platformName();
  if (platform == QLatin1String("offscreen") || platform.startsWith(QLatin1String("minimal"))) return false;
  QOpenGLContext probe;
  probe.setFormat(surfaceFormat3d());
  return probe.create();
}

VtkView::VtkView(QWidget* parent)
    : QOpenGLWidget(parent) {
  setFormat(surfaceFormat3d());
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("3D view"));
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
  QElapsedTimer watch;
  watch.start();
  window_->Render();
  context()->functions()->glFinish(); // else the time is that of queueing the work
  frameMilliseconds_ = double(watch.nsecsElapsed()) / 1e6;
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
  return camera_.eye + along * camera_.ray({place.x(), place.y()}, viewSize());
}

} // namespace fillscope
