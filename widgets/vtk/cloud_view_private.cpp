#include "widgets/vtk/cloud_view_private.h"
#include "widgets/theme.h"
#include "widgets/vtk/first_view.h"
#include <algorithm>
#include <cmath>
#include <tuple>
#include <vtkLight.h>
#include <vtkRenderer.h>

namespace fillscope {
namespace {

Rgb8 toRgb8(const QColor& c) {
  return {std::uint8_t(c.red()), std::uint8_t(c.green()), std::uint8_t(c.blue())};
}
QColor toColor(Rgb8 c) { return {c[0], c[1], c[2]}; }

SceneStyle styleFrom(const QPalette& palette) {
  const Rgb8 window = toRgb8(palette.color(QPalette::Window)),
             text = toRgb8(palette.color(QPalette::WindowText));
  SceneStyle style;
  style.backgroundTop =
      theme::isDark(palette) ? mixed(window, {255, 255, 255}, 0.05) : mixed(window, {255, 255, 255}, 0.85);
  style.backgroundBottom =
      theme::isDark(palette) ? mixed(window, {0, 0, 0}, 0.35) : mixed(window, {70, 84, 110}, 0.10);
  style.box = mixed(text, window, 0.25);
  style.rim = toRgb8(theme::accent(palette));
  style.content = mixed(style.rim, {255, 255, 255}, theme::isDark(palette) ? 0.05 : 0.3);
  style.hidden = {250, 176, 60};
  style.hatching = {158, 88, 0};
  return style;
}

constexpr std::size_t alwaysThinned = 300'000; ///< points
constexpr double slowFrame = 40;               ///< milliseconds

} // namespace

CloudView::Private::Private(CloudView* owner)
    : q(owner)
    , supported(VtkView::isSupported())
    , view(new VtkView(supported ? owner : nullptr))
    , overlay(new CloudOverlay(owner))
    , box3d(view->renderer())
    , cloud(view->renderer()) {
  vtkNew<vtkLight> light;
  light->SetLightTypeToCameraLight();
  light->SetPosition(-0.5, 0.9, 1.2);
  view->renderer()->AddLight(light);
  view->setBeforeFrame([this](double ratio) { beforeFrame(ratio); });
  QObject::connect(view, &VtkView::cameraMoved, q, [this] { refreshOverlay(); });
  QObject::connect(view, &VtkView::moved, q, [this] { untouched = false; });
  QObject::connect(view, &VtkView::movingChanged, q, [this](bool moving) {
    if (moving) slowestMilliseconds = std::max(slowestMilliseconds, view->frameMilliseconds());
  });
  QObject::connect(view, &VtkView::resetAsked, q, &CloudView::resetView);
  QObject::connect(view, &VtkView::hovered, q, [this](const QPointF& place) { hover(place); });
  QObject::connect(view, &VtkView::hoverLeft, q, &CloudView::hoverLeft);
}

ColourScale CloudView::Private::shownScale() const {
  ColourScale out = scale.value_or(ColourScale{});
  if (colouring == CloudColouring::height) {
    // The shared range is one of depths; heights run from the floor to the rim.
    out.low = 0;
    out.high = box ? box->size.depth * (out.unit == "mm" ? 1000 : 1) : 1;
    if (!scale) out.unit = "m";
  } else if (!scale && cloud.cloud()) {
    std::tie(out.low, out.high) = depthRange(*cloud.cloud(), cloud.points());
    out.unit = "m";
  }
  return out;
}

void CloudView::Private::recolour() {
  cloud.setColours(colouring, shownScale(), style);
  view->requestFrame();
  refreshOverlay();
}

void CloudView::Private::restyle() {
  style = styleFrom(q->palette());
  const auto top = unitRgb(style.backgroundTop), bottom = unitRgb(style.backgroundBottom);
  vtkRenderer* renderer = view->renderer();
  renderer->SetGradientBackground(true);
  renderer->SetBackground(bottom[0], bottom[1], bottom[2]);
  renderer->SetBackground2(top[0], top[1], top[2]);
  box3d.setStyle(style);
  recolour();
}

void CloudView::Private::refreshOverlay() {
  CloudOverlayState state;
  state.camera = view->camera();
  state.scaleShown = scaleBarShown;
  state.accent = theme::accent(q->palette());
  if (empty()) state.emptyText = emptyText;
  if (!supported) state.emptyText = CloudView::tr("3D needs OpenGL 3.2, which this display does not offer.");
  if (box && showBox) {
    const auto c = box->corners();
    state.rim = {c[0], c[1], c[2], c[3]};
    const Mat3& r = box->pose.rotation;
    state.axes = {r.columns[0], r.columns[1], -r.columns[2]};
  }
  if (cursorPixel && lookup) state.cursor = lookup->pointOf(cursorPixel->x(), cursorPixel->y());
  const bool scaled = colouring == CloudColouring::depth || (colouring == CloudColouring::height && box);
  if (scaled && showCloud && !cloud.empty()) {
    state.scale = shownScale();
    state.scaleTitle = colouring == CloudColouring::depth ? CloudView::tr("Depth") : CloudView::tr("Height");
  }
  if (box && showContent && box3d.hasContent())
    state.legend.push_back({toColor(style.content), CloudView::tr("content"), false});
  if (box && showHidden && box3d.hasHidden())
    state.legend.push_back({toColor(style.hidden), CloudView::tr("hidden: no pixel sees it"), true});
  if (colouring == CloudColouring::height && !box && !cloud.empty())
    state.note = CloudView::tr("Heights need a box: mark the rim in the picture.");
  overlay->setState(std::move(state));
}

void CloudView::Private::refreshBounds() {
  std::vector<Vec3> points = cloud.points().hull;
  if (box) {
    const auto corners = box->corners();
    points.assign(corners.begin(), corners.end());
  }
  current.reset();
  if (points.empty()) return;
  Vec3 middle;
  for (const Vec3& p : points)
    middle = middle + (1.0 / double(points.size())) * p;
  double radius = 0;
  for (const Vec3& p : points)
    radius = std::max(radius, norm(p - middle));
  // Room for the surroundings that are shown greyed, and for stray points of a cloud without a box.
  view->setSceneSphere(middle, radius * (box ? 2.5 : 4));
  current = ScenePlace{.middle = middle, .radius = radius, .isBox = box.has_value()};
  if (box) current->axes = box->pose.rotation;
}

void CloudView::Private::followScene() {
  const Vec2 size = view->viewSize();
  if (!current || !viewed || size.x <= 0 || size.y <= 0) return;
  if (current->isBox != viewed->isBox) {
    if (!view->camera().sees(*current, size)) frameView();
  } else if (clearlyOther(*viewed, *current)) {
    if (untouched) return frameView();
    OrbitCamera camera = view->camera();
    camera.follow(*viewed, *current);
    viewed = current;
    view->setCamera(camera);
  }
}

void CloudView::Private::beforeFrame(double ratio) {
  const bool heavy = cloud.points().pixels.size() > alwaysThinned || slowestMilliseconds > slowFrame;
  cloud.setThinned(view->isMoving() && heavy);
  box3d.setPixelRatio(ratio);
  double size = pointSize, thinned = pointSize * cloud.thinnedStride();
  if (pointSize <= 0) {
    const Vec2 pixels = view->viewSize();
    const double perUnit = view->camera().pixelsPerUnit(view->camera().distance(), pixels);
    size = std::clamp(cloud.points().spacing * perUnit * 1.6, 1.5, 12.0);
    thinned = std::clamp(size * cloud.thinnedStride(), 1.5, 16.0);
  }
  cloud.setPointSize(size * ratio, thinned * ratio);
}

void CloudView::Private::takeCloud(std::shared_ptr<const PointCloud> newCloud) {
  slowestMilliseconds = 0;
  cloud.setCloud(std::move(newCloud), box);
  refreshBounds();
  followScene();
  recolour();
}

void CloudView::Private::frameView() {
  untouched = true;
  viewed = current;
  const Vec2 size = view->viewSize();
  if (box)
    view->setCamera(viewOfBox(*box, size));
  else if (!cloud.points().hull.empty())
    view->setCamera(viewOfCloud(cloud.points().hull, size));
}

void CloudView::Private::hover(QPointF place) {
  std::optional<std::array<int, 2>> pixel;
  if (const auto point = lookup && showCloud ? view->pointAt(place) : std::nullopt) {
    // Lines and surfaces fill the depth buffer too: only what lies by a measured point counts.
    const double reach = std::max(4 * cloud.points().spacing, 1e-9);
    pixel = lookup->pixelOf(*point, reach);
  }
  if (pixel)
    Q_EMIT q->pixelHovered(QPoint((*pixel)[0], (*pixel)[1]));
  else
    Q_EMIT q->hoverLeft();
}

} // namespace fillscope
