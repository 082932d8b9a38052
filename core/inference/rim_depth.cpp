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

TurnedRim turnedBy(std::size_t turns, const RimCorners& corners, const std::optional<BoxSize>& size) {
  TurnedRim rim{corners, size, turns};
  for (std::size_t k = 0; k < 4; ++k)
    rim.corners[k] = corners[(k + turns) % 4];
  if (size && turns % 2) std::swap(rim.size->first, rim.size->second);
  return rim;
}

TurnedRim fromTopLeft(const RimCorners& corners, const std::optional<BoxSize>& size) {
  const auto first = clockwiseFromTopLeft({corners.begin(), corners.end()}).front();
  return turnedBy(static_cast<std::size_t>(first), corners, size);
}

/// A plane of the view that begins `turns` corners later as the view from corner 1 has it.
Raster<float> turnedBack(const Raster<float>& plane, std::size_t turns) {
  const int last = plane.width() - 1;
  Raster<float> out(plane.width(), plane.height());
  for (int y = 0; y <= last; ++y)
    for (int x = 0; x <= last; ++x)
      out.at(x, y) = turns == 1   ? plane.at(y, last - x)
                     : turns == 2 ? plane.at(last - x, last - y)
                     : turns == 3 ? plane.at(last - y, x)
                                  : plane.at(x, y);
  return out;
}

void addScaled(Raster<float>& sum, const Raster<float>& plane, float share) {
  for (std::size_t k = 0; k < sum.pixelCount(); ++k)
    sum.data()[k] += share * plane.data()[k];
}

Result<RimAnswer> ask(Network& network, const RimView& view, const Progress& progress) {
  const auto outputs = network.run(view.input, progress);
  if (!outputs) return outputs.error();
  return rimAnswer(*outputs, view.shape);
}

struct Looking {
  Network& network;
  const Image& picture;
  const CameraIntrinsics& camera;
  const TurnedRim& rim;
  RimViewShape shape;
  Progress stopOnly;
};

/// The mean of what the network answers where the box is entered from each of its four corners: none of them
/// is the first by nature, and errors that come from the view are halved. In the view from the rim's corner
/// 1, whose pose is given; depth in that pose's unit, or nothing where it is not known.
Result<RimAnswer> answerFromEveryCorner(const Looking& looking, const RimPose& first,
                                        std::optional<double> depth) {
  constexpr std::size_t entrances = 4;
  constexpr double part = 1.0 / entrances;
  const int size = looking.shape.size;
  RimAnswer mean;
  mean.share = mean.content = Raster<float>(size, size);
  for (std::size_t turns = 0; turns < entrances; ++turns) {
    const TurnedRim entered = turnedBy(turns, looking.rim.corners, looking.rim.size);
    const auto pose = turns ? estimateRimPose(entered.corners, looking.camera, entered.size) : first;
    if (!pose) return pose.error();
    // Without a size the first side is the unit.
    const double unit = first.metric || turns % 2 == 0 ? 1 : 1 / first.second;
    const auto view = rimView(looking.picture, entered.corners, looking.camera, *pose,
                              depth ? std::optional(*depth * unit) : std::nullopt, looking.shape,
                              looking.network.manifest());
    if (!view) return view.error();
    const auto answer = ask(looking.network, *view, looking.stopOnly);
    if (!answer) return answer.error();
    addScaled(mean.share, turnedBack(answer->share, turns), static_cast<float>(part));
    addScaled(mean.content, turnedBack(answer->content, turns), static_cast<float>(part));
    mean.fill += part * answer->fill;
    mean.fillError += part * answer->fillError;
    mean.depthRatio += part * answer->depthRatio;
  }
  return mean;
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
  const Looking looking{network, picture, own, turned, shape, stopOnly};
  double depth = size ? size->depth : 0;
  std::optional<RimAnswer> untold;
  if (!size) {
    auto guess = answerFromEveryCorner(looking, *rim, std::nullopt);
    if (!guess) return guess.error();
    depth =
        std::sqrt(rim->first * rim->second) * std::clamp(std::exp(guess->depthRatio), shallowest, deepest);
    result.depthEstimated = true;
    untold = *std::move(guess);
    progress.report(0.5, "looking through the rim");
  }
  const auto view = rimView(picture, turned.corners, own, *rim, depth, shape, manifest);
  if (!view) return view.error();
  auto answer = answerFromEveryCorner(looking, *rim, depth);
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
