#include "core/inference/corner_detector.h"
#include "core/inference/network_answer.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace fillscope {
namespace {

// What a further look may change: a corner's move as a share of the outline's diagonal, and its confidence.
constexpr double farthestMove = 0.25, leastTrust = 0.5;
constexpr int mostPeaks = 4;      // of a heat map that may be a corner
constexpr double smallestBox = 4; // pixels; nothing to look at again below that

double diagonalOf(const std::vector<DetectedKeypoint>& points) {
  Vec2 low = points.front().point.at, high = low;
  for (const auto& p : points) {
    low = {std::min(low.x, p.point.at.x), std::min(low.y, p.point.at.y)};
    high = {std::max(high.x, p.point.at.x), std::max(high.y, p.point.at.y)};
  }
  return norm(high - low);
}

std::vector<Vec2> placesOf(const DetectedCorners& corners) {
  std::vector<Vec2> places;
  for (const auto& p : corners.points)
    places.push_back(p.point.at);
  return places;
}

bool isRim(const DetectedCorners& corners) {
  RimCorners rim;
  for (std::size_t k = 0; k < 4; ++k)
    rim[k] = corners.points[k].point.at;
  return checkRim(rim) == RimFault::none;
}

KeypointVisibility visibilityOf(const Image& picture, Vec2 at, const float* logits) {
  const bool inside = at.x >= 0 && at.y >= 0 && at.x <= picture.width() && at.y <= picture.height();
  if (!inside) return KeypointVisibility::outside;
  // A point that the picture holds is not outside it, whatever the network thinks.
  const bool hidden = logits && logits[1] > logits[2];
  return hidden ? KeypointVisibility::hidden : KeypointVisibility::visible;
}

/// Of four maps' peaks those that together are the likeliest outline of a rim: where a map is of two minds,
/// the strongest peak of each alone may name one corner twice. The strongest where no choice is an outline.
std::vector<HeatPeak> likeliestRim(const std::vector<std::vector<HeatPeak>>& maps) {
  std::vector<HeatPeak> best, choice(4);
  for (const auto& peaks : maps)
    best.push_back(peaks.front());
  double bestChance = 0;
  RimCorners rim;
  const auto choose = [&](const auto& next, std::size_t k, double chance) -> void {
    if (chance <= bestChance) return;
    if (k == 4) {
      if (checkRim(rim) == RimFault::none) bestChance = chance, best = choice;
      return;
    }
    for (const HeatPeak& peak : maps[k]) {
      choice[k] = peak;
      rim[k] = peak.at;
      next(next, k + 1, chance * peak.confidence);
    }
  };
  choose(choose, 0, 1);
  return best;
}

/// A network's answer to one view, in input coordinates.
std::vector<HeatPeak> peaksOf(const Tensor& places, const ModelManifest& manifest) {
  if (!manifest.corners.regression) {
    const auto maps = decodeHeatPeaks(places, manifest.inputWidth, mostPeaks);
    if (maps.size() == 4) return likeliestRim(maps);
    return decodeHeatMaps(places, manifest.inputWidth);
  }
  std::vector<HeatPeak> peaks;
  for (std::size_t k = 0; k + 1 < places.values.size(); k += 2) {
    const Vec2 share{places.values[k], places.values[k + 1]};
    const bool finite = std::isfinite(share.x) && std::isfinite(share.y);
    peaks.push_back(
        {manifest.inputWidth * (finite ? share : Vec2{0.5, 0.5}), finite ? manifest.corners.confidence : 0});
  }
  return peaks;
}

Result<DetectedCorners> look(Network& network, const Image& picture, const CornerView& view,
                             const Progress& progress) {
  const ModelManifest& manifest = network.manifest();
  const auto outputs = network.run(cornerInput(picture, view, manifest), progress);
  if (!outputs) return outputs.error();
  if (const auto right = checkAnswer(manifest, *outputs); !right) return right.error();
  const auto peaks = peaksOf(outputs->front(), manifest);
  DetectedCorners found;
  found.confidence = 1;
  for (std::size_t k = 0; k < peaks.size(); ++k) {
    const Vec2 at = view.toPicture(peaks[k].at);
    const float* logits = outputs->size() > 1 ? (*outputs)[1].values.data() + 3 * k : nullptr;
    found.points.push_back({{at, visibilityOf(picture, at, logits)}, peaks[k].confidence});
    found.confidence = std::min(found.confidence, peaks[k].confidence);
  }
  if (found.points.size() == 4) {
    const auto order = clockwiseFromTopLeft(placesOf(found));
    auto points = found.points;
    for (std::size_t k = 0; k < 4; ++k)
      points[k] = found.points[static_cast<std::size_t>(order[k])];
    found.points = std::move(points);
  }
  return found;
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

/// Looks again through this view and keeps the answer where it agrees with the one before.
Result<bool> lookAgain(Network& network, const Image& picture, const CornerView& view,
                       const Progress& progress, DetectedCorners& found) {
  auto again = look(network, picture, view, progress);
  if (!again) return again.error();
  if (!agrees(found, *again)) return false;
  const int passes = found.passes + 1;
  found = *std::move(again);
  found.passes = passes;
  return true;
}

std::optional<CornerView> rectified(const DetectedCorners& found, const ModelManifest& manifest) {
  if (found.points.size() != 4) return {};
  const auto places = placesOf(found);
  return rectifiedView({places[0], places[1], places[2], places[3]}, manifest.inputWidth,
                       manifest.corners.rectifiedBoxShare);
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
  const int looks = passes > 0 ? passes : manifest.corners.passes;
  progress.report(0, "looking for the box");
  const Progress stopOnly{{}, progress.isCancelled};
  auto found =
      look(network, picture,
           wholePictureView(picture.width(), picture.height(), manifest.inputWidth, manifest.corners.border),
           stopOnly);
  if (!found || looks < 2 || found->points.size() < 3) return found;
  if (diagonalOf(found->points) < smallestBox) return found;

  progress.report(1.0 / looks, "looking at the box alone");
  const auto closer = boxView(placesOf(*found), manifest.inputWidth, manifest.corners.boxShare);
  if (const auto done = lookAgain(network, picture, closer, stopOnly, *found); !done) return done.error();
  for (int k = 2; k < looks; ++k) {
    const auto straight = rectified(*found, manifest);
    if (!straight) break;
    progress.report(static_cast<double>(k) / looks, "looking at the rim");
    const auto done = lookAgain(network, picture, *straight, stopOnly, *found);
    if (!done) return done.error();
    if (!*done) break;
  }
  progress.report(1);
  return found;
}

} // namespace fillscope
