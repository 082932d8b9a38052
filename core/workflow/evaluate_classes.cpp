#include "core/inference/classifier.h"
#include "core/workflow/evaluate.h"
#include <algorithm>
#include <optional>

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
  const std::size_t count = options.limit ? std::min(options.limit, source.size()) : source.size();
  const Progress stopOnly{{}, progress.isCancelled};
  const std::vector<std::string> names = networkNames(networks);
  std::vector<ClassTally> tallies;
  std::size_t judged = 0;
  for (const auto& network : networks)
    tallies.emplace_back(network->manifest().classes);
  for (std::size_t i = 0; i < count; ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(count), "classes");
    const auto read = sampleToJudge(source, i, options);
    if (!read) return read.error();
    const std::optional<TrainingSample>& sample = *read;
    if (!sample) continue;
    ++judged;
    for (std::size_t n = 0; n < networks.size(); ++n) {
      const auto truth = labelOf(*sample, networks[n]->manifest());
      if (!truth) return truth.error();
      auto found = classify(*networks[n], sample->image, bool(options.onClass), stopOnly);
      if (!found) return found.error();
      const double chance = found->probabilities[*truth];
      if (options.onPicture)
        options.onPicture(
            {"classes",
             names[n],
             "",
             sample->name,
             {{"right", found->best == *truth ? 1.0 : 0.0}, {"true_class_probability", chance}}});
      if (options.onClass) options.onClass(*sample, *found, *truth);
      tallies[n].add(*truth, std::move(found->probabilities));
    }
  }
  if (judged == 0 || networks.empty())
    return Error{ErrorCode::badInput, "there is no picture to judge by", {}, {}};
  std::vector<ClassesScore> scores;
  for (std::size_t n = 0; n < networks.size(); ++n)
    scores.push_back(tallies[n].score(names[n]));
  sortBestFirst(scores);
  return scores;
}

} // namespace fillscope
