#pragma once
// A length in centimetres that also understands other units when they are typed.
#include <QDoubleSpinBox>
#include <optional>

namespace fillscope {

/// "40", "40 cm", "40,5", "0.4 m", "300 mm", "12 in" in centimetres; without a unit: centimetres. Comma and
/// dot both separate decimals. Nothing for anything else, and for negative lengths.
std::optional<double> centimetresFrom(const QString& text);

/// value() is in centimetres, one decimal. The unit is part of the text, so that another can be typed over
/// it; whatever unit is typed, the field then shows centimetres.
class LengthField : public QDoubleSpinBox {
  Q_OBJECT
 public:
  explicit LengthField(QWidget* parent = nullptr);

 protected:
  QString textFromValue(double centimetres) const override;
  double valueFromText(const QString& text) const override;
  QValidator::State validate(QString& text, int& position) const override;
};

} // namespace fillscope
