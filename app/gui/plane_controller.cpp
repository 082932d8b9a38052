#include "app/gui/plane_controller.h"
#include <utility>

namespace fillscope {

PlaneController::PlaneController(CurrentPicture& current, JobRunner& jobs)
    : current_(current)
    , jobs_(jobs) {}

QString PlaneController::lack(const DepthMap* map) const {
  const PictureStore::Loaded loaded = current_.loaded();
  if (!map || !loaded) return tr("There is no depth map yet.");
  if (map->kind != DepthKind::metric)
    return tr("A plane is fitted to depth in metres; this map has no unit.");
  if (!loaded->camera) return tr("A plane needs the camera: choose its intrinsics at the right.");
  return {};
}

void PlaneController::fit(std::shared_ptr<const DepthMap> map, const std::optional<PixelArea>& area) {
  if (job_) jobs_.cancel(std::exchange(job_, 0));
  if (!area || !lack(map.get()).isEmpty()) {
    Q_EMIT fitted(nullptr);
    return;
  }
  const PictureStore::Loaded loaded = current_.loaded();
  const CameraIntrinsics camera = loaded->camera->scaledTo(map->width(), map->height());
  job_ = jobs_.run<PlaneFit>(
      JobLane::compute, tr("Fitting a plane"), this,
      [map, camera, area = *area, k1 = loaded->k1](const Progress& progress) {
        return fitPlane(*map, camera, area, {0, k1}, progress);
      },
      [this](Result<PlaneFit> result) {
        job_ = 0;
        if (result)
          Q_EMIT fitted(std::make_shared<const PlaneFit>(std::move(*result)));
        else
          Q_EMIT failed(QString::fromStdString(result.error().sentence()));
      },
      false);
}

} // namespace fillscope
