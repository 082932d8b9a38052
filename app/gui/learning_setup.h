#pragma once
// What data set, augmentation and training share: the generator's specification and the changes of samples.
#include "core/learning/augmentation.h"
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
  void setAugmentation(const AugmentationSpec& spec) {
    if (spec == augmentation_) return;
    augmentation_ = spec;
    Q_EMIT augmentationChanged();
  }

 Q_SIGNALS:
  void photoChanged();
  void augmentationChanged();

 private:
  PhotoSpec photo_;
  AugmentationSpec augmentation_;
};

} // namespace fillscope
