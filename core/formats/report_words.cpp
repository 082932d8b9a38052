#include "core/formats/report_words.h"
#include "core/formats/report_charts.h"
#include "core/geometry/fill.h"

namespace fillscope {

namespace {

thread_local const ReportWords* inUse = nullptr;

} // namespace

std::string ReportWords::operator()(const std::string& english, std::vector<std::string> values) const {
  return meaningOf({{}, translate ? translate(english) : english, {}, std::move(values)});
}

std::string ReportWords::number(double value, int decimals) const {
  std::string text = decimal(value, decimals);
  if (const std::size_t point = text.find('.'); point != std::string::npos)
    text.replace(point, 1, decimalPoint);
  return text;
}

ReportWordsScope::ReportWordsScope(ReportWords words)
    : words_(std::move(words))
    , outer_(inUse) {
  inUse = &words_;
}

ReportWordsScope::~ReportWordsScope() { inUse = outer_; }

const ReportWords& ReportWordsScope::current() {
  static const ReportWords english;
  return inUse ? *inUse : english;
}

} // namespace fillscope
