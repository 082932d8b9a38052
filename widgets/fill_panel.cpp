#include "widgets/fill_panel.h"

#include "widgets/box_size_editor.h"
#include "widgets/fill_texts.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/unit_spaces.h"
#include "widgets/wheel_guard.h"
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cmath>

namespace fillscope {

namespace {

QWidget* newRule() {
  auto* rule = new QFrame;
  rule->setFrameShape(QFrame::HLine);
  rule->setFrameShadow(QFrame::Plain);
  rule->setForegroundRole(QPalette::Midlight);
  return rule;
}

void clearLayout(QLayout* layout) {
  while (QLayoutItem* item = layout->takeAt(0)) {
    if (QWidget* widget = item->widget()) {
      widget->hide();
      widget->deleteLater();
    }
    delete item;
  }
}

} // namespace

struct FillPanel::Private {
  ToneLabel *figure = nullptr, *full = nullptr, *interval = nullptr, *verdict = nullptr,
            *verdictSign = nullptr, *missing = nullptr, *network = nullptr;
  IntervalBar* bar = nullptr;
  QWidget *answer = nullptr, *table = nullptr;
  QGridLayout* rows = nullptr;
  QVBoxLayout* warnings = nullptr;
  BoxSizeEditor* size = nullptr;
  QDoubleSpinBox* limit = nullptr;
  bool busy = false, known = false;
  FillVerdict shownVerdict;

  std::vector<std::pair<ToneLabel*, ToneLabel*>> lines; ///< of the table
  std::vector<FillWarning> shownWarnings;

  // While a corner is dragged a report comes many times a second: labels are kept, only their text changes.
  void showTable(const std::vector<FillRow>& shown) {
    for (; lines.size() < shown.size();
         lines.emplace_back(new ToneLabel(Tone::quiet), new ToneLabel(Tone::plain))) {
    }
    const bool rebuild = rows->count() != static_cast<int>(2 * lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto& [name, value] = lines[i];
      if (rebuild) {
        rows->addWidget(name, static_cast<int>(i), 0, Qt::AlignTop);
        rows->addWidget(value, static_cast<int>(i), 1);
        value->setAlignment(Qt::AlignRight | Qt::AlignTop);
      }
      const bool used = i < shown.size();
      name->setVisible(used);
      value->setVisible(used);
      if (!used) continue;
      name->setText(shown[i].name);
      value->setText(withFixedUnits(shown[i].value));
      value->setWordWrap(shown[i].value.size() > 16);
      name->setToolTip(shown[i].explanation);
      value->setToolTip(shown[i].explanation);
      value->setAccessibleName(shown[i].name);
      value->setAccessibleDescription(shown[i].explanation);
    }
  }

  void showWarnings(const std::vector<FillWarning>& shown) {
    if (shownWarnings == shown) return;
    shownWarnings = shown;
    clearLayout(warnings);
    for (const FillWarning& warning : shown)
      warnings->addWidget(new NoteCard(Tone::warning, meaningText(warning), remedyText(warning)));
  }

