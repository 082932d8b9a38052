#include "core/formats/report_page.h"
#include "core/formats/report_charts.h"
#include "core/geometry/method_words.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

/// What a page is made of, in its language.
class Page {
 public:
  Page(const FillOptions& options, const ReportWords& words)
      : options_(options)
      , words_(words) {}
  std::string whole(const std::vector<ReportItem>& items, const std::vector<ReportFigures>& figures,
                    const std::vector<LeftOut>& leftOut) const;

 private:
  struct Verdict {
    std::string kind, mark, word, text; ///< kind: a class of the style sheet
  };

  std::string percent(double value, int decimals = 1) const { return words_.number(value, decimals) + " %"; }
  std::string litres(double value) const { return words_.number(value, value < 10 ? 2 : 1) + " l"; }
  std::string millimetres(double metres) const {
    return words_.number(1000 * metres, std::abs(metres) < 0.01 ? 1 : 0) + " mm";
  }
  std::string html(const std::string& english, std::vector<std::string> values = {}) const {
    return htmlText(words_(english, std::move(values)));
  }
  std::string sizeText(const FillReport& report) const;
  Verdict verdictOf(const FillReport& report) const;
  std::string answer(const FillReport& report) const;
  std::string pictures(const ReportItem& item, const ReportFigures& figures) const;
  std::string facts(const FillReport& report) const;
  std::string warnings(const FillReport& report) const;
  std::string tableRow(const ReportItem& item, const std::string& link) const;
  std::string summary(const std::vector<ReportItem>& items) const;
  std::string omissions(const std::vector<LeftOut>& leftOut) const;

  const FillOptions& options_;
  const ReportWords& words_;
};

std::string Page::sizeText(const FillReport& report) const {
  const auto number = [this](double value, int decimals) { return words_.number(value, decimals); };
  if (!report.size.plausible()) return words_("unknown");
  if (!report.boxLitres)
    return words_("1 : %1 : %2, without a scale", {number(report.size.second / report.size.first, 2),
                                                   number(report.size.depth / report.size.first, 2)});
  const std::string size = number(1000 * report.size.first, 0) + " × " +
                           number(1000 * report.size.second, 0) + " × " +
                           number(1000 * report.size.depth, 0) + " mm";
  return report.sizeMeasured ? words_("%1, found from depth", {size}) : size;
}

Page::Verdict Page::verdictOf(const FillReport& report) const {
  const std::string limit = words_.limit(options_.limitPercent) + " %";
  switch (limitVerdict(report, options_)) {
  case LimitVerdict::within:
    return {"within", "✓", words_("within"), words_("within the limit of %1", {limit})};
  case LimitVerdict::over:
    return {"over", "✗", words_("over"), words_("over the limit of %1", {limit})};
  case LimitVerdict::open:
    break;
  }
  return {"open", "?", words_("open"), words_("open: the limit of %1 lies inside the interval", {limit})};
}

