#pragma once
// Comparisons as members of JSON objects. Private to this folder.
#include "core/base/json.h"
#include "core/imaging/compare_depth.h"
#include <cmath>

namespace fillscope {

/// JSON knows no NaN: what could not be computed is null.
inline rapidjson::Value jsonNumber(double value) {
  return std::isfinite(value) ? rapidjson::Value(value) : rapidjson::Value(rapidjson::kNullType);
}
/// The members that comparisonJson writes.
void addComparison(rapidjson::Value& object, const DepthComparison& comparison,
                   rapidjson::Document::AllocatorType& allocator);

} // namespace fillscope
