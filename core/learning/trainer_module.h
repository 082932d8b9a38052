#pragma once
// What the programs and the module of training agree on: one C symbol. Both sides come from one build; the
// version tells where not.
#include "core/learning/trainer.h"

namespace fillscope {

/// Raised with every change of this header or of a type that crosses it (TrainingRun, TrainingEvents,
/// TrainingOutcome, TrainingConfig and its parts, SampleSource, Progress, Error).
inline constexpr int learningModuleVersion = 7;
inline constexpr const char* learningModuleFile = "libfillscope_learning.so";
inline constexpr const char* trainSymbol = "fillscopeTrain";

enum class TrainModuleAnswer : int { trained, failed, otherVersion };

/// Fills outcome or error. Nothing is read or written where the version differs. Throws nothing.
using TrainModuleFunction = TrainModuleAnswer (*)(int version, const TrainingRun& run,
                                                  const TrainingEvents& events, const Progress& progress,
                                                  TrainingOutcome& outcome, Error& error);

} // namespace fillscope
