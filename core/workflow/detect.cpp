#include "core/workflow/detect.h"
#include "core/geometry/guess_camera.h"
#include "core/geometry/straight_view.h"
#include "core/workflow/choose_network.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr double ninetyPercent = 1.645; // standard errors to each side of the middle 90 %
constexpr double leastHalfWidth = 3;    // points

Result<std::shared_ptr<Network>> loaded(ModelRegistry& registry, const std::string& id, NetworkUse use,
                                        const Progress& progress) {
  const auto chosen = chooseNetwork(registry, id, use);
  if (!chosen) return chosen.error();
  progress.report(-1, "loading " + *chosen);
  auto network = registry.network(*chosen);
  if (network && progress.cancelled()) return cancelledError();
  return network;
}

/// Brings the network's own figure and its error into a report that was measured on its depth.
void weighIn(PredictedFill& fill, const ModelManifest& manifest, double cameraDoubt) {
  FillReport& report = fill.report;
  const double weight = manifest.fillFigureWeight;
  const double moved = weight * (fill.figurePercent - fill.volumePercent);
  report.fillPercent = std::clamp(fill.volumePercent + moved, 0.0, 100.0);
  report.emptySpacePercent = 100 - report.fillPercent;
  const double half = std::max(leastHalfWidth, std::hypot(ninetyPercent * fill.figureError, cameraDoubt));
  report.fillLow = std::clamp(std::min(report.fillLow, report.fillPercent - half), 0.0, 100.0);
  report.fillHigh = std::clamp(std::max(report.fillHigh, report.fillPercent + half), 0.0, 100.0);
  if (report.boxLitres) report.contentLitres = report.fillPercent / 100 * *report.boxLitres;
}

void dropScale(FillReport& report) {
  report.contentLitres.reset();
  report.boxLitres.reset();
  report.overfillLitres.reset();
  report.cutHeight.reset();
  report.rim.metric = false;
  report.sizeMeasured = true;
}

void addWarnings(PredictedFill& fill, const ModelManifest& manifest) {
  auto& warnings = fill.report.warnings;
  warnings.insert(
      warnings.begin(),
      {"depth-predicted",
       "The depth was predicted from the photo by the network %1, not measured: the interval holds "
       "nine of ten boxes like those it was trained on.",
       "Use a depth camera where the figure matters.",
       {manifest.id}});
  if (!fill.scaleKnown)
    warnings.push_back(
        {"scale-unknown",
         "The size of the box is unknown: its inner height was estimated from the photo, and there "
         "are no litres and no cut height.",
         "Type in the inner size."});
}

/// Networks and volumes know pinholes alone: the lens is taken out of picture and corners beforehand.
Result<PredictedFill> predictThroughLens(Network& network, const Image& picture, const RimCorners& corners,
                                         const CameraIntrinsics& camera, const std::optional<BoxSize>& size,
                                         const FillOptions& options, const Progress& progress, double k1) {
  const CameraIntrinsics own = camera.scaledTo(picture.width(), picture.height());
  const StraightView view(own, k1);
  auto fill = predictFill(network, view.straightPicture(picture), view.straightened(corners), view.camera(),
                          size, options, progress);
  if (!fill) return fill;
  fill->depth.values = view.asSeen(fill->depth.values);
  fill->report.pixelClass = view.asSeen(fill->report.pixelClass);
  fill->report.camera = own;
  fill->report.k1 = k1;
  return fill;
}

} // namespace

Result<DetectedCorners> detectCorners(ModelRegistry& registry, const std::string& id, const Image& picture,
                                      const Progress& progress) {
  const auto network = loaded(registry, id, NetworkUse::corners, progress);
  if (!network) return network.error();
  return detectCorners(**network, picture, progress);
}

