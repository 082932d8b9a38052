#include "core/learning/colour_change.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

std::uint8_t toByte(double value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5, 0.0, 255.0)); }

void applyTable(cv::Mat& image, const std::array<std::uint8_t, 256>& table) {
  cv::LUT(image, cv::Mat(1, 256, CV_8U, const_cast<std::uint8_t*>(table.data())), image);
}

void changeHue(cv::Mat& image, double hue, double saturation) {
  cv::Mat hsv;
  cv::cvtColor(image, hsv, cv::COLOR_RGB2HSV);
  std::array<std::uint8_t, 768> tables{};
  for (int v = 0; v < 256; ++v) {
    const auto at = static_cast<std::size_t>(3 * v);
    tables[at] = static_cast<std::uint8_t>((v + 360 + static_cast<int>(std::lround(hue))) % 180);
    // A grey pixel has no hue that more saturation could bring out.
    tables[at + 1] = v == 0 ? 0 : toByte(v + saturation);
    tables[at + 2] = static_cast<std::uint8_t>(v);
  }
  cv::LUT(hsv, cv::Mat(1, 256, CV_8UC3, tables.data()), hsv);
  cv::cvtColor(hsv, image, cv::COLOR_HSV2RGB);
}

// The sum of four even bytes is near enough to normal, and the same on every machine.
void addNoise(Image& image, double deviation, CounterRandom& random) {
  constexpr double spread = 147.8; // of the sum of four bytes
  const int gain = static_cast<int>(deviation / spread * 65536);
  if (gain == 0) return;
  const std::uint64_t key = random.bits();
  std::uint8_t* values = image.data();
  const std::size_t count = image.byteCount();
  for (std::size_t k = 0; k < count; k += 2) {
    const std::uint64_t bits = mixBits(key + k);
    for (std::size_t half = 0; half < 2 && k + half < count; ++half) {
      const auto four = static_cast<std::uint32_t>(bits >> (32 * half));
      const std::uint32_t pairs = (four & 0x00ff00ffu) + ((four >> 8) & 0x00ff00ffu);
      const int sum = static_cast<int>((pairs & 0xffffu) + (pairs >> 16)) - 510;
      values[k + half] =
          static_cast<std::uint8_t>(std::clamp(values[k + half] + ((sum * gain + 32768) >> 16), 0, 255));
    }
  }
}

} // namespace

void changeColours(Image& image, const AugmentationSpec& spec, CounterRandom& random) {
  if (image.empty()) return;
  const double brightness = random.between(-spec.brightness, spec.brightness);
  const double hue = random.between(-spec.hue, spec.hue);
  const double saturation = random.between(-spec.saturation, spec.saturation);
  // Even in its logarithm, so that darker and brighter are drawn alike.
  const double gamma = std::exp(random.between(std::log(spec.gammaLow), std::log(spec.gammaHigh)));
  const bool grey = random.chance(spec.greyChance);
  const double blur = random.between(0, spec.blur), noise = random.between(0, spec.noise);

  cv::Mat all(image.height(), image.width(), CV_8UC(image.channels()), image.data());
  if (image.channels() == 3 && grey) {
    cv::Mat one;
    cv::cvtColor(all, one, cv::COLOR_RGB2GRAY);
    cv::cvtColor(one, all, cv::COLOR_GRAY2RGB);
  } else if (image.channels() == 3 && (spec.hue > 0 || spec.saturation > 0)) {
    changeHue(all, hue, saturation);
  }
  if (brightness != 0 || gamma != 1) {
    std::array<std::uint8_t, 256> table{};
    for (int v = 0; v < 256; ++v)
      table[static_cast<std::size_t>(v)] =
          toByte(255 * std::pow(std::clamp((v + brightness) / 255, 0.0, 1.0), gamma));
    applyTable(all, table);
  }
  if (blur > 0.2) cv::GaussianBlur(all, all, {}, blur, blur, cv::BORDER_REPLICATE);
  if (noise > 0) addNoise(image, noise, random);
}

} // namespace fillscope
