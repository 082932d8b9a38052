#include "core/formats/report_words.h"
#include "core/formats/report_charts.h"
#include "core/geometry/fill.h"
#include <cmath>

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

std::string ReportWords::limit(double percent) const {
  return number(percent, std::abs(percent - std::round(percent)) < 0.05 ? 0 : 1);
}

} // namespace fillscope
