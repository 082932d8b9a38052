#include "app/gui/notice_bar.h"
#include "widgets/theme.h"
#include "widgets/unit_spaces.h"
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

namespace fillscope {
namespace {
constexpr int noteMilliseconds = 8000;
}

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , label_(new QLabel)
    , action_(new QToolButton)
    , timer_(new QTimer(this)) {
  setObjectName(QStringLiteral("noticeBar"));
  label_->setWordWrap(true);
  label_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label_->setTextFormat(Qt::PlainText);
  action_->setObjectName(QStringLiteral("noticeAction"));
  action_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  action_->setAccessibleName(tr("What to do about it"));
  auto* close = new QToolButton;
  close->setText(QStringLiteral("×"));
  close->setAutoRaise(true);
  close->setToolTip(tr("Dismiss"));
  close->setAccessibleName(tr("Dismiss"));
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  connect(action_, &QToolButton::clicked, this, [this] {
    // The action may show a notice of its own, with another action.
    if (const auto run = run_) run();
  });
  timer_->setSingleShot(true);
  timer_->setInterval(noteMilliseconds);
  connect(timer_, &QTimer::timeout, this, &QWidget::hide);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, theme::grid, theme::grid, theme::grid);
  layout->addWidget(label_, 1);
  layout->addWidget(action_);
  layout->addWidget(close);
  hide();
}

void NoticeBar::showError(const QString& sentence, const QString& actionText, std::function<void()> action) {
  show(sentence, Kind::error, actionText, std::move(action));
}

void NoticeBar::showNote(const QString& sentence, const QString& actionText, std::function<void()> action) {
  show(sentence, Kind::note, actionText, std::move(action));
}

void NoticeBar::showResult(const QString& sentence) { show(sentence, Kind::result, {}, {}); }

QString NoticeBar::text() const { return isHidden() ? QString() : sentence_; }

void NoticeBar::show(const QString& sentence, Kind kind, const QString& actionText,
                     std::function<void()> action) {
  action_->setText(actionText);
  action_->setAccessibleName(actionText.isEmpty() ? tr("What to do about it") : actionText);
  action_->setVisible(!actionText.isEmpty());
  run_ = std::move(action);
  sentence_ = sentence;
  label_->setText(withFixedUnits(sentence));
  isError_ = kind == Kind::error;
  restyle();
  if (kind == Kind::note)
    timer_->start();
  else
    timer_->stop();
  QFrame::show();
}

void NoticeBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && !restyling_) restyle();
}

void NoticeBar::restyle() {
  restyling_ = true;
  // Its own palette already holds the colours of the notice before.
  const QPalette plain = QApplication::palette();
  const QColor edge = isError_ ? theme::bad(plain) : theme::accent(plain);
  const QColor fill = theme::mix(plain.color(QPalette::Window), edge, 0.15);
  setStyleSheet(QStringLiteral("#noticeBar { background: %1; border: none; border-left: 3px solid %2; }")
                    .arg(fill.name(), edge.name()));
  restyling_ = false;
}

} // namespace fillscope
