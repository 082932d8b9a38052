#pragma once
// Finds the scale, or the line, by which a depth map agrees with the rim and the walls of a box. Private to
// this folder.
#include "core/geometry/alignment_samples.h"
#include "core/geometry/depth_alignment.h"
#include <optional>
#include <vector>

namespace fillscope {

/// Bins of the logarithm of the scale.
constexpr double scaleBinWidth = 0.002;
/// Relative miss within which a pixel can agree.
constexpr double scaleGate = 0.02;
/// Relative height above the rim that content may reach.
constexpr double reachAboveRim = 0.03;

/// Slants of the walls that are tried, inwards per unit of depth.
constexpr double leastTaper = 0.04, taperStep = 0.02, steepestTaper = 0.31;
/// Walls are straight unless slanting ones explain clearly more.
/// stray: the score that a few pixels may bring by chance.
inline bool explainsMore(double slanting, double straight, double stray) {
  return slanting > 1.15 * straight + stray;
}

/// Between the 5 % and the 95 % percentiles; 0 of fewer than 50. Reorders v.
double middleRange(std::vector<double>& v);

/// Reorders v. 0 where it is empty.
double medianOf(std::vector<double>& v);

/// One unknown, metric depth. believed: the logarithm of the scale that the map itself claims.
Alignment alignScale(const AlignmentSamples& samples, double eyeZ, std::optional<double> believed = {},
                     double wallDepth = 0);

/// Two unknowns, by sampled pairs of pixels and least squares on what agrees; straight walls, or slanting
/// ones where these explain clearly more and are seen down to half of wallDepth. Deterministic.
Alignment alignLine(const AlignmentSamples& samples, double eyeZ, DepthKind kind, double wallDepth,
                    double floorDepth);

/// Moves logScale to the median of the ratios about it, with a gate that narrows until it holds only what
/// agrees; sets the residual and the support of out.
void tighten(const std::vector<double>& ratios, double& logScale, Alignment& out);

} // namespace fillscope
