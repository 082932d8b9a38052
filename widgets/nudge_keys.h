#pragma once
// Arrow keys as steps on the picture.
#include "core/base/vec.h"
#include <optional>

class QKeyEvent;

namespace fillscope {

/// Milliseconds without a key that end a series of nudges.
inline constexpr int nudgePause = 700;

bool isArrow(int key);
/// Picture pixels: 1, with Shift 10, with Alt 0.1; nothing for a key that is no arrow.
std::optional<Vec2> nudgeOf(const QKeyEvent& event);

} // namespace fillscope
