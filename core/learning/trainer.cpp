#include "core/learning/trainer.h"
#include "core/backends/torch/module_opening.h"
#include "core/base/memory.h"
#include "core/learning/trainer_module.h"

namespace fillscope {

namespace {

/// A classifier whose classes nobody named learns those that the samples are of.
Result<TrainingRun> withClasses(TrainingRun run) {
  auto& classes = run.config.classes;
  if (run.config.network != NetworkKind::classifier || !classes.empty()) return run;
  if (run.training) classes = classNamesOf(*run.training);
  if (classes.size() < 2)
    return Error{ErrorCode::badInput,
                 classes.empty() ? "no picture's class is known"
                                 : "all pictures to learn from are of one class, " + classes.front(),
                 {},
                 "give pictures of at least two classes"};
  return run;
}

} // namespace

Result<TrainingOutcome> train(const TrainingRun& asked, const TrainingEvents& events,
                              const Progress& progress) {
  const auto run = withClasses(asked);
  if (!run) return run.error();
  const auto function = moduleFunction(learningModuleFile, trainSymbol, "trainings");
  if (!function) return function.error();
  TrainingOutcome outcome;
  Error error;
  // A step asks for the same hundreds of megabytes as the one before. Here, since the module holds a copy of
  // its own of what knows how much others ask for.
  const FreedMemoryKept kept(1 << 30);
  switch (reinterpret_cast<TrainModuleFunction>(*function)(learningModuleVersion, *run, events, progress,
                                                           outcome, error)) {
  case TrainModuleAnswer::trained:
    return outcome;
  case TrainModuleAnswer::failed:
    return error;
  case TrainModuleAnswer::otherVersion:
    break;
  }
  return otherModuleVersion(learningModuleFile);
}

} // namespace fillscope
