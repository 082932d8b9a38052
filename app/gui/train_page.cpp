#include "app/gui/train_page.h"
#include "app/gui/app_context.h"
#include "app/gui/page_parts.h"
#include "app/gui/train_form.h"
#include "app/gui/training_tiles.h"
#include "core/learning/training_state.h"
#include "widgets/learning_curves.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QGridLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace fillscope {
namespace {

constexpr int progressParts = 1000;

/// What a training may change when it goes on (trainsTheSame).
void takeOverWhatMayChange(TrainingConfig& config, const TrainingConfig& form) {
  config.epochs = form.epochs;
  config.patience = form.patience;
  config.threads = form.threads;
  config.workers = form.workers;
}

/// Terms that a loss is the sum of; validation tells them by these names.
std::vector<CurveFigure> describedTerms() {
  const std::pair<const char*, QString> terms[] = {
      {"distance", TrainPage::tr("corner distance")}, {"heatmap", TrainPage::tr("heat map")},
      {"visibility", TrainPage::tr("visibility")},    {"l1", TrainPage::tr("mean error (L1)")},
      {"ssim", TrainPage::tr("structure (SSIM)")},    {"gradient", TrainPage::tr("gradient")},
      {"smoothness", TrainPage::tr("smoothness")},    {"si_log", TrainPage::tr("scale-invariant log")},
      {"content", TrainPage::tr("content")},          {"fill", TrainPage::tr("fill")},
      {"ratio", TrainPage::tr("depth ratio")},        {"likelihood", TrainPage::tr("expected error")}};
  std::vector<CurveFigure> figures;
  for (const auto& [id, name] : terms)
    figures.push_back({QStringLiteral("loss_") + QLatin1String(id), TrainPage::tr("Loss: %1").arg(name)});
  return figures;
}

std::vector<CurveFigure> describedFigures() {
  const QString percent = QStringLiteral("%");
  const QString close = TrainPage::tr("%1, close up"), square = TrainPage::tr("%1, made square");
  const QString error = TrainPage::tr("Corner error"), near = TrainPage::tr("Corners nearer than 2 %"),
                iou = TrainPage::tr("Polygon IoU"), measured = TrainPage::tr("Mean error of measured pixels"),
                before = TrainPage::tr("%1, before", "as measured"), millimetres = QStringLiteral("mm"),
                diagonal = TrainPage::tr("% of the diagonal");
  std::vector<CurveFigure> figures{
      {QStringLiteral("loss"), TrainPage::tr("Loss")},
      {QStringLiteral("mean_error_percent"), error, diagonal},
      {QStringLiteral("pck02"), near, percent, 100},
      {QStringLiteral("polygon_iou"), iou},
      {QStringLiteral("closeup_mean_error_percent"), close.arg(error), diagonal},
      {QStringLiteral("closeup_pck02"), close.arg(near), percent, 100},
      {QStringLiteral("closeup_polygon_iou"), close.arg(iou)},
      {QStringLiteral("rectified_mean_error_percent"), square.arg(error), diagonal},
      {QStringLiteral("rectified_pck02"), square.arg(near), percent, 100},
      {QStringLiteral("rectified_polygon_iou"), square.arg(iou)},
      {QStringLiteral("abs_rel"), TrainPage::tr("AbsRel")},
      {QStringLiteral("delta1"), TrainPage::tr("δ1")},
      {QStringLiteral("rmse"), TrainPage::tr("RMSE")},
      {QStringLiteral("ssim"), TrainPage::tr("SSIM")},
      {QStringLiteral("mae_mm"), measured, millimetres},
      {QStringLiteral("mae_mm_before"), before.arg(measured), millimetres},
      {QStringLiteral("rmse_mm"), TrainPage::tr("RMSE of measured pixels"), millimetres},
      {QStringLiteral("rmse_mm_before"), before.arg(TrainPage::tr("RMSE of measured pixels")), millimetres},
      {QStringLiteral("abs_rel_before"), before.arg(TrainPage::tr("AbsRel"))},
      {QStringLiteral("filled_abs_rel"), TrainPage::tr("AbsRel of filled holes")},
      {QStringLiteral("expected_error"), TrainPage::tr("Expected error over the true one")},
      {QStringLiteral("fill_error"), TrainPage::tr("Fill error"), TrainPage::tr("points")},
      {QStringLiteral("fill_bias"), TrainPage::tr("Fill too high by"), TrainPage::tr("points")},
      {QStringLiteral("content_iou"), TrainPage::tr("Content IoU")},
      {QStringLiteral("share_l1"), TrainPage::tr("Depth share, L1")},
      {QStringLiteral("balanced_accuracy"), TrainPage::tr("Accuracy, classes alike"), percent, 100},
      {QStringLiteral("accuracy"), TrainPage::tr("Accuracy"), percent, 100},
      {QStringLiteral("mean_average_precision"), TrainPage::tr("Mean average precision")},
      {QStringLiteral("cross_entropy"), TrainPage::tr("Cross-entropy")}};
  for (CurveFigure& term : describedTerms())
    figures.push_back(std::move(term));
  return figures;
}

QMap<QString, double> mapOf(const std::map<std::string, double>& values) {
  QMap<QString, double> map;
  for (const auto& [name, value] : values)
    map.insert(QString::fromStdString(name), value);
  return map;
}

/// Training tells the terms of its loss bare, where "ssim" is a loss; of validation that is a figure.
QMap<QString, double> lossesOf(const std::map<std::string, double>& values) {
  QMap<QString, double> map;
  for (const auto& [name, value] : values)
    map.insert(QString::fromStdString(name == "loss" ? name : "loss_" + name), value);
  return map;
}

} // namespace

