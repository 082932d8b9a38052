#include "app/gui/train_form.h"
#include "app/gui/app_context.h"
#include "app/gui/spec_knobs.h"
#include "core/base/file_io.h"
#include "widgets/file_row.h"
#include "widgets/fold_section.h"
#include "widgets/scale_chooser.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/wheel_guard.h"
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

namespace fillscope {

TrainForm::TrainForm(AppContext& context, QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , basic_(trainingKnobs(true))
    , advanced_(trainingKnobs(false))
    , kind_(new QComboBox)
    , basicKnobs_(new KnobPanel(basic_.groups()))
    , advancedKnobs_(new KnobPanel(advanced_.groups())) {
  kind_->setObjectName(QStringLiteral("networkKind"));
  kind_->setAccessibleName(tr("Network to train"));
  for (const NetworkKind kind : networkKinds)
    kind_->addItem(networkKindText(kind), static_cast<int>(kind));
  folder_ =
      new FileRow(tr("Output folder"), tr("Checkpoints, curves and the exported network are kept there"));
  auto* files = new QHBoxLayout;
  auto* load = new QPushButton(tr("Load settings…"));
  auto* save = new QPushButton(tr("Save settings…"));
  save->setToolTip(tr("As fillscope-cli train reads them"));
  files->addWidget(load);
  files->addWidget(save);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2 * theme::grid);
  layout->addWidget(newHeading(tr("Network")));
  layout->addWidget(kind_);
  layout->addWidget(newHeading(tr("Data")));
  layout->addWidget(makeData());
  layout->addWidget(newHeading(tr("Training")));
  layout->addWidget(basicKnobs_);
  layout->addWidget(folder_);
  layout->addWidget(new FoldSection(tr("Advanced"), advancedKnobs_, false));
  layout->addLayout(files);
  connect(kind_, &QComboBox::activated, this, &TrainForm::chooseKind);
  connect(load, &QPushButton::clicked, this, &TrainForm::loadConfig);
  connect(save, &QPushButton::clicked, this, &TrainForm::saveConfig);
  connect(folder_, &FileRow::chooseRequested, this, &TrainForm::chooseFolder);
  connect(folder_, &FileRow::removed, this, [this] {
    plan_.folder.clear();
    showPlan();
  });
  connect(basicKnobs_, &KnobPanel::edited, this,
          [this](int knob, const KnobValue& value) { basic_.apply(plan_.config, knob, value); });
  connect(advancedKnobs_, &KnobPanel::edited, this,
          [this](int knob, const KnobValue& value) { advanced_.apply(plan_.config, knob, value); });
  plan_.config = defaultConfig(context_.learning.network());
  guardWheel(*this);
  showPlan();
}

QWidget* TrainForm::makeData() {
  source_ = new QComboBox;
  source_->setObjectName(QStringLiteral("dataSource"));
  source_->setAccessibleName(tr("What to learn from"));
  source_->addItems({tr("Synthetic scenes"), {}});
  count_ = new QSpinBox;
  count_->setRange(2, 10000000);
  count_->setGroupSeparatorShown(true);
  count_->setAccessibleName(tr("Scenes for training"));
  countLabel_ = new QLabel(tr("Scenes"));
  countLabel_->setBuddy(count_);
  sourceNote_ =
      new ToneLabel(Tone::quiet, tr("As the knobs in the Data set workspace say; drawn anew from the "
                                    "seed, none is kept on disk."));
  sourceNote_->setWordWrap(true);
  place_ = new FileRow(
      tr("Data set or project"),
      tr("A folder that synth wrote, or a project whose pictures "
         "have a rim; for a U-Net, pictures with depth; for classes, "
         "a folder whose subfolders are the classes, or a project "
         "whose pictures have the attribute “class”") +
          QStringLiteral("\n") +
          tr("For a denoiser: a folder of pairs of measured and true depth, res-1.png and gt-1.png "
             "(and left-1.png, infrared), or as synth writes them"));
  thisProject_ = new QPushButton(tr("The open project"));
  scale_ = new ScaleChooser;
  scale_->label().setMinimumWidth(KnobPanel::nameWidth);
  auto* box = new QWidget;
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(2 * theme::grid);
  grid->setVerticalSpacing(theme::grid);
  grid->setColumnMinimumWidth(0, KnobPanel::nameWidth); // in line with the knobs below
  grid->setColumnStretch(1, 1);
  grid->addWidget(source_, 0, 0, 1, 2);
  grid->addWidget(countLabel_, 1, 0);
  grid->addWidget(count_, 1, 1);
  grid->addWidget(sourceNote_, 2, 0, 1, 2);
  grid->addWidget(place_, 3, 0, 1, 2);
  grid->addWidget(thisProject_, 4, 0, 1, 2, Qt::AlignLeft);
  grid->addWidget(scale_, 5, 0, 1, 2);
  connect(source_, &QComboBox::activated, this, [this](int index) {
    plan_.data.synthetic = index == 0;
    showPlan();
  });
  connect(count_, &QSpinBox::valueChanged, this, [this](int count) { plan_.data.count = count; });
  connect(scale_, &ScaleChooser::edited, this, [this](double scale) { plan_.data.depthScale = scale; });
  connect(place_, &FileRow::chooseRequested, this, &TrainForm::choosePlace);
  connect(place_, &FileRow::removed, this, [this] {
    plan_.data.place.clear();
    showPlan();
  });
  connect(thisProject_, &QPushButton::clicked, this, [this] {
    // Pictures or annotations that were just opened have no project file yet.
    std::error_code ignored;
    const bool isThere = std::filesystem::exists(context_.session.projectFile(), ignored);
    if ((!isThere || context_.session.isModified()) && !context_.session.saveAndWait()) return;
    plan_.data.place = context_.session.projectFile();
    showPlan();
  });
  connect(&context_.session, &ProjectSession::stateChanged, this,
          [this] { thisProject_->setEnabled(context_.session.isOpen()); });
  thisProject_->setEnabled(context_.session.isOpen());
  return box;
}

TrainingPlan TrainForm::plan() const {
  TrainingPlan plan = plan_;
  plan.data.photo = context_.learning.photo();
  plan.config.augmentation = context_.learning.augmentation();
  plan.data.synthetic = isSynthetic();
  return plan;
}

/// Scenes are of no class; what was chosen for other networks stays chosen.
bool TrainForm::isSynthetic() const {
  return plan_.data.synthetic && plan_.config.task != TrainingTask::classes;
}

void TrainForm::setPlan(const TrainingPlan& plan) {
  plan_ = plan;
  context_.learning.setNetwork(plan.config.network, plan.config.augmentation);
  if (plan.data.synthetic) context_.learning.setPhoto(plan.data.photo);
  showPlan();
}

void TrainForm::chooseKind(int index) {
  const TrainingConfig before = plan_.config;
  plan_.config = defaultConfig(networkKinds[index]);
  plan_.config.seed = before.seed;
  plan_.config.id = before.id;
  plan_.config.name = before.name;
  plan_.config.licence = before.licence;
  plan_.config.description = before.description;
  context_.learning.setNetwork(plan_.config.network, plan_.config.augmentation);
  showPlan();
}

void TrainForm::choosePlace() {
  const auto chosen = context_.prompts.openFolder(tr("Data set or project folder to learn from"),
                                                  context_.settings.lastFolder());
  if (!chosen) return;
  plan_.data.place = toPath(*chosen);
  showPlan();
}

bool TrainForm::chooseFolder() {
  const auto chosen =
      context_.prompts.outputFolder(tr("Folder for this training"), context_.settings.lastFolder());
  if (!chosen) return false;
  plan_.folder = toPath(*chosen);
  showPlan();
  return true;
}

bool TrainForm::complete() {
  if (!isSynthetic() && plan_.data.place.empty()) choosePlace();
  if (!isSynthetic() && plan_.data.place.empty()) return false;
  return !plan_.folder.empty() || chooseFolder();
}

void TrainForm::loadConfig() {
  const auto file =
      context_.prompts.openFile(tr("Load settings of a training"), context_.settings.lastFolder(),
                                tr("Settings (*.json);;All files (*)"));
  if (!file) return;
  const Result<TrainingConfig> config = loadTrainingConfig(toPath(*file));
  if (!config) return Q_EMIT context_.training.failed(config.error());
  plan_.config = *config;
  context_.learning.setNetwork(config->network, config->augmentation);
  showPlan();
}

void TrainForm::saveConfig() {
  const auto file = context_.prompts.saveFile(
      tr("Save settings of this training"), context_.settings.lastFolder() + QStringLiteral("/training.json"),
      tr("Settings (*.json)"));
  if (!file) return;
  const Result<void> saved = writeFileAtomically(toPath(*file), trainingConfigJson(plan().config));
  if (!saved) Q_EMIT context_.training.failed(saved.error());
}

void TrainForm::setLocked(bool locked) { setEnabled(!locked); }

void TrainForm::askForEpochs() {
  QWidget* field = basicKnobs_->field(0);
  field->setFocus(Qt::OtherFocusReason);
  if (auto* number = qobject_cast<QAbstractSpinBox*>(field)) number->selectAll();
}

void TrainForm::showPlan() {
  kind_->setCurrentIndex(std::max(0, kind_->findData(static_cast<int>(plan_.config.network))));
  basic_.show(plan_.config, *basicKnobs_);
  advanced_.show(plan_.config, *advancedKnobs_);
  const bool classes = plan_.config.task == TrainingTask::classes;
  const bool synthetic = isSynthetic();
  const bool pairs = plan_.config.task == TrainingTask::denoiser;
  source_->setItemText(1, classes                                     ? tr("Pictures of known classes")
                          : pairs                                     ? tr("Pairs of depth maps")
                          : plan_.config.network == NetworkKind::unet ? tr("Pictures with depth")
                                                                      : tr("Pictures with corners"));
  source_->setEnabled(!classes);
  source_->setCurrentIndex(synthetic ? 0 : 1);
  {
    const QSignalBlocker quiet(count_);
    count_->setValue(plan_.data.count);
  }
  for (QWidget* part : {static_cast<QWidget*>(count_), static_cast<QWidget*>(countLabel_),
                        static_cast<QWidget*>(sourceNote_)})
    part->setVisible(synthetic);
  place_->setVisible(!synthetic);
  thisProject_->setVisible(!synthetic && !pairs);
  scale_->setVisible(!synthetic && pairs);
  scale_->setScale(plan_.data.depthScale);
  place_->setFile(toText(plan_.data.place));
  folder_->setFile(toText(plan_.folder));
}

} // namespace fillscope
