#include "core/annotation/region_edit.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/number_text.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/cvat_words.h"
#include "core/formats/data_objects.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// The digits of a text that is a whole number ("1" of "1.0"): CVAT takes nothing else for groups and layers.
std::optional<std::string> wholeNumber(const std::string& text) {
  const auto number = parseNumber(text);
  if (!number || *number != std::floor(*number) || std::abs(*number) > 2147483647.0) return {};
  return std::to_string(static_cast<long long>(*number));
}

std::string pointsText(const std::vector<Vec2>& points) {
  std::string text;
  for (const Vec2 p : points)
    text += (text.empty() ? "" : ";") + numberText(p.x) + "," + numberText(p.y);
  return text;
}

XmlElement skeletonElement(const KeypointSet& set) {
  XmlElement element{"skeleton", {}, {}, {}};
  for (std::size_t i = 0; i < set.points.size(); ++i) {
    const Keypoint& point = set.points[i];
    XmlElement joint{"points", {}, {}, {}};
    joint.with("label", set.kind.keypoints[i]).with("source", "manual");
    joint.with("occluded", point.visibility == KeypointVisibility::hidden ? "1" : "0");
    joint.with("outside", point.visibility == KeypointVisibility::outside ? "1" : "0");
    joint.with("points", pointsText({point.at}));
    element.add(std::move(joint));
  }
  return element;
}

struct ShapeElement {
  const Region& region;
  std::optional<XmlElement> operator()(const RectShape& s) const {
    XmlElement element{"box", {}, {}, {}};
    element.with("xtl", numberText(s.x)).with("ytl", numberText(s.y));
    element.with("xbr", numberText(s.x + s.width)).with("ybr", numberText(s.y + s.height));
    return element;
  }
  std::optional<XmlElement> operator()(const CircleShape& s) const {
    return (*this)(EllipseShape{s.centre, s.radius, s.radius, 0});
  }
  std::optional<XmlElement> operator()(const EllipseShape& s) const {
    XmlElement element{"ellipse", {}, {}, {}};
    element.with("cx", numberText(s.centre.x)).with("cy", numberText(s.centre.y));
    element.with("rx", numberText(s.rx)).with("ry", numberText(s.ry));
    if (s.theta != 0) element.with("rotation", numberText(s.theta * 180 / std::numbers::pi));
    return element;
  }
  std::optional<XmlElement> operator()(const PolygonShape& s) const { return list("polygon", s.points); }
  std::optional<XmlElement> operator()(const PolylineShape& s) const {
    if (const auto set = keypointSetOf(region)) {
      if (!isNumberedPoints(*set)) return skeletonElement(*set);
      return list("points", s.points);
    }
    if (isMarkedRim(region) && s.points.size() <= 4) return skeletonElement(keypointsOfRim(region));
    return list("polyline", s.points);
  }
  std::optional<XmlElement> operator()(const PointShape& s) const { return list("points", {s.position}); }
  std::optional<XmlElement> operator()(const UnknownShape&) const { return {}; }
  static std::optional<XmlElement> list(const char* name, const std::vector<Vec2>& points) {
    if (points.empty()) return {};
    XmlElement element{name, {}, {}, {}};
    element.with("points", pointsText(points));
    return element;
  }
};

void setAttribute(XmlElement& element, const std::string& name, const std::string& value) {
  for (auto& [known, present] : element.attributes)
    if (known == name) {
      present = value;
      return;
    }
  element.with(name, value);
}

