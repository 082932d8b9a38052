#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/workflow/compare.h"
#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>

namespace fillscope::cli {
namespace {

struct CompareArguments {
  std::string estimate, reference, out;
  double scale = 0, referenceScale = 0;
  int rotation = 0;
  DepthKind kind = DepthKind::metric, referenceKind = DepthKind::metric;
  std::vector<double> range;
  double threshold = -1;
  bool json = false;
  CompareOptions options;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli compare predicted.png measured.png --depth-scale 1e-4 --range 0.5 2.0 --json --out maps
  fillscope-cli compare midas.npy measured.png --depth-scale 1e-4 --depth-kind inverse --align scale-shift-inverse

Float files (TIFF, .npy) hold metres and need no --depth-scale.
--out writes NAME-Diff.png, NAME-ssimDiff.png, NAME-thresh.png and NAME.json. Another NAME.json than an earlier
comparison's stays, and is an error.
Exit codes: 0 done, 2 usage, 3 bad input, 75 try again.)";

int runCompare(CompareArguments arguments) {
  if (!arguments.range.empty()) arguments.options.range = {arguments.range[0], arguments.range[1]};
  if (arguments.threshold >= 0) arguments.options.threshold = arguments.threshold;
  if (auto checked = arguments.options.check(); !checked) return failUsage(checked.error().sentence());
  Result<DepthEncoding> ours = DepthEncoding{arguments.scale, arguments.rotation};
  Result<DepthEncoding> theirs = DepthEncoding{arguments.referenceScale, arguments.rotation};
  if (arguments.referenceScale == 0 && arguments.kind != DepthKind::metric) {
    theirs->scale = arguments.scale; // the estimate has no use for one
  } else if (arguments.referenceScale == 0) {
    theirs = encodingBeside(arguments.estimate, arguments.reference, *ours);
    if (!theirs) return fail(theirs.error());
    ours = encodingBeside(arguments.reference, arguments.estimate, *ours);
    if (!ours) return fail(ours.error());
  }
  ours->kind = arguments.kind;
  theirs->kind = arguments.referenceKind;
  const std::string name = std::filesystem::path(arguments.estimate).stem().string();
  if (!arguments.out.empty())
    if (auto may = checkComparisonPlace(arguments.out, name); !may) return fail(may.error());
  auto estimate = loadDepth(arguments.estimate, *ours);
  if (!estimate) return fail(estimate.error());
  auto reference = loadDepth(arguments.reference, *theirs);
  if (!reference) return fail(reference.error());
  if (reference->kind == DepthKind::inverse) reference->unit = "1/m"; // as the option says
  if (!estimate->values.sameSize(reference->values))
    std::fprintf(stderr, "fillscope-cli: the estimate (%d×%d) was resized to the reference (%d×%d).\n",
                 estimate->width(), estimate->height(), reference->width(), reference->height());

  const auto comparison = compareDepth(*estimate, *reference, arguments.options, consoleProgress());
  if (!comparison) return fail(comparison.error());
  if (!arguments.out.empty())
    if (auto written = writeComparison(*comparison, arguments.out, name); !written)
      return fail(written.error());
  if (arguments.json) {
    std::fputs(comparisonJson(*comparison).c_str(), stdout);
    return done;
  }
  const DepthMetrics& m = comparison->metrics;
  std::printf("SSIM %.4f over the range %.3f to %.3f m, %zu pixels measured in both\n", comparison->ssim,
              comparison->rangeLow, comparison->rangeHigh, comparison->validPixels);
  std::printf("mean abs. error %.1f mm, median %.1f mm, RMSE %.1f mm, bias %+.1f mm\n", 1000 * m.meanAbs,
              1000 * m.medianAbs, 1000 * m.rmse, 1000 * m.bias);
  std::printf("AbsRel %.4f, SqRel %.5f m, RMSE log %.4f, log10 %.4f, SILog %.2f\n", m.absRel, m.sqRel,
              m.rmseLog, m.log10, m.siLog);
  std::printf("delta1 %.4f, delta2 %.4f, delta3 %.4f\n", m.delta1, m.delta2, m.delta3);
  return done;
}

} // namespace

void addCompare(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<CompareArguments>();
  CompareArguments& a = *arguments;
  CLI::App* verb = app.add_subcommand("compare", "Two depth maps of one picture: SSIM, error maps, metrics.");
  verb->add_option("estimate", a.estimate, "Depth file to be judged")->required();
  verb->add_option("reference", a.reference, "Depth file taken as right")->required();
  verb->add_option(
          "--depth-scale", a.scale,
          "Metres per unit, e.g. 0.001 or 1e-4; of the integer file where the other one holds floats")
      ->check(above0());
  verb->add_option("--reference-scale", a.referenceScale, "Of the reference, where it differs")
      ->check(above0());
  verb->add_option("--depth-rotation", a.rotation,
                   "Bits that 16-bit values were rotated by (3 for SUN RGB-D)")
      ->check(CLI::Range(0, 15));
  const std::map<std::string, DepthKind> kinds{
      {"metric", DepthKind::metric}, {"relative", DepthKind::relative}, {"inverse", DepthKind::inverse}};
  verb->add_option(
          "--depth-kind", a.kind,
          "What the estimate holds: metric (lengths), relative (depth without a unit) or inverse (1/depth); "
          "without lengths it needs --align")
      ->transform(CLI::CheckedTransformer(kinds));
  verb->add_option("--reference-kind", a.referenceKind, "Of the reference: metric, or inverse in 1/m")
      ->transform(CLI::CheckedTransformer(kinds));
  verb->add_option(
          "--range", a.range,
          "MIN MAX in metres: the span that SSIM's constants belong to; no pixel is left out because of it. "
          "Default: 2 to 98 % of the reference")
      ->expected(2);
  const std::map<std::string, DepthAlignment> alignments{
      {"none", DepthAlignment::none},
      {"median", DepthAlignment::median},
      {"scale-shift", DepthAlignment::scaleShift},
      {"scale-shift-inverse", DepthAlignment::scaleShiftInverse}};
  verb->add_option("--align", a.options.alignment, "none, median, scale-shift or scale-shift-inverse")
      ->transform(CLI::CheckedTransformer(alignments));
  verb->add_option("--threshold", a.threshold, "Of the SSIM threshold map, 0 to 1; default: Otsu")
      ->check(CLI::Range(0.0, 1.0));
  verb->add_flag("--json", a.json, "Print one JSON object");
  verb->add_option("--out", a.out, "Write the maps into this folder");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runCompare(*arguments); });
}

} // namespace fillscope::cli
