#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/backends/torch/torch_backend.h"
#include "core/base/standard_streams.h"
#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>

int main(int argc, char** argv) {
  using namespace fillscope::cli;
  fillscope::reserveStandardStreams();
  fillscope::letWaitingThreadsSleep();
  CLI::App app("FillScope: how full is this box? Answered from a picture.", "fillscope-cli");
  app.set_version_flag("--version", FILLSCOPE_VERSION);
  app.require_subcommand(1);
  app.footer("\nExample:\n  fillscope-cli sample boxes && fillscope-cli measure boxes --json\n\n"
             "Each verb has its own --help. Exit codes: 0 done, 2 usage, 3 bad input, 75 try again.");
  app.failure_message([](const CLI::App* verb, const CLI::Error& error) {
    for (const CLI::App* given : verb->get_subcommands())
      verb = given;
    const bool isVerb = verb->get_parent() != nullptr;
    if (const auto unknown = verb->remaining(); !isVerb && !unknown.empty() && !unknown[0].starts_with('-'))
      return "fillscope-cli: there is no verb \"" + unknown[0] + "\".\nSee fillscope-cli --help.\n";
    return std::string("fillscope-cli: ") + error.what() + ".\nSee fillscope-cli " +
           (isVerb ? verb->get_name() + " " : "") + "--help.\n";
  });
  Context context;
  std::error_code fault;
  context.executable = std::filesystem::read_symlink("/proc/self/exe", fault);
  if (fault) context.executable = std::filesystem::absolute(argv[0]);

  addMeasure(app, context);
  addCloud(app, context);
  addFrames(app, context);
  addCompare(app, context);
  addPlane(app, context);
  addPredict(app, context);
  addDetect(app, context);
  addClassify(app, context);
  addDenoise(app, context);
  addEvaluate(app, context);
  addSample(app, context);
  addSynth(app, context);
  addCompose(app, context);
  addPlan(app, context);
  addMerge(app, context);
  addCutOut(app, context);
  addTrain(app, context);
  addConvert(app, context);
  addValidate(app, context);
  addAgree(app, context);
  stopOnSignals();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? done : usage;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "fillscope-cli: %s\n", error.what());
    return tryAgain;
  }
  // A full disk behind a redirection shows here at the latest.
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    std::fprintf(stderr, "fillscope-cli: the answer could not be written: %s\n", std::strerror(errno));
    return tryAgain;
  }
  return context.exitCode;
}
