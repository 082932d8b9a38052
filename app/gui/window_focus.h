#pragma once
// Where the keyboard is: back to the picture, on to the next panel, and what a focused field keeps for
// itself.
#include <QObject>
#include <QPointer>
#include <vector>

class QDockWidget;
class QKeyEvent;

namespace fillscope {

class ActionRegistry;
class MainWindow;

/// Whether a widget is shown in name only, in a panel behind another one's tab.
bool isBehindATab(const QWidget& widget);

/// Lives as long as the window, whose child it is.
class WindowFocus : public QObject {
  Q_OBJECT
 public:
  WindowFocus(MainWindow& window, std::vector<QDockWidget*> panels);
  void addActions(ActionRegistry& actions);

 protected:
  /// Home, End and the page keys step through the pictures, but not while a slider, a field or a list has
  /// them. Enter and Esc answer for corners that a network proposes, also from the list of pictures.
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool answersForCorners(const QWidget& focused, const QKeyEvent& key) const;
  void toPicture();
  void step(int by); ///< panels that are shown, and the stage; one behind a tab comes to the front
  QWidget* inStage() const;

  MainWindow& window_;
  std::vector<QDockWidget*> panels_;
  std::vector<QPointer<QWidget>> last_; ///< what had the focus in each panel
};

} // namespace fillscope
