#pragma once
// Two fields for the ends of a range, in a small window that closes by itself.
#include <QFrame>
#include <QString>

class QLineEdit;

namespace fillscope {

class RangeEditor : public QFrame {
  Q_OBJECT
 public:
  RangeEditor(double low, double high, const QString& unit, QWidget* parent);

 Q_SIGNALS:
  void accepted(double low, double high);

 private:
  void accept();
  QLineEdit* low_;
  QLineEdit* high_;
};

} // namespace fillscope
