#include "core/imaging/row_bands.h"
#include "core/synthesis/photo_gbuffer.h"
#include <bit>

namespace fillscope {
namespace {

std::uint8_t asByte(float share) { return static_cast<std::uint8_t>(share * 255 + 0.5f); }

/// The bits of a byte, each in a byte of its own.
constexpr std::array<std::uint64_t, 256> spreadBits = [] {
  std::array<std::uint64_t, 256> table{};
  for (std::size_t bits = 0; bits < table.size(); ++bits)
    for (unsigned l = 0; l < 8; ++l)
      table[bits] |= static_cast<std::uint64_t>(bits >> l & 1u) << (8 * l);
  return table;
}();

constexpr std::uint64_t everyOther = 0x00ff00ff00ff00ffu;

/// 1 where something within two pixels closes in on a surface.
Raster<std::uint8_t> closedWithinTwo(const Raster<float>& open, int threads) {
  const int width = open.width(), height = open.height();
  Raster<std::uint8_t> rows(width, height), result(width, height);
  forEachBand(height, threads, [&](int y) {
    const float* in = open.row(y);
    std::uint8_t* out = rows.row(y);
    for (int x = 0; x < width; ++x)
      if (in[x] != 1)
        for (int u = std::max(x - 2, 0); u <= std::min(x + 2, width - 1); ++u)
          out[u] = 1;
  });
  forEachBand(height, threads, [&](int y) {
    std::uint8_t* out = result.row(y);
    for (int v = std::max(y - 2, 0); v <= std::min(y + 2, height - 1); ++v) {
      const std::uint8_t* in = rows.row(v);
      for (int x = 0; x < width; ++x)
        out[x] |= in[x];
    }
  });
  return result;
}

/// Means over the neighbours that lie on the same surface.
class LightFilter {
 public:
  LightFilter(const PhotoPixels& pixels, const PhotoTracer& tracer, const PhotoShadows& shadows)
      : pixels_(pixels)
      , tracer_(tracer)
      , lamps_(shadows.lamps().size())
      , perPixel_(1 / static_cast<float>(tracer.scene().camera.fx)) {
    // A small lamp's shadow is sharp and stays so; a wide one's is graded far across.
    for (std::size_t l = 0; l < lamps_; ++l)
      wide_[l] = smoothStep(0.04f, 0.15f, shadows.lamps()[l].radius);
  }

  /// Over 5×5 pixels, every lamp's point of the disc among them. closed: whether any of them is not open.
  SoftLight near(int x, int y, bool closed) const {
    const std::uint8_t own = pixels_.lit.at(x, y), differing = pixels_.mixed.at(x, y);
    if (differing == 0 && !closed) return plain(own);
    const int width = pixels_.lit.width(), height = pixels_.lit.height();
    const Surface surface = surfaceAt(x, y, 1.5f);
    // Weights are quarters: the sums are whole numbers, at most 64, a byte for every lamp.
    std::uint64_t counts = 0;
    int sum = 0;
    float open = 0, openSum = 0;
    for (int v = std::max(y - 2, 0); v <= std::min(y + 2, height - 1); ++v) {
      // Openness is known where u + v is even.
      const int first = std::max(x - 2, 0), step = differing ? 1 : 2;
      for (int u = differing ? first : first + ((first + v) & 1); u <= std::min(x + 2, width - 1);
           u += step) {
        if (!surface.isOn(pixels_.hits.at(u, v)) && !holds(surface, u, v)) continue;
        // Ends count half: any four neighbours' points of a disc then weigh alike.
        const int quarters = (std::abs(u - x) == 2 ? 1 : 2) * (std::abs(v - y) == 2 ? 1 : 2);
        sum += quarters;
        if (((u + v) & 1) == 0) {
          const float weight = 0.25f * static_cast<float>(quarters);
          openSum += weight;
          open += weight * pixels_.open.at(u, v);
        }
        counts += static_cast<std::uint64_t>(quarters) * spreadBits[pixels_.lit.at(u, v)];
      }
    }
    SoftLight result = plain(own);
    result.open = asByte(openSum > 0 ? open / openSum : 1);
    if (differing == 0 || sum == 0) return result;
    for (std::size_t l = 0; l < lamps_; ++l)
      if ((differing >> l & 1u) != 0)
        result.lamps[l] = asByte(static_cast<float>(counts >> (8 * l) & 255u) / static_cast<float>(sum));
    return result;
  }

