#include "core/annotation/rim.h"
#include "core/annotation/box_keypoints.h"
#include "core/annotation/rejected_corners.h"
#include "core/base/number_text.h"
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <sstream>

namespace fillscope {
namespace {

constexpr const char* typeAttribute = "type";
constexpr const char* rimType = "box rim";
constexpr const char* replacedTypeAttribute = "type_before";
constexpr const char* cornersAttribute = "corners";
constexpr const char* sizeAttribute = "size";
constexpr const char* looseSizeAttribute = "box_size";
constexpr const char* sourceAttribute = "source";
constexpr const char* replacedSourceAttribute = "source_before";
constexpr const char* networkAttribute = "model";
constexpr const char* confidenceAttribute = "confidence";
constexpr const char* cornerConfidenceAttribute = "corner_confidence";
constexpr const char* reviewedAttribute = "reviewed";
constexpr const char* rimMember = "rim";
// File attributes.
constexpr const char* depthAttribute = "depth_file";
constexpr const char* emptyDepthAttribute = "empty_depth_file";
constexpr const char* depthScaleAttribute = "depth_scale";
constexpr const char* depthRotationAttribute = "depth_rotation";
constexpr const char* intrinsicsAttribute = "intrinsics_file";
constexpr const char* fieldOfViewAttribute = "field_of_view";
constexpr const char* orientationAttribute = "exif_orientation";
constexpr const char* sourceNames[] = {"manual", "model", "edited", "propagated"};

const std::vector<Vec2>* verticesOf(const Region& region) {
  if (const auto* line = std::get_if<PolylineShape>(&region.shape)) return &line->points;
  if (const auto* polygon = std::get_if<PolygonShape>(&region.shape)) return &polygon->points;
  return nullptr;
}

bool endsWhereItBegins(const std::vector<Vec2>& points) {
  double left = points[0].x, right = left, top = points[0].y, bottom = top;
  for (const Vec2 p : points) {
    left = std::min(left, p.x), right = std::max(right, p.x);
    top = std::min(top, p.y), bottom = std::max(bottom, p.y);
  }
  return norm(points.back() - points.front()) <=
         std::max(3.0, 0.005 * std::hypot(right - left, bottom - top));
}

/// The vertices as corners, a repeated closing point dropped; nothing where there are more than four.
std::optional<std::vector<Vec2>> cornersOf(const Region& region) {
  const auto* points = verticesOf(region);
  if (!points) return {};
  if (points->size() <= 4) return *points;
  if (points->size() == 5 && endsWhereItBegins(*points))
    return std::vector<Vec2>(points->begin(), points->end() - 1);
  return {};
}

/// Four keypoints of a hand are none.
bool isOutline(const Region& region) {
  const auto corners = cornersOf(region);
  return corners && corners->size() == 4 && !keypointSetOf(region);
}

bool calledBox(const Region& region) {
  return std::any_of(region.attributes.items.begin(), region.attributes.items.end(), [](const auto& item) {
    std::string value = item.second.text;
    std::transform(value.begin(), value.end(), value.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    return value == "box" || value == "rim" || value == "box outline" || value == rimType;
  });
}

/// Clockwise in the picture, from the corner nearest to the picture's top left.
void sortCorners(std::vector<Vec2>& corners) {
  double doubleArea = 0;
  for (std::size_t i = 0; i < corners.size(); ++i)
    doubleArea += cross(corners[i], corners[(i + 1) % corners.size()]);
  if (doubleArea < 0) std::reverse(corners.begin(), corners.end());
  const auto first =
      std::min_element(corners.begin(), corners.end(), [](Vec2 a, Vec2 b) { return a.x + a.y < b.x + b.y; });
  std::rotate(corners.begin(), first, corners.end());
}

std::optional<BoxSize> sizeFrom(const std::string& text) {
  if (text.empty()) return {};
  const auto size = parseBoxSize(text);
  return size ? std::optional(*size) : std::nullopt;
}

/// Keeps the text that a person wrote as long as it says the same.
void putSize(Attributes& attributes, const char* name, const std::optional<BoxSize>& size) {
  if (const AttributeValue* present = attributes.find(name))
    if (!present->isJson && sizeFrom(present->text) == size) return;
  attributes.set(name, size ? toText(*size) : std::string());
}

void putText(Attributes& attributes, const char* name, const std::string& text) {
  if (text.empty())
    attributes.remove(name);
  else
    attributes.set(name, text);
}

std::optional<RimSource> sourceIn(const Attributes& attributes) {
  const std::string text = attributes.text(sourceAttribute);
  for (const RimSource source :
       {RimSource::manual, RimSource::model, RimSource::edited, RimSource::propagated})
    if (text == sourceNames[static_cast<int>(source)]) return source;
  return {};
}

std::vector<double> numbersIn(const std::string& text) {
  std::vector<double> numbers;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const auto number = parseNumber(word);
    if (!number) return {};
    numbers.push_back(*number);
  }
  return numbers;
}

RimOrigin originIn(const Attributes& attributes) {
  RimOrigin origin;
  origin.source = sourceIn(attributes).value_or(RimSource::manual);
  if (origin.source == RimSource::manual) return origin;
  origin.network = attributes.text(networkAttribute);
  origin.confidence = numbersIn(attributes.text(cornerConfidenceAttribute));
  if (const AttributeValue* least = attributes.find(confidenceAttribute);
      least && origin.confidence.size() != 4) {
    const auto number = parseNumber(least->text);
    origin.confidence.assign(number ? 4 : 0, number.value_or(0));
  }
  origin.reviewed = attributes.text(reviewedAttribute) != "no";
  return origin;
}

void putOrigin(Attributes& attributes, const RimOrigin& origin) {
  const bool byHand = origin.source == RimSource::manual;
  if (const AttributeValue* source = attributes.find(sourceAttribute); source && !sourceIn(attributes)) {
    if (byHand) return; // another program's word for something else
    const AttributeValue before = *source;
    attributes.set(replacedSourceAttribute, before);
  } else if (byHand && source && sourceIn(attributes) != RimSource::manual) {
    for (const char* name :
         {networkAttribute, confidenceAttribute, cornerConfidenceAttribute, reviewedAttribute})
      attributes.remove(name);
  }
  attributes.set(sourceAttribute, std::string(sourceNames[static_cast<int>(origin.source)]));
  if (byHand) return;
  std::string each;
  for (const double confidence : origin.confidence)
    each += (each.empty() ? "" : " ") + numberText(confidence);
  putText(attributes, networkAttribute, origin.network);
  putText(attributes, confidenceAttribute,
          origin.leastConfidence() ? numberText(*origin.leastConfidence()) : std::string());
  putText(attributes, cornerConfidenceAttribute, each);
  putText(attributes, reviewedAttribute, origin.reviewed ? "" : "no");
}

std::vector<Vec2> rimOfKeypoints(const Region& region) {
  const auto& points = *verticesOf(region);
  return {points.begin(), points.begin() + 4};
}

std::vector<KeypointVisibility> visibilityOfKeypoints(const Region& region) {
  std::vector<KeypointVisibility> visibility;
  if (region.attributes.text(visibilityAttribute).empty()) return visibility;
  const auto set = keypointSetOf(region);
  for (std::size_t i = 0; i < 4; ++i)
    visibility.push_back(set->points[i].visibility);
  return visibility;
}

/// Stays a set of keypoints; floor corners stay as they are. What has a place there is in the picture.
Region keypointsWithRim(const Region& box, const Rim& rim) {
  Region region = box;
  auto& points = std::get<PolylineShape>(region.shape).points;
  std::copy(rim.corners.begin(), rim.corners.end(), points.begin());
  if (!rim.visibility.empty()) {
    std::vector<KeypointVisibility> visibility;
    const std::optional<KeypointSet> set = keypointSetOf(box);
    for (const Keypoint& point : set->points)
      visibility.push_back(point.visibility);
    std::transform(rim.visibility.begin(), rim.visibility.end(), visibility.begin(), [](auto each) {
      return each == KeypointVisibility::visible ? each : KeypointVisibility::hidden;
    });
    region.attributes.set(visibilityAttribute, visibilityText(visibility));
  }
  if (rim.size || region.attributes.find(sizeAttribute)) putSize(region.attributes, sizeAttribute, rim.size);
  if (rim.origin.source != RimSource::manual || sourceIn(region.attributes))
    putOrigin(region.attributes, rim.origin);
  return region;
}

/// Words that are another program's say nothing of corners.
std::vector<KeypointVisibility> visibilityIn(const Region& region) {
  const auto corners = cornersOf(region);
  const auto visibility =
      corners ? parseVisibility(region.attributes.text(visibilityAttribute), corners->size()) : std::nullopt;
  return visibility.value_or(std::vector<KeypointVisibility>());
}

DepthKind depthKindIn(const Attributes& attributes) {
  return depthKindNamed(attributes.text(depthKindAttribute)).value_or(DepthKind::metric);
}

std::string numberOrNothing(double value) {
  return value == 0 || !std::isfinite(value) ? "" : numberText(value);
}

/// A number, whether written as text or (by other programs) as a JSON number.
double numberIn(const Attributes& attributes, const char* name) {
  const AttributeValue* value = attributes.find(name);
  return value ? parseNumber(value->text).value_or(0) : 0;
}

} // namespace

std::optional<double> RimOrigin::leastConfidence() const {
  const auto least = std::min_element(confidence.begin(), confidence.end());
  return least == confidence.end() ? std::nullopt : std::optional(*least);
}

KeypointVisibility visibilityOf(const Rim& rim, std::size_t corner) {
  return corner < rim.visibility.size() ? rim.visibility[corner] : KeypointVisibility::visible;
}

std::vector<KeypointVisibility> visibilityAt(const std::vector<Vec2>& corners, const Rim& before) {
  std::vector<KeypointVisibility> visibility;
  if (before.visibility.empty()) return visibility;
  for (const Vec2 corner : corners) {
    const auto same = std::find(before.corners.begin(), before.corners.end(), corner);
    visibility.push_back(visibilityOf(before, static_cast<std::size_t>(same - before.corners.begin())));
  }
  return visibility;
}

bool isMarkedRim(const Region& region) { return region.attributes.text(typeAttribute) == rimType; }

bool isNoRim(const Region& region) {
  return std::any_of(region.extras.begin(), region.extras.end(),
                     [](const auto& extra) { return extra.first == rimMember && extra.second == "false"; });
}

void setNoRim(Region& region, bool on) {
  if (on == isNoRim(region)) return;
  // Another program's word of that name is not touched.
  if (on && std::none_of(region.extras.begin(), region.extras.end(),
                         [](const auto& extra) { return extra.first == rimMember; }))
    region.extras.emplace_back(rimMember, "false");
  if (!on)
    std::erase_if(region.extras,
                  [](const auto& extra) { return extra.first == rimMember && extra.second == "false"; });
}

bool couldBeRim(const Region& region) {
  const auto* points = verticesOf(region);
  return points &&
         ((points->size() >= 4 && points->size() <= 5) || isMarkedRim(region) || isBoxOfKeypoints(region));
}

int rimRegionIndex(const Picture& picture) {
  int outline = -1, outlines = 0, box = -1, boxes = 0, keypoints = -1, boxesOfKeypoints = 0;
  for (std::size_t i = 0; i < picture.regions.size(); ++i) {
    const Region& region = picture.regions[i];
    if (isMarkedRim(region) && cornersOf(region)) return static_cast<int>(i);
    if (isBoxOfKeypoints(region)) keypoints = static_cast<int>(i), ++boxesOfKeypoints;
    if (!isOutline(region) || isNoRim(region)) continue;
    outline = static_cast<int>(i), ++outlines;
    if (calledBox(region)) box = static_cast<int>(i), ++boxes;
  }
  return boxesOfKeypoints == 1 ? keypoints : boxes == 1 ? box : outlines == 1 ? outline : -1;
}

std::optional<Rim> rimOf(const Picture& picture) {
  const int index = rimRegionIndex(picture);
  if (index < 0) {
    const auto size = sizeFrom(picture.attributes.text(looseSizeAttribute));
    return size ? std::optional(Rim{{}, size, {}}) : std::nullopt;
  }
  const Region& region = picture.regions[static_cast<std::size_t>(index)];
  const bool ofKeypoints = isBoxOfKeypoints(region);
  Rim rim{ofKeypoints ? rimOfKeypoints(region) : *cornersOf(region),
          sizeFrom(region.attributes.text(sizeAttribute)),
          {},
          ofKeypoints ? visibilityOfKeypoints(region) : visibilityIn(region)};
  if (isMarkedRim(region) || ofKeypoints) rim.origin = originIn(region.attributes);
  if (!isMarkedRim(region)) {
    if (!ofKeypoints) {
      const Rim drawn = rim;
      sortCorners(rim.corners);
      rim.visibility = visibilityAt(rim.corners, drawn);
    }
    if (!rim.size) rim.size = sizeFrom(picture.attributes.text(looseSizeAttribute));
  }
  return rim;
}

Region regionFromRim(const Rim& rim, const Region* previous) {
  if (previous && rim.complete() && isBoxOfKeypoints(*previous)) return keypointsWithRim(*previous, rim);
  Region region = previous ? *previous : Region{};
  if (!rim.visibility.empty())
    region.attributes.set(visibilityAttribute, visibilityText(rim.visibility));
  else if (!visibilityIn(region).empty())
    region.attributes.remove(visibilityAttribute);
  region.shape = PolylineShape{rim.corners};
  setNoRim(region, false);
  Attributes& attributes = region.attributes;
  if (const AttributeValue* type = attributes.find(typeAttribute); type && !isMarkedRim(region)) {
    const AttributeValue before = *type;
    attributes.set(replacedTypeAttribute, before);
  }
  attributes.set(typeAttribute, std::string(rimType));
  std::string names;
  for (std::size_t i = 0; i < rim.corners.size() && i < 4; ++i)
    names += (i ? ", " : "") + std::to_string(i + 1) + " " + cornerNames[i];
  attributes.set(cornersAttribute, names);
  putSize(attributes, sizeAttribute, rim.size);
  putOrigin(attributes, rim.origin);
  return region;
}

Attributes attributesWithRim(const Attributes& attributes, const Rim& rim) {
  Attributes changed = attributes;
  if (rim.corners.empty() && rim.size)
    putSize(changed, looseSizeAttribute, rim.size);
  else
    changed.remove(looseSizeAttribute);
  if (!rim.corners.empty() && !rim.origin.isProposal()) changed.remove(rejectedCornersAttribute);
  return changed;
}

void setRim(Picture& picture, const Rim& rim) {
  const int index = rimRegionIndex(picture);
  const auto at = picture.regions.begin() + std::max(index, 0);
  if (rim.corners.empty()) {
    if (index >= 0) picture.regions.erase(at);
  } else if (index >= 0) {
    *at = regionFromRim(rim, &*at);
  } else {
    picture.regions.push_back(regionFromRim(rim));
  }
  picture.attributes = attributesWithRim(picture.attributes, rim);
}

PictureSources sourcesOf(const Picture& picture) {
  const Attributes& attributes = picture.attributes;
  PictureSources sources;
  sources.depthFile = attributes.text(depthAttribute);
  sources.emptyDepthFile = attributes.text(emptyDepthAttribute);
  sources.depthScale = std::max(0.0, numberIn(attributes, depthScaleAttribute));
  sources.depthRotation =
      static_cast<int>(std::clamp(numberIn(attributes, depthRotationAttribute), 0.0, 15.0));
  sources.intrinsicsFile = attributes.text(intrinsicsAttribute);
  sources.fieldOfView = std::max(0.0, numberIn(attributes, fieldOfViewAttribute));
  sources.depthKind = depthKindIn(attributes);
  return sources;
}

void setSources(Picture& picture, const PictureSources& sources) {
  Attributes& attributes = picture.attributes;
  putText(attributes, depthAttribute, sources.depthFile);
  putText(attributes, emptyDepthAttribute, sources.emptyDepthFile);
  putText(attributes, depthScaleAttribute, numberOrNothing(sources.depthScale));
  putText(attributes, depthRotationAttribute, numberOrNothing(sources.depthRotation));
  if (depthKindIn(attributes) != sources.depthKind)
    putText(attributes, depthKindAttribute,
            sources.depthKind == DepthKind::metric ? "" : nameOf(sources.depthKind));
  putText(attributes, intrinsicsAttribute, sources.intrinsicsFile);
  putText(attributes, fieldOfViewAttribute, numberOrNothing(sources.fieldOfView));
}

bool isKeptForMeasuring(const std::string& name) {
  constexpr std::array names{depthAttribute,         emptyDepthAttribute, depthScaleAttribute,
                             depthRotationAttribute, depthKindAttribute,  intrinsicsAttribute,
                             fieldOfViewAttribute,   looseSizeAttribute};
  return std::find(names.begin(), names.end(), name) != names.end();
}

void renameFiles(Picture& picture, const std::function<std::string(const std::string&)>& renamed) {
  for (const char* name : {depthAttribute, emptyDepthAttribute, intrinsicsAttribute, maskAttribute})
    if (const std::string path = picture.attributes.text(name); !path.empty())
      putText(picture.attributes, name, renamed(path));
}

std::optional<int> recordedOrientation(const Picture& picture) {
  const double value = numberIn(picture.attributes, orientationAttribute);
  if (!(value >= 1 && value <= 8)) return std::nullopt;
  return static_cast<int>(value);
}

void recordOrientation(Picture& picture, int orientation) {
  putText(picture.attributes, orientationAttribute,
          orientation > 1 ? std::to_string(orientation) : std::string());
}

} // namespace fillscope
