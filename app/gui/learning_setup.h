#pragma once
// What data set, augmentation and training share: the generator's specification, the network to train and the
// changes of its samples.
#include "core/learning/training_config.h"
#include "core/synthesis/photo_spec.h"
#include <QObject>

namespace fillscope {

class LearningSetup : public QObject {
  Q_OBJECT
 public:
  const PhotoSpec& photo() const { return photo_; }
  void setPhoto(const PhotoSpec& spec) {
    if (spec == photo_) return;
    photo_ = spec;
    Q_EMIT photoChanged();
  }
  const AugmentationSpec& augmentation() const { return augmentation_; }
  NetworkKind network() const { return network_; }
  void setAugmentation(const AugmentationSpec& spec) { setNetwork(network_, spec); }
  void setNetwork(NetworkKind network, const AugmentationSpec& augmentation) {
    if (network == network_ && augmentation == augmentation_) return;
    network_ = network;
    augmentation_ = augmentation;
    Q_EMIT augmentationChanged();
  }

 Q_SIGNALS:
  void photoChanged();
  void augmentationChanged(); ///< or the network that it is for

 private:
  PhotoSpec photo_;
  NetworkKind network_ = NetworkKind::cornersHeatmap;
  AugmentationSpec augmentation_ = defaultConfig(network_).augmentation;
};

} // namespace fillscope
