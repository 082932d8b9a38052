#pragma once
// A slider with one handle, or with two for the ends of a range.
#include <QWidget>

namespace fillscope {

/// Values are shares 0..1 of the track; what they mean is the owner's business. The handles never cross.
/// Arrow keys move the handle in hand, Page Up and Down by a tenth, Home and End to where it may go; with two
/// handles, Space takes up the other one.
class RangeSlider : public QWidget {
  Q_OBJECT
 public:
  explicit RangeSlider(bool twoHandles, QWidget* parent = nullptr);
  void setValues(double low, double high); ///< with one handle both are the same; clamped, no signal
  double low() const { return low_; }
  double high() const { return high_; }
  void setStep(double share) { step_ = share; } ///< of an arrow key
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void edited(double low, double high); ///< by the user

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void wheelEvent(QWheelEvent*) override;

 private:
  enum class Handle { low, high };
  double placeOf(double share) const;
  double shareAt(double x) const;
  void moveHandle(double share);

  const bool two_;
  double low_ = 0, high_ = 1, step_ = 0.01;
  Handle handle_ = Handle::high;
};

} // namespace fillscope
