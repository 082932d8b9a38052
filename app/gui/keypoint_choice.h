#pragma once
// Which keypoints the tool for them places: the menu of sets, and where sets of one's own are made.
#include "core/annotation/keypoint_set.h"
#include <QObject>
#include <memory>
#include <vector>

class QMenu;
class QWidget;

namespace fillscope {

class ActionRegistry;
class AppContext;
class KeypointTool;
class RegionEditor;

/// Sets of one's own are remembered at the next start; one of the same name takes the place of the older one.
/// Sets that the current picture uses are offered as well. Lives on the window's thread.
class KeypointChoice : public QObject {
  Q_OBJECT
 public:
  /// All outlive this; dialogs stand over the widget.
  KeypointChoice(AppContext& context, RegionEditor& editor, KeypointTool& tool, QWidget& over);
  ~KeypointChoice() override;

  void addActions(ActionRegistry& actions);
  QMenu* menu() { return menu_.get(); }

 Q_SIGNALS:
  void chosen(); ///< the tool has another set now
  void told(const QString& sentence);

 private:
  void fillMenu();
  void use(const KeypointTemplate& kind);
  void keep(const KeypointTemplate& kind);
  void makeNew();
  /// The set of the chosen region, which follows with all chosen ones of its kind, or else the tool's.
  void change();

  AppContext& context_;
  RegionEditor& editor_;
  KeypointTool& tool_;
  QWidget& over_;
  std::unique_ptr<QMenu> menu_;
  ActionRegistry* actions_ = nullptr;
  std::vector<KeypointTemplate> own_;
};

} // namespace fillscope
