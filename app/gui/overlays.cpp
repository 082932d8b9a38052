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
  const QImage image = toQImage(colourise(depth, scale));
  return size.isEmpty() || image.size() == size
             ? image
             : image.scaled(size, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

std::vector<ClassKey> classKeys() {
  struct Face {
    PixelClass pixelClass;
    QRgb colour;
    const char* name;
  };
  static constexpr Face faces[] = {
      {PixelClass::content, 0xfff08c1e, QT_TRANSLATE_NOOP("fillscope::Classes", "content")},
      {PixelClass::floor, 0xff3cb45a, QT_TRANSLATE_NOOP("fillscope::Classes", "floor")},
      {PixelClass::wall, 0xff3c82dc, QT_TRANSLATE_NOOP("fillscope::Classes", "wall")},
      {PixelClass::rim, 0xffebd73c, QT_TRANSLATE_NOOP("fillscope::Classes", "rim")},
      {PixelClass::hole, 0xff963caa, QT_TRANSLATE_NOOP("fillscope::Classes", "no measurement")},
      {PixelClass::obstacle, 0xffdc3c64, QT_TRANSLATE_NOOP("fillscope::Classes", "flap or hand")}};
  std::vector<ClassKey> keys;
  for (const Face& face : faces)
    keys.push_back(
        {face.pixelClass, QColor(face.colour), QCoreApplication::translate("fillscope::Classes", face.name)});
  return keys;
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
