#include "core/workflow/evaluation_tables.h"
#include "core/base/json.h"
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

namespace fillscope {
namespace {

using Row = std::vector<std::string>;

std::string fixed(double value, int digits) {
  if (!std::isfinite(value)) return "–";
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}
std::string percent(double share, int digits = 1) { return fixed(100 * share, digits) + " %"; }

/// How many characters a terminal shows of UTF-8 text.
std::size_t shownLength(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// rows[0] is the head. The first column is text, the others are figures.
std::string table(const std::vector<Row>& rows, TableStyle style) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c)
      widths[c] = std::max(widths[c], shownLength(row[c]));
  const bool markdown = style == TableStyle::markdown;
  std::string text;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const std::string space(widths[c] - shownLength(rows[r][c]), ' ');
      text += markdown ? (c ? " | " : "| ") : (c ? "  " : "");
      text += c ? space + rows[r][c] : rows[r][c] + space;
    }
    text += markdown ? " |\n" : "\n";
    if (!markdown || r > 0) continue;
    for (std::size_t c = 0; c < widths.size(); ++c)
      text += c ? " ---: |" : "| --- |";
    text += "\n";
  }
  return text;
}

const char* nameOf(KeypointVisibility visibility) {
  switch (visibility) {
  case KeypointVisibility::outside:
    return "outside";
  case KeypointVisibility::hidden:
    return "hidden";
  case KeypointVisibility::visible:
    break;
  }
  return "visible";
}

/// "" where visibility is not known.
std::string visibilityTable(const std::vector<CornerScore>& scores, TableStyle style) {
  std::vector<Row> rows{{"corners by visibility", "which", "corners", "mean", "PCK@.02"}};
  for (const CornerScore& s : scores)
    for (const VisibilityScore& part : s.byVisibility)
      rows.push_back({s.name, nameOf(part.visibility), std::to_string(part.keypoints),
                      percent(part.meanShare, 2), percent(part.pck02)});
  if (rows.size() == 1) return {};
  return "\n" + table(rows, style) +
         "\nHidden: behind something in the picture. Outside: beyond the picture's edge.\n";
}

/// "" where no network is judged by its own answers.
std::string ownProposals(const std::vector<CornerScore>& scores) {
  std::string text;
  std::set<std::string> told; // a network has a line for each number of looks
  for (const CornerScore& s : scores) {
    const std::string network = s.name.substr(0, s.name.rfind(','));
    if (s.ownProposals == 0 || !told.insert(network).second) continue;
    text += "\n" + network + ": of " + std::to_string(s.pictures) + " pictures, " +
            std::to_string(s.ownProposals) + (s.ownProposals == 1 ? " has" : " have") +
            " its own corners, accepted as they were, for truth: "
            "they flatter it. Corners placed by hand would judge it.\n";
  }
  return text;
}

std::string cornerTable(const std::vector<CornerScore>& scores, TableStyle style) {
  std::vector<Row> rows{{"corners", "pictures", "mean", "median", "95 %", "mean px", "PCK@.01", "PCK@.02",
                         "PCK@.05", "polygon IoU", "hull IoU", "OKS", "OKS mAP"}};
  for (const CornerScore& s : scores)
    rows.push_back({s.name, std::to_string(s.pictures), percent(s.meanShare, 2), percent(s.medianShare, 2),
                    percent(s.p95Share, 2), fixed(s.meanPixels, 2), percent(s.pck01), percent(s.pck02),
                    percent(s.pck05), fixed(s.polygonIou, 3), fixed(s.hullIou, 3), fixed(s.oks, 3),
                    fixed(s.oksMap, 3)});
  return table(rows, style) +
         "\nMean, median, 95 %: distance over the diagonal of the true outline; PCK@x: share of the corners "
         "nearer than x of it. Whichever corner comes first.\n" +
         ownProposals(scores) + visibilityTable(scores, style);
}

