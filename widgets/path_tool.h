#pragma once
// Draws polygons and polylines vertex by vertex, and single points.
#include "widgets/placing_tool.h"

namespace fillscope {

/// Each click places a vertex where the button is released. Enter, a double click or a click on the first
/// vertex finishes; Backspace and Ctrl+Z take the last vertex back; Esc gives all up. What is wrong with the
/// outline (sides that cross, a vertex on another one) is shown as it comes about.
class PathTool : public PlacingTool {
  Q_OBJECT
 public:
  /// kind: polygon or polyline; a point is finished with its first click.
  PathTool(RegionLayer& layer, ShapeKind kind, QObject* parent = nullptr);

  const std::vector<Vec2>& vertices() const { return vertices_; }
  bool mouseDoubleClick(const QPointF& position, QMouseEvent& event) override;
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override;
  QString hint() const override;

 protected:
  void place(Vec2 at) override;
  void giveUp() override;
  virtual void finish(std::vector<Vec2> vertices); ///< tells of the shape; at least as many as it needs

 private:
  bool isBegun() const override { return !vertices_.empty(); }
  std::vector<Vec2> anchors() const override;
  void takeBack() override;
  void confirm() override;
  std::size_t least() const;
  bool closesAt(Vec2 at) const; ///< on the first vertex, which finishes
  ShapeFault fault() const;

  ShapeKind kind_;
  std::vector<Vec2> vertices_;
};

} // namespace fillscope
