#include "core/synthesis/photo_depth_camera.h"
#include "core/base/counter_random.h"
#include "core/imaging/row_bands.h"
#include <functional>

namespace fillscope {
namespace {

constexpr float disparityStep = 0.001f; // 1/m
constexpr float edgeJump = 0.02f;       // share of the depth
constexpr int edgeReach = 3;            // pixels
constexpr float lostGloss = 0.6f, lostAlbedo = 0.06f;

/// How likely a pixel is to have no value: blobs, shadows of edges, things that show no pattern.
void scoreRow(const DepthMap& exact, const PhotoPixels& pixels, const PhotoSurfaces& surfaces,
              std::uint32_t key, int y, float* scores) {
  const float* depth = exact.values.row(y);
  const int width = exact.width();
  NoiseRow wide(static_cast<float>(y) / 23, key), narrow(static_cast<float>(y) / 6, key + 1);
  for (int x = 0; x < width; ++x) {
    if (!DepthMap::isMeasured(depth[x])) {
      scores[x] = -10;
      continue;
    }
    const auto fx = static_cast<float>(x);
    scores[x] = 0.5f * wide.at(fx / 23) + 0.3f * narrow.at(fx / 6);
    const PreparedFinish& finish = surfaces.finishOf(pixels.hits.at(x, y));
    if (finish.gloss > lostGloss) scores[x] += 0.5f;
    if (luma(finish.base) < lostAlbedo) scores[x] += 0.4f;
  }
  const auto raise = [&](int begin, int end, float amount) {
    for (int x = std::max(begin, 0); x < std::min(end, width); ++x)
      scores[x] += amount;
  };
  for (int x = 0; x + 1 < width; ++x) {
    const float near = std::min(depth[x], depth[x + 1]), far = std::max(depth[x], depth[x + 1]);
    if (near <= 0 || far - near < edgeJump * near) continue;
    // To the left of a near thing lies what the second eye, to the right, cannot see.
    if (depth[x] > depth[x + 1]) {
      const int shadow = std::min(2 + static_cast<int>(4 * (far - near) / near * edgeReach), 12);
      raise(x - shadow, x + 1, 1.0f);
    }
    raise(x - 1, x + 3, 0.35f);
  }
}

void markVerticalEdges(const DepthMap& exact, Raster<float>& scores) {
  for (int y = 0; y + 1 < exact.height(); ++y)
    for (int x = 0; x < exact.width(); ++x) {
      const float a = exact.values.at(x, y), b = exact.values.at(x, y + 1);
      if (std::min(a, b) <= 0 || std::abs(a - b) < edgeJump * std::min(a, b)) continue;
      scores.at(x, y) += 0.35f;
      scores.at(x, y + 1) += 0.35f;
    }
}

float thresholdFor(const Raster<float>& scores, double share) {
  std::vector<float> ranked(scores.data(), scores.data() + scores.pixelCount());
  const auto count =
      static_cast<std::ptrdiff_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(ranked.size()));
  if (count == 0) return noHit;
  std::nth_element(ranked.begin(), ranked.begin() + (count - 1), ranked.end(), std::greater<>{});
  return ranked[static_cast<std::size_t>(count - 1)];
}

} // namespace

DepthMap asStereoDepth(const DepthMap& exact, const PhotoPixels& pixels, const PhotoSurfaces& surfaces,
                       const PhotoScene& scene, int threads) {
  const auto key = static_cast<std::uint32_t>(mixBits(scene.seed, 0xdeb7) >> 32);
  const int width = exact.width(), height = exact.height();
  Raster<float> scores(width, height);
  forEachBand(height, threads, [&](int y) { scoreRow(exact, pixels, surfaces, key, y, scores.row(y)); });
  markVerticalEdges(exact, scores);
  const float threshold = thresholdFor(scores, scene.depthHoles);
  DepthMap result{Raster<float>(width, height), DepthKind::metric, "m", "simulated depth camera"};
  const auto noise = static_cast<float>(scene.depthNoise);
  forEachBand(height, threads, [&](int y) {
    NoiseRow slow(static_cast<float>(y) / 3, key + 3);
    for (int x = 0; x < width; ++x) {
      const float z = exact.values.at(x, y);
      if (!DepthMap::isMeasured(z) || scores.at(x, y) >= threshold) continue;
      const std::uint32_t bits = hashCell(x, y, key + 2);
      const auto grain = static_cast<float>(bits & 255u) + static_cast<float>(bits >> 8 & 255u) +
                         static_cast<float>(bits >> 16 & 255u) + static_cast<float>(bits >> 24);
      const float smooth = slow.at(static_cast<float>(x) / 3);
      const float off = 0.7f * (grain - 510) / 147.8f + 1.6f * smooth; // standard deviation about 1
      const float noisy = z + noise * z * z * off;
      if (noisy < 0.5f * z) continue; // too far away for this camera
      const float steps = std::max(static_cast<float>(floorInt(1 / (noisy * disparityStep) + 0.5f)), 1.0f);
      result.values.at(x, y) = 1 / (steps * disparityStep);
    }
  });
  return result;
}

} // namespace fillscope