std::string depthRows(const std::vector<DepthScore>& scores, DepthPlace place, const char* title,
                      TableStyle style) {
  std::vector<Row> rows{
      {title, "told", "pictures", "AbsRel", "δ1", "RMSE", "SSIM", "SSIM, true span", "answered", "failed"}};
  for (const DepthScore& s : scores)
    if (s.place == place)
      rows.push_back({s.name, nameOf(s.told), std::to_string(s.pictures), fixed(s.absRel, 4),
                      fixed(s.delta1, 4), fixed(1000 * s.rmse, 1) + " mm", fixed(s.ssim, 3),
                      fixed(s.ssimOfSpan, 3), percent(s.answeredShare), std::to_string(s.failed)});
  return rows.size() > 1 ? table(rows, style) : std::string();
}

std::string depthTable(const std::vector<DepthScore>& scores, TableStyle style) {
  constexpr const char* answered = "Answered: share of the pixels with true depth that the network answers; "
                                   "the other figures are of these alone.\n";
  std::string inside = depthRows(scores, DepthPlace::rim, "depth inside the rim", style);
  if (!inside.empty())
    inside += std::string("\nMeans over pictures, true corners, without what rises 2 cm over the rim. "
                          "SSIM: 7×7 windows inside the rim; its range "
                          "is what the box can hold, from its nearest rim corner to its farthest floor "
                          "corner, or the span of the true depth in the rim. ") +
              answered;
  std::string whole = depthRows(scores, DepthPlace::picture, "depth of whole pictures", style);
  if (!whole.empty())
    whole += std::string("\nMeans over pictures without a known box. SSIM: 7×7 windows; its range is 2 to "
                         "98 % of the true depth, or its span. ") +
             answered;
  return inside + (inside.empty() || whole.empty() ? "" : "\n") + whole;
}

std::string fillTable(const std::vector<FillScore>& scores, TableStyle style) {
  std::vector<Row> rows{{"fill", "corners", "told", "pictures", "mean", "median", "95 %", "bias",
                         "in interval", "width", "failed", "always the mean"}};
  for (const FillScore& s : scores)
    rows.push_back({s.name, s.trueCorners ? "true" : "detected", nameOf(s.told), std::to_string(s.pictures),
                    fixed(s.mean, 2), fixed(s.median, 2), fixed(s.p95, 2), fixed(s.bias, 2),
                    percent(s.coverage), fixed(s.meanWidth, 1), std::to_string(s.failed),
                    fixed(s.baseline, 2)});
  std::string text =
      table(rows, style) +
      "\nErrors in points of fill. Always the mean: the error of answering these pictures' mean "
      "fill each time; what failed counts as that.\n\n";
  rows = {{"fill, for the manifest", "corners", "told", "figure alone", "volume alone", "best figure weight",
           "sigma scale"}};
  for (const FillScore& s : scores)
    rows.push_back({s.name, s.trueCorners ? "true" : "detected", nameOf(s.told), fixed(s.figureMean, 2),
                    fixed(s.volumeMean, 2), fixed(s.bestWeight, 2), fixed(s.sigmaScale, 2)});
  return text + table(rows, style) +
         "\nMean errors of the network's own figure and of the volume under its depth; the weight of the "
         "figure that is best here, and the scale of its standard error that makes the interval right here. "
         "Take both from pictures that are not used to judge.\n";
}

std::string classTable(const std::vector<ClassesScore>& scores, TableStyle style) {
  std::vector<Row> rows{{"classes", "pictures", "accuracy", "balanced", "mean AP", "cross-entropy",
                         "always the most frequent"}};
  for (const ClassesScore& s : scores)
    rows.push_back({s.name, std::to_string(s.pictures), percent(s.accuracy), percent(s.balancedAccuracy),
                    fixed(s.meanPrecision, 3), fixed(s.crossEntropy, 3), percent(s.alwaysMostFrequent)});
  std::string text = table(rows, style) +
                     "\nBalanced: mean recall of the classes. AP: area under precision over recall, not "
                     "interpolated. Always the most frequent: accuracy of answering that class each time.\n";
  for (const ClassesScore& s : scores) {
    rows = {{s.name, "pictures", "precision", "recall", "F1", "AP"}};
    for (const ClassScore& one : s.classes)
      rows.front().push_back("called " + one.name);
    for (std::size_t c = 0; c < s.classes.size(); ++c) {
      const ClassScore& one = s.classes[c];
      rows.push_back({one.name, std::to_string(one.pictures), percent(one.precision), percent(one.recall),
                      fixed(one.f1, 3), fixed(one.averagePrecision, 3)});
      for (const std::size_t called : s.confusion[c])
        rows.back().push_back(std::to_string(called));
    }
    text += "\n" + table(rows, style);
  }
  return text;
}

