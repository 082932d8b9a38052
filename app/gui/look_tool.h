#pragma once
#include "widgets/box_tool.h"
#include <QPointer>

namespace fillscope {

/// Pans with the left button and shows the rim without touching it.
class LookTool : public CanvasTool {
  Q_OBJECT
 public:
  explicit LookTool(BoxTool& rim)
      : rim_(rim) {} ///< not owned

  void activate(ImageCanvas& canvas) override;
  void deactivate() override;
  bool mousePress(const QPointF& position, QMouseEvent& event) override;
  bool mouseMove(const QPointF& position, QMouseEvent& event) override;
  bool mouseRelease(const QPointF& position, QMouseEvent& event) override;
  Qt::CursorShape cursor() const override;
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override {
    rim_.paintOverlay(painter, canvas);
  }

 private:
  BoxTool& rim_;
  ImageCanvas* canvas_ = nullptr;
  QPointF last_;
  bool panning_ = false;
};

} // namespace fillscope
