#include "widgets/mask_strip.h"

#include "widgets/check_box.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>

namespace fillscope {

namespace {

constexpr double leastTolerance = 0, mostTolerance = 50, toleranceStep = 0.5;
constexpr int levelStep = 4; // of a key; the slider goes by ones

QLabel* labelFor(const QString& text, QWidget* field) {
  auto* label = new QLabel(text);
  label->setBuddy(field);
  return label;
}

QWidget* row(std::initializer_list<QWidget*> parts) {
  auto* widget = new QWidget;
  auto* layout = new QHBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2 * theme::grid);
  for (QWidget* part : parts)
    layout->addWidget(part);
  layout->addStretch();
  return widget;
}

} // namespace

MaskStrip::MaskStrip(QWidget* parent)
    : QWidget(parent)
    , method_(new QComboBox)
    , values_(new QStackedWidget)
    , rounds_(new QSpinBox)
    , clusters_(new QSpinBox)
    , level_(new QSlider(Qt::Horizontal))
    , levelText_(new QLabel)
    , otsu_(new CheckBox(tr("Automatic")))
    , inverted_(new CheckBox(tr("&Invert")))
    , holes_(new CheckBox(tr("&Keep holes")))
    , tolerance_(new QDoubleSpinBox)
    , result_(new ToneLabel(Tone::quiet))
    , accept_(new QToolButton)
    , discard_(new QToolButton) {
  setObjectName(QStringLiteral("maskStrip"));
  addMethod();
  addValues();
  addPolygon();
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
  layout->setHorizontalSpacing(3 * theme::grid);
  layout->setVerticalSpacing(theme::grid);
  layout->addWidget(labelFor(tr("Meth&od"), method_), 0, 0);
  layout->addWidget(method_, 0, 1);
  layout->addWidget(row({values_, result_}), 0, 2, 1, 2);
  layout->addWidget(labelFor(tr("Tolera&nce"), tolerance_), 1, 0);
  layout->addWidget(tolerance_, 1, 1);
  layout->addWidget(row({holes_, inverted_}), 1, 2);
  layout->addWidget(row({accept_, discard_}), 1, 3);
  layout->setColumnStretch(2, 1);
  showSettings();
  setResult({}, false, false);
}

void MaskStrip::addMethod() {
  method_->addItems({tr("GrabCut"), tr("Brightness"), tr("Colours (k-means)")});
  method_->setToolTip(tr("How the thing is told from its surroundings: 1, 2 and 3 on the picture"));
  connect(method_, &QComboBox::activated, this, &MaskStrip::chooseMethod);
  connect(inverted_, &QCheckBox::toggled, this, [this](bool on) {
    MaskSettings changed = settings_;
    changed.mask.inverted = on;
    change(changed);
  });
  inverted_->setToolTip(tr("What was left out, inside the outline; I on the picture"));
}

void MaskStrip::addValues() {
  rounds_->setRange(1, 12);
  rounds_->setToolTip(tr("More rounds follow the edges better and take longer"));
  connect(rounds_, &QSpinBox::valueChanged, this, [this](int value) {
    MaskSettings changed = settings_;
    changed.mask.rounds = value;
    change(changed);
  });
  clusters_->setRange(2, 8);
  clusters_->setToolTip(tr("Into how many colours the inside of the outline is divided"));
  connect(clusters_, &QSpinBox::valueChanged, this, [this](int value) {
    MaskSettings changed = settings_;
    changed.mask.clusters = value;
    change(changed);
  });
  level_->setRange(0, 255);
  level_->setMinimumWidth(90);
  level_->setAccessibleName(tr("Brightness that divides"));
  levelText_->setMinimumWidth(levelText_->fontMetrics().horizontalAdvance(QStringLiteral("255")));
  connect(level_, &QSlider::valueChanged, this, [this](int value) {
    MaskSettings changed = settings_;
    changed.mask.level = value;
    change(changed);
  });
  otsu_->setToolTip(tr("The brightness that divides best (Otsu)"));
  connect(otsu_, &QCheckBox::toggled, this, [this](bool on) {
    MaskSettings changed = settings_;
    changed.mask.level = on ? std::nullopt : std::optional(foundLevel_);
    change(changed);
  });
  values_->addWidget(row({labelFor(tr("Roun&ds"), rounds_), rounds_}));
  values_->addWidget(row({labelFor(tr("&Level"), level_), level_, levelText_, otsu_}));
  values_->addWidget(row({labelFor(tr("&Colours"), clusters_), clusters_}));
  values_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void MaskStrip::addPolygon() {
  tolerance_->setRange(leastTolerance, mostTolerance);
  tolerance_->setSingleStep(toleranceStep);
  tolerance_->setDecimals(1);
  tolerance_->setSuffix(tr(" px"));
  tolerance_->setToolTip(
      tr("How far the polygon may leave the mask's edge, in pixels of the picture; up and down on it"));
  connect(tolerance_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    MaskSettings changed = settings_;
    changed.polygon.tolerance = value;
    change(changed);
  });
  holes_->setToolTip(tr("Holes become regions of their own, marked hole = yes; otherwise they are filled"));
  connect(holes_, &QCheckBox::toggled, this, [this](bool on) {
    MaskSettings changed = settings_;
    changed.keepHoles = on;
    change(changed);
  });
  accept_->setObjectName(QStringLiteral("accept"));
  accept_->setText(tr("Accept"));
  accept_->setToolTip(tr("The polygon becomes a region (Enter)"));
  discard_->setText(tr("Discard"));
  discard_->setToolTip(tr("The proposal goes (Esc)"));
  for (QToolButton* button : {accept_, discard_}) {
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  }
  accept_->setIcon(theme::icon(QStringLiteral("check"), palette()));
  discard_->setIcon(theme::icon(QStringLiteral("close"), palette()));
  result_->setAccessibleName(tr("What came of it"));
  connect(accept_, &QToolButton::clicked, this, &MaskStrip::accepted);
  connect(discard_, &QToolButton::clicked, this, &MaskStrip::discarded);
}

