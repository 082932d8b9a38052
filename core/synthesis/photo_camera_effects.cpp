#include "core/synthesis/photo_camera_effects.h"
#include "core/base/counter_random.h"
#include "core/imaging/row_bands.h"
#include <numbers>

namespace fillscope {
namespace {

/// The gain of an exposure meter: the mean of square roots, so that a few bright spots do not rule.
float meteredGain(const Raster<F3>& light, float aim) {
  double sum = 0;
  for (int y = 0; y < light.height(); ++y)
    for (int x = 0; x < light.width(); ++x)
      sum += std::sqrt(std::max(luma(light.at(x, y)), 0.0f));
  const double mean = sum / static_cast<double>(light.pixelCount());
  return static_cast<float>(aim / std::max(mean * mean, 1e-6));
}

void expose(Raster<F3>& light, const PhotoScene& scene, float aim, float vignette, int threads) {
  const float gain = meteredGain(light, aim) * exp2Fast(static_cast<float>(scene.exposure));
  const F3 balance = gain * toFloat(scene.whiteBalance);
  const int width = light.width(), height = light.height();
  const float unit = 4.0f / static_cast<float>(width * width + height * height);
  forEachBand(height, threads, [&](int y) {
    const float dy = static_cast<float>(y) - 0.5f * static_cast<float>(height - 1);
    for (int x = 0; x < width; ++x) {
      const float dx = static_cast<float>(x) - 0.5f * static_cast<float>(width - 1);
      light.at(x, y) = (1 - vignette * unit * (dx * dx + dy * dy)) * (balance * light.at(x, y));
    }
  });
}

using Weights = std::vector<float>; ///< an odd number of them

/// Adds weight · row to sum, both `count` numbers.
void addRow(float* sum, const float* row, float weight, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    sum[i] += weight * row[i];
}

constexpr std::size_t channels = 3;
static_assert(sizeof(F3) == channels * sizeof(float));

void blurRows(Raster<F3>& light, const Weights& weights, int threads) {
  const auto width = static_cast<std::size_t>(light.width()), half = weights.size() / 2;
  forEachBand(light.height(), threads, [&](int y) {
    F3* row = light.row(y);
    std::vector<F3> wide(width + 2 * half);
    std::fill_n(wide.begin(), half, row[0]);
    std::copy_n(row, width, wide.begin() + static_cast<std::ptrdiff_t>(half));
    std::fill_n(wide.end() - static_cast<std::ptrdiff_t>(half), half, row[width - 1]);
    std::fill_n(row, width, F3{});
    for (std::size_t i = 0; i < weights.size(); ++i)
      addRow(&row->x, &wide[i].x, weights[i], channels * width);
  });
}

void blurColumns(Raster<F3>& light, const Weights& weights, int threads) {
  const int width = light.width(), height = light.height(), half = static_cast<int>(weights.size()) / 2;
  Raster<F3> result(width, height);
  forEachBand(height, threads, [&](int y) {
    for (int i = -half; i <= half; ++i)
      addRow(&result.row(y)->x, &light.row(std::clamp(y + i, 0, height - 1))->x,
             weights[static_cast<std::size_t>(i + half)], channels * static_cast<std::size_t>(width));
  });
  light = std::move(result);
}

/// With the weights laid along (dx, dy) pixels a step; between pixels, unless along one of the axes.
void blurAlong(Raster<F3>& light, float dx, float dy, const Weights& weights, int threads) {
  const int width = light.width(), height = light.height(), half = static_cast<int>(weights.size()) / 2;
  const float between = dx == 0 || dy == 0 ? 0.0f : 1.0f;
  Raster<F3> result(width, height);
  forEachBand(height, threads, [&](int y) {
    F3* out = result.row(y);
    for (int i = -half; i <= half; ++i) {
      const float weight = weights[static_cast<std::size_t>(i + half)];
      const float shift = static_cast<float>(i) * dx, v = static_cast<float>(y) + static_cast<float>(i) * dy;
      const int iv = floorInt(v);
      const float fv = between * (v - static_cast<float>(iv));
      const F3 *above = light.row(std::clamp(iv, 0, height - 1)),
               *below = light.row(std::clamp(iv + 1, 0, height - 1));
      const auto add = [&](int x, int left, int right, float fu) {
        out[x] =
            out[x] + weight * mix(mix(above[left], above[right], fu), mix(below[left], below[right], fu), fv);
      };
      const int reach = std::min(floorInt(std::abs(shift)) + 2, width); // no further to the sides
      for (int x = 0; x < width; ++x) {
        const float u = static_cast<float>(x) + shift;
        const int iu = floorInt(u);
        const float fu = between * (u - static_cast<float>(iu));
        if (x >= reach && x < width - reach)
          add(x, iu, iu + 1, fu);
        else
          add(x, std::clamp(iu, 0, width - 1), std::clamp(iu + 1, 0, width - 1), fu);
      }
    }
  });
  light = std::move(result);
}

void defocus(Raster<F3>& light, float radius, int threads) {
  const float sigma = 0.55f * radius; // a disc's standard deviation along an axis is half its radius
  if (sigma < 0.15f) return;
  const int half = std::max(1, static_cast<int>(2.5f * sigma + 0.5f));
  Weights weights;
  float total = 0;
  for (int i = -half; i <= half; ++i) {
    weights.push_back(expFast(-0.5f * static_cast<float>(i * i) / (sigma * sigma)));
    total += weights.back();
  }
  for (float& w : weights)
    w /= total;
  blurRows(light, weights, threads);
  blurColumns(light, weights, threads);
}

void smear(Raster<F3>& light, float length, double angle, int threads) {
  if (length < 0.3f) return;
  const int half = std::max(1, static_cast<int>(0.5f * length + 0.5f));
  const float step = 0.5f * length / static_cast<float>(half);
  const Weights weights(static_cast<std::size_t>(2 * half + 1), 1.0f / static_cast<float>(2 * half + 1));
  const float turns = static_cast<float>(angle / (2 * std::numbers::pi));
  blurAlong(light, step * cosTurns(turns), step * sinTurns(turns), weights, threads);
}

/// Near enough to a standard normal: the sum of four bytes.
float normalOf(std::uint32_t h) {
  const std::uint32_t sum = (h & 255u) + (h >> 8 & 255u) + (h >> 16 & 255u) + (h >> 24);
  return (static_cast<float>(sum) - 510.0f) * (1 / 147.8f);
}

/// Shot and read noise. Part of it is alike in the channels or in 2×2 pixels, as demosaicing leaves it.
void addNoise(Raster<F3>& light, float share, std::uint32_t key, int threads) {
  forEachBand(light.height(), threads, [&](int y) {
    for (int x = 0; x < light.width(); ++x) {
      F3& c = light.at(x, y);
      const std::uint32_t cell = hashCell(x / 2, y / 2, key + 1);
      const float grey = 0.75f * normalOf(hashCell(x, y, key));
      const float sigma = share * std::sqrt(0.04f + 0.8f * clamp01(luma(c)));
      c = c + sigma * F3{grey + 0.9f * normalOf(cell), grey + 0.45f * normalOf(cell * 0x9e3779b9u + 7),
                         grey + 0.9f * normalOf(cell * 0x85ebca6bu + 3)};
    }
  });
}

/// Tone curve and sRGB as a table over linear light 0..4 on a square-root scale.
class ToneTable {
 public:
  explicit ToneTable(float contrast) {
    for (int i = 0; i < count; ++i) {
      const float root = 2 * static_cast<float>(i) / (count - 1);
      float v = root * root;
      if (v > 0.7f) v = 0.7f + 0.3f * (1 - expFast(-(v - 0.7f) / 0.3f)); // soft shoulder
      v = v <= 0.0031308f ? 12.92f * v : 1.055f * powFast(v, 1 / 2.4f) - 0.055f;
      v = mix(v, v * v * (3 - 2 * v), contrast); // what cameras do for looks
      bytes_[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(clamp01(v) * 255 + 0.5f);
    }
  }
  std::uint8_t operator()(float linear) const {
    const float at = std::sqrt(std::clamp(linear, 0.0f, 4.0f)) * (0.5f * (count - 1)) + 0.5f;
    return bytes_[static_cast<std::size_t>(at)];
  }

 private:
  static constexpr int count = 4096;
  std::array<std::uint8_t, count> bytes_;
};

} // namespace

Result<Image> asPhoto(Raster<F3> light, const PhotoScene& scene, bool effects, int threads) {
  CounterRandom random(mixBits(scene.seed, 0xca3e4a));
  // Cameras differ in what they meter for, in their lenses and in their looks.
  const auto aim = static_cast<float>(random.between(0.17, 0.36)),
             vignette = static_cast<float>(random.between(0, 0.3)),
             contrast = static_cast<float>(random.between(0.05, 0.6));
  expose(light, scene, effects ? aim : 0.25f, effects ? vignette : 0, threads);
  if (effects) {
    defocus(light, static_cast<float>(scene.defocus), threads);
    smear(light, static_cast<float>(scene.motion), scene.motionAngle, threads);
    if (scene.noise > 0)
      addNoise(light, static_cast<float>(scene.noise), static_cast<std::uint32_t>(random.bits()), threads);
  }
  const ToneTable tone(effects ? contrast : 0.2f);
  Image image(light.width(), light.height(), 3);
  forEachBand(light.height(), threads, [&](int y) {
    std::uint8_t* out = image.row(y);
    for (const F3* c = light.row(y); c != light.row(y) + light.width(); ++c) {
      *out++ = tone(c->x);
      *out++ = tone(c->y);
      *out++ = tone(c->z);
    }
  });
  if (effects && scene.jpegQuality > 0) return throughJpeg(image, std::min(scene.jpegQuality, 100));
  return image;
}

} // namespace fillscope
