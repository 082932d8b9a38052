#include "widgets/unit_spaces.h"

#include <QRegularExpression>

namespace fillscope {

QString withFixedUnits(QString text) {
  static const QRegularExpression gap(
      QStringLiteral("(?<=\\d) (?=(?:%|[cmk]?m|m?l|px|s|min|h|[kKMG]?B|points?|Punkte?n?)(?![\\p{L}\\d]))"),
      QRegularExpression::UseUnicodePropertiesOption);
  return text.replace(gap, QStringLiteral("\u00a0"));
}

} // namespace fillscope
