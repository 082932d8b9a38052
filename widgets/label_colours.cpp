#include "widgets/label_colours.h"

#include "widgets/theme.h"
#include <cstdint>
#include <iterator>

namespace fillscope {

QColor labelColour(const std::string& label) {
  // No red: that is for what is wrong.
  static constexpr QRgb colours[] = {0xffffb000, 0xff7ce38b, 0xffff8ad0, 0xffc59bff, 0xffffe14d, 0xff4de1d2,
                                     0xffffa37a, 0xffb5e61d, 0xff9db7ff, 0xfff4b6c2, 0xffd9c8a0};
  if (label.empty()) return theme::overlay();
  std::uint32_t hash = 2166136261u; // FNV-1a
  for (const char c : label)
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return QColor::fromRgb(colours[(hash ^ (hash >> 15)) % std::size(colours)]);
}

} // namespace fillscope
