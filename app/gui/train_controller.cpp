#include "app/gui/train_controller.h"
#include "app/gui/paths.h"
#include "core/base/file_io.h"
#include "core/inference/network_place.h"
#include "core/inference/sha256.h"
#include "core/learning/network_folder.h"
#include "core/learning/training_state.h"
#include <QFileInfo>
#include <QLocale>
#include <chrono>
#include <utility>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
constexpr std::chrono::milliseconds stepInterval(100); // more often than eyes follow

bool liesIn(const fs::path& file, const fs::path& folder) {
  std::error_code failure;
  const fs::path inside =
      fs::weakly_canonical(file, failure).lexically_relative(fs::weakly_canonical(folder, failure));
  return !inside.empty() && *inside.begin() != "..";
}

/// Nothing of another training may be gone on with, or taken into use, as this one's.
Result<void> removeEarlier(const TrainingPlan& plan) {
  std::vector<fs::path> parts;
  for (const char* name : {"checkpoint.pt", "best.pt", "history.json", "config.json"})
    parts.push_back(plan.folder / name);
  if (const fs::path manifest = TrainController::exportedIn(plan.folder); !manifest.empty())
    parts.push_back(manifest.parent_path());
  for (const fs::path& part : parts)
    if (!plan.config.initialWeights.empty() && liesIn(plan.config.initialWeights, part))
      return Error{ErrorCode::badInput,
                   "these weights to begin with are of the training that is to be replaced",
                   plan.config.initialWeights, "choose another output folder"};
  for (const fs::path& part : parts) {
    std::error_code failure;
    fs::remove_all(part, failure);
    if (failure)
      return Error{ErrorCode::ioFailure, "cannot be removed: " + failure.message(), part.string(),
                   "choose another output folder"};
  }
  return {};
}

/// The error of a stop that could not keep the state, with what there is to go on with nevertheless.
Error toldWhatIsKept(Error error, const fs::path& folder) {
  const QFileInfo checkpoint(toText(folder / "checkpoint.pt"));
  QString kept;
  if (checkpoint.isFile())
    kept = TrainController::tr("What was learned after %1 is lost; Resume goes on from the state of then.")
               .arg(QLocale().toString(checkpoint.lastModified(), QLocale::ShortFormat));
  else
    kept = TrainController::tr("No state is kept to go on from.");
  if (!TrainController::exportedIn(folder).empty())
    kept += QLatin1Char(' ') + TrainController::tr("The best network so far is kept.");
  if (!error.hint.empty()) error.hint += ". ";
  error.hint += kept.toStdString();
  return error;
}

/// A training beside this one may have replaced the network amid the copying.
Result<void> checkCopy(const fs::path& folder) {
  const Result<ModelManifest> manifest = loadManifest(folder / "manifest.json");
  if (!manifest) return manifest.error();
  if (manifest->sha256.empty()) return {};
  const Result<std::string> sum = sha256OfFile(manifest->file);
  if (!sum) return sum.error();
  if (*sum == manifest->sha256) return {};
  return Error{ErrorCode::tryAgain, "the weights are not those that the network's manifest describes",
               folder.string(), "take it into use again once its training pauses or is done"};
}

/// Made beside its place and moved there: a network is never half there.
Result<void> copyIntoPlace(const fs::path& from, const fs::path& to) {
  const fs::path fresh = freshNetworkFolder(to);
  std::error_code failure, ignored;
  fs::remove_all(fresh, failure);
  fs::create_directories(to.parent_path(), failure);
  fs::copy(from, fresh, fs::copy_options::recursive, failure);
  Result<void> put;
  if (failure)
    put = Error{
        ErrorCode::ioFailure, "the network cannot be copied there: " + failure.message(), to.string(), {}};
  else
    put = checkCopy(fresh);
  if (put && to.filename() != from.filename()) put = renameNetwork(fresh, to.filename().string());
  if (put) put = putNetworkInPlace(to);
  if (!put) fs::remove_all(fresh, ignored);
  return put;
}

} // namespace

TrainController::TrainController(JobRunner& jobs, fs::path modelFolder)
    : jobs_(jobs)
    , modelFolder_(std::move(modelFolder)) {
  connect(&jobs_, &JobRunner::jobsChanged, this, &TrainController::look);
}

TrainController::State TrainController::state() const {
  for (const JobInfo& job : jobs_.jobs()) {
    if (job.id != job_ || job_ == 0) continue;
    if (job.state == JobState::cancelled) return State::stopping;
    if (job.state == JobState::failed || job.state == JobState::done) return State::idle;
    return switches_->paused ? State::paused : State::running;
  }
  return State::idle;
}

void TrainController::look() {
  const State before = std::exchange(shown_, state());
  if (before == shown_) return;
  Q_EMIT stateChanged();
  if (shown_ == State::idle && std::exchange(stopAsked_, false)) tellOfStop();
}

void TrainController::tellOfStop() {
  // A cancelled job delivers nothing, yet it may have failed to keep its state, or have just been done.
  const std::shared_ptr<std::optional<Result<TrainingOutcome>>> ended = std::exchange(ended_, nullptr);
  if (!ended || !*ended) return Q_EMIT stopped(switches_->begun);
  const Result<TrainingOutcome>& outcome = **ended;
  if (outcome) return Q_EMIT finished(*outcome);
  if (outcome.error().code == ErrorCode::cancelled) return Q_EMIT stopped(switches_->begun);
  Q_EMIT failed(outcome.error());
}

