#pragma once
// Which of two lists belong together. Private to this folder.
#include <vector>

namespace fillscope {

struct PossiblePair {
  int a = 0, b = 0;
  double likeness = 0; ///< above 0
};
/// Pairs with the greatest sum of likeness in which nobody appears twice, ascending by a. Kuhn's Hungarian
/// method in each group that hangs together; groups of more than 400 on both sides are paired greedily, the
/// most alike first.
std::vector<PossiblePair> bestAssignment(const std::vector<PossiblePair>& pairs);

} // namespace fillscope
