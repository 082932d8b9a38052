#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/composition_arguments.h"
#include "app/cli/console.h"
#include "core/base/number_text.h"
#include "core/workflow/compose.h"
#include "core/workflow/composition_files.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace fillscope::cli {
namespace {

struct PlanArguments : CompositionArguments {
  std::string script;
  int parts = 40;
};

constexpr const char* planExamples = R"(
Examples:
  fillscope-cli plan --spec spec.json
  fillscope-cli plan --spec spec.json --script slurm --parts 40 > job.sh
  fillscope-cli plan --spec spec.json --script parallel --parts 8 > job.sh

Every picture is opened, a few hundred samples are made, none is written: sizes and times are estimates, the time that
of one thread here.)";

/// In single quotes, as a shell takes it.
std::string quoted(const std::string& text) {
  std::string all = "'";
  for (const char c : text)
    all += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return all + "'";
}

std::string jobScript(const PlanArguments& arguments) {
  std::string command = "fillscope-cli compose --seed " + std::to_string(arguments.seed) + " --format " +
                        arguments.format + " --out \"$OUT\" --resume";
  for (const auto& [option, value] :
       {std::pair("--spec", &arguments.spec), std::pair("--backgrounds", &arguments.backgrounds),
        std::pair("--foregrounds", &arguments.foregrounds)})
    if (!value->empty())
      command += std::string(" ") + option + " " +
                 quoted(std::filesystem::absolute(*value).lexically_normal().string());
  const std::string parts = std::to_string(arguments.parts);
  if (arguments.script == "slurm")
    return "#!/bin/bash\n"
           "# sbatch --export=ALL,OUT=/shared/set job.sh\n"
           "#SBATCH --array=0-" +
           std::to_string(arguments.parts - 1) +
           "\n#SBATCH --requeue\n#SBATCH --signal=TERM@60\n"
           "srun " +
           command + " --shard-from-env --shards " + parts + " --threads \"${SLURM_CPUS_PER_TASK:-1}\"\n";
  return "#!/bin/bash\n# OUT=/shared/set bash job.sh\nseq " + parts + " | parallel --lb " +
         quoted(command + " --shard {}/" + parts + " --threads 1") + "\n";
}

int runPlan(const PlanArguments& arguments) {
  const auto spec = specFrom(arguments);
  if (!spec) return fail(spec.error());
  if (!arguments.script.empty()) {
    if (auto sources = openCompositionSources(*spec, consoleProgress()); !sources)
      return fail(sources.error());
    std::fputs(jobScript(arguments).c_str(), stdout);
    return done;
  }
  const auto plan = planComposition(*spec, arguments.seed, formatFrom(arguments), consoleProgress());
  if (!plan) return fail(plan.error());
  const double seconds = static_cast<double>(plan->samples) / plan->samplesPerSecond;
  if (arguments.json) {
    std::printf("{\"backgrounds\": %llu, \"foregrounds\": %llu, \"samples\": %llu, \"shards\": %llu, "
                "\"bytes\": %llu, \"samples_per_second\": %s, \"seconds\": %s}\n",
                static_cast<unsigned long long>(plan->backgrounds),
                static_cast<unsigned long long>(plan->foregrounds),
                static_cast<unsigned long long>(plan->samples), static_cast<unsigned long long>(plan->shards),
                static_cast<unsigned long long>(plan->bytes), numberText(plan->samplesPerSecond).c_str(),
                numberText(seconds).c_str());
    return done;
  }
  std::printf("%llu foregrounds on %llu backgrounds: %llu samples in %llu shards, about %s\n",
              static_cast<unsigned long long>(plan->foregrounds),
              static_cast<unsigned long long>(plan->backgrounds),
              static_cast<unsigned long long>(plan->samples), static_cast<unsigned long long>(plan->shards),
              sizeText(plan->bytes).c_str());
  std::printf("about %.0f s of one thread here, %.0f samples a second\n", seconds, plan->samplesPerSecond);
  return done;
}

} // namespace

void addPlan(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<PlanArguments>();
  PlanArguments& a = *arguments;
  CLI::App* verb =
      app.add_subcommand("plan", "How large a composed set will be, how long it takes, and a job script.");
  addCompositionOptions(*verb, a);
  verb->add_option("--script", a.script, "Print a job script instead: slurm or parallel")
      ->check(CLI::IsMember({"slurm", "parallel"}));
  verb->add_option("--parts", a.parts, "Parts of the job script")->check(above0())->capture_default_str();
  verb->footer(planExamples);
  verb->callback([arguments, &context] { context.exitCode = runPlan(*arguments); });
}

} // namespace fillscope::cli