std::string denoiserTable(const std::vector<DenoiserScore>& scores, TableStyle style) {
  std::vector<Row> rows{{"denoiser", "pictures", "MAE before", "MAE", "RMSE before", "RMSE", "AbsRel before",
                         "AbsRel", "holes before", "holes", "MAE of filled"}};
  const auto millimetres = [](double metres) { return fixed(1000 * metres, 2) + " mm"; };
  for (const DenoiserScore& s : scores)
    rows.push_back({s.name, std::to_string(s.pictures), millimetres(s.before.mae), millimetres(s.after.mae),
                    millimetres(s.before.rmse), millimetres(s.after.rmse), fixed(s.before.absRel, 5),
                    fixed(s.after.absRel, 5), percent(s.holesBefore), percent(s.holesAfter),
                    millimetres(s.filledMae)});
  return table(rows, style) + "\nMeans over pictures of each picture's figures. MAE, RMSE and AbsRel: of "
                              "pixels that were measured and "
                              "still have a distance, before and after alike. Holes: share of all pixels "
                              "without a distance. MAE of "
                              "filled: of pixels that were not measured and have a distance now.\n";
}

/// An object of figures; what is not finite is null.
class Figures {
 public:
  explicit Figures(rapidjson::Document::AllocatorType& memory)
      : memory_(memory) {}
  Figures& text(const char* name, const std::string& text) {
    value.AddMember(rapidjson::Value(name, memory_), rapidjson::Value(text.c_str(), memory_), memory_);
    return *this;
  }
  Figures& count(const char* name, std::size_t n) {
    value.AddMember(rapidjson::Value(name, memory_), rapidjson::Value(static_cast<std::uint64_t>(n)),
                    memory_);
    return *this;
  }
  Figures& number(const char* name, double number) {
    rapidjson::Value shown;
    if (std::isfinite(number)) shown.SetDouble(number);
    value.AddMember(rapidjson::Value(name, memory_), shown, memory_);
    return *this;
  }
  Figures inside() const { return Figures(memory_); }
  Figures& add(const char* name, Figures figures) {
    value.AddMember(rapidjson::Value(name, memory_), figures.value, memory_);
    return *this;
  }
  rapidjson::Value value{rapidjson::kObjectType};

 private:
  rapidjson::Document::AllocatorType& memory_;
};

const char* toldId(Told told) {
  return told == Told::everything ? "camera_and_size" : told == Told::camera ? "camera" : "photo";
}

void write(Figures& out, const CornerScore& s) {
  out.text("model", s.name).count("pictures", s.pictures).count("own_proposals", s.ownProposals);
  out.number("mean_share", s.meanShare).number("median_share", s.medianShare).number("p95_share", s.p95Share);
  out.number("mean_pixels", s.meanPixels)
      .number("median_pixels", s.medianPixels)
      .number("p95_pixels", s.p95Pixels);
  out.number("pck_01", s.pck01).number("pck_02", s.pck02).number("pck_05", s.pck05);
  out.number("polygon_iou", s.polygonIou).number("hull_iou", s.hullIou);
  out.number("oks", s.oks).number("oks_map", s.oksMap);
  for (const VisibilityScore& part : s.byVisibility) {
    Figures figures = out.inside();
    figures.count("corners", part.keypoints)
        .number("mean_share", part.meanShare)
        .number("pck_02", part.pck02);
    out.add(nameOf(part.visibility), std::move(figures));
  }
}

