#pragma once
// What every tool for regions shares: a pointer that slows down and snaps, the loupe, and keys for the
// regions that are chosen.
#include "core/annotation/region_snap.h"
#include "widgets/canvas_tool.h"
#include "widgets/region_layer.h"
#include <QPointer>
#include <QTimer>
#include <optional>
#include <utility>
#include <vector>

namespace fillscope {

/// What was done to shapes; names the undo step.
enum class ShapeEdit { move, reshape, insertVertex, removeVertex, nudge };

/// Alt slows the mouse down to a tenth, Ctrl switches snapping off while it is held. With nothing being
/// drawn: arrows nudge the chosen regions (Shift 10 pixels, Alt 0.1), Tab and Shift+Tab choose the next and
/// previous one, Del removes, Esc lets go. The tool holds no truth: it emits what is wanted.
class RegionTool : public CanvasTool {
  Q_OBJECT
 public:
  /// layer outlives this.
  explicit RegionTool(RegionLayer& layer, QObject* parent = nullptr);

  void setSnapping(bool on) { snapping_ = on; }
  void setLoupeShown(bool shown) { loupe_ = shown; }
  virtual bool isDrawing() const { return false; } ///< something begun is not finished
  virtual void cancel() {}                         ///< what was begun

  void activate(ImageCanvas& canvas) override;
  void deactivate() override;
  void mouseLeave() override;
  bool wantsKey(const QKeyEvent& event) const override;
  bool keyPress(QKeyEvent& event) override;

 Q_SIGNALS:
  void shapeDrawn(const fillscope::Shape& shape);
  void selectionRequested(const std::vector<int>& regions); ///< the last one is active
  void shapesEdited(const std::vector<std::pair<int, fillscope::Shape>>& shapes, fillscope::ShapeEdit edit,
                    int gesture);
  void removeRequested();            ///< the chosen regions
  void gestureStarted(int* gesture); ///< direct connection; the receiver writes newGesture()

 protected:
  /// Moves the pointer with the mouse. except: regions that are not snapped to; anchors: see snapTarget.
  Vec2 follow(const QPointF& position, const QMouseEvent& event, const std::vector<Vec2>& anchors = {},
              const std::vector<int>& except = {});
  void startFrom(Vec2 pointer) { pointer_ = raw_ = pointer; } ///< of a thing taken in hand
  const std::optional<Vec2>& pointer() const { return pointer_; }
  const SnapTarget& snap() const { return snap_; }
  /// Logical pixels as picture pixels.
  double reach(double logical) const;
  RegionLayer& layer() const { return layer_; }
  ImageCanvas* canvas() const;       ///< null: not active
  std::vector<int> editable() const; ///< the chosen ones that are seen and not locked
  virtual void nudge(Vec2 by, int gesture);
  void finishNudge();
  void paintPointer(QPainter& painter, const ImageCanvas& canvas, const QPolygonF& lines, bool closed,
                    std::optional<Vec2> at = {}) const;

 private:
  void step(int direction);

  RegionLayer& layer_;
  QPointer<ImageCanvas> canvas_;
  std::optional<Vec2> pointer_, raw_; ///< raw_: before snapping
  Vec2 last_;                         ///< mouse
  SnapTarget snap_;
  bool snapping_ = true, loupe_ = true;
  int gesture_ = 0;
  QTimer nudgeEnd_;
};

/// "The sides cross"; empty: fine.
QString shapeFaultText(ShapeFault fault);

} // namespace fillscope
