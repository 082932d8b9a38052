#pragma once
class QDockWidget;

namespace fillscope {

class AppContext;
class MainWindow;

struct WindowDocks {
  QDockWidget *pictures, *inspector, *cloud, *regions, *attributes;
};

/// Registers the window's actions and builds its menus and the palette's button from the registry.
void addWindowActions(MainWindow& window, AppContext& context, const WindowDocks& docks);

} // namespace fillscope
