#pragma once
// A choice whose text is shortened in the middle where it has no room.
#include <QComboBox>

namespace fillscope {

/// The whole text stands in the list that unfolds, and in place of the tool tip while it is shortened.
class ElidedComboBox : public QComboBox {
 public:
  using QComboBox::QComboBox;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent*) override;

 private:
  QString shortened() const;
};

} // namespace fillscope
