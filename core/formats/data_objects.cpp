#include "core/formats/data_objects.h"
#include "core/annotation/outline_area.h"
#include "core/annotation/region_edit.h"
#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

constexpr const char* pointName = "point";

std::vector<Vec2> labelledPoints(const KeypointSet& set) {
  std::vector<Vec2> points;
  for (const Keypoint& point : set.points)
    if (point.visibility != KeypointVisibility::outside) points.push_back(point.at);
  return points;
}

bool isMarkedLine(const Region& region) {
  return isMarkedRim(region) && (std::holds_alternative<PolylineShape>(region.shape) ||
                                 std::holds_alternative<PolygonShape>(region.shape));
}

/// Four rim corners in the picture make an outline.
std::vector<Vec2> outlineOfBox(const KeypointSet& set) {
  if (set.kind.name != "box" || (set.points.size() != 4 && set.points.size() != 8)) return {};
  std::vector<Vec2> corners;
  for (std::size_t i = 0; i < 4; ++i) {
    if (set.points[i].visibility == KeypointVisibility::outside) return {};
    corners.push_back(set.points[i].at);
  }
  return corners;
}

std::optional<KeypointSet> keypointsOf(const Region& region, const WriteOptions& options) {
  if (auto set = keypointSetOf(region)) return set;
  if (isMarkedLine(region) && verticesOf(region.shape).size() <= 4) return keypointsOfRim(region);
  if (const auto* point = std::get_if<PointShape>(&region.shape))
    return KeypointSet{{classOf(region, options), {pointName}, {}, {}}, {{point->position}}};
  return {};
}

void finish(DataObject& object) {
  std::vector<Vec2> all;
  for (const auto& part : object.parts)
    all.insert(all.end(), part.begin(), part.end());
  object.bounds = object.box              ? *object.box
                  : !object.parts.empty() ? rectAround(all)
                                          : boundsOfKeypoints(*object.keypoints);
}

} // namespace

double areaOf(const DataObject& object) {
  const double area =
      object.parts.empty() ? object.bounds.width * object.bounds.height : outlineArea(object.parts);
  if (!std::isfinite(area)) return std::numeric_limits<double>::max(); // JSON has no larger one
  return object.keypoints && !(area > 0) ? 1 : area;
}

RectShape rectAround(const std::vector<Vec2>& points) {
  if (points.empty()) return {};
  const Bounds bounds = boundsOf(points);
  return {bounds.low.x, bounds.low.y, bounds.size().x, bounds.size().y};
}

RectShape boundsOfKeypoints(const KeypointSet& set) { return rectAround(labelledPoints(set)); }

KeypointSet keypointsOfRim(const Region& region) {
  KeypointSet set{boxTemplate(), {}};
  const auto corners = verticesOf(region.shape);
  const auto said = parseVisibility(region.attributes.text(visibilityAttribute), corners.size());
  for (std::size_t i = 0; i < 4; ++i) {
    if (i >= corners.size())
      set.points.push_back({{}, KeypointVisibility::outside});
    else if (said && (*said)[i] != KeypointVisibility::visible)
      set.points.push_back({corners[i], KeypointVisibility::hidden});
    else
      set.points.push_back({corners[i]});
  }
  return set;
}

/// Beyond the picture is hidden to formats that know no places there; what the region itself says is finer.
std::vector<KeypointVisibility> rimVisibility(const KeypointSet& set, const Region& region,
                                              std::size_t corners) {
  const auto said = parseVisibility(region.attributes.text(visibilityAttribute), corners);
  std::vector<KeypointVisibility> visibility;
  bool isKnown = said.has_value();
  for (std::size_t i = 0; i < corners; ++i) {
    const KeypointVisibility read = set.points[i].visibility;
    isKnown = isKnown || read != KeypointVisibility::visible;
    const bool isOutside = said && (*said)[i] == KeypointVisibility::outside;
    visibility.push_back(isOutside && read == KeypointVisibility::hidden ? KeypointVisibility::outside
                                                                         : read);
  }
  return isKnown ? visibility : std::vector<KeypointVisibility>();
}

