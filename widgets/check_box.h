#pragma once
#include <QCheckBox>
#include <QRadioButton>

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

/// The same of a round one.
class RadioButton : public QRadioButton {
  Q_OBJECT
 public:
  using QRadioButton::QRadioButton;

 protected:
  void initStyleOption(QStyleOptionButton* option) const override;
};

} // namespace fillscope
