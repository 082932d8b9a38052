#include "app/gui/overlays.h"
#include "widgets/qimage_from.h"
#include <QCoreApplication>
#include <array>

namespace fillscope {
namespace {
constexpr int share = 55; // per cent of the class's colour in the blend

QRgb blend(QRgb photo, QColor over) {
  const auto mix = [](int a, int b) { return (a * (100 - share) + b * share) / 100; };
  return qRgb(mix(qRed(photo), over.red()), mix(qGreen(photo), over.green()), mix(qBlue(photo), over.blue()));
}
} // namespace

QImage depthOverlay(const DepthMap& depth, const ColourScale& scale, const QSize& size) {
  const QImage image = toQImage(colourise(depth.values, scale));
  return size.isEmpty() || image.size() == size
             ? image
             : image.scaled(size, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

std::vector<ClassKey> classKeys() {
  const auto tr = [](const char* text) { return QCoreApplication::translate("Classes", text); };
  return {{PixelClass::content, QColor(240, 140, 30), tr(QT_TRANSLATE_NOOP("Classes", "content"))},
          {PixelClass::floor, QColor(60, 180, 90), tr(QT_TRANSLATE_NOOP("Classes", "floor"))},
          {PixelClass::wall, QColor(60, 130, 220), tr(QT_TRANSLATE_NOOP("Classes", "wall"))},
          {PixelClass::rim, QColor(235, 215, 60), tr(QT_TRANSLATE_NOOP("Classes", "rim"))},
          {PixelClass::hole, QColor(150, 60, 170), tr(QT_TRANSLATE_NOOP("Classes", "no measurement"))}};
}

QImage classOverlay(const QImage& photo, const Raster<std::uint8_t>& pixelClass) {
  if (photo.isNull() || pixelClass.empty()) return photo;
  QImage image = photo.convertToFormat(QImage::Format_RGB32);
  std::array<QColor, 16> colours;
  for (const ClassKey& key : classKeys())
    colours[static_cast<std::size_t>(key.pixelClass)] = key.colour;
  for (int y = 0; y < image.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    const std::uint8_t* classes =
        pixelClass.row(static_cast<int>(static_cast<long long>(y) * pixelClass.height() / image.height()));
    for (int x = 0; x < image.width(); ++x) {
      const std::uint8_t kind = classes[static_cast<long long>(x) * pixelClass.width() / image.width()];
      const QColor& colour = colours[std::min<std::size_t>(kind, colours.size() - 1)];
      line[x] = colour.isValid()
                    ? blend(line[x], colour)
                    : qRgb(qRed(line[x]) * 6 / 10, qGreen(line[x]) * 6 / 10, qBlue(line[x]) * 6 / 10);
    }
  }
  return image;
}

} // namespace fillscope
