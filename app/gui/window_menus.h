#pragma once

namespace fillscope {

class AppContext;
class MainWindow;

/// Menus and the palette's button, out of the window's registered actions.
void buildMenus(MainWindow& window, AppContext& context);

} // namespace fillscope
