#include "core/geometry/lens.h"
#include "core/imaging/compare_depth.h"
#include "core/imaging/polygon_mask.h"
#include "core/inference/network_depth_model.h"
#include "core/learning/examples.h"
#include "core/workflow/judge_samples.h"
#include "core/workflow/predict.h"
#include <algorithm>
#include <limits>
#include <optional>

namespace fillscope {
namespace {

bool hasDepth(const TrainingSample& sample) {
  return !sample.depth.values.empty() && sample.depth.kind == DepthKind::metric;
}

bool hasBox(const TrainingSample& sample) {
  return sample.keypoints.size() >= 4 && sample.camera && sample.size && sample.size->plausible();
}

/// The depth where the pixel's centre lies inside the rim; 0 elsewhere.
DepthMap insideRim(const DepthMap& depth, const RimCorners& corners) {
  const Mask within = polygonMask({corners.begin(), corners.end()}, depth.width(), depth.height());
  DepthMap inside = depth;
  for (std::size_t i = 0; i < within.pixelCount(); ++i)
    if (!within.data()[i]) inside.values.data()[i] = 0;
  return inside;
}

/// Along the optical axis, metres: from the nearest corner of the rim to the farthest of the floor.
std::pair<double, double> depthsHeld(const RimPose& rim, const BoxSize& size) {
  std::pair<double, double> held{std::numeric_limits<double>::max(), 0};
  for (const double x : {0.0, size.first})
    for (const double y : {0.0, size.second})
      for (const double z : {0.0, size.depth}) {
        const double away = rim.pose.toCamera({x, y, z}).z;
        held = {std::min(held.first, away), std::max(held.second, away)};
      }
  return held;
}

/// Hands, standing flaps and whatever else rises over the rim is not inside the box.
void dropAboveRim(DepthMap& depth, const TrainingSample& sample, const RimPose& rim) {
  constexpr double highest = 0.02; // metres
  for (int y = 0; y < depth.height(); ++y)
    for (int x = 0; x < depth.width(); ++x) {
      float& z = depth.values.at(x, y);
      if (!DepthMap::isMeasured(z)) continue;
      const Vec3 ray = undistortedRay(*sample.camera, sample.k1, {double(x), double(y)});
      if (rim.pose.toBox(static_cast<double>(z) * ray).z < -highest) z = 0;
    }
}

/// What a picture's depth is judged by.
struct Truth {
  DepthMap depth; ///< where it counts; 0 elsewhere
  DepthPlace place = DepthPlace::rim;
  /// The depths that the box can hold, metres; empty: 2 to 98 % of those that are there.
  std::optional<std::pair<double, double>> range;
};

/// Error: badInput (the rim has no pose).
Result<Truth> truthOf(const TrainingSample& sample) {
  if (!hasBox(sample)) return Truth{sample.depth, DepthPlace::picture, {}};
  const auto rim = truePose(sample);
  if (!rim) return rim.error();
  Truth truth{insideRim(sample.depth, *rimCornersOf(sample)), DepthPlace::rim,
              depthsHeld(*rim, *sample.size)};
  dropAboveRim(truth.depth, sample, *rim);
  return truth;
}

class DepthSums {
 public:
  explicit DepthSums(DepthScore score)
      : score_(std::move(score)) {}

  /// This picture's figures; none where nothing of the truth is measured.
  Result<std::vector<std::pair<std::string, double>>> add(const DepthMap& estimate, const Truth& truth) {
    float low = std::numeric_limits<float>::max(), high = 0;
    std::size_t known = 0;
    for (std::size_t k = 0; k < truth.depth.values.pixelCount(); ++k)
      if (const float v = truth.depth.values.data()[k]; DepthMap::isMeasured(v))
        low = std::min(low, v), high = std::max(high, v), ++known;
    std::vector<std::pair<std::string, double>> figures;
    if (known == 0) return figures;
    CompareOptions options;
    options.range = truth.range;
    const auto compared = compareDepth(estimate, truth.depth, options);
    if (!compared) return compared.error();
    options.range.reset(); // of one depth alone it makes a narrow span by itself
    if (high > low) options.range = std::pair<double, double>(low, high);
    const auto ofSpan = compareDepth(estimate, truth.depth, options);
    if (!ofSpan) return ofSpan.error();
    const double answered = static_cast<double>(compared->validPixels) / static_cast<double>(known);
    score_.answeredShare += answered;
    ++score_.pictures;
    score_.absRel += compared->metrics.absRel;
    score_.delta1 += compared->metrics.delta1;
    score_.rmse += compared->metrics.rmse;
    figures = {{"abs_rel", compared->metrics.absRel},
               {"delta1", compared->metrics.delta1},
               {"rmse_m", compared->metrics.rmse},
               {"answered_share", answered}};
    if (compared->ssimWindows == 0) return figures;
    ++structured_;
    score_.ssim += compared->ssim;
    score_.ssimOfSpan += ofSpan->ssim;
    figures.insert(figures.end() - 1, {{"ssim", compared->ssim}, {"ssim_of_span", ofSpan->ssim}});
    return figures;
  }

  void fail() { ++score_.failed; }
  const DepthScore& soFar() const { return score_; }

