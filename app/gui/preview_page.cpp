#include "app/gui/preview_page.h"
#include "app/gui/page_parts.h"
#include "widgets/picture_grid.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/wheel_guard.h"
#include <QHBoxLayout>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSpinBox>

namespace fillscope {

PreviewPage::PreviewPage(std::vector<KnobGroup> groups, int settleMilliseconds, QWidget* parent)
    : QWidget(parent)
    , knobs_(new KnobPanel(std::move(groups)))
    , grid_(new PictureGrid)
    , note_(new ToneLabel(Tone::quiet)) {
  note_->setWordWrap(true);
  later_.setSingleShot(true);
  later_.setInterval(settleMilliseconds);
  connect(&later_, &QTimer::timeout, this, &PreviewPage::ask);
}

void PreviewPage::assemble(QWidget* above, QWidget* below, QWidget* strip) {
  auto* left = new QVBoxLayout;
  left->setContentsMargins(0, 0, 0, 0);
  if (above) left->addWidget(above);
  left->addWidget(scrolled(knobs_), 1);
  if (below) left->addWidget(below);
  auto* right = new QVBoxLayout;
  right->setContentsMargins(0, 0, 0, 0);
  right->setSpacing(0);
  right->addWidget(strip);
  right->addWidget(grid_, 1);
  auto* caption = new QHBoxLayout;
  caption->setContentsMargins(2 * theme::grid, 0, 2 * theme::grid, theme::grid);
  caption->addWidget(note_);
  right->addLayout(caption);
  addSides(*this, left, right);
  guardWheel(*this);
}

void PreviewPage::addSeed(QHBoxLayout& strip, const QString& accessibleName, const QString& again,
                          const char* buttonName) {
  auto* label = new QLabel(tr("Seed"));
  seed_ = new QSpinBox;
  seed_->setRange(0, largestSeed);
  seed_->setValue(1);
  seed_->setKeyboardTracking(false);
  seed_->setAccessibleName(accessibleName);
  label->setBuddy(seed_);
  connect(seed_, &QSpinBox::valueChanged, this, &PreviewPage::ask);
  auto* fresh = new QPushButton(again);
  fresh->setObjectName(QLatin1String(buttonName));
  connect(fresh, &QPushButton::clicked, this,
          [this] { seed_->setValue(QRandomGenerator::global()->bounded(largestSeed)); });
  strip.addWidget(label);
  strip.addWidget(seed_);
  strip.addWidget(fresh);
}

void PreviewPage::addButton(QHBoxLayout& strip, const QString& text, const QString& tip,
                            std::function<void()> pressed) {
  auto* button = new QPushButton(text);
  button->setToolTip(tip);
  connect(button, &QPushButton::clicked, this, std::move(pressed));
  strip.addWidget(button);
}

void PreviewPage::ask() {
  asked_ = true;
  later_.stop();
  request();
}

void PreviewPage::askWhenShown() {
  if (isVisible())
    askLater();
  else
    asked_ = false;
}

std::uint64_t PreviewPage::seed() const { return static_cast<std::uint64_t>(seed_->value()); }
void PreviewPage::setNote(const QString& text) { note_->setText(text); }

void PreviewPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!asked_) ask();
}

QHBoxLayout* newStrip(QWidget*& strip) {
  strip = new QWidget;
  auto* row = new QHBoxLayout(strip);
  row->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
  return row;
}

} // namespace fillscope
