#include "core/geometry/lens.h"
#include "core/imaging/compare_depth.h"
#include "core/inference/network_depth_model.h"
#include "core/learning/examples.h"
#include "core/workflow/evaluate.h"
#include "core/workflow/predict.h"
#include <algorithm>
#include <limits>

namespace fillscope {
namespace {

bool hasDepth(const TrainingSample& sample) {
  return sample.keypoints.size() >= 4 && sample.camera && sample.size && sample.size->plausible() &&
         !sample.depth.values.empty() && sample.depth.kind == DepthKind::metric;
}

/// The depth where the pixel's centre lies inside the convex outline; 0 elsewhere.
DepthMap insideRim(const DepthMap& depth, const RimCorners& corners) {
  DepthMap inside = depth;
  for (int y = 0; y < depth.height(); ++y)
    for (int x = 0; x < depth.width(); ++x)
      for (std::size_t k = 0; k < 4; ++k) {
        const Vec2 a = corners[k], b = corners[(k + 1) % 4];
        if (cross(b - a, Vec2{x + 0.5, y + 0.5} - a) < 0) inside.values.at(x, y) = 0;
      }
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

class DepthSums {
 public:
  explicit DepthSums(DepthScore score)
      : score_(std::move(score)) {}

  /// holds: the depths that the box can hold, metres.
  /// This picture's figures; none where the truth has no two depths.
  Result<std::vector<std::pair<std::string, double>>> add(const DepthMap& estimate, const DepthMap& truth,
                                                          std::pair<double, double> holds) {
    float low = std::numeric_limits<float>::max(), high = 0;
    std::size_t known = 0;
    for (std::size_t k = 0; k < truth.values.pixelCount(); ++k)
      if (const float v = truth.values.data()[k]; DepthMap::isMeasured(v))
        low = std::min(low, v), high = std::max(high, v), ++known;
    std::vector<std::pair<std::string, double>> figures;
    if (!(high > low)) return figures;
    CompareOptions options;
    options.range = holds;
    const auto compared = compareDepth(estimate, truth, options);
    if (!compared) return compared.error();
    options.range = std::pair<double, double>(low, high);
    const auto ofSpan = compareDepth(estimate, truth, options);
    if (!ofSpan) return ofSpan.error();
    const double answered = static_cast<double>(compared->validPixels) / static_cast<double>(known);
    score_.answeredShare += answered;
    score_.ssimOfSpan += ofSpan->ssim;
    ++score_.pictures;
    score_.absRel += compared->metrics.absRel;
    score_.delta1 += compared->metrics.delta1;
    score_.rmse += compared->metrics.rmse;
    score_.ssim += compared->ssim;
    figures = {{"abs_rel", compared->metrics.absRel}, {"delta1", compared->metrics.delta1},
               {"rmse_m", compared->metrics.rmse},    {"ssim", compared->ssim},
               {"ssim_of_span", ofSpan->ssim},        {"answered_share", answered}};
    return figures;
  }

  void fail() { ++score_.failed; }

  DepthScore score() const {
    DepthScore mean = score_;
    const auto n = static_cast<double>(mean.pictures); // of none there is no mean: not a number
    mean.absRel /= n, mean.delta1 /= n, mean.rmse /= n, mean.ssim /= n, mean.ssimOfSpan /= n;
    mean.answeredShare /= n;
    return mean;
  }

 private:
  DepthScore score_;
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

} // namespace

Result<std::vector<DepthScore>> evaluateDepth(const Networks& networks, const SampleSource& source,
                                              const EvaluationOptions& options, const Progress& progress) {
  struct Contest {
    std::shared_ptr<Network> network;
    std::string name;
    Told told;
    DepthSums sums;
  };
  std::vector<Contest> contests;
  const std::vector<std::string> names = networkNames(networks);
  for (std::size_t n = 0; n < networks.size(); ++n)
    for (const Told told : {Told::everything, Told::camera}) {
      if (told == Told::camera && !networks[n]->manifest().looksThroughRim()) continue;
      DepthScore score;
      score.name = names[n];
      score.told = told;
      contests.push_back({networks[n], names[n], told, DepthSums(score)});
    }
  const std::size_t count = options.limit ? std::min(options.limit, source.size()) : source.size();
  const Progress stopOnly{{}, progress.isCancelled};
  std::size_t usable = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(count), "depth");
    const auto sample = source.load(i);
    if (!sample) return sample.error();
    if (!hasDepth(*sample)) continue;
    ++usable;
    using Figures = std::vector<std::pair<std::string, double>>;
    const auto tell = [&](const Contest& contest, Figures figures) {
      if (options.onPicture)
        options.onPicture({"depth", contest.name,
                           contest.network->manifest().looksThroughRim()
                               ? std::string("true corners, ") + nameOf(contest.told)
                               : std::string(),
                           sample->name, std::move(figures)});
    };
    const auto fail = [&](Contest& contest) {
      contest.sums.fail();
      tell(contest, {});
    };
    const auto rim = truePose(*sample);
    if (!rim) {
      for (Contest& contest : contests)
        fail(contest);
      continue;
    }
    const auto held = depthsHeld(*rim, *sample->size);
    DepthMap truth = insideRim(sample->depth, *rimCornersOf(*sample));
    dropAboveRim(truth, *sample, *rim);
    for (Contest& contest : contests) {
      const auto depth = estimate(contest.network, *sample, contest.told, stopOnly);
      // Of a rim seen edge-on there is no pose; the other pictures are judged all the same.
      if (!depth && depth.error().code == ErrorCode::badInput) {
        fail(contest);
        continue;
      }
      if (!depth) return depth.error();
      const auto added = contest.sums.add(*depth, truth, held);
      // An answer that is not in metres, or is nothing but holes here.
      if (!added && added.error().code == ErrorCode::badInput) {
        fail(contest);
        continue;
      }
      if (!added) return added.error();
      if (!added->empty()) tell(contest, *added);
    }
  }
  if (usable == 0)
    return Error{ErrorCode::badInput,
                 "no picture has depth in metres, a camera, a size and four corners",
                 {},
                 "choose a synthetic set, or a project with depth"};
  std::vector<DepthScore> scores;
  for (const Contest& contest : contests)
    scores.push_back(contest.sums.score());
  std::stable_sort(scores.begin(), scores.end(), [](const DepthScore& a, const DepthScore& b) {
    return a.pictures > 0 && (b.pictures == 0 || a.absRel < b.absRel);
  });
  return scores;
}

} // namespace fillscope
