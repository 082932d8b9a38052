// What the chosen regions can become: other shapes, the rim, keypoints, vertices in order.
#include "app/gui/region_editor.h"
#include "app/gui/region_marks.h"
#include "core/annotation/box_keypoints.h"
#include "core/annotation/region_geometry.h"

namespace fillscope {
namespace {

std::optional<RimCorners> fourCorners(const Shape& shape) {
  std::vector<Vec2> points = verticesOf(shape);
  if (points.size() == 5 && points.front() == points.back()) points.pop_back();
  if (points.size() != 4) points = smallestRectangle(flattened(shape, 0.25));
  if (points.size() != 4) return {};
  points = orderedClockwise(points);
  return RimCorners{points[0], points[1], points[2], points[3]};
}

} // namespace

void RegionEditor::convertTo(ShapeKind kind) {
  std::vector<std::pair<int, Region>> changed;
  bool failed = false;
  for (const int index : editable()) {
    Region region = regions()[static_cast<std::size_t>(index)];
    // A rim is kept as an open line, and is a closed outline all the same.
    const bool closed = isClosed(region);
    if (const auto* line = std::get_if<PolylineShape>(&region.shape); line && closed)
      region.shape = PolygonShape{line->points};
    const auto shape = converted(region.shape, kind);
    if (!shape) {
      failed = true;
      continue;
    }
    region.shape = *shape;
    changed.emplace_back(index, asDrawn(withoutMarks(std::move(region))));
  }
  if (changed.empty() && failed) return Q_EMIT refused(tr("This region cannot become that shape"));
  replace(std::move(changed), tr("Convert"));
}

void RegionEditor::convertToRim() {
  const int index = selection_.active();
  if (picture() < 0 || index < 0 || selection_.isLocked(index)) return;
  const int rim = rimRegionIndex(document_.picture(picture()));
  if (rim >= 0 && rim != index) return Q_EMIT refused(tr("This picture has a rim already: remove it first"));
  const Region& region = regions()[static_cast<std::size_t>(index)];
  const auto corners = fourCorners(region.shape);
  if (!corners || checkRim(*corners) != RimFault::none)
    return Q_EMIT refused(tr("A rim needs four corners without a dent"));
  const Region from = withoutMarks(region);
  Rim made{{corners->begin(), corners->end()}, {}, {}};
  replace({{index, regionFromRim(made, &from)}}, tr("Make it the rim"));
}

void RegionEditor::convertToKeypoints(const KeypointTemplate& kind) {
  const int index = selection_.active();
  if (picture() < 0 || index < 0) return;
  const Region from = withoutMarks(regions()[static_cast<std::size_t>(index)]);
  const std::vector<Vec2> vertices = verticesOf(from.shape);
  if (vertices.size() != kind.keypoints.size())
    return Q_EMIT refused(tr("%1 has %n keypoints; this region has another number of vertices", nullptr,
                             static_cast<int>(kind.keypoints.size()))
                              .arg(QString::fromStdString(kind.name)));
  KeypointSet set{kind, {}};
  for (const Vec2& vertex : vertices)
    set.points.push_back({vertex, KeypointVisibility::visible});
  replace({{index, regionFromKeypointSet(set, &from)}}, tr("Make keypoints of it"));
}

void RegionEditor::changeKeypointSet(const KeypointTemplate& from, const KeypointTemplate& to) {
  std::vector<std::pair<int, Region>> changed;
  for (const int index : editable()) {
    const Region& region = regions()[static_cast<std::size_t>(index)];
    if (const auto set = keypointSetOf(region); set && set->kind == from)
      changed.emplace_back(index, regionFromKeypointSet(withTemplate(*set, to), &region));
  }
  replace(std::move(changed), tr("Change keypoint set"));
}

void RegionEditor::orderVertices() {
  std::vector<std::pair<int, Region>> changed;
  for (const int index : editable()) {
    Region region = regions()[static_cast<std::size_t>(index)];
    if (const auto set = keypointSetOf(region)) {
      changed.emplace_back(index, regionFromKeypointSet(orderedBox(*set), &region));
      continue;
    }
    if (auto* polygon = std::get_if<PolygonShape>(&region.shape))
      polygon->points = orderedClockwise(polygon->points);
    else if (auto* line = std::get_if<PolylineShape>(&region.shape); line && isClosed(region))
      line->points = orderedClockwise(line->points);
    else
      continue;
    changed.emplace_back(index, std::move(region));
  }
  replace(std::move(changed), tr("Order vertices"));
}

} // namespace fillscope
