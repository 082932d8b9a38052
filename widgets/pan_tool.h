#pragma once
// Pans with the left button: for looking without touching anything.
#include "widgets/canvas_tool.h"
#include <QPointer>

namespace fillscope {

class PanTool : public CanvasTool {
  Q_OBJECT
 public:
  using CanvasTool::CanvasTool;
  void activate(ImageCanvas& canvas) override;
  void deactivate() override;
  bool mousePress(const QPointF& position, QMouseEvent& event) override;
  bool mouseMove(const QPointF& position, QMouseEvent& event) override;
  bool mouseRelease(const QPointF& position, QMouseEvent& event) override;
  Qt::CursorShape cursor() const override;

 protected:
  ImageCanvas* canvas() const; ///< null: not active

 private:
  QPointer<ImageCanvas> canvas_;
  QPointF last_; ///< of the mouse, global
  bool panning_ = false;
};

} // namespace fillscope
