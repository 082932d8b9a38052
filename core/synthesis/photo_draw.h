#pragma once
// Drawing from the ranges of a specification.
#include "core/base/counter_random.h"
#include "core/synthesis/photo_spec.h"
#include <initializer_list>

namespace fillscope {

inline double draw(CounterRandom& random, const Range& range) {
  return random.between(range.low, range.high);
}

/// Whole numbers low..high, each as often.
inline int drawInteger(CounterRandom& random, const Range& range) {
  return random.integer(static_cast<int>(std::ceil(range.low)), static_cast<int>(std::floor(range.high)));
}

/// An index, each as often as its weight says.
inline int drawIndex(CounterRandom& random, std::initializer_list<double> weights) {
  double sum = 0;
  for (const double weight : weights)
    sum += weight;
  double rest = random.unit() * sum;
  int index = 0, last = 0;
  for (const double weight : weights) {
    if (weight > 0) {
      last = index;
      if (rest < weight) return index;
      rest -= weight;
    }
    ++index;
  }
  return last;
}

} // namespace fillscope
