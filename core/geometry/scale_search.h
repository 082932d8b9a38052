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

/// Reorders v. 0 where it is empty.
double medianOf(std::vector<double>& v);

/// One unknown, metric depth. believed: the logarithm of the scale that the map itself claims.
Alignment alignScale(const AlignmentSamples& samples, double eyeZ, std::optional<double> believed = {},
                     double wallDepth = 0);

/// Two unknowns, by sampled pairs of pixels and least squares on what agrees. Deterministic.
Alignment alignLine(const AlignmentSamples& samples, double eyeZ, DepthKind kind);

/// Moves logScale to the median of the ratios about it, with a gate that narrows until it holds only what
/// agrees; sets the residual and the support of out.
void tighten(const std::vector<double>& ratios, double& logScale, Alignment& out);

} // namespace fillscope