void MaskStrip::change(const MaskSettings& settings) {
  if (settings == settings_) return;
  settings_ = settings;
  showSettings();
  Q_EMIT settingsChanged(settings_);
}

void MaskStrip::setSettings(const MaskSettings& settings) {
  settings_ = settings;
  showSettings();
}

void MaskStrip::showSettings() {
  const QSignalBlocker blocks[] = {QSignalBlocker(method_),   QSignalBlocker(rounds_),
                                   QSignalBlocker(clusters_), QSignalBlocker(level_),
                                   QSignalBlocker(otsu_),     QSignalBlocker(inverted_),
                                   QSignalBlocker(holes_),    QSignalBlocker(tolerance_)};
  const int method = static_cast<int>(settings_.mask.method);
  method_->setCurrentIndex(method);
  values_->setCurrentIndex(method);
  rounds_->setValue(settings_.mask.rounds);
  clusters_->setValue(settings_.mask.clusters);
  otsu_->setChecked(!settings_.mask.level);
  level_->setValue(settings_.mask.level.value_or(foundLevel_));
  levelText_->setText(QString::number(level_->value()));
  inverted_->setChecked(settings_.mask.inverted);
  holes_->setChecked(settings_.keepHoles);
  tolerance_->setValue(settings_.polygon.tolerance);
}

void MaskStrip::showLevel(int level) {
  foundLevel_ = level;
  showSettings();
}

void MaskStrip::setResult(const QString& text, bool canDiscard, bool canAccept) {
  result_->setText(text);
  result_->setToolTip(text);
  accept_->setEnabled(canAccept);
  discard_->setEnabled(canDiscard);
}

void MaskStrip::chooseMethod(int method) {
  MaskSettings changed = settings_;
  changed.mask.method = static_cast<MaskOptions::Method>(std::clamp(method, 0, 2));
  change(changed);
}

void MaskStrip::stepTolerance(int steps) {
  tolerance_->setValue(tolerance_->value() + steps * toleranceStep);
}

void MaskStrip::stepValue(int steps) {
  switch (settings_.mask.method) {
  case MaskOptions::Method::grabCut:
    return rounds_->setValue(rounds_->value() + steps);
  case MaskOptions::Method::threshold:
    return level_->setValue(level_->value() + steps * levelStep);
  case MaskOptions::Method::kMeans:
    return clusters_->setValue(clusters_->value() + steps);
  }
}

void MaskStrip::toggleInversion() { inverted_->toggle(); }

bool MaskStrip::event(QEvent* event) {
  // The window has a use for this key too.
  if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
    event->accept();
  return QWidget::event(event);
}

void MaskStrip::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enter && accept_->isEnabled()) return Q_EMIT accepted();
  if (event->key() == Qt::Key_Escape) return Q_EMIT discarded();
  QWidget::keyPressEvent(event);
}

} // namespace fillscope
