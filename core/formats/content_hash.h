#pragma once
// What tells bytes from others: fast, not against forgers.
#include <cstdint>
#include <string>
#include <string_view>

namespace fillscope {

/// XXH64 (Yann Collet's specification) with seed 0.
std::uint64_t contentHash(std::string_view bytes);
/// The same as 16 hexadecimal digits.
std::string contentHashText(std::string_view bytes);

} // namespace fillscope
