#pragma once
// Places named keypoints one after the other.
#include "core/annotation/keypoint_set.h"
#include "widgets/placing_tool.h"

namespace fillscope {

/// The next name is in the hint and at the pointer. O changes whether the next keypoint is seen, hidden by
/// something or not in the picture: then a click or Enter passes on to the next. Enter finishes early: what
/// is left is not in the picture. Backspace and Ctrl+Z take the last one back, Esc gives all up.
class KeypointTool : public PlacingTool {
  Q_OBJECT
 public:
  explicit KeypointTool(RegionLayer& layer, QObject* parent = nullptr);

  void setTemplate(KeypointTemplate kind); ///< ends what is being drawn
  const KeypointTemplate& kind() const { return kind_; }
  bool wantsKey(const QKeyEvent& event) const override;
  bool keyPress(QKeyEvent& event) override;
  void paintOverlay(QPainter& painter, const ImageCanvas& canvas) override;
  QString hint() const override;

 Q_SIGNALS:
  void keypointsDrawn(const fillscope::KeypointSet& set);

 private:
  bool isBegun() const override { return !points_.empty() || next_ != KeypointVisibility::visible; }
  void place(Vec2 at) override;
  void takeBack() override;
  void confirm() override;
  void giveUp() override;
  KeypointSet soFar() const;
  void finish();

  KeypointTemplate kind_ = boxTemplate();
  std::vector<Keypoint> points_;
  KeypointVisibility next_ = KeypointVisibility::visible;
};

} // namespace fillscope
