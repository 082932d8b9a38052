#include "app/gui/compare_controller.h"
#include "app/gui/paths.h"
#include "core/imaging/polygon_mask.h"
#include "core/workflow/compare.h"
#include <utility>

namespace fillscope {
namespace {
/// An estimate without a unit has to be brought to the reference first.
CompareOptions fitting(CompareOptions options, const DepthMap& estimate) {
  if (options.alignment != DepthAlignment::none) return options;
  if (!estimate.hasUnit())
    options.alignment =
        estimate.kind == DepthKind::inverse ? DepthAlignment::scaleShiftInverse : DepthAlignment::scaleShift;
  return options;
}
} // namespace

CompareController::CompareController(AnnotationDocument& document, CurrentPicture& current, DepthMaps& maps,
                                     JobRunner& jobs)
    : document_(document)
    , current_(current)
    , maps_(maps)
    , jobs_(jobs) {
  connect(&current_, &CurrentPicture::selected, this, &CompareController::cancel);
  connect(&current_, &CurrentPicture::loadedChanged, this, &CompareController::refresh);
  connect(&maps_, &DepthMaps::changed, this, [this](int picture) {
    if (picture == current_.index()) refresh();
  });
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange&) {
    if (insideRim_ && active_ && !(comparedRim_ == currentRim())) compute();
  });
}

void CompareController::setActive(bool active) {
  if (active == active_) return;
  active_ = active;
  if (active_) refresh();
}

void CompareController::choose(int estimate, int reference) {
  const std::vector<NamedDepth> maps = maps_.of(current_.index());
  const int count = static_cast<int>(maps.size());
  if (estimate < 0 || reference < 0 || estimate >= count || reference >= count) return;
  estimateName_ = maps[static_cast<std::size_t>(estimate)].name;
  referenceName_ = maps[static_cast<std::size_t>(reference)].name;
  refresh();
}

void CompareController::setOptions(const CompareOptions& options) {
  options_ = options;
  compute();
}

void CompareController::setInsideRim(bool inside) {
  insideRim_ = inside;
  compute();
}

std::optional<Rim> CompareController::currentRim() const {
  const int index = current_.index();
  return index >= 0 && index < document_.pictureCount() ? document_.rim(index) : std::nullopt;
}

std::optional<CompareOptions> CompareController::wanted() const {
  CompareOptions options = fitting(options_, *estimate_);
  if (!insideRim_) return options;
  if (!comparedRim_ || !comparedRim_->complete()) return std::nullopt;
  std::vector<Vec2> corners = comparedRim_->corners;
  if (const PictureStore::Loaded loaded = current_.loaded(); loaded && loaded->image)
    for (Vec2& corner : corners) // the rim lies on the photo; a depth map of another size shows the same
      corner = {corner.x * reference_->width() / loaded->image->width(),
                corner.y * reference_->height() / loaded->image->height()};
  options.counted.within =
      std::make_shared<const Mask>(polygonMask(corners, reference_->width(), reference_->height()));
  options.counted.withinName = "rim";
  return options;
}

void CompareController::refresh() {
  if (!active_) return;
  const std::vector<NamedDepth> maps = maps_.of(current_.index());
  const QStringList names = DepthMaps::namesOf(maps);
  if (maps.size() < 2) {
    cancel();
    estimate_.reset();
    reference_.reset();
    comparison_.reset();
    Q_EMIT sourcesChanged(names, maps.empty() ? -1 : 0, -1);
    const PictureStore::Loaded loaded = current_.loaded();
    Q_EMIT missing(tr("Two depth maps are needed"),
                   loaded && !DepthMaps::faultOfFile(*loaded).isEmpty()
                       ? tr("The depth file of this picture cannot be used yet: see the Depth workspace.")
                   : maps.empty()
                       ? tr("This picture has no depth yet. Choose a depth file or predict it.")
                       : tr("This picture has one: %1. Predict another, denoise this one, or choose a depth "
                            "file of the same box empty.")
                             .arg(names.front()));
    return;
  }
  // A prediction is compared with what was measured; without one, what was measured with the box empty.
  int estimate = static_cast<int>(names.indexOf(estimateName_));
  int reference = static_cast<int>(names.indexOf(referenceName_));
  if (estimate < 0 || reference < 0) {
    estimate = maps[1].role == NamedDepth::Role::emptyReference ? 0 : 1;
    reference = estimate == 1 ? 0 : 1;
  }
  // Only in the unit of one of them can they be compared: that one is the reference.
  if (!maps[static_cast<std::size_t>(reference)].map->hasUnit() &&
      maps[static_cast<std::size_t>(estimate)].map->hasUnit())
    std::swap(estimate, reference);
  estimate_ = maps[static_cast<std::size_t>(estimate)].map;
  reference_ = maps[static_cast<std::size_t>(reference)].map;
  Q_EMIT sourcesChanged(names, estimate, reference);
  compute();
}

void CompareController::compute() {
  if (!active_ || !estimate_ || !reference_) return;
  comparedRim_ = currentRim();
  const std::optional<CompareOptions> options = wanted();
  if (!options) {
    cancel();
    comparison_.reset();
    Q_EMIT missing(tr("This picture has no rim"),
                   tr("Mark its four corners in the Annotate workspace, or let the whole picture count."));
    return;
  }
  if (running_) jobs_.cancel(job_);
  running_ = true;
  Q_EMIT busyChanged(true);
  job_ = jobs_.run<DepthComparison>(
      JobLane::compute, tr("Comparing depth maps"), this,
      [estimate = estimate_, reference = reference_, options = *options](const Progress& progress) {
        return compareDepth(*estimate, *reference, options, progress);
      },
      [this](Result<DepthComparison> result) {
        running_ = false;
        if (result) {
          comparison_ = std::make_shared<const DepthComparison>(std::move(*result));
          Q_EMIT compared();
        } else {
          comparison_.reset();
          Q_EMIT missing(tr("These two cannot be compared"),
                         QString::fromStdString(result.error().sentence()));
        }
        Q_EMIT busyChanged(false);
      },
      false);
}

void CompareController::cancel() {
  if (!std::exchange(running_, false)) return;
  jobs_.cancel(job_);
  Q_EMIT busyChanged(false);
}

void CompareController::saveTo(const std::filesystem::path& folder, const std::string& name) {
  if (!comparison_) return;
  jobs_.run<bool>(
      JobLane::io, tr("Saving the comparison"), this,
      [comparison = comparison_, folder, name](const Progress&) -> Result<bool> {
        if (const Result<void> done = writeComparison(*comparison, folder, name); !done) return done.error();
        return true;
      },
      [this, folder](Result<bool> done) {
        if (done)
          Q_EMIT saved(toText(folder));
        else
          Q_EMIT failed(done.error());
      });
}

} // namespace fillscope
