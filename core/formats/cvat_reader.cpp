#include "core/annotation/mask_outline.h"
#include "core/annotation/region_geometry.h"
#include "core/base/number_text.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/cvat_words.h"
#include "core/formats/data_objects.h"
#include "core/formats/decode.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

using NoteKind = ImportNote::Kind;

std::optional<std::vector<Vec2>> pointsIn(const std::string* text) {
  if (!text) return {};
  std::vector<Vec2> points;
  for (std::size_t at = 0; at < text->size();) {
    const auto end = std::min(text->find(';', at), text->size());
    const std::string pair = text->substr(at, end - at);
    const auto comma = pair.find(',');
    at = end + 1;
    if (pair.find_first_not_of(" \t\r\n") == std::string::npos) continue;
    if (comma == std::string::npos) return {};
    const auto x = parseNumber(pair.substr(0, comma)), y = parseNumber(pair.substr(comma + 1));
    if (!x || !y) return {};
    points.push_back({*x, *y});
  }
  return points;
}

bool isYes(const XmlElement& element, const char* name) {
  const std::string* value = element.attribute(name);
  return value && (*value == "1" || *value == "true" || *value == "True");
}

class Reader {
 public:
  explicit Reader(ImportNotes& notes)
      : notes_(notes) {}

  void readMeta(const XmlElement& root) {
    const XmlElement* meta = root.child("meta");
    if (!meta) return;
    for (const char* kind : {"task", "project", "job"})
      if (const XmlElement* owner = meta->child(kind)) {
        if (const std::string name = owner->childText("name"); !name.empty()) project_.name = name;
        keepElement(project_.extras, *owner);
        if (const XmlElement* labels = owner->child("labels")) readLabels(*labels);
      }
  }

  void readImage(const XmlElement& image) {
    Picture picture;
    const std::string* name = image.attribute("name");
    picture.filename = name ? *name : "image " + std::to_string(project_.pictures.size());
    if (!name)
      notes_.add(NoteKind::guessed, picture.filename, "An image has no name, its number stands for it.");
    const auto whole = [&](const char* key) {
      const double value = image.number(key).value_or(0);
      return value >= 1 && value < 1e9 ? static_cast<int>(value) : 0;
    };
    setPictureSize(picture, {whole("width"), whole("height")});
    XmlElement kept{"image", {}, {}, {}};
    for (const auto& [key, value] : image.attributes) {
      if (key == "subset") picture.attributes.set(subsetAttribute, value);
      if (key != "name" && key != "width" && key != "height" && key != "subset" && key != "id")
        kept.with(key, value);
    }
    std::string tags;
    for (const XmlElement& element : image.children) {
      if (element.name != "tag") {
        readShape(element, picture);
        continue;
      }
      const std::string* label = element.attribute("label");
      tags += (tags.empty() ? "" : ", ") + (label ? *label : std::string());
      kept.add(element);
    }
    if (!tags.empty()) picture.attributes.set(tagsAttribute, tags);
    if (!kept.attributes.empty() || !kept.children.empty()) keepElement(picture.extras, kept);
    giveId(picture, usedIds_);
    project_.pictures.push_back(std::move(picture));
  }

  void noteTrack() {
    notes_.add(NoteKind::dropped, "", "A track of a video is not read, export the task as CVAT for images.");
  }

  Project take() {
    declareClasses(project_, classes_);
    return std::move(project_);
  }

 private:
  void readLabels(const XmlElement& labels) {
    std::vector<const XmlElement*> all;
    for (const XmlElement& label : labels.children) {
      const std::string name = label.childText("name"), parent = label.childText("parent");
      if (!parent.empty()) {
        kinds_[parent].keypoints.push_back(name);
        continue;
      }
      classes_.push_back(name);
      all.push_back(&label);
    }
    for (const XmlElement* label : all)
      if (const auto kind = kinds_.find(label->childText("name")); kind != kinds_.end())
        kind->second.edges = edgesOfDrawing(label->childText("svg"), kind->second.keypoints);
    declareClasses(project_, classes_);
    declareCvatAttributes(project_, all);
  }

