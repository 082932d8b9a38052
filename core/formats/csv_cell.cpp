#include "core/formats/csv_cell.h"

namespace fillscope {

std::string csvCell(const std::string& cell) {
  std::string text = "\"";
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  return text += '"';
}

} // namespace fillscope
