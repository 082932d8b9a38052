#pragma once
// Verbs that change a picture work where the picture is seen, or its regions are listed.
#include <QObject>
#include <vector>

class QActionGroup;
class QDockWidget;

namespace fillscope {

class ActionRegistry;
class MainWindow;

/// Besides this, each verb has conditions of its own. Lives as long as the window, whose child it is.
class SeenVerbs : public QObject {
 public:
  /// panels: those that list regions; their verbs work while one of them has the focus.
  SeenVerbs(MainWindow& window, std::vector<QDockWidget*> panels);

 private:
  void follow();

  MainWindow& window_;
  std::vector<QDockWidget*> panels_;
  QActionGroup *regions_, *pictures_;
  bool inPanels_ = false; ///< where the focus was last, leaving menus and dialogs aside
};

} // namespace fillscope
