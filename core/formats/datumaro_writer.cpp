#include "core/annotation/region_edit.h"
#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/number_text.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/datumaro_words.h"
#include "core/formats/json_members.h"
#include "core/formats/output_folder.h"
#include <charconv>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using rapidjson::Value;

std::string numbersJson(const std::vector<Vec2>& points) {
  std::string json = "[";
  for (const Vec2 p : points)
    json += (json.size() > 1 ? "," : "") + numberText(p.x) + "," + numberText(p.y);
  return json + "]";
}

/// The members that say where it is; "" for a shape without a place there.
std::string shapeMembers(const Region& region, const WriteOptions& options) {
  std::string text = "{";
  const auto points = [&](const char* type, const std::vector<Vec2>& list) {
    appendMember(text, "type", jsonText(type));
    appendMember(text, "points", numbersJson(list));
  };
  std::optional<KeypointSet> set = keypointSetOf(region);
  if (!set && isMarkedRim(region) && verticesOf(region.shape).size() <= 4) set = keypointsOfRim(region);
  if (set) {
    std::vector<Vec2> places;
    std::string visibility = "[";
    for (const Keypoint& point : set->points) {
      places.push_back(point.at);
      visibility += (visibility.size() > 1 ? "," : "") + std::to_string(static_cast<int>(point.visibility));
    }
    points("points", places);
    appendMember(text, "visibility", visibility + "]");
  } else if (const auto* rect = std::get_if<RectShape>(&region.shape)) {
    appendMember(text, "type", "\"bbox\"");
    appendMember(text, "bbox", numbersJson({{rect->x, rect->y}, {rect->width, rect->height}}));
  } else if (const auto* circle = std::get_if<CircleShape>(&region.shape)) {
    const Vec2 r{circle->radius, circle->radius};
    points("ellipse", {circle->centre - r, circle->centre + r});
  } else if (const auto* ellipse = std::get_if<EllipseShape>(&region.shape); ellipse && ellipse->theta == 0) {
    const Vec2 r{ellipse->rx, ellipse->ry};
    points("ellipse", {ellipse->centre - r, ellipse->centre + r});
  } else if (const auto* point = std::get_if<PointShape>(&region.shape)) {
    points("points", {point->position});
    appendMember(text, "visibility", "[2]");
  } else if (const auto* line = std::get_if<PolylineShape>(&region.shape)) {
    if (line->points.empty()) return {};
    points("polyline", line->points);
  } else if (const auto outline = closedOutline(region.shape); !outline.empty()) {
    points("polygon", outline);
  } else {
    return {};
  }
  return text;
}

class Writer {
 public:
  Writer(const Project& project, const WriteOptions& options)
      : project_(project)
      , options_(options)
      , classes_(project, options) {}

  void add(const Picture& picture) {
    const auto kept = keptMembers(picture.extras, datumaroExtra);
    const std::set<std::string> crowds = crowdsOf(picture);
    std::string annotations;
    for (const Region& region : picture.regions) {
      std::string text = shapeMembers(region, options_);
      if (text.empty()) continue;
      const auto keptOfRegion = keptMembers(region.extras, datumaroExtra);
      const Value *id = member(keptOfRegion, "id"), *order = member(keptOfRegion, "z_order");
      appendMember(text, "id", id ? compactJson(*id) : std::to_string(++lastId_));
      appendMember(text, "group", std::to_string(groupOf(region)));
      appendMember(text, "label_id", std::to_string(classes_.of(classOf(region, options_))));
      const bool isOfCrowd = isCrowd(region) || crowds.contains(region.attributes.text(groupAttribute));
      appendMember(text, "attributes", attributesOf(region, isOfCrowd));
      appendMember(text, "z_order", order ? compactJson(*order) : "0");
      appendMembersBut(text, keptOfRegion, {"id", "z_order"});
      annotations += (annotations.empty() ? "\n" : ",\n") + text + "}";
      see(region);
    }
    std::string item = "{";
    const auto dot = picture.filename.find_last_of("./\\");
    const bool hasSuffix = dot != std::string::npos && picture.filename[dot] == '.';
    const Value* id = member(kept, "id");
    appendMember(item, "id",
                 id ? compactJson(*id)
                    : jsonText(picture.filename.substr(0, hasSuffix ? dot : std::string::npos)));
    appendMembersBut(item, kept, {"id"});
    appendMember(item, "annotations", "[" + annotations + "]");
    Attributes attributes = picture.attributes;
    attributes.remove(subsetAttribute);
    // Files without a split say the subset themselves.
    if (options_.split.empty()) attributes = picture.attributes;
    appendMember(item, "attr", attributesAsJson(attributes, picture.extras));
    std::string image = "{";
    appendMember(image, "path", jsonText(picture.filename));
    if (const PictureSize size = sizeForExport(project_, picture, options_); size.known())
      appendMember(image, "size", "[" + std::to_string(size.height) + "," + std::to_string(size.width) + "]");
    appendMember(item, "image", image + "}");
    items_ += (items_.empty() ? "\n" : ",\n") + item + "}";
  }

