#include "widgets/range_editor.h"

#include "widgets/theme.h"
#include <QDoubleValidator>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

namespace fillscope {

RangeEditor::RangeEditor(double low, double high, const QString& unit, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , low_(new QLineEdit(QLocale().toString(low, 'g', 6)))
    , high_(new QLineEdit(QLocale().toString(high, 'g', 6))) {
  setAttribute(Qt::WA_DeleteOnClose);
  setFrameShape(QFrame::StyledPanel);
  setObjectName(QStringLiteral("rangeEditor"));
  const QString suffix = unit.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(unit);
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  const std::pair<QString, QLineEdit*> rows[] = {{tr("&Highest%1").arg(suffix), high_},
                                                 {tr("&Lowest%1").arg(suffix), low_}};
  int row = 0;
  for (const auto& [text, field] : rows) {
    auto* label = new QLabel(text);
    label->setBuddy(field);
    field->setValidator(new QDoubleValidator(field));
    field->setFixedWidth(96);
    layout->addWidget(label, row, 0);
    layout->addWidget(field, row++, 1);
    connect(field, &QLineEdit::returnPressed, this, &RangeEditor::accept);
  }
  auto* use = new QPushButton(tr("Use this range"));
  connect(use, &QPushButton::clicked, this, &RangeEditor::accept);
  layout->addWidget(use, row, 0, 1, 2);
  high_->setFocus();
  high_->selectAll();
}

void RangeEditor::accept() {
  bool lowOk = false, highOk = false;
  const double low = QLocale().toDouble(low_->text(), &lowOk),
               high = QLocale().toDouble(high_->text(), &highOk);
  if (!lowOk || !highOk || !(low < high)) {
    (lowOk ? high_ : low_)->setFocus();
    return;
  }
  Q_EMIT accepted(low, high);
  close();
}

} // namespace fillscope
