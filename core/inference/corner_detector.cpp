#include "core/inference/corner_detector.h"
#include "core/inference/network_answer.h"
#include <algorithm>
#include <array>
#include <cmath>

namespace fillscope {
namespace {

// What a second look may change: a corner's move as a share of the outline's diagonal, and its confidence.
constexpr double farthestMove = 0.12, leastTrust = 0.7;
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

/// A network's answer to one view, in input coordinates.
std::vector<HeatPeak> peaksOf(const Tensor& places, const ModelManifest& manifest) {
  if (!manifest.corners.regression) return decodeHeatMaps(places, manifest.inputWidth);
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

/// Whether the second look saw the same box, and not worse.
bool agrees(const DetectedCorners& first, const DetectedCorners& second) {
  if (second.confidence < leastTrust * first.confidence) return false;
  if (first.points.size() == 4 && isRim(first) && !isRim(second)) return false;
  const double allowed = farthestMove * diagonalOf(first.points);
  for (std::size_t k = 0; k < first.points.size(); ++k)
    if (norm(second.points[k].point.at - first.points[k].point.at) > allowed) return false;
  return true;
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
  progress.report(0, "looking for the box");
  const Progress stopOnly{{}, progress.isCancelled};
  const CornerView whole =
      wholePictureView(picture.width(), picture.height(), manifest.inputWidth, manifest.corners.border);
  auto first = look(network, picture, whole, stopOnly);
  if (!first || (passes > 0 ? passes : manifest.corners.passes) < 2 || first->points.size() < 3) return first;
  if (diagonalOf(first->points) < smallestBox) return first;

  progress.report(0.5, "looking at the box alone");
  const CornerView closer = boxView(placesOf(*first), manifest.inputWidth, manifest.corners.boxShare);
  auto second = look(network, picture, closer, stopOnly);
  if (!second) return second;
  progress.report(1);
  if (!agrees(*first, *second)) return first;
  second->passes = 2;
  return second;
}

} // namespace fillscope
