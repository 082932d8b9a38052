#include "widgets/image_pyramid.h"

#include <algorithm>

namespace fillscope {

namespace {

bool isByteFormat(QImage::Format format) {
  return format == QImage::Format_Grayscale8 || format == QImage::Format_RGB888 ||
         format == QImage::Format_RGB32 || format == QImage::Format_ARGB32_Premultiplied;
}

/// Halving more pixels than these would be felt as a pause.
bool isLarge(const QImage& image) { return double(image.width()) * image.height() > 8e6; }

template <int channels>
void halveRows(const QImage& from, QImage& to, const std::stop_token& stop) {
  const int width = to.width();
  for (int y = 0; y < to.height() && !stop.stop_requested(); ++y) {
    const uchar* top = from.constScanLine(2 * y);
    const uchar* bottom = from.constScanLine(std::min(2 * y + 1, from.height() - 1));
    uchar* out = to.scanLine(y);
    for (int x = 0; x < width; ++x) {
      const int left = 2 * x * channels;
      const int right = std::min(2 * x + 1, from.width() - 1) * channels;
      for (int c = 0; c < channels; ++c)
        out[x * channels + c] = static_cast<uchar>(
            (top[left + c] + top[right + c] + bottom[left + c] + bottom[right + c] + 2) >> 2);
    }
  }
}

} // namespace

QImage halved(const QImage& image, const std::stop_token& stop) {
  QImage result((image.width() + 1) / 2, (image.height() + 1) / 2, image.format());
  switch (image.format()) {
  case QImage::Format_Grayscale8:
    halveRows<1>(image, result, stop);
    break;
  case QImage::Format_RGB888:
    halveRows<3>(image, result, stop);
    break;
  default:
    halveRows<4>(image, result, stop);
    break;
  }
  return stop.stop_requested() ? QImage() : result;
}

ImagePyramid::~ImagePyramid() { stopMaking(); }

void ImagePyramid::stopMaking() {
  maker_.request_stop();
  if (maker_.joinable()) maker_.join();
}

void ImagePyramid::makeAll(const QImage& image, const std::stop_token& stop) {
  const int last = levelIndexFor(0, image.size());
  QImage level = image;
  for (int k = 1; k <= last; ++k) {
    level = halved(level, stop);
    if (level.isNull()) return;
    {
      const std::lock_guard lock(mutex_);
      halves_.push_back(level);
    }
    if (levelMade_) levelMade_();
  }
}

void ImagePyramid::setImage(const QImage& image) {
  stopMaking();
  halves_.clear();
  base_ = image;
  if (!image.isNull() && !isByteFormat(image.format()))
    base_ = image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied
                                                          : QImage::Format_RGB32);
  if (isLarge(base_))
    maker_ = std::jthread([this, picture = base_](const std::stop_token& stop) { makeAll(picture, stop); });
}

int ImagePyramid::levelIndexFor(double zoom, const QSize& size) {
  int level = 0;
  while (zoom <= 0.5 && std::min(size.width(), size.height()) >> (level + 1) >= 16) {
    zoom *= 2;
    ++level;
  }
  return level;
}

const QImage& ImagePyramid::levelFor(double zoom) {
  const auto level = static_cast<std::size_t>(levelIndexFor(zoom, base_.size()));
  if (isLarge(base_)) {
    const std::lock_guard lock(mutex_);
    const std::size_t there = std::min(level, halves_.size());
    return there == 0 ? base_ : halves_[there - 1];
  }
  while (halves_.size() < level)
    halves_.push_back(halved(halves_.empty() ? base_ : halves_.back()));
  return level == 0 ? base_ : halves_[level - 1];
}

} // namespace fillscope