Region regionOfKeypoints(const KeypointSet& set, const Region& previous) {
  const std::string type = previous.attributes.text("type");
  const auto count = [&](KeypointVisibility v) {
    return std::count_if(set.points.begin(), set.points.end(),
                         [&](const Keypoint& p) { return p.visibility == v; });
  };
  const bool seen = count(KeypointVisibility::hidden) == 0;
  if (set.kind.keypoints == boxTemplate().keypoints && (type == "box rim" || type.empty())) {
    std::vector<Vec2> corners;
    while (corners.size() < 4 && set.points[corners.size()].visibility != KeypointVisibility::outside)
      corners.push_back(set.points[corners.size()].at);
    const bool inOrder =
        static_cast<std::ptrdiff_t>(corners.size()) == 4 - count(KeypointVisibility::outside);
    if (inOrder && (type == "box rim" || (corners.size() == 4 && set.kind.name == "box"))) {
      Region kept = previous;
      kept.shape = PolylineShape{};
      Picture alone;
      alone.regions = {kept};
      Rim rim = isMarkedRim(kept) ? rimOf(alone).value_or(Rim{}) : Rim{};
      rim.corners = corners;
      rim.visibility = rimVisibility(set, kept, corners.size());
      return regionFromRim(rim, &kept);
    }
  }
  if (set.kind.keypoints == std::vector<std::string>{pointName} && seen && type != "keypoints" &&
      set.points[0].visibility == KeypointVisibility::visible) {
    Region region = previous;
    region.shape = PointShape{set.points[0].at};
    return region;
  }
  Region region = regionFromKeypointSet(set, &previous);
  return region;
}

std::vector<DataObject> dataObjects(const Picture& picture, const WriteOptions& options,
                                    const ObjectWishes& wishes) {
  std::vector<DataObject> objects;
  for (const std::vector<int>& group : objectsOf(picture, options)) {
    std::vector<DataObject> ofGroup(1);
    std::vector<std::pair<int, RectShape>> rects;
    for (const int index : group) {
      const Region& region = picture.regions[static_cast<std::size_t>(index)];
      const auto keypoints = keypointsOf(region, options);
      DataObject* object = &ofGroup.front();
      if (keypoints) {
        const auto outline = outlineOfBox(*keypoints);
        const bool usesOutline = wishes.rims && outline.size() == 4;
        if (!wishes.keypoints && !(usesOutline && isMarkedLine(region))) continue;
        if (object->keypoints || !wishes.keypoints) {
          if (!object->regions.empty()) object = &ofGroup.emplace_back();
        }
        if (wishes.keypoints) object->keypoints = keypoints;
        if (usesOutline && object->parts.empty()) {
          object->parts = {outline};
          object->partsAreTheKeypoints = true;
        }
      } else if (auto polygon = polygonForExport(region, options); !polygon.empty()) {
        if (object->partsAreTheKeypoints) object->parts.clear();
        object->partsAreTheKeypoints = false;
        if (const auto* rect = std::get_if<RectShape>(&region.shape)) rects.emplace_back(index, *rect);
        object->parts.push_back(std::move(polygon));
      } else {
        continue;
      }
      object->regions.push_back(index);
    }
    DataObject& first = ofGroup.front();
    // One rect around keypoints is their box, no outline.
    if (first.keypoints && rects.size() == 1 && first.regions.size() == 2) {
      first.box = rects.front().second;
      first.parts.clear();
      if (wishes.rims) {
        if (auto outline = outlineOfBox(*first.keypoints); !outline.empty()) {
          first.parts = {std::move(outline)};
          first.partsAreTheKeypoints = true;
        }
      }
    }
    for (DataObject& object : ofGroup) {
      if (object.regions.empty()) continue;
      object.label = classOf(picture.regions[static_cast<std::size_t>(object.regions.front())], options);
      finish(object);
      if (const auto* rect = std::get_if<RectShape>(
              &picture.regions[static_cast<std::size_t>(object.regions.front())].shape);
          rect && object.regions.size() == 1)
        object.bounds = *rect; // to the last bit
      objects.push_back(std::move(object));
    }
  }
  return objects;
}

} // namespace fillscope
