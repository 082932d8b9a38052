#include "core/formats/report_page.h"
#include "core/formats/report_charts.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

std::string percent(double value, int decimals = 1) { return decimal(value, decimals) + " %"; }
std::string litres(double value) { return decimal(value, value < 10 ? 2 : 1) + " l"; }
std::string millimetres(double metres) {
  return decimal(1000 * metres, std::abs(metres) < 0.01 ? 1 : 0) + " mm";
}

std::string sizeText(const FillReport& report) {
  if (!report.size.plausible()) return "unknown";
  if (!report.boxLitres)
    return "1 : " + decimal(report.size.second / report.size.first, 2) + " : " +
           decimal(report.size.depth / report.size.first, 2) + ", without a scale";
  return decimal(1000 * report.size.first, 0) + " × " + decimal(1000 * report.size.second, 0) + " × " +
         decimal(1000 * report.size.depth, 0) + " mm" + (report.sizeMeasured ? ", found from depth" : "");
}

struct Verdict {
  std::string kind, mark, text;
};

Verdict verdictOf(const FillReport& report, const FillOptions& options) {
  const std::string limit = percent(options.limitPercent, 0);
  switch (limitVerdict(report, options)) {
  case LimitVerdict::within:
    return {"within", "✓", "within the limit of " + limit};
  case LimitVerdict::over:
    return {"over", "✗", "over the limit of " + limit};
  case LimitVerdict::open:
    break;
  }
  return {"open", "?", "open: the limit of " + limit + " lies inside the interval"};
}

std::string answer(const FillReport& report, const FillOptions& options) {
  const Verdict verdict = verdictOf(report, options);
  return "<div class=\"answer\"><div><div class=\"figure\">" + decimal(report.fillPercent, 0) +
         "<small> % full</small></div><div class=\"between\">between " + percent(report.fillLow) + " and " +
         percent(report.fillHigh) + "</div></div><div>" + intervalChart(report, options) +
         "<p class=\"verdict " + verdict.kind + "\">" + verdict.mark + " Empty space " +
         percent(report.emptySpacePercent) + ", " + verdict.text + "</p></div></div>\n";
}

std::string picture(const ReportFigure& figure, bool marked, const std::string& below,
                    const std::string& caption, const std::string& name) {
  if (figure.file.empty()) return {};
  constexpr int highest = 420; // so that a long, narrow box does not push everything else off the screen
  const int widest = std::max(1, highest * figure.width / std::max(1, figure.height));
  return "<figure><div class=\"frame\" style=\"max-width:" + std::to_string(widest) + "px\"><img src=\"" +
         htmlText(figure.file) + "\" width=\"" + std::to_string(figure.width) + "\" height=\"" +
         std::to_string(figure.height) + "\" alt=\"" + htmlText(caption + ": " + name) + "\"/>" +
         (marked ? cornerMarks(figure.corners, figure.width, figure.height) : "") + "</div>" + below +
         "<figcaption>" + htmlText(caption) + "</figcaption></figure>\n";
}

std::string pictures(const ReportItem& item, const ReportFigures& figures) {
  std::string html = "<div class=\"pictures\">\n";
  html += picture(figures.photo, figures.rimDrawn, {}, figures.rimDrawn ? "Picture with the rim" : "Picture",
                  item.name);
  html += picture(figures.depth, false, colourBar(figures.depthColours, "depth"), figures.depthCaption,
                  item.name);
  html += picture(figures.heights, true, colourBar(figures.heightColours, "height above the floor"),
                  "Height above the floor, seen from above; hatched: hidden", item.name);
  return html + "</div>\n";
}

std::string facts(const FillReport& report) {
  std::string html = "<dl>";
  const auto fact = [&](const char* name, const std::string& value) {
    html += std::string("<div><dt>") + name + "</dt><dd>" + htmlText(value) + "</dd></div>";
  };
  if (report.contentLitres) fact("Content", litres(*report.contentLitres));
  if (report.boxLitres) fact("Box", litres(*report.boxLitres));
  if (report.overfillLitres && *report.overfillLitres > 0)
    fact("Above the rim", litres(*report.overfillLitres));
  if (report.cutHeight) fact("Cut height", millimetres(*report.cutHeight));
  fact("Inner size", sizeText(report));
  fact("Hidden", percent(report.hiddenPercent));
  fact("Depth holes inside the rim", percent(report.holePercent));
  fact("Tilt", decimal(report.tilt * 180 / std::numbers::pi, 1) + "°");
  if (report.boxLitres) fact("Depth scale on the rim", "× " + decimal(report.depthScale, 4));
  fact("Residual on the rim",
       report.boxLitres ? millimetres(report.alignmentResidual)
                        : percent(100 * report.alignmentResidual / report.size.first) + " of side 1–2");
  if (report.camera.plausible())
    fact("Focal length",
         decimal(report.camera.fx, 1) + " px" + (report.cameraGuessed ? ", guessed from the rim" : ""));
  fact("Method", report.method);
  return html + "</dl>\n";
}

