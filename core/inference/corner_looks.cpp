#include "core/inference/corner_looks.h"
#include "core/inference/heat_map_means.h"
#include "core/inference/network_answer.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr int mostPeaks = 4;   // of a heat map that may be a corner
constexpr double unsure = 0.9; // below that a corner is put where it is least wrong on average

KeypointVisibility visibilityOf(const Image& picture, Vec2 at, const float* logits) {
  const bool inside = at.x >= 0 && at.y >= 0 && at.x <= picture.width() && at.y <= picture.height();
  if (!inside) return KeypointVisibility::outside;
  // A point that the picture holds is not outside it, whatever the network thinks.
  const bool hidden = logits && logits[1] > logits[2];
  return hidden ? KeypointVisibility::hidden : KeypointVisibility::visible;
}

/// Of four maps' peaks those that together are the likeliest outline of a rim: where a map is of two minds,
/// the strongest peak of each alone may name one corner twice. The strongest where no choice is an outline.
/// mirrored: the maps' corners run the other way round, as a picture held mirrored had them.
std::vector<HeatPeak> likeliestRim(const std::vector<std::vector<HeatPeak>>& maps, bool mirrored) {
  std::vector<HeatPeak> best, choice(4);
  for (const auto& peaks : maps)
    best.push_back(peaks.front());
  double bestChance = 0;
  RimCorners rim;
  const auto choose = [&](const auto& next, std::size_t k, double chance) -> void {
    if (chance <= bestChance) return;
    if (k == 4) {
      const RimCorners clockwise = mirrored ? RimCorners{rim[0], rim[3], rim[2], rim[1]} : rim;
      if (checkRim(clockwise) == RimFault::none) bestChance = chance, best = choice;
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
std::vector<HeatPeak> peaksOf(const Tensor& places, const ModelManifest& manifest, bool mirrored = false) {
  if (!manifest.corners.regression) {
    const auto maps = decodeHeatPeaks(places, manifest.inputWidth, mostPeaks);
    if (maps.size() == 4) return likeliestRim(maps, mirrored);
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

Result<void> checkSquare(const ModelManifest& manifest, const Tensor& maps) {
  if (maps.shape.back() == maps.shape[maps.shape.size() - 2]) return {};
  return Error{ErrorCode::badInput, "heat maps that are not square cannot be turned", manifest.id,
               "remove \"starts\" and \"final_views\" from its manifest"};
}

/// What the network answers to one input held in each of the first orientations, brought together as if it
/// had been held plainly all the time.
Result<std::vector<Tensor>> answersFromSides(Network& network, const Tensor& input,
                                             const Progress& progress) {
  const auto views = static_cast<std::size_t>(network.manifest().corners.finalViews);
  std::vector<Tensor> maps;
  std::vector<float> visibility;
  for (std::size_t v = 0; v < views; ++v) {
    const LookOrientation held = lookOrientations[v];
    const auto outputs = network.run(oriented(input, held), progress);
    if (!outputs) return outputs.error();
    if (const auto right = checkAnswer(network.manifest(), *outputs); !right) return right.error();
    if (const auto square = checkSquare(network.manifest(), outputs->front()); !square) return square.error();
    const Tensor seen = orientedBack(outputs->front(), held);
    const auto names = matchingMaps(maps.empty() ? seen : maps.front(), seen, held.mirrored);
    Tensor named = seen;
    const std::size_t cells = seen.values.size() / 4;
    for (std::size_t k = 0; k < 4; ++k)
      std::copy_n(seen.values.data() + names[k] * cells, cells, named.values.data() + k * cells);
    maps.push_back(std::move(named));
    if (outputs->size() > 1) {
      const auto& said = (*outputs)[1].values;
      visibility.resize(said.size(), 0);
      for (std::size_t k = 0; k < visibility.size(); ++k)
        visibility[k] += said[3 * names[k / 3] + k % 3] / static_cast<float>(views);
    }
  }
  std::vector<Tensor> together{meanHeatMaps(maps)};
  if (!visibility.empty())
    together.push_back({{1, static_cast<std::int64_t>(visibility.size())}, std::move(visibility)});
  return together;
}

DetectedCorners read(const Look& looking, const CornerView& view, const std::vector<Tensor>& outputs,
                     const std::vector<HeatPeak>& peaks) {
  DetectedCorners found;
  found.confidence = 1;
  for (std::size_t k = 0; k < peaks.size(); ++k) {
    const Vec2 at = view.toPicture(peaks[k].at);
    const float* logits = outputs.size() > 1 ? outputs[1].values.data() + 3 * k : nullptr;
    found.points.push_back({{at, visibilityOf(looking.picture, at, logits)}, peaks[k].confidence});
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

} // namespace

std::vector<Vec2> placesOf(const DetectedCorners& corners) {
  std::vector<Vec2> places;
  for (const auto& p : corners.points)
    places.push_back(p.point.at);
  return places;
}

Result<DetectedCorners> look(const Look& looking, const CornerView& view, LookOrientation held) {
  const ModelManifest& manifest = looking.network.manifest();
  auto outputs =
      looking.network.run(oriented(cornerInput(looking.picture, view, manifest), held), looking.progress);
  if (!outputs) return outputs.error();
  if (const auto right = checkAnswer(manifest, *outputs); !right) return right.error();
  if (held != LookOrientation{}) {
    if (const auto square = checkSquare(manifest, outputs->front()); !square) return square.error();
    outputs->front() = orientedBack(outputs->front(), held);
  }
  return read(looking, view, *outputs, peaksOf(outputs->front(), manifest, held.mirrored));
}

Result<DetectedCorners> lookFromSides(const Look& looking, const CornerView& view) {
  const ModelManifest& manifest = looking.network.manifest();
  const auto outputs =
      answersFromSides(looking.network, cornerInput(looking.picture, view, manifest), looking.progress);
  if (!outputs) return outputs.error();
  auto peaks = peaksOf(outputs->front(), manifest);
  for (std::size_t k = 0; k < peaks.size(); ++k)
    if (peaks[k].confidence < unsure)
      peaks[k].at = medianPlace(outputs->front(), k, manifest.inputWidth, peaks[k].at);
  return read(looking, view, *outputs, peaks);
}

} // namespace fillscope
