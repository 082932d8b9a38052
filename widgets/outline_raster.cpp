#include "widgets/outline_raster.h"

#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

std::uint32_t premultiplied(QRgb colour, double coverage) {
  const double alpha = qAlpha(colour) / 255.0 * coverage;
  const auto channel = [alpha](int value) { return static_cast<int>(std::lround(value * alpha)); };
  return qRgba(channel(qRed(colour)), channel(qGreen(colour)), channel(qBlue(colour)),
               static_cast<int>(std::lround(255 * alpha)));
}

inline void blend(std::uint32_t& target, std::uint32_t source) {
  const std::uint32_t keep = 256 - (source >> 24);
  const std::uint32_t even = ((target & 0x00ff00ffu) * keep >> 8) & 0x00ff00ffu;
  const std::uint32_t odd = ((target >> 8) & 0x00ff00ffu) * keep & 0xff00ff00u;
  target = source + (even | odd);
}

/// Target seen with x and y exchanged or not, so that one loop draws steep and flat lines.
struct Grid {
  std::uint32_t* bits;
  std::ptrdiff_t alongStep, acrossStep; // pixels
  int along, across;                    // sizes
};

void drawFlat(const Grid& grid, double u0, double v0, double u1, double v1, const LineBrush& brush) {
  if (u0 > u1) {
    std::swap(u0, u1);
    std::swap(v0, v1);
  }
  const double du = u1 - u0, dv = v1 - v0, length = std::hypot(du, dv);
  if (length < 1e-9) return;
  const double cosine = du / length, slope = dv / du, reach = brush.reach() / cosine;
  // Ends reach a little further, so that corners are closed but have no spikes.
  const double cap = 0.4 * (brush.reach() - 0.5) * cosine;
  double from = u0 - cap, to = u1 + cap;
  if (slope != 0) {
    double enter = u0 + (-reach - v0) / slope, leave = u0 + (grid.across + reach - v0) / slope;
    if (enter > leave) std::swap(enter, leave);
    from = std::max(from, enter);
    to = std::min(to, leave);
  }
  const double firstU = std::max(std::ceil(from - 0.5), 0.0);
  const double lastU = std::min(std::floor(to - 0.5), grid.along - 1.0);
  if (firstU > lastU) return;
  // 16 bits behind the point: a column costs no call and no conversion. The slope's error stays below a
  // hundredth of a pixel over a tile.
  constexpr double one = 65536;
  const auto fixed = [](double value) { return static_cast<std::int64_t>(value * one); };
  std::int64_t middle = fixed(v0 + slope * (firstU + 0.5 - u0) - 0.5);
  const std::int64_t step = fixed(slope), width = fixed(reach), narrow = fixed(cosine);
  for (int u = static_cast<int>(firstU), end = static_cast<int>(lastU); u <= end; ++u, middle += step) {
    const int first = std::max(static_cast<int>((middle - width + 65535) >> 16), 0);
    const int last = std::min(static_cast<int>((middle + width) >> 16), grid.across - 1);
    std::uint32_t* pixel = grid.bits + u * grid.alongStep + first * grid.acrossStep;
    std::int64_t distance = ((static_cast<std::int64_t>(first) << 16) - middle) * narrow >> 16;
    for (int v = first; v <= last; ++v, pixel += grid.acrossStep, distance += narrow)
      blend(*pixel, brush.at(distance < 0 ? -distance : distance));
  }
}

} // namespace

LineBrush::LineBrush(QRgb colour, double width, QRgb casing, double casingWidth)
    : reach_(std::min(std::max(width, casingWidth) / 2 + 0.5, double(most))) {
  for (std::size_t i = 0; i < table_.size(); ++i) {
    const double distance = (double(i) + 0.5) / steps;
    const auto pixel = [distance](QRgb of, double across) {
      const double coverage = std::clamp(across / 2 + 0.5 - distance, 0.0, 1.0) * std::min(across, 1.0);
      return premultiplied(of, coverage);
    };
    table_[i] = pixel(casing, casingWidth);
    blend(table_[i], pixel(colour, width));
  }
}

void drawSegment(QImage& target, QPointF a, QPointF b, const LineBrush& brush) {
  const double reach = brush.reach();
  if (std::max(a.x(), b.x()) < -reach || std::max(a.y(), b.y()) < -reach ||
      std::min(a.x(), b.x()) > target.width() + reach || std::min(a.y(), b.y()) > target.height() + reach)
    return;
  auto* bits = reinterpret_cast<std::uint32_t*>(target.bits());
  const std::ptrdiff_t row = target.bytesPerLine() / 4;
  if (std::abs(b.x() - a.x()) >= std::abs(b.y() - a.y()))
    drawFlat({bits, 1, row, target.width(), target.height()}, a.x(), a.y(), b.x(), b.y(), brush);
  else
    drawFlat({bits, row, 1, target.height(), target.width()}, a.y(), a.x(), b.y(), b.x(), brush);
}

void drawOutline(QImage& target, const std::vector<QPointF>& points, bool closed, const LineBrush& brush) {
  for (std::size_t i = 0; i + 1 < points.size(); ++i)
    drawSegment(target, points[i], points[i + 1], brush);
  if (closed && points.size() > 2) drawSegment(target, points.back(), points.front(), brush);
}

void drawDashes(QImage& target, QPointF a, QPointF b, double dash, double gap, const LineBrush& brush) {
  const QPointF whole = b - a;
  const double length = std::hypot(whole.x(), whole.y());
  if (length < 1e-6) return;
  const QRectF seen = QRectF(target.rect()).adjusted(-dash, -dash, dash, dash);
  for (double from = 0; from < length; from += dash + gap) {
    const QPointF start = a + from / length * whole, end = a + std::min(length, from + dash) / length * whole;
    if (seen.contains(start) || seen.contains(end)) drawSegment(target, start, end, brush);
  }
}

void fillDisc(QImage& target, QPointF centre, double radius, QRgb colour) {
  const double reach = radius + 0.5;
  const int top = std::max(static_cast<int>(std::floor(centre.y() - reach)), 0);
  const int bottom = std::min(static_cast<int>(std::ceil(centre.y() + reach)), target.height() - 1);
  const int left = std::max(static_cast<int>(std::floor(centre.x() - reach)), 0);
  const int right = std::min(static_cast<int>(std::ceil(centre.x() + reach)), target.width() - 1);
  for (int y = top; y <= bottom; ++y) {
    auto* row = reinterpret_cast<std::uint32_t*>(target.scanLine(y));
    for (int x = left; x <= right; ++x) {
      const double coverage = reach - std::hypot(x + 0.5 - centre.x(), y + 0.5 - centre.y());
      if (coverage > 0) blend(row[x], premultiplied(colour, std::min(coverage, 1.0)));
    }
  }
}

} // namespace fillscope
