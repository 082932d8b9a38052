#pragma once
// Draws rects, circles and ellipses.
#include "widgets/region_tool.h"

namespace fillscope {

/// From press to release, or from one click to the next. A rect goes from corner to corner, a circle from its
/// centre to its edge, an ellipse from its centre to the corner of what it touches. Shift makes a square or a
/// circle. Esc gives it up.
class DragShapeTool : public RegionTool {
  Q_OBJECT
 public:
  DragShapeTool(RegionLayer& layer, ShapeKind kind, QObject* parent = nullptr);

  bool isDrawing() const override { return state_ != State::idle; }
  void cancel() override;
  bool mousePress(const QPointF& position, QMouseEvent& event) override;
  bool mouseMove(const QPointF& position, QMouseEvent& event) override;
  bool mouseRelease(const QPointF& position, QMouseEvent& event) override;
  bool wantsKey(const QKeyEvent& event) const override;
  bool keyPress(QKeyEvent& event) override;
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override;
  QString hint() const override;

 private:
  enum class State { idle, pressed, dragging, stretched }; ///< stretched: by clicks, no button held
  Shape shape() const;
  bool isLargeEnough() const;
  void finish();

  ShapeKind kind_;
  State state_ = State::idle;
  Vec2 start_, end_;
  QPointF pressedAt_;
  bool evenly_ = false;
};

} // namespace fillscope
