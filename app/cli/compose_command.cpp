#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/composition_arguments.h"
#include "app/cli/console.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/image_io.h"
#include "core/workflow/compose.h"
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

namespace fillscope::cli {
namespace {

struct ComposeArguments : CompositionArguments {
  ComposeRequest request;
  std::string out, shard, sheet;
  bool shardFromEnvironment = false, printSpec = false;
  int shards = 0;
};

struct MergeArguments {
  std::string folder;
  bool check = false, json = false;
};

constexpr const char* composeExamples = R"(
Examples:
  fillscope-cli compose --backgrounds photos --foregrounds objects --out set
  fillscope-cli compose --print-spec > spec.json
  fillscope-cli compose --spec spec.json --out set --sheet set.png
  fillscope-cli compose --spec spec.json --out set --shard 2/8 --resume
  sbatch --array=0-7 --wrap "fillscope-cli compose --spec spec.json --out set --shard-from-env --shards 8 --resume"

Every foreground (PNG with an alpha channel) is pasted on every background, as it is and mirrored, at random places.
tar: shards that WebDataset reads, NAME.jpg, NAME.mask.png and NAME.json. zip and dir: data_1/Fg-Bg/fg-bg1.jpg and
data_1/Fg-Bg-Mask/fg-bg-mask1.png. The last part to finish writes labels.txt (background, foreground, picture, mask,
depth, mirrored, x, y, width, height) and dataset.json (counts, sizes, mean and standard deviation).
Parts count from 1 to N and may be written by different machines into one shared folder, at the same time; the files
are the same for every split. --shard-from-env asks a Slurm array, Open MPI, Kubernetes or GNU parallel which part this
is; the last two, and Slurm tasks that are repeated alone, need --shards. SIGTERM and Ctrl+C drop the shard at work;
--resume keeps the others. Every seed pastes the same pictures on the same ones: keep separate folders for testing.
Exit codes: 0 done, 2 usage, 3 bad input, 75 stopped or try again.)";

constexpr const char* mergeExamples = R"(
Examples:
  fillscope-cli merge --in set
  fillscope-cli merge --in set --check --json

compose does this by itself when its last shard is written. --check reads every shard and compares it with its record.)";

void print(const ComposeRequest& request, const ComposeSummary& summary, bool json) {
  const double rate = summary.seconds > 0 ? static_cast<double>(summary.samples) / summary.seconds : 0;
  if (json) {
    std::string text = "{\"folder\": ";
    appendJsonString(text, request.folder.string());
    text += ", \"samples\": " + std::to_string(summary.samples) +
            ", \"bytes\": " + std::to_string(summary.bytes) +
            ", \"shards_written\": " + std::to_string(summary.written) +
            ", \"shards_kept\": " + std::to_string(summary.kept) +
            ", \"shards_missing\": " + std::to_string(summary.missing) +
            ", \"seconds\": " + numberText(summary.seconds) + ", \"samples_per_second\": " + numberText(rate);
    std::printf("%s}\n", text.c_str());
    return;
  }
  std::printf("%llu samples, %s, in %.1f s (%.0f a second); %llu shards written, %llu kept\n",
              static_cast<unsigned long long>(summary.samples), sizeText(summary.bytes).c_str(),
              summary.seconds, rate, static_cast<unsigned long long>(summary.written),
              static_cast<unsigned long long>(summary.kept));
  if (summary.missing > 0)
    std::printf("%llu shards are still to be written; the last part writes labels.txt and dataset.json.\n",
                static_cast<unsigned long long>(summary.missing));
  else
    std::printf("%s\n", (request.folder / composedSummaryName).c_str());
}

Error withResume(Error error) {
  if (error.code == ErrorCode::cancelled) error.hint = "go on with the same command and --resume";
  return error;
}

Result<void> writeSheet(const ComposeArguments& arguments, const CompositionSpec& spec) {
  constexpr int samples = 24, columns = 4, side = 160;
  const auto sheet = compositionSheet(spec, arguments.seed, samples, columns, side, consoleProgress());
  if (!sheet) return sheet.error();
  return saveImage(*sheet, arguments.sheet);
}

