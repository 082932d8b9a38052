#include "widgets/vtk/cloud_view.h"
#include "widgets/vtk/cloud_view_private.h"
#include <QEvent>
#include <QPainter>
#include <QResizeEvent>
#include <cmath>

namespace fillscope {
namespace {

bool finite(Vec3 v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }

std::optional<BoxVolume> boxOf(const FillReport& report) {
  BoxVolume box{report.rim.pose, report.size};
  if (box.size.first <= 0) box.size.first = report.rim.first;
  if (box.size.second <= 0) box.size.second = report.rim.second;
  if (box.size.depth <= 0) box.size.depth = report.heights.depth;
  const Mat3& axes = box.pose.rotation;
  const bool posed = finite(box.pose.translation) && finite(axes.columns[0]) && finite(axes.columns[1]) &&
                     finite(axes.columns[2]);
  return posed && box.size.plausible() ? std::optional(box) : std::nullopt;
}

} // namespace

CloudView::CloudView(QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>(this)) {
  setMinimumSize(160, 120);
  if (d_->supported) setFocusProxy(d_->view);
  d_->emptyText = tr("No cloud: the picture has no depth map.");
  d_->restyle();
}

CloudView::~CloudView() {
  // The bridge goes first: its callbacks use the scenes.
  delete d_->view;
}

void CloudView::setCloud(std::shared_ptr<const PointCloud> cloud, bool keepView) {
  d_->lookup = cloud ? std::make_unique<CloudLookup>(cloud) : nullptr;
  d_->takeCloud(std::move(cloud));
  if (keepView) return;
  d_->framePending = true; // the report that comes may place another box
  d_->frameView();
}

void CloudView::setReport(const FillReport& report) {
  d_->box = boxOf(report);
  d_->box3d.setBox(d_->box);
  if (d_->box)
    d_->box3d.setHeights(report.heights, *d_->box);
  else
    d_->box3d.clearHeights();
  d_->takeCloud(d_->cloud.sharedCloud());
  if (d_->framePending && d_->untouched && d_->box) {
    d_->framePending = false;
    d_->frameView();
  }
}

void CloudView::clearReport() {
  d_->box.reset();
  d_->box3d.setBox({});
  d_->box3d.clearHeights();
  d_->framePending = true;
  d_->takeCloud(d_->cloud.sharedCloud());
}

void CloudView::clear() {
  d_->lookup.reset();
  d_->cursorPixel.reset();
  d_->cloud.setCloud(nullptr, {});
  d_->untouched = true;
  d_->viewed.reset();
  clearReport();
}

void CloudView::setEmptyText(const QString& text) {
  d_->emptyText = text;
  d_->refreshOverlay();
}

const QString& CloudView::emptyText() const { return d_->emptyText; }

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

void CloudView::setScaleBarShown(bool shown) {
  d_->scaleBarShown = shown;
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
  const Rgb8& ground = d_->style.backgroundBottom;
  image.fill(QColor(ground[0], ground[1], ground[2])); // where there is no OpenGL
  QPainter painter(&image);
  QImage scene = d_->supported ? d_->view->grabFramebuffer() : QImage();
  scene.setDevicePixelRatio(ratio);
  if (!scene.isNull()) painter.drawImage(QPointF(0, 0), scene.convertToFormat(QImage::Format_RGB32));
  d_->overlay->paint(painter, true);
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
