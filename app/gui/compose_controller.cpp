#include "app/gui/compose_controller.h"
#include "app/gui/job_watch.h"
#include "app/gui/paths.h"
#include "core/workflow/composition_files.h"

namespace fillscope {
void ComposeController::preview(const CompositionSpec& spec, std::uint64_t seed, ShardFormat format,
                                int count) {
  if (previewJob_) jobs_.cancel(previewJob_);
  using Shared = std::shared_ptr<const CompositionPreview>;
  previewJob_ = jobs_.run<Shared>(
      JobLane::compute, tr("Composing samples"), this,
      [spec, seed, format, count](const Progress& progress) -> Result<Shared> {
        auto preview = previewComposition(spec, seed, format, count, progress);
        if (!preview) return preview.error();
        return Shared(std::make_shared<const CompositionPreview>(*std::move(preview)));
      },
      [this](Result<Shared> preview) {
        if (preview)
          Q_EMIT previewReady(*preview);
        else
          Q_EMIT previewFailed(preview.error());
      },
      false);
}

void ComposeController::loadSpec(const QString& path) {
  if (readJob_) jobs_.cancel(readJob_);
  readJob_ = jobs_.run<CompositionSpec>(
      JobLane::io, tr("Reading a specification"), this,
      [path = toPath(path)](const Progress&) { return loadCompositionSpec(path); },
      [this](Result<CompositionSpec> spec) {
        if (spec)
          Q_EMIT specLoaded(*spec);
        else
          Q_EMIT failed(spec.error());
      });
}

void ComposeController::write(const ComposeRequest& request) {
  if (isWriting()) return;
  ComposeRequest resumed = request;
  resumed.resume = true;
  writeJob_ = jobs_.run<ComposeSummary>(
      JobLane::background, tr("Composing a data set"), this,
      [resumed](const Progress& progress) { return composeDataSet(resumed, progress); },
      [this, folder = toText(request.folder)](Result<ComposeSummary> summary) {
        if (summary)
          Q_EMIT written(*summary, folder);
        else
          Q_EMIT failed(summary.error());
        Q_EMIT writingChanged();
      });
  Q_EMIT writingChanged();
}

void ComposeController::stopWriting() {
  if (writeJob_) jobs_.cancel(writeJob_);
  Q_EMIT writingChanged();
}

bool ComposeController::isWriting() const { return isActive(jobs_, writeJob_); }

} // namespace fillscope
