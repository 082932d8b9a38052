#pragma once
// The parts that a data set is divided into, as people write them.
#include "core/base/result.h"
#include <string_view>
#include <vector>

namespace fillscope {

/// "0.8/0.1/0.1": up to three shares, of train, val and test, that make one, none below zero. Error:
/// badInput.
Result<std::vector<double>> parseShares(std::string_view text);

} // namespace fillscope
