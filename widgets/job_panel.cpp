#include "widgets/job_panel.h"

#include "widgets/job_texts.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QHBoxLayout>
#include <QPointer>
#include <QProgressBar>
#include <QScrollArea>
#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace fillscope {

namespace {

constexpr int barSteps = 1000;

/// The text at full length is what it says; what there is no room for is elided.
class ElidedButton : public QToolButton {
 public:
  using QToolButton::QToolButton;
  QSize sizeHint() const override { return sizeFor(widestName); }
  QSize minimumSizeHint() const override { return sizeFor(narrowestName); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.text =
        fontMetrics().elidedText(text(), Qt::ElideRight, textWidth() - (sizeHint().width() - width()));
    QStylePainter(this).drawComplexControl(QStyle::CC_ToolButton, option);
  }

 private:
  static constexpr int widestName = 240, narrowestName = 80; // pixels
  int textWidth(int most = widestName) const {
    return std::min(most, fontMetrics().size(Qt::TextShowMnemonic, text()).width());
  }
  QSize sizeFor(int most) const {
    const QSize whole = QToolButton::sizeHint();
    return {whole.width() - fontMetrics().size(Qt::TextShowMnemonic, text()).width() + textWidth(most),
            whole.height()};
  }
};

QProgressBar* newBar() {
  auto* bar = new QProgressBar;
  bar->setTextVisible(false);
  bar->setFixedHeight(2 * theme::grid);
  return bar;
}

void showFraction(QProgressBar& bar, double fraction) {
  bar.setRange(0, fraction < 0 ? 0 : barSteps);
  if (fraction >= 0) bar.setValue(static_cast<int>(fraction * barSteps));
}

template <class Button = QToolButton>
QToolButton* newButton(const QString& icon, const QString& tip, const QPalette& palette) {
  QToolButton* button = new Button;
  button->setIcon(theme::icon(icon, palette));
  button->setAutoRaise(true);
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  button->setFocusPolicy(Qt::TabFocus);
  return button;
}

bool isFailed(const JobRow& job) { return job.state == JobRow::State::failed; }

void clearRows(QLayout& layout) {
  while (QLayoutItem* item = layout.takeAt(0)) {
    if (QWidget* widget = item->widget()) {
      widget->hide();
      widget->deleteLater();
    }
    delete item;
  }
}

} // namespace

struct JobIndicator::Private {
  std::vector<JobRow> jobs;
  QToolButton *name = nullptr, *cancel = nullptr;
  QProgressBar* bar = nullptr;
  ToneLabel* left = nullptr;
  QPointer<QFrame> popup;
  QVBoxLayout* rows = nullptr; ///< of the popup

  const JobRow* current() const {
    using State = JobRow::State;
    for (const State state : {State::running, State::paused, State::waiting, State::stopping})
      for (const JobRow& job : jobs)
        if (job.state == state) return &job;
    return nullptr;
  }
};

JobIndicator::JobIndicator(QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>()) {
  d_->name = newButton<ElidedButton>(QStringLiteral("jobs"), tr("Show all jobs"), palette());
  d_->name->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  d_->bar = newBar();
  d_->bar->setFixedWidth(24 * theme::grid);
  d_->left = new ToneLabel(Tone::quiet);
  // What stands beside it does not move while the time runs.
  d_->left->setMinimumWidth(d_->left->fontMetrics().horizontalAdvance(tr("%1 min left").arg(99)));
  d_->cancel = newButton(QStringLiteral("close"), tr("Cancel this job"), palette());
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::grid);
  layout->addWidget(d_->name);
  layout->addWidget(d_->bar);
  layout->addWidget(d_->left);
  layout->addWidget(d_->cancel);
  connect(d_->name, &QToolButton::clicked, this, &JobIndicator::showList);
  connect(d_->cancel, &QToolButton::clicked, this, [this] {
    if (const JobRow* job = d_->current()) Q_EMIT cancelRequested(job->id);
  });
  setJobs({});
}

JobIndicator::~JobIndicator() = default;

