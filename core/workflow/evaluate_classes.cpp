#include "core/inference/classifier.h"
#include "core/workflow/judge_samples.h"
#include <algorithm>

namespace fillscope {
namespace {

/// Where a picture's class stands among a network's.
Result<std::size_t> labelOf(const TrainingSample& sample, const ModelManifest& manifest) {
  const auto& names = manifest.classes;
  const auto found = std::find(names.begin(), names.end(), sample.className);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  return Error{ErrorCode::badInput,
               "its class, " + sample.className + ", is none of those that the network " + manifest.id +
                   " tells apart",
               sample.name, "leave it out, or choose another network"};
}

} // namespace

Result<std::vector<ClassesScore>> evaluateClasses(const Networks& networks, const SampleSource& source,
                                                  const EvaluationOptions& options,
                                                  const Progress& progress) {
  const std::vector<std::string> names = networkNames(networks);
  std::vector<ClassTally> tallies;
  std::size_t judged = 0;
  for (const auto& network : networks)
    tallies.emplace_back(network->manifest().classes);
  const auto judge = [&](const TrainingSample& sample, const Progress& stopOnly) -> Result<void> {
    ++judged;
    for (std::size_t n = 0; n < networks.size(); ++n) {
      const auto truth = labelOf(sample, networks[n]->manifest());
      if (!truth) return truth.error();
      auto found = classify(*networks[n], sample.image, bool(options.onClass), stopOnly);
      if (!found) return found.error();
      const double chance = found->probabilities[*truth];
      if (options.onPicture)
        options.onPicture(
            {"classes",
             names[n],
             "",
             sample.name,
             {{"right", found->best == *truth ? 1.0 : 0.0}, {"true_class_probability", chance}}});
      if (options.onClass) options.onClass(sample, *found, *truth);
      tallies[n].add(*truth, std::move(found->probabilities));
    }
    return {};
  };
  if (const auto done = judgeSamples(source, options, "classes", progress, judge); !done) return done.error();
  if (judged == 0 || networks.empty())
    return Error{ErrorCode::badInput, "there is no picture to judge by", {}, {}};
  std::vector<ClassesScore> scores;
  for (std::size_t n = 0; n < networks.size(); ++n)
    scores.push_back(tallies[n].score(names[n]));
  sortBestFirst(scores);
  return scores;
}

} // namespace fillscope
