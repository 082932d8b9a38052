#pragma once
// Samples of the photo generator: a few to look at, and whole data sets written as a job.
#include "core/jobs/job_runner.h"
#include "core/synthesis/photo_render.h"
#include "core/workflow/synthesise.h"
#include <QElapsedTimer>

namespace fillscope {

/// Lives on the window's thread; samples are rendered in jobs and arrive one by one.
class SynthController : public QObject {
  Q_OBJECT
 public:
  explicit SynthController(JobRunner& jobs)
      : jobs_(jobs) {
    connect(&jobs_, &JobRunner::jobsChanged, this, &SynthController::writingChanged);
  }

  /// Samples 0..count − 1 of (spec, seed), instead of what is still being rendered. Larger pictures than
  /// previewWidth are rendered smaller.
  void preview(const PhotoSpec& spec, std::uint64_t seed, int count);
  void stopPreview();
  bool isRendering() const;
  static constexpr int previewWidth = 256;

  /// Both in a job: a specification may name a folder of many photographs.
  void loadSpec(const QString& path);
  void listPictures(const QString& folder);

  /// Goes on where an earlier run into the same folder was stopped.
  void write(const SynthesisRequest& request);
  void stopWriting();
  bool isWriting() const;

 Q_SIGNALS:
  void sampleReady(int index, std::shared_ptr<const fillscope::PhotoSample> sample);
  void previewDone(int count, double seconds);
  void previewFailed(const fillscope::Error& error);
  void specLoaded(const fillscope::PhotoSpec& spec);
  void picturesListed(const fillscope::SurfacePictures& pictures);
  void writingChanged();
  void written(const fillscope::SynthesisSummary& summary, const QString& folder);
  void failed(const fillscope::Error& error);

 private:
  JobRunner& jobs_;
  int previewJob_ = 0, writeJob_ = 0, readJob_ = 0;
  int generation_ = 0; ///< of the preview: samples of an earlier one are dropped
};

} // namespace fillscope
