#include "core/imaging/order_statistics.h"
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace fillscope {
namespace {

/// The upper 16 bits of a number that sorts as the float does.
std::uint32_t bucketOf(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value + 0.0f); // −0 becomes 0
  return (bits & 0x80000000u ? ~bits : bits | 0x80000000u) >> 16;
}

} // namespace

std::vector<double> quantiles(const std::vector<float>& values, const std::vector<double>& shares) {
  std::vector<double> result(shares.size(), 0.0);
  if (values.empty()) return result;

  std::vector<std::size_t> ends(1u << 16);
  for (const float value : values)
    ++ends[bucketOf(value)];
  for (std::size_t i = 1; i < ends.size(); ++i)
    ends[i] += ends[i - 1];

  std::vector<float> bucket;
  const auto valueAt = [&](std::size_t rank) {
    const auto found =
        static_cast<std::uint32_t>(std::upper_bound(ends.begin(), ends.end(), rank) - ends.begin());
    const std::size_t before = found == 0 ? 0 : ends[found - 1];
    bucket.clear();
    for (const float value : values)
      if (bucketOf(value) == found) bucket.push_back(value);
    const auto place = bucket.begin() + static_cast<std::ptrdiff_t>(rank - before);
    std::nth_element(bucket.begin(), place, bucket.end());
    const double low = *place;
    // The next rank's value: the least of those above in this bucket, else of the buckets above.
    double high = low;
    if (rank + 1 < values.size()) {
      if (place + 1 != bucket.end()) {
        high = *std::min_element(place + 1, bucket.end());
      } else {
        high = INFINITY;
        for (const float value : values)
          if (bucketOf(value) > found) high = std::min(high, static_cast<double>(value));
      }
    }
    return std::pair(low, high);
  };

  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double rank = std::clamp(shares[i], 0.0, 1.0) * static_cast<double>(values.size() - 1);
    const double floor = std::floor(rank);
    const auto [low, high] = valueAt(static_cast<std::size_t>(floor));
    result[i] = low + (rank - floor) * (high - low);
  }
  return result;
}

double median(const std::vector<float>& values) { return quantiles(values, {0.5}).front(); }

} // namespace fillscope
