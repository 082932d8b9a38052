#pragma once
class QAbstractButton;
class QPalette;
class QToolBar;

namespace fillscope {

/// Flat buttons, the chosen one tinted with the accent, and an arrow to what has no room, in light and dark
/// alike.
void styleStrip(QToolBar& strip, const QPalette& palette);

/// The same accent for a button drawn by the style, while it stays pressed. Call it when the button is
/// toggled and when the palette changes; palette: of what the button stands on.
void tintToggle(QAbstractButton& button, const QPalette& palette);

} // namespace fillscope
