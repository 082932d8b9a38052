#pragma once
// An order without order, place by place, without a table of it.
#include <cstdint>

namespace fillscope {

/// A permutation of 0 … count − 1 that looks random and takes no memory: a Feistel network over the next
/// power of four, walked until it lands inside (Black and Rogaway 2002, "Ciphers with arbitrary finite
/// domains"). Any key gives another one. A value; any thread.
class ShuffledOrder {
 public:
  /// count: 1 to 2^62.
  ShuffledOrder(std::uint64_t count, std::uint64_t key);
  /// place below count.
  std::uint64_t at(std::uint64_t place) const;

 private:
  std::uint64_t count_, key_;
  int halfBits_ = 1;
};

} // namespace fillscope
