#pragma once
// Which pictures of two lists are the same, by their names alone.
#include <string>
#include <vector>

namespace fillscope {

/// For each of a its index in b, or −1. Equal names first, in their order; then, of names that end alike,
/// those that share the longest end of their paths (cam1/0001.png and set/cam1/0001.png), where that is one
/// name's alone on both sides. Backslashes part folders too.
std::vector<int> pairedByName(const std::vector<std::string>& a, const std::vector<std::string>& b);

} // namespace fillscope
