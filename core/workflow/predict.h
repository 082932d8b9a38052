#pragma once
// Depth from one picture by a registered network.
#include "core/base/progress.h"
#include "core/geometry/box.h"
#include "core/inference/model_registry.h"
#include "core/inference/rim_view.h"
#include <optional>
#include <string>

namespace fillscope {

/// What is known of the box, for networks that look through its rim; others need none of it.
struct KnownBox {
  std::optional<RimCorners> corners;      ///< unknown: found by a network
  std::optional<CameraIntrinsics> camera; ///< unknown: guessed from the rim
  double k1 = 0;                          ///< radial distortion of the camera's lens, where it is known
  std::optional<BoxSize> size;            ///< unknown: the depth is relative
  std::string finder{};                   ///< id of the network that finds the corners; "": as chooseNetwork
};

/// id "": as chooseDepthNetwork. A network that looks through the rim answers inside the rim alone. Errors:
/// notFound (with the ids there are, or where networks are looked for), and those of the registry and the
/// networks.
Result<DepthMap> predictDepth(ModelRegistry& registry, const std::string& id, const Image& image,
                              const KnownBox& box, const Progress& progress = {});
Result<DepthMap> predictDepth(ModelRegistry& registry, const std::string& id, const Image& image,
                              const Progress& progress = {});

/// Through the rim of a picture whose lens bends it by k1 (lens.h): the
/// bend is taken out before the network looks, and depth is that of the picture as it is. Errors: as
/// predictRimDepth without k1.
Result<RimDepth> predictRimDepth(Network& network, const Image& picture, const RimCorners& corners,
                                 const CameraIntrinsics& camera, double k1,
                                 const std::optional<BoxSize>& size, const Progress& progress = {});

} // namespace fillscope
