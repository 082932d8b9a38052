#include "app/cli/compare_lines.h"
#include <algorithm>
#include <cmath>
#include <cstdio>

namespace fillscope::cli {
namespace {

/// Letters, not bytes.
std::size_t lettersOf(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, lettersOf(text)), ' ');
}

struct Column {
  const char *figure, *title;
  double factor;
  int decimals;
};
constexpr Column columns[] = {{"ssim", "SSIM", 1, 4},
                              {"mean_abs_error_m", "mean mm", 1000, 1},
                              {"median_abs_error_m", "median mm", 1000, 1},
                              {"rmse_m", "RMSE mm", 1000, 1},
                              {"bias_m", "bias mm", 1000, 1},
                              {"abs_rel", "AbsRel", 1, 4},
                              {"si_log", "SILog", 1, 2},
                              {"delta1", "delta1", 1, 4}};

std::string cellsOf(const FolderTotals::Figures& figures) {
  std::string line;
  for (const Column& column : columns) {
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const auto& figure) {
      return std::string(figure.first) == column.figure;
    });
    char cell[64];
    if (std::isfinite(found->second))
      std::snprintf(cell, sizeof cell, " %10.*f", column.decimals, column.factor * found->second);
    else
      std::snprintf(cell, sizeof cell, " %10s", "-");
    line += cell;
  }
  return line;
}

std::string listOf(const std::vector<std::string>& names) {
  constexpr std::size_t most = 3;
  std::string list;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
    list += (i ? ", " : "") + names[i];
  return list + (names.size() > most ? ", …" : "");
}

} // namespace

void printForPeople(const DepthComparison& comparison) {
  const DepthMetrics& m = comparison.metrics;
  const CountedPixels& counted = comparison.counted;
  std::string which = counted.hasCaps() ? "pixels count" : "pixels measured in both";
  if (counted.within) which += ", within " + counted.withinName;
  if (counted.crop != DepthCrop::none) which += std::string(", crop ") + nameOf(counted.crop);
  std::printf("SSIM %.4f over the range %.3f to %.3f m, %zu %s\n", comparison.ssim, comparison.rangeLow,
              comparison.rangeHigh, comparison.validPixels, which.c_str());
  if (counted.hasCaps()) std::printf("depth clamped to %g to %g m\n", counted.lowest(), counted.highest());
  std::printf("mean abs. error %.1f mm, median %.1f mm, RMSE %.1f mm, bias %+.1f mm\n", 1000 * m.meanAbs,
              1000 * m.medianAbs, 1000 * m.rmse, 1000 * m.bias);
  std::printf("AbsRel %.4f, SqRel %.5f m, RMSE log %.4f, log10 %.4f, SILog %.2f\n", m.absRel, m.sqRel,
              m.rmseLog, m.log10, m.siLog);
  std::printf("iRMSE %.4f 1/m, R² %.4f, delta1 %.4f, delta2 %.4f, delta3 %.4f\n", m.iRmse, m.rSquared,
              m.delta1, m.delta2, m.delta3);
}

void printForPeople(const FolderComparison& comparison) {
  std::size_t width = 18;
  for (const PairRow& row : comparison.rows)
    width = std::max(width, lettersOf(row.name));
  std::string heading = padded("picture", width);
  for (const Column& column : columns) {
    char cell[32];
    std::snprintf(cell, sizeof cell, " %10s", column.title);
    heading += cell;
  }
  std::printf("%s %10s\n", heading.c_str(), "pixels");
  const auto print = [&](const std::string& name, const FolderTotals::Figures& figures, std::size_t pixels) {
    std::printf("%s%s %10zu\n", padded(name, width).c_str(), cellsOf(figures).c_str(), pixels);
  };
  for (const PairRow& row : comparison.rows) {
    const DepthComparison& c = row.comparison;
    if (row.error.empty())
      print(row.name, comparisonFigures(c.ssim, c.metrics, differentPercent(c)), c.validPixels);
    else
      std::printf("%s %s\n", padded(row.name, width).c_str(), row.error.c_str());
  }
  const FolderTotals& totals = comparison.totals;
  print("mean of pictures", totals.mean, totals.pixels);
  print("median of pictures", totals.median, totals.pixels);
  print("pooled over pixels", totals.pooled, totals.pixels);
}

void printForPeople(const GreyFolderComparison& comparison) {
  std::size_t width = 18;
  for (const GreyRow& row : comparison.rows)
    width = std::max(width, lettersOf(row.name));
  std::printf("%s %10s %10s %10s\n", padded("picture", width).c_str(), "SSIM", "threshold", "different");
  for (const GreyRow& row : comparison.rows)
    if (row.error.empty())
      std::printf("%s %10.4f %10d %8.1f %%\n", padded(row.name, width).c_str(), row.ssim, row.threshold,
                  row.differentPercent);
    else
      std::printf("%s %s\n", padded(row.name, width).c_str(), row.error.c_str());
  const auto print = [&](const char* name, const FolderTotals::Figures& figures) {
    std::printf("%s %10.4f %10s %8.1f %%\n", padded(name, width).c_str(), figures[0].second, "",
                figures[1].second);
  };
  print("mean of pictures", comparison.mean);
  print("median of pictures", comparison.median);
}

std::string aloneSentence(const FolderPairs& pairs) {
  std::string sentence;
  const auto tell = [&](const std::vector<std::string>& names, const std::string& one,
                        const std::string& many) {
    if (names.empty()) return;
    sentence += (sentence.empty() ? "" : "; ") + std::to_string(names.size()) +
                (names.size() == 1 ? one : many) + " (" + listOf(names) + ")";
  };
  tell(pairs.estimatesAlone, " estimate has no reference", " estimates have no reference");
  tell(pairs.referencesAlone, " reference has no estimate", " references have no estimate");
  return sentence;
}

void printFolderNotes(const FolderComparison& comparison, bool allFailed) {
  std::size_t resized = 0, stretched = 0, noted = 0;
  for (const PairRow& row : comparison.rows) {
    if (allFailed) std::fprintf(stderr, "fillscope-cli: %s: %s\n", row.name.c_str(), row.error.c_str());
    const PictureExtent ours = row.comparison.estimateSize, theirs = row.comparison.referenceSize;
    resized += ours.width != theirs.width || ours.height != theirs.height;
    stretched += row.comparison.stretched();
    if (!row.notes.empty() && noted++ == 0)
      std::fprintf(stderr, "fillscope-cli: %s\n", row.notes.front().c_str());
  }
  if (!allFailed && comparison.failed() > 0)
    std::fprintf(stderr, "fillscope-cli: %zu of %zu pairs could not be compared.\n", comparison.failed(),
                 comparison.rows.size());
  if (noted > 1) std::fprintf(stderr, "fillscope-cli: so it is in %zu pairs.\n", noted);
  if (resized > 0)
    std::fprintf(stderr, "fillscope-cli: %zu estimates were resized to their references.\n", resized);
  if (stretched > 0)
    std::fprintf(
        stderr,
        "fillscope-cli: %zu of them were stretched to another aspect ratio: where they show a part of the "
        "picture alone, their figures are of the wrong places.\n",
        stretched);
}

} // namespace fillscope::cli
