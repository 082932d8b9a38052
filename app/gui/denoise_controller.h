#pragma once
// A depth map of the current picture, denoised by a registered network, as one more depth map of the picture.
#include "app/gui/current_picture.h"
#include "app/gui/depth_maps.h"
#include "core/inference/depth_denoiser.h"
#include "core/inference/model_registry.h"
#include "core/workflow/denoise_files.h"
#include <filesystem>
#include <memory>
#include <vector>

namespace fillscope {

class DenoiseController : public QObject {
  Q_OBJECT
 public:
  DenoiseController(AnnotationDocument& document, CurrentPicture& current, DepthMaps& maps,
                    ModelRegistry& registry, JobRunner& jobs);

  /// The picture gives the grey plane where it has the map's size. Ignored without a picture, and while one
  /// runs.
  void denoise(const NamedDepth& depth, const QString& network, const DenoiseOptions& options);
  /// Every picture of the open project that has a depth file, into files in the folder (denoisePictures) and
  /// into the lists of maps, as far as those find room in memory. Ignored while one runs.
  void denoiseAll(OpenedProject opened, const QString& network, const DenoiseOptions& options,
                  const std::filesystem::path& folder);
  void cancel();
  bool isBusy() const;

 Q_SIGNALS:
  void busyChanged();
  void denoised(int picture, const QString& map);
  void told(const QString& sentence); ///< what became of the holes
  void allDenoised(const QString& sentence, const QString& folder);
  void failed(const fillscope::Error& error);

 private:
  /// What all pictures were asked for, and what arrived.
  struct Batch {
    std::vector<Picture> pictures;
    QString network;
    double mostError = 0;
    std::size_t bytes = 0; ///< of the maps in the lists
    int onlyInFiles = 0;   ///< for which there was no room
  };
  void take(Batch& batch, int picture, std::shared_ptr<const DepthMap> map);
  void tellAll(const Batch& batch, const DenoiseSummary& summary, const std::filesystem::path& folder);

  AnnotationDocument& document_;
  CurrentPicture& current_;
  DepthMaps& maps_;
  ModelRegistry& registry_;
  JobRunner& jobs_;
  std::shared_ptr<Batch> batch_; ///< null: none
  int job_ = 0;
};

} // namespace fillscope
