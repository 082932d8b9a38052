#pragma once
class QPalette;
class QString;

namespace fillscope {

/// Style sheet of tool strips: flat buttons, the chosen one tinted with the accent, in light and dark alike.
QString stripStyle(const QPalette& palette);

} // namespace fillscope
