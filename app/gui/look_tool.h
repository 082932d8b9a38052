#pragma once
#include "widgets/box_tool.h"
#include "widgets/pan_tool.h"

namespace fillscope {

/// Pans with the left button and shows the rim without touching it.
class LookTool : public PanTool {
  Q_OBJECT
 public:
  explicit LookTool(BoxTool& rim)
      : rim_(rim) {} ///< not owned

  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override {
    rim_.paintOverlay(painter, canvas);
  }

 private:
  BoxTool& rim_;
};

} // namespace fillscope
