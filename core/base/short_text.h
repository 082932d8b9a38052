#pragma once
// Text for errors, as much of it as a sentence can hold.
#include <string>

namespace fillscope {

/// Text of at most `most` bytes (3 or more); longer UTF-8 is cut between two characters and ends with "...".
std::string shortened(std::string text, std::size_t most = 60);

} // namespace fillscope
