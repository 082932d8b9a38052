#include "app/gui/augment_page.h"
#include "app/gui/app_context.h"
#include "app/gui/learning_pictures.h"
#include "app/gui/page_parts.h"
#include "app/gui/spec_knobs.h"
#include "widgets/qimage_from.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/wheel_guard.h"
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace fillscope {
namespace {
constexpr int debounceMilliseconds = 120;
constexpr int largestSeed = 999999999;
} // namespace

AugmentPage::AugmentPage(AppContext& context, QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , bound_(augmentationKnobs())
    , knobs_(new KnobPanel(bound_.groups()))
    , grid_(new PictureGrid)
    , note_(new ToneLabel(Tone::quiet)) {
  grid_->setObjectName(QStringLiteral("augmentedExamples"));
  grid_->setAccessibleName(tr("Changed samples"));
  grid_->setColumns(4);
  grid_->setEmptyText(tr("No picture with corners"),
                      tr("Open a project and place the four rim corners in at least one picture."));
  note_->setWordWrap(true);
  auto* left = new QVBoxLayout;
  left->setContentsMargins(0, 0, 0, 0);
  auto* lead =
      new ToneLabel(Tone::quiet, tr("Training changes every sample anew in these ways, so that a network "
                                    "learns more than its pictures. Corners go along."));
  lead->setWordWrap(true);
  lead->setContentsMargins(3 * theme::grid, 2 * theme::grid, 3 * theme::grid, 0);
  left->addWidget(lead);
  left->addWidget(scrolled(knobs_), 1);
  auto* right = new QVBoxLayout;
  right->setContentsMargins(0, 0, 0, 0);
  right->setSpacing(0);
  right->addWidget(makeStrip());
  right->addWidget(grid_, 1);
  auto* caption = new QHBoxLayout;
  caption->setContentsMargins(2 * theme::grid, 0, 2 * theme::grid, theme::grid);
  caption->addWidget(note_);
  right->addLayout(caption);
  addSides(*this, left, right);

  later_.setSingleShot(true);
  later_.setInterval(debounceMilliseconds);
  connect(&later_, &QTimer::timeout, this, &AugmentPage::request);
  connect(knobs_, &KnobPanel::edited, this, [this](int knob, const KnobValue& value) {
    AugmentationSpec spec = context_.learning.augmentation();
    bound_.apply(spec, knob, value);
    context_.learning.setAugmentation(spec);
  });
  connect(&context_.learning, &LearningSetup::augmentationChanged, this, [this] {
    knobs_->setValues(bound_.values(context_.learning.augmentation()));
    if (asked_) later_.start();
  });
  connect(&context_.learning, &LearningSetup::photoChanged, this, [this] {
    if (isVisible())
      later_.start();
    else
      asked_ = false; // when it is looked at again
  });
  AugmentController& augment = context_.augment;
  connect(&augment, &AugmentController::ready, this,
          [this](std::shared_ptr<const AugmentController::Examples> examples) {
            examples_ = std::move(examples);
            showExamples();
          });
  connect(&augment, &AugmentController::failed, this,
          [this](const Error& error) { note_->setText(QString::fromStdString(error.sentence())); });
  connect(&augment, &AugmentController::picturesChanged, this, &AugmentPage::showSources);
  knobs_->setValues(bound_.values(context_.learning.augmentation()));
  showSources();
  guardWheel(*this);
}

QWidget* AugmentPage::makeStrip() {
  auto* strip = new QWidget;
  auto* row = new QHBoxLayout(strip);
  row->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
  auto* sourceLabel = new QLabel(tr("Samples"));
  source_ = new QComboBox;
  source_->setObjectName(QStringLiteral("augmentSource"));
  source_->addItem(tr("Synthetic scenes"), static_cast<int>(AugmentController::Source::synthetic));
  source_->addItem(tr("Pictures of the open project"), static_cast<int>(AugmentController::Source::project));
  sourceLabel->setBuddy(source_);
  connect(source_, &QComboBox::activated, this, &AugmentPage::request);
  originals_ = new QToolButton;
  originals_->setText(tr("As they were"));
  originals_->setToolTip(tr("The samples before they are changed"));
  originals_->setCheckable(true);
  originals_->setAutoRaise(true);
  connect(originals_, &QToolButton::toggled, this, &AugmentPage::showExamples);
  auto* seedLabel = new QLabel(tr("Seed"));
  seed_ = new QSpinBox;
  seed_->setRange(0, largestSeed);
  seed_->setValue(1);
  seed_->setKeyboardTracking(false);
  seedLabel->setBuddy(seed_);
  connect(seed_, &QSpinBox::valueChanged, this, &AugmentPage::request);
  auto* fresh = new QPushButton(tr("Change anew"));
  fresh->setObjectName(QStringLiteral("augmentAgain"));
  connect(fresh, &QPushButton::clicked, this,
          [this] { seed_->setValue(QRandomGenerator::global()->bounded(largestSeed)); });
  auto* none = new QPushButton(tr("None"));
  none->setToolTip(tr("Samples as they are"));
  connect(none, &QPushButton::clicked, this,
          [this] { context_.learning.setAugmentation(AugmentationSpec::none()); });
  auto* reset = new QPushButton(tr("Defaults"));
  reset->setToolTip(tr("All knobs as they were at first"));
  connect(reset, &QPushButton::clicked, this, [this] { context_.learning.setAugmentation({}); });
  for (QWidget* part : {static_cast<QWidget*>(sourceLabel), static_cast<QWidget*>(source_),
                        static_cast<QWidget*>(originals_)})
    row->addWidget(part);
  row->addStretch();
  for (QWidget* part :
       {static_cast<QWidget*>(seedLabel), static_cast<QWidget*>(seed_), static_cast<QWidget*>(fresh),
        static_cast<QWidget*>(none), static_cast<QWidget*>(reset)})
    row->addWidget(part);
  return strip;
}

void AugmentPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!asked_) request();
}

void AugmentPage::request() {
  asked_ = true;
  later_.stop();
  const auto source = static_cast<AugmentController::Source>(source_->currentData().toInt());
  context_.augment.request(source, static_cast<std::uint64_t>(seed_->value()));
}

void AugmentPage::showExamples() {
  std::vector<GridTile> tiles;
  const auto* shown = !examples_                ? nullptr
                      : originals_->isChecked() ? &examples_->originals
                                                : &examples_->changed;
  for (std::size_t i = 0; shown && i < shown->size(); ++i) {
    const TrainingSample& sample = (*shown)[i];
    GridTile tile;
    tile.picture = toQImage(sample.image);
    tile.caption = QString::fromStdString(sample.name);
    tile.outlines = {outlineOf(sample.keypoints, GridOutline::Role::predicted)};
    tiles.push_back(std::move(tile));
  }
  note_->setText(tiles.empty() ? QString()
                               : tr("The ring marks corner 1; hollow corners are hidden or outside."));
  grid_->setTiles(std::move(tiles));
}

void AugmentPage::showSources() {
  const int project = source_->findData(static_cast<int>(AugmentController::Source::project));
  if (source_->currentIndex() == project && isVisible()) later_.start();
}

} // namespace fillscope
