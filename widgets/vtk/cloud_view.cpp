#include "widgets/vtk/cloud_view.h"
#include "widgets/theme.h"
#include "widgets/vtk/box_scene_3d.h"
#include "widgets/vtk/cloud_lookup.h"
#include "widgets/vtk/cloud_overlay.h"
#include "widgets/vtk/cloud_scene.h"
#include "widgets/vtk/first_view.h"
#include "widgets/vtk/vtk_view.h"
#include <QEvent>
#include <QPainter>
#include <QResizeEvent>
#include <algorithm>
#include <cmath>
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
  style.content = mixed(style.rim, {255, 255, 255}, 0.15);
  style.hidden = {244, 166, 40};
  return style;
}

std::optional<BoxVolume> boxOf(const FillReport& report) {
  BoxVolume box{report.rim.pose, report.size};
  if (box.size.first <= 0) box.size.first = report.rim.first;
  if (box.size.second <= 0) box.size.second = report.rim.second;
  if (box.size.depth <= 0) box.size.depth = report.heights.depth;
  if (!box.size.plausible()) return {};
  return box;
}

} // namespace

struct CloudView::Private {
  explicit Private(CloudView* owner)
      : q(owner)
      , view(new VtkView(owner))
      , overlay(new CloudOverlay(owner))
      , box3d(view->renderer())
      , cloud(view->renderer()) {}

  CloudView* q;
  VtkView* view;
  CloudOverlay* overlay;
  BoxScene3d box3d;
  CloudScene cloud;
  std::unique_ptr<CloudLookup> lookup;
  std::optional<BoxVolume> box;
  SceneStyle style;
  CloudColouring colouring = CloudColouring::photo;
  std::optional<ColourScale> scale; ///< nothing: the range of what is shown
  double pointSize = 0;             ///< 0: as large as the gaps between neighbours
  bool showCloud = true, showBox = true, showContent = true, showHidden = true;
  bool untouched = true, framePending = true;
  std::optional<QPoint> cursorPixel;
  QString emptyText;

  bool empty() const { return cloud.empty() && !box; }
  ColourScale shownScale() const;
  void recolour();
  void restyle();
  void refreshOverlay();
  void refreshBounds();
  void beforeFrame(double ratio);
  void frameView();
  void hover(QPointF place);
};

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
  state.accent = theme::accent(q->palette());
  if (empty()) state.emptyText = emptyText;
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
  overlay->setState(std::move(state));
}

void CloudView::Private::refreshBounds() {
  std::vector<Vec3> points = cloud.points().hull;
  if (box) {
    const auto corners = box->corners();
    points.assign(corners.begin(), corners.end());
  }
  if (points.empty()) return;
  Vec3 middle;
  for (const Vec3& p : points)
    middle = middle + (1.0 / double(points.size())) * p;
  double radius = 0;
  for (const Vec3& p : points)
    radius = std::max(radius, norm(p - middle));
  // Room for the surroundings that are shown greyed, and for stray points of a cloud without a box.
  view->setSceneSphere(middle, radius * (box ? 2.5 : 4));
}

void CloudView::Private::beforeFrame(double ratio) {
  const bool moving = view->isMoving();
  cloud.setMoving(moving);
  box3d.setPixelRatio(ratio);
  double size = pointSize, thinned = pointSize * cloud.thinnedStride();
  if (pointSize <= 0) {
    const Vec2 pixels = view->viewSize();
    const double perUnit = view->camera().pixelsPerUnit(view->camera().distance(), pixels);
    size = std::clamp(cloud.points().spacing * perUnit * 1.25, 1.5, 12.0);
    thinned = std::clamp(size * cloud.thinnedStride(), 1.5, 16.0);
  }
  cloud.setPointSize(size * ratio, thinned * ratio);
}

