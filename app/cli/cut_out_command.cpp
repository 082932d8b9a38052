#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/samples.h"
#include "core/workflow/cut_out.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace fillscope::cli {
namespace {

struct CutOutArguments {
  std::string data, out, size = "256x256";
  double margin = 0;
  int threads = 0;
  DepthEncoding depth; ///< of files of which the data do not say it
};

constexpr const char* examples = R"(
Example:
  fillscope-cli cut-out --data boxes --out straightened --size 256x192 --margin 8

Corners, depth and mask go along; the result is a VIA project that train reads. Its pictures have no camera.
Exit codes: 0 done, 2 usage, 3 bad input, 75 stopped or try again.)";

int runCutOut(const CutOutArguments& arguments) {
  const auto size = parsePixelSize(arguments.size);
  if (!size) return failUsage(size.error().sentence());
  auto source = openSamples(arguments.data, 4, SampleParts::everything, arguments.depth);
  if (!source) return fail(source.error());
  const CutOutRequest request{std::move(*source), arguments.out,    size->width,
                              size->height,       arguments.margin, arguments.threads};
  const auto summary = writeCutOuts(request, consoleProgress());
  if (!summary) return fail(summary.error());
  for (const std::string& sentence : summary->skipped)
    std::fprintf(stderr, "fillscope-cli: left out: %s\n", sentence.c_str());
  if (summary->unscaled > 0)
    std::fprintf(
        stderr,
        "fillscope-cli: %zu of them without depth, since nobody has told what a unit of the depth file is "
        "in metres (--depth-scale)\n",
        summary->unscaled);
  std::printf("%zu cut-outs written\n%s\n", summary->written, summary->project.c_str());
  return done;
}

} // namespace

void addCutOut(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<CutOutArguments>();
  CutOutArguments& a = *arguments;
  CLI::App* verb =
      app.add_subcommand("cut-out", "Cut boxes out by their corners, straightened, as a data set.");
  verb->add_option("--data", a.data, "Synthetic folder, VIA project, or folder with one")->required();
  verb->add_option("--out", a.out, "New or empty folder")->required();
  addDepthEncoding(*verb, a.depth);
  verb->add_option("--size", a.size, "Width and height of a cut-out in pixels")->capture_default_str();
  verb->add_option("--margin", a.margin, "Pixels left around the rim")
      ->check(atLeast0())
      ->capture_default_str();
  verb->add_option("--threads", a.threads, "Threads; 0: one for each processor")
      ->check(atLeast0())
      ->capture_default_str();
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runCutOut(*arguments); });
}

} // namespace fillscope::cli
