#include "app/gui/compose_controller.h"
#include "app/gui/job_watch.h"
#include "app/gui/paths.h"
#include "core/workflow/composition_files.h"
#include <algorithm>

namespace fillscope {
namespace {

using Shared = std::shared_ptr<const ComposeController::Preview>;

Result<Shared> makePreview(const CompositionSpec& spec, std::uint64_t seed, ShardFormat format, int count,
                           const Progress& progress) {
  auto preview = std::make_shared<ComposeController::Preview>();
  auto plan = planComposition(spec, seed, format, progress);
  if (!plan) return plan.error();
  preview->plan = *plan;
  auto sources = openCompositionSources(spec, progress);
  if (!sources) return sources.error();
  constexpr std::size_t mostKept = std::size_t{1} << 26; // of pictures that are made ready
  Composition composition(spec, seed, *std::move(sources), mostKept);
  for (std::uint64_t k = 0; k < std::min(composition.count(), static_cast<std::uint64_t>(count)); ++k) {
    if (progress.cancelled()) return cancelledError();
    auto composed = composition.compose(k);
    if (!composed) return composed.error();
    const ForegroundPlacement& placement = composed->placement;
    const CompositionSources& names = composition.sources();
    std::string background = names.backgrounds[placement.background];
    std::string foreground = names.foregrounds[placement.foreground];
    preview->samples.push_back({*std::move(composed), std::move(background), std::move(foreground)});
  }
  return Shared(std::move(preview));
}

} // namespace

void ComposeController::preview(const CompositionSpec& spec, std::uint64_t seed, ShardFormat format,
                                int count) {
  if (previewJob_) jobs_.cancel(previewJob_);
  previewJob_ = jobs_.run<Shared>(
      JobLane::compute, tr("Composing samples"), this,
      [spec, seed, format, count](const Progress& progress) {
        return makePreview(spec, seed, format, count, progress);
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
