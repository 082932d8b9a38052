#include "app/gui/loss_report.h"
#include "app/gui/report_dialog.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace fillscope {
namespace {

bool isOpenLine(const Loss& loss) {
  return loss.kind == Loss::Kind::shape && loss.what.find("polyline") != std::string::npos;
}

} // namespace

LossReport::LossReport(QWidget* parent)
    : QWidget(parent)
    , verdict_(new ToneLabel(Tone::plain))
    , table_(new QTreeWidget)
    , closeOffer_(makeOffer()) {
  verdict_->setObjectName(QStringLiteral("exportVerdict"));
  verdict_->setScaled(1.1, QFont::DemiBold);
  verdict_->setWordWrap(true);
  verdict_->setAccessibleName(tr("What would be lost"));
  table_->setObjectName(QStringLiteral("exportLosses"));
  table_->setAccessibleName(tr("What the format cannot hold"));
  table_->setHeaderLabels({tr("What"), tr("Is written as"), tr("How often"), tr("First in")});
  table_->setRootIsDecorated(false);
  table_->setUniformRowHeights(true);
  table_->setAlternatingRowColors(true);
  table_->header()->setStretchLastSection(true);
  for (int column = 0; column < 3; ++column)
    table_->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(verdict_);
  column->addWidget(table_, 1);
  column->addWidget(closeOffer_);
  column->addStretch(0);
}

QWidget* LossReport::makeOffer() {
  auto* offer = new QPushButton(tr("Close them to outlines"));
  offer->setObjectName(QStringLiteral("closePolylines"));
  offer->setAutoDefault(false);
  connect(offer, &QPushButton::clicked, this, &LossReport::closingAsked);
  auto* box = new QWidget;
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(new ToneLabel(Tone::quiet, tr("The format has no open lines.")));
  row->addWidget(offer);
  row->addStretch();
  return box;
}

void LossReport::showFault(const QString& sentence) {
  verdict_->setTone(Tone::bad);
  verdict_->setText(sentence);
}

void LossReport::showLooking() {
  verdict_->setTone(Tone::quiet);
  verdict_->setText(tr("Looking what the format can hold…"));
  table_->setEnabled(false);
}

void LossReport::showLosses(const std::vector<Loss>& losses, bool canClose) {
  const QLocale locale;
  table_->clear();
  table_->setEnabled(true);
  for (const Loss& loss : losses) {
    auto* item = new QTreeWidgetItem(
        table_, {QString::fromStdString(loss.what),
                 loss.becomes.empty() ? tr("left out") : QString::fromStdString(loss.becomes),
                 locale.toString(loss.count), QString::fromStdString(loss.example)});
    item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    if (loss.becomes.empty()) item->setForeground(1, theme::bad(palette()));
    for (int column = 0; column < 4; ++column)
      item->setToolTip(column, lossLine(loss));
  }
  const auto leftOut =
      std::count_if(losses.begin(), losses.end(), [](const Loss& loss) { return loss.becomes.empty(); });
  const auto changed = static_cast<qsizetype>(losses.size()) - leftOut;
  verdict_->setTone(losses.empty() ? Tone::good : leftOut > 0 ? Tone::bad : Tone::warning);
  verdict_->setText(
      losses.empty() ? tr("Nothing is lost: the format holds all of it.")
      : leftOut > 0
          ? tr("The format cannot hold all of it. Left out: %1; changed: %2.").arg(leftOut).arg(changed)
      : changed == 1 ? tr("The format holds it in another form: 1 change.")
                     : tr("The format holds it in another form: %1 changes.").arg(changed));
  table_->setVisible(!losses.empty());
  closeOffer_->setVisible(canClose && std::any_of(losses.begin(), losses.end(), isOpenLine));
}

} // namespace fillscope
