#pragma once
// The colours of depth, one for near and one for far whatever a map's numbers are: each map has its own range
// until one is locked, which then counts wherever its unit and its direction do.
#include "core/imaging/colour_map.h"
#include "core/imaging/depth_map.h"
#include <QObject>
#include <functional>
#include <memory>
#include <optional>

namespace fillscope {

class ColourBar;

class DepthRange : public QObject {
  Q_OBJECT
 public:
  using Map = std::shared_ptr<const DepthMap>;

  /// The locked range where it has the map's unit, otherwise 2 to 98 % of the map's measured values, of a
  /// large map of a regular part of them.
  ColourScale scaleFor(const Map& map) const;
  bool isLockedFor(const DepthMap& map) const {
    return locked_ && locked_->unit == map.unit && locked_->reversed == growsTowardsCamera(map);
  }
  void lock(double low, double high, const std::string& unit, bool growsTowardsCamera = false);
  void unlock();

  /// A bar beside a picture of shown() edits the range; shown() may be null, then nothing is edited.
  void connectBar(ColourBar& bar, std::function<Map()> shown);
  void showOn(ColourBar& bar, const Map& map) const;

 Q_SIGNALS:
  void changed();

 private:
  static bool growsTowardsCamera(const DepthMap& map) { return map.kind == DepthKind::inverse; }

  std::optional<ColourScale> locked_;
  mutable std::weak_ptr<const DepthMap> lastMap_; ///< percentiles of a large map take a while
  mutable ColourScale lastScale_;
};

} // namespace fillscope
