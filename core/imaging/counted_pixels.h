#pragma once
// Which pixels a comparison of depth asks about: a mask, caps on the reference's depth, a benchmark's crop.
#include "core/base/result.h"
#include "core/imaging/raster.h"
#include <memory>
#include <optional>
#include <string>

namespace fillscope {

/// The part of the picture that a benchmark evaluates.
enum class DepthCrop {
  none,
  eigen, ///< KITTI, Eigen et al. 2014: rows .3324324–.91351351 of the height, columns .0359477–.96405229
  garg,  ///< KITTI, Garg et al. 2016: rows .40810811–.99189189, columns .03594771–.96405229
  nyuEigen ///< NYU, of pictures of 640×480 alone: rows 45–471, columns 41–601
};
inline constexpr const char* depthCropNames[] = {"none", "eigen", "garg", "nyu-eigen"};
constexpr const char* nameOf(DepthCrop crop) { return depthCropNames[static_cast<std::size_t>(crop)]; }

struct CountedPixels {
  std::shared_ptr<const Mask> within; ///< of the reference's size: 0 does not count; null: all of it
  std::string withinName;             ///< what people call it: "rim", "mask.png"; "" without one
  /// Metres. Where either is given, a pixel counts where min < reference < max, whatever the estimate says
  /// there: it is clamped to [min, max], is min where it has no measurement, and max where it is infinite
  /// (ZoeDepth's compute_metrics). Only max: min is 1 mm. Only min: what is infinite is min.
  std::optional<double> minDepth, maxDepth;
  DepthCrop crop = DepthCrop::none;

  bool hasCaps() const { return minDepth || maxDepth; }
  double lowest() const; ///< of the caps
  double highest() const;
  /// A clamped estimate, where there are caps; else as it is.
  double clamped(double estimate) const;
  /// Error: badInput where the caps are no span.
  Result<void> check() const;
  /// 1 where the reference (metres) is measured and asked about. Errors: badInput where mask or crop do not
  /// fit its size.
  Result<Mask> askedFor(const Raster<float>& reference) const;
};

} // namespace fillscope
