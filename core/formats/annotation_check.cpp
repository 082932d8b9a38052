#include "core/formats/annotation_check.h"
#include "core/annotation/rim.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/via_faults.h"
#include "core/formats/via_text.h"
#include <algorithm>
#include <unordered_set>

namespace fillscope {
namespace {

bool areOutside(const std::vector<Vec2>& points, PictureSize size) {
  const auto all = [&](auto condition) { return std::all_of(points.begin(), points.end(), condition); };
  return all([](Vec2 p) { return p.x < 0; }) || all([](Vec2 p) { return p.y < 0; }) ||
         all([&](Vec2 p) { return p.x > size.width; }) || all([&](Vec2 p) { return p.y > size.height; });
}

/// Points that bound the shape; empty where it has none.
std::vector<Vec2> boundsOf(const Shape& shape) {
  struct Find {
    std::vector<Vec2> operator()(const RectShape& s) const {
      return {{s.x, s.y}, {s.x + s.width, s.y + s.height}};
    }
    std::vector<Vec2> operator()(const CircleShape& s) const { return around(s.centre, s.radius, s.radius); }
    std::vector<Vec2> operator()(const EllipseShape& s) const {
      const double reach = std::max(s.rx, s.ry);
      return around(s.centre, reach, reach);
    }
    std::vector<Vec2> operator()(const PolygonShape& s) const { return s.points; }
    std::vector<Vec2> operator()(const PolylineShape& s) const { return s.points; }
    std::vector<Vec2> operator()(const PointShape& s) const { return {s.position}; }
    std::vector<Vec2> operator()(const UnknownShape&) const { return {}; }
    static std::vector<Vec2> around(Vec2 c, double dx, double dy) {
      return {{c.x - dx, c.y - dy}, {c.x + dx, c.y + dy}};
    }
  };
  return std::visit(Find{}, shape);
}

bool isTooSmall(const Shape& shape) {
  if (const auto* rect = std::get_if<RectShape>(&shape)) return !(rect->width > 0 && rect->height > 0);
  if (const auto* circle = std::get_if<CircleShape>(&shape)) return !(circle->radius > 0);
  if (const auto* ellipse = std::get_if<EllipseShape>(&shape)) return !(ellipse->rx > 0 && ellipse->ry > 0);
  if (const auto* polygon = std::get_if<PolygonShape>(&shape)) return polygon->points.size() < 3;
  if (const auto* line = std::get_if<PolylineShape>(&shape)) return line->points.empty();
  return false;
}

/// Every corner turns the same way, clockwise in the picture.
bool isClockwiseAndConvex(const std::vector<Vec2>& p) {
  for (std::size_t i = 0; i < p.size(); ++i)
    if (cross(p[(i + 1) % p.size()] - p[i], p[(i + 2) % p.size()] - p[(i + 1) % p.size()]) <= 0) return false;
  return true;
}

} // namespace

std::vector<ImportNote> faultsOf(const Project& project) {
  ImportNotes faults;
  const auto wrong = [&](const Picture& picture, const std::string& text) {
    faults.add(ImportNote::Kind::guessed, picture.filename, text);
  };
  std::unordered_set<std::string> names;
  for (const Picture& picture : project.pictures) {
    // VIA tells files of one name apart by their sizes.
    if (!names.insert(picture.filename + '\n' + std::to_string(picture.size)).second)
      wrong(picture, "A picture is listed twice.");
    const PictureSize size = pictureSizeOf(picture);
    std::unordered_set<std::string> seen;
    for (const Region& region : picture.regions) {
      std::string text;
      appendShapeJson(text, region);
      appendAttributesJson(text, region.attributes);
      if (!seen.insert(std::move(text)).second)
        wrong(picture, "A region is there twice, as after importing a file twice.");
      if (isTooSmall(region.shape))
        wrong(picture, "A " + shapeNameOf(region) + " has no area or too few points.");
      const auto bounds = boundsOf(region.shape);
      if (size.known() && !bounds.empty() && areOutside(bounds, size))
        wrong(picture, "A region lies outside its picture.");
    }
    if (std::count_if(picture.regions.begin(), picture.regions.end(), isMarkedRim) > 1)
      wrong(picture, "More than one region is marked as the picture's rim; the first counts.");
    const int rim = rimRegionIndex(picture);
    if (rim < 0 || !isMarkedRim(picture.regions[static_cast<std::size_t>(rim)])) continue;
    const auto corners = rimOf(picture);
    if (corners && corners->complete() && !isClockwiseAndConvex(corners->corners))
      wrong(picture, "A rim's corners do not go round it clockwise, or its sides cross.");
  }
  noteShapeFaults(project, faults);
  noteDefinitionFaults(project, faults);
  return faults.take();
}

} // namespace fillscope
