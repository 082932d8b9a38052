#pragma once
// Adds the thread to work that was written without one. Results come back on the owner's thread.
#include "core/base/progress.h"
#include <QObject>
#include <QString>
#include <QElapsedTimer>
#include <functional>
#include <memory>
#include <vector>

namespace fillscope {

/// Lanes never wait for one another. Compute and inference run one job at a time in order of arrival.
enum class JobLane { compute, inference, io };

enum class JobState { waiting, running, done, failed, cancelled };

/// What the status bar shows of a job. Failed jobs stay listed with their text until dismissed.
struct JobInfo {
  int id = 0;
  QString name;
  JobState state = JobState::waiting;
  double fraction = -1; ///< below 0: not known
  QString step;
  double secondsLeft = -1; ///< below 0: not known
  QString error;
};

/// Lives on the window's thread; all signals and callbacks arrive there. The destructor cancels everything and waits.
class JobRunner : public QObject {
  Q_OBJECT
 public:
  explicit JobRunner(QObject* parent = nullptr);
  ~JobRunner() override;

  /// Runs work(progress) on the lane's thread, then done(result) here; done is not called when context has died or
  /// the job was cancelled. Listed: shown to the user (work that may take over 100 ms). Returns the job's id.
  template <class T>
  int run(JobLane lane, const QString& name, QObject* context, std::function<Result<T>(const Progress&)> work,
          std::function<void(Result<T>)> done, bool listed = true);
  void cancel(int id);
  void cancelAll();
  void dismiss(int id); ///< forgets a finished job
  std::vector<JobInfo> jobs() const; ///< listed ones, oldest first
  bool idle() const;

 Q_SIGNALS:
  void jobsChanged();

 private:
  using Work = std::function<std::function<void()>(const Progress&, Error* failure)>;
  int enqueue(JobLane lane, const QString& name, QObject* context, Work work, bool listed);
  struct Private;
  std::unique_ptr<Private> d_;
};

template <class T>
int JobRunner::run(JobLane lane, const QString& name, QObject* context, std::function<Result<T>(const Progress&)> work,
                   std::function<void(Result<T>)> done, bool listed) {
  return enqueue(lane, name, context,
      [work = std::move(work), done = std::move(done)](const Progress& progress, Error* failure) -> std::function<void()> {
        auto result = std::make_shared<Result<T>>(work(progress));
        if (!result->ok()) *failure = result->error();
        return [done, result] { done(std::move(*result)); };
      }, listed);
}

} // namespace fillscope
