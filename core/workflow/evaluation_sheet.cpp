#include "core/workflow/evaluation_sheet.h"
#include "core/formats/contact_sheet.h"
#include "core/geometry/corner_metrics.h"
#include "core/inference/corner_detector.h"
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace fillscope {
namespace {

constexpr int mostColumns = 5;
constexpr RgbColour truthColour{60, 220, 90}, foundColour{255, 60, 220}, textColour{230, 232, 236};

struct Judged {
  double error = 0; ///< share of the diagonal
  SheetTile tile;
};

PictureOutline rimOutline(std::vector<Vec2> points, RgbColour colour) {
  if (points.size() == 8) points.resize(4); // rim, then floor
  return {std::move(points), colour};
}

Result<Judged> judge(Network& network, const TrainingSample& sample, int side, const Progress& progress) {
  std::vector<Vec2> truth, found;
  for (const Keypoint& point : sample.keypoints)
    truth.push_back(point.at);
  if (network.manifest().corners.keypoints.size() != truth.size())
    return Error{
        ErrorCode::badInput, "it has another number of keypoints than the network finds", sample.name, {}};
  const auto detected = detectCorners(network, sample.image, progress);
  if (!detected) return detected.error();
  for (const DetectedKeypoint& point : detected->points)
    found.push_back(point.point.at);
  const CornerErrors errors = cornerErrors(found, truth, truth.size() == 4);
  Judged judged;
  judged.error =
      std::accumulate(errors.share.begin(), errors.share.end(), 0.0) / static_cast<double>(truth.size());
  char percent[32];
  std::snprintf(percent, sizeof percent, "%.1f %%", 100 * judged.error);
  judged.tile = sheetTile(
      sample.image, {rimOutline(std::move(truth), truthColour), rimOutline(std::move(found), foundColour)},
      sample.name + "  " + percent, side);
  return judged;
}

void keepWorst(std::vector<Judged>& judged, std::size_t most) {
  std::stable_sort(judged.begin(), judged.end(),
                   [](const Judged& a, const Judged& b) { return a.error > b.error; });
  if (judged.size() > most) judged.resize(most);
}

} // namespace

Result<Image> cornerSheet(Network& network, const SampleSource& source, const SheetOptions& options,
                          const Progress& progress) {
  const std::size_t count = options.limit ? std::min(options.limit, source.size()) : source.size();
  const std::size_t most = std::max<std::size_t>(options.most, 1);
  const Progress stopOnly{{}, progress.isCancelled};
  const int side = std::min(count, most) <= 4 ? 560 : 320; // of a tile: few are looked at closely
  std::vector<Judged> worst;
  for (std::size_t i = 0; i < count; ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(count), "sheet");
    const auto sample = source.load(i);
    if (!sample && sample.error().code == ErrorCode::cancelled) return sample.error();
    if (!sample) continue; // whoever judges tells it
    auto judged = judge(network, *sample, side, stopOnly);
    if (!judged) return judged.error();
    worst.push_back(std::move(*judged));
    if (worst.size() >= 2 * most) keepWorst(worst, most);
  }
  if (worst.empty()) return Error{ErrorCode::badInput, "there is no picture to show", {}, {}};
  keepWorst(worst, most);
  std::vector<SheetTile> tiles;
  for (Judged& judged : worst)
    tiles.push_back(std::move(judged.tile));
  // As square as can be, for few pictures.
  const int columns =
      std::min(mostColumns, static_cast<int>(std::ceil(std::sqrt(static_cast<double>(tiles.size())))));
  return contactSheet(std::move(tiles),
                      {{"true", truthColour},
                       {network.manifest().id, foundColour},
                       {"mean distance in % of the diagonal, worst first", textColour}},
                      columns, side);
}

} // namespace fillscope
