#include "app/gui/denoise_controller.h"
#include "app/gui/job_watch.h"
#include "core/workflow/denoise.h"
#include <QLocale>

namespace fillscope {
namespace {

QString holesText(const QString& map, double before, double after) {
  const auto percent = [](double share) { return QLocale().toString(100 * share, 'f', 1); };
  return DenoiseController::tr("“%1”: %2 % of the pixels had no depth, %3 % have none now.")
      .arg(map, percent(before), percent(after));
}

} // namespace

DenoiseController::DenoiseController(CurrentPicture& current, DepthMaps& maps, ModelRegistry& registry,
                                     JobRunner& jobs)
    : current_(current)
    , maps_(maps)
    , registry_(registry)
    , jobs_(jobs) {
  connect(&jobs_, &JobRunner::jobsChanged, this, &DenoiseController::busyChanged);
}

void DenoiseController::denoise(const NamedDepth& depth, const QString& network,
                                const DenoiseOptions& options) {
  const PictureStore::Loaded loaded = current_.loaded();
  if (!loaded || isBusy()) return;
  job_ = jobs_.run<DepthMap>(
      JobLane::inference, tr("Denoising depth with %1").arg(network), this,
      [loaded, map = depth.map, id = network.toStdString(), options,
       &registry = registry_](const Progress& progress) -> Result<DepthMap> {
        const bool fits = loaded->image && loaded->image->sameSize(map->values);
        Result<DenoisedDepth> made =
            denoiseDepth(registry, id, *map, fits ? *loaded->image : Image(), options, progress);
        if (!made) return made.error();
        return std::move(made->depth);
      },
      [this, depth, network, mostError = options.mostError, picture = current_.index(),
       origin = maps_.originOf(current_.index(), depth)](Result<DepthMap> made) {
        if (!made) {
          Q_EMIT failed(made.error());
        } else if (maps_.originOf(picture, depth) != origin) {
          const QString why =
              tr("the depth file or the project changed while “%1” was denoised: denoise it again")
                  .arg(depth.name);
          Q_EMIT failed({ErrorCode::tryAgain, why.toStdString(), {}, {}});
        } else {
          const double before = shareOfHoles(*depth.map), after = shareOfHoles(*made);
          const QString map = maps_.addDenoised(picture, depth, network, mostError,
                                                std::make_shared<const DepthMap>(std::move(*made)));
          Q_EMIT denoised(picture, map);
          Q_EMIT told(holesText(map, before, after));
        }
        Q_EMIT busyChanged();
      });
  Q_EMIT busyChanged();
}

void DenoiseController::cancel() {
  if (job_) jobs_.cancel(job_);
}

bool DenoiseController::isBusy() const { return isActive(jobs_, job_); }

} // namespace fillscope
