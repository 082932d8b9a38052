#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/coco_words.h"
#include "core/formats/datumaro_words.h"
#include "core/formats/json_members.h"
#include <algorithm>
#include <cmath>
#include <map>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using rapidjson::Value;
using NoteKind = ImportNote::Kind;

std::vector<Vec2> pointsIn(const Value* list) {
  const auto numbers = numbersIn(list);
  std::vector<Vec2> points;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
    points.push_back({numbers[i], numbers[i + 1]});
  return points;
}

bool isTrue(const Value& value) {
  return value.IsTrue() || asNumber(value) == 1 || asString(value) == "true" || asString(value) == "True";
}

class Reader {
 public:
  explicit Reader(ImportNotes& notes)
      : notes_(notes) {}

  Result<void> read(const Value& root, const std::string& subset, const Progress& progress) {
    readCategories(root);
    const Value* items = member(root, "items");
    if (items && items->IsArray())
      for (rapidjson::SizeType i = 0; i < items->Size(); ++i) {
        if (i % 256 == 0) {
          if (progress.cancelled()) return cancelledError();
          progress.report(static_cast<double>(i) / items->Size(), "Reading Datumaro");
        }
        readItem((*items)[i], subset);
      }
    if (!extraNamed(project_.extras, datumaroExtra))
      setExtra(project_.extras, datumaroExtra, jsonWithout(root, {"items"}));
    return {};
  }

  Project take() {
    declareClasses(project_, allNames_);
    return std::move(project_);
  }

 private:
  void readCategories(const Value& root) {
    names_.clear(), kinds_.clear();
    const Value* categories = member(root, "categories");
    const Value* label = categories ? member(*categories, "label") : nullptr;
    const Value* labels = label ? member(*label, "labels") : nullptr;
    if (labels && labels->IsArray())
      for (const Value& item : labels->GetArray()) {
        names_.push_back(textIn(item, "name"));
        if (std::find(allNames_.begin(), allNames_.end(), names_.back()) == allNames_.end())
          allNames_.push_back(names_.back());
      }
    const Value* points = categories ? member(*categories, "points") : nullptr;
    const Value* list = points ? member(*points, "items") : nullptr;
    if (!list || !list->IsArray()) return;
    for (const Value& item : list->GetArray()) {
      const Value* id = member(item, "label_id");
      const auto number = id ? asNumber(*id) : std::nullopt;
      if (!number || *number < 0 || *number > 1e6) continue;
      KeypointTemplate& kind = kinds_[static_cast<int>(*number)];
      if (const Value* names = member(item, "labels"); names && names->IsArray())
        for (const Value& name : names->GetArray())
          kind.keypoints.push_back(asString(name).value_or(std::to_string(kind.keypoints.size() + 1)));
      if (const Value* joints = member(item, "joints"); joints && joints->IsArray()) {
        for (const Value& joint : joints->GetArray()) {
          const auto ends = numbersIn(&joint);
          const double most = static_cast<double>(kind.keypoints.size());
          if (ends.size() == 2 && std::min(ends[0], ends[1]) >= 1 && std::max(ends[0], ends[1]) <= most)
            kind.edges.emplace_back(static_cast<int>(ends[0]) - 1, static_cast<int>(ends[1]) - 1);
        }
      }
    }
  }

  void readItem(const Value& item, const std::string& subset) {
    if (!item.IsObject()) return notes_.add(NoteKind::dropped, "", "An item is no object.");
    Picture picture;
    const Value* image = member(item, "image");
    picture.filename = image ? textIn(*image, "path") : std::string();
    if (picture.filename.empty()) {
      picture.filename = textIn(item, "id");
      notes_.add(NoteKind::guessed, picture.filename,
                 "An item does not name its picture, its id stands for it.");
    }
    if (const auto size = numbersIn(image ? member(*image, "size") : nullptr); size.size() == 2)
      if (size[0] >= 1 && size[1] >= 1 && size[0] < 1e9 && size[1] < 1e9)
        setPictureSize(picture, {static_cast<int>(size[1]), static_cast<int>(size[0])});
    if (const Value* attributes = member(item, "attr"))
      takeAttributes(picture.attributes, picture.extras, *attributes);
    if (!subset.empty() && subset != "default") picture.attributes.set(subsetAttribute, subset);
    setExtra(picture.extras, datumaroExtra, jsonWithout(item, {"annotations", "image", "attr"}));
    const Value* annotations = member(item, "annotations");
    if (annotations && annotations->IsArray())
      for (const Value& annotation : annotations->GetArray())
        readAnnotation(annotation, picture);
    giveId(picture, usedIds_);
    project_.pictures.push_back(std::move(picture));
  }