  /// Over nine of those means three pixels apart (Dammertz et al. 2010, "edge-avoiding à-trous").
  SoftLight far(const Raster<SoftLight>& means, int x, int y) const {
    const SoftLight& own = means.at(x, y);
    if (pixels_.mixed.at(x, y) == 0 && own.open > 235) return own;
    const Surface surface = surfaceAt(x, y, 3.0f);
    // Whole numbers again, at most 16 · 255: of every other lamp in one word.
    int sum = 0, open = 0;
    std::uint64_t even = 0, odd = 0;
    for (int dy = -3; dy <= 3; dy += 3)
      for (int dx = -3; dx <= 3; dx += 3) {
        const int u = x + dx, v = y + dy;
        if (!pixels_.lit.contains(u, v) || (!surface.isOn(pixels_.hits.at(u, v)) && !holds(surface, u, v)))
          continue;
        const int weight = (dx == 0 ? 2 : 1) * (dy == 0 ? 2 : 1);
        const SoftLight& there = means.at(u, v);
        sum += weight;
        open += weight * there.open;
        const auto lamps = std::bit_cast<std::uint64_t>(there.lamps);
        even += static_cast<std::uint64_t>(weight) * (lamps & everyOther);
        odd += static_cast<std::uint64_t>(weight) * (lamps >> 8 & everyOther);
      }
    if (sum == 0) return own;
    SoftLight result = own;
    const auto whole = static_cast<float>(sum);
    result.open = static_cast<std::uint8_t>(static_cast<float>(open) / whole + 0.5f);
    for (std::size_t l = 0; l < lamps_; ++l) {
      if (wide_[l] == 0) continue;
      const auto count =
          static_cast<float>((l % 2 == 0 ? even : odd) >> (8 * (l & ~std::size_t{1})) & 0xffffu);
      result.lamps[l] =
          static_cast<std::uint8_t>(mix(static_cast<float>(own.lamps[l]), count / whole, wide_[l]) + 0.5f);
    }
    return result;
  }

 private:
  /// Nothing near that could grade the light.
  SoftLight plain(std::uint8_t lit) const {
    SoftLight result{};
    for (std::size_t l = 0; l < lamps_; ++l)
      result.lamps[l] = (lit >> l & 1u) != 0 ? 255 : 0;
    return result;
  }

  struct Surface {
    F3 point, normal;
    float off; ///< metres that a neighbour may lie beside the plane
    PhotoHit hit;
    bool flat;
    /// All of a flat side lies on it: no need to measure.
    bool isOn(const PhotoHit& there) const { return flat && hit.sameThing(there); }
  };
  Surface surfaceAt(int x, int y, float pixels) const {
    const PhotoHit& hit = pixels_.hits.at(x, y);
    const bool flat = hit.surface != PhotoSurface::item ||
                      tracer_.shapes().shapes[static_cast<std::size_t>(hit.item)].kind == Shape::Kind::cuboid;
    return {pixels_.points.at(x, y), pixels_.normals.at(x, y), 0.004f + pixels * perPixel_ * hit.t, hit,
            flat};
  }
  bool holds(const Surface& surface, int u, int v) const {
    return std::abs(dot(pixels_.points.at(u, v) - surface.point, surface.normal)) <= surface.off &&
           dot(pixels_.normals.at(u, v), surface.normal) >= 0.7f;
  }

  const PhotoPixels& pixels_;
  const PhotoTracer& tracer_;
  std::size_t lamps_;
  float perPixel_;
  std::array<float, PhotoShadows::mostLamps> wide_{};
};

} // namespace

Raster<SoftLight> softenLight(const PhotoPixels& pixels, const PhotoTracer& tracer,
                              const PhotoShadows& shadows, int threads) {
  const int width = pixels.hits.width(), height = pixels.hits.height();
  const LightFilter filter(pixels, tracer, shadows);
  const Raster<std::uint8_t> closed = closedWithinTwo(pixels.open, threads);
  Raster<SoftLight> means(width, height), result(width, height);
  forEachBand(height, threads, [&](int y) {
    for (int x = 0; x < width; ++x)
      if (pixels.hits.at(x, y)) means.at(x, y) = filter.near(x, y, closed.at(x, y) != 0);
  });
  forEachBand(height, threads, [&](int y) {
    for (int x = 0; x < width; ++x)
      if (pixels.hits.at(x, y)) result.at(x, y) = filter.far(means, x, y);
  });
  return result;
}

} // namespace fillscope
