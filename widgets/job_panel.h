#pragma once
#include <QString>
#include <QWidget>
#include <memory>
#include <vector>

namespace fillscope {

/// What the status bar shows of one job; the application fills it from its runner.
struct JobRow {
  enum class State { waiting, running, paused, stopping, failed };
  int id = 0;
  QString name, step, error;
  double fraction = -1, secondsLeft = -1;
  State state = State::waiting;
};

/// Name, progress, time left and cancel of the current job (one that runs, before one that waits or stops); a
/// list of all behind a click. Failures stay until dismissed.
class JobIndicator : public QWidget {
  Q_OBJECT
 public:
  explicit JobIndicator(QWidget* parent = nullptr);
  ~JobIndicator() override;
  void setJobs(const std::vector<JobRow>& jobs);
 Q_SIGNALS:
  void cancelRequested(int id);
  void dismissRequested(int id);

 private:
  void showList();
  void fillList();

  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
