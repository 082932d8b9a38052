#pragma once
// The colours of depth, shared by photo overlay, depth stage and 3D: one range, which can be locked.
#include "core/imaging/colour_map.h"
#include "core/imaging/depth_map.h"
#include <QObject>

namespace fillscope {

class DepthRange : public QObject {
  Q_OBJECT
 public:
  DepthRange() { scale_.unit = "m"; }
  const ColourScale& scale() const { return scale_; }
  bool isLocked() const { return locked_; }
  void setLocked(bool locked);
  void setRange(double low, double high); ///< and locks it
  /// 2 to 98 % of a map's measured values, unless locked.
  void fitTo(const DepthMap& depth);

 Q_SIGNALS:
  void changed();

 private:
  ColourScale scale_;
  bool locked_ = false;
};

} // namespace fillscope
