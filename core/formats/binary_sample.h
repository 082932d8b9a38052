#pragma once
// Numbers of any size and byte order in the middle of a file's bytes. Private to this folder.
#include <bit>
#include <cstddef>

namespace fillscope {

/// Reads the number at these bytes; swapped: they lie in the other order than this machine's.
using BinarySample = double (*)(const char* bytes, bool swapped);

/// kind: 'f' float, 'u' unsigned, 'i' signed; size in bytes. Null where there is no such number.
BinarySample binarySample(char kind, std::size_t size);

/// Whether numbers written with the lowest byte first, or last, lie swapped for this machine.
constexpr bool isSwappedHere(bool lowFirst) {
  return lowFirst != (std::endian::native == std::endian::little);
}

} // namespace fillscope