TrainPage::TrainPage(AppContext& context, QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , form_(new TrainForm(context))
    , curves_(new LearningCurves)
    , grid_(new PictureGrid) {
  auto* left = new QVBoxLayout;
  left->setContentsMargins(0, 0, 0, 0);
  left->addWidget(scrolled(form_), 1);
  left->addWidget(makeButtons());
  auto* right = new QVBoxLayout;
  right->setContentsMargins(3 * theme::grid, 2 * theme::grid, 3 * theme::grid, 2 * theme::grid);
  right->addWidget(makeStage());
  addSides(*this, left, right);

  TrainController& training = context_.training;
  connect(&training, &TrainController::stateChanged, this, &TrainPage::showState);
  connect(&training, &TrainController::dataOpened, this, [this](int unreviewed, int unscaled, int unclassed) {
    unreviewed_ = unreviewed, unscaled_ = unscaled, unclassed_ = unclassed;
  });
  connect(&training, &TrainController::stepped, this, &TrainPage::showStep);
  connect(&training, &TrainController::epochEnded, this,
          [this](const std::shared_ptr<const EpochReport>& report) { showEpoch(*report); });
  connect(&training, &TrainController::finished, this, [this](const TrainingOutcome& outcome) {
    progress_->setValue(progressParts);
    showState();
    headline_->setText(outcome.stoppedEarly ? tr("Done early: it got no better") : tr("Done"));
    details_->setText(tr("Epoch %1 was the best one.").arg(outcome.bestEpoch));
  });
  connect(&training, &TrainController::stopped, this, [this](bool kept) {
    showState();
    headline_->setText(tr("Stopped"));
    details_->setText(kept ? tr("Its state is kept: Resume goes on from here.")
                           : tr("It had not begun yet: the folder is as it was."));
  });
  connect(&training, &TrainController::failed, this, [this](const Error& error) {
    progress_->setValue(0); // it leads nowhere
    showState();
    headline_->setText(wasStopping_ ? tr("Stopped, and not all is kept") : tr("Failed"));
    details_->setText(QString::fromStdString(error.sentence()));
  });
  showState();
}

QWidget* TrainPage::makeButtons() {
  start_ = new QPushButton(tr("Start"));
  start_->setDefault(true);
  pause_ = new QPushButton(tr("Pause"));
  stop_ = new QPushButton(tr("Stop"));
  stop_->setToolTip(tr("The state after the last step is kept"));
  resume_ = new QPushButton(tr("Resume…"));
  resume_->setToolTip(tr("Go on with a training from its folder"));
  use_ = new QPushButton(tr("Use this network"));
  use_->setToolTip(tr("Copies the best network to yours and uses it from now on"));
  const std::pair<QPushButton*, const char*> names[] = {{start_, "trainStart"},
                                                        {pause_, "trainPause"},
                                                        {stop_, "trainStop"},
                                                        {resume_, "trainResume"},
                                                        {use_, "trainUse"}};
  for (const auto& [button, name] : names)
    button->setObjectName(QLatin1String(name));
  connect(start_, &QPushButton::clicked, this, &TrainPage::start);
  connect(pause_, &QPushButton::clicked, this, [this] {
    context_.training.setPaused(context_.training.state() == TrainController::State::running);
  });
  connect(stop_, &QPushButton::clicked, &context_.training, &TrainController::stop);
  connect(resume_, &QPushButton::clicked, this, &TrainPage::resume);
  connect(use_, &QPushButton::clicked, this, &TrainPage::useNetwork);
  auto* box = new QWidget;
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(3 * theme::grid, 2 * theme::grid, 3 * theme::grid, 2 * theme::grid);
  grid->setSpacing(theme::grid);
  grid->addWidget(start_, 0, 0);
  grid->addWidget(pause_, 0, 1);
  grid->addWidget(stop_, 0, 2);
  grid->addWidget(resume_, 1, 0);
  grid->addWidget(use_, 1, 1, 1, 2);
  return box;
}

QWidget* TrainPage::makeStage() {
  headline_ = new QLabel;
  headline_->setObjectName(QStringLiteral("trainHeadline"));
  QFont large = headline_->font();
  large.setPointSizeF(large.pointSizeF() * 1.4);
  large.setWeight(QFont::DemiBold);
  headline_->setFont(large);
  details_ = new ToneLabel(Tone::quiet);
  details_->setObjectName(QStringLiteral("trainDetails"));
  details_->setWordWrap(true);
  progress_ = new QProgressBar;
  progress_->setRange(0, progressParts);
  progress_->setTextVisible(false);
  progress_->setMaximumHeight(2 * theme::grid);
  progress_->setAccessibleName(tr("Progress of the training"));
  curves_->setFigures(describedFigures());
  grid_->setObjectName(QStringLiteral("predictionGrid"));
  grid_->setAccessibleName(tr("Sample predictions"));
  grid_->setEmptyText(tr("No predictions yet"),
                      tr("After each epoch the same pictures show what the network answers by then."));
  legend_ = new ToneLabel(Tone::quiet);
  legend_->setWordWrap(true);
  auto* lower = new QWidget;
  auto* below = new QVBoxLayout(lower);
  below->setContentsMargins(0, theme::grid, 0, 0);
  below->addWidget(legend_);
  below->addWidget(grid_, 1);
  auto* halves = new QSplitter(Qt::Vertical);
  halves->addWidget(curves_);
  halves->addWidget(lower);
  halves->setChildrenCollapsible(false);
  halves->setStretchFactor(0, 1);
  halves->setStretchFactor(1, 1);
  halves->setSizes({1000, 1000});
  legend_->hide();
  auto* stage = new QWidget;
  auto* layout = new QVBoxLayout(stage);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::grid);
  layout->addWidget(headline_);
  layout->addWidget(details_);
  layout->addWidget(progress_);
  layout->addWidget(halves, 1);
  return stage;
}

