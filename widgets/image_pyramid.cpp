#include "widgets/image_pyramid.h"

#include "widgets/halving.h"
#include "widgets/qimage_from.h"
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

bool isByteFormat(QImage::Format format) {
  return format == QImage::Format_Grayscale8 || format == QImage::Format_RGB888 ||
         format == QImage::Format_RGB32 || format == QImage::Format_ARGB32_Premultiplied;
}

int channelsOf(const QImage& image) { return image.depth() / 8; }

/// Halving more pixels than these would be felt as a pause.
bool isLarge(const QSize& size) { return double(size.width()) * size.height() > 8e6; }

QSize halfOf(const QSize& size) { return {(size.width() + 1) / 2, (size.height() + 1) / 2}; }

void halveBytes(const QImage& from, const QImage& to, const QRect& tile) {
  const Plane<const std::uint8_t> source{from.constBits(), from.bytesPerLine(), from.width(), from.height()};
  // Others hold the image too, to paint what is made of it: writing must not part it from them.
  const Plane<std::uint8_t> target{const_cast<std::uint8_t*>(to.constBits()), to.bytesPerLine(), to.width(),
                                   to.height()};
  switch (channelsOf(from)) {
  case 1:
    return halve<1>(source, target, tile);
  case 3:
    return halve<3>(source, target, tile);
  default:
    return halve<4>(source, target, tile);
  }
}

void halveValues(const Raster<float>& from, Raster<float>& to, const QRect& tile) {
  halve<1>(Plane<const float>{from.data(), from.width(), from.width(), from.height()},
           Plane<float>{to.data(), to.width(), to.width(), to.height()}, tile);
}

} // namespace

ImagePyramid::~ImagePyramid() { stopMaking(); }

void ImagePyramid::stopMaking() {
  maker_.request_stop();
  if (maker_.joinable()) maker_.join();
}

void ImagePyramid::reset(const QSize& size) {
  stopMaking();
  halves_.clear();
  base_ = {};
  samples_.reset();
  if (size != size_) preview_ = {};
  size_ = size;
  ++state_;
}

void ImagePyramid::setImage(const QImage& image) {
  reset(image.size());
  base_ = image;
  if (!image.isNull() && !isByteFormat(image.format()))
    base_ = image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied
                                                          : QImage::Format_RGB32);
  makeLevels();
}

void ImagePyramid::setSamples(Samples samples, const ColourScale& scale) {
  reset(samples ? QSize(samples->width(), samples->height()) : QSize());
  preview_ = {};
  samples_ = std::move(samples);
  scale_ = scale;
  makeLevels();
}

void ImagePyramid::setScale(const ColourScale& scale) {
  if (scale == scale_) return;
  scale_ = scale;
  ++state_;
}

void ImagePyramid::setPreview(const QImage& preview, const QSize& size) {
  reset(size);
  preview_ = preview.convertToFormat(QImage::Format_RGB32);
}

void ImagePyramid::makeLevels() {
  if (size_.isEmpty()) return;
  QSize size = size_;
  for (int k = levelIndexFor(0, size_); k > 0; --k) {
    size = halfOf(size);
    auto level = std::make_unique<Level>();
    level->size = size;
    level->tiles = {(size.width() + tileSide - 1) / tileSide, (size.height() + tileSide - 1) / tileSide};
    level->made = std::vector<std::atomic<bool>>(
        static_cast<std::size_t>(level->tiles.width() * level->tiles.height()));
    halves_.push_back(std::move(level));
  }
  if (isLarge(size_)) maker_ = std::jthread([this](const std::stop_token& stop) { makeAll(stop); });
}

void ImagePyramid::makeAll(const std::stop_token& stop) {
  for (std::size_t index = 0; index < halves_.size(); ++index) {
    Level& level = *halves_[index];
    allocate(index);
    for (std::size_t t = 0; t < level.made.size(); ++t) {
      if (stop.stop_requested()) return;
      const auto row = static_cast<int>(t) / level.tiles.width(),
                 column = static_cast<int>(t) % level.tiles.width();
      makeTile(index, QRect(column * tileSide, row * tileSide, tileSide, tileSide) &
                          QRect(QPoint(0, 0), level.size));
      level.made[t].store(true, std::memory_order_release);
      tilesMade_.fetch_add(1, std::memory_order_release);
    }
    if (levelMade_) levelMade_();
  }
}

void ImagePyramid::allocate(std::size_t index) {
  Level& level = *halves_[index];
  if (samples_)
    level.values = Raster<float>(level.size.width(), level.size.height());
  else
    level.bytes = QImage(level.size, base_.format());
}