  DepthScore score() const {
    DepthScore mean = score_;
    const auto n = static_cast<double>(mean.pictures); // of none there is no mean: not a number
    mean.absRel /= n, mean.delta1 /= n, mean.rmse /= n;
    mean.ssim /= static_cast<double>(structured_), mean.ssimOfSpan /= static_cast<double>(structured_);
    mean.answeredShare /= n;
    return mean;
  }

 private:
  DepthScore score_;
  std::size_t structured_ = 0; ///< pictures that have an SSIM
};

Result<DepthMap> estimate(const std::shared_ptr<Network>& network, const TrainingSample& sample, Told told,
                          const Progress& progress) {
  if (!network->manifest().looksThroughRim())
    return NetworkDepthModel(network).predict(sample.image, progress);
  auto rim = predictRimDepth(*network, sample.image, *rimCornersOf(sample), *sample.camera, sample.k1,
                             told == Told::everything ? sample.size : std::nullopt, progress);
  if (!rim) return rim.error();
  if (told != Told::everything)
    for (std::size_t k = 0; k < rim->depth.values.pixelCount(); ++k)
      rim->depth.values.data()[k] *= static_cast<float>(sample.size->first);
  return std::move(rim->depth);
}

/// One network with one kind of telling, at one place.
struct Contest {
  std::shared_ptr<Network> network;
  DepthSums sums;
  std::size_t shown = 0; ///< pictures
  bool looksThroughRim() const { return network->manifest().looksThroughRim(); }
};

std::vector<Contest> contestsOf(const Networks& networks) {
  std::vector<Contest> contests;
  const std::vector<std::string> names = networkNames(networks);
  const auto add = [&](std::size_t n, DepthPlace place, Told told) {
    DepthScore score;
    score.name = names[n];
    score.place = place;
    score.told = told;
    contests.push_back({networks[n], DepthSums(score), 0});
  };
  for (std::size_t n = 0; n < networks.size(); ++n) {
    const bool throughRim = networks[n]->manifest().looksThroughRim();
    add(n, DepthPlace::rim, Told::everything);
    if (throughRim)
      add(n, DepthPlace::rim, Told::camera);
    else
      add(n, DepthPlace::picture, Told::photo);
  }
  return contests;
}

/// Its figures, or none where it fails.
Result<std::vector<std::pair<std::string, double>>>
judge(Contest& contest, const TrainingSample& sample, const Result<Truth>& truth, const Progress& progress) {
  const auto failOr = [&contest](const Error& error) -> Result<std::vector<std::pair<std::string, double>>> {
    // Of a rim seen edge-on there is no pose, and an answer may not be in metres, or nothing but holes here;
    // the other pictures are judged all the same.
    if (error.code != ErrorCode::badInput) return error;
    contest.sums.fail();
    return std::vector<std::pair<std::string, double>>{};
  };
  if (!truth) return failOr({ErrorCode::badInput, truth.error().what, {}, {}});
  const auto depth = estimate(contest.network, sample, contest.sums.soFar().told, progress);
  if (!depth) return failOr(depth.error());
  auto added = contest.sums.add(*depth, *truth);
  if (!added) return failOr(added.error());
  return added;
}

Error nothingToJudge(const std::vector<Contest>& contests) {
  const bool anywhere = std::any_of(contests.begin(), contests.end(),
                                    [](const Contest& contest) { return !contest.looksThroughRim(); });
  return {ErrorCode::badInput,
          anywhere ? "no picture has depth in metres"
                   : "no picture has depth in metres, a camera, a size and four corners",
          {},
          "choose a synthetic set, or a project with depth"};
}

} // namespace

const char* nameOf(DepthPlace place) { return place == DepthPlace::rim ? "rim" : "picture"; }

Result<std::vector<DepthScore>> evaluateDepth(const Networks& networks, const SampleSource& source,
                                              const EvaluationOptions& options, const Progress& progress) {
  std::vector<Contest> contests = contestsOf(networks);
  const auto judgeAll = [&](const TrainingSample& sample, const Progress& stopOnly) -> Result<void> {
    if (!hasDepth(sample)) return {};
    const auto truth = truthOf(sample);
    const DepthPlace place = hasBox(sample) ? DepthPlace::rim : DepthPlace::picture;
    for (Contest& contest : contests) {
      const DepthScore& score = contest.sums.soFar();
      if (score.place != place) continue;
      ++contest.shown;
      const std::size_t failed = score.failed;
      auto figures = judge(contest, sample, truth, stopOnly);
      if (!figures) return figures.error();
      if (options.onPicture && (!figures->empty() || score.failed > failed))
        options.onPicture(
            {"depth", score.name,
             contest.looksThroughRim() ? std::string("true corners, ") + nameOf(score.told) : std::string(),
             sample.name, *std::move(figures)});
    }
    return {};
  };
  if (const auto judged = judgeSamples(source, options, "depth", progress, judgeAll); !judged)
    return judged.error();
  std::vector<DepthScore> scores;
  for (const Contest& contest : contests)
    if (contest.shown > 0) scores.push_back(contest.sums.score());
  if (scores.empty()) return nothingToJudge(contests);
  std::stable_sort(scores.begin(), scores.end(), [](const DepthScore& a, const DepthScore& b) {
    if (a.place != b.place) return a.place == DepthPlace::rim;
    return a.pictures > 0 && (b.pictures == 0 || a.absRel < b.absRel);
  });
  return scores;
}

} // namespace fillscope
