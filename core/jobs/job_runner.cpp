#include "core/jobs/job_runner.h"
#include "core/jobs/time_left.h"
#include "core/jobs/worker_lane.h"
#include <QPointer>
#include <QTimer>
#include <atomic>
#include <chrono>
#include <map>
#include <new>
#include <utility>

namespace fillscope {
namespace {

constexpr int progressIntervalMs = 50;
constexpr int ioThreads = 2, backgroundThreads = 2;

/// Owned by the runner's thread from first to last; the worker borrows it.
struct Job {
  QString name;
  bool listed = true;
  bool hasContext = false;
  QPointer<QObject> context;
  std::function<std::function<void()>(const Progress&, std::optional<Error>*)> work;
  JobState finished = JobState::waiting; ///< failed once it has; waiting until then
  QString error;

  std::atomic<bool> cancelled{false};
  std::atomic<bool> started{false};
  std::atomic<bool> changed{false}; ///< since the list was last announced

  std::mutex progressMutex;
  double fraction = -1;
  std::string step;
  TimeLeft timeLeft;
  std::optional<double> start; ///< by the runner's clock

  // Written by the worker before it announces the end, read afterwards.
  std::optional<Error> failure;
  std::function<void()> deliver;
};

/// On the worker's thread.
void perform(Job& job, const JobRunner::SecondsClock& clock) {
  job.started = true;
  job.changed = true;
  if (job.cancelled) return;
  const double start = clock();
  {
    const std::lock_guard lock(job.progressMutex);
    job.start = start;
  }
  Progress progress;
  progress.onReport = [&job, &clock, start](double fraction, std::string_view step) {
    const double elapsed = clock() - start;
    const std::lock_guard lock(job.progressMutex);
    job.fraction = fraction <= 1 ? fraction : 1;
    if (job.step != step && !step.empty()) job.step = step;
    job.timeLeft.add(elapsed, job.fraction);
    job.changed = true;
  };
  progress.isCancelled = [&job] { return job.cancelled.load(); };
  job.deliver = job.work(progress, &job.failure);
}

} // namespace

struct JobRunner::Private {
  SecondsClock clock;
  // Declared before the lanes: the lanes join their threads before the jobs go.
  std::map<int, std::unique_ptr<Job>> jobs;
  int lastId = 0;
  QTimer* announcer = nullptr;
  WorkerLane compute{1}, inference{1}, io{ioThreads}, background{backgroundThreads}, saving{1};

