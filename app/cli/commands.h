#pragma once
// One verb a file; each adds its subcommand and leaves the exit code in *exitCode when it ran.
#include <filesystem>

namespace CLI {
class App;
}

namespace fillscope::cli {

struct Context {
  std::filesystem::path executable; ///< for finding networks beside the program
  int exitCode = 0;
};

void addMeasure(CLI::App& app, Context& context);
void addCloud(CLI::App& app, Context& context);
void addFrames(CLI::App& app, Context& context);
void addCompare(CLI::App& app, Context& context);
void addPlane(CLI::App& app, Context& context);
void addPredict(CLI::App& app, Context& context);
void addDetect(CLI::App& app, Context& context);
void addClassify(CLI::App& app, Context& context);
void addDenoise(CLI::App& app, Context& context);
void addEvaluate(CLI::App& app, Context& context);
void addSample(CLI::App& app, Context& context);
void addSynth(CLI::App& app, Context& context);
void addCompose(CLI::App& app, Context& context);
void addPlan(CLI::App& app, Context& context);
void addMerge(CLI::App& app, Context& context);
void addCutOut(CLI::App& app, Context& context);
void addTrain(CLI::App& app, Context& context);
void addConvert(CLI::App& app, Context& context);
void addValidate(CLI::App& app, Context& context);
void addAgree(CLI::App& app, Context& context);

} // namespace fillscope::cli
