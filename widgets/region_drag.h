#pragma once
// Regions in hand: as they were, and as they would be if they were let go now.
#include "core/annotation/region_edit.h"
#include <utility>
#include <vector>

namespace fillscope {

/// A plain value; picture coordinates. Nothing is told to anybody before the drag has ended.
class RegionDrag {
 public:
  enum class Kind { move, handle, newVertex };
  RegionDrag() = default; ///< nothing in hand
  static RegionDrag moving(std::vector<std::pair<int, Region>> regions, Vec2 from);
  /// at: where the handle is.
  static RegionDrag ofHandle(int index, Region region, int handle, Vec2 at);
  /// With a vertex more at that place of the edge, in hand; nothing in hand where there is no such edge.
  static RegionDrag ofNewVertex(int index, Region region, int edge, Vec2 at);

  bool isActive() const { return !live_.empty(); }
  Kind kind() const { return kind_; }
  int handle() const { return handle_; } ///< −1 while moving
  Vec2 now() const { return now_; }
  std::vector<int> indices() const;
  const std::vector<std::pair<int, Region>>& live() const { return live_; }
  std::vector<std::pair<int, Shape>> shapes() const;
  /// The vertices beside the one in hand: it snaps to their height and column.
  std::vector<Vec2> anchors() const;

  void moveTo(Vec2 to, bool straight); ///< straight: along one direction
  void reshapeTo(Vec2 to, bool evenly);

 private:
  RegionDrag(Kind kind, std::vector<std::pair<int, Region>> regions, int handle, Vec2 from);

  Kind kind_ = Kind::move;
  std::vector<std::pair<int, Region>> before_, live_;
  int handle_ = -1;
  Vec2 start_, now_;
};

} // namespace fillscope
