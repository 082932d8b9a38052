#include "widgets/quick_scale.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace fillscope {

namespace {

/// Target pixels whose middles lie on source, along one axis.
std::pair<int, int> covered(double origin, double step, int count, int low, int high) {
  const int first = static_cast<int>(std::ceil(std::clamp(origin - 0.5, -1e9, 1e9)));
  const int end = static_cast<int>(std::ceil(std::clamp(origin + step * count - 0.5, -1e9, 1e9)));
  return {std::max(first, low), std::min(end, high)};
}

} // namespace

void scaleNearest(QImage& target, const QRect& clip, const QImage& source, const QPointF& origin,
                  double stepX, double stepY) {
  const QRect part = clip & target.rect();
  const auto [left, right] = covered(origin.x(), stepX, source.width(), part.left(), part.right() + 1);
  const auto [top, bottom] = covered(origin.y(), stepY, source.height(), part.top(), part.bottom() + 1);
  if (left >= right) return;
  std::vector<int> columns(static_cast<std::size_t>(right - left));
  for (int x = left; x < right; ++x)
    columns[static_cast<std::size_t>(x - left)] =
        std::clamp(static_cast<int>((x + 0.5 - origin.x()) / stepX), 0, source.width() - 1);
  const QImage::Format format = source.format();
  for (int y = top; y < bottom; ++y) {
    const int row = std::clamp(static_cast<int>((y + 0.5 - origin.y()) / stepY), 0, source.height() - 1);
    const uchar* from = source.constScanLine(row);
    auto* to = reinterpret_cast<std::uint32_t*>(target.scanLine(y)) + left;
    if (format == QImage::Format_RGB888) {
      for (const int x : columns) {
        const uchar* p = from + 3 * static_cast<std::ptrdiff_t>(x);
        *to++ = 0xff000000u | std::uint32_t(p[0]) << 16 | std::uint32_t(p[1]) << 8 | p[2];
      }
    } else if (format == QImage::Format_Grayscale8) {
      for (const int x : columns)
        *to++ = 0xff000000u | from[x] * 0x010101u;
    } else {
      const auto* pixels = reinterpret_cast<const std::uint32_t*>(from);
      for (const int x : columns)
        *to++ = pixels[x];
    }
  }
}

} // namespace fillscope