void TrainController::start(const TrainingPlan& plan, bool resume) {
  if (isActive()) return;
  if (const Result<void> valid = plan.config.check(); !valid) return Q_EMIT failed(valid.error());
  switches_ = std::make_shared<Switches>();
  switches_->begun = resume;
  stopAsked_ = false;
  ended_ = std::make_shared<std::optional<Result<TrainingOutcome>>>();
  job_ = jobs_.run<TrainingOutcome>(
      JobLane::background, tr("Training %1").arg(QString::fromStdString(plan.config.id)), this,
      [this, plan, resume, switches = switches_, ended = ended_](const Progress& progress) {
        Result<TrainingOutcome> outcome = work(plan, resume, switches, progress);
        if (!outcome && outcome.error().code != ErrorCode::cancelled && progress.cancelled())
          outcome = toldWhatIsKept(outcome.error(), plan.folder);
        *ended = outcome;
        return outcome;
      },
      [this](Result<TrainingOutcome> outcome) {
        look();
        if (outcome)
          Q_EMIT finished(*outcome);
        else
          Q_EMIT failed(outcome.error());
      });
  look();
}

Result<TrainingOutcome> TrainController::work(const TrainingPlan& plan, bool resume,
                                              const std::shared_ptr<Switches>& switches,
                                              const Progress& progress) {
  Result<TrainingDataChoice::Sources> sources = plan.data.open(plan.config);
  if (!sources) return sources.error();
  QMetaObject::invokeMethod(
      this,
      [this, unreviewed = static_cast<int>(sources->unreviewed),
       unscaled = static_cast<int>(sources->unscaled), unclassed = static_cast<int>(sources->unclassed)] {
        Q_EMIT dataOpened(unreviewed, unscaled, unclassed);
      },
      Qt::QueuedConnection);
  const TrainingRun run{plan.config, sources->training, sources->validation, plan.folder, resume};
  TrainingEvents events;
  events.onReady = [&]() -> Result<void> {
    switches->begun = true;
    if (!resume && holdsTraining(plan.folder))
      if (const Result<void> removed = removeEarlier(plan); !removed) return removed;
    return plan.data.save(plan.folder);
  };
  const auto last = std::make_shared<std::chrono::steady_clock::time_point>();
  events.onStep = [this, last](const StepReport& report) {
    const auto now = std::chrono::steady_clock::now();
    if (now - *last < stepInterval && report.step != report.steps) return;
    *last = now;
    QMetaObject::invokeMethod(
        this, [this, report] { Q_EMIT stepped(report); }, Qt::QueuedConnection);
  };
  events.onEpoch = [this](const EpochReport& report) {
    const auto shared = std::make_shared<const EpochReport>(report);
    QMetaObject::invokeMethod(
        this, [this, shared] { Q_EMIT epochEnded(shared); }, Qt::QueuedConnection);
  };
  events.isPaused = [switches] { return switches->paused.load(); };
  return train(run, events, progress);
}

void TrainController::setPaused(bool paused) {
  if (!isActive()) return;
  switches_->paused = paused;
  jobs_.setPaused(job_, paused);
  look();
}

void TrainController::stop() {
  if (!isActive()) return;
  stopAsked_ = true;
  jobs_.cancel(job_);
  look();
}

Result<TrainingPlan> TrainController::planOf(const fs::path& folder) {
  std::error_code failure;
  if (!fs::exists(folder / "config.json", failure))
    return Error{ErrorCode::notFound, "no training lies in this folder", folder.string(),
                 "choose the folder that was a training's output"};
  const Result<TrainingConfig> config = loadTrainingConfig(folder / "config.json");
  if (!config) return config.error();
  const Result<TrainingDataChoice> data = TrainingDataChoice::load(folder);
  if (!data) return data.error();
  return TrainingPlan{*config, *data, folder};
}

std::vector<EpochReport> TrainController::historyOf(const fs::path& folder) {
  const fs::path file = folder / "history.json";
  const Result<std::string> text = readFile(file);
  if (!text) return {};
  Result<std::vector<EpochReport>> history = parseHistory(*text, file.string());
  return history ? std::move(*history) : std::vector<EpochReport>();
}

fs::path TrainController::exportedIn(const fs::path& folder) {
  const Result<TrainingConfig> config = loadTrainingConfig(folder / "config.json");
  if (!config) return {};
  std::error_code failure;
  fs::path manifest = folder / "export" / config->id / "manifest.json";
  return fs::exists(manifest, failure) ? manifest : fs::path();
}

bool TrainController::hasCheckpoint(const fs::path& folder) {
  std::error_code failure;
  return fs::exists(folder / "checkpoint.pt", failure);
}

bool TrainController::holdsTraining(const fs::path& folder) {
  return hasCheckpoint(folder) || !exportedIn(folder).empty();
}

fs::path TrainController::installedPlace(const fs::path& manifest) const {
  return modelFolder_ / manifest.parent_path().filename();
}

fs::path TrainController::placeBeside(const fs::path& manifest) const {
  const fs::path place = installedPlace(manifest);
  std::error_code ignored;
  for (int number = 2;; ++number) {
    fs::path next = place;
    next += "-" + std::to_string(number);
    if (!fs::exists(next, ignored)) return next;
  }
}

void TrainController::install(const fs::path& manifest, const fs::path& place) {
  jobs_.run<NetworkUse>(
      JobLane::io, tr("Taking a network into use"), this,
      [from = manifest.parent_path(), to = place](const Progress&) -> Result<NetworkUse> {
        const Result<ModelManifest> said = loadManifest(from / "manifest.json");
        if (!said) return said.error();
        if (const Result<void> put = copyIntoPlace(from, to); !put) return put.error();
        return useOf(*said);
      },
      [this, id = toText(place.filename())](Result<NetworkUse> use) {
        if (use)
          Q_EMIT installed(id, *use);
        else
          Q_EMIT failed(use.error());
      });
}

} // namespace fillscope
