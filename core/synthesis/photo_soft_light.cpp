#include "core/imaging/row_bands.h"
#include "core/synthesis/photo_gbuffer.h"

namespace fillscope {
namespace {

constexpr float whole = 255;

std::uint8_t asByte(float share) { return static_cast<std::uint8_t>(share * whole + 0.5f); }

/// Means over the neighbours that lie on the same surface.
class LightFilter {
 public:
  LightFilter(const PhotoPixels& pixels, const PhotoTracer& tracer, const PhotoShadows& shadows)
      : pixels_(pixels)
      , lamps_(shadows.lamps().size())
      , perPixel_(1 / static_cast<float>(tracer.scene().camera.fx)) {
    // A small lamp's shadow is sharp and stays so; a wide one's is graded far across.
    for (std::size_t l = 0; l < lamps_; ++l)
      wide_[l] = smoothStep(0.04f, 0.15f, shadows.lamps()[l].radius);
  }

  /// Over 5×5 pixels, every lamp's point of the disc among them.
  SoftLight near(int x, int y) const {
    const std::uint8_t own = pixels_.lit.at(x, y), differing = pixels_.mixed.at(x, y);
    const int width = pixels_.lit.width(), height = pixels_.lit.height();
    const Surface surface = surfaceAt(x, y, 1.5f);
    float sum = 0, open = 0, openSum = 0;
    std::array<float, PhotoShadows::mostLamps> counts{};
    for (int v = std::max(y - 2, 0); v <= std::min(y + 2, height - 1); ++v) {
      // Openness is known where u + v is even.
      const int first = std::max(x - 2, 0), step = differing ? 1 : 2;
      for (int u = differing ? first : first + ((first + v) & 1); u <= std::min(x + 2, width - 1);
           u += step) {
        if (!holds(surface, u, v)) continue;
        // Ends count half: any four neighbours' points of a disc then weigh alike.
        const float weight = (std::abs(u - x) == 2 ? 0.5f : 1.0f) * (std::abs(v - y) == 2 ? 0.5f : 1.0f);
        sum += weight;
        if (((u + v) & 1) == 0) {
          openSum += weight;
          open += weight * pixels_.open.at(u, v);
        }
        if (!differing) continue;
        const std::uint8_t lit = pixels_.lit.at(u, v);
        for (std::size_t l = 0; l < lamps_; ++l)
          counts[l] += weight * static_cast<float>(lit >> l & 1u);
      }
    }
    SoftLight result{};
    result.open = asByte(openSum > 0 ? open / openSum : 1);
    for (std::size_t l = 0; l < lamps_; ++l) {
      const bool mean = (differing >> l & 1u) != 0 && sum > 0;
      result.lamps[l] = asByte(mean ? counts[l] / sum : static_cast<float>(own >> l & 1u));
    }
    return result;
  }

  /// Over nine of those means three pixels apart (Dammertz et al. 2010, "edge-avoiding à-trous").
  SoftLight far(const Raster<SoftLight>& means, int x, int y) const {
    const SoftLight& own = means.at(x, y);
    if (pixels_.mixed.at(x, y) == 0 && own.open > 235) return own;
    const Surface surface = surfaceAt(x, y, 3.0f);
    float sum = 0, open = 0;
    std::array<float, PhotoShadows::mostLamps> counts{};
    for (int dy = -3; dy <= 3; dy += 3)
      for (int dx = -3; dx <= 3; dx += 3) {
        const int u = x + dx, v = y + dy;
        if (!pixels_.lit.contains(u, v) || !holds(surface, u, v)) continue;
        const float weight = (dx == 0 ? 2.0f : 1.0f) * (dy == 0 ? 2.0f : 1.0f);
        const SoftLight& there = means.at(u, v);
        sum += weight;
        open += weight * static_cast<float>(there.open);
        for (std::size_t l = 0; l < lamps_; ++l)
          counts[l] += weight * static_cast<float>(there.lamps[l]);
      }
    if (sum <= 0) return own;
    SoftLight result{};
    result.open = static_cast<std::uint8_t>(open / sum + 0.5f);
    for (std::size_t l = 0; l < lamps_; ++l)
      result.lamps[l] =
          static_cast<std::uint8_t>(mix(static_cast<float>(own.lamps[l]), counts[l] / sum, wide_[l]) + 0.5f);
    return result;
  }

 private:
  struct Surface {
    F3 point, normal;
    float off; ///< metres that a neighbour may lie beside the plane
  };
  Surface surfaceAt(int x, int y, float pixels) const {
    return {pixels_.points.at(x, y), pixels_.normals.at(x, y),
            0.004f + pixels * perPixel_ * pixels_.hits.at(x, y).t};
  }
  bool holds(const Surface& surface, int u, int v) const {
    return std::abs(dot(pixels_.points.at(u, v) - surface.point, surface.normal)) <= surface.off &&
           dot(pixels_.normals.at(u, v), surface.normal) >= 0.7f;
  }

  const PhotoPixels& pixels_;
  std::size_t lamps_;
  float perPixel_;
  std::array<float, PhotoShadows::mostLamps> wide_{};
};

} // namespace

Raster<SoftLight> softenLight(const PhotoPixels& pixels, const PhotoTracer& tracer,
                              const PhotoShadows& shadows, int threads) {
  const int width = pixels.hits.width(), height = pixels.hits.height();
  const LightFilter filter(pixels, tracer, shadows);
  Raster<SoftLight> means(width, height), result(width, height);
  forEachBand(height, threads, [&](int y) {
    for (int x = 0; x < width; ++x)
      if (pixels.hits.at(x, y)) means.at(x, y) = filter.near(x, y);
  });
  forEachBand(height, threads, [&](int y) {
    for (int x = 0; x < width; ++x)
      if (pixels.hits.at(x, y)) result.at(x, y) = filter.far(means, x, y);
  });
  return result;
}

} // namespace fillscope