std::optional<XmlElement> regionElement(const Region& region, const WriteOptions& options) {
  auto element = std::visit(ShapeElement{region}, region.shape);
  if (!element) return {};
  const auto kept = keptElement(region.extras);
  const std::string* of = kept ? kept->attribute("of") : nullptr;
  if (of && *of == fingerprintOf({&region})) { // a turned box, as it was
    const std::vector<XmlElement> nothing;
    *element = kept->children.empty() ? *element : kept->children.front();
  }
  std::vector<std::pair<std::string, std::string>> own = std::move(element->attributes);
  element->attributes.clear();
  element->with("label", classOf(region, options));
  for (const auto& attribute : own)
    if (attribute.first != "label") setAttribute(*element, attribute.first, attribute.second);
  if (kept)
    for (const auto& [name, value] : kept->attributes)
      if (name != "of") setAttribute(*element, name, value);
  if (!element->attribute("source")) element->with("source", "manual");
  if (!element->attribute("occluded") && element->name != "skeleton") element->with("occluded", "0");
  if (!element->attribute("z_order")) element->with("z_order", "0");
  for (const auto& [name, value] : region.attributes.items) {
    const auto number = wholeNumber(value.text);
    if (name == groupAttribute && number) setAttribute(*element, "group_id", *number);
    if (name == "occluded" && (value.text == "0" || value.text == "1"))
      setAttribute(*element, "occluded", value.text);
    if (name == "z_order" && number) setAttribute(*element, "z_order", *number);
    if (isCvatAttribute(region, name, options)) continue;
    XmlElement attribute{"attribute", {}, value.text, {}};
    attribute.with("name", nameInFile(region, name, classOf(region, options)));
    element->add(std::move(attribute));
  }
  return element;
}

XmlElement metaElement(const Project& project, const WriteOptions& options) {
  XmlElement labels = cvatLabels(project, options);
  XmlElement meta{"meta", {}, {}, {}}, task{"task", {}, {}, {}};
  task.add("name", project.name);
  task.add("size", std::to_string(project.pictures.size()));
  task.add("mode", "annotation");
  if (const auto kept = keptElement(project.extras)) {
    task = *kept;
    std::erase_if(task.children, [](const XmlElement& child) { return child.name == "labels"; });
  }
  task.add(std::move(labels));
  meta.add(std::move(task));
  return meta;
}

XmlElement imageElement(const Picture& picture, std::size_t index, PictureSize size,
                        const std::string& subset) {
  XmlElement image{"image", {}, {}, {}};
  image.with("id", std::to_string(index)).with("name", picture.filename);
  if (!subset.empty()) image.with("subset", subset);
  image.with("width", std::to_string(size.width)).with("height", std::to_string(size.height));
  const auto kept = keptElement(picture.extras);
  if (kept)
    for (const auto& [name, value] : kept->attributes)
      setAttribute(image, name, value);
  std::vector<std::string> tags;
  std::string text = picture.attributes.text(tagsAttribute);
  for (std::size_t at = 0; !text.empty() && at <= text.size();) {
    const auto end = std::min(text.find(", ", at), text.size());
    tags.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  for (const std::string& tag : tags) {
    XmlElement element{"tag", {}, {}, {}};
    element.with("label", tag).with("source", "manual");
    if (kept)
      for (const XmlElement& before : kept->children)
        if (const std::string* label = before.attribute("label"); label && *label == tag) element = before;
    image.add(std::move(element));
  }
  return image;
}

} // namespace

bool isCvatAttribute(const Region& region, const std::string& name, const WriteOptions& options) {
  if (name == "occluded" || name == "z_order") {
    const std::string value = region.attributes.text(name);
    return name == "z_order" ? wholeNumber(value).has_value() : value == "0" || value == "1";
  }
  if (name == groupAttribute) return wholeNumber(region.attributes.text(name)).has_value();
  if (name == "label") return region.attributes.text(name) == classOf(region, options);
  static const std::set<std::string> ofSets{"keypoints", "visibility", "skeleton"};
  return ofSets.contains(name) && keypointSetOf(region).has_value();
}

Result<std::vector<fs::path>> writeCvat(const Project& project, const fs::path& out,
                                        const WriteOptions& options, const Progress& progress) {
  const auto subsets = subsetsOf(project, options);
  XmlElement root{"annotations", {}, {}, {}};
  root.add("version", "1.1");
  root.add(metaElement(project, options));
  for (std::size_t i = 0; i < project.pictures.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(project.pictures.size()), "Writing CVAT");
    const Picture& picture = project.pictures[i];
    XmlElement image = imageElement(picture, i, sizeForExport(project, picture, options), subsets[i]);
    for (const Region& region : picture.regions)
      if (auto element = regionElement(region, options)) image.add(std::move(*element));
    root.add(std::move(image));
  }
  if (auto written = writeFileAtomically(out, xmlDocument(root)); !written) return written.error();
  return std::vector<fs::path>{out};
}

} // namespace fillscope
