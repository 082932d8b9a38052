#include "app/gui/synth_controller.h"
#include "app/gui/job_watch.h"
#include "app/gui/paths.h"
#include "core/workflow/photo_spec_file.h"
#include <chrono>

namespace fillscope {
namespace {

using Clock = std::chrono::steady_clock;

PhotoSpec forPreview(PhotoSpec spec) {
  if (spec.width <= SynthController::previewWidth) return spec;
  spec.height = std::max(1, spec.height * SynthController::previewWidth / spec.width);
  spec.width = SynthController::previewWidth;
  return spec;
}

} // namespace

void SynthController::preview(const PhotoSpec& spec, std::uint64_t seed, int count) {
  stopPreview();
  if (const Result<void> valid = spec.check(); !valid) return Q_EMIT previewFailed(valid.error());
  const int generation = ++generation_;
  previewJob_ = jobs_.run<double>(
      JobLane::compute, tr("Rendering samples"), this,
      [this, spec = forPreview(spec), seed, count, generation](const Progress& progress) -> Result<double> {
        const auto start = Clock::now();
        for (int k = 0; k < count; ++k) {
          if (progress.cancelled()) return cancelledError();
          progress.report(static_cast<double>(k) / count);
          Result<PhotoSample> sample =
              renderPhoto(samplePhotoScene(spec, seed, static_cast<std::uint64_t>(k)), {}, progress);
          if (!sample) return sample.error();
          auto shared = std::make_shared<const PhotoSample>(std::move(*sample));
          QMetaObject::invokeMethod(
              this,
              [this, k, shared, generation] {
                if (generation == generation_) Q_EMIT sampleReady(k, shared);
              },
              Qt::QueuedConnection);
        }
        return std::chrono::duration<double>(Clock::now() - start).count();
      },
      [this, count, generation](Result<double> seconds) {
        if (generation != generation_) return;
        if (seconds)
          Q_EMIT previewDone(count, *seconds);
        else
          Q_EMIT previewFailed(seconds.error());
      },
      false);
}

void SynthController::stopPreview() {
  ++generation_;
  if (previewJob_) jobs_.cancel(std::exchange(previewJob_, 0));
}

bool SynthController::isRendering() const { return isActive(jobs_, previewJob_); }

void SynthController::loadSpec(const QString& path) {
  if (readJob_) jobs_.cancel(readJob_);
  readJob_ = jobs_.run<PhotoSpec>(
      JobLane::io, tr("Reading a specification"), this,
      [path = toPath(path)](const Progress& progress) { return openPhotoSpec(path, progress); },
      [this](Result<PhotoSpec> spec) {
        if (spec)
          Q_EMIT specLoaded(*spec);
        else
          Q_EMIT failed(spec.error());
      });
}

void SynthController::listPictures(const QString& folder) {
  if (readJob_) jobs_.cancel(readJob_);
  readJob_ = jobs_.run<SurfacePictures>(
      JobLane::io, tr("Listing photographs"), this,
      [folder = toPath(folder)](const Progress& progress) { return listSurfacePictures(folder, progress); },
      [this](Result<SurfacePictures> pictures) {
        if (pictures)
          Q_EMIT picturesListed(*pictures);
        else
          Q_EMIT failed(pictures.error());
      });
}

void SynthController::write(const SynthesisRequest& request) {
  if (isWriting()) return;
  SynthesisRequest resumed = request;
  resumed.resume = true;
  writeJob_ = jobs_.run<SynthesisSummary>(
      JobLane::background, tr("Writing a data set of %1").arg(request.count), this,
      [resumed](const Progress& progress) { return synthesise(resumed, progress); },
      [this, folder = toText(request.folder)](Result<SynthesisSummary> summary) {
        if (summary)
          Q_EMIT written(*summary, folder);
        else
          Q_EMIT failed(summary.error());
        Q_EMIT writingChanged();
      });
  Q_EMIT writingChanged();
}

void SynthController::stopWriting() {
  if (writeJob_) jobs_.cancel(writeJob_);
  Q_EMIT writingChanged();
}

bool SynthController::isWriting() const { return isActive(jobs_, writeJob_); }

} // namespace fillscope
