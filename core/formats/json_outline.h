#pragma once
// What a JSON text is, from its names alone: quick enough to ask of every file.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope {

struct JsonOutline {
  bool isObject = false, isList = false;
  std::vector<std::string> members;      ///< of the whole, as far as they were looked at
  std::vector<std::string> firstMembers; ///< of the first member's or item's value, where that is an object
  bool has(std::string_view name) const { return contains(members, name); }
  bool firstHas(std::string_view name) const { return contains(firstMembers, name); }

 private:
  static bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }
};

/// Looks no further than at so many members and bytes. Text that is no JSON gives what can be told before the
/// fault.
JsonOutline jsonOutline(std::string_view text, std::size_t mostMembers = 64,
                        std::size_t mostBytes = std::string_view::npos);
/// The text without a byte order mark and spaces before it.
std::string_view withoutByteOrderMark(std::string_view text);

} // namespace fillscope
