#include "widgets/length_field.h"

#include <QLocale>
#include <QRegularExpression>
#include <cmath>

namespace fillscope {

namespace {

struct Unit {
  const char* name;
  double centimetres;
};
constexpr Unit units[] = {{"", 1},      {"cm", 1},      {"mm", 0.1},      {"dm", 10},   {"m", 100},
                          {"in", 2.54}, {"inch", 2.54}, {"inches", 2.54}, {"\"", 2.54}, {"″", 2.54}};

/// A number, a unit, and the field's own unit where the new one was typed before it.
const QRegularExpression& pattern() {
  static const QRegularExpression expression(
      QStringLiteral("^\\s*(\\d*(?:[.,]\\d*)?)\\s*([a-z\"″]*)(?:\\s+cm)?\\s*$"),
      QRegularExpression::CaseInsensitiveOption);
  return expression;
}

} // namespace

std::optional<double> centimetresFrom(const QString& text) {
  const QRegularExpressionMatch match = pattern().match(text);
  if (!match.hasMatch()) return {};
  bool ok = false;
  const double number =
      QLocale::c().toDouble(match.captured(1).replace(QLatin1Char(','), QLatin1Char('.')), &ok);
  const QString name = match.captured(2).toLower();
  for (const Unit& unit : units)
    if (ok && name == QString::fromUtf8(unit.name)) return number * unit.centimetres;
  return {};
}

LengthField::LengthField(QWidget* parent)
    : QDoubleSpinBox(parent) {
  setDecimals(1);
  setRange(0, 1000);
  setSingleStep(0.5);
  setKeyboardTracking(false);
}

QString LengthField::textFromValue(double centimetres) const {
  return tr("%1 cm").arg(QLocale().toString(centimetres, 'f', decimals()));
}

double LengthField::valueFromText(const QString& text) const {
  const double scale = std::pow(10.0, decimals());
  return std::round(centimetresFrom(text).value_or(minimum()) * scale) / scale;
}

QValidator::State LengthField::validate(QString& text, int&) const {
  if (!specialValueText().isEmpty() && text == specialValueText()) return QValidator::Acceptable;
  const std::optional<double> length = centimetresFrom(text);
  if (length && *length >= minimum() && *length <= maximum()) return QValidator::Acceptable;
  // "4000" may become "4000 mm", "12 i" become inches.
  return pattern().match(text).hasMatch() ? QValidator::Intermediate : QValidator::Invalid;
}

} // namespace fillscope
