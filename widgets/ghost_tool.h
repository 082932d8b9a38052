#pragma once
// Corners that a network proposes, or that were carried along, on the picture: dashed, with how sure a
// network is of each; taken, mended or refused.
#include "core/base/vec.h"
#include "widgets/canvas_tool.h"
#include <optional>
#include <vector>

namespace fillscope {

struct GhostRim {
  std::vector<Vec2> corners;      ///< four, clockwise from the top-left one; picture coordinates
  std::vector<double> confidence; ///< 0..1 for each corner; empty: not known
  std::vector<bool> hidden;       ///< corners that something is in front of; shorter: the others are seen
  bool carried = false;           ///< from another picture, not by a network
  friend bool operator==(const GhostRim&, const GhostRim&) = default;
};

/// Enter accepts, Esc rejects, a corner that is dragged accepts with that corner moved; so does one that 1 to
/// 4 or Tab has chosen and an arrow key moves. The tool holds no truth: it emits what is wanted and shows
/// what setGhost says.
class GhostTool : public CanvasTool {
  Q_OBJECT
 public:
  /// below: painted under the ghost (not owned); outlives this.
  explicit GhostTool(CanvasTool& below, QObject* parent = nullptr);

  /// alone: the ghost stands for what the tool below would show.
  void setGhost(const std::optional<GhostRim>& ghost, bool alone = false);
  const std::optional<GhostRim>& ghost() const { return ghost_; }

  void activate(ImageCanvas& canvas) override { canvas_ = &canvas; }
  void deactivate() override;
  bool mousePress(const QPointF& position, QMouseEvent& event) override;
  bool mouseMove(const QPointF& position, QMouseEvent& event) override;
  bool mouseRelease(const QPointF& position, QMouseEvent& event) override;
  bool keyPress(QKeyEvent& event) override;
  bool wantsKey(const QKeyEvent& event) const override;
  Qt::CursorShape cursor() const override;
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override;
  QPolygonF landmarks() const override;
  QString hint() const override;

 Q_SIGNALS:
  void accepted(const std::vector<fillscope::Vec2>& corners, bool moved); ///< moved: by hand
  void rejected();
  void nudged(int corner); ///< after accepted: the corner that more arrow keys are for

 private:
  std::vector<Vec2> shown() const; ///< the corners with the one in hand where it is
  void choose(int corner);         ///< for the arrow keys; −1 none
  void letGo();                    ///< of every corner

  CanvasTool& below_;
  ImageCanvas* canvas_ = nullptr;
  std::optional<GhostRim> ghost_;
  bool alone_ = false, dragging_ = false;
  int held_ = -1, hovered_ = -1, chosen_ = -1;
  QPointF pressed_;
  Vec2 current_, last_;
};

} // namespace fillscope
