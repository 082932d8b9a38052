#include "widgets/image_canvas.h"

#include "widgets/canvas_painting.h"
#include "widgets/image_canvas_p.h"
#include "widgets/theme.h"
#include <QScrollBar>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace fillscope {

namespace {

constexpr double smallestZoom = 0.02, largestZoom = 64.0;
constexpr double fitMargin = 4.0 * theme::grid;
constexpr double keptInSight = 48; ///< logical pixels of a picture that panning cannot push out of the view

/// One axis of a view that shall show intervals (picture pixels), each with a margin in logical pixels.
struct FittedAxis {
  struct Interval {
    double low, high, margin;
  };
  std::vector<Interval> intervals;
  double scale = 1;

  void add(double low, double high, double margin) { intervals.push_back({low, high, margin}); }
  /// The largest scale at which every interval's low end and every other's high end fit into the room.
  void fitInto(double room) {
    scale = std::numeric_limits<double>::max();
    for (const Interval& a : intervals)
      for (const Interval& b : intervals) {
        const double span = b.high - a.low, free = std::max(room - a.margin - b.margin, 1.0);
        if (span > 0) scale = std::min(scale, free / span);
      }
  }
  double centreAt(double chosen) const {
    double low = std::numeric_limits<double>::max(), high = -low;
    for (const Interval& interval : intervals) {
      low = std::min(low, interval.low - interval.margin / chosen);
      high = std::max(high, interval.high + interval.margin / chosen);
    }
    return (low + high) / 2;
  }
};

} // namespace

double ImageCanvas::zoom() const { return transform().m11() * viewport()->devicePixelRatioF(); }

QPointF ImageCanvas::pictureFromViewport(const QPointF& position) const {
  return viewportTransform().inverted().map(position);
}

QPointF ImageCanvas::viewportFromPicture(const QPointF& position) const {
  return viewportTransform().map(position);
}

void ImageCanvas::showAt(const QPointF& picture, const QPointF& position) {
  const double scale = transform().m11();
  horizontalScrollBar()->setValue(static_cast<int>(std::lround(picture.x() * scale - position.x())));
  verticalScrollBar()->setValue(static_cast<int>(std::lround(picture.y() * scale - position.y())));
}

void ImageCanvas::applyZoom(double zoom, const QPointF& picture, const QPointF& position) {
  d_->wheelSpot.reset();
  const double scale = std::clamp(zoom, smallestZoom, largestZoom) / viewport()->devicePixelRatioF();
  const bool changes = std::abs(scale - transform().m11()) > 1e-12 * scale;
  // The view's centre reaches half a picture outside, and a picture shown small can be pushed to the view's
  // edge.
  const QSizeF size = imageSize().isEmpty() ? QSizeF(viewport()->size()) / scale : QSizeF(imageSize());
  const auto room = [scale](double length, double view) {
    return std::max(length + view, 2 * view - std::min(length, 2 * keptInSight / scale)) / 2;
  };
  const double roomX = room(size.width(), viewport()->width() / scale);
  const double roomY = room(size.height(), viewport()->height() / scale);
  setSceneRect(QRectF(QPointF(0, 0), size).adjusted(-roomX, -roomY, roomX, roomY));
  setTransform(QTransform::fromScale(scale, scale));
  showAt(picture, position);
  viewport()->update();
  if (changes) Q_EMIT zoomChanged(this->zoom());
}

void ImageCanvas::setZoom(double zoom, std::optional<QPointF> pictureAnchor) {
  d_->fitted = false;
  const QPointF centre = QRectF(viewport()->rect()).center();
  const QPointF anchor = pictureAnchor.value_or(pictureFromViewport(centre));
  applyZoom(zoom, anchor, pictureAnchor ? viewportFromPicture(*pictureAnchor) : centre);
}

void ImageCanvas::zoomIn() {
  setZoom(zoom() * canvasZoomNotch);
  Q_EMIT viewChanged();
}

void ImageCanvas::zoomOut() {
  setZoom(zoom() / canvasZoomNotch);
  Q_EMIT viewChanged();
}

void ImageCanvas::showArea(const QRectF& picture) {
  constexpr double share = 0.6, most = 16;
  const QSizeF room = share * QSizeF(viewport()->size()) * viewport()->devicePixelRatioF();
  const double zoom = std::min(
      {room.width() / std::max(picture.width(), 1.0), room.height() / std::max(picture.height(), 1.0), most});
  d_->fitted = false;
  applyZoom(zoom, picture.center(), QRectF(viewport()->rect()).center());
  Q_EMIT viewChanged();
}

void ImageCanvas::actualSize() {
  setZoom(1.0);
  Q_EMIT viewChanged();
}

void ImageCanvas::fit() {
  fitView();
  Q_EMIT viewChanged();
}

QRectF ImageCanvas::pictureRect() const {
  return {QPointF(0, 0), imageSize().isEmpty() ? QSizeF(viewport()->size()) : QSizeF(imageSize())};
}

QPolygonF ImageCanvas::landmarks() const {
  return d_->tool && !isEmpty() ? d_->tool->landmarks() : QPolygonF();
}

void ImageCanvas::fitView() {
  const QRectF picture = pictureRect();
  // Landmarks as far out as the view's centre can go, and no further.
  const QRectF reach = picture.adjusted(-picture.width() / 2, -picture.height() / 2, picture.width() / 2,
                                        picture.height() / 2);
  const QPolygonF points = landmarks();
  const QRectF all = points.boundingRect();
  const QPointF low(std::clamp(all.left(), reach.left(), reach.right()),
                    std::clamp(all.top(), reach.top(), reach.bottom()));
  const QPointF high(std::clamp(all.right(), reach.left(), reach.right()),
                     std::clamp(all.bottom(), reach.top(), reach.bottom()));
  const double strip = d_->tool && !isEmpty() ? canvas::hintHeight(font()) : fitMargin;
  const auto fitted = [&](double from, double to, double firstMark, double lastMark, double room) {
    FittedAxis axis;
    axis.add(from, to, fitMargin);
    if (!points.isEmpty()) axis.add(firstMark, lastMark, canvas::landmarkMargin);
    axis.fitInto(std::max(room, 1.0));
    return axis;
  };
  const FittedAxis x = fitted(picture.left(), picture.right(), low.x(), high.x(), viewport()->width());
  const FittedAxis y =
      fitted(picture.top(), picture.bottom(), low.y(), high.y(), viewport()->height() + fitMargin - strip);
  const double scale = std::min(x.scale, y.scale);
  const QPointF centre(x.centreAt(scale), y.centreAt(scale));
  applyZoom(scale * viewport()->devicePixelRatioF(), centre,
            QRectF(viewport()->rect()).center() + QPointF(0, (strip - fitMargin) / 2));
  d_->fitted = true;
}

void ImageCanvas::syncViewWith(const ImageCanvas& other) {
  const QPointF centre = other.pictureFromViewport(QRectF(other.viewport()->rect()).center());
  d_->fitted = other.d_->fitted;
  applyZoom(other.zoom(), centre, QRectF(viewport()->rect()).center());
}

} // namespace fillscope
