#pragma once
// System, light or dark: applied to the running program at once.
#include "app/gui/settings.h"
#include <QPalette>

namespace fillscope {

QPalette lightPalette();
QPalette darkPalette();
void applyTheme(ThemeChoice choice);

} // namespace fillscope
