#pragma once
// Starting masks: from a rough outline to a polygon that somebody has looked at.
#include "core/annotation/mask_polygons.h"
#include "core/imaging/starting_mask.h"
#include "widgets/mask_strip.h"
#include "widgets/mask_tool.h"
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <optional>

namespace fillscope {

class AppContext;
class RegionEditor;

/// The outline is drawn with the tool, or is the region that is chosen when the tool is taken: that region
/// becomes the polygon then, and keeps its attributes. The mask is found in a job that a change of the
/// settings replaces; another tolerance needs no new mask. Lives on the window's thread.
class MaskAssistant : public QObject {
  Q_OBJECT
 public:
  /// All outlive this.
  MaskAssistant(AppContext& context, RegionLayer& layer, RegionEditor& editor);
  ~MaskAssistant() override;

  MaskTool& tool() { return tool_; }
  MaskStrip& strip() { return *strip_; } ///< a page takes it as its child
  void begin(); ///< the tool was taken: a closed region that is chosen is the outline
  void end();   ///< another tool was taken
  bool hasProposal() const { return !outline_.empty(); }
  bool isWorking() const;

 Q_SIGNALS:
  void told(const QString& sentence);
  void finished(); ///< accepted or discarded: the stage takes the keys again

 private:
  void propose(std::vector<Vec2> outline, int replaces);
  void start();
  void stop();
  void stopIfCancelled();
  void take(Result<StartingMask> mask);
  void showProposal();
  void accept();
  void discard();
  QString resultText() const;

  AppContext& context_;
  RegionLayer& layer_;
  RegionEditor& editor_;
  MaskTool tool_;
  QPointer<MaskStrip> strip_;
  std::vector<Vec2> outline_;
  int replaces_ = -1;                        ///< the region that the outline was
  MaskOptions used_;                         ///< of mask_
  std::shared_ptr<const StartingMask> mask_; ///< null: not found yet
  MaskPolygons polygons_;
  QTimer later_; ///< sliders move often
  int job_ = 0;
  bool active_ = false;
};

} // namespace fillscope
