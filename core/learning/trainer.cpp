#include "core/learning/trainer.h"
#include "core/backends/torch/module_opening.h"
#include "core/learning/trainer_module.h"

namespace fillscope {

Result<TrainingOutcome> train(const TrainingRun& run, const TrainingEvents& events,
                              const Progress& progress) {
  const auto function = moduleFunction(learningModuleFile, trainSymbol, "trainings");
  if (!function) return function.error();
  TrainingOutcome outcome;
  Error error;
  switch (reinterpret_cast<TrainModuleFunction>(*function)(learningModuleVersion, run, events, progress,
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