std::string Page::answer(const FillReport& report) const {
  const Verdict verdict = verdictOf(report);
  return "<div class=\"answer\"><div><div class=\"figure\">" + words_.number(report.fillPercent, 0) +
         "<small> " + html("% full") + "</small></div><div class=\"between\">" +
         html("between %1 and %2", {percent(report.fillLow), percent(report.fillHigh)}) +
         "</div></div><div>" + intervalChart(report, options_, words_) + "<p class=\"verdict " +
         verdict.kind + "\">" + verdict.mark + " " +
         html("Empty space %1", {percent(report.emptySpacePercent)}) + ", " + htmlText(verdict.text) +
         "</p></div></div>\n";
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

std::string Page::pictures(const ReportItem& item, const ReportFigures& figures) const {
  std::string page = "<div class=\"pictures\">\n";
  page += picture(figures.photo, figures.rimDrawn, {},
                  figures.rimDrawn ? words_("Picture with the rim") : words_("Picture"), item.name);
  page += picture(figures.depth, false, colourBar(figures.depthColours, words_("depth"), words_),
                  figures.depthCaption, item.name);
  page += picture(figures.heights, true,
                  colourBar(figures.heightColours, words_("height above the floor"), words_),
                  words_("Height above the floor, seen from above; hatched: hidden"), item.name);
  return page + "</div>\n";
}

std::string Page::facts(const FillReport& report) const {
  std::string page = "<dl>";
  const auto fact = [&](const char* name, const std::string& value) {
    page += "<div><dt>" + html(name) + "</dt><dd>" + htmlText(value) + "</dd></div>";
  };
  if (report.contentLitres) fact("Content", litres(*report.contentLitres));
  if (report.boxLitres) fact("Box", litres(*report.boxLitres));
  if (report.overfillLitres && *report.overfillLitres > 0)
    fact("Above the rim", litres(*report.overfillLitres));
  if (report.cutHeight) {
    const std::string height = millimetres(*report.cutHeight);
    fact("Cut height",
         *report.cutHeight > report.size.depth ? words_("%1, above the rim", {height}) : height);
  }
  fact("Inner size", sizeText(report));
  fact("Hidden", percent(report.hiddenPercent));
  fact("Depth holes inside the rim", percent(report.holePercent));
  fact("Tilt", words_.number(report.tilt * 180 / std::numbers::pi, 1) + "°");
  const bool depthHasUnit =
      std::none_of(report.warnings.begin(), report.warnings.end(),
                   [](const FillWarning& warning) { return warning.id == "relative-depth"; });
  if (report.boxLitres && depthHasUnit)
    fact("Depth scale on the rim", "× " + words_.number(report.depthScale, 4));
  fact("Residual on the rim",
       report.boxLitres
           ? millimetres(report.alignmentResidual)
           : words_("%1 of side 1–2", {percent(100 * report.alignmentResidual / report.size.first)}));
  if (report.camera.plausible()) {
    const std::string focal = words_.number(report.camera.fx, 1) + " px";
    fact("Focal length", report.cameraGuessed ? words_("%1, guessed from the rim", {focal}) : focal);
  }
  fact("Method", methodSaid(report.method, [this](const std::string& part) {
         return words_.translate ? words_.translate(part) : part;
       }));
  return page + "</dl>\n";
}

std::string Page::warnings(const FillReport& report) const {
  if (report.warnings.empty()) return {};
  std::string page = "<h3>" + html("What is doubtful") + "</h3><ul class=\"warnings\">";
  for (const FillWarning& warning : report.warnings)
    page += "<li>" + html(warning.meaning, warning.values) + " <span class=\"remedy\">" +
            html(warning.remedy) + "</span></li>";
  return page + "</ul>\n";
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

std::string Page::tableRow(const ReportItem& item, const std::string& link) const {
  std::string page = "<tr><td><a href=\"#" + link + "\">" + htmlText(item.name) + "</a></td>";
  if (!item.error.empty())
    return page + "<td colspan=\"6\" class=\"quiet\">" + html("not measured: %1", {withoutName(item)}) +
           "</td></tr>\n";
  const FillReport& r = item.report;
  const Verdict verdict = verdictOf(r);
  const auto number = [&](const std::string& text) { page += "<td class=\"number\">" + text + "</td>"; };
  number((isPredicted(r) ? "≈ " : "") + percent(r.fillPercent));
  number(words_.number(r.fillLow, 1) + " … " + percent(r.fillHigh));
  number(percent(r.emptySpacePercent));
  number(r.contentLitres ? litres(*r.contentLitres) : "–");
  page += "<td class=\"" + verdict.kind + "\">" + verdict.mark + " " + htmlText(verdict.word) + "</td>";
  number(std::to_string(r.warnings.size()));
  return page + "</tr>\n";
}

std::string Page::summary(const std::vector<ReportItem>& items) const {
  if (items.size() < 2) return {};
  std::string page = "<section><h2>" + html("%1 pictures", {std::to_string(items.size())}) +
                     "</h2><div class=\"scroll\"><table><tr><th>" + html("Picture") + "</th>";
  for (const char* column : {"Fill", "Between", "Empty space", "Content"})
    page += "<th class=\"number\">" + html(column) + "</th>";
  page += "<th>" + html("Limit") + "</th><th class=\"number\">" + html("Warnings") + "</th></tr>\n";
  for (std::size_t i = 0; i < items.size(); ++i)
    page += tableRow(items[i], anchor(i));
  const bool anyPredicted = std::any_of(items.begin(), items.end(), [](const ReportItem& item) {
    return item.error.empty() && isPredicted(item.report);
  });
  page += "</table></div>";
  if (anyPredicted) page += "<p class=\"quiet\">" + html("≈: from a network, not measured.") + "</p>";
  return page + "</section>\n";
}

std::string Page::omissions(const std::vector<LeftOut>& leftOut) const {
  if (leftOut.empty()) return {};
  std::string page = "<section><h2>" + html("Left out") + "</h2><ul>";
  for (const LeftOut& picture : leftOut)
    page += "<li>" + htmlText(picture.name) + ": " + html(picture.reason) + "</li>\n";
  return page + "</ul></section>\n";
}

std::string Page::whole(const std::vector<ReportItem>& items, const std::vector<ReportFigures>& figures,
                        const std::vector<LeftOut>& leftOut) const {
  const std::string title =
      items.size() == 1 ? html("How full is %1?", {items.front().name}) : html("How full are these boxes?");
  std::string page = "<!DOCTYPE html>\n<html lang=\"" + htmlText(words_.language) +
                     "\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" +
                     title + "</title>\n<style>" + reportStyle() + "</style>\n</head>\n<body>\n<main>\n<h1>" +
                     title + "</h1>\n" + summary(items);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const ReportItem& item = items[i];
    page += "<section id=\"" + anchor(i) + "\">\n";
    if (items.size() > 1) page += "<h2>" + htmlText(item.name) + "</h2>\n";
    if (item.error.empty())
      page += answer(item.report) + warnings(item.report) + pictures(item, figures[i]) + facts(item.report);
    else
      page += "<p class=\"error\">" + htmlText(item.error) + "</p>\n" + pictures(item, figures[i]);
    page += "</section>\n";
  }
  if (items.empty()) page += "<section><p>" + html("No picture was measured.") + "</p></section>\n";
  page += omissions(leftOut);
  return page + "<p class=\"quiet\">" +
         html("Fill is the share of the box's inner volume under the content. The interval runs from all "
              "hidden "
              "cells empty to all hidden cells full, and wider by what is in doubt about size, rim and "
              "camera; "
              "of a depth that a network predicted, it is the network's own doubt.") +
         " " + html("The figures are in") +
         " <a href=\"report.csv\">report.csv</a>, <a "
         "href=\"report.json\">report.json</a>.</p>\n</main>\n</body>\n</html>\n";
}

} // namespace

std::string depthCaption(const DepthMap& depth, const ReportWords& words) {
  std::string caption = words("Depth map");
  if (depth.kind == DepthKind::relative) caption += ", " + words("relative, without unit");
  if (depth.kind == DepthKind::inverse)
    caption += ", " + (depth.unit.empty() ? words("inverse, without unit") : words("inverse"));
  if (!depth.source.empty()) caption += ", " + words("from %1", {depth.source});
  return caption + "; " + words("dark grey: no measurement");
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
                       const std::vector<LeftOut>& leftOut, const FillOptions& options,
                       const ReportWords& words) {
  return Page(options, words).whole(items, figures, leftOut);
}

} // namespace fillscope
