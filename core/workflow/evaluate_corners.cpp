#include "core/inference/corner_detector.h"
#include "core/workflow/judge_samples.h"
#include <algorithm>
#include <numeric>

namespace fillscope {
namespace {

std::vector<Vec2> placesOf(const std::vector<Keypoint>& points) {
  std::vector<Vec2> places;
  for (const Keypoint& p : points)
    places.push_back(p.at);
  return places;
}

std::vector<Vec2> placesOf(const DetectedCorners& found) {
  std::vector<Vec2> places;
  for (const DetectedKeypoint& p : found.points)
    places.push_back(p.point.at);
  return places;
}

constexpr std::size_t mostLooks = 4;

/// Two at least, to show what the second is worth.
int mostLooksOf(const Network& network) { return std::max(2, network.manifest().corners.passes); }

/// As many looks as the manifest says go with its starts and last views, fewer are plain.
std::string nameOf(const std::string& network, const ModelManifest& manifest, int looks) {
  std::string name = network + ", " + std::to_string(looks) + (looks == 1 ? " look" : " looks");
  const auto& corners = manifest.corners;
  if (looks < corners.passes || corners.regression || corners.keypoints.size() != 4) return name;
  if (corners.starts > 1) name += " × " + std::to_string(corners.starts);
  if (looks > 2 && corners.finalViews > 1) name += " + " + std::to_string(corners.finalViews);
  return name;
}

std::vector<std::pair<std::string, double>> figuresOf(const CornerErrors& missed, double confidence) {
  const auto most = [](const std::vector<double>& values) {
    return *std::max_element(values.begin(), values.end());
  };
  const auto mean = [](const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  };
  if (missed.pixels.empty()) return {};
  return {{"mean_pixels", mean(missed.pixels)},
          {"worst_pixels", most(missed.pixels)},
          {"mean_share", mean(missed.share)},
          {"worst_share", most(missed.share)},
          {"polygon_iou", missed.polygon},
          {"hull_iou", missed.hull},
          {"oks", missed.oks},
          {"confidence", confidence}};
}

} // namespace

Result<std::vector<CornerScore>> evaluateCorners(const Networks& networks, const SampleSource& source,
                                                 const EvaluationOptions& options, const Progress& progress) {
  const std::vector<std::string> names = networkNames(networks);
  std::vector<std::vector<CornerErrors>> errors(mostLooks * networks.size());
  std::vector<std::size_t> ownProposals(networks.size());
  const auto judge = [&](const TrainingSample& sample, const Progress& stopOnly) -> Result<void> {
    const auto truth = placesOf(sample.keypoints);
    for (std::size_t n = 0; n < networks.size(); ++n) {
      const ModelManifest& manifest = networks[n]->manifest();
      if (manifest.corners.keypoints.size() != truth.size()) continue;
      ownProposals[n] += sample.proposedBy == manifest.id;
      for (int passes = 1; passes <= mostLooksOf(*networks[n]); ++passes) {
        const auto found = detectCorners(*networks[n], sample.image, stopOnly, passes);
        if (!found) return found.error();
        auto missed = cornerErrors(placesOf(*found), truth, truth.size() == 4);
        if (options.onPicture)
          options.onPicture({"corners", nameOf(names[n], manifest, passes), "", sample.name,
                             figuresOf(missed, found->confidence)});
        if (sample.visibilityKnown)
          for (const Keypoint& point : sample.keypoints)
            missed.visibility.push_back(point.visibility);
        errors[mostLooks * n + static_cast<std::size_t>(passes) - 1].push_back(std::move(missed));
      }
    }
    return {};
  };
  if (const auto judged = judgeSamples(source, options, "corners", progress, judge); !judged)
    return judged.error();
  std::vector<CornerScore> scores;
  for (std::size_t n = 0; n < networks.size(); ++n)
    for (std::size_t pass = 0; pass < mostLooks; ++pass)
      if (const auto& all = errors[mostLooks * n + pass]; !all.empty()) {
        scores.push_back(
            summarise(nameOf(names[n], networks[n]->manifest(), static_cast<int>(pass) + 1), all));
        scores.back().ownProposals = ownProposals[n];
      }
  if (scores.empty())
    return Error{ErrorCode::badInput, "no picture has as many keypoints as a network finds", {}, {}};
  sortBestFirst(scores);
  return scores;
}

} // namespace fillscope
