#include "widgets/qimage_from.h"

#include <cstring>

namespace fillscope {

QImage toQImage(const Image& image) {
  if (image.empty()) return {};
  const bool grey = image.channels() == 1;
  QImage result(image.width(), image.height(), grey ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
  const auto bytes = static_cast<std::size_t>(image.width()) * (grey ? 1 : 3);
  for (int y = 0; y < image.height(); ++y) {
    if (grey || image.channels() == 3) {
      std::memcpy(result.scanLine(y), image.row(y), bytes);
      continue;
    }
    for (int x = 0; x < image.width(); ++x)
      for (int c = 0; c < 3; ++c)
        result.scanLine(y)[3 * x + c] = c < image.channels() ? image.at(x, y, c) : std::uint8_t{0};
  }
  return result;
}

QImage sharedQImage(std::shared_ptr<const Image> image) {
  if (!image || image->empty()) return {};
  const int channels = image->channels();
  if (channels != 1 && channels != 3) return toQImage(*image);
  const auto* keep = new std::shared_ptr<const Image>(std::move(image));
  const Image& shared = **keep;
  return QImage(
      shared.data(), shared.width(), shared.height(), static_cast<qsizetype>(shared.width()) * channels,
      channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888,
      [](void* kept) { delete static_cast<const std::shared_ptr<const Image>*>(kept); },
      const_cast<std::shared_ptr<const Image>*>(keep));
}

Image fromQImage(const QImage& image) {
  if (image.isNull()) return {};
  const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
  Image result(rgb.width(), rgb.height(), 3);
  for (int y = 0; y < rgb.height(); ++y)
    std::memcpy(result.row(y), rgb.constScanLine(y), static_cast<std::size_t>(rgb.width()) * 3);
  return result;
}

} // namespace fillscope
