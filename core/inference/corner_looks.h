#pragma once
// Single looks of a corners network at a picture. Private to this folder.
#include "core/inference/corner_detector.h"
#include "core/inference/look_orientation.h"

namespace fillscope {

struct Look {
  Network& network;
  const Image& picture;
  const Progress& progress; ///< whether to stop; nothing is reported
};

std::vector<Vec2> placesOf(const DetectedCorners& corners);

/// What the network finds in a view that is held as told; in the picture's coordinates. Only a network of
/// heat maps can be shown a view that is turned. Errors: as detectCorners.
Result<DetectedCorners> look(const Look& looking, const CornerView& view, LookOrientation held = {});
/// The same view held in as many ways as the manifest's final views say, answered by the mean of the heat
/// maps; a corner that remains unsure is put at its map's median place. For four keypoints on heat maps.
Result<DetectedCorners> lookFromSides(const Look& looking, const CornerView& view);

} // namespace fillscope
