#include "core/base/number_text.h"
#include "core/formats/csv_cell.h"
#include "core/formats/report_writer.h"
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

std::string number(std::optional<double> value) {
  return value && std::isfinite(*value) ? numberText(*value) : std::string();
}
std::string yesOrNo(bool on) { return on ? "yes" : "no"; }

/// Without a scale the sides are no metres.
bool hasScale(const FillReport& report) { return report.size.plausible() && report.boxLitres; }
std::string side(const FillReport& report, double metres) { return hasScale(report) ? number(metres) : ""; }

std::string warningIds(const FillReport& report) {
  std::string ids;
  for (const FillWarning& warning : report.warnings)
    ids += (ids.empty() ? "" : " ") + warning.id;
  return ids;
}

struct Column {
  const char* name;
  std::string (*cellOf)(const FillReport&, const FillOptions&);
};

/// Between the picture's name and the error.
const Column columns[] = {
    {"fill_percent", [](const auto& r, const auto&) { return number(r.fillPercent); }},
    {"fill_low", [](const auto& r, const auto&) { return number(r.fillLow); }},
    {"fill_high", [](const auto& r, const auto&) { return number(r.fillHigh); }},
    {"empty_space_percent", [](const auto& r, const auto&) { return number(r.emptySpacePercent); }},
    {"verdict", [](const auto& r, const auto& o) { return std::string(verdictId(limitVerdict(r, o))); }},
    {"content_litres", [](const auto& r, const auto&) { return number(r.contentLitres); }},
    {"box_litres", [](const auto& r, const auto&) { return number(r.boxLitres); }},
    {"overfill_litres", [](const auto& r, const auto&) { return number(r.overfillLitres); }},
    {"cut_height_m", [](const auto& r, const auto&) { return number(r.cutHeight); }},
    {"size_first_m", [](const auto& r, const auto&) { return side(r, r.size.first); }},
    {"size_second_m", [](const auto& r, const auto&) { return side(r, r.size.second); }},
    {"size_depth_m", [](const auto& r, const auto&) { return side(r, r.size.depth); }},
    {"size_measured",
     [](const auto& r, const auto&) { return hasScale(r) ? yesOrNo(r.sizeMeasured) : std::string(); }},
    {"hidden_percent", [](const auto& r, const auto&) { return number(r.hiddenPercent); }},
    {"hole_percent", [](const auto& r, const auto&) { return number(r.holePercent); }},
    {"tilt_deg", [](const auto& r, const auto&) { return number(r.tilt * 180 / std::numbers::pi); }},
    {"camera_guessed", [](const auto& r, const auto&) { return yesOrNo(r.cameraGuessed); }},
    {"method", [](const auto& r, const auto&) { return csvCell(r.method); }},
    {"warnings", [](const auto& r, const auto&) { return warningIds(r); }},
};

} // namespace

std::string reportCsv(const std::vector<ReportItem>& items, const FillOptions& options) {
  std::string text = "picture";
  for (const Column& column : columns)
    text += std::string(",") + column.name;
  text += ",error\n";
  for (const ReportItem& item : items) {
    text += csvCell(item.name);
    for (const Column& column : columns)
      text += "," + (item.error.empty() ? column.cellOf(item.report, options) : std::string());
    text += "," + (item.error.empty() ? std::string() : csvCell(item.error)) + "\n";
  }
  return text;
}

} // namespace fillscope