  void showVerdict(const QPalette& palette) {
    QPalette tinted = palette;
    tinted.setColor(QPalette::WindowText, toneColour(shownVerdict.tone, palette));
    verdictSign->setPixmap(
        theme::icon(shownVerdict.icon, tinted).pixmap(QSize(16, 16), verdictSign->devicePixelRatioF()));
    verdict->setText(withFixedUnits(shownVerdict.text));
    verdict->setTone(shownVerdict.tone);
  }
};

FillPanel::FillPanel(QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>()) {
  d_->figure = new ToneLabel(Tone::plain, QStringLiteral("—"));
  d_->figure->setScaled(2.6, QFont::DemiBold);
  d_->figure->setAccessibleName(tr("Fill"));
  d_->full = new ToneLabel(Tone::quiet, tr("full"));
  d_->interval = new ToneLabel(Tone::plain);
  d_->interval->setToolTip(
      tr("From all hidden cells empty to all hidden cells full: the truth lies in between."));
  d_->bar = new IntervalBar;
  d_->verdictSign = new ToneLabel(Tone::plain);
  d_->verdict = new ToneLabel(Tone::plain);
  d_->verdict->setWordWrap(true);
  d_->network = new ToneLabel(Tone::accent);
  d_->network->setObjectName(QStringLiteral("fillNetwork"));
  d_->network->setWordWrap(true);
  d_->network->hide();
  d_->missing = new ToneLabel(Tone::quiet);
  d_->missing->setWordWrap(true);

  auto* beside = new QVBoxLayout;
  beside->setSpacing(0);
  beside->addStretch();
  beside->addWidget(d_->full);
  beside->addWidget(d_->interval);
  beside->addSpacing(theme::grid);
  auto* top = new QHBoxLayout;
  top->setSpacing(3 * theme::grid);
  top->addWidget(d_->figure);
  top->addLayout(beside, 1);
  auto* verdict = new QHBoxLayout;
  verdict->setSpacing(2 * theme::grid);
  verdict->addWidget(d_->verdictSign, 0, Qt::AlignTop);
  verdict->addWidget(d_->verdict, 1);

  d_->answer = new QWidget;
  auto* answer = new QVBoxLayout(d_->answer);
  answer->setContentsMargins(0, 0, 0, 0);
  answer->setSpacing(theme::grid);
  answer->addLayout(top);
  answer->addWidget(d_->bar);
  answer->addLayout(verdict);
  answer->addWidget(d_->network);
  answer->addWidget(d_->missing);

  d_->table = new QWidget;
  d_->rows = new QGridLayout(d_->table);
  d_->rows->setContentsMargins(0, 0, 0, 0);
  d_->rows->setHorizontalSpacing(3 * theme::grid);
  d_->rows->setVerticalSpacing(theme::grid);
  d_->rows->setColumnStretch(0, 1);

  d_->size = new BoxSizeEditor;
  d_->limit = new QDoubleSpinBox;
  d_->limit->setDecimals(0);
  d_->limit->setRange(0, 100);
  d_->limit->setSuffix(tr(" %"));
  d_->limit->setValue(50);
  d_->limit->setKeyboardTracking(false);
  d_->limit->setToolTip(tr("How much of the box may be empty."));
  auto* limitRow = new QHBoxLayout;
  auto* limitLabel = new ToneLabel(Tone::plain, tr("Largest empty &space"));
  limitLabel->setBuddy(d_->limit);
  limitRow->addWidget(limitLabel, 1);
  limitRow->addWidget(d_->limit);

  d_->warnings = new QVBoxLayout;
  d_->warnings->setSpacing(2 * theme::grid);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  layout->addWidget(d_->answer);
  layout->addLayout(d_->warnings);
  layout->addWidget(d_->table);
  layout->addWidget(newRule());
  layout->addWidget(newHeading(tr("Box")));
  layout->addWidget(d_->size);
  layout->addLayout(limitRow);
  layout->addStretch(1);
  setMinimumWidth(66 * theme::grid);
  guardWheel(*this);

  connect(d_->size, &BoxSizeEditor::edited, this, &FillPanel::boxSizeEdited);
  connect(d_->limit, &QDoubleSpinBox::valueChanged, this, [this](double percent) {
    d_->bar->setLimit(percent);
    Q_EMIT limitEdited(percent);
  });
  showMissing(tr("Open a picture of a box with its depth map to measure how full it is."));
}

FillPanel::~FillPanel() = default;

void FillPanel::showReport(const FillReport& report, const FillOptions& options) {
  d_->known = true;
  {
    const QSignalBlocker blocker(d_->limit);
    d_->limit->setValue(options.limitPercent);
  }
  d_->figure->setText(percentText(report.fillPercent));
  d_->full->setText(tr("full"));
  d_->interval->setText(intervalText(report));
  d_->bar->setLimit(options.limitPercent);
  d_->bar->setValue(report.fillPercent, report.fillLow, report.fillHigh);
  d_->shownVerdict = verdictOf(report, options.limitPercent);
  d_->showVerdict(palette());
  d_->size->setMeasuredSize(report.sizeMeasured && report.boxLitres ? std::optional(report.size)
                                                                    : std::nullopt);
  d_->size->setCapacity(report.boxLitres);
  d_->showTable(tableOf(report));
  d_->showWarnings(report.warnings);
  d_->missing->hide();
  d_->bar->show();
  d_->verdict->show();
  d_->verdictSign->show();
  d_->table->show();
}

void FillPanel::setNetwork(const QString& network) {
  d_->network->setText(tr("From a network, not measured"));
  d_->network->setToolTip(
      tr("The depth is a guess of the network “%1”, made from the photo alone. The interval says "
         "how far such guesses were off on its test pictures.")
          .arg(network));
  d_->network->setVisible(!network.isEmpty());
}

void FillPanel::setDenoised(const QString& map) {
  d_->network->setText(tr("From denoised depth"));
  d_->network->setToolTip(
      tr("The depth is “%1”: smoothed by a network, and where the camera measured nothing, that network's "
         "guess.")
          .arg(map));
  d_->network->show();
}

void FillPanel::showMissing(const QString& sentence) {
  d_->network->hide();
  d_->known = false;
  d_->figure->setText(QStringLiteral("—"));
  d_->full->setText({});
  d_->interval->setText({});
  d_->bar->clear();
  d_->bar->hide();
  d_->verdict->hide();
  d_->verdictSign->hide();
  d_->table->hide();
  d_->showWarnings({});
  d_->size->setMeasuredSize({});
  d_->size->setCapacity({});
  d_->missing->setText(sentence);
  d_->missing->setVisible(!sentence.isEmpty());
}

void FillPanel::setBusy(bool busy) {
  if (d_->busy == busy) return;
  d_->busy = busy;
  // The old figure stays, dimmed: nothing jumps while a new one is on its way.
  d_->answer->setEnabled(!busy);
  d_->table->setEnabled(!busy);
  if (d_->known)
    d_->full->setText(busy ? tr("measuring…") : tr("full"));
  else
    d_->figure->setText(busy ? QStringLiteral("…") : QStringLiteral("—"));
}

void FillPanel::setBoxSize(const std::optional<BoxSize>& size) { d_->size->setSize(size); }
QWidget* FillPanel::answer() const { return d_->answer; }
void FillPanel::setSizeEditable(bool editable) { d_->size->setEditable(editable); }

void FillPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && d_->known) d_->showVerdict(palette());
}

} // namespace fillscope
