#pragma once
// Fits a plane to a rectangle of a depth map while somebody looks.
#include "app/gui/current_picture.h"
#include "core/geometry/plane_fit.h"

namespace fillscope {

class PlaneController : public QObject {
  Q_OBJECT
 public:
  PlaneController(CurrentPicture& current, JobRunner& jobs);

  /// Why no plane can be fitted to the map; empty: one can.
  QString lack(const DepthMap* map) const;
  /// The newest request counts; what was asked for before is never heard of. Nothing: none is wanted.
  void fit(std::shared_ptr<const DepthMap> map, const std::optional<PixelArea>& area);

 Q_SIGNALS:
  void fitted(const std::shared_ptr<const fillscope::PlaneFit>& fit); ///< null: none is wanted
  void failed(const QString& sentence);

 private:
  CurrentPicture& current_;
  JobRunner& jobs_;
  int job_ = 0;
};

} // namespace fillscope
