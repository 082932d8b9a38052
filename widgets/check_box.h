#pragma once
#include <QCheckBox>

namespace fillscope {

/// A check box whose frame is seen on dark and on light windows: styles derive its outline from the window's
/// colour alone, where it nearly vanishes.
class CheckBox : public QCheckBox {
  Q_OBJECT
 public:
  using QCheckBox::QCheckBox;

 protected:
  void initStyleOption(QStyleOptionButton* option) const override;
};

} // namespace fillscope
