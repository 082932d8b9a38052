#include "core/learning/trainer.h"
#include "core/backends/torch/module_opening.h"
#include "core/base/memory.h"
#include "core/learning/trainer_module.h"

namespace fillscope {

Result<TrainingOutcome> train(const TrainingRun& run, const TrainingEvents& events,
                              const Progress& progress) {
  const auto function = moduleFunction(learningModuleFile, trainSymbol, "trainings");
  if (!function) return function.error();
  TrainingOutcome outcome;
  Error error;
  // A step asks for the same hundreds of megabytes as the one before. Here, since the module holds a copy of
  // its own of what knows how much others ask for.
  const FreedMemoryKept kept(1 << 30);
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