int runCompose(const ComposeArguments& arguments) {
  const auto spec = specFrom(arguments);
  if (!spec) return fail(spec.error());
  if (arguments.printSpec) {
    std::fputs(compositionSpecJson(*spec).c_str(), stdout);
    return done;
  }
  if (arguments.out.empty() && arguments.sheet.empty()) return failUsage("compose needs --out or --sheet");
  ComposeRequest request = arguments.request;
  request.spec = *spec, request.seed = arguments.seed, request.format = formatFrom(arguments);
  request.folder = arguments.out;
  if (arguments.shardFromEnvironment || !arguments.shard.empty()) {
    const auto shard =
        arguments.shardFromEnvironment
            ? shardFromEnvironment(arguments.shards, [](const char* name) { return std::getenv(name); })
            : parseShard(arguments.shard);
    if (!shard) return failUsage(shard.error().sentence());
    request.part = shard->index, request.parts = shard->count;
  }
  for (const std::string& pictures : {spec->backgrounds, spec->foregrounds})
    if (auto fault = checkNotWithin(arguments.sheet, pictures)) return fail(*fault);
  if (arguments.out.empty()) {
    if (auto written = writeSheet(arguments, *spec); !written) return fail(written.error());
    std::string answer = arguments.sheet;
    if (arguments.json) {
      answer = "{\"sheet\": ";
      appendJsonString(answer, arguments.sheet);
      answer += "}";
    }
    std::printf("%s\n", answer.c_str());
    return done;
  }
  const auto summary = composeDataSet(request, consoleProgress());
  if (!summary) return fail(withResume(summary.error()));
  // Afterwards, since it may lie in the set's folder, which is claimed while it is empty.
  if (!arguments.sheet.empty())
    if (auto written = writeSheet(arguments, *spec); !written) return fail(written.error());
  print(request, *summary, arguments.json);
  return done;
}

void printStatistics(const char* name, const ChannelSums& sums, int channels) {
  std::printf("%-6s mean", name);
  for (int c = 0; c < channels; ++c)
    std::printf(" %.4f", sums.mean(static_cast<std::size_t>(c)));
  std::printf(", standard deviation");
  for (int c = 0; c < channels; ++c)
    std::printf(" %.4f", sums.deviation(static_cast<std::size_t>(c)));
  std::printf("\n");
}

int runMerge(const MergeArguments& arguments) {
  const auto summary = mergeComposedSet(arguments.folder, arguments.check, consoleProgress());
  if (!summary) return fail(summary.error());
  if (arguments.json) {
    const auto text = readFile(std::filesystem::path(arguments.folder) / composedSummaryName);
    if (!text) return fail(text.error());
    std::fputs(text->c_str(), stdout);
    return done;
  }
  std::printf("%llu samples in %llu shards, %s%s\n", static_cast<unsigned long long>(summary->samples),
              static_cast<unsigned long long>(summary->shards), sizeText(summary->bytes).c_str(),
              arguments.check ? ", every file as it was written" : "");
  printStatistics("image", summary->image, 3);
  printStatistics("mask", summary->mask, 1);
  return done;
}

} // namespace

void addCompose(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ComposeArguments>();
  ComposeArguments& a = *arguments;
  CLI::App* verb =
      app.add_subcommand("compose", "Paste foregrounds on backgrounds: pictures and masks by the 100,000.");
  addCompositionOptions(*verb, a);
  verb->add_option("--out", a.out, "Folder to write into: new, empty, or holding the same set");
  auto* shard = verb->add_option("--shard", a.shard, "I/N: only the I-th of N parts, I from 1 to N");
  auto* fromEnvironment =
      verb->add_flag("--shard-from-env", a.shardFromEnvironment, "Which part this is says the batch system")
          ->excludes(shard);
  verb->add_option("--shards", a.shards,
                   "With --shard-from-env: how many parts there are, whatever the batch system says")
      ->check(above0())
      ->needs(fromEnvironment);
  verb->add_flag("--resume", a.request.resume, "Keep shards that are there and whole");
  verb->add_option("--threads", a.request.threads, "Threads; 0: one for each processor")
      ->check(atLeast0())
      ->capture_default_str();
  verb->add_option("--sheet", a.sheet, "Write a picture (PNG or JPEG) of the first 24 samples")
      ->check(checkIsNamed);
  verb->add_flag("--print-spec", a.printSpec, "Print the specification in full and do nothing else");
  verb->footer(composeExamples);
  verb->callback([arguments, &context] { context.exitCode = runCompose(*arguments); });
}

void addMerge(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<MergeArguments>();
  MergeArguments& a = *arguments;
  CLI::App* verb =
      app.add_subcommand("merge", "Join the shards of a composed set: labels, counts, mean and deviation.");
  verb->add_option("--in", a.folder, "Folder that compose wrote into")->required();
  verb->add_flag("--check", a.check, "Read every shard and compare it with its record");
  verb->add_flag("--json", a.json, "Print one JSON object");
  verb->footer(mergeExamples);
  verb->callback([arguments, &context] { context.exitCode = runMerge(*arguments); });
}

} // namespace fillscope::cli
