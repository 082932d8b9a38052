#include "app/gui/denoise_controller.h"
#include "app/gui/count_texts.h"
#include "app/gui/job_watch.h"
#include "app/gui/paths.h"
#include "core/workflow/denoise.h"
#include <QLocale>

namespace fillscope {
namespace {

constexpr std::size_t mostBytes = std::size_t(512) << 20; // of maps that one run keeps in memory

QString holesText(const QString& map, double before, double after) {
  const auto percent = [](double share) { return QLocale().toString(100 * share, 'f', 1); };
  return DenoiseController::tr("“%1”: %2 % of the pixels had no depth, %3 % have none now.")
      .arg(map, percent(before), percent(after));
}

} // namespace

DenoiseController::DenoiseController(AnnotationDocument& document, CurrentPicture& current, DepthMaps& maps,
                                     ModelRegistry& registry, JobRunner& jobs)
    : document_(document)
    , current_(current)
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

void DenoiseController::denoiseAll(OpenedProject opened, const QString& network,
                                   const DenoiseOptions& options, const std::filesystem::path& folder) {
  if (isBusy()) return;
  batch_ = std::make_shared<Batch>(Batch{opened.project.pictures, network, options.mostError});
  DenoiseRequest request;
  request.network = network.toStdString();
  request.out = folder;
  request.options = options;
  job_ = jobs_.run<DenoiseSummary>(
      JobLane::inference, tr("Denoising the depth of all pictures"), this,
      [this, batch = batch_, opened = std::move(opened), request,
       &registry = registry_](const Progress& progress) {
        const auto taker = [&](int picture, DepthMap depth) {
          QMetaObject::invokeMethod(
              this,
              [this, batch, picture, map = std::make_shared<const DepthMap>(std::move(depth))] {
                if (batch == batch_) take(*batch, picture, map);
              },
              Qt::QueuedConnection);
          jobs_.giveWay(JobLane::inference); // who looks at one picture meanwhile does not wait for all
        };
        return denoisePictures(registry, opened, request, taker, progress);
      },
      [this, batch = batch_, folder](const Result<DenoiseSummary>& summary) {
        if (summary)
          tellAll(*batch, *summary, folder);
        else
          Q_EMIT failed(summary.error());
        Q_EMIT busyChanged();
      });
  Q_EMIT busyChanged();
}

void DenoiseController::take(Batch& batch, int picture, std::shared_ptr<const DepthMap> map) {
  const Picture& asked = batch.pictures[static_cast<std::size_t>(picture)];
  const bool isAsAsked = picture < document_.pictureCount() &&
                         document_.picture(picture).filename == asked.filename &&
                         sourcesOf(document_.picture(picture)) == sourcesOf(asked);
  if (!isAsAsked) return;
  const std::size_t bytes = map->values.pixelCount() * sizeof(float);
  if (batch.bytes + bytes > mostBytes) {
    ++batch.onlyInFiles;
    return;
  }
  batch.bytes += bytes;
  const NamedDepth measured{DepthMaps::nameOfMeasured(), NamedDepth::Role::measured, nullptr};
  const QString name = maps_.addDenoised(picture, measured, batch.network, batch.mostError, std::move(map));
  Q_EMIT denoised(picture, name);
}

void DenoiseController::tellAll(const Batch& batch, const DenoiseSummary& summary,
                                const std::filesystem::path& folder) {
  if (summary.written == 0 && !summary.failures.empty())
    return Q_EMIT failed({ErrorCode::badInput, summary.failures.front().why, {}, {}});
  QString text =
      tr("Denoised and saved: the depth of %1.").arg(picturesText(static_cast<qlonglong>(summary.written)));
  if (batch.onlyInFiles > 0)
    text +=
        QLatin1Char(' ') +
        tr("For %1 of them there is no room in memory: they are in the folder alone.").arg(batch.onlyInFiles);
  if (!summary.failures.empty())
    text +=
        QLatin1Char(' ') +
        tr("Not denoised: %1. The first: %2")
            .arg(picturesText(static_cast<qlonglong>(summary.failures.size())),
                 QString::fromStdString(summary.failures.front().file + ": " + summary.failures.front().why));
  Q_EMIT allDenoised(text, toText(folder));
}

void DenoiseController::cancel() {
  batch_.reset(); // what still arrives of it belongs nowhere
  if (job_) jobs_.cancel(job_);
}

bool DenoiseController::isBusy() const { return isActive(jobs_, job_); }

} // namespace fillscope
