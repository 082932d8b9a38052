#pragma once
// One cell of a table of values separated by commas.
#include <string>

namespace fillscope {

/// In quotes, quotes within doubled (RFC 4180).
std::string csvCell(const std::string& cell);

} // namespace fillscope
