#pragma once
// Draws a rough outline, and shows what is proposed inside of it.
#include "widgets/path_tool.h"
#include <optional>
#include <vector>

namespace fillscope {

/// A proposal on the picture; continuous picture coordinates.
struct MaskPreview {
  std::vector<Vec2> outline; ///< rough, that it was looked for in
  std::vector<std::vector<Vec2>> parts, holes;
  friend bool operator==(const MaskPreview&, const MaskPreview&) = default;
};

/// Dragging draws a rectangle, clicks a polygon: Enter or a click on the first vertex closes it. While
/// something is proposed, Enter takes it, Esc gives it up, 1 to 3 choose the way it is found, up and down
/// change how near the polygon stays, left and right what the way depends on, I takes the rest instead. The
/// tool holds no truth: it emits what is wanted and shows what setPreview says.
class MaskTool : public PathTool {
  Q_OBJECT
 public:
  explicit MaskTool(RegionLayer& layer, QObject* parent = nullptr);

  void setPreview(const std::optional<MaskPreview>& preview);
  const std::optional<MaskPreview>& preview() const { return preview_; }
  void setStatus(const QString& status); ///< what the hint says of the proposal

  bool mousePress(const QPointF& position, QMouseEvent& event) override;
  bool mouseMove(const QPointF& position, QMouseEvent& event) override;
  bool wantsKey(const QKeyEvent& event) const override;
  bool keyPress(QKeyEvent& event) override;
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override;
  QString hint() const override;

 Q_SIGNALS:
  void outlineDrawn(const std::vector<fillscope::Vec2>& outline);
  void accepted();
  void discarded();
  void methodChosen(int method); ///< 0..2
  void toleranceStepped(int steps);
  void valueStepped(int steps);
  void inversionToggled();

 protected:
  void place(Vec2 at) override;
  void giveUp() override;
  void finish(std::vector<Vec2> vertices) override;

 private:
  void paintPreview(QPainter& painter, const ImageCanvas& canvas) const;
  std::vector<Vec2> rectangle() const;

  std::optional<MaskPreview> preview_;
  QString status_;
  QPointF pressedAt_; ///< viewport
  Vec2 start_;
  bool held_ = false, stretching_ = false;
};

} // namespace fillscope
