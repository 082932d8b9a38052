#pragma once
// Places and edits the four rim corners: named and numbered handles, loupe, drag, arrow-key nudge.
#include "core/base/vec.h"
#include "widgets/canvas_tool.h"
#include <memory>
#include <vector>

namespace fillscope {

/// A corner is placed where the button is released; Alt slows the mouse down to a tenth. A corner is dragged
/// by its handle, the whole rim by an edge, or from inside with Shift or Alt. Esc puts a drag back to where
/// it began. The tool holds no truth: it emits what is wanted and shows what setCorners says.
class BoxTool : public CanvasTool {
  Q_OBJECT
 public:
  explicit BoxTool(QObject* parent = nullptr);
  ~BoxTool() override;

  /// 0..4 corners to show; the document's truth. Called again after every change. hidden: which of them
  /// something is in front of; shorter: the others are seen.
  void setCorners(const std::vector<Vec2>& corners, const std::vector<bool>& hidden = {});
  /// Red outline and the reason in the hint, or empty.
  void setFault(const QString& fault);
  int selectedCorner() const; ///< −1 none
  void selectCorner(int corner);
  /// What is held is of another picture by now: it is no longer followed, and nothing is emitted.
  void letGo();
  /// Where there is a reason, which is the hint then, the rim is shown but takes neither mouse nor keys.
  void setReadOnly(const QString& reason);
  /// Corners are being looked for: Enter, which would accept them, places none of its own meanwhile.
  void setSearching(bool searching);
  /// A proposal is painted over the rim: only the rim's outline is shown.
  void setBehind(bool behind);

  void activate(ImageCanvas& canvas) override;
  void deactivate() override;
  bool mousePress(const QPointF& position, QMouseEvent& event) override;
  bool mouseMove(const QPointF& position, QMouseEvent& event) override;
  bool mouseRelease(const QPointF& position, QMouseEvent& event) override;
  void mouseLeave() override;
  bool keyPress(QKeyEvent& event) override; ///< arrows 1 px, Alt 0.1, Shift 10; Tab next corner; 1–4 select;
                                            ///< O hidden or seen; Del remove; Enter place
  bool wantsKey(const QKeyEvent& event) const override;
  Qt::CursorShape cursor() const override;
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override;
  QString hint() const override;
  QPolygonF landmarks() const override; ///< the corners

 Q_SIGNALS:
  void cornerPlaced(const fillscope::Vec2& position, bool hidden);
  void cornerHidden(int corner, bool hidden); ///< hidden: or seen again
  void cornerMoved(int corner, const fillscope::Vec2& position,
                   int gesture); ///< gesture: same within one drag or nudge series, see gestureStarted
  void rimMoved(const fillscope::Vec2& offset, int gesture); ///< offset since the last signal of the gesture
  void
  gestureStarted(int* gesture); ///< direct connection; the receiver writes AnnotationDocument::newGesture()
  void gestureFinished();       ///< after a drag: time for the full computation
  void removeRequested();
  void lastCornerRemoved(); ///< while corners are being placed
  void keyCameTooEarly();   ///< Enter, while corners are being looked for
  void selectionChanged(int corner);

 private:
  int beginGesture();
  void endNudge();
  void placeByKey();
  void abortDrag();
  void place(Vec2 position);
  int cornerMeant() const; ///< selected, or else under the mouse; −1 none
  QString placingHint() const;

  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
