#include "core/formats/split_shares.h"
#include "core/base/number_text.h"
#include <algorithm>
#include <cmath>
#include <string>

namespace fillscope {

Result<std::vector<double>> parseShares(std::string_view text) {
  std::vector<double> shares;
  double sum = 0;
  bool isRight = true;
  for (std::size_t at = 0; isRight && at <= text.size();) {
    const auto end = std::min(text.find('/', at), text.size());
    const auto share = parseNumber(text.substr(at, end - at));
    isRight = share && *share >= 0;
    shares.push_back(share.value_or(0));
    sum += shares.back();
    at = end + 1;
  }
  if (!isRight || shares.size() > 3 || std::abs(sum - 1) > 1e-6)
    return Error{ErrorCode::badInput, "\"" + std::string(text) + "\" are no shares of a whole", "--split",
                 "write shares of train, val and test that make one, such as 0.8/0.1/0.1"};
  return shares;
}

} // namespace fillscope
