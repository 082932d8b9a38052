#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/networks.h"
#include "app/cli/samples.h"
#include "app/cli/training_lines.h"
#include "core/learning/bfloat16.h"
#include "core/learning/trainer.h"
#include "core/synthesis/photo_spec.h"
#include "core/workflow/choose_network.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace fillscope::cli {
namespace {

namespace fs = std::filesystem;

struct TrainArguments {
  std::string task, validation, spec, config, out;
  std::vector<std::string> data;
  std::size_t count = 20000;
  std::uint64_t seed = 1;
  DepthEncoding depth; ///< of files of which the data do not say it
  bool resume = false, json = false, printConfig = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli train corners --print-config > corners.json
  fillscope-cli train corners --data boxes --config corners.json --out runs/corners
  fillscope-cli train depth --synth spec.json --count 40000 --seed 3 --out runs/depth --resume
  fillscope-cli train depth --config unet.json --data rgbd --depth-scale 0.001 --out runs/unet
  fillscope-cli train classes --data repack --out runs/repack
  fillscope-cli train denoiser --data pairs --depth-scale 0.001 --out runs/denoiser

--data: a folder that synth wrote, a VIA project whose rims are marked, or a folder with one; several are joined. A
U-Net ({"network": "unet"}) needs no rims: any folder of pictures with depth files will do. Classes: a folder whose
subfolders are the classes (repack/OK, repack/NOK), or a project whose pictures have the file attribute "class".
A denoiser: a folder of pairs of measured and true depth, res-N.png and gt-N.png (and left-N.png, infrared), or
NAME.camera-depth.png and NAME.depth.png as synth writes them.
--synth makes samples while it trains; "default" stands for the generator's own ranges. Without --validation a share
of the data, whole groups of it, is held back (of --synth at most 600 samples). What --config leaves out keeps the
preset of its network, or, where it names none, the task's.
SIGTERM and Ctrl+C keep a checkpoint; the same command with --resume goes on as if it had not been stopped.
Exit codes: 0 done, 2 usage, 3 bad input, 75 stopped or try again.)";

NetworkKind presetOf(const std::string& task) {
  if (task == "corners") return NetworkKind::cornersHeatmap;
  if (task == "denoiser") return NetworkKind::depthDenoiser;
  return task == "classes" ? NetworkKind::classifier : NetworkKind::rimDepth;
}

Result<TrainingConfig> configFrom(const TrainArguments& arguments) {
  if (arguments.config.empty()) return defaultConfig(presetOf(arguments.task));
  auto config = loadTrainingConfig(arguments.config, presetOf(arguments.task));
  if (!config) return config;
  if (arguments.task != nameOf(config->task))
    return Error{ErrorCode::badInput,
                 std::string("this configuration trains ") + nameOf(config->task) + ", not " + arguments.task,
                 arguments.config, "give the task that it is for, or another configuration"};
  return config;
}

Result<std::shared_ptr<SampleSource>> samplesFrom(const TrainArguments& arguments, int keypoints,
                                                  SampleParts parts) {
  if (!arguments.data.empty()) {
    std::vector<std::shared_ptr<SampleSource>> sources;
    for (const std::string& folder : arguments.data) {
      auto source = openSamples(folder, keypoints, parts, arguments.depth);
      if (!source) return source.error();
      sources.push_back(std::move(*source));
    }
    return joined(std::move(sources));
  }
  if (parts == SampleParts::classes)
    return Error{ErrorCode::badInput, "the generator's photos are of no class", "--synth",
                 "give pictures whose class is known with --data"};
  const auto spec = photoSpecNamed(arguments.spec);
  if (!spec) return spec.error();
  auto source = openGenerator(*spec, arguments.seed, arguments.count, keypoints, parts);
  if (source) return source;
  Error error = source.error();
  error.where = arguments.config;
  return error;
}

/// Training and validation samples, from two data sets or one that is split.
Result<void> putSamples(const TrainArguments& arguments, TrainingRun& run) {
  const int keypoints = static_cast<int>(run.config.keypoints.size());
  const SampleParts parts = partsFor(run.config);
  auto samples = samplesFrom(arguments, keypoints, parts);
  if (!samples) return samples.error();
  if (!arguments.validation.empty()) {
    auto held = openSamples(arguments.validation, keypoints, parts, arguments.depth);
    if (!held) return held.error();
    run.training = std::move(*samples);
    run.validation = std::move(*held);
    return {};
  }
  Split split = splitByGroup(**samples, run.config.validationShare, run.config.seed);
  if (split.training.empty() || split.validation.empty())
    return Error{ErrorCode::badInput, "there are too few samples to hold some back for validation",
                 arguments.data.empty() ? arguments.spec : arguments.data.front(),
                 run.config.validationShare > 0
                     ? "give more of them, or a second data set with --validation"
                     : "give \"validation_share\" more than 0, or a second data set with --validation"};
  if (arguments.data.empty() && split.validation.size() > mostRenderedToJudge)
    split.validation.resize(mostRenderedToJudge);
  run.training = subset(*samples, std::move(split.training));
  run.validation = subset(std::move(*samples), std::move(split.validation));
  return {};
}

int runTrain(const TrainArguments& arguments, const Context& context) {
  const auto config = configFrom(arguments);
  if (!config) return fail(config.error());
  if (arguments.printConfig) {
    std::fputs(trainingConfigJson(*config).c_str(), stdout);
    return done;
  }
  if (arguments.out.empty() || arguments.data.empty() == arguments.spec.empty())
    return failUsage("train needs --out and either --data or --synth");
  if (auto checked = config->check(); !checked) return fail(checked.error());
  std::error_code ignored;
  if (!arguments.resume && fs::exists(fs::path(arguments.out) / "checkpoint.pt", ignored))
    return fail({ErrorCode::badInput, "this folder holds a training", arguments.out,
                 "go on with it by --resume, or choose another folder"});
  TrainingRun run{*config, {}, {}, arguments.out, arguments.resume};
  if (!run.config.initialWeights.empty())
    run.config.initialWeights = weightsNamed(*openNetworks(context), run.config.initialWeights);
  if (auto put = putSamples(arguments, run); !put) return fail(put.error());
  std::fprintf(stderr, "%zu samples to train on, %zu to judge by\n", run.training->size(),
               run.validation->size());
  if (run.config.cpuBfloat16 && !isBfloat16Fast())
    std::fputs("On the CPU in full precision: without AVX-512 bfloat16 takes far longer.\n", stderr);

  TrainingLines lines(arguments.json);
  TrainingEvents events;
  events.onStep = [&lines](const StepReport& report) { lines.step(report); };
  events.onEpoch = [&lines](const EpochReport& report) { lines.epoch(report); };
  Progress progress = consoleProgress();
  progress.onReport = nullptr; // the lines say more
  auto outcome = train(run, events, progress);
  lines.end();
  if (!outcome) {
    Error error = outcome.error();
    const bool kept = fs::exists(fs::path(arguments.out) / "checkpoint.pt", ignored);
    if (error.code == ErrorCode::cancelled && kept)
      error = {error.code, "stopped, and a checkpoint is kept", arguments.out,
               "go on with the same command and --resume"};
    return fail(error);
  }
  lines.outcome(*outcome);
  return done;
}

} // namespace

