#include "core/geometry/depth_alignment.h"
#include "core/geometry/scale_search.h"
#include <cmath>
#include <limits>
#include <optional>

namespace fillscope {

Alignment alignToBox(const DepthMap& depth, const BoxView& view, const RimCorners& corners, double wallDepth,
                     double floorDepth, std::optional<double> believedScale) {
  AlignmentSamples samples = alignmentSamples(depth, view, corners, wallDepth);
  if (samples.pixels.empty()) return {};
  std::optional<double> believed;
  if (believedScale) believed = std::log(*believedScale);
  if (depth.kind == DepthKind::metric) return alignScale(samples, view.eye.z, believed, wallDepth);
  if (depth.kind == DepthKind::inverse && depth.unit == "1/m") {
    for (AlignmentSample& s : samples.pixels)
      s.value = 1 / s.value;
    Alignment out = alignScale(samples, view.eye.z, believed, wallDepth);
    out.kind = DepthKind::inverse;
    out.scale = 1 / out.scale;
    return out;
  }
  return alignLine(samples, view.eye.z, depth.kind, wallDepth, floorDepth);
}

Alignment alignLineToReference(const DepthMap& depth, const Raster<float>& reference, const BoxView& view,
                               const RimCorners& corners, double wallDepth) {
  AlignmentSamples samples = alignmentSamples(depth, view, corners, wallDepth);
  std::erase_if(samples.pixels, [&](const AlignmentSample& s) { return !(reference.at(s.x, s.y) > 0); });
  for (AlignmentSample& s : samples.pixels) {
    const double known = 1.0 / reference.at(s.x, s.y);
    if (s.sees == AlignmentSample::Sees::top) s.rim = known;
    // A ray that meets its surface at the known depth for any slant, with the eye in the rim.
    s.eyeIn = known, s.rayIn = -1, s.rayZ = 0;
  }
  if (samples.pixels.size() < 50) return {};
  return alignLine(samples, 0, depth.kind, wallDepth, std::numeric_limits<double>::infinity());
}

Alignment alignToReference(const DepthMap& depth, const Raster<float>& reference, const RimCorners& corners,
                           const Alignment& expected) {
  const bool inverse = depth.kind == DepthKind::inverse;
  std::vector<double> inside, outside; // ln scale, of pixels in the rim and clearly beside it
  int samples = 0;                     // on the rim and inside it
  const int step = std::max(1, int(std::sqrt(double(depth.values.pixelCount()) / 16000.0)));
  for (int y = step / 2; y < depth.height(); y += step)
    for (int x = step / 2; x < depth.width(); x += step) {
      const float value = depth.values.at(x, y), known = reference.at(x, y);
      if (!DepthMap::isMeasured(value) || !(known > 0)) continue;
      const double distance = distanceInside(corners, {x + 0.5, y + 0.5});
      if (std::abs(distance) > 2)
        (distance > 0 ? inside : outside).push_back(std::log(1.0 / known / (inverse ? 1.0 / value : value)));
      samples += distance >= -8;
    }
  if (samples < 50) return {};

  Alignment out;
  out.kind = depth.kind;
  out.samples = samples;
  out.support = 1;
  out.scale = expected.scale;
  const double same = std::log(expected.scale) * (inverse ? -1 : 1);
  // One camera, one scale: goods that raise a surface as a whole must not pass for the box. Only what lies
  // beside it, where nothing was put, may say otherwise.
  const bool comparable = expected.kind == depth.kind && expected.shift == 0;
  std::vector<double>& witnesses = comparable || outside.size() >= 200 ? outside : inside;
  if (witnesses.size() < 200) return out;
  double logScale = medianOf(witnesses);
  std::size_t agree = 0, kept = 0;
  for (double r : witnesses) {
    agree += std::abs(r - logScale) < 3 * scaleBinWidth;
    kept += std::abs(r - same) < 3 * scaleBinWidth;
  }
  if (comparable && (2 * agree < witnesses.size() || 10 * kept > witnesses.size())) return out;
  tighten(witnesses, logScale, out);
  out.scale = inverse ? std::exp(-logScale) : std::exp(logScale);
  return out;
}

} // namespace fillscope
