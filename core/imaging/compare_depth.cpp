#include "core/imaging/compare_depth.h"
#include "core/imaging/depth_alignment.h"
#include "core/imaging/order_statistics.h"
#include "core/imaging/row_bands.h"
#include <algorithm>
#include <exception>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <tuple>

namespace fillscope {
namespace {

constexpr float nothing = std::numeric_limits<float>::quiet_NaN();
constexpr int bandRows = 64;

Raster<float> resizedToNearest(const Raster<float>& values, int width, int height) {
  Raster<float> resized(width, height);
  for (int y = 0; y < height; ++y) {
    const float* in = values.row(static_cast<int>((2LL * y + 1) * values.height() / (2LL * height)));
    for (int x = 0; x < width; ++x)
      resized.at(x, y) = in[(2LL * x + 1) * values.width() / (2LL * width)];
  }
  return resized;
}

/// Metres of an inverse reference, holes kept as they are.
Raster<float> inverted(const Raster<float>& values) {
  Raster<float> metres = values;
  for (std::size_t i = 0; i < metres.pixelCount(); ++i)
    if (float& v = metres.data()[i]; DepthMap::isMeasured(v)) v = 1.0f / v;
  return metres;
}

/// What caps make of a value that is no measurement: the least depth, or the greatest where it is infinite;
/// infinite inverse depth is at the camera.
double unmeasured(float value, DepthKind kind) {
  return value > 0 && kind != DepthKind::inverse ? double(value) : 0.0;
}

/// Fills difference, metrics and the aligned estimate that SSIM looks at.
Raster<float> measureDifference(const Raster<float>& estimate, DepthKind kind, const Raster<float>& reference,
                                const Mask& valid, const AlignedDepth& aligned, const CompareOptions& options,
                                DepthComparison& result) {
  Raster<float> metres(reference.width(), reference.height());
  result.difference = Raster<float>(reference.width(), reference.height(), 1, nothing);
  const int bands = (reference.height() + bandRows - 1) / bandRows;
  std::vector<MetricSums> parts(bands);
  forEachBand(bands, options.threads, [&](int band) {
    const std::size_t first = static_cast<std::size_t>(band) * bandRows * reference.width();
    const std::size_t last =
        std::min(reference.pixelCount(), first + std::size_t(bandRows) * reference.width());
    MetricSums sums;
    for (std::size_t i = first; i < last; ++i) {
      if (!valid.data()[i]) continue;
      const float value = estimate.data()[i];
      const double p =
          options.counted.clamped(DepthMap::isMeasured(value) ? aligned(value) : unmeasured(value, kind));
      const double d = reference.data()[i];
      metres.data()[i] = static_cast<float>(p);
      result.difference.data()[i] = static_cast<float>(p - d);
      sums.add(p, d);
    }
    parts[band] = sums;
  });
  for (const auto& part : parts)
    result.sums.add(part);
  result.metrics = result.sums.metrics();
  return metres;
}

std::pair<double, double> rangeOf(const Raster<float>& reference, const Mask& asked,
                                  const CompareOptions& options) {
  if (options.range) return *options.range;
  std::vector<float> depths;
  for (std::size_t i = 0; i < asked.pixelCount(); ++i)
    if (asked.data()[i]) depths.push_back(reference.data()[i]);
  const auto ends = quantiles(depths, {0.02, 0.98});
  double low = ends[0], high = ends[1];
  constexpr double narrowest = 1e-3;
  if (high - low < narrowest) {
    const double middle = (low + high) / 2;
    low = middle - narrowest / 2;
    high = middle + narrowest / 2;
  }
  return {low, high};
}

/// Fills everything that needs its values in order: three lists, side by side.
void measureSpread(const Raster<float>& reference, const Mask& asked, const Mask& valid,
                   const CompareOptions& options, DepthComparison& result) {
  std::vector<float> differences;
  differences.reserve(result.validPixels);
  for (std::size_t i = 0; i < valid.pixelCount(); ++i)
    if (valid.data()[i]) differences.push_back(result.difference.data()[i]);
  forEachBand(3, options.threads, [&](int part) {
    if (part == 0) {
      std::tie(result.rangeLow, result.rangeHigh) = rangeOf(reference, asked, options);
    } else if (part == 1) {
      std::vector<float> sizes(differences.size());
      std::transform(differences.begin(), differences.end(), sizes.begin(),
                     [](float d) { return std::abs(d); });
      result.metrics.medianAbs = median(sizes);
    } else {
      const auto ends = quantiles(differences, {0.02, 0.98});
      result.differenceLow = ends[0];
      result.differenceHigh = ends[1];
    }
  });
}

/// OpenCV's own Otsu on the pixels that count. It answers with the last value of the lower class; S below the
/// first value of the upper class is the same set of pixels.
double otsuThreshold(const Raster<float>& ssimMap, const Mask& valid) {
  std::vector<std::uint8_t> values;
  values.reserve(ssimMap.pixelCount());
  for (std::size_t i = 0; i < ssimMap.pixelCount(); ++i)
    if (valid.data()[i])
      values.push_back(static_cast<std::uint8_t>(std::clamp(double(ssimMap.data()[i]), 0.0, 1.0) * 255));
  cv::Mat binary;
  const cv::Mat row(1, static_cast<int>(values.size()), CV_8U, values.data());
  return (cv::threshold(row, binary, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU) + 1) / 255;
}

Mask measuredAmong(const Mask& asked, const Raster<float>& estimate) {
  Mask measured = asked;
  for (std::size_t i = 0; i < measured.pixelCount(); ++i)
    measured.data()[i] &= DepthMap::isMeasured(estimate.data()[i]);
  return measured;
}

Mask leftOutOf(const Raster<float>& reference, const Raster<float>& estimate, const Mask& valid) {
  Mask leftOut(valid.width(), valid.height());
  for (std::size_t i = 0; i < valid.pixelCount(); ++i)
    leftOut.data()[i] = !valid.data()[i] && DepthMap::isMeasured(reference.data()[i]) &&
                        DepthMap::isMeasured(estimate.data()[i]);
  return leftOut;
}

Error nothingCounts(bool nothingAsked, const DepthMap& reference, const DepthMap& estimate,
                    const CompareOptions& options) {
  const CountedPixels& counted = options.counted;
  if (nothingAsked && (counted.within || counted.hasCaps() || counted.crop != DepthCrop::none))
    return {ErrorCode::badInput, "no measured pixel of the reference counts", reference.source,
            "look at mask, depth caps and crop, and at the reference's scale"};
  return {ErrorCode::badInput, "no pixel is measured in both depth maps", estimate.source,
          "choose two depth maps of one picture, and check their scale"};
}

Result<DepthComparison> compared(const DepthMap& given, const DepthMap& reference,
                                 const CompareOptions& options, const Progress& progress) {
  Raster<float> converted, resized;
  if (reference.kind == DepthKind::inverse) converted = inverted(reference.values);
  const Raster<float>& metres = converted.empty() ? reference.values : converted;
  if (!given.values.sameSize(metres))
    resized = resizedToNearest(given.values, metres.width(), metres.height());
  const Raster<float>& estimate = resized.empty() ? given.values : resized;

  DepthComparison result;
  result.counted = options.counted;
  result.estimateSize = {given.width(), given.height()};
  result.referenceSize = {metres.width(), metres.height()};
  auto asked = options.counted.askedFor(metres);
  if (!asked) return asked.error();
  const Mask both = measuredAmong(*asked, estimate);
  const Mask& valid = options.counted.hasCaps() ? *asked : both;
  const auto countOf = [](const Mask& mask) {
    return static_cast<std::size_t>(std::count(mask.data(), mask.data() + mask.pixelCount(), 1));
  };
  result.validPixels = countOf(valid);
  if (countOf(both) == 0) return nothingCounts(countOf(*asked) == 0, reference, given, options);

  result.leftOut = leftOutOf(metres, estimate, valid);

  progress.report(0.1, "Aligning");
  const auto aligned = fitAlignment(estimate, given.kind, metres, both, options.alignment);
  if (!aligned) {
    Error error = aligned.error();
    error.where = given.source;
    return error;
  }
  result.alignment = options.alignment;
  result.alignScale = aligned->scale;
  result.alignShift = aligned->shift;
  if (progress.cancelled()) return cancelledError();

  progress.report(0.2, "Measuring the difference");
  const Raster<float> ours =
      measureDifference(estimate, given.kind, metres, valid, *aligned, options, result);
  measureSpread(metres, *asked, valid, options, result);
  if (progress.cancelled()) return cancelledError();

  progress.report(0.5, "Comparing structure");
  SsimOptions window;
  window.range = result.rangeHigh - result.rangeLow;
  window.threads = options.threads;
  auto structure = ssim(ours, metres, window, &valid);
  if (!structure) return structure.error();
  result.ssim = structure->mean;
  result.ssimWindows = structure->windows;
  result.ssimMap = std::move(structure->map);
  if (progress.cancelled()) return cancelledError();

  progress.report(0.9, "Finding what differs");
  result.threshold = options.threshold ? *options.threshold : otsuThreshold(result.ssimMap, valid);
  result.different = Mask(metres.width(), metres.height());
  for (std::size_t i = 0; i < valid.pixelCount(); ++i) {
    float& s = result.ssimMap.data()[i];
    if (!valid.data()[i])
      s = nothing;
    else
      result.differentPixels += result.different.data()[i] = s < result.threshold;
  }
  progress.report(1);
  return result;
}

} // namespace

Result<void> CompareOptions::check() const {
  if (range && !(std::isfinite(range->first) && std::isfinite(range->second) && range->first < range->second))
    return Error{ErrorCode::badInput,
                 "range: the first value must be below the second",
                 {},
                 "give the range as LOW HIGH in metres"};
  if (threshold && !(*threshold >= 0 && *threshold <= 1))
    return Error{ErrorCode::badInput, "threshold: expected a value from 0 to 1", {}, {}};
  return counted.check();
}

bool DepthComparison::stretched() const {
  // Sides are whole pixels: one more or less is rounding.
  const double expected = double(estimateSize.height) * referenceSize.width / referenceSize.height;
  return std::abs(estimateSize.width - expected) > std::max(1.0, 0.01 * expected);
}

Result<DepthComparison> compareDepth(const DepthMap& estimate, const DepthMap& reference,
                                     const CompareOptions& options, const Progress& progress) {
  if (const auto fine = options.check(); !fine) return fine.error();
  for (const DepthMap* depth : {&estimate, &reference})
    if (depth->values.empty() || depth->values.channels() != 1)
      return Error{
          ErrorCode::badInput, "the depth map is empty or has more than one channel", depth->source, {}};
  if (!reference.hasUnit())
    return Error{ErrorCode::badInput, "the reference has no unit", reference.source,
                 "choose a reference in metres; two maps without unit cannot be compared"};
  if (options.alignment == DepthAlignment::none && !estimate.hasUnit())
    return Error{ErrorCode::badInput, "the estimate has no unit, so it cannot be compared as it is",
                 estimate.source,
                 estimate.kind == DepthKind::inverse ? "align by scale and shift of inverse depth"
                                                     : "align by scale and shift"};
  try {
    return compared(estimate, reference, options, progress);
  } catch (const std::exception& fault) {
    return Error{ErrorCode::tryAgain,
                 std::string("the comparison stopped: ") + fault.what(),
                 {},
                 "close other programs and try again"};
  }
}

} // namespace fillscope
