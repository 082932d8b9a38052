#include "widgets/empty_state.h"

#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace fillscope {
namespace {
constexpr int widestText = 460; // longer lines are hard to read
} // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , title_(new ToneLabel(Tone::plain))
    , body_(new ToneLabel(Tone::quiet))
    , buttons_(new QHBoxLayout) {
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
  column->addLayout(buttons_);
  auto* layout = new QHBoxLayout(this);
  layout->addStretch();
  layout->addLayout(column);
  layout->addStretch();
  layout->setAlignment(column, Qt::AlignVCenter);
}

void EmptyState::say(const QString& title, const QString& body, const QList<QAction*>& remedies) {
  title_->setText(title);
  body_->setText(body);
  while (QLayoutItem* item = buttons_->takeAt(0)) {
    // It may be the button that was just clicked.
    if (QWidget* button = item->widget()) button->deleteLater();
    delete item;
  }
  buttons_->addStretch();
  for (QAction* action : remedies) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    buttons_->addWidget(button);
  }
  buttons_->addStretch();
}

} // namespace fillscope