  void readShape(const XmlElement& element, Picture& picture) {
    std::vector<Region> regions;
    Region base;
    const std::string* label = element.attribute("label");
    for (const XmlElement& attribute : element.children)
      if (const std::string* key = attribute.attribute("name"); attribute.name == "attribute" && key)
        base.attributes.set(*key, attribute.text);
    if (!addShapes(element, label ? *label : "", base, regions))
      return notes_.add(NoteKind::dropped, picture.filename,
                        "A " + element.name + " has no place that can be read.");
    XmlElement kept{element.name, {}, {}, {}};
    for (const auto& [key, value] : element.attributes) {
      static const std::set<std::string> known{"label", "points", "xtl",    "ytl",     "xbr", "ybr",
                                               "cx",    "cy",     "rx",     "ry",      "rle", "top",
                                               "left",  "width",  "height", "rotation"};
      const bool isShown =
          (key == "occluded" && value == "1") || (key == "z_order" && value != "0") || key == "group_id";
      if (isShown)
        for (Region& region : regions)
          region.attributes.set(key, value);
      else if (!known.contains(key))
        kept.with(key, value);
    }
    if (regions.size() > 1 && !regions.front().attributes.find(groupAttribute))
      for (Region& region : regions)
        region.attributes.set(groupAttribute, std::to_string(100000 + groups_));
    groups_ += regions.size() > 1;
    const bool turned = element.name == "box" && element.number("rotation").value_or(0) != 0;
    if (regions.size() == 1 && (turned || element.name == "mask")) {
      kept.with("of", fingerprintOf({&regions.front()}));
      XmlElement whole = element;
      std::erase_if(whole.children, [](const XmlElement& child) { return child.name == "attribute"; });
      kept.add(std::move(whole));
    }
    for (Region& region : regions) {
      if (label) putLabel(region, *label);
      if (!kept.attributes.empty()) keepElement(region.extras, kept);
      picture.regions.push_back(std::move(region));
    }
  }

  bool addShapes(const XmlElement& element, const std::string& label, const Region& base,
                 std::vector<Region>& regions) {
    const auto add = [&](Shape shape) {
      regions.push_back(base);
      regions.back().shape = std::move(shape);
      return true;
    };
    const auto number = [&](const char* key) { return element.number(key); };
    const double turn = number("rotation").value_or(0) * std::numbers::pi / 180;
    if (element.name == "box") {
      const auto x0 = number("xtl"), y0 = number("ytl"), x1 = number("xbr"), y1 = number("ybr");
      if (!x0 || !y0 || !x1 || !y1) return false;
      const RectShape rect{std::min(*x0, *x1), std::min(*y0, *y1), std::abs(*x1 - *x0), std::abs(*y1 - *y0)};
      return turn == 0 ? add(rect) : add(PolygonShape{turnedRectangle(rect, turn)});
    }
    if (element.name == "ellipse") {
      const auto x = number("cx"), y = number("cy"), rx = number("rx"), ry = number("ry");
      if (!x || !y || !rx || !ry) return false;
      return add(EllipseShape{{*x, *y}, *rx, *ry, turn});
    }
    if (element.name == "skeleton") return addSkeleton(element, label, base, regions);
    if (element.name == "mask") return addMask(element, base, regions);
    const auto points = pointsIn(element.attribute("points"));
    if (!points || points->empty()) return false;
    if (element.name == "polygon") return add(polygonFromOutline(*points));
    if (element.name == "polyline") return add(PolylineShape{*points});
    if (element.name != "points") return false;
    if (points->size() == 1) return add(PointShape{points->front()});
    KeypointSet set{{label.empty() ? "points" : label, {}, {}, {}}, {}};
    for (std::size_t i = 0; i < points->size(); ++i) {
      set.kind.keypoints.push_back(std::to_string(i + 1));
      set.points.push_back({(*points)[i]});
    }
    regions.push_back(regionFromKeypointSet(set, &base));
    return true;
  }

