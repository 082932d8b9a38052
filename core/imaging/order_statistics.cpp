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
  const auto bucketOfRank = [&](std::size_t rank) {
    return static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), rank) - ends.begin());
  };

  // Two neighbouring ranks for each share, and the few buckets that hold them, collected in one pass.
  const std::size_t last = values.size() - 1;
  const auto rankOf = [&](double share) { return std::clamp(share, 0.0, 1.0) * static_cast<double>(last); };
  constexpr std::uint16_t unwanted = 65535;
  std::vector<std::uint16_t> placeOf(ends.size(), unwanted);
  std::vector<std::vector<float>> collected;
  for (const double share : shares) {
    const auto rank = static_cast<std::size_t>(rankOf(share));
    for (const std::size_t bucket : {bucketOfRank(rank), bucketOfRank(std::min(rank + 1, last))}) {
      if (placeOf[bucket] != unwanted) continue;
      placeOf[bucket] = static_cast<std::uint16_t>(collected.size());
      collected.emplace_back().reserve(ends[bucket] - (bucket == 0 ? 0 : ends[bucket - 1]));
    }
  }
  for (const float value : values)
    if (const std::uint16_t place = placeOf[bucketOf(value)]; place != unwanted)
      collected[place].push_back(value);

  const auto valueAt = [&](std::size_t rank) -> double {
    const std::size_t bucket = bucketOfRank(rank);
    std::vector<float>& candidates = collected[placeOf[bucket]];
    const auto place =
        candidates.begin() + static_cast<std::ptrdiff_t>(rank - (bucket == 0 ? 0 : ends[bucket - 1]));
    std::nth_element(candidates.begin(), place, candidates.end());
    return *place;
  };
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double rank = rankOf(shares[i]), floor = std::floor(rank);
    const double low = valueAt(static_cast<std::size_t>(floor));
    const double high = valueAt(std::min(static_cast<std::size_t>(floor) + 1, last));
    result[i] = low + (rank - floor) * (high - low);
  }
  return result;
}

double median(const std::vector<float>& values) { return quantiles(values, {0.5}).front(); }

} // namespace fillscope
