#pragma once
// Colour maps as tables. Internal to core/imaging; use colour_map.h.
#include <array>
#include <cstdint>

namespace fillscope {

extern const std::array<std::uint32_t, 256> turboTable, viridisTable, magmaTable, coolwarmTable; ///< 0xRRGGBB

} // namespace fillscope