  std::string json() const {
    const auto kept = keptMembers(project_.extras, datumaroExtra);
    std::string text = "{", labels, points;
    const Value* info = member(kept, "info");
    appendMember(text, "info", info ? compactJson(*info) : "{}");
    const Value* categories = member(kept, "categories");
    const Value* group = categories ? member(*categories, "label") : nullptr;
    const Value* known = group ? member(*group, "labels") : nullptr;
    for (const std::string& name : classes_.names()) {
      const Value* before = known && known->IsArray() ? labelNamed(*known, name) : nullptr;
      labels += (labels.empty() ? "" : ",") +
                (before ? compactJson(*before)
                        : "{\"name\":" + jsonText(name) + ",\"parent\":\"\",\"attributes\":[]}");
    }
    for (const auto& [id, kind] : kinds_) {
      std::string names, joints;
      for (const std::string& name : kind.keypoints)
        names += (names.empty() ? "" : ",") + jsonText(name);
      for (const auto& [a, b] : kind.edges) // counted from 1
        joints += (joints.empty() ? "[" : ",[") + std::to_string(a + 1) + "," + std::to_string(b + 1) + "]";
      points += (points.empty() ? "" : ",") + ("{\"label_id\":" + std::to_string(id)) + ",\"labels\":[" +
                names + "],\"joints\":[" + joints + "]}";
    }
    std::string written = "{\"label\":{\"labels\":[" + labels + "]";
    const Value* shared = group ? member(*group, "attributes") : nullptr;
    appendMember(written, "attributes", shared ? compactJson(*shared) : "[]");
    if (group) appendMembersBut(written, *group, {"labels", "attributes"});
    written += "},\"points\":{\"items\":[" + points + "],\"attributes\":[]}";
    if (categories) appendMembersBut(written, *categories, {"label", "points"});
    appendMember(text, "categories", written + "}");
    appendMembersBut(text, kept, {"info", "categories"});
    appendMember(text, "items", "[" + items_ + "\n]");
    return text + "}\n";
  }

 private:
  static const Value* labelNamed(const Value& labels, const std::string& name) {
    for (const Value& label : labels.GetArray()) {
      const Value* called = member(label, "name");
      if (called && called->IsString() && name == called->GetString()) return &label;
    }
    return nullptr;
  }

  static long long groupOf(const Region& region) {
    const AttributeValue* group = region.attributes.find(groupAttribute);
    long long number = 0;
    if (group) std::from_chars(group->text.data(), group->text.data() + group->text.size(), number);
    return number;
  }

  /// The groups of which a part is one: its other parts do not say so themselves.
  static std::set<std::string> crowdsOf(const Picture& picture) {
    std::set<std::string> groups;
    for (const Region& region : picture.regions)
      if (isCrowd(region)) groups.insert(region.attributes.text(groupAttribute));
    groups.erase(""); // no group
    return groups;
  }

  std::string attributesOf(const Region& region, bool isOfCrowd) const {
    Attributes attributes = attributesBesideLabel(region, classOf(region, options_));
    if (!isOfCrowd) return attributesAsJson(attributes, region.extras);
    attributes.remove(crowdAttribute);
    std::string json = attributesAsJson(attributes, region.extras);
    json.pop_back();
    appendMember(json, crowdAttribute, "true");
    return json + "}";
  }

  /// The first kind of keypoints of each label; the others are named by their attributes.
  void see(const Region& region) {
    const auto set = keypointSetOf(region);
    if (!set && !isMarkedRim(region)) return;
    kinds_.try_emplace(classes_.of(classOf(region, options_)), set ? set->kind : boxTemplate());
  }

  const Project& project_;
  const WriteOptions& options_;
  ClassList classes_;
  std::map<int, KeypointTemplate> kinds_;
  std::string items_;
  int lastId_ = 0;
};

} // namespace

Result<std::vector<fs::path>> writeDatumaro(const Project& project, const fs::path& out,
                                            const WriteOptions& options, const Progress& progress) {
  const auto subsets = subsetsOf(project, options);
  std::map<std::string, Writer> writers;
  for (std::size_t i = 0; i < project.pictures.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(project.pictures.size()),
                    "Writing Datumaro");
    const std::string subset = options.split.empty() ? "" : subsets[i];
    writers.try_emplace(subset, project, options).first->second.add(project.pictures[i]);
  }
  if (writers.empty()) writers.try_emplace("", project, options);
  if (options.split.empty()) {
    if (auto written = writeFileAtomically(out, writers.begin()->second.json()); !written)
      return written.error();
    return std::vector<fs::path>{out};
  }
  OutputFolder folder(out, options.inputs);
  std::vector<fs::path> files;
  for (const auto& [subset, writer] : writers)
    files.push_back(fs::path("annotations") / ((subset.empty() ? "default" : subset) + ".json"));
  if (auto may = folder.mayWrite(files); !may) return may.error();
  if (auto may = folder.mayLeave(filesOfSplit("annotations", "", ".json"), files); !may) return may.error();
  auto file = files.begin();
  for (const auto& [subset, writer] : writers)
    if (auto written = folder.write(*file++, writer.json()); !written) return written.error();
  return folder.commit();
}

} // namespace fillscope
