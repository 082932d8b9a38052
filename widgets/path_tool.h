#pragma once
// Draws polygons and polylines vertex by vertex, and single points.
#include "widgets/region_tool.h"

namespace fillscope {

/// Each click places a vertex where the button is released. Enter, a double click or a click on the first
/// vertex finishes; Backspace and Ctrl+Z take the last vertex back; Esc gives all up. What is wrong with the
/// outline (sides that cross, a vertex on another one) is shown as it comes about.
class PathTool : public RegionTool {
  Q_OBJECT
 public:
  /// kind: polygon or polyline; a point is finished with its first click.
  PathTool(RegionLayer& layer, ShapeKind kind, QObject* parent = nullptr);

  const std::vector<Vec2>& vertices() const { return vertices_; }
  bool isDrawing() const override { return !vertices_.empty() || pressed_; }
  void cancel() override;
  bool mousePress(const QPointF& position, QMouseEvent& event) override;
  bool mouseMove(const QPointF& position, QMouseEvent& event) override;
  bool mouseRelease(const QPointF& position, QMouseEvent& event) override;
  bool mouseDoubleClick(const QPointF& position, QMouseEvent& event) override;
  bool wantsKey(const QKeyEvent& event) const override;
  bool keyPress(QKeyEvent& event) override;
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override;
  QString hint() const override;

 private:
  std::vector<Vec2> anchors() const;
  std::size_t least() const;
  bool closesAt(Vec2 at) const; ///< on the first vertex, which finishes
  void place(Vec2 at);
  void finish();
  ShapeFault fault() const;

  ShapeKind kind_;
  std::vector<Vec2> vertices_;
  bool pressed_ = false;
};

} // namespace fillscope
