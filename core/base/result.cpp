#include "core/base/result.h"
#include <cctype>

namespace fillscope {

std::string Error::sentence() const {
  std::string text;
  if (!where.empty()) text += where + ": ";
  text += what;
  if (!text.empty() && text.back() != '.') text += '.';
  if (!hint.empty()) {
    text += ' ';
    text += static_cast<char>(std::toupper(static_cast<unsigned char>(hint.front())));
    text += hint.substr(1);
    if (text.back() != '.') text += '.';
  }
  return text;
}

} // namespace fillscope
