#pragma once
// Chooses regions and reshapes the chosen ones.
#include "widgets/region_tool.h"
#include <memory>

namespace fillscope {

/// A click chooses, with Shift it adds or takes away; on the chosen one again it goes to the next one below.
/// Dragging never moves what is not chosen: it draws a band that chooses what lies inside. The chosen region
/// that is active shows handles: a vertex is dragged, its sides' middles make a new one, Del takes away the
/// one that is chosen; a digit chooses one, O changes a keypoint's visibility. Shift keeps a rect's and an
/// ellipse's proportions and turns in steps of 15°. A drag shows what would be and is told when it ends; Esc
/// gives it up, so does a change of what is chosen, and no other key does anything meanwhile.
class SelectTool : public RegionTool {
  Q_OBJECT
 public:
  explicit SelectTool(RegionLayer& layer, QObject* parent = nullptr);
  ~SelectTool() override;

  int selectedVertex() const; ///< of the active region; −1 none
  void selectVertex(int vertex);
  /// A sentence that stands in the hint until the next thing is done; lines in picture coordinates.
  void showNote(const QString& note, const QPolygonF& lines = {});
  /// The region or the handle under a place, for a menu.
  void pickAt(const QPointF& viewport);

  bool isDrawing() const override { return false; }
  void cancel() override;
  bool mousePress(const QPointF& position, QMouseEvent& event) override;
  bool mouseMove(const QPointF& position, QMouseEvent& event) override;
  bool mouseRelease(const QPointF& position, QMouseEvent& event) override;
  bool mouseDoubleClick(const QPointF& position, QMouseEvent& event) override;
  void mouseLeave() override;
  bool wantsKey(const QKeyEvent& event) const override;
  bool keyPress(QKeyEvent& event) override;
  Qt::CursorShape cursor() const override;
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override;
  QString hint() const override;

 Q_SIGNALS:
  void vertexSelected(int vertex);
  /// O on a keypoint: 2 → 1 → 0 → 2; at: where to put one that was outside the picture.
  void visibilityRequested(int region, int keypoint, const fillscope::Vec2& at);

 protected:
  void nudge(Vec2 by, int gesture) override;

 private:
  struct Spot;
  Spot spotAt(const QPointF& viewport) const;
  void beginDrag(const QMouseEvent& event);
  void drag(const QPointF& position, const QMouseEvent& event);
  void endDrag();
  void chooseWithin(const Bounds& band, bool add);
  void click(bool add);
  void removeVertex();
  void insertVertex(int edge, Vec2 at);
  std::vector<ShapeHandle> handles(const Region& region) const;

  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
