#pragma once
// How full the box is by networks alone: predicted once on request, and kept right while its rim changes. The
// picture remembers the network (core/annotation/depth_network.h), so that it is asked again when the picture
// is shown the next time; undo and redo choose between measured and predicted.
#include "app/gui/depth_maps.h"
#include "app/gui/detect_controller.h"
#include "app/gui/measure_controller.h"
#include <QTimer>

namespace fillscope {

class FillPredictor : public QObject {
  Q_OBJECT
 public:
  FillPredictor(AnnotationDocument& document, CurrentPicture& current, DepthMaps& maps,
                MeasureController& measure, ModelRegistry& registry, NetworkChoice& networks,
                JobRunner& jobs);

  /// The current picture; without a rim, corners are detected first and become a proposal. beside: where
  /// another depth map is measured with it stays so, and the answer is one more map.
  enum class Place { chosen, beside };
  void predict(Place place = Place::chosen);
  void cancel();
  bool isBusy() const;

 Q_SIGNALS:
  void busyChanged();
  void predicted(int picture);
  void noNetwork(fillscope::NetworkUse use);
  void failed(const fillscope::Error& error);

 private:
  struct Outcome {
    std::optional<DetectedRim> detected;
    std::shared_ptr<const FillPrediction> prediction;
  };
  /// network: the picture's own; "" the chosen one.
  void start(const QString& network = {}, Place place = Place::chosen);
  void remember(int picture); ///< whether it is measured by a network, and which
  void follow();              ///< what the picture remembers
  QString kept() const;       ///< the network that the current picture remembers; ""
  void show(int picture, Outcome outcome, Place place);
  void fail(const Error& error);
  void noteCancelled();
  bool isStale() const; ///< the figure shown is a network's and was made for another rim

  AnnotationDocument& document_;
  CurrentPicture& current_;
  DepthMaps& maps_;
  MeasureController& measure_;
  ModelRegistry& registry_;
  NetworkChoice& networks_;
  JobRunner& jobs_;
  QTimer again_;
  int job_ = 0;
  QString refused_;             ///< the network that failed for the current picture by itself
  bool isAwaited_ = false;      ///< an answer is on its way, unless the job was cancelled
  bool failedForOther_ = false; ///< what was asked for failed for a rim that has become another one since
};

} // namespace fillscope