  void readAnnotation(const Value& item, Picture& picture) {
    Region base;
    if (const Value* attributes = member(item, "attributes")) {
      takeAttributes(base.attributes, base.extras, *attributes);
      if (const Value* crowd = member(*attributes, crowdAttribute); crowd && isTrue(*crowd)) {
        base.attributes.remove(crowdAttribute);
        setExtra(base.extras, cocoExtra, R"({"iscrowd":1})");
      }
    }
    const Value* id = member(item, "label_id");
    const auto number = id ? asNumber(*id) : std::nullopt;
    std::string label;
    int labelId = -1;
    if (number && *number >= 0 && *number < static_cast<double>(names_.size())) {
      labelId = static_cast<int>(*number);
      label = names_[static_cast<std::size_t>(labelId)];
    }
    std::vector<Region> regions;
    const std::string type = textIn(item, "type");
    if (!addShapes(item, type, label, labelId, base, regions))
      return notes_.add(NoteKind::dropped, picture.filename,
                        "An annotation of type \"" + type.substr(0, 40) + "\" is not read or has no place.");
    const Value* group = member(item, "group");
    const double groupId = group ? asNumber(*group).value_or(0) : 0;
    const bool grouped = groupId != 0 && std::abs(groupId) < 1e15;
    for (std::size_t i = 0; i < regions.size(); ++i) {
      Region& region = regions[i];
      if (!label.empty()) putLabel(region, label);
      if (!region.attributes.find(groupAttribute) && (grouped || regions.size() > 1))
        region.attributes.set(groupAttribute, grouped ? std::to_string(static_cast<long long>(groupId))
                                                      : "mask " + std::to_string(groups_ + 1));
      if (i == 0)
        setExtra(region.extras, datumaroExtra,
                 jsonWithout(item, {"type", "attributes", "label_id", "group", "points", "bbox", "rle",
                                    "visibility"}));
      picture.regions.push_back(std::move(region));
    }
    groups_ += regions.size() > 1;
  }

  bool addShapes(const Value& item, const std::string& type, const std::string& label, int labelId,
                 const Region& base, std::vector<Region>& regions) {
    const auto add = [&](Shape shape) {
      regions.push_back(base);
      regions.back().shape = std::move(shape);
      return true;
    };
    if (type == "bbox") {
      const auto box = numbersIn(member(item, "bbox"));
      return box.size() == 4 && add(RectShape{box[0], box[1], box[2], box[3]});
    }
    if (type == "mask") return addMask(item, base, regions);
    const auto points = pointsIn(member(item, "points"));
    if (points.empty()) return false;
    if (type == "polygon") return add(polygonFromOutline(points));
    if (type == "polyline") return add(PolylineShape{points});
    if (type == "ellipse" && points.size() == 2)
      return add(EllipseShape{0.5 * (points[0] + points[1]), std::abs(points[1].x - points[0].x) / 2,
                              std::abs(points[1].y - points[0].y) / 2, 0});
    if (type != "points") return false;
    const auto visibility = numbersIn(member(item, "visibility"));
    KeypointSet set{kinds_[labelId], {}};
    const std::string name = base.attributes.text("keypoint_set");
    set.kind.name = name.empty() ? label.empty() ? "points" : label : name;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double v = i < visibility.size() ? visibility[i] : 2;
      set.points.push_back({points[i], v >= 2   ? KeypointVisibility::visible
                                       : v >= 1 ? KeypointVisibility::hidden
                                                : KeypointVisibility::outside});
    }
    if (set.kind.keypoints.size() != points.size()) {
      const bool alone = points.size() == 1;
      set.kind.keypoints.clear();
      set.kind.edges.clear();
      for (std::size_t i = 0; i < points.size(); ++i)
        set.kind.keypoints.push_back(alone ? "point" : std::to_string(i + 1));
    }
    Region before = base;
    before.shape = PolylineShape{points};
    if (const auto told = keypointSetOf(before)) set.kind = told->kind;
    regions.push_back(regionOfKeypoints(set, base));
    return true;
  }

  static bool addMask(const Value& item, const Region& base, std::vector<Region>& regions) {
    const Value* rle = member(item, "rle");
    const auto mask = rle ? runLengthsIn(*rle) : std::nullopt;
    if (!mask) return false;
    for (auto& outline : outlinesOf(*mask)) {
      regions.push_back(base);
      regions.back().shape = PolygonShape{std::move(outline)};
    }
    return !regions.empty();
  }

  ImportNotes& notes_;
  Project project_;
  std::vector<std::string> names_, allNames_;
  std::map<int, KeypointTemplate> kinds_;
  std::unordered_map<std::string, int> usedIds_;
  int groups_ = 0;
};

} // namespace

Result<ImportedAnnotations> readDatumaro(const Candidate& candidate, const ReadOptions&,
                                         const Progress& progress) {
  ImportNotes notes;
  Reader reader(notes);
  ImportedAnnotations imported;
  const auto readOne = [&](const std::string& text, const fs::path& file,
                           const std::string& subset) -> Result<void> {
    const auto document = parseJson(text, file.string());
    if (!document) return document.error();
    if (!document->IsObject())
      return Error{ErrorCode::badInput, "line 1: this is no Datumaro file", file.string(), {}};
    return reader.read(*document, subset, progress);
  };
  if (candidate.isFolder) {
    for (const fs::path& file : datumaroFilesIn(candidate.path)) {
      const auto text = textOfKind(file, isDatumaroText, notes);
      if (!text) return text.error();
      if (!*text) continue;
      if (auto done = readOne(**text, file, file.stem().string()); !done) return done.error();
      imported.files.push_back(file);
    }
  } else if (auto done = readOne(candidate.text, candidate.path, ""); !done) {
    return done.error();
  }
  imported.project = reader.take();
  imported.report.variant = "Datumaro";
  dropUnplaced(imported.project, notes);
  imported.report.notes = notes.take();
  return imported;
}

} // namespace fillscope