void CloudView::Private::frameView() {
  untouched = true;
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

CloudView::CloudView(QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>(this)) {
  VtkView* view = d_->view;
  setMinimumSize(160, 120);
  setFocusProxy(view);
  vtkLight* light = vtkLight::New();
  light->SetLightTypeToCameraLight();
  light->SetPosition(-0.5, 0.9, 1.2);
  view->renderer()->AddLight(light);
  light->Delete();
  view->setBeforeFrame([this](double ratio) { d_->beforeFrame(ratio); });
  connect(view, &VtkView::cameraMoved, this, [this] { d_->refreshOverlay(); });
  connect(view, &VtkView::moved, this, [this] { d_->untouched = false; });
  connect(view, &VtkView::resetAsked, this, &CloudView::resetView);
  connect(view, &VtkView::hovered, this, [this](const QPointF& place) { d_->hover(place); });
  connect(view, &VtkView::hoverLeft, this, &CloudView::hoverLeft);
  d_->emptyText = tr("No cloud: the picture has no depth map.");
  d_->restyle();
}

CloudView::~CloudView() {
  // The bridge goes first: its callbacks use the scenes.
  delete d_->view;
}

void CloudView::setCloud(std::shared_ptr<const PointCloud> cloud, bool keepView) {
  d_->lookup = cloud ? std::make_unique<CloudLookup>(cloud) : nullptr;
  d_->cloud.setCloud(std::move(cloud), d_->box);
  d_->refreshBounds();
  d_->recolour();
  if (keepView) return;
  d_->framePending = !d_->box;
  d_->frameView();
}

void CloudView::setReport(const FillReport& report) {
  d_->box = boxOf(report);
  d_->box3d.setBox(d_->box);
  if (d_->box)
    d_->box3d.setHeights(report.heights, *d_->box);
  else
    d_->box3d.clearHeights();
  d_->cloud.setCloud(d_->cloud.sharedCloud(), d_->box);
  d_->refreshBounds();
  d_->recolour();
  if (d_->framePending && d_->untouched && d_->box) {
    d_->framePending = false;
    d_->frameView();
  }
}

void CloudView::clearReport() {
  d_->box.reset();
  d_->box3d.setBox({});
  d_->box3d.clearHeights();
  d_->cloud.setCloud(d_->cloud.sharedCloud(), {});
  d_->framePending = true;
  d_->refreshBounds();
  d_->recolour();
}

void CloudView::clear() {
  d_->lookup.reset();
  d_->cursorPixel.reset();
  d_->cloud.setCloud(nullptr, {});
  d_->untouched = true;
  clearReport();
}

void CloudView::setEmptyText(const QString& text) {
  d_->emptyText = text;
  d_->refreshOverlay();
}

void CloudView::setColouring(CloudColouring colouring) {
  if (d_->colouring == colouring) return;
  d_->colouring = colouring;
  d_->recolour();
}

CloudColouring CloudView::colouring() const { return d_->colouring; }

void CloudView::setColourScale(const ColourScale& scale) {
  if (d_->scale == scale) return;
  d_->scale = scale;
  if (d_->colouring != CloudColouring::photo) d_->recolour();
}

void CloudView::setPointSize(double pixels) {
  d_->pointSize = pixels;
  d_->view->requestFrame();
}

void CloudView::setShown(bool cloud, bool box, bool content, bool hidden) {
  d_->showCloud = cloud;
  d_->showBox = box;
  d_->showContent = content;
  d_->showHidden = hidden;
  d_->cloud.setShown(cloud);
  d_->box3d.setShown(box, content, hidden);
  d_->view->requestFrame();
  d_->refreshOverlay();
}

void CloudView::resetView() { d_->frameView(); }

void CloudView::setCursorPixel(const std::optional<QPoint>& pixel) {
  if (d_->cursorPixel == pixel) return;
  d_->cursorPixel = pixel;
  d_->refreshOverlay();
}

QImage CloudView::grabImage() {
  const double ratio = devicePixelRatioF();
  QImage image(size() * ratio, QImage::Format_RGB32);
  image.setDevicePixelRatio(ratio);
  image.fill(toColor(d_->style.backgroundBottom));
  QPainter painter(&image);
  QImage scene = d_->view->grabFramebuffer();
  scene.setDevicePixelRatio(ratio);
  if (!scene.isNull()) painter.drawImage(QPointF(0, 0), scene.convertToFormat(QImage::Format_RGB32));
  d_->overlay->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
  return image;
}

void CloudView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  d_->view->setGeometry(rect());
  d_->overlay->setGeometry(rect());
  d_->overlay->raise();
  if (d_->untouched) d_->frameView();
}

void CloudView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) d_->restyle();
}

} // namespace fillscope
