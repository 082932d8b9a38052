#include "core/annotation/region_geometry.h"
#include "core/base/json.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/labelme.h"
#include "core/formats/xml_tree.h"
#include <algorithm>

namespace fillscope {
namespace {

std::string jsonText(const std::string& text) {
  std::string json;
  appendJsonString(json, text);
  return json;
}

std::optional<std::vector<Vec2>> pointsOf(const XmlElement& polygon) {
  std::vector<Vec2> points;
  for (const XmlElement& child : polygon.children) {
    if (child.name != "pt") continue;
    const auto x = child.childNumber("x"), y = child.childNumber("y");
    if (!x || !y) return {};
    points.push_back({*x, *y});
  }
  return points.empty() ? std::nullopt : std::optional(std::move(points));
}

RectShape around(const std::vector<Vec2>& points) {
  Vec2 low = points.front(), high = low;
  for (const Vec2 p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

/// A mask is a file beside; its box is shown.
std::optional<RectShape> boxOf(const XmlElement& segment) {
  const XmlElement* box = segment.child("box");
  if (!box) return {};
  const auto left = box->childNumber("xmin"), top = box->childNumber("ymin");
  const auto right = box->childNumber("xmax"), bottom = box->childNumber("ymax");
  if (!left || !top || !right || !bottom) return {};
  return RectShape{*left, *top, *right - *left, *bottom - *top};
}

void put(Attributes& attributes, const char* name, const std::string& text) {
  if (!text.empty()) attributes.set(name, text);
}

std::optional<Region> regionFrom(const XmlElement& object, const Picture& picture, ImportNotes& notes) {
  Region region;
  region.attributes.set("label", object.childText("name"));
  put(region.attributes, "occluded", object.childText("occluded"));
  put(region.attributes, "attributes", object.childText("attributes"));
  if (const XmlElement* parts = object.child("parts")) {
    put(region.attributes, "has_parts", parts->childText("hasparts"));
    put(region.attributes, "part_of", parts->childText("ispartof"));
  }
  for (const char* name : {"id", "date", "verified"})
    if (const std::string text = object.childText(name); !text.empty())
      region.extras.emplace_back(name, jsonText(text));
  if (const XmlElement* polygon = object.child("polygon")) {
    auto points = pointsOf(*polygon);
    if (!points) return {};
    if (object.childText("type") == "bounding_box")
      region.shape = around(*points);
    else
      region.shape = polygonFromOutline(std::move(*points));
    return region;
  }
  const XmlElement* segment = object.child("segm");
  const auto box = segment ? boxOf(*segment) : std::nullopt;
  if (!box) return {};
  region.shape = *box;
  region.extras.emplace_back("mask", jsonText(segment->childText("mask")));
  notes.add(ImportNote::Kind::guessed, picture.filename,
            "A mask is shown as the rectangle around it; the name of its file is kept.");
  return region;
}

} // namespace

bool isLabelmeXml(std::string_view text) {
  const bool hasWords = text.find("<pt>") != text.npos || text.find("<segm>") != text.npos ||
                        text.find("<imagesize>") != text.npos;
  return hasWords && xmlRootName(text) == "annotation";
}

Result<ImportedAnnotations> readLabelmeXml(std::string_view text, const std::string& where) {
  const auto root = parseXml(text, where);
  if (!root) return root.error();
  ImportedAnnotations imported;
  ImportNotes notes;
  Picture picture;
  const std::string folder = root->childText("folder");
  picture.filename = (folder.empty() ? "" : folder + "/") + root->childText("filename");
  picture.id = picture.filename + "-1";
  if (const XmlElement* size = root->child("imagesize"))
    setPictureSize(picture, {static_cast<int>(std::clamp(size->childNumber("ncols").value_or(0), 0.0, 1e9)),
                             static_cast<int>(std::clamp(size->childNumber("nrows").value_or(0), 0.0, 1e9))});
  for (const XmlElement& object : root->children) {
    if (object.name != "object") continue;
    if (object.childText("deleted") == "1") {
      notes.add(ImportNote::Kind::dropped, picture.filename, "An object is marked as deleted.");
    } else if (auto region = regionFrom(object, picture, notes)) {
      picture.regions.push_back(std::move(*region));
    } else {
      notes.add(ImportNote::Kind::dropped, picture.filename, "An object has no place that can be read.");
    }
  }
  imported.project.pictures.push_back(std::move(picture));
  imported.report.variant = "LabelMe (web tool) XML";
  imported.report.notes = notes.take();
  return imported;
}

} // namespace fillscope
