#include "core/composition/shuffled_order.h"
#include "core/base/counter_random.h"
#include <cassert>
#include <utility>

namespace fillscope {

ShuffledOrder::ShuffledOrder(std::uint64_t count, std::uint64_t key)
    : count_(count)
    , key_(key) {
  assert(count >= 1 && count <= std::uint64_t{1} << 62);
  while ((std::uint64_t{1} << (2 * halfBits_)) < count)
    ++halfBits_;
}

std::uint64_t ShuffledOrder::at(std::uint64_t place) const {
  assert(place < count_);
  constexpr std::uint64_t rounds = 4;
  const std::uint64_t half = (std::uint64_t{1} << halfBits_) - 1;
  do {
    std::uint64_t left = place >> halfBits_, right = place & half;
    for (std::uint64_t round = 0; round < rounds; ++round)
      left = std::exchange(right, left ^ (mixBits(key_, round, right) & half));
    place = left << halfBits_ | right;
  } while (place >= count_);
  return place;
}

} // namespace fillscope
