#pragma once
// Adds the thread to work that was written without one. Results come back on the owner's thread.
#include "core/base/progress.h"
#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fillscope {

/// Lanes never wait for one another. Compute, inference and saving run one job at a time in order of arrival;
/// background takes work of minutes to days (training, data sets), two at a time.
enum class JobLane { compute, inference, io, background, saving };

enum class JobState { waiting, running, done, failed, cancelled };

/// What the status bar shows of a job. A job that ended well or was stopped leaves the list; one that failed
/// stays with its text until dismissed. A stopped job whose work has not returned yet is listed as cancelled
/// until it does.
struct JobInfo {
  int id = 0;
  QString name;
  JobState state = JobState::waiting;
  double fraction = -1; ///< below 0: not known
  QString step;
  double secondsLeft = -1; ///< below 0: not known; what remains after a pause
  bool paused = false;
  QString error;
};

/// Lives on the window's thread; all signals and callbacks arrive there. The destructor cancels everything
/// and waits.
class JobRunner : public QObject {
  Q_OBJECT
 public:
  /// Seconds since anything; called on any thread.
  using SecondsClock = std::function<double()>;
  explicit JobRunner(QObject* parent = nullptr, SecondsClock clock = steadySeconds);
  static double steadySeconds();
  ~JobRunner() override;

  /// Runs work(progress) on the lane's thread, then done(result) here; done is not called when context has
  /// died or the job was cancelled, even where the work had already finished. Without a context (nullptr)
  /// only the latter counts. An exception out of work arrives as an Error. The functions and all that they
  /// hold are destroyed on this thread. Listed: shown to the user (work that may take over 100 ms). Returns
  /// the job's id, 1 and up. T cannot be deduced from a lambda: runner.run<DepthMap>(JobLane::inference,
  /// tr("Predict depth"), this, work, done).
  template <class T>
  int run(JobLane lane, const QString& name, QObject* context, std::function<Result<T>(const Progress&)> work,
          std::function<void(Result<T>)> done, bool listed = true);
  /// From within the work of a long job, between its parts: what waits in its lane is done first. The caller
  /// must hold nothing that other work of the lane may want.
  void giveWay(JobLane lane);
  /// The work waits by itself; that time counts nothing towards how long the job will still take.
  void setPaused(int id, bool paused);
  void list(int id);   ///< shows one that was not listed: it takes longer than was hoped
  void cancel(int id); ///< nothing where it has ended
  void cancelAll();
  void dismiss(int id);              ///< forgets a failed job
  std::vector<JobInfo> jobs() const; ///< listed ones, oldest first
  bool idle() const;                 ///< nothing waits or runs, listed or not

 Q_SIGNALS:
  void jobsChanged(); ///< for progress at most 20 times a second

 private:
  using Work = std::function<std::function<void()>(const Progress&, std::optional<Error>* failure)>;
  int enqueue(JobLane lane, const QString& name, QObject* context, Work work, bool listed);
  void finish(int id);
  /// The exception being handled, as an Error.
  static Error currentException();
  struct Private;
  std::unique_ptr<Private> d_;
};

template <class T>
int JobRunner::run(JobLane lane, const QString& name, QObject* context,
                   std::function<Result<T>(const Progress&)> work, std::function<void(Result<T>)> done,
                   bool listed) {
  return enqueue(
      lane, name, context,
      [work = std::move(work), done = std::make_shared<std::function<void(Result<T>)>>(std::move(done))](
          const Progress& progress, std::optional<Error>* failure) -> std::function<void()> {
        std::shared_ptr<Result<T>> result;
        try {
          result = std::make_shared<Result<T>>(work(progress));
        } catch (...) {
          result = std::make_shared<Result<T>>(currentException());
        }
        if (!result->ok()) *failure = result->error();
        return [done, result] {
          if (*done) (*done)(std::move(*result));
        };
      },
      listed);
}

} // namespace fillscope
