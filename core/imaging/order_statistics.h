#pragma once
// Exact percentiles of many values in a few passes.
#include <vector>

namespace fillscope {

/// For each share in [0, 1] the value below which that share lies, interpolated linearly between neighbours
/// (the rank is share·(n − 1)), as NumPy's percentile. values: finite, any order. All 0 where there are none.
std::vector<double> quantiles(const std::vector<float>& values, const std::vector<double>& shares);

/// quantiles(values, {0.5}): the mean of the two middle ones where their number is even.
double median(const std::vector<float>& values);

} // namespace fillscope
