#pragma once
#include "core/base/vec.h"
#include <cstdint>

namespace fillscope {

/// As COCO counts: 0 not in the picture, 1 in the picture but hidden by something, 2 seen.
enum class KeypointVisibility : std::uint8_t { outside = 0, hidden = 1, visible = 2 };

struct Keypoint {
  Vec2 at; ///< continuous picture coordinates; may lie outside the picture
  KeypointVisibility visibility = KeypointVisibility::visible;
  friend bool operator==(const Keypoint&, const Keypoint&) = default;
};

} // namespace fillscope
