#include "core/workflow/predict.h"
#include "core/geometry/guess_camera.h"
#include "core/geometry/straight_view.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/detect.h"

namespace fillscope {
namespace {

Result<DepthMap> depthThroughRim(ModelRegistry& registry, Network& network, const Image& image,
                                 const KnownBox& box, const Progress& progress) {
  const Progress stopOnly{{}, progress.isCancelled};
  RimCorners corners;
  if (box.corners) {
    corners = *box.corners;
  } else {
    const auto found = detectCorners(registry, box.finder, image, stopOnly);
    if (!found) return found.error();
    const auto rim = rimFrom(*found);
    if (!rim) return rim.error();
    corners = *rim;
  }
  const CameraIntrinsics camera =
      box.camera ? *box.camera : guessCamera(corners, image.width(), image.height(), box.size).camera;
  auto rim = predictRimDepth(network, image, corners, camera, box.camera ? box.k1 : 0, box.size, progress);
  if (!rim) return rim.error();
  if (!rim->rim.metric) rim->depth.kind = DepthKind::relative, rim->depth.unit.clear();
  return std::move(rim->depth);
}

} // namespace

Result<RimDepth> predictRimDepth(Network& network, const Image& picture, const RimCorners& corners,
                                 const CameraIntrinsics& camera, double k1,
                                 const std::optional<BoxSize>& size, const Progress& progress) {
  if (k1 == 0) return predictRimDepth(network, picture, corners, camera, size, progress);
  const StraightView view(camera.scaledTo(picture.width(), picture.height()), k1);
  auto rim = predictRimDepth(network, view.straightPicture(picture), view.straightened(corners),
                             view.camera(), size, progress);
  if (!rim) return rim;
  rim->depth.values = view.asSeen(rim->depth.values);
  rim->fillDepth.values = view.asSeen(rim->fillDepth.values);
  return rim;
}

Result<DepthMap> predictDepth(ModelRegistry& registry, const std::string& id, const Image& image,
                              const KnownBox& box, const Progress& progress) {
  const auto chosen = chooseDepthNetwork(registry, id);
  if (!chosen) return chosen.error();
  progress.report(-1, "loading " + *chosen);
  const auto network = registry.network(*chosen);
  if (!network) return network.error();
  if (progress.cancelled()) return cancelledError();
  if ((*network)->manifest().looksThroughRim())
    return depthThroughRim(registry, **network, image, box, progress);
  auto model = registry.depthModel(*chosen); // says what is wrong with one that is no depth network
  if (!model) return model.error();
  return (*model)->predict(image, progress);
}

Result<DepthMap> predictDepth(ModelRegistry& registry, const std::string& id, const Image& image,
                              const Progress& progress) {
  return predictDepth(registry, id, image, KnownBox{}, progress);
}

} // namespace fillscope
