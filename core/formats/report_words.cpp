#include "core/formats/report_words.h"
#include "core/formats/report_charts.h"
#include "core/geometry/fill.h"

namespace fillscope {

std::string ReportWords::operator()(const std::string& english, std::vector<std::string> values) const {
  return meaningOf({{}, translate ? translate(english) : english, {}, std::move(values)});
}

std::string ReportWords::number(double value, int decimals) const {
  std::string text = decimal(value, decimals);
  if (const std::size_t point = text.find('.'); point != std::string::npos)
    text.replace(point, 1, decimalPoint);
  return text;
}

} // namespace fillscope
