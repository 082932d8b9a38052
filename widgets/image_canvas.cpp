#include "widgets/image_canvas.h"

#include "widgets/canvas_painting.h"
#include "widgets/image_canvas_p.h"
#include "widgets/quick_scale.h"
#include "widgets/theme.h"
#include <QPainter>
#include <QResizeEvent>
#include <cmath>

namespace fillscope {

namespace {

constexpr int hurry = 120;           // milliseconds between frames of one movement
constexpr double slowPainting = 3.5; // milliseconds for the picture that leave too little for the rest

} // namespace

ImageCanvas::ImageCanvas(QWidget* parent)
    : QGraphicsView(parent)
    , d_(std::make_unique<Private>()) {
  setScene(&d_->scene);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setTransformationAnchor(QGraphicsView::NoAnchor);
  setResizeAnchor(QGraphicsView::NoAnchor);
  setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  viewport()->setMouseTracking(true);
  setMinimumSize(120, 90);
  setAccessibleName(tr("Picture"));
  d_->emptyTitle = tr("No picture");
  d_->refine.setSingleShot(true);
  d_->refine.setInterval(hurry);
  connect(&d_->refine, &QTimer::timeout, this, [this] { viewport()->update(); });
  d_->pyramid.setLevelMade([this] {
    QMetaObject::invokeMethod(
        this, [this] { viewport()->update(); }, Qt::QueuedConnection);
  });
}

ImageCanvas::~ImageCanvas() {
  if (d_->tool) d_->tool->deactivate();
  setScene(nullptr);
}

template <class Set>
void ImageCanvas::put(const QSize& size, bool keepView, const Set& set) {
  const bool keep = keepView && !imageSize().isEmpty() && !size.isEmpty();
  const QSize before = imageSize();
  const QPointF centre = pictureFromViewport(QRectF(viewport()->rect()).center());
  const double zoomBefore = zoom();
  set();
  if (!keep || d_->fitted) {
    fitView();
  } else if (size != before) {
    // A depth map of the same view may have another size: the same part stays in sight.
    const double sx = double(size.width()) / before.width(), sy = double(size.height()) / before.height();
    setZoom(zoomBefore / sx);
    showAt(QPointF(centre.x() * sx, centre.y() * sy), QRectF(viewport()->rect()).center());
  }
  viewport()->update();
}

void ImageCanvas::setImage(const QImage& image, bool keepView) {
  put(image.size(), keepView, [&] { d_->pyramid.setImage(image); });
}

void ImageCanvas::setSamples(std::shared_ptr<const Raster<float>> samples, const ColourScale& scale,
                             bool keepView) {
  const QSize size = samples ? QSize(samples->width(), samples->height()) : QSize();
  put(size, keepView, [&] { d_->pyramid.setSamples(std::move(samples), scale); });
}

void ImageCanvas::setPreview(const QImage& preview, const QSize& size, bool keepView) {
  put(size, keepView, [&] { d_->pyramid.setPreview(preview, size); });
}

void ImageCanvas::setTone(const ToneCurve& tone) {
  if (tone == d_->tone) return;
  d_->tone = tone;
  d_->toneTable = toneTable(tone);
  ++d_->toneState;
  viewport()->update();
}

void ImageCanvas::setScale(const ColourScale& scale) {
  d_->pyramid.setScale(scale);
  viewport()->update();
}

const QImage& ImageCanvas::image() const { return d_->pyramid.base(); }
QSize ImageCanvas::imageSize() const { return d_->pyramid.size(); }

QImage ImageCanvas::shownPixels(const QRect& part) const {
  const QRect inside = part & QRect(QPoint(0, 0), imageSize());
  if (inside.isEmpty()) return {};
  const ImagePyramid::Patch patch = d_->pyramid.patch(1, QRectF(inside));
  QImage pixels;
  if (patch.level == imageSize()) {
    pixels = patch.image.copy(inside.translated(-patch.at)).convertToFormat(QImage::Format_RGB32);
  } else {
    const double sx = double(patch.level.width()) / imageSize().width(),
                 sy = double(patch.level.height()) / imageSize().height();
    pixels = QImage(inside.size(), QImage::Format_RGB32);
    scaleNearest(pixels, pixels.rect(), patch.image, QPointF(-inside.left(), -inside.top()), 1 / sx, 1 / sy);
  }
  if (d_->isToned()) canvas::applyTone(pixels, pixels.rect(), d_->toneTable);
  return pixels;
}

void ImageCanvas::setEmptyText(const QString& title, const QString& body) {
  d_->emptyTitle = title;
  d_->emptyBody = body;
  if (isEmpty()) setAccessibleDescription(title + QLatin1String(". ") + body);
  viewport()->update();
}

const QString& ImageCanvas::emptyText() const { return d_->emptyBody; }

void ImageCanvas::setTool(CanvasTool* tool) {
  if (d_->tool == tool) return;
  if (d_->tool) {
    d_->tool->deactivate();
    d_->tool->disconnect(this);
  }
  d_->tool = tool;
  if (tool) {
    connect(tool, &CanvasTool::hintChanged, this, [this] { viewport()->update(); });
    connect(tool, &CanvasTool::landmarksReplaced, this, [this] {
      if (d_->fitted) fitView();
    });
    tool->activate(*this);
  }
  if (tool && d_->fitted) fitView();
  updateCursor();
  viewport()->update();
}

CanvasTool* ImageCanvas::tool() const { return d_->tool; }

void ImageCanvas::setLayer(CanvasLayer* layer) {
  if (d_->layer == layer) return;
  if (d_->layer) d_->layer->disconnect(this);
  d_->layer = layer;
  if (layer) connect(layer, &CanvasLayer::changed, this, [this] { viewport()->update(); });
  viewport()->update();
}

void ImageCanvas::setLinkedCursor(const std::optional<QPointF>& picturePosition) {
  if (d_->linkedCursor == picturePosition) return;
  d_->linkedCursor = picturePosition;
  viewport()->update();
}

std::optional<QPointF> ImageCanvas::linkedCursor() const { return d_->linkedCursor; }

void ImageCanvas::resizeEvent(QResizeEvent* event) {
  if (d_->fitted) return fitView();
  const QSize before = event->oldSize().isValid() ? event->oldSize() : event->size();
  const QPointF centre = pictureFromViewport(QRectF(QPointF(0, 0), QSizeF(before)).center());
  applyZoom(zoom(), centre, QRectF(viewport()->rect()).center());
}

QRect ImageCanvas::deviceRect(const QRectF& picture) const {
  const QRectF device = d_->backdrop.view.mapRect(picture);
  const QPoint low(int(std::ceil(device.left() - 0.5)), int(std::ceil(device.top() - 0.5)));
  const QPoint high(int(std::ceil(device.right() - 0.5)), int(std::ceil(device.bottom() - 0.5)));
  return {low, high - QPoint(1, 1)};
}

void ImageCanvas::paintPiece(const QRect& device, const QRectF& picture) {
  Private::Backdrop& backdrop = d_->backdrop;
  const ImagePyramid::Patch patch = d_->pyramid.patch(zoom(), picture);
  if (patch.image.isNull()) return;
  if (backdrop.rough && patch.image.format() != QImage::Format_ARGB32_Premultiplied) {
    const double stepX = zoom() * imageSize().width() / patch.level.width(),
                 stepY = zoom() * imageSize().height() / patch.level.height();
    const QPointF origin(backdrop.view.dx() + patch.at.x() * stepX,
                         backdrop.view.dy() + patch.at.y() * stepY);
    scaleNearest(backdrop.image, device, patch.image, origin, stepX, stepY);
    return;
  }
  QPainter painter(&backdrop.image);
  painter.setClipRect(device);
  painter.setTransform(backdrop.view);
  canvas::paintPicture(painter, picture, imageSize(), patch, zoom());
}

void ImageCanvas::paintBackdrop(const QRect& part) {
  Private::Backdrop& backdrop = d_->backdrop;
  {
    QPainter painter(&backdrop.image);
    painter.fillRect(part, QColor::fromRgb(backdrop.ground));
  }
  if (isEmpty()) return;
  const QRectF seen = backdrop.view.inverted().mapRect(QRectF(part));
  const QList<QRectF> pieces = d_->pyramid.pieces(zoom(), seen);
  for (const QRectF& piece : pieces)
    paintPiece(pieces.size() == 1 ? part : part & deviceRect(piece), piece);
  const QRectF whole(QPointF(0, 0), QSizeF(imageSize()));
  if (d_->isToned()) canvas::applyTone(backdrop.image, part & deviceRect(whole), d_->toneTable);
  QPainter painter(&backdrop.image);
  painter.setClipRect(part);
  painter.setTransform(backdrop.view);
  canvas::paintOutline(painter, whole);
}

void ImageCanvas::updateBackdrop() {
  Private::Backdrop& backdrop = d_->backdrop;
  const double ratio = viewport()->devicePixelRatioF();
  const QSize size = (QSizeF(viewport()->size()) * ratio).toSize();
  const QTransform view = viewportTransform() * QTransform::fromScale(ratio, ratio);
  const qint64 level = qint64(d_->toneState) << 32 | d_->pyramid.state();
  const QRgb ground = canvas::backgroundColour(palette()).rgb();
  const QPointF moved(view.dx() - backdrop.view.dx(), view.dy() - backdrop.view.dy());
  const bool same = backdrop.image.size() == size && backdrop.level == level && backdrop.ground == ground &&
                    backdrop.view.m11() == view.m11();
  const bool refines = backdrop.rough && !d_->refine.isActive();
  if (same && moved.isNull() && !refines) return;
  const QPoint step = moved.toPoint();
  const QRect all(QPoint(0, 0), size), kept = all & all.translated(step);
  const bool shifts = same && QPointF(step) == moved && !kept.isEmpty() && !refines;
  QImage before = std::move(backdrop.image);
  const bool wasRough = backdrop.rough;
  backdrop = {QImage(size, QImage::Format_RGB32), view, level, ground, shifts && wasRough};
  if (!shifts) {
    // Where painting takes its time, zooming on and on is followed roughly until it rests.
    const bool hurried = d_->sincePainted.isValid() && d_->sincePainted.elapsed() < hurry;
    backdrop.rough = !refines && hurried && d_->paintingTook > slowPainting;
    d_->sincePainted.start();
    paintBackdrop(all);
    if (backdrop.rough)
      d_->refine.start();
    else
      d_->paintingTook = double(d_->sincePainted.nsecsElapsed()) * 1e-6;
    return;
  }
  {
    QPainter painter(&backdrop.image);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.drawImage(step, before);
  }
  for (const QRect& part : QRegion(all) - QRegion(kept))
    paintBackdrop(part);
}

void ImageCanvas::drawBackground(QPainter* painter, const QRectF&) {
  updateBackdrop();
  d_->backdrop.image.setDevicePixelRatio(viewport()->devicePixelRatioF());
  painter->save();
  painter->resetTransform();
  painter->setCompositionMode(QPainter::CompositionMode_Source);
  painter->drawImage(QPointF(0, 0), d_->backdrop.image);
  painter->restore();
  d_->backdrop.image.setDevicePixelRatio(1);
}

void ImageCanvas::drawForeground(QPainter* painter, const QRectF&) {
  painter->save();
  painter->resetTransform();
  painter->setRenderHint(QPainter::Antialiasing);
  if (isEmpty()) {
    canvas::paintEmptyText(*painter, viewport()->rect(), d_->emptyTitle, d_->emptyBody, palette());
  } else {
    canvas::paintPixelGrid(*painter, *this);
    if (d_->layer) d_->layer->paint(*painter, *this);
    if (d_->tool) d_->tool->paintOverlay(*painter, *this);
    if (d_->linkedCursor)
      canvas::paintCrosshair(*painter, viewportFromPicture(*d_->linkedCursor), viewport()->rect());
    if (d_->tool)
      canvas::paintHint(*painter, viewport()->rect(), d_->tool->hint(), viewportTransform().map(landmarks()));
  }
  if (d_->ringed) {
    painter->setPen(QPen(theme::accent(palette()), 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
  }
  painter->restore();
}

} // namespace fillscope