void write(Figures& out, const DepthScore& s) {
  out.text("model", s.name).text("place", nameOf(s.place)).text("told", toldId(s.told));
  out.count("pictures", s.pictures);
  out.number("abs_rel", s.absRel)
      .number("delta1", s.delta1)
      .number("rmse_m", s.rmse)
      .number("ssim", s.ssim)
      .number("ssim_of_span", s.ssimOfSpan)
      .number("answered_share", s.answeredShare)
      .count("failed", s.failed);
}

void write(Figures& out, const FillScore& s) {
  out.text("model", s.name)
      .text("corners", s.trueCorners ? "truth" : "detected")
      .text("told", toldId(s.told));
  out.count("pictures", s.pictures).count("failed", s.failed);
  out.number("mean_error", s.mean).number("median_error", s.median).number("p95_error", s.p95);
  out.number("bias", s.bias).number("interval_coverage", s.coverage).number("interval_width", s.meanWidth);
  out.number("figure_error", s.figureMean).number("volume_error", s.volumeMean);
  out.number("best_figure_weight", s.bestWeight).number("sigma_scale", s.sigmaScale);
  out.number("always_mean_error", s.baseline);
}

void write(Figures& out, const ClassesScore& s) {
  out.text("model", s.name).count("pictures", s.pictures);
  out.number("accuracy", s.accuracy)
      .number("balanced_accuracy", s.balancedAccuracy)
      .number("mean_average_precision", s.meanPrecision)
      .number("cross_entropy", s.crossEntropy)
      .number("always_most_frequent_accuracy", s.alwaysMostFrequent);
  Figures classes = out.inside();
  for (std::size_t c = 0; c < s.classes.size(); ++c) {
    const ClassScore& one = s.classes[c];
    Figures figures = out.inside(), called = out.inside();
    figures.count("pictures", one.pictures)
        .number("precision", one.precision)
        .number("recall", one.recall)
        .number("f1", one.f1)
        .number("average_precision", one.averagePrecision);
    for (std::size_t k = 0; k < s.classes.size(); ++k)
      called.count(s.classes[k].name.c_str(), s.confusion[c][k]);
    figures.add("called", std::move(called));
    classes.add(one.name.c_str(), std::move(figures));
  }
  out.add("classes", std::move(classes));
}

void write(Figures& out, const DenoiserScore& s) {
  out.text("model", s.name).count("pictures", s.pictures);
  out.number("mae_before_m", s.before.mae).number("mae_m", s.after.mae);
  out.number("rmse_before_m", s.before.rmse).number("rmse_m", s.after.rmse);
  out.number("abs_rel_before", s.before.absRel).number("abs_rel", s.after.absRel);
  out.number("filled_mae_m", s.filledMae);
  out.number("hole_share_before", s.holesBefore).number("hole_share", s.holesAfter);
}

} // namespace

std::string evaluationTables(const Evaluation& evaluation, TableStyle style) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "\n") + part; };
  if (!evaluation.corners.empty()) add(cornerTable(evaluation.corners, style));
  if (!evaluation.depth.empty()) add(depthTable(evaluation.depth, style));
  if (!evaluation.fill.empty()) add(fillTable(evaluation.fill, style));
  if (!evaluation.classes.empty()) add(classTable(evaluation.classes, style));
  if (!evaluation.denoiser.empty()) add(denoiserTable(evaluation.denoiser, style));
  return text;
}

std::string evaluationJson(const Evaluation& evaluation) {
  rapidjson::Document document(rapidjson::kObjectType);
  auto& memory = document.GetAllocator();
  const auto add = [&](const char* name, const auto& scores) {
    if (scores.empty()) return;
    rapidjson::Value list(rapidjson::kArrayType);
    for (const auto& score : scores) {
      Figures figures(memory);
      write(figures, score);
      list.PushBack(figures.value, memory);
    }
    document.AddMember(rapidjson::StringRef(name), list, memory);
  };
  add("corners", evaluation.corners);
  add("depth", evaluation.depth);
  add("fill", evaluation.fill);
  add("classes", evaluation.classes);
  add("denoiser", evaluation.denoiser);
  return prettyJson(document);
}

} // namespace fillscope
