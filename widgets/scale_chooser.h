#pragma once
// What one unit of a whole-number depth file is in metres; a file with decimals says so and asks nothing.
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace fillscope {

class ScaleChooser : public QWidget {
  Q_OBJECT
 public:
  explicit ScaleChooser(QWidget* parent = nullptr);
  void setScale(double metresPerUnit); ///< 0: not set yet
  double scale() const { return scale_; }
  /// The file holds metres as they are: no unit is missing.
  void setHasDecimals(bool hasDecimals);
  QLabel& label() { return *label_; } ///< before the field, for columns that line up

 Q_SIGNALS:
  void edited(double metresPerUnit);

 private:
  void choose(int index);
  void readFactor();
  void showScale();

  QLabel* label_;
  QComboBox* choices_;
  QWidget* other_;
  QLineEdit* factor_;
  double scale_ = 0;
};

} // namespace fillscope
