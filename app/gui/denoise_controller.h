#pragma once
// A depth map of the current picture, denoised by a registered network, as one more depth map of the picture.
#include "app/gui/current_picture.h"
#include "app/gui/depth_maps.h"
#include "core/inference/depth_denoiser.h"
#include "core/inference/model_registry.h"

namespace fillscope {

class DenoiseController : public QObject {
  Q_OBJECT
 public:
  DenoiseController(CurrentPicture& current, DepthMaps& maps, ModelRegistry& registry, JobRunner& jobs);

  /// The picture gives the grey plane where it has the map's size. Ignored without a picture, and while one
  /// runs.
  void denoise(const NamedDepth& depth, const QString& network, const DenoiseOptions& options);
  void cancel();
  bool isBusy() const;

 Q_SIGNALS:
  void busyChanged();
  void denoised(int picture, const QString& map);
  void told(const QString& sentence); ///< what became of the holes
  void failed(const fillscope::Error& error);

 private:
  CurrentPicture& current_;
  DepthMaps& maps_;
  ModelRegistry& registry_;
  JobRunner& jobs_;
  int job_ = 0;
};

} // namespace fillscope