std::string warnings(const FillReport& report) {
  if (report.warnings.empty()) return {};
  std::string html = "<h3>What is doubtful</h3><ul class=\"warnings\">";
  for (const FillWarning& warning : report.warnings)
    html += "<li>" + htmlText(meaningOf(warning)) + " <span class=\"remedy\">" + htmlText(warning.remedy) +
            "</span></li>";
  return html + "</ul>\n";
}

bool isPredicted(const FillReport& report) {
  return std::any_of(report.warnings.begin(), report.warnings.end(),
                     [](const FillWarning& warning) { return warning.id == "depth-predicted"; });
}

/// The name stands in front of the row already.
std::string withoutName(const ReportItem& item) {
  const std::string prefix = item.name + ": ";
  return item.error.starts_with(prefix) ? item.error.substr(prefix.size()) : item.error;
}

std::string anchor(std::size_t index) { return "picture-" + std::to_string(index + 1); }

std::string summary(const std::vector<ReportItem>& items, const FillOptions& options) {
  if (items.size() < 2) return {};
  std::string html =
      "<section><h2>" + std::to_string(items.size()) +
      " pictures</h2><div class=\"scroll\"><table><tr><th>Picture</th><th class=\"number\">Fill</th>"
      "<th class=\"number\">Between</th><th class=\"number\">Empty space</th><th "
      "class=\"number\">Content</th>"
      "<th>Limit</th><th class=\"number\">Warnings</th></tr>\n";
  for (std::size_t i = 0; i < items.size(); ++i) {
    const ReportItem& item = items[i];
    html += "<tr><td><a href=\"#" + anchor(i) + "\">" + htmlText(item.name) + "</a></td>";
    if (!item.error.empty()) {
      html +=
          "<td colspan=\"6\" class=\"quiet\">not measured: " + htmlText(withoutName(item)) + "</td></tr>\n";
      continue;
    }
    const FillReport& r = item.report;
    const Verdict verdict = verdictOf(r, options);
    const auto number = [&](const std::string& text) { html += "<td class=\"number\">" + text + "</td>"; };
    number((isPredicted(r) ? "≈ " : "") + percent(r.fillPercent));
    number(decimal(r.fillLow, 1) + " … " + percent(r.fillHigh));
    number(percent(r.emptySpacePercent));
    number(r.contentLitres ? litres(*r.contentLitres) : "–");
    html += "<td class=\"" + verdict.kind + "\">" + verdict.mark + " " + verdict.kind + "</td>";
    number(std::to_string(r.warnings.size()));
    html += "</tr>\n";
  }
  const bool anyPredicted = std::any_of(items.begin(), items.end(), [](const ReportItem& item) {
    return item.error.empty() && isPredicted(item.report);
  });
  return html + "</table></div>" +
         (anyPredicted ? "<p class=\"quiet\">≈: from a network, not measured.</p>" : "") + "</section>\n";
}

} // namespace

std::string depthCaption(const DepthMap& depth) {
  std::string caption = "Depth map";
  if (depth.kind == DepthKind::relative) caption += ", relative, without unit";
  if (depth.kind == DepthKind::inverse)
    caption += depth.unit.empty() ? ", inverse, without unit" : ", inverse";
  if (!depth.source.empty()) caption += ", from " + depth.source;
  return caption + "; dark grey: no measurement";
}

std::string htmlText(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
    case '&':
      escaped += "&amp;";
      break;
    case '<':
      escaped += "&lt;";
      break;
    case '>':
      escaped += "&gt;";
      break;
    case '"':
      escaped += "&quot;";
      break;
    case '\'':
      escaped += "&#39;";
      break;
    default:
      escaped += c;
    }
  }
  return escaped;
}

std::string reportPage(const std::vector<ReportItem>& items, const std::vector<ReportFigures>& figures,
                       const FillOptions& options) {
  const std::string title =
      items.size() == 1 ? "How full is " + items.front().name + "?" : "How full are these boxes?";
  std::string html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" +
                     htmlText(title) + "</title>\n<style>" + reportStyle() +
                     "</style>\n</head>\n<body>\n<main>\n<h1>" + htmlText(title) + "</h1>\n" +
                     summary(items, options);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const ReportItem& item = items[i];
    html += "<section id=\"" + anchor(i) + "\">\n";
    if (items.size() > 1) html += "<h2>" + htmlText(item.name) + "</h2>\n";
    if (item.error.empty())
      html += answer(item.report, options) + warnings(item.report) + pictures(item, figures[i]) +
              facts(item.report);
    else
      html += "<p class=\"error\">" + htmlText(item.error) + "</p>\n" + pictures(item, figures[i]);
    html += "</section>\n";
  }
  if (items.empty()) html += "<section><p>No picture was measured.</p></section>\n";
  return html + "<p class=\"quiet\">Fill is the share of the box's inner volume under the content. The "
                "interval runs from "
                "all hidden cells empty to all hidden cells full; of a depth that a network predicted, it is "
                "the network's own doubt. The figures are in <a "
                "href=\"report.json\">report.json</a>."
                "</p>\n</main>\n</body>\n</html>\n";
}

} // namespace fillscope
