#pragma once
// A query as it is parsed. For picture_query.cpp and picture_query_parser.cpp alone.
#include "core/annotation/picture_query.h"
#include <QString>
#include <algorithm>
#include <array>

namespace fillscope {

enum class QuerySign { part, equal, unequal, less, atMost, more, atLeast };

inline constexpr std::array<std::string_view, 10> queryStates{
    "open",     "annotated", "measured",   "predicted",   "proposed",
    "doubtful", "reviewed",  "unreviewed", "unannotated", "unmeasured"};
inline constexpr std::array<std::string_view, 4> queryNumbers{"corners", "regions", "fill", "confidence"};
inline constexpr std::array<std::string_view, 3> queryTexts{"name", "label", "shape"};

/// A finite number, also with a percent sign behind it.
std::optional<double> queryNumber(QString text, bool* isPercent = nullptr);

struct PictureQuery::Node {
  enum class Kind { all, any, no, name, state, number, text, attribute, has };
  Kind kind = Kind::all;
  std::vector<std::shared_ptr<const Node>> parts;
  std::string field;
  QString text;
  QuerySign sign = QuerySign::part;
  double low = 0, high = 0;
  bool isNumber = false;

  bool holds(const PictureFacts& facts) const;

 private:
  bool stateHolds(const PictureFacts& facts) const;
  bool numberHolds(const PictureFacts& facts) const;
  bool textHolds(const PictureFacts& facts) const;
  bool valueHolds(const AttributeValue& value) const;
  bool attributeHolds(const PictureFacts& facts) const;
};

} // namespace fillscope
