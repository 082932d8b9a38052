#pragma once
// Names in files that hold one a line. Private to this folder.
#include <algorithm>
#include <string>

namespace fillscope {

inline bool hasLineBreak(const std::string& name) { return name.find_first_of("\r\n") != std::string::npos; }

/// A blank in the place of each character of a line break.
inline std::string onOneLine(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
  return name;
}

} // namespace fillscope