void TrainPage::start() {
  if (!form_->complete()) return;
  TrainingPlan plan = form_->plan();
  plan.config.initialWeights = weightsNamed(context_.networks, plan.config.initialWeights);
  if (TrainController::holdsTraining(plan.folder)) {
    const Question question{
        tr("Start anew in this folder?"),
        tr("“%1” holds a training already. Starting anew replaces it; Resume goes on with it.")
            .arg(toText(plan.folder)),
        {{Choice::cancel, tr("Cancel")}, {Choice::overwrite, tr("Start anew")}}};
    if (context_.prompts.ask(question) != Choice::overwrite) return;
  }
  showOther(plan.folder);
  context_.training.start(plan, false);
}

void TrainPage::resume() {
  const TrainingPlan shown = form_->plan();
  const std::filesystem::path known = shown.folder;
  const auto chosen =
      context_.prompts.openFolder(tr("Folder of the training to go on with"),
                                  known.empty() ? context_.settings.lastFolder() : toText(known));
  if (!chosen) return;
  Result<TrainingPlan> plan = TrainController::planOf(toPath(*chosen));
  if (!plan) return Q_EMIT context_.training.failed(plan.error());
  // Of a training that this form has not shown yet, its own word counts.
  if (plan->folder == folder_ && known == folder_ && trainsTheSame(plan->config, shown.config))
    takeOverWhatMayChange(plan->config, shown.config);
  form_->setPlan(*plan);
  showOther(plan->folder);
  const std::vector<EpochReport> history = TrainController::historyOf(folder_);
  for (const EpochReport& epoch : history)
    curves_->addEpoch(epoch.epoch, lossesOf(epoch.training), mapOf(epoch.validation), epoch.best);
  const bool isDone = !history.empty() && history.back().epoch >= plan->config.epochs &&
                      !TrainController::exportedIn(folder_).empty();
  if (isDone) return sayAllIsDone(plan->config.epochs);
  context_.training.start(*plan, true);
}

void TrainPage::sayAllIsDone(int epochs) {
  showState();
  headline_->setText(epochs == 1 ? tr("Its one epoch is done") : tr("All %1 epochs are done").arg(epochs));
  details_->setText(
      tr("To train on, raise Epochs at the left and press Resume again; its network can be used "
         "as it is."));
  form_->askForEpochs();
}

