#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/networks.h"
#include "app/cli/samples.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/workflow/denoise_files.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace fillscope::cli {
namespace {

namespace fs = std::filesystem;

struct DenoiseArguments {
  std::string path, picture;
  DenoiseRequest request;
  std::string out;
  bool json = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli denoise res-1.png --picture left-1.png --model mine --depth-scale 0.001 --out better.png
  fillscope-cli denoise recording --model mine --depth-scale 0.001 --max-error 0.01 --out better --resume

A network that "train denoiser" made smooths what was measured and fills holes near which something is measured.
--max-error: a pixel of which the network expects a greater error, metres, is left without a distance.

Of a folder every res-N.png is denoised, with left-N.png where it is there, as res_denoised-N.png in the folder
--out, and every NAME.camera-depth.png, with NAME.color.png, as NAME.denoised-depth.png. A map that cannot be read
is told and passed over. Nothing that is read is written over.

A PNG is written in the units of the file that is read. A folder that synth wrote needs no --depth-scale.
Exit codes: 0 done, 2 usage, 3 bad input, 75 stopped or try again.)";

std::string jsonOf(const DenoiseSummary& summary) {
  std::string text = "{\"written\": " + std::to_string(summary.written) +
                     ", \"kept\": " + std::to_string(summary.kept) +
                     ", \"seconds\": " + numberText(summary.seconds) + ", \"failed\": [";
  for (const auto& failure : summary.failures) {
    text += &failure == &summary.failures.front() ? "{\"file\": " : ", {\"file\": ";
    appendJsonString(text, failure.file);
    text += ", \"error\": ";
    appendJsonString(text, failure.why);
    text += "}";
  }
  return text + "]}\n";
}

int runFolder(const DenoiseArguments& arguments, ModelRegistry& registry) {
  if (!arguments.picture.empty())
    return failUsage("--picture is of one depth file; a folder's are told by their names");
  const auto summary = denoiseFolder(registry, arguments.path, arguments.request, consoleProgress());
  if (!summary) {
    Error error = summary.error();
    if (error.code == ErrorCode::cancelled) error.hint = "go on with the same command and --resume";
    return fail(error);
  }
  for (const auto& failure : summary->failures)
    std::fprintf(stderr, "fillscope-cli: %s\n", failure.why.c_str());
  if (arguments.json)
    std::fputs(jsonOf(*summary).c_str(), stdout);
  else
    std::printf("%llu depth maps written in %.1f s, %llu kept, %zu failed\n",
                static_cast<unsigned long long>(summary->written), summary->seconds,
                static_cast<unsigned long long>(summary->kept), summary->failures.size());
  return summary->written + summary->kept == 0 ? badInput : done;
}

int runFile(const DenoiseArguments& arguments, ModelRegistry& registry) {
  if (arguments.request.resume) return failUsage("--resume is of a folder");
  const auto told =
      denoiseFile(registry, arguments.path, arguments.picture, arguments.request, consoleProgress());
  if (!told) return fail(told.error());
  if (arguments.json)
    std::printf("{\"hole_share_before\": %s, \"hole_share\": %s}\n", numberText(told->holesBefore).c_str(),
                numberText(told->holesAfter).c_str());
  else
    std::printf("%.1f %% of the pixels had no distance, %.1f %% have none now\n", 100 * told->holesBefore,
                100 * told->holesAfter);
  return done;
}

int runDenoise(DenoiseArguments& arguments, const Context& context) {
  arguments.request.out = arguments.out;
  const auto registry = openNetworks(context);
  std::error_code fault;
  return fs::is_directory(arguments.path, fault) ? runFolder(arguments, *registry)
                                                 : runFile(arguments, *registry);
}

} // namespace

void addDenoise(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<DenoiseArguments>();
  DenoiseArguments& a = *arguments;
  CLI::App* verb = app.add_subcommand(
      "denoise", "Measured depth, or every measured map of a folder, made better by a network.");
  verb->add_option("depth", a.path, "Depth file, or folder of such")->required();
  verb->add_option("--picture", a.picture, "Infrared picture or photo that is aligned to it")
      ->check(checkIsNamed);
  verb->add_option(
      "--model", a.request.network,
      "Which denoiser: an id, or the path of a manifest; left out: depth-denoiser, or the only one there is");
  addDepthEncoding(*verb, a.request.encoding);
  verb->add_option(
          "--max-error", a.request.options.mostError,
          "Metres: a pixel of which a greater error is expected has no distance; left out: all keep theirs")
      ->check(above0());
  verb->add_option("--out", a.out,
                   "Depth file to write: .png, .tif or .npy; of a folder the folder for theirs")
      ->required()
      ->check(checkIsNamed);
  verb->add_flag("--resume", a.request.resume, "Of a folder: keep what is there");
  verb->add_flag("--json", a.json, "Print one JSON object");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runDenoise(*arguments, context); });
}

} // namespace fillscope::cli
