#include "widgets/region_drag.h"

#include <cmath>

namespace fillscope {

RegionDrag::RegionDrag(Kind kind, std::vector<std::pair<int, Region>> regions, int handle, Vec2 from)
    : kind_(kind)
    , before_(std::move(regions))
    , live_(before_)
    , handle_(handle)
    , start_(from)
    , now_(from) {}

RegionDrag RegionDrag::moving(std::vector<std::pair<int, Region>> regions, Vec2 from) {
  return {Kind::move, std::move(regions), -1, from};
}

RegionDrag RegionDrag::ofHandle(int index, Region region, int handle, Vec2 at) {
  return {Kind::handle, {{index, std::move(region)}}, handle, at};
}

RegionDrag RegionDrag::ofNewVertex(int index, Region region, int edge, Vec2 at) {
  const auto shape = withVertexInserted(region.shape, edge, at);
  if (!shape) return {};
  region.shape = *shape;
  return {Kind::newVertex, {{index, std::move(region)}}, edge + 1, at};
}

std::vector<int> RegionDrag::indices() const {
  std::vector<int> indices;
  for (const auto& [index, region] : live_)
    indices.push_back(index);
  return indices;
}

std::vector<std::pair<int, Shape>> RegionDrag::shapes() const {
  std::vector<std::pair<int, Shape>> shapes;
  for (const auto& [index, region] : live_)
    shapes.emplace_back(index, region.shape);
  return shapes;
}

std::vector<Vec2> RegionDrag::anchors() const {
  if (kind_ == Kind::move || !isActive()) return {};
  const std::vector<Vec2> vertices = verticesOf(before_.front().second.shape);
  const auto count = static_cast<int>(vertices.size());
  if (count < 2 || handle_ >= count) return {};
  return {vertices[static_cast<std::size_t>((handle_ + 1) % count)],
          vertices[static_cast<std::size_t>((handle_ + count - 1) % count)]};
}

void RegionDrag::moveTo(Vec2 to, bool straight) {
  now_ = to;
  Vec2 offset = to - start_;
  if (straight) (std::abs(offset.x) > std::abs(offset.y) ? offset.y : offset.x) = 0;
  for (std::size_t i = 0; i < live_.size(); ++i)
    live_[i].second.shape = movedBy(before_[i].second.shape, offset);
}

void RegionDrag::reshapeTo(Vec2 to, bool evenly) {
  now_ = to;
  live_.front().second.shape = withHandleAt(before_.front().second.shape, handle_, to, evenly);
}

} // namespace fillscope
