#pragma once
// The 3D view with its controls.
#include <QWidget>

class QComboBox;
class QToolButton;

namespace fillscope {

class ActionRegistry;
class AppContext;
class CloudView;
class ColourBar;

class CloudPane : public QWidget {
  Q_OBJECT
 public:
  CloudPane(AppContext& context, ActionRegistry& actions, QWidget* parent = nullptr);
  CloudView& view() { return *view_; }

 private:
  QWidget* makeStrip(ActionRegistry& actions);
  void showCloud(bool otherPicture);
  void showReport();
  void showEmptyText(); ///< in place of a cloud
  void showColours();
  void showParts();

  AppContext& context_;
  CloudView* view_;
  ColourBar* colourBar_;
  QComboBox* colouring_;
  QAction *cloud_ = nullptr, *box_ = nullptr, *content_ = nullptr, *hidden_ = nullptr;
};

} // namespace fillscope