  WorkerLane& of(JobLane lane) {
    switch (lane) {
    case JobLane::compute:
      return compute;
    case JobLane::inference:
      return inference;
    case JobLane::background:
      return background;
    case JobLane::saving:
      return saving;
    case JobLane::io:
      break;
    }
    return io;
  }
  bool dropWaiting(int id) {
    return compute.drop(id) || inference.drop(id) || io.drop(id) || background.drop(id) || saving.drop(id);
  }
  static bool active(const Job& job) { return job.finished == JobState::waiting; }
};

double JobRunner::steadySeconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

JobRunner::JobRunner(QObject* parent, SecondsClock clock)
    : QObject(parent)
    , d_(std::make_unique<Private>()) {
  d_->clock = std::move(clock);
  d_->announcer = new QTimer(this);
  d_->announcer->setInterval(progressIntervalMs);
  connect(d_->announcer, &QTimer::timeout, this, [this] {
    if (idle()) d_->announcer->stop();
    bool changed = false;
    for (auto& [id, job] : d_->jobs)
      changed = (job->changed.exchange(false) && job->listed) || changed;
    if (changed) Q_EMIT jobsChanged();
  });
}

JobRunner::~JobRunner() {
  for (auto& [id, job] : d_->jobs)
    job->cancelled = true;
}

int JobRunner::enqueue(JobLane lane, const QString& name, QObject* context, Work work, bool listed) {
  const int id = ++d_->lastId;
  auto job = std::make_unique<Job>();
  job->name = name;
  job->listed = listed;
  job->hasContext = context != nullptr;
  job->context = context;
  job->work = std::move(work);
  Job* const borrowed = job.get();
  d_->jobs.emplace(id, std::move(job));
  d_->of(lane).add(id, [this, id, borrowed] {
    perform(*borrowed, d_->clock);
    QMetaObject::invokeMethod(
        this, [this, id] { finish(id); }, Qt::QueuedConnection);
  });
  if (!d_->announcer->isActive()) d_->announcer->start();
  if (listed) Q_EMIT jobsChanged();
  return id;
}

void JobRunner::finish(int id) {
  const auto found = d_->jobs.find(id);
  if (found == d_->jobs.end()) return;
  Job& job = *found->second;
  const bool listed = job.listed;
  const bool stopped = job.cancelled || (job.failure && job.failure->code == ErrorCode::cancelled);
  const bool wanted = !stopped && (!job.hasContext || job.context);

  std::unique_ptr<Job> ended; // lives until its callback has returned
  std::function<void()> deliver = std::move(job.deliver);
  if (job.failure && !stopped && listed) {
    job.finished = JobState::failed;
    job.error = QString::fromStdString(job.failure->sentence());
    // The entry stays for its text alone; what the work held goes with the callback.
    ended = std::make_unique<Job>();
    ended->work.swap(job.work);
  } else {
    ended = std::move(found->second);
    d_->jobs.erase(found);
  }
  // The callback may delete this runner, so it comes last.
  const QPointer<JobRunner> alive(this);
  if (listed) Q_EMIT jobsChanged();
  if (alive && wanted && deliver) deliver();
}

void JobRunner::giveWay(JobLane lane) { d_->of(lane).runWaiting(); }

void JobRunner::setPaused(int id, bool paused) {
  const auto found = d_->jobs.find(id);
  if (found == d_->jobs.end()) return;
  Job& job = *found->second;
  const double now = d_->clock();
  const std::lock_guard lock(job.progressMutex);
  const double elapsed = job.start ? now - *job.start : 0;
  if (paused)
    job.timeLeft.pause(elapsed);
  else
    job.timeLeft.resume(elapsed);
}

void JobRunner::list(int id) {
  const auto found = d_->jobs.find(id);
  if (found == d_->jobs.end() || std::exchange(found->second->listed, true)) return;
  Q_EMIT jobsChanged();
}

void JobRunner::cancel(int id) {
  const auto found = d_->jobs.find(id);
  if (found == d_->jobs.end() || !Private::active(*found->second)) return;
  found->second->cancelled = true;
  const bool listed = found->second->listed;
  std::unique_ptr<Job> dropped;
  if (d_->dropWaiting(id)) {
    dropped = std::move(found->second);
    d_->jobs.erase(found);
  }
  if (listed) Q_EMIT jobsChanged();
}

void JobRunner::cancelAll() {
  std::vector<int> ids;
  for (const auto& [id, job] : d_->jobs)
    ids.push_back(id);
  const QPointer<JobRunner> alive(this);
  for (const int id : ids)
    if (alive) cancel(id);
}

void JobRunner::dismiss(int id) {
  const auto found = d_->jobs.find(id);
  if (found == d_->jobs.end() || Private::active(*found->second)) return;
  d_->jobs.erase(found);
  Q_EMIT jobsChanged();
}

std::vector<JobInfo> JobRunner::jobs() const {
  std::vector<JobInfo> list;
  for (const auto& [id, job] : d_->jobs) {
    if (!job->listed) continue;
    JobInfo info;
    info.id = id;
    info.name = job->name;
    info.error = job->error;
    if (!Private::active(*job))
      info.state = job->finished;
    else if (job->cancelled)
      info.state = JobState::cancelled;
    else if (job->started)
      info.state = JobState::running;
    const std::lock_guard lock(job->progressMutex);
    info.fraction = job->fraction;
    info.step = QString::fromStdString(job->step);
    info.paused = job->timeLeft.isPaused();
    if (info.state == JobState::running) info.secondsLeft = job->timeLeft.seconds();
    list.push_back(std::move(info));
  }
  return list;
}

bool JobRunner::idle() const {
  for (const auto& [id, job] : d_->jobs)
    if (Private::active(*job)) return false;
  return true;
}

Error JobRunner::currentException() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return {
        ErrorCode::tryAgain, "there is not enough memory for this", {}, "close other programs and try again"};
  } catch (const std::exception& fault) {
    return {ErrorCode::badInput, fault.what(), {}, {}};
  } catch (...) {
    return {ErrorCode::badInput, "the work ended with a fault that names no reason", {}, {}};
  }
}

} // namespace fillscope