void TrainPage::showOther(const std::filesystem::path& folder) {
  folder_ = folder;
  curves_->clear();
  grid_->setTiles({});
  legend_->hide();
  progress_->setValue(0);
}

void TrainPage::showState() {
  using State = TrainController::State;
  const State state = context_.training.state();
  const bool idle = state == State::idle;
  wasStopping_ = state == State::stopping || (idle && wasStopping_);
  form_->setLocked(!idle);
  start_->setEnabled(idle);
  resume_->setEnabled(idle);
  pause_->setEnabled(state == State::running || state == State::paused);
  pause_->setText(state == State::paused ? tr("Continue") : tr("Pause"));
  stop_->setEnabled(state == State::running || state == State::paused);
  use_->setEnabled(idle && !folder_.empty() && !TrainController::exportedIn(folder_).empty());
  progress_->setVisible(!idle || progress_->value() > 0);
  if (state == State::running) {
    headline_->setText(tr("Getting ready…"));
    details_->setText(tr("Closing the window stops the training and keeps its state."));
  } else if (state == State::paused) {
    headline_->setText(tr("Paused"));
  } else if (state == State::stopping) {
    headline_->setText(tr("Stopping…"));
    details_->setText(tr("The state is being kept."));
  } else if (folder_.empty()) {
    headline_->setText(tr("Train a network"));
    details_->setText(
        tr("Choose at the left what to train and from what, then start. It runs in the background: "
           "you can go on measuring meanwhile."));
  }
}

void TrainPage::showStep(const StepReport& report) {
  if (context_.training.state() != TrainController::State::running) return;
  const QLocale locale;
  headline_->setText(tr("Epoch %1 of %2").arg(report.epoch).arg(report.epochs));
  QStringList parts;
  parts << tr("step %1 of %2")
               .arg(locale.toString(qlonglong(report.step)), locale.toString(qlonglong(report.steps)));
  parts << tr("%1 samples a second")
               .arg(locale.toString(report.samplesPerSecond, 'f', report.samplesPerSecond < 10 ? 1 : 0));
  parts << tr("loss %1").arg(locale.toString(report.loss, 'g', 4));
  parts << tr("learning rate %1").arg(locale.toString(report.learningRate, 'g', 2));
  if (unreviewed_ == 1) parts << tr("one unreviewed proposal left out");
  if (unreviewed_ > 1) parts << tr("%n unreviewed proposals left out", nullptr, unreviewed_);
  if (unscaled_ == 1) parts << tr("one picture left out, whose depth has no scale");
  if (unclassed_ == 1) parts << tr("one picture left out, whose class nobody has said");
  if (unclassed_ > 1) parts << tr("%n pictures left out, whose class nobody has said", nullptr, unclassed_);
  if (unscaled_ > 1) parts << tr("%n pictures left out, whose depth has no scale", nullptr, unscaled_);
  details_->setText(parts.join(QStringLiteral(" · ")));
  if (report.steps > 0) progress_->setValue(static_cast<int>(progressParts * report.step / report.steps));
}

void TrainPage::showEpoch(const EpochReport& report) {
  curves_->addEpoch(report.epoch, lossesOf(report.training), mapOf(report.validation), report.best);
  legend_->setVisible(!report.predictions.empty());
  if (report.predictions.empty()) return;
  legend_->setText(legendFor(report.predictions.front()));
  std::vector<GridTile> tiles;
  for (const SamplePrediction& prediction : report.predictions)
    tiles.push_back(tileOf(prediction));
  grid_->setTiles(std::move(tiles));
}

void TrainPage::useNetwork() {
  const std::filesystem::path manifest = TrainController::exportedIn(folder_);
  if (manifest.empty()) return;
  std::filesystem::path place = context_.training.installedPlace(manifest);
  if (std::filesystem::exists(place)) {
    const std::filesystem::path beside = context_.training.placeBeside(manifest);
    const Question question{
        tr("Replace the network “%1”?").arg(toText(place.filename())),
        tr("There is one with this id already. Kept beside it, the new one is called “%1”.")
            .arg(toText(beside.filename())),
        {{Choice::cancel, tr("Cancel")},
         {Choice::keepBoth, tr("Keep both")},
         {Choice::overwrite, tr("Replace")}}};
    const Choice choice = context_.prompts.ask(question);
    if (choice != Choice::overwrite && choice != Choice::keepBoth) return;
    if (choice == Choice::keepBoth) place = beside;
  }
  context_.training.install(manifest, place);
}

} // namespace fillscope
