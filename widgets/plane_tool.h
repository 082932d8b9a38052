#pragma once
// One rectangle of whole pixels on a depth map, and over it how far each of them is from a plane.
#include "core/geometry/plane_fit.h"
#include "core/imaging/colour_map.h"
#include "widgets/canvas_tool.h"
#include <QImage>
#include <QPointer>
#include <memory>
#include <optional>

namespace fillscope {

/// Drawn from press to release; drawing anew replaces it. Arrow keys move it by a pixel, with Shift by ten;
/// Esc gives up the drawing, then the rectangle.
class PlaneTool : public CanvasTool {
  Q_OBJECT
 public:
  using CanvasTool::CanvasTool;

  std::optional<PixelArea> area() const { return area_; }
  void setArea(const std::optional<PixelArea>& area); ///< the fit goes; emits nothing
  /// Of area(); null: none yet, or none could be had.
  void setFit(std::shared_ptr<const PlaneFit> fit, const ColourScale& scale);

  void activate(ImageCanvas& canvas) override;
  void deactivate() override;
  bool mousePress(const QPointF& position, QMouseEvent& event) override;
  bool mouseMove(const QPointF& position, QMouseEvent& event) override;
  bool mouseRelease(const QPointF& position, QMouseEvent& event) override;
  bool keyPress(QKeyEvent& event) override;
  bool wantsKey(const QKeyEvent& event) const override;
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override;
  QString hint() const override;

 Q_SIGNALS:
  void areaChosen(const std::optional<fillscope::PixelArea>& area); ///< by the user; nothing: given up

 private:
  std::optional<PixelArea> drawn() const; ///< between press and cursor, where it holds a few pixels
  void choose(const std::optional<PixelArea>& area);
  void repaint();

  QPointer<ImageCanvas> canvas_;
  std::optional<PixelArea> area_;
  std::optional<QPointF> start_; ///< picture coordinates, while drawing
  QPointF end_;
  QImage deviation_; ///< of the fit; null: none
};

} // namespace fillscope
