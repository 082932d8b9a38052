#include "widgets/filter_words.h"
#include "widgets/theme.h"
#include <QCoreApplication>

namespace fillscope {

QLineEdit* newFilterField(const QString& accessibleName, const QString& tip) {
  auto* field = new QLineEdit;
  field->setPlaceholderText(QCoreApplication::translate("fillscope::FilterField", "Filter"));
  field->setClearButtonEnabled(true);
  field->addAction(theme::icon(QStringLiteral("search"), field->palette()), QLineEdit::LeadingPosition);
  field->setAccessibleName(accessibleName);
  field->setToolTip(tip);
  return field;
}

} // namespace fillscope
