#pragma once
// The one accent colour, the states' colours, the grid. Follows the palette's light or dark.
#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

namespace fillscope::theme {

inline constexpr int grid = 4; ///< pixels; spacings are multiples

bool isDark(const QPalette& palette);
QColor accent(const QPalette& palette);
QColor good(const QPalette& palette);      ///< within the limit
QColor warning(const QPalette& palette);   ///< doubtful
QColor bad(const QPalette& palette);       ///< over the limit
QColor quietText(const QPalette& palette); ///< secondary text, contrast at least 4.5:1
QColor hairline(const QPalette& palette);  ///< thin lines between groups and around cards

// Over photos the palette says nothing; these are drawn with their casing, so that they show on any picture.
QColor overlay();
QColor overlayFault();
QColor overlayCasing();

/// WCAG 2 contrast ratio, 1..21.
double contrast(const QColor& a, const QColor& b);
QColor mix(const QColor& a, const QColor& b, double shareOfB);

/// SVG icon from :/icons/NAME.svg, drawn in the palette's text colour, for both themes and every pixel ratio.
/// Made from the application's own palette, it follows when that changes between light and dark.
QIcon icon(const QString& name, const QPalette& palette);

} // namespace fillscope::theme
