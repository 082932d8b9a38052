#include "core/formats/binary_sample.h"
#include <cmath>
#include <cstdint>
#include <limits>

namespace fillscope {
namespace {

double halfValue(std::uint16_t bits) {
  const int exponent = bits >> 10 & 31, fraction = bits & 1023;
  const double sign = bits >> 15 ? -1 : 1;
  if (exponent == 31) return fraction ? std::numeric_limits<double>::quiet_NaN() : sign * HUGE_VAL;
  return sign * (exponent ? std::ldexp(1024 + fraction, exponent - 25) : std::ldexp(fraction, -24));
}

template <class T>
double valueAt(const char* bytes, bool swapped) {
  char ordered[sizeof(T)];
  for (std::size_t i = 0; i < sizeof(T); ++i)
    ordered[i] = bytes[swapped ? sizeof(T) - 1 - i : i];
  return static_cast<double>(std::bit_cast<T>(ordered));
}

double halfAt(const char* bytes, bool swapped) {
  return halfValue(static_cast<std::uint16_t>(valueAt<std::uint16_t>(bytes, swapped)));
}

} // namespace

BinarySample binarySample(char kind, std::size_t size) {
  const auto of = [&](BinarySample one, BinarySample two, BinarySample four, BinarySample eight) {
    return size == 1 ? one : size == 2 ? two : size == 4 ? four : size == 8 ? eight : nullptr;
  };
  switch (kind) {
  case 'f':
    return of(nullptr, halfAt, valueAt<float>, valueAt<double>);
  case 'u':
    return of(valueAt<std::uint8_t>, valueAt<std::uint16_t>, valueAt<std::uint32_t>, valueAt<std::uint64_t>);
  case 'i':
    return of(valueAt<std::int8_t>, valueAt<std::int16_t>, valueAt<std::int32_t>, valueAt<std::int64_t>);
  default:
    return nullptr;
  }
}

} // namespace fillscope
