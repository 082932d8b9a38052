#include "app/gui/predict_controller.h"
#include "app/gui/job_watch.h"
#include "core/workflow/predict.h"

namespace fillscope {

PredictController::PredictController(CurrentPicture& current, DepthMaps& maps, ModelRegistry& registry,
                                     JobRunner& jobs)
    : current_(current)
    , maps_(maps)
    , registry_(registry)
    , jobs_(jobs) {
  connect(&jobs_, &JobRunner::jobsChanged, this, &PredictController::busyChanged);
}

std::vector<PredictController::Network> PredictController::networks() const {
  std::vector<Network> networks;
  for (const ModelRegistry::Entry& entry : registry_.entries()) {
    Network network;
    network.id = QString::fromStdString(entry.id);
    network.name = network.id;
    if (entry.manifest) {
      if (entry.manifest->task != ModelTask::depth || entry.manifest->looksThroughRim()) continue;
      if (!entry.manifest->name.empty()) network.name = QString::fromStdString(entry.manifest->name);
      network.description = QString::fromStdString(entry.manifest->description);
    } else {
      network.error = QString::fromStdString(entry.manifest.error().sentence());
    }
    networks.push_back(std::move(network));
  }
  return networks;
}

void PredictController::rescan() {
  jobs_.run<bool>(
      JobLane::io, tr("Looking for networks"), this,
      [&registry = registry_](const Progress&) -> Result<bool> {
        registry.rescan();
        return true;
      },
      [this](Result<bool>) { Q_EMIT networksChanged(); }, false);
}

void PredictController::predict(const QString& network) {
  const PictureStore::Loaded loaded = current_.loaded();
  if (!loaded || isBusy()) return;
  job_ = jobs_.run<DepthMap>(
      JobLane::inference, tr("Predicting depth with %1").arg(network), this,
      [image = loaded->image, id = network.toStdString(), &registry = registry_](const Progress& progress) {
        return predictDepth(registry, id, *image, progress);
      },
      [this, network, picture = current_.index(),
       origin = maps_.originOf(current_.index())](Result<DepthMap> result) {
        if (!result) {
          Q_EMIT failed(result.error());
        } else if (maps_.originOf(picture) != origin) {
          const QString why =
              tr("the depth by %1 is of a project that was left, and is not kept").arg(network);
          Q_EMIT failed({ErrorCode::tryAgain, why.toStdString(), {}, {}});
        } else {
          maps_.addPredicted(picture, network, std::make_shared<const DepthMap>(std::move(*result)));
          Q_EMIT predicted(picture, network);
        }
        Q_EMIT busyChanged();
      });
  Q_EMIT busyChanged();
}

void PredictController::cancel() {
  if (job_) jobs_.cancel(job_);
}

bool PredictController::isBusy() const { return isActive(jobs_, job_); }

} // namespace fillscope
