#include "widgets/file_row.h"

#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QGridLayout>
#include <QToolButton>

namespace fillscope {

FileRow::FileRow(const QString& name, const QString& explanation, QWidget* parent)
    : QWidget(parent)
    , explanation_(explanation)
    , file_(new ToneLabel(Tone::plain))
    , remove_(new QToolButton) {
  auto* title = new ToneLabel(Tone::quiet, name);
  title->setToolTip(explanation);
  auto* choose = new QToolButton;
  choose->setIcon(theme::icon(QStringLiteral("open"), palette()));
  choose->setToolTip(tr("Choose…"));
  choose->setAccessibleName(tr("Choose: %1").arg(name));
  choose->setAutoRaise(true);
  remove_->setIcon(theme::icon(QStringLiteral("close"), palette()));
  remove_->setToolTip(tr("Use none"));
  remove_->setAccessibleName(tr("Use none: %1").arg(name));
  remove_->setAutoRaise(true);
  for (QToolButton* button : {choose, remove_})
    button->setFocusPolicy(Qt::TabFocus);
  file_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  file_->setAccessibleName(name);

  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(theme::grid);
  layout->setVerticalSpacing(0);
  layout->addWidget(title, 0, 0);
  layout->addWidget(file_, 1, 0);
  layout->addWidget(choose, 0, 1, 2, 1, Qt::AlignVCenter);
  layout->addWidget(remove_, 0, 2, 2, 1, Qt::AlignVCenter);
  layout->setColumnStretch(0, 1);
  QSizePolicy kept = remove_->sizePolicy();
  kept.setRetainSizeWhenHidden(true);
  remove_->setSizePolicy(kept);
  connect(choose, &QToolButton::clicked, this, &FileRow::chooseRequested);
  connect(remove_, &QToolButton::clicked, this, &FileRow::removed);
  setFile({});
}

void FileRow::setFile(const QString& path) {
  path_ = path;
  file_->setTone(path.isEmpty() ? Tone::quiet : Tone::plain);
  file_->setToolTip(path.isEmpty() ? explanation_ : path + QLatin1Char('\n') + explanation_);
  remove_->setVisible(!path.isEmpty());
  showFile();
}

void FileRow::showFile() {
  const QString name = path_.isEmpty() ? tr("none") : path_.section(QLatin1Char('/'), -1);
  file_->setText(file_->fontMetrics().elidedText(name, Qt::ElideMiddle, std::max(file_->width(), 60)));
}

void FileRow::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  layout()->activate();
  showFile();
}

} // namespace fillscope
