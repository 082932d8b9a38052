#pragma once
// Foregrounds on backgrounds: a few samples to look at, and whole data sets written as a job.
#include "core/jobs/job_runner.h"
#include "core/workflow/compose.h"

namespace fillscope {

/// Lives on the window's thread; all work is done in jobs.
class ComposeController : public QObject {
  Q_OBJECT
 public:
  explicit ComposeController(JobRunner& jobs)
      : jobs_(jobs) {
    connect(&jobs_, &JobRunner::jobsChanged, this, &ComposeController::writingChanged);
  }

  /// Samples 0..count − 1 of (spec, seed) and what the whole set will be, instead of what is still being
  /// made.
  void preview(const CompositionSpec& spec, std::uint64_t seed, ShardFormat format, int count);
  void loadSpec(const QString& path);

  /// Goes on where an earlier run into the same folder was stopped.
  void write(const ComposeRequest& request);
  void stopWriting();
  bool isWriting() const;

 Q_SIGNALS:
  void previewReady(std::shared_ptr<const fillscope::CompositionPreview> preview);
  void previewFailed(const fillscope::Error& error);
  void specLoaded(const fillscope::CompositionSpec& spec);
  void writingChanged();
  void written(const fillscope::ComposeSummary& summary, const QString& folder);
  void failed(const fillscope::Error& error);

 private:
  JobRunner& jobs_;
  int previewJob_ = 0, writeJob_ = 0, readJob_ = 0;
};

} // namespace fillscope
