#pragma once
// Places named keypoints one after the other.
#include "core/annotation/keypoint_set.h"
#include "widgets/region_tool.h"

namespace fillscope {

/// The next name is in the hint and at the pointer. O changes whether the next keypoint is seen, hidden by
/// something or not in the picture: then a click or Enter passes on to the next. Enter finishes early: what
/// is left is not in the picture. Backspace and Ctrl+Z take the last one back, Esc gives all up.
class KeypointTool : public RegionTool {
  Q_OBJECT
 public:
  explicit KeypointTool(RegionLayer& layer, QObject* parent = nullptr);

  void setTemplate(KeypointTemplate kind); ///< ends what is being drawn
  const KeypointTemplate& kind() const { return kind_; }
  bool isDrawing() const override { return !points_.empty() || pressed_; }
  void cancel() override;
  bool mousePress(const QPointF& position, QMouseEvent& event) override;
  bool mouseMove(const QPointF& position, QMouseEvent& event) override;
  bool mouseRelease(const QPointF& position, QMouseEvent& event) override;
  bool wantsKey(const QKeyEvent& event) const override;
  bool keyPress(QKeyEvent& event) override;
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override;
  QString hint() const override;

 Q_SIGNALS:
  void keypointsDrawn(const fillscope::KeypointSet& set);

 private:
  KeypointSet soFar() const;
  void place(Vec2 at);
  void takeBack();
  void finish();

  KeypointTemplate kind_ = boxTemplate();
  std::vector<Keypoint> points_;
  KeypointVisibility next_ = KeypointVisibility::visible;
  bool pressed_ = false;
};

} // namespace fillscope
