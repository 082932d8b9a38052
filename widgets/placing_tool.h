#pragma once
// What tools share that place one thing after the other with a click each.
#include "widgets/region_tool.h"

namespace fillscope {

/// A place counts where the button is released. While something is begun, Enter confirms, Backspace and
/// Ctrl+Z take the last place back, Esc gives all up.
class PlacingTool : public RegionTool {
  Q_OBJECT
 public:
  using RegionTool::RegionTool;

  bool isDrawing() const override { return isBegun() || pressed_; }
  void cancel() override;
  bool mousePress(const QPointF& position, QMouseEvent& event) override;
  bool mouseMove(const QPointF& position, QMouseEvent& event) override;
  bool mouseRelease(const QPointF& position, QMouseEvent& event) override;
  bool wantsKey(const QKeyEvent& event) const override;
  bool keyPress(QKeyEvent& event) override;

 protected:
  virtual bool isBegun() const = 0;                        ///< beyond a button that is held
  virtual std::vector<Vec2> anchors() const { return {}; } ///< see snapTarget
  virtual void place(Vec2 at) = 0;
  virtual void takeBack() = 0;
  virtual void confirm() = 0;
  virtual void giveUp() = 0; ///< forgets what was placed

 private:
  bool pressed_ = false;
};

} // namespace fillscope