void addTrain(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<TrainArguments>();
  TrainArguments& a = *arguments;
  CLI::App* verb = app.add_subcommand(
      "train",
      "Train a network that finds corners or depth in photos of boxes, tells classes of them apart, or "
      "denoises measured depth.");
  verb->add_option("task", a.task, "corners, depth, classes or denoiser")
      ->required()
      ->check(CLI::IsMember({"corners", "depth", "classes", "denoiser"}));
  verb->add_option(
      "--data", a.data,
      "Samples: synthetic folder, VIA project, or folder with one; of a denoiser a folder of pairs; may "
      "be given several times");
  verb->add_option("--synth", a.spec, "Samples straight from the generator: its specification, or default");
  verb->add_option("--count", a.count, "Samples of --synth")->check(above0())->capture_default_str();
  verb->add_option("--seed", a.seed, "Seed of --synth")->check(checkIsSeed)->capture_default_str();
  verb->add_option("--validation", a.validation, "Samples to judge by, instead of a share of the data");
  addDepthEncoding(*verb, a.depth);
  verb->add_option("--config", a.config, "Configuration of network and training (JSON)");
  verb->add_option("--out", a.out, "Folder for checkpoints, curves and the finished network");
  verb->add_flag("--resume", a.resume, "Go on from the folder's checkpoint, if there is one");
  verb->add_flag("--json", a.json, "Print one JSON object a line, one an epoch");
  verb->add_flag("--print-config", a.printConfig, "Print the configuration in full and do nothing else");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runTrain(*arguments, context); });
}

} // namespace fillscope::cli
