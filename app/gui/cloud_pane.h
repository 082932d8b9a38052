#pragma once
// The 3D view with its controls.
#include "core/imaging/depth_map.h"
#include <QWidget>
#include <memory>

class QComboBox;
class QMenu;
class QToolButton;

namespace fillscope {

class ActionRegistry;
class AppContext;
class CloudView;
class ColourBar;

/// Points are chosen and coloured while it is shown; what changes meanwhile is made up for then.
class CloudPane : public QWidget {
  Q_OBJECT
 public:
  CloudPane(AppContext& context, ActionRegistry& actions, QWidget* parent = nullptr);
  CloudView& view() { return *view_; }
  QMenu* pointSizeMenu() { return pointSizes_; } ///< stays its own

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void refresh(); ///< what changed while it was hidden
  QWidget* makeStrip(ActionRegistry& actions);
  void makePointSizes();
  void showCloud(bool otherPicture);
  void showReport();
  void showEmptyText(); ///< in place of a cloud
  void showColours();
  void takeReport(); ///< into the view, as it is now
  void takeColours();
  void showParts();
  /// The map whose numbers are the points' distances; null where those are another's or fitted to the box.
  std::shared_ptr<const DepthMap> mapOfPoints() const;

  AppContext& context_;
  CloudView* view_;
  ColourBar* colourBar_;
  QComboBox* colouring_;
  QMenu* pointSizes_ = nullptr;
  bool isStale_ = false, isOtherPicture_ = false; ///< since it was hidden
  QAction *cloud_ = nullptr, *box_ = nullptr, *content_ = nullptr, *hidden_ = nullptr;
};

} // namespace fillscope