void JobIndicator::setJobs(const std::vector<JobRow>& jobs) {
  d_->jobs = jobs;
  const JobRow* current = d_->current();
  const auto failed = std::count_if(jobs.begin(), jobs.end(), isFailed);
  const auto others = static_cast<std::ptrdiff_t>(jobs.size()) - failed - 1; // than the current one
  QString text;
  QPalette tinted = palette();
  if (current) {
    text = others > 0 ? tr("%1 (+%2)").arg(current->name).arg(others) : current->name;
  } else if (failed > 0) {
    text = failed == 1 ? tr("1 job failed") : tr("%1 jobs failed").arg(failed);
  }
  if (failed > 0) tinted.setColor(QPalette::WindowText, theme::bad(palette()));
  d_->name->setIcon(theme::icon(failed > 0 ? QStringLiteral("warning") : QStringLiteral("jobs"), tinted));
  d_->name->setText(text);
  QStringList tips{current ? jobLine(*current) : tr("Show all jobs")};
  if (current) tips.prepend(text);
  d_->name->setToolTip(tips.join(QLatin1Char('\n')));
  d_->name->setVisible(!jobs.empty());
  d_->bar->setVisible(current);
  d_->left->setVisible(current);
  d_->cancel->setVisible(current && current->state != JobRow::State::stopping);
  if (current) {
    showFraction(*d_->bar, current->fraction);
    d_->bar->setAccessibleName(current->name);
    d_->left->setText(timeLeftText(current->secondsLeft));
    d_->cancel->setAccessibleName(tr("Cancel %1").arg(current->name));
  }
  if (d_->popup) fillList();
}

void JobIndicator::showList() {
  delete d_->popup;
  d_->popup = new QFrame(this, Qt::Popup);
  d_->popup->setAttribute(Qt::WA_DeleteOnClose);
  d_->popup->setFrameShape(QFrame::StyledPanel);
  d_->popup->setObjectName(QStringLiteral("jobList"));
  auto* inner = new QWidget;
  d_->rows = new QVBoxLayout(inner);
  d_->rows->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  d_->rows->setSpacing(3 * theme::grid);
  auto* scroll = new QScrollArea;
  scroll->setWidget(inner);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  auto* outer = new QVBoxLayout(d_->popup);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(scroll);
  fillList();
  inner->adjustSize();
  d_->popup->resize(360, std::clamp(inner->heightForWidth(340) + 4, 60, 360));
  d_->popup->move(mapToGlobal(QPoint(width() - 360, -d_->popup->height() - theme::grid)));
  d_->popup->show();
}

void JobIndicator::fillList() {
  clearRows(*d_->rows);
  if (d_->jobs.empty()) d_->rows->addWidget(new ToneLabel(Tone::quiet, tr("No jobs.")));
  for (const JobRow& job : d_->jobs) {
    auto* row = new QWidget;
    auto* grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * theme::grid);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    grid->addWidget(newHeading(job.name), 0, 0);
    auto* text = new ToneLabel(isFailed(job) ? Tone::bad : Tone::quiet, jobLine(job));
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(text, 1, 0);
    if (job.state != JobRow::State::waiting && !isFailed(job)) {
      QProgressBar* bar = newBar();
      showFraction(*bar, job.fraction);
      grid->addWidget(bar, 2, 0);
    }
    d_->rows->addWidget(row);
    if (job.state == JobRow::State::stopping) continue;
    const QString tip = isFailed(job) ? tr("Dismiss %1").arg(job.name) : tr("Cancel %1").arg(job.name);
    QToolButton* button = newButton(QStringLiteral("close"), tip, palette());
    connect(button, &QToolButton::clicked, this, [this, id = job.id, failed = isFailed(job)] {
      if (failed)
        Q_EMIT dismissRequested(id);
      else
        Q_EMIT cancelRequested(id);
    });
    grid->addWidget(button, 0, 1, 2, 1, Qt::AlignTop);
  }
  d_->rows->addStretch(1);
}

} // namespace fillscope
