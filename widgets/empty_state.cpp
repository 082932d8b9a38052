#include "widgets/empty_state.h"

#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/unit_spaces.h"
#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace fillscope {
namespace {
constexpr int widestText = 460; // longer lines are hard to read
} // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , title_(new ToneLabel(Tone::plain))
    , body_(new ToneLabel(Tone::quiet))
    , buttons_(new QGridLayout) {
  title_->setScaled(1.3, QFont::DemiBold);
  for (ToneLabel* label : {title_, body_}) {
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignHCenter);
    label->setFixedWidth(widestText);
  }
  buttons_->setSpacing(2 * theme::grid);
  auto* column = new QVBoxLayout;
  column->setSpacing(2 * theme::grid);
  column->addWidget(title_, 0, Qt::AlignHCenter);
  column->addWidget(body_, 0, Qt::AlignHCenter);
  column->addSpacing(theme::grid);
  auto* row = new QHBoxLayout;
  row->addStretch();
  row->addLayout(buttons_);
  row->addStretch();
  column->addLayout(row);
  auto* layout = new QHBoxLayout(this);
  layout->addStretch();
  layout->addLayout(column);
  layout->addStretch();
  layout->setAlignment(column, Qt::AlignVCenter);
}

void EmptyState::say(const QString& title, const QString& body, const QList<QAction*>& remedies) {
  title_->setText(title);
  body_->setText(withFixedUnits(body));
  while (QLayoutItem* item = buttons_->takeAt(0)) {
    // It may be the button that was just clicked.
    if (QWidget* button = item->widget()) button->deleteLater();
    delete item;
  }
  // More than two in a row would be wider than a narrow stage.
  const int perRow = remedies.size() > 2 ? 2 : static_cast<int>(std::max<qsizetype>(1, remedies.size()));
  for (int i = 0; i < remedies.size(); ++i) {
    auto* button = new QToolButton;
    button->setDefaultAction(remedies[i]);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    if (remedies.size() > 2) button->setSizePolicy(QSizePolicy::MinimumExpanding, QSizePolicy::Fixed);
    buttons_->addWidget(button, i / perRow, i % perRow);
  }
}

} // namespace fillscope
