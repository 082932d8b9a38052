#pragma once
// Two annotations of one picture over each other: mine solid, theirs dashed, an arrow from each of my corners
// to theirs.
#include "core/base/vec.h"
#include "widgets/pan_tool.h"
#include <vector>

namespace fillscope {

struct ReviewOutline {
  std::vector<Vec2> points; ///< continuous picture coordinates; one: a point
  bool closed = true;
  bool chosen = false;
};
struct ReviewArrow {
  Vec2 from, to;
  int number = 0; ///< shown beside it, from 1; 0 none
  bool chosen = false;
};
struct ReviewScene {
  std::vector<ReviewOutline> mine, theirs;
  std::vector<ReviewArrow> arrows; ///< of the chosen match
};

/// Shows, and pans with the left button.
class ReviewTool : public PanTool {
  Q_OBJECT
 public:
  using PanTool::PanTool;
  void setScene(ReviewScene scene);
  const ReviewScene& scene() const { return scene_; }
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override;
  QPolygonF landmarks() const override { return landmarks_; } ///< the corners of what surrounds all of it
  static QColor mineColour();
  static QColor theirsColour();

 private:
  ReviewScene scene_;
  QPolygonF landmarks_;
};

} // namespace fillscope
