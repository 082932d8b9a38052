#include "app/gui/train_controller.h"
#include "app/gui/paths.h"
#include "core/base/file_io.h"
#include "core/learning/training_state.h"
#include <chrono>
#include <utility>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
constexpr std::chrono::milliseconds stepInterval(100); // more often than eyes follow

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
    return *paused_ ? State::paused : State::running;
  }
  return State::idle;
}

void TrainController::look() {
  const State before = std::exchange(shown_, state());
  if (before == shown_) return;
  Q_EMIT stateChanged();
  if (shown_ == State::idle && std::exchange(stopAsked_, false)) Q_EMIT stopped();
}

void TrainController::start(const TrainingPlan& plan, bool resume) {
  if (isActive()) return;
  if (const Result<void> valid = plan.config.check(); !valid) return Q_EMIT failed(valid.error());
  if (const Result<void> kept = plan.data.save(plan.folder); !kept) return Q_EMIT failed(kept.error());
  paused_ = std::make_shared<std::atomic<bool>>(false);
  stopAsked_ = false;
  job_ = jobs_.run<TrainingOutcome>(
      JobLane::background, tr("Training %1").arg(QString::fromStdString(plan.config.id)), this,
      [this, plan, resume, paused = paused_](const Progress& progress) {
        return work(plan, resume, paused, progress);
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
                                              const std::shared_ptr<std::atomic<bool>>& paused,
                                              const Progress& progress) {
  Result<TrainingDataChoice::Sources> sources = plan.data.open(plan.config);
  if (!sources) return sources.error();
  const TrainingRun run{plan.config, sources->training, sources->validation, plan.folder, resume};
  TrainingEvents events;
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
  events.isPaused = [paused] { return paused->load(); };
  return train(run, events, progress);
}

void TrainController::setPaused(bool paused) {
  if (!isActive()) return;
  *paused_ = paused;
  look();
}

void TrainController::stop() {
  if (!isActive()) return;
  stopAsked_ = true;
  jobs_.cancel(job_);
  look();
}

Result<TrainingPlan> TrainController::planOf(const fs::path& folder) {
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
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder / "export", failure))
    if (fs::exists(entry.path() / "manifest.json", failure)) return entry.path() / "manifest.json";
  return {};
}

bool TrainController::hasCheckpoint(const fs::path& folder) {
  std::error_code failure;
  return fs::exists(folder / "checkpoint.pt", failure);
}

fs::path TrainController::installedPlace(const fs::path& manifest) const {
  return modelFolder_ / manifest.parent_path().filename();
}

void TrainController::install(const fs::path& manifest) {
  jobs_.run<QString>(
      JobLane::io, tr("Taking a network into use"), this,
      [from = manifest.parent_path(), to = installedPlace(manifest)](const Progress&) -> Result<QString> {
        // Made beside its place and moved there: a network is never half there.
        std::error_code failure;
        fs::path fresh = to, old = to;
        fresh += ".new", old += ".old";
        fs::remove_all(fresh, failure);
        fs::remove_all(old, failure);
        fs::create_directories(to.parent_path(), failure);
        fs::copy(from, fresh, fs::copy_options::recursive, failure);
        if (!failure && fs::exists(to)) fs::rename(to, old, failure);
        if (!failure) fs::rename(fresh, to, failure);
        if (failure)
          return Error{ErrorCode::ioFailure,
                       "the network cannot be copied there: " + failure.message(),
                       to.string(),
                       {}};
        fs::remove_all(old, failure);
        return toText(to.filename());
      },
      [this](Result<QString> id) {
        if (id)
          Q_EMIT installed(*id);
        else
          Q_EMIT failed(id.error());
      });
}

} // namespace fillscope