  bool addSkeleton(const XmlElement& element, const std::string& label, const Region& base,
                   std::vector<Region>& regions) {
    const KeypointTemplate& told = kinds_[label];
    KeypointSet set;
    std::map<std::string, Keypoint> byName;
    for (const XmlElement& joint : element.children) {
      const auto points = pointsIn(joint.attribute("points"));
      const std::string* name = joint.attribute("label");
      if (joint.name != "points" || !name || !points || points->size() != 1) continue;
      Keypoint point{points->front()};
      if (isYes(joint, "occluded")) point.visibility = KeypointVisibility::hidden;
      if (isYes(joint, "outside")) point.visibility = KeypointVisibility::outside;
      if (byName.emplace(*name, point).second) set.kind.keypoints.push_back(*name);
    }
    if (byName.empty()) return false;
    // In the label's order; joints that are not there are not labelled.
    const bool fits =
        std::all_of(set.kind.keypoints.begin(), set.kind.keypoints.end(), [&](const auto& name) {
          return std::find(told.keypoints.begin(), told.keypoints.end(), name) != told.keypoints.end();
        });
    if (fits && !told.keypoints.empty()) set.kind = told;
    const std::string name = base.attributes.text("keypoint_set");
    set.kind.name = name.empty() ? label : name;
    for (const std::string& keypoint : set.kind.keypoints) {
      const auto found = byName.find(keypoint);
      set.points.push_back(found == byName.end() ? Keypoint{{}, KeypointVisibility::outside} : found->second);
    }
    Region before = base;
    before.shape = PolylineShape{std::vector<Vec2>(set.points.size())};
    before.attributes.set("type", std::string("keypoints"));
    before.attributes.set("keypoints", regionFromKeypointSet(set).attributes.text("keypoints"));
    if (const auto own = keypointSetOf(before)) set.kind.flipPairs = own->kind.flipPairs;
    regions.push_back(regionOfKeypoints(set, base));
    return true;
  }

  /// Runs along the rows inside the mask's box, beginning with zeros.
  static bool addMask(const XmlElement& element, const Region& base, std::vector<Region>& regions) {
    const auto left = element.number("left"), top = element.number("top"), width = element.number("width"),
               height = element.number("height");
    const std::string* rle = element.attribute("rle");
    if (!left || !top || !width || !height || !rle) return false;
    if (!(*width >= 1 && *height >= 1 && *width <= 1e6 && *height <= 1e6) ||
        *width * *height > 1.0 * mostPixels)
      return false;
    Mask mask(static_cast<int>(*width), static_cast<int>(*height));
    const double whole = static_cast<double>(mask.pixelCount());
    double place = 0;
    bool on = false;
    for (std::size_t at = 0; at < rle->size(); on = !on) {
      const auto end = std::min(rle->find(',', at), rle->size());
      const auto count = parseNumber(rle->substr(at, end - at));
      if (!count || !(*count >= 0) || place + *count > whole) return false;
      if (on) std::fill_n(mask.data() + static_cast<std::size_t>(place), static_cast<std::size_t>(*count), 1);
      place += std::floor(*count);
      at = end + 1;
    }
    for (auto& outline : maskOutlines(mask, {*left, *top})) {
      regions.push_back(base);
      regions.back().shape = PolygonShape{std::move(outline)};
    }
    return !regions.empty();
  }

  ImportNotes& notes_;
  Project project_;
  std::vector<std::string> classes_;
  std::map<std::string, KeypointTemplate> kinds_;
  std::unordered_map<std::string, int> usedIds_;
  int groups_ = 0;
};

} // namespace

std::optional<XmlElement> keptElement(const Extras& extras) {
  const std::string* json = extraNamed(extras, cvatExtra);
  if (!json) return {};
  const auto text = parseJson(*json, cvatExtra);
  if (!text || !text->IsString()) return {};
  auto element = parseXml(*asString(*text), cvatExtra);
  return element ? std::optional(std::move(*element)) : std::nullopt;
}

void keepElement(Extras& extras, const XmlElement& element) {
  setExtra(extras, cvatExtra, jsonText(xmlText(element)));
}

Result<ImportedAnnotations> readCvat(const Candidate& candidate, const ReadOptions&,
                                     const Progress& progress) {
  const auto root = parseXml(candidate.text, candidate.path.string());
  if (!root) return root.error();
  if (root->name != "annotations")
    return Error{ErrorCode::badInput, "line 1: this is no CVAT file", candidate.path.string(), {}};
  ImportNotes notes;
  Reader reader(notes);
  reader.readMeta(*root);
  std::size_t done = 0;
  for (const XmlElement& element : root->children) {
    if (done++ % 256 == 0) {
      if (progress.cancelled()) return cancelledError();
      progress.report(static_cast<double>(done) / static_cast<double>(root->children.size()), "Reading CVAT");
    }
    if (element.name == "image") reader.readImage(element);
    if (element.name == "track") reader.noteTrack();
  }
  ImportedAnnotations imported;
  imported.project = reader.take();
  imported.report.variant = "CVAT " + root->childText("version") + " for images";
  dropUnplaced(imported.project, notes);
  imported.report.notes = notes.take();
  return imported;
}

} // namespace fillscope
