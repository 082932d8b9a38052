#include "core/inference/corner_detector.h"
#include "core/inference/rim_view.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

// What a box's depth may be, as a share of its opening's mean side; beyond that an answer is no depth.
constexpr double shallowest = 0.05, deepest = 4;

/// The rim numbered from the picture's top-left corner on, as networks are trained; turned: by how many
/// corners it was turned.
struct TurnedRim {
  RimCorners corners;
  std::optional<BoxSize> size;
  std::size_t turned = 0;
};

TurnedRim fromTopLeft(const RimCorners& corners, const std::optional<BoxSize>& size) {
  TurnedRim rim;
  rim.turned = static_cast<std::size_t>(clockwiseFromTopLeft({corners.begin(), corners.end()}).front());
  for (std::size_t k = 0; k < 4; ++k)
    rim.corners[k] = corners[(k + rim.turned) % 4];
  rim.size = size;
  if (size && rim.turned % 2) std::swap(rim.size->first, rim.size->second);
  return rim;
}

Result<RimAnswer> ask(Network& network, const RimView& view, const Progress& progress) {
  const auto outputs = network.run(view.input, progress);
  if (!outputs) return outputs.error();
  return rimAnswer(*outputs, view.shape);
}

void scale(DepthMap& depth, double factor) {
  for (std::size_t k = 0; k < depth.values.pixelCount(); ++k)
    depth.values.data()[k] = static_cast<float>(depth.values.data()[k] * factor);
}

} // namespace

Result<RimDepth> predictRimDepth(Network& network, const Image& picture, const RimCorners& corners,
                                 const CameraIntrinsics& camera, const std::optional<BoxSize>& size,
                                 const Progress& progress) {
  const ModelManifest& manifest = network.manifest();
  if (!manifest.looksThroughRim())
    return Error{ErrorCode::badInput, "this network does not look through the rim", manifest.id,
                 "choose a depth network whose manifest has the field \"rim\""};
  if (size && !size->plausible())
    return Error{ErrorCode::badInput, "the size of the box must be three positive lengths", "size",
                 "for example 0.60x0.40x0.20"};
  const CameraIntrinsics own = camera.scaledTo(picture.width(), picture.height());
  RimDepth result;
  auto asked = estimateRimPose(corners, own, size); // also says what is wrong with the corners
  if (!asked) return asked.error();
  result.rim = *asked;
  const TurnedRim turned = fromTopLeft(corners, size);
  const auto rim = estimateRimPose(turned.corners, own, turned.size);
  if (!rim) return rim.error();

  progress.report(0, "looking through the rim");
  const Progress stopOnly{{}, progress.isCancelled};
  const RimViewShape shape{manifest.inputWidth, manifest.rimMargin};
  const auto look = [&](std::optional<double> depth) {
    return rimView(picture, turned.corners, own, *rim, depth, shape, manifest);
  };
  double depth = size ? size->depth : 0;
  std::optional<RimAnswer> untold;
  if (!size) {
    const auto unknown = look(std::nullopt);
    if (!unknown) return unknown.error();
    auto guess = ask(network, *unknown, stopOnly);
    if (!guess) return guess.error();
    depth =
        std::sqrt(rim->first * rim->second) * std::clamp(std::exp(guess->depthRatio), shallowest, deepest);
    result.depthEstimated = true;
    untold = *std::move(guess);
    progress.report(0.5, "looking through the rim");
  }
  const auto view = look(depth);
  if (!view) return view.error();
  auto answer = ask(network, *view, stopOnly);
  if (!answer) return answer.error();
  // Told an estimated depth, the network takes it for sure: its figure and error without it are the honest
  // ones.
  if (untold) answer->fill = untold->fill, answer->fillError = untold->fillError;
  result.depth = depthFromRimAnswer(*answer, *view, picture.width(), picture.height(), false);
  result.fillDepth = depthFromRimAnswer(*answer, *view, picture.width(), picture.height(), true);
  result.depth.source = result.fillDepth.source = "network " + manifest.id;
  // The caller's first side may be the other one: then it is the unit.
  const double unit = result.rim.metric || turned.turned % 2 == 0 ? 1 : 1 / rim->second;
  if (unit != 1) scale(result.depth, unit), scale(result.fillDepth, unit);
  result.size = {result.rim.first, result.rim.second, depth * unit};
  result.answer = *std::move(answer);
  progress.report(1);
  return result;
}

} // namespace fillscope
