#include "widgets/region_painter.h"

#include "core/annotation/rim.h"
#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/label_colours.h"
#include "widgets/theme.h"
#include <QFontMetricsF>
#include <QPainter>
#include <cmath>
#include <optional>

namespace fillscope {

namespace {

constexpr QRgb casing = qRgba(10, 12, 16, 190), white = qRgba(255, 255, 255, 255);
constexpr double dotSize = 3, thinSize = 26; // device-independent pixels: smaller ones are drawn simpler
constexpr double labelSize = 44;             // shorter sides leave no room for words
constexpr int longestLabel = 28;
constexpr double dashLength = 6, dashGap = 5; // device-independent pixels

QRgb faded(QRgb colour, int alpha) {
  return qRgba(qRed(colour), qGreen(colour), qBlue(colour), qAlpha(colour) * alpha / 255);
}

/// What somebody only guesses at is dashed.
bool isHiddenEdge(const Keypoint& a, const Keypoint& b) {
  return a.visibility == KeypointVisibility::hidden || b.visibility == KeypointVisibility::hidden;
}

/// Device pixels between a curve and the straight pieces that stand for it.
constexpr double flatness = 0.3;

} // namespace

RegionLook lookOf(const Region& region, const std::string& labelAttribute) {
  RegionLook look;
  look.label = labelOf(region, labelAttribute);
  look.colour = labelColour(look.label).rgba();
  look.closed = isClosed(region);
  if (auto set = keypointSetOf(region)) look.keypoints = std::make_shared<const KeypointSet>(std::move(*set));
  return look;
}

const LineBrush& TilePainter::brush(QRgb colour, double width) {
  auto& brush = brushes_[(quint64(colour) << 32) | quint64(std::lround(width * 64))];
  if (!brush) brush = std::make_shared<LineBrush>(colour, width);
  return *brush;
}

const LineBrush& TilePainter::thinBrush(QRgb colour) {
  auto& brush = brushes_[quint64(colour) << 32];
  if (!brush) brush = std::make_shared<LineBrush>(colour, 1.2 * ratio_, casing, 2.8 * ratio_);
  return *brush;
}

void TilePainter::line(QImage& tile, bool closed, QRgb colour, double width) {
  drawOutline(tile, points_, closed, brush(colour, width * ratio_));
}

void TilePainter::dot(QImage& tile, QPointF at, double radius, QRgb colour, bool hollow) {
  fillDisc(tile, at, (radius + 1.5) * ratio_, casing);
  fillDisc(tile, at, radius * ratio_, colour);
  if (hollow) fillDisc(tile, at, (radius - 1.5) * ratio_, qRgba(10, 12, 16, 255));
}

void TilePainter::paintKeypoints(QImage& tile, const QPointF& origin, const KeypointSet& set, QRgb colour,
                                 State state) {
  const auto place = [&](const Keypoint& point) {
    return QPointF(point.at.x * zoom_ - origin.x(), point.at.y * zoom_ - origin.y());
  };
  const auto count = static_cast<int>(set.points.size());
  const QRgb edgeColour = state == State::selected ? white : colour;
  for (const double width : {4.0, 1.6})
    for (const auto& [a, b] : set.kind.edges) {
      if (a < 0 || b < 0 || a >= count || b >= count) continue;
      const Keypoint &from = set.points[static_cast<std::size_t>(a)],
                     &to = set.points[static_cast<std::size_t>(b)];
      if (from.visibility == KeypointVisibility::outside || to.visibility == KeypointVisibility::outside)
        continue;
      const LineBrush& drawn = brush(width > 2 ? casing : edgeColour, width * ratio_);
      if (isHiddenEdge(from, to))
        drawDashes(tile, place(from), place(to), dashLength * ratio_, dashGap * ratio_, drawn);
      else
        drawSegment(tile, place(from), place(to), drawn);
    }
  for (const Keypoint& point : set.points)
    if (point.visibility != KeypointVisibility::outside)
      dot(tile, place(point), 3.5, colour, point.visibility == KeypointVisibility::hidden);
}

void TilePainter::paint(QImage& tile, const QPointF& origin, const Region& region, const RegionLook& look,
                        const Bounds& bounds, State state) {
  const QRgb colour = state == State::locked ? faded(look.colour, 130) : look.colour;
  const double size = zoom_ / ratio_ * std::max(bounds.size().x, bounds.size().y);
  const bool isPoint = kindOf(region.shape) == ShapeKind::point;
  const auto device = [&](Vec2 p) { return QPointF(p.x * zoom_ - origin.x(), p.y * zoom_ - origin.y()); };
  if (look.keypoints && size >= thinSize) return paintKeypoints(tile, origin, *look.keypoints, colour, state);
  if (isPoint || size < dotSize) {
    const double radius = isPoint ? 3.5 : 1.5;
    if (state == State::selected) fillDisc(tile, device(bounds.centre()), (radius + 3) * ratio_, white);
    return dot(tile, device(bounds.centre()), radius, colour, false);
  }
  points_.clear();
  for (const Vec2& p : flattened(region.shape, flatness / zoom_))
    points_.push_back(device(p));
  if (state == State::selected) {
    line(tile, look.closed, casing, 5.5);
    line(tile, look.closed, white, 3.6);
    line(tile, look.closed, colour, 1.6);
  } else if (size < thinSize) {
    drawOutline(tile, points_, look.closed, thinBrush(colour));
  } else {
    line(tile, look.closed, casing, 4);
    line(tile, look.closed, colour, 1.7);
  }
}

bool TilePainter::hasLabel(const RegionLook& look, const Bounds& bounds) const {
  return !look.label.empty() && zoom_ / ratio_ * std::max(bounds.size().x, bounds.size().y) >= labelSize;
}

void TilePainter::paintLabel(QPainter& painter, const QPointF& origin, const RegionLook& look,
                             const Bounds& bounds, const QFont& font) {
  if (!hasLabel(look, bounds)) return;
  const QString text = QString::fromStdString(look.label).left(longestLabel);
  QImage& chip = chips_[text];
  if (chip.isNull()) {
    const QFontMetricsF metrics(font);
    const QSizeF room(std::min(metrics.horizontalAdvance(text) + 3.0 * theme::grid, labelWidth() / ratio_),
                      metrics.height() + 2);
    chip = QImage((room * ratio_).toSize() + QSize(1, 1), QImage::Format_ARGB32_Premultiplied);
    chip.setDevicePixelRatio(ratio_);
    chip.fill(Qt::transparent);
    QPainter words(&chip);
    words.setRenderHint(QPainter::Antialiasing);
    words.setFont(font);
    words.setPen(Qt::NoPen);
    words.setBrush(QColor(18, 20, 24, 205));
    words.drawRoundedRect(QRectF(QPointF(), room), 3, 3);
    words.setPen(QColor::fromRgba(look.colour));
    words.drawText(QRectF(QPointF(), room), Qt::AlignCenter,
                   metrics.elidedText(text, Qt::ElideRight, room.width() - 2.0 * theme::grid));
  }
  const QPointF corner(bounds.low.x * zoom_ - origin.x(), bounds.low.y * zoom_ - origin.y());
  painter.drawImage(
      QPointF(corner.x(), corner.y() - chip.height() - 3 * ratio_).toPoint(),
      chip.devicePixelRatio() == 1 ? chip : [&] {
        QImage plain = chip;
        plain.setDevicePixelRatio(1); // the tile counts device pixels
        return plain;
      }());
}

namespace {

/// hidden: only edges that are, or are not; nothing: all.
QPainterPath edgePath(const KeypointSet& set, const ImageCanvas& canvas, std::optional<bool> hidden) {
  QPainterPath path;
  for (const auto& [a, b] : set.kind.edges) {
    if (a < 0 || b < 0 || std::max(a, b) >= static_cast<int>(set.points.size())) continue;
    const Keypoint &from = set.points[static_cast<std::size_t>(a)],
                   &to = set.points[static_cast<std::size_t>(b)];
    if (from.visibility == KeypointVisibility::outside || to.visibility == KeypointVisibility::outside)
      continue;
    if (hidden && isHiddenEdge(from, to) != *hidden) continue;
    path.moveTo(canvas.viewportFromPicture({from.at.x, from.at.y}));
    path.lineTo(canvas.viewportFromPicture({to.at.x, to.at.y}));
  }
  return path;
}

} // namespace

QPainterPath pathOf(const Region& region, const RegionLook& look, const ImageCanvas& canvas) {
  QPainterPath path;
  const auto place = [&](Vec2 p) { return canvas.viewportFromPicture({p.x, p.y}); };
  if (look.keypoints) return edgePath(*look.keypoints, canvas, {});
  QPolygonF points;
  for (const Vec2& p : flattened(region.shape, flatness / canvas.zoom()))
    points << place(p);
  if (points.size() == 1) {
    path.addEllipse(points.front(), 4, 4);
    return path;
  }
  path.addPolygon(points);
  if (look.closed && points.size() > 2) path.closeSubpath();
  return path;
}

void paintLiveRegion(QPainter& painter, const ImageCanvas& canvas, const Region& region,
                     const RegionLook& look, bool fault) {
  const QColor colour = fault ? theme::overlayFault() : QColor::fromRgba(look.colour);
  if (look.keypoints) {
    canvas::paintCasedPath(painter, edgePath(*look.keypoints, canvas, true), colour, 2, Qt::DashLine);
    return canvas::paintCasedPath(painter, edgePath(*look.keypoints, canvas, false), colour, 2);
  }
  const QPainterPath path = pathOf(region, look, canvas);
  if (look.closed) {
    QColor fill = colour;
    fill.setAlpha(28);
    painter.fillPath(path, fill);
  }
  canvas::paintCasedPath(painter, path, colour, 2);
}

} // namespace fillscope
