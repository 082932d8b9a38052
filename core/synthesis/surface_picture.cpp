#include "core/synthesis/surface_picture.h"
#include <array>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

constexpr int longest = 512;

const std::array<float, 256>& linearOfByte() {
  static const std::array<float, 256> table = [] {
    std::array<float, 256> made{};
    for (std::size_t i = 0; i < made.size(); ++i)
      made[i] = linearFromSrgb(static_cast<float>(i) / 255);
    return made;
  }();
  return table;
}

Image shrunk(const Image& image, int width, int height) {
  Image small(width, height, 3);
  const cv::Mat from(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data()));
  cv::Mat to(height, width, CV_8UC3, small.data());
  cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
  return small;
}

/// Which pixel stands at place i of an endless row of the picture and its mirror images.
int mirrored(int i, int count) {
  const int period = 2 * count;
  i %= period;
  if (i < 0) i += period;
  return i < count ? i : period - 1 - i;
}

F3 pixelOf(const Image& image, int x, int y) {
  const std::array<float, 256>& linear = linearOfByte();
  const std::uint8_t* p = image.row(y) + 3 * static_cast<std::ptrdiff_t>(x);
  return {linear[p[0]], linear[p[1]], linear[p[2]]};
}

} // namespace

Result<void> SurfacePicture::load() const {
  std::call_once(once_, [this] {
    if (const auto decoded = decode(); !decoded) error_ = decoded.error();
  });
  if (error_) return *error_;
  return {};
}

Result<void> SurfacePicture::decode() const {
  auto image = read_(file_);
  if (!image) return image.error();
  aspect_ = static_cast<float>(image->height()) / static_cast<float>(image->width());
  if (const int most = std::max(image->width(), image->height()); most > longest)
    *image = shrunk(*image, std::max(1, image->width() * longest / most),
                    std::max(1, image->height() * longest / most));
  levels_.push_back(*std::move(image));
  while (levels_.back().width() > 1 || levels_.back().height() > 1) {
    const Image& last = levels_.back();
    levels_.push_back(shrunk(last, std::max(1, last.width() / 2), std::max(1, last.height() / 2)));
  }
  mean_ = pixelOf(levels_.back(), 0, 0);
  return {};
}

F3 SurfacePicture::at(float u, float v, float footprint) const {
  const float pixels = footprint * static_cast<float>(levels_.front().width());
  const float wanted = pixels > 1 ? log2Fast(pixels) + 0.5f : 0;
  const auto level = std::min(static_cast<std::size_t>(std::min(wanted, 31.0f)), levels_.size() - 1);
  const Image& image = levels_[level];
  // One unit of u and of v is the picture's width.
  const float x = u * static_cast<float>(image.width()) - 0.5f;
  const float y = v / aspect_ * static_cast<float>(image.height()) - 0.5f;
  const int ix = floorInt(x), iy = floorInt(y);
  const float fx = x - static_cast<float>(ix), fy = y - static_cast<float>(iy);
  const int x0 = mirrored(ix, image.width()), x1 = mirrored(ix + 1, image.width());
  const int y0 = mirrored(iy, image.height()), y1 = mirrored(iy + 1, image.height());
  return mix(mix(pixelOf(image, x0, y0), pixelOf(image, x1, y0), fx),
             mix(pixelOf(image, x0, y1), pixelOf(image, x1, y1), fx), fy);
}

} // namespace fillscope
