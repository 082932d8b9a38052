#pragma once
// Depth of the current picture by a registered network, as one more depth map of the picture.
#include "app/gui/current_picture.h"
#include "app/gui/depth_maps.h"
#include "core/inference/model_registry.h"

namespace fillscope {

class PredictController : public QObject {
  Q_OBJECT
 public:
  struct Network {
    QString id, name, description;
    QString error; ///< not empty: its manifest is broken, and how
  };
  PredictController(CurrentPicture& current, DepthMaps& maps, ModelRegistry& registry, JobRunner& jobs);

  std::vector<Network> networks() const; ///< those that turn a whole picture into depth, and broken manifests
  void rescan();                         ///< looks for networks again, in the background
  void predict(const QString& network);  ///< the current picture
  void cancel();
  bool isBusy() const;

 Q_SIGNALS:
  void networksChanged();
  void busyChanged();
  void predicted(int picture, const QString& network);
  void failed(const fillscope::Error& error);

 private:
  CurrentPicture& current_;
  DepthMaps& maps_;
  ModelRegistry& registry_;
  JobRunner& jobs_;
  int job_ = 0;
};

} // namespace fillscope
