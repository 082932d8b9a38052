#include "core/base/short_text.h"

namespace fillscope {

std::string shortened(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  const auto isInsideCharacter = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  std::size_t end = most - 3;
  while (end > 0 && isInsideCharacter(end))
    --end;
  text.resize(end);
  return text + "...";
}

} // namespace fillscope
