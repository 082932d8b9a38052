#pragma once
class QPalette;
class QToolBar;

namespace fillscope {

/// Flat buttons, the chosen one tinted with the accent, and an arrow to what has no room, in light and dark
/// alike.
void styleStrip(QToolBar& strip, const QPalette& palette);

} // namespace fillscope
