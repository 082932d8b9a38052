#include "app/gui/augment_page.h"
#include "app/gui/app_context.h"
#include "app/gui/learning_pictures.h"
#include "app/gui/spec_knobs.h"
#include "widgets/qimage_from.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace fillscope {
namespace {
constexpr int debounceMilliseconds = 120;
} // namespace

AugmentPage::AugmentPage(AppContext& context, QWidget* parent)
    : PreviewPage(augmentationKnobs(context.learning.network()).groups(), debounceMilliseconds, parent)
    , context_(context)
    , lead_(new ToneLabel(Tone::quiet)) {
  grid().setObjectName(QStringLiteral("augmentedExamples"));
  grid().setAccessibleName(tr("Changed samples"));
  grid().setColumns(4);
  lead_->setObjectName(QStringLiteral("augmentLead"));
  lead_->setWordWrap(true);
  lead_->setContentsMargins(3 * theme::grid, 2 * theme::grid, 3 * theme::grid, 0);
  QWidget* buttons = nullptr;
  QHBoxLayout* row = newStrip(buttons);
  addButton(*row, tr("None"), tr("Samples as they are"),
            [this] { context_.learning.setAugmentation(AugmentationSpec::none()); });
  addButton(*row, tr("Defaults"), tr("All knobs as they were at first"), [this] {
    context_.learning.setAugmentation(defaultConfig(context_.learning.network()).augmentation);
  });
  row->addStretch();
  auto* above = new QWidget;
  auto* column = new QVBoxLayout(above);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(lead_);
  column->addWidget(buttons);
  assemble(above, nullptr, makeStrip());

  connect(&knobs(), &KnobPanel::edited, this, [this](int knob, const KnobValue& value) {
    AugmentationSpec spec = context_.learning.augmentation();
    bound_.apply(spec, knob, value);
    context_.learning.setAugmentation(spec);
  });
  connect(&context_.learning, &LearningSetup::augmentationChanged, this, [this] {
    showKnobs();
    if (hasAsked()) askLater();
  });
  connect(&context_.learning, &LearningSetup::photoChanged, this, [this] { askWhenShown(); });
  AugmentController& augment = context_.augment;
  connect(&augment, &AugmentController::ready, this,
          [this](std::shared_ptr<const AugmentController::Examples> examples) {
            examples_ = std::move(examples);
            showExamples();
          });
  connect(&augment, &AugmentController::failed, this, [this](const Error& error) {
    grid().setEmptyText(tr("No samples"), {});
    setNote(QString::fromStdString(error.sentence()));
  });
  connect(&augment, &AugmentController::picturesChanged, this, &AugmentPage::showSources);
  showKnobs();
  showSources();
}

void AugmentPage::showKnobs() {
  const NetworkKind network = context_.learning.network();
  bound_ = augmentationKnobs(network);
  bound_.show(context_.learning.augmentation(), knobs());
  QString lead =
      tr("Training changes every sample anew in these ways, so that a network learns more than its "
         "pictures. Corners go along.");
  if (!takesPerspective(network))
    lead +=
        QLatin1Char(' ') + tr("“%1”, the network to train, takes no change of perspective: it learns from "
                              "the camera's rays.")
                               .arg(networkKindText(network));
  if (!takesMoves(network))
    lead += QLatin1Char(' ') +
            tr("“%1”, the network to train, takes depth as it was measured: mirrored at most, never moved or "
               "covered. All else changes its picture alone.")
                .arg(networkKindText(network));
  lead_->setText(lead);
}

QWidget* AugmentPage::makeStrip() {
  QWidget* strip = nullptr;
  QHBoxLayout* row = newStrip(strip);
  auto* sourceLabel = new QLabel(tr("Samples"));
  source_ = new QComboBox;
  source_->setObjectName(QStringLiteral("augmentSource"));
  source_->addItem(tr("Synthetic scenes"), static_cast<int>(AugmentController::Source::synthetic));
  source_->addItem(tr("Pictures of the open project"), static_cast<int>(AugmentController::Source::project));
  sourceLabel->setBuddy(source_);
  connect(source_, &QComboBox::activated, this, &AugmentPage::ask);
  originals_ = new QToolButton;
  originals_->setText(tr("As they were"));
  originals_->setToolTip(tr("The samples before they are changed"));
  originals_->setCheckable(true);
  originals_->setAutoRaise(true);
  connect(originals_, &QToolButton::toggled, this, &AugmentPage::showExamples);
  for (QWidget* part : {static_cast<QWidget*>(sourceLabel), static_cast<QWidget*>(source_),
                        static_cast<QWidget*>(originals_)})
    row->addWidget(part);
  row->addStretch();
  addSeed(*row, tr("Seed of the changes"), tr("Change anew"), "augmentAgain");
  return strip;
}

void AugmentPage::request() {
  const auto source = static_cast<AugmentController::Source>(source_->currentData().toInt());
  grid().setEmptyText(tr("Making samples…"), {});
  context_.augment.request(source, seed());
}

void AugmentPage::showExamples() {
  if (examples_ && examples_->originals.empty())
    grid().setEmptyText(tr("No picture with corners"),
                        tr("Open a project and place the four rim corners in at least one picture."));
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
  setNote(tiles.empty() ? QString() : tr("The ring marks corner 1; hollow corners are hidden or outside."));
  grid().setTiles(std::move(tiles));
}

void AugmentPage::showSources() {
  const int project = source_->findData(static_cast<int>(AugmentController::Source::project));
  if (source_->currentIndex() == project && isVisible()) askLater();
}

} // namespace fillscope
