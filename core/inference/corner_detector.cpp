#include "core/inference/corner_detector.h"
#include "core/inference/corner_looks.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace fillscope {
namespace {

// What a further look may change: a corner's move as a share of the outline's diagonal, and its confidence.
constexpr double farthestMove = 0.25, leastTrust = 0.5;
constexpr double smallestBox = 4; // pixels; nothing to look at again below that
// What outlines of several starts are compared by: see networks.md.
constexpr double trustWeight = 7.5, usualSkew = 0.03, leastChance = 1e-3;

double diagonalOf(const std::vector<DetectedKeypoint>& points) {
  Vec2 low = points.front().point.at, high = low;
  for (const auto& p : points) {
    low = {std::min(low.x, p.point.at.x), std::min(low.y, p.point.at.y)};
    high = {std::max(high.x, p.point.at.x), std::max(high.y, p.point.at.y)};
  }
  return norm(high - low);
}

bool isRim(const DetectedCorners& corners) {
  RimCorners rim;
  for (std::size_t k = 0; k < 4; ++k)
    rim[k] = corners.points[k].point.at;
  return checkRim(rim) == RimFault::none;
}

/// Whether another look saw the same box, and not worse.
bool agrees(const DetectedCorners& first, const DetectedCorners& second) {
  if (second.confidence < leastTrust * first.confidence) return false;
  if (first.points.size() == 4 && isRim(first) && !isRim(second)) return false;
  const double allowed = farthestMove * diagonalOf(first.points);
  for (std::size_t k = 0; k < first.points.size(); ++k)
    if (norm(second.points[k].point.at - first.points[k].point.at) > allowed) return false;
  return true;
}

/// Keeps what another look found where it agrees with the one before.
bool takeUp(DetectedCorners again, DetectedCorners& found) {
  if (!agrees(found, again)) return false;
  const int passes = found.passes + 1;
  found = std::move(again);
  found.passes = passes;
  return true;
}

std::optional<CornerView> rectified(const DetectedCorners& found, const ModelManifest& manifest) {
  if (found.points.size() != 4) return {};
  const auto places = placesOf(found);
  return rectifiedView({places[0], places[1], places[2], places[3]}, manifest.inputWidth,
                       manifest.corners.rectifiedBoxShare);
}

/// How likely an outline is right: the product of its corners' confidences, and how nearly its opposite sides
/// are parallel and as long as each other, as a box's are that is not seen from very near. What mixes the
/// corners of two boxes is neither.
double plausibility(const DetectedCorners& found) {
  if (!isRim(found)) return -std::numeric_limits<double>::infinity();
  const auto& p = found.points;
  double trust = 0;
  for (const auto& point : p)
    trust += std::log(point.confidence + leastChance);
  const auto at = [&](std::size_t k) { return p[k].point.at; };
  const double diagonal = std::max(norm(at(2) - at(0)), norm(at(3) - at(1)));
  const double skew = norm(at(0) - at(1) + at(2) - at(3)) / diagonal;
  return trustWeight * trust - std::log(skew + usualSkew);
}

/// How the looks of one detection are planned.
struct Plan {
  int looks = 1;              ///< one after the other, from one start
  std::size_t starts = 1;     ///< first looks, each from another side
  bool lastFromSides = false; ///< whether one more is taken, from several sides at once
  double done = 0;            ///< looks taken by now, of all
  double all() const { return static_cast<double>(starts) * looks + (lastFromSides ? 1 : 0); }
};

Plan planOf(const ModelManifest& manifest, int passes) {
  const auto& corners = manifest.corners;
  Plan plan;
  plan.looks = passes > 0 ? passes : corners.passes;
  // Told to look less often than the manifest says, to look plainly is what is asked.
  if (plan.looks < corners.passes || corners.regression || corners.keypoints.size() != 4) return plan;
  plan.starts = static_cast<std::size_t>(corners.starts);
  plan.lastFromSides = plan.looks > 2 && corners.finalViews > 1;
  return plan;
}

/// Looks from one start: the whole picture, the box alone, the rim made square.
Result<DetectedCorners> follow(const Look& looking, LookOrientation held, Plan& plan,
                               const Progress& progress) {
  const ModelManifest& manifest = looking.network.manifest();
  const auto report = [&](const char* what) { progress.report(plan.done++ / plan.all(), what); };
  const double before = plan.done;
  report("looking for the box");
  auto found = look(looking,
                    wholePictureView(looking.picture.width(), looking.picture.height(), manifest.inputWidth,
                                     manifest.corners.border),
                    held);
  if (found && plan.looks > 1 && found->points.size() >= 3 && diagonalOf(found->points) >= smallestBox) {
    report("looking at the box alone");
    auto closer = look(looking, boxView(placesOf(*found), manifest.inputWidth, manifest.corners.boxShare));
    if (!closer) return closer;
    takeUp(*std::move(closer), *found);
    for (int k = 2; k < plan.looks; ++k) {
      const auto straight = rectified(*found, manifest);
      if (!straight) break;
      report("looking at the rim");
      auto again = look(looking, *straight);
      if (!again) return again;
      if (!takeUp(*std::move(again), *found)) break;
    }
  }
  plan.done = before + plan.looks;
  return found;
}

} // namespace

Result<DetectedCorners> detectCorners(Network& network, const Image& picture, const Progress& progress,
                                      int passes) {
  const ModelManifest& manifest = network.manifest();
  if (manifest.task != ModelTask::corners)
    return Error{ErrorCode::badInput, "this network finds no corners", manifest.id,
                 "choose a corners network"};
  if (picture.empty() || (picture.channels() != 1 && picture.channels() != 3))
    return Error{ErrorCode::badInput, "a picture with 1 or 3 channels is needed", {}, {}};
  Plan plan = planOf(manifest, passes);
  const Progress stopOnly{{}, progress.isCancelled};
  const Look looking{network, picture, stopOnly};
  auto best = follow(looking, {}, plan, progress);
  for (std::size_t start = 1; best && start < plan.starts; ++start) {
    auto other = follow(looking, lookOrientations[start], plan, progress);
    if (!other) return other;
    if (plausibility(*other) > plausibility(*best)) best = std::move(other);
  }
  if (!best) return best;
  const bool looksFromSides = plan.lastFromSides && diagonalOf(best->points) >= smallestBox;
  if (const auto straight = looksFromSides ? rectified(*best, manifest) : std::nullopt) {
    progress.report(plan.done / plan.all(), "looking from several sides");
    auto last = lookFromSides(looking, *straight);
    if (!last) return last;
    takeUp(*std::move(last), *best);
  }
  progress.report(1);
  return best;
}

} // namespace fillscope
