#include "core/imaging/counted_pixels.h"
#include "core/imaging/depth_map.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

std::string sizeText(int width, int height) { return std::to_string(width) + "×" + std::to_string(height); }

struct PixelBox {
  int top = 0, bottom = 0, left = 0, right = 0; ///< bottom and right are beyond the last
};

PixelBox boxOf(DepthCrop crop, int width, int height) {
  const auto share = [](double part, int of) { return static_cast<int>(part * of); };
  switch (crop) {
  case DepthCrop::eigen:
    return {share(0.3324324, height), share(0.91351351, height), share(0.0359477, width),
            share(0.96405229, width)};
  case DepthCrop::garg:
    return {share(0.40810811, height), share(0.99189189, height), share(0.03594771, width),
            share(0.96405229, width)};
  case DepthCrop::nyuEigen:
    return {45, 471, 41, 601};
  case DepthCrop::none:
    break;
  }
  return {0, height, 0, width};
}

} // namespace

double CountedPixels::lowest() const { return minDepth.value_or(1e-3); }
double CountedPixels::highest() const { return maxDepth.value_or(std::numeric_limits<double>::infinity()); }

double CountedPixels::clamped(double estimate) const {
  if (!hasCaps()) return estimate;
  if (!std::isfinite(estimate)) return estimate > 0 && maxDepth ? *maxDepth : lowest();
  return std::clamp(estimate, lowest(), highest());
}

Result<void> CountedPixels::check() const {
  const bool fine = lowest() > 0 && std::isfinite(lowest()) && lowest() < highest();
  if (hasCaps() && !fine)
    return Error{ErrorCode::badInput,
                 "the depth caps are no span: the least depth must be above 0 and below the greatest",
                 {},
                 "give them in metres, such as 0.001 and 10"};
  return {};
}

Result<Mask> CountedPixels::askedFor(const Raster<float>& reference) const {
  const int width = reference.width(), height = reference.height();
  if (within && !within->sameSize(reference))
    return Error{ErrorCode::badInput,
                 "the mask has " + sizeText(within->width(), within->height()) + " pixels, the reference " +
                     sizeText(width, height),
                 withinName, "give a mask of the reference's size"};
  if (crop == DepthCrop::nyuEigen && !reference.sameSize(640, 480))
    return Error{ErrorCode::badInput,
                 "the crop nyu-eigen is of pictures of 640×480, the reference has " + sizeText(width, height),
                 {},
                 "leave the crop out, or give a mask"};
  const PixelBox box = boxOf(crop, width, height);
  Mask asked(width, height);
  for (int y = box.top; y < box.bottom; ++y)
    for (int x = box.left; x < box.right; ++x) {
      const float d = reference.at(x, y);
      const bool spans = !hasCaps() || (d > lowest() && d < highest());
      asked.at(x, y) = DepthMap::isMeasured(d) && spans && (!within || within->at(x, y));
    }
  return asked;
}

} // namespace fillscope
