#include "core/annotation/region_carry.h"
#include "core/annotation/box_keypoints.h"
#include "core/annotation/rim.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr const char *sourceAttribute = "source", *reviewedAttribute = "reviewed";
constexpr const char* ownSources[] = {"", "manual", "model", "edited", "propagated"};

/// What a map does near a place.
struct Local {
  double scale = 1, angle = 0;
};
Local localOf(const PictureMap& map, Vec2 at) {
  const Vec2 x = 0.5 * (map(at + Vec2{1, 0}) - map(at - Vec2{1, 0}));
  const Vec2 y = 0.5 * (map(at + Vec2{0, 1}) - map(at - Vec2{0, 1}));
  // The turn of both directions together.
  return {std::sqrt(std::abs(cross(x, y))), std::atan2(x.y - y.x, x.x + y.y)};
}

struct Mapped {
  const PictureMap& map;
  std::vector<Vec2> all(std::vector<Vec2> points) const {
    for (Vec2& p : points)
      p = map(p);
    return points;
  }
  Shape operator()(const RectShape& s) const {
    const Vec2 centre{s.x + s.width / 2, s.y + s.height / 2}, to = map(centre);
    const double scale = localOf(map, centre).scale;
    return RectShape{to.x - scale * s.width / 2, to.y - scale * s.height / 2, scale * s.width,
                     scale * s.height};
  }
  Shape operator()(const CircleShape& s) const {
    return CircleShape{map(s.centre), localOf(map, s.centre).scale * s.radius};
  }
  Shape operator()(const EllipseShape& s) const {
    const Local local = localOf(map, s.centre);
    return EllipseShape{map(s.centre), local.scale * s.rx, local.scale * s.ry, s.theta + local.angle};
  }
  Shape operator()(const PolygonShape& s) const { return PolygonShape{all(s.points)}; }
  Shape operator()(const PolylineShape& s) const { return PolylineShape{all(s.points)}; }
  Shape operator()(const PointShape& s) const { return PointShape{map(s.position)}; }
  Shape operator()(const UnknownShape& s) const { return s; }
};

} // namespace

Shape mappedShape(const Shape& shape, const PictureMap& map) { return std::visit(Mapped{map}, shape); }

bool isPropagated(const Region& region) { return region.attributes.text(sourceAttribute) == "propagated"; }

void markMovedByHand(Region& region) {
  const std::string source = region.attributes.text(sourceAttribute);
  const bool isRim = isMarkedRim(region) || isBoxOfKeypoints(region);
  if (source == "propagated" || (source == "model" && isRim))
    region.attributes.set(sourceAttribute, std::string("edited"));
  const bool isOurs = source == "propagated" || source == "model" || source == "edited";
  if (isRim && isOurs && region.attributes.text(reviewedAttribute) == "no")
    region.attributes.remove(reviewedAttribute);
}

std::vector<Region> carriedRegions(const Picture& picture, const std::vector<int>& indices,
                                   const PictureMap& map, bool reviewed) {
  const int rimIndex = rimRegionIndex(picture);
  std::vector<Region> carried;
  for (const int index : indices) {
    Region region = picture.regions[static_cast<std::size_t>(index)];
    if (index == rimIndex && !isBoxOfKeypoints(region)) {
      Rim rim = rimOf(picture).value_or(Rim{});
      for (Vec2& corner : rim.corners)
        corner = map(corner);
      rim.origin = {RimSource::propagated, {}, {}, reviewed};
      region = regionFromRim(rim, &region);
    } else {
      region.shape = mappedShape(region.shape, map);
      const AttributeValue* source = region.attributes.find(sourceAttribute);
      const bool own = !source || (!source->isJson && std::find(std::begin(ownSources), std::end(ownSources),
                                                                source->text) != std::end(ownSources));
      if (own) region.attributes.set(sourceAttribute, std::string("propagated"));
    }
    carried.push_back(std::move(region));
  }
  return carried;
}

} // namespace fillscope