std::vector<DetectedKeypoint> rimPoints(const DetectedCorners& corners) {
  constexpr std::size_t rim = 4, rimAndFloor = 8;
  if (corners.points.size() == rim) return corners.points;
  std::vector<DetectedKeypoint> ordered;
  if (corners.points.size() != rimAndFloor) return ordered;
  std::vector<Vec2> places;
  for (std::size_t k = 0; k < rim; ++k)
    places.push_back(corners.points[k].point.at);
  for (const int k : clockwiseFromTopLeft(places))
    ordered.push_back(corners.points[static_cast<std::size_t>(k)]);
  return ordered;
}

Rim proposedRim(const DetectedCorners& corners, const std::string& network) {
  Rim rim;
  rim.origin = {RimSource::model, network, {}, false};
  for (const DetectedKeypoint& point : rimPoints(corners)) {
    rim.corners.push_back(point.point.at);
    rim.visibility.push_back(point.point.visibility);
    rim.origin.confidence.push_back(std::round(1000 * point.confidence) / 1000); // more says nothing
  }
  return rim;
}

Result<RimCorners> rimFrom(const DetectedCorners& corners) {
  RimCorners rim;
  if (const auto points = rimPoints(corners); !points.empty()) {
    for (std::size_t k = 0; k < rim.size(); ++k)
      rim[k] = points[k].point.at;
    if (checkRim(rim) == RimFault::none) return rim;
  }
  return Error{ErrorCode::badInput, "the corners that the network found are no rim of a box", "corners",
               "place the four corners of the inner rim by hand"};
}

Result<PredictedFill> predictFill(Network& network, const Image& picture, const RimCorners& corners,
                                  const std::optional<CameraIntrinsics>& camera,
                                  const std::optional<BoxSize>& size, const FillOptions& options,
                                  const Progress& progress, double k1) {
  if (camera && k1 != 0)
    return predictThroughLens(network, picture, corners, *camera, size, options, progress, k1);
  const ModelManifest& manifest = network.manifest();
  const Progress stopOnly{{}, progress.isCancelled};
  GuessedCamera used;
  if (camera)
    used.camera = camera->scaledTo(picture.width(), picture.height());
  else
    used = guessCamera(corners, picture.width(), picture.height(), size);
  progress.report(0, "looking through the rim");
  auto rim = predictRimDepth(network, picture, corners, used.camera, size, stopOnly);
  if (!rim) return rim.error();

  progress.report(0.5, "measuring the fill");
  FillRequest request;
  request.depth = std::make_shared<const DepthMap>(std::move(rim->fillDepth));
  request.corners = corners;
  request.camera = used.camera;
  request.size = rim->size;
  request.options = options;
  request.cameraDoubt = used.doubt;
  auto report = measureFill(request, stopOnly);
  if (!report) return report.error();

  PredictedFill fill;
  fill.report = std::move(*report);
  fill.depth = std::move(rim->depth);
  fill.size = rim->size;
  fill.depthEstimated = rim->depthEstimated;
  fill.scaleKnown = rim->rim.metric;
  fill.volumePercent = fill.report.fillPercent;
  fill.figurePercent = 100 * rim->answer.fill;
  fill.figureError = 100 * std::exp(std::min(0.0, rim->answer.fillError)) * manifest.fillSigmaScale;
  weighIn(fill, manifest, used.doubt);
  fill.report.method = "depth predicted by " + manifest.id +
                       (fill.depthEstimated ? "; inner height estimated" : "; size given");
  if (!fill.scaleKnown) {
    dropScale(fill.report);
    fill.depth.kind = DepthKind::relative;
    fill.depth.unit.clear();
  }
  addWarnings(fill, manifest);
  progress.report(1);
  return fill;
}

Result<PredictedFill> predictFill(ModelRegistry& registry, const std::string& id, const Image& picture,
                                  const RimCorners& corners, const std::optional<CameraIntrinsics>& camera,
                                  const std::optional<BoxSize>& size, const FillOptions& options,
                                  const Progress& progress, double k1) {
  const auto network = loaded(registry, id, NetworkUse::rimDepth, progress);
  if (!network) return network.error();
  return predictFill(**network, picture, corners, camera, size, options, progress, k1);
}

} // namespace fillscope
