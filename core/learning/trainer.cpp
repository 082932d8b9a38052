#include "core/learning/trainer.h"
#include "core/backends/torch/module_opening.h"
#include "core/base/memory.h"
#include "core/learning/trainer_module.h"
#include <algorithm>
#include <iterator>

namespace fillscope {

namespace {

/// A classifier whose classes nobody named learns those that the samples are of. A class that is named needs
/// samples to be learnt from; a sample of another class would silently be passed over.
Result<TrainingRun> withClasses(TrainingRun run) {
  auto& classes = run.config.classes;
  if (run.config.network != NetworkKind::classifier || !run.training || !run.validation) return run;
  const auto learnt = classNamesOf(*run.training), judged = classNamesOf(*run.validation);
  if (classes.empty())
    std::set_union(learnt.begin(), learnt.end(), judged.begin(), judged.end(), std::back_inserter(classes));
  const auto fault = [](const std::string& what, const char* hint) {
    return Error{ErrorCode::badInput, what, {}, hint};
  };
  if (classes.size() < 2)
    return fault(classes.empty() ? "no picture's class is known"
                                 : "all pictures to learn from are of one class, " + classes.front(),
                 "give pictures of at least two classes");
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const auto* names : {&learnt, &judged})
    for (const std::string& name : *names)
      if (!has(classes, name))
        return fault("pictures are of the class " + name + ", which the configuration does not name",
                     "add it to \"classes\", or leave these pictures out");
  for (const std::string& name : classes)
    if (!has(learnt, name))
      return fault("there is no picture of the class " + name + " to learn from",
                   "add some, or take it out of \"classes\"");
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
