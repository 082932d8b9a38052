#include "core/formats/report_charts.h"
#include "core/formats/report_page.h"
#include <algorithm>
#include <charconv>
#include <cmath>

namespace fillscope {
namespace {

std::string hexColour(const std::array<std::uint8_t, 3>& rgb) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text = "#";
  for (const std::uint8_t c : rgb) {
    text += digits[c >> 4];
    text += digits[c & 15];
  }
  return text;
}

std::string textAt(double x, double y, const std::string& anchor, const std::string& kind,
                   const std::string& text) {
  return "<text x=\"" + decimal(x, 1) + "\" y=\"" + decimal(y, 1) + "\" text-anchor=\"" + anchor +
         "\" font-size=\"13\"" + (kind.empty() ? "" : " class=\"" + kind + "\"") + ">" + htmlText(text) +
         "</text>";
}

} // namespace

std::string decimal(double value, int decimals) {
  if (!std::isfinite(value)) return "–";
  char digits[400];
  const auto end =
      std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, decimals).ptr;
  std::string text(digits, end);
  if (text.find_first_not_of("-0.") == std::string::npos && text.front() == '-') text.erase(0, 1);
  return text;
}

std::string intervalChart(const FillReport& report, const FillOptions& options, const ReportWords& words) {
  // 0 % at x = 20, 100 % at x = 520.
  const auto at = [](double percent) {
    return 20 + 5 * std::clamp(std::isfinite(percent) ? percent : 0, 0.0, 100.0);
  };
  const double low = at(report.fillLow), high = at(report.fillHigh), fill = at(report.fillPercent);
  const double leastFill = 100 - options.limitPercent, limit = at(leastFill);
  std::string svg = "<svg class=\"interval\" viewBox=\"0 0 540 92\" role=\"img\" aria-label=\"" +
                    htmlText(words("fill %1 percent, between %2 and %3",
                                   {words.number(report.fillPercent, 1), words.number(report.fillLow, 1),
                                    words.number(report.fillHigh, 1)})) +
                    "\">";
  svg += "<rect x=\"20\" y=\"34\" width=\"500\" height=\"20\" rx=\"4\" fill=\"var(--track)\"/>";
  svg += "<rect x=\"" + decimal(low, 1) + "\" y=\"34\" width=\"" + decimal(std::max(3.0, high - low), 1) +
         "\" height=\"20\" rx=\"3\" fill=\"var(--band)\"/>";
  svg += "<path d=\"M" + decimal(limit, 1) +
         " 24V64\" stroke=\"var(--text)\" stroke-width=\"2\" stroke-dasharray=\"4 3\"/>";
  const std::string side = leastFill > 70 ? "end" : leastFill < 30 ? "start" : "middle";
  svg += textAt(limit, 16, side, "quiet", words("limit: at least %1 % full", {words.limit(leastFill)}));
  svg += "<rect x=\"" + decimal(fill - 2.5, 1) +
         "\" y=\"28\" width=\"5\" height=\"32\" rx=\"2.5\" fill=\"var(--accent)\"/>";
  for (const int percent : {0, 25, 50, 75, 100})
    svg += textAt(at(percent), 84, "middle", "quiet", std::to_string(percent) + (percent == 100 ? " %" : ""));
  return svg + "</svg>";
}

std::string colourBar(const ColourScale& scale, const std::string& meaning, const ReportWords& words) {
  const double factor =
      scale.unit == "m" && std::max(std::abs(scale.low), std::abs(scale.high)) < 1 ? 1000 : 1;
  const std::string unit = factor == 1000 ? "mm" : scale.unit;
  const double low = scale.low * factor, high = scale.high * factor;
  constexpr double left = 20, width = 380;
  std::string svg =
      "<svg class=\"bar\" viewBox=\"0 0 420 52\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"" +
      htmlText(meaning) + "\">";
  // Rectangles, not a gradient: an id would have to differ from picture to picture.
  constexpr int steps = 76;
  for (int i = 0; i < steps; ++i)
    svg += "<rect x=\"" + decimal(left + width * i / steps, 1) + "\" y=\"4\" width=\"" +
           decimal(width / steps + 0.5, 1) + "\" height=\"14\" fill=\"" +
           hexColour(colourOf(scale.low + (scale.high - scale.low) * (i + 0.5) / steps, scale)) + "\"/>";
  const auto ticks = roundTicks(low, high, 5);
  const int decimals = ticks.size() > 1 ? tickDigits(ticks[1] - ticks[0]) : 0;
  for (const double tick : ticks) {
    const double x = high > low ? left + width * (tick - low) / (high - low) : left + width / 2;
    svg += "<path d=\"M" + decimal(x, 1) + " 18v5\" stroke=\"var(--quiet)\"/>";
    // The number with its unit would run out of the drawing at the bar's end.
    svg += textAt(x, 37, x > left + 0.94 * width ? "end" : "middle", "",
                  words.number(tick, decimals) + (tick == ticks.back() && !unit.empty() ? " " + unit : ""));
  }
  return svg + "</svg>";
}

std::string cornerMarks(const RimCorners& drawn, int width, int height) {
  const double radius = std::max(width, height) / 44.0;
  std::string svg = "<svg viewBox=\"0 0 " + std::to_string(width) + " " + std::to_string(height) +
                    "\" aria-hidden=\"true\">";
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (!std::isfinite(drawn[i].x) || !std::isfinite(drawn[i].y)) continue;
    const double room = 1.2 * radius;
    const std::string x = decimal(std::clamp(drawn[i].x, room, std::max(room, width - room)), 1);
    const double y = std::clamp(drawn[i].y, room, std::max(room, height - room));
    svg += "<circle cx=\"" + x + "\" cy=\"" + decimal(y, 1) + "\" r=\"" + decimal(radius, 1) +
           "\" fill=\"#ffc400\" stroke=\"#101014\" stroke-width=\"" + decimal(radius / 6, 1) + "\"/>";
    svg += "<text x=\"" + x + "\" y=\"" + decimal(y + 0.42 * radius, 1) +
           "\" text-anchor=\"middle\" font-weight=\"700\" font-size=\"" + decimal(1.2 * radius, 1) +
           "\" style=\"fill:#101014\">" + std::to_string(i + 1) + "</text>";
  }
  return svg + "</svg>";
}

} // namespace fillscope
