#include "core/learning/torch/training_loop.h"
#include "core/learning/trainer_module.h"

// The only name that the module shows.
extern "C" __attribute__((visibility("default"))) fillscope::TrainModuleAnswer
fillscopeTrain(int version, const fillscope::TrainingRun& run, const fillscope::TrainingEvents& events,
               const fillscope::Progress& progress, fillscope::TrainingOutcome& outcome,
               fillscope::Error& error) {
  using fillscope::TrainModuleAnswer;
  if (version != fillscope::learningModuleVersion) return TrainModuleAnswer::otherVersion;
  auto trained = fillscope::trainWithTorch(run, events, progress);
  if (!trained) {
    error = trained.error();
    return TrainModuleAnswer::failed;
  }
  outcome = *std::move(trained);
  return TrainModuleAnswer::trained;
}

static_assert(std::is_same_v<decltype(&fillscopeTrain), fillscope::TrainModuleFunction>);
