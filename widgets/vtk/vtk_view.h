#pragma once
// The only bridge between VTK and Qt: a QOpenGLWidget that shows what a VTK renderer draws. Frames are drawn
// on demand; VTK's picture is kept, so that a repaint of what lies above it costs a copy and no new frame.
#include "widgets/vtk/orbit_camera.h"
#include <QOpenGLWidget>
#include <QTimer>
#include <functional>
#include <optional>
#include <vector>
#include <vtkNew.h>
#include <vtkSmartPointer.h>

class vtkGenericOpenGLRenderWindow;
class vtkRenderer;

namespace fillscope {

class VtkView : public QOpenGLWidget {
  Q_OBJECT
 public:
  explicit VtkView(QWidget* parent = nullptr);
  ~VtkView() override;

  /// Whether this display draws OpenGL into windows. Where not, a VtkView must not get a parent nor be shown.
  static bool isSupported();

  vtkRenderer* renderer() const { return renderer_; }
  const OrbitCamera& camera() const { return camera_; }
  void setCamera(const OrbitCamera& camera);
  /// What must stay between the clipping planes.
  void setSceneSphere(Vec3 centre, double radius);
  /// Called before each frame with the device pixel ratio: the place to set sizes given in pixels.
  void setBeforeFrame(std::function<void(double pixelRatio)> callback) { beforeFrame_ = std::move(callback); }
  /// The scene changed; several calls before the next repaint make one frame.
  void requestFrame();
  /// True from the first movement until a short rest after the last.
  bool isMoving() const { return moving_; }
  /// How long the last frame took to draw.
  double frameMilliseconds() const { return frameMilliseconds_; }
  Vec2 viewSize() const { return {double(width()), double(height())}; }

  /// The opaque point last drawn at a place, from the depth buffer; nothing on the background.
  std::optional<Vec3> pointAt(QPointF place);

 Q_SIGNALS:
  void cameraMoved();
  void movingChanged(bool moving);
  void moved(); ///< by the user
  void resetAsked();
  void hovered(const QPointF& place);
  void hoverLeft();

 protected:
  void initializeGL() override;
  void paintGL() override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override; ///< arrows turn, plus and minus zoom, R resets
  void leaveEvent(QEvent* event) override;

 private:
  enum class Drag { none, orbit, pan };
  void releaseContext();
  void drawFrame(QSize pixels);
  void copyFrame(QSize pixels);
  void applyCamera();
  bool readDepth();
  void startMoving();
  void stopMoving();

  vtkNew<vtkRenderer> renderer_;
  vtkSmartPointer<vtkGenericOpenGLRenderWindow> window_; ///< one per OpenGL context
  QMetaObject::Connection contextGuard_;
  std::function<void(double)> beforeFrame_;
  OrbitCamera camera_;
  Vec3 sceneCentre_;
  double sceneRadius_ = 1, near_ = 0.01, far_ = 100;
  bool dirty_ = true;
  std::vector<float> depth_; ///< of the last frame, bottom row first; empty until asked for
  QSize drawn_;              ///< pixels of the last frame
  double frameMilliseconds_ = 0;
  bool moving_ = false;
  Drag drag_ = Drag::none;
  QPointF last_;
  double panDepth_ = 1;
  std::optional<Vec3> zoomAbout_;
  QTimer rest_;
};

} // namespace fillscope
