#include "widgets/tile_cache.h"

#include "widgets/quick_scale.h"
#include <QElapsedTimer>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <vector>

namespace fillscope {

namespace {
constexpr int keptAround = 2; // views in each direction
} // namespace

void TileCache::clear() {
  tiles_.clear();
  stale_.clear();
}

void TileCache::invalidateAll() {
  for (Tile& tile : tiles_)
    tile.painted = false;
  stale_.clear();
}

void TileCache::invalidate(const QRectF& picture) {
  const QRect touched = tilesIn(QRectF(picture.topLeft() * zoom_, picture.bottomRight() * zoom_));
  if (double(touched.width()) * touched.height() > 4.0 * tiles_.size() + 64) {
    for (auto tile = tiles_.begin(); tile != tiles_.end(); ++tile)
      if (touched.contains(tile.key())) tile->painted = false;
    return;
  }
  for (int y = touched.top(); y <= touched.bottom(); ++y)
    for (int x = touched.left(); x <= touched.right(); ++x)
      if (const auto tile = tiles_.find({x, y}); tile != tiles_.end()) tile->painted = false;
}

QRect TileCache::tilesIn(const QRectF& area) const {
  const auto tile = [](double at) { return static_cast<int>(std::floor(std::clamp(at, -1e8, 1e8) / side)); };
  return {QPoint(tile(area.left()), tile(area.top())), QPoint(tile(area.right()), tile(area.bottom()))};
}

void TileCache::renderTile(const QPoint& at) {
  QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  const bool any = render_(image, QRectF(at.x() * side, at.y() * side, side, side));
  tiles_[at] = {any ? image : QImage(), true};
}

void TileCache::paintStale(QPainter& painter, const QRegion& missing, const QPoint& origin,
                           const QSize& viewport) {
  const double scale = zoom_ / staleZoom_;
  if (standIn_.size() != viewport) standIn_ = QImage(viewport, QImage::Format_ARGB32_Premultiplied);
  standIn_.fill(Qt::transparent);
  for (auto tile = stale_.cbegin(); tile != stale_.cend(); ++tile)
    if (!tile->image.isNull())
      scaleNearest(standIn_, standIn_.rect(), tile->image,
                   QPointF(tile.key()) * side * scale + QPointF(origin), scale, scale);
  for (const QRect& part : missing)
    painter.drawImage(part.topLeft(), standIn_, part);
}

void TileCache::dropFar(const QRect& seen) {
  const int most = (2 * keptAround + 1) * (2 * keptAround + 1) * seen.width() * seen.height();
  if (tiles_.size() <= most) return;
  const QRect kept = seen.adjusted(-keptAround * seen.width(), -keptAround * seen.height(),
                                   keptAround * seen.width(), keptAround * seen.height());
  for (auto tile = tiles_.begin(); tile != tiles_.end();)
    tile = kept.contains(tile.key()) ? std::next(tile) : tiles_.erase(tile);
}

void TileCache::paint(QPainter& painter, double zoom, const QPoint& origin, const QSize& viewport,
                      double pixelRatio) {
  if (zoom != zoom_) {
    if (settled_) { // an unfinished zoom is a poorer stand-in than the one before
      stale_ = std::move(tiles_);
      staleZoom_ = zoom_;
    }
    tiles_.clear();
    zoom_ = zoom;
  }
  const QRect seen = tilesIn(QRectF(-QPointF(origin), QSizeF(viewport)));
  std::vector<QPoint> missing;
  for (int y = seen.top(); y <= seen.bottom(); ++y)
    for (int x = seen.left(); x <= seen.right(); ++x)
      if (const auto tile = tiles_.constFind({x, y}); tile == tiles_.cend() || !tile->painted)
        missing.emplace_back(x, y);
  const QPoint centre = seen.center();
  std::sort(missing.begin(), missing.end(), [&](const QPoint& a, const QPoint& b) {
    return (a - centre).manhattanLength() < (b - centre).manhattanLength();
  });
  QElapsedTimer timer;
  timer.start();
  std::size_t done = 0;
  // At least one a frame, so that it ends.
  while (done < missing.size() && (done == 0 || double(timer.nsecsElapsed()) * 1e-6 < budget_))
    renderTile(missing[done++]);
  settled_ = done == missing.size();
  if (settled_) stale_.clear();

  painter.save();
  painter.scale(1 / pixelRatio, 1 / pixelRatio);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter.setRenderHint(QPainter::Antialiasing, false);
  QRegion unpainted;
  for (int y = seen.top(); y <= seen.bottom(); ++y)
    for (int x = seen.left(); x <= seen.right(); ++x) {
      const auto tile = tiles_.constFind({x, y});
      const QPoint place(x * side, y * side);
      if (tile == tiles_.cend())
        unpainted += QRect(place + origin, QSize(side, side)) & QRect(QPoint(0, 0), viewport);
      else if (!tile->image.isNull())
        painter.drawImage(place + origin, tile->image);
    }
  if (!unpainted.isEmpty() && !stale_.isEmpty()) paintStale(painter, unpainted, origin, viewport);
  painter.restore();
  dropFar(seen);
}

} // namespace fillscope
