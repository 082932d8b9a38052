#pragma once
// The tools for regions on the photo, their actions and keys, and what belongs to them.
#include "app/gui/keypoint_choice.h"
#include "app/gui/mask_assistant.h"
#include "app/gui/region_carrier.h"
#include "app/gui/region_editor.h"
#include "widgets/canvas_tool.h"
#include "widgets/region_layer.h"
#include <QObject>
#include <memory>
#include <vector>

class QAction;
class QActionGroup;
class QMenu;

namespace fillscope {

class ActionRegistry;
class AppContext;
class BoxTool;
class DragShapeTool;
class ImageCanvas;
class PathTool;

/// Owns the layer and the tools; the photo's page shows them. Lives on the window's thread.
class RegionTools : public QObject {
  Q_OBJECT
 public:
  RegionTools(AppContext& context, ImageCanvas& canvas, BoxTool& boxTool);
  ~RegionTools() override;

  /// Adds the tools to the group of tools, and every verb for regions.
  void addActions(ActionRegistry& actions, QActionGroup& tools);
  /// The tool whose action is checked; null: none of these.
  CanvasTool* chosen() const;
  RegionLayer& layer() { return layer_; }
  RegionEditor& editor() { return editor_; }
  SelectTool& selectTool() { return *select_; }
  KeypointTool& keypointTool() { return *keypoints_; }
  MaskAssistant& maskAssistant() { return masks_; }
  RegionCarrier& carrier() { return carrier_; }
  void fillContextMenu(QMenu& menu, ActionRegistry& actions, const QPointF& viewport);
  QMenu* keypointMenu() { return keypointChoice_.menu(); }
  void hideKeyReleased(int key); ///< held for a while: the regions come back

 Q_SIGNALS:
  void toolChosen();
  void told(const QString& sentence);                     ///< for the window's line of notices
  void offered(const QString& sentence, QAction* action); ///< the same, with something to do
  void undoable(const QString& sentence, const std::function<void()>& undo); ///< or to take back

 private:
  void addTool(ActionRegistry& actions, QActionGroup& group, RegionTool* tool, const char* id,
               const QString& text, const QString& shortText, const QString& tip, const QString& key,
               const char* icon);
  void addVerbs(ActionRegistry& actions);
  void addConversions(ActionRegistry& actions);
  void refineCorner();
  void enableVerbs();

  AppContext& context_;
  ImageCanvas& canvas_;
  BoxTool& boxTool_;
  RegionLayer layer_;
  RegionEditor editor_;
  MaskAssistant masks_;
  RegionCarrier carrier_;
  SelectTool* select_;
  KeypointTool* keypoints_;
  KeypointChoice keypointChoice_;
  std::vector<std::unique_ptr<RegionTool>> tools_;
  std::vector<std::pair<QAction*, RegionTool*>> choices_;
  std::vector<QAction*> needSelection_;
  QAction *hideAll_ = nullptr, *paste_ = nullptr, *keypointAction_ = nullptr;
  qint64 hiddenAt_ = 0;
};

/// What a press of the key for the crossing of edges found: one sentence.
QString cornerFitText(double moved, double residual, const std::optional<double>& opinion);

} // namespace fillscope