void ImagePyramid::makeTile(std::size_t index, const QRect& tile) {
  Level& level = *halves_[index];
  if (samples_)
    halveValues(index == 0 ? *samples_ : halves_[index - 1]->values, level.values, tile);
  else
    halveBytes(index == 0 ? base_ : halves_[index - 1]->bytes, level.bytes, tile);
}

int ImagePyramid::levelIndexFor(double zoom, const QSize& size) {
  int level = 0;
  while (zoom <= 0.5 && std::min(size.width(), size.height()) >> (level + 1) >= 16) {
    zoom *= 2;
    ++level;
  }
  return level;
}

QRect ImagePyramid::inLevel(int level, const QRectF& part) const {
  const QSize size = level == 0 ? size_ : halves_[static_cast<std::size_t>(level - 1)]->size;
  const double sx = double(size.width()) / size_.width(), sy = double(size.height()) / size_.height();
  // With two pixels to spare for the interpolation at the view's edge.
  const QRect pixels(QPoint(int(std::floor(part.left() * sx)) - 2, int(std::floor(part.top() * sy)) - 2),
                     QPoint(int(std::ceil(part.right() * sx)) + 2, int(std::ceil(part.bottom() * sy)) + 2));
  return pixels & QRect(QPoint(0, 0), size);
}

bool ImagePyramid::isMade(int level, const QRect& pixels) const {
  if (level == 0) return !base_.isNull() || samples_;
  const Level& half = *halves_[static_cast<std::size_t>(level - 1)];
  for (int row = pixels.top() / tileSide; row <= pixels.bottom() / tileSide; ++row)
    for (int column = pixels.left() / tileSide; column <= pixels.right() / tileSide; ++column)
      if (!half.made[static_cast<std::size_t>(row * half.tiles.width() + column)].load(
              std::memory_order_acquire))
        return false;
  return true;
}

ImagePyramid::Patch ImagePyramid::patchOf(int level, const QRect& pixels) const {
  const Level* half = level == 0 ? nullptr : halves_[static_cast<std::size_t>(level - 1)].get();
  if (!samples_) return {half ? half->bytes : base_, {}, half ? half->size : size_};
  const Raster<float>& values = half ? half->values : *samples_;
  Raster<float> part(pixels.width(), pixels.height());
  for (int y = 0; y < pixels.height(); ++y)
    std::copy_n(values.row(pixels.top() + y) + pixels.left(), pixels.width(), part.row(y));
  return {toQImage(colourise(part, scale_)), pixels.topLeft(), half ? half->size : size_};
}

ImagePyramid::Patch ImagePyramid::patch(double zoom, const QRectF& part) {
  if (base_.isNull() && !samples_) return {preview_, {}, preview_.size()};
  const int wanted = levelIndexFor(zoom, size_);
  if (!isLarge(size_)) {
    for (std::size_t k = 0; k < static_cast<std::size_t>(wanted); ++k) {
      Level& level = *halves_[k];
      if (level.made.front()) continue;
      allocate(k);
      makeTile(k, QRect(QPoint(0, 0), level.size));
      for (std::atomic<bool>& tile : level.made)
        tile = true;
    }
  }
  for (int level = wanted;; --level) {
    const QRect pixels = inLevel(level, part);
    if (isMade(level, pixels)) return patchOf(level, pixels);
    // A coarse look at once, rather than every sixteenth pixel of a large picture.
    if (!preview_.isNull()) return {preview_, {}, preview_.size()};
  }
}

QList<QRectF> ImagePyramid::pieces(double zoom, const QRectF& part) const {
  const QRectF seen = part & QRectF(QPointF(0, 0), QSizeF(size_));
  const int wanted = levelIndexFor(zoom, size_);
  if (seen.isEmpty() || !isLarge(size_) || wanted == 0 || (base_.isNull() && !samples_)) return {part};
  const QRect pixels = inLevel(wanted, seen);
  if (isMade(wanted, pixels)) return {part};
  const QSize level = halves_[static_cast<std::size_t>(wanted - 1)]->size;
  const double sx = double(size_.width()) / level.width(), sy = double(size_.height()) / level.height();
  QList<QRectF> tiles;
  for (int y = pixels.top() / tileSide * tileSide; y <= pixels.bottom(); y += tileSide)
    for (int x = pixels.left() / tileSide * tileSide; x <= pixels.right(); x += tileSide)
      if (const QRectF tile = QRectF(x * sx, y * sy, tileSide * sx, tileSide * sy) & seen; !tile.isEmpty())
        tiles.append(tile);
  return tiles;
}

} // namespace fillscope
