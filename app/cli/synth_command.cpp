#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/workflow/synthesise.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace fillscope::cli {
namespace {

struct SynthArguments {
  SynthesisRequest request;
  std::string spec, out, shard;
  bool json = false, printSpec = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli synth --print-spec > spec.json
  fillscope-cli synth --spec spec.json --count 20000 --seed 7 --out boxes --resume
  fillscope-cli synth --spec spec.json --count 20000 --seed 7 --out boxes --shard 2/8 --resume

Shards count from 1 to N and may be written by different machines into one shared folder, at the same time; the
files are the same for every split. The last one to finish writes the project.
SIGTERM and Ctrl+C finish the sample at work; the same command with --resume goes on.
Exit codes: 0 done, 2 usage, 3 bad input, 75 stopped or try again.)";

Result<SynthesisRequest> requestFrom(const SynthArguments& arguments) {
  SynthesisRequest request = arguments.request;
  request.folder = arguments.out;
  if (!arguments.spec.empty()) {
    auto spec = photoSpecNamed(arguments.spec);
    if (!spec) return spec.error();
    request.spec = std::move(*spec);
  }
  return request;
}

void print(const SynthesisRequest& request, const SynthesisSummary& summary, bool json) {
  const double rate = summary.seconds > 0 ? static_cast<double>(summary.written) / summary.seconds : 0;
  if (json) {
    std::string text = "{\"folder\": ";
    appendJsonString(text, request.folder.string());
    text += ", \"written\": " + std::to_string(summary.written) +
            ", \"kept\": " + std::to_string(summary.kept) + ", \"seconds\": " + numberText(summary.seconds) +
            ", \"samples_per_second\": " + numberText(rate) + ", \"project\": ";
    if (summary.project.empty())
      text += "null";
    else
      appendJsonString(text, summary.project.string());
    std::printf("%s}\n", text.c_str());
    return;
  }
  std::printf("%llu samples written in %.1f s (%.1f a second), %llu kept\n",
              static_cast<unsigned long long>(summary.written), summary.seconds, rate,
              static_cast<unsigned long long>(summary.kept));
  std::printf("%s\n", summary.project.empty() ? "The project follows once all shards are there."
                                              : summary.project.c_str());
}

int runSynth(const SynthArguments& arguments) {
  auto request = requestFrom(arguments);
  if (!request) return fail(request.error());
  if (arguments.printSpec) {
    std::fputs(photoSpecJson(request->spec).c_str(), stdout);
    return done;
  }
  if (request->count == 0 || arguments.out.empty()) return failUsage("synth needs --count and --out");
  if (!arguments.shard.empty()) {
    const auto shard = parseShard(arguments.shard);
    if (!shard) return failUsage(shard.error().sentence());
    request->shard = shard->index, request->shards = shard->count;
  }
  const auto summary = synthesise(*request, consoleProgress());
  if (!summary) {
    Error error = summary.error();
    if (error.code == ErrorCode::cancelled) error.hint = "go on with the same command and --resume";
    return fail(error);
  }
  print(*request, *summary, arguments.json);
  return done;
}

} // namespace

void addSynth(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<SynthArguments>();
  SynthArguments& a = *arguments;
  CLI::App* verb =
      app.add_subcommand("synth", "Write synthetic photos of boxes with depth, corners and exact fill.");
  verb->add_option("--spec", a.spec,
                   "Specification: every range that the generator draws from (JSON); \"default\": its own");
  verb->add_option("--count", a.request.count, "Samples of the whole set")->check(above0());
  verb->add_option("--seed", a.request.seed, "Another seed makes another set")
      ->check(checkIsSeed)
      ->capture_default_str();
  verb->add_option("--out", a.out, "Folder to write into: new, empty, or holding the same set");
  verb->add_option("--shard", a.shard, "I/N: only the I-th of N parts, I from 1 to N");
  verb->add_flag("--resume", a.request.resume, "Keep samples that are there and whole");
  verb->add_option("--threads", a.request.threads, "Threads; 0: one for each processor")
      ->check(atLeast0())
      ->capture_default_str();
  verb->add_flag("--float-depth", a.request.floatDepth, "Also write the exact depth as NAME.depth.npy");
  verb->add_flag("--json", a.json, "Print one JSON object");
  verb->add_flag("--print-spec", a.printSpec, "Print the specification in full and do nothing else");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runSynth(*arguments); });
}

} // namespace fillscope::cli
