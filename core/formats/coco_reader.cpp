#include "core/annotation/mask_outline.h"
#include "core/annotation/region_edit.h"
#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/coco_words.h"
#include "core/formats/json_outline.h"
#include "core/formats/rle.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using rapidjson::Value;
using NoteKind = ImportNote::Kind;

/// 7, 7.0 and "7" are one id.
std::string keyOf(const Value* id) {
  if (!id) return {};
  if (const auto number = asNumber(*id)) return compactJson(Value(*number));
  return id->IsString() ? *asString(*id) : std::string();
}

int wholeIn(const Value& object, const char* name) {
  const Value* value = member(object, name);
  const auto number = value ? asNumber(*value) : std::nullopt;
  if (!number || *number < 1 || *number > 1e9 || *number != std::floor(*number)) return 0;
  return static_cast<int>(*number);
}

std::vector<double> numbersIn(const Value* list) {
  std::vector<double> numbers;
  if (!list || !list->IsArray()) return numbers;
  for (const Value& item : list->GetArray()) {
    const auto number = asNumber(item);
    if (!number) return {};
    numbers.push_back(*number);
  }
  return numbers;
}

std::string othersJson(const Value& object, const std::set<std::string_view>& known) {
  std::string json = "{";
  for (const auto& item : object.GetObject()) {
    const std::string_view name(item.name.GetString(), item.name.GetStringLength());
    if (known.contains(name)) continue;
    if (json.size() > 1) json += ',';
    appendJsonString(json, name);
    json += ':' + compactJson(item.value);
  }
  return json + "}";
}

bool near(double a, double b) { return std::abs(a - b) <= 1e-6 * std::max({1.0, std::abs(a), std::abs(b)}); }
bool near(const RectShape& a, const RectShape& b) {
  return near(a.x, b.x) && near(a.y, b.y) && near(a.width, b.width) && near(a.height, b.height);
}

struct Category {
  std::string name;
  KeypointTemplate kind;
};

class Reader {
 public:
  Reader(const ReadOptions& options, ImportNotes& notes)
      : options_(options)
      , notes_(notes) {}

  Result<void> read(const Value& root, const Progress& progress) {
    if (const Value* info = member(root, "info"))
      if (const Value* said = member(*info, "description"); said && said->IsString())
        continuous_ = asString(*said)->find(continuousRemark) != std::string::npos;
    if (const Value* list = member(root, "categories"); list && list->IsArray())
      for (const Value& item : list->GetArray())
        addCategory(item);
    const Value* images = member(root, "images");
    if (images && images->IsArray())
      for (const Value& item : images->GetArray())
        addImage(item);
    if (const Value* list = member(root, "annotations"); list && list->IsArray()) {
      std::size_t done = 0;
      for (const Value& item : list->GetArray()) {
        if (done % 1024 == 0) {
          if (progress.cancelled()) return cancelledError();
          progress.report(static_cast<double>(done) / list->Size(), "Reading COCO");
        }
        ++done;
        addAnnotation(item);
      }
    }
    const std::string rest = othersJson(root, {"images", "annotations"});
    if (!extraNamed(project_.extras, cocoExtra)) setExtra(project_.extras, cocoExtra, rest);
    images_.clear(); // ids of another file are others
    categories_.clear();
    return {};
  }

  Project take() {
    declareClasses(project_, classes_);
    return std::move(project_);
  }

 private:
  void addCategory(const Value& item) {
    if (!item.IsObject()) return notes_.add(NoteKind::dropped, "", "A category is no object.");
    Category category;
    const Value* name = member(item, "name");
    category.name = name && name->IsString() ? *asString(*name) : "category " + keyOf(member(item, "id"));
    category.kind.name = category.name;
    if (const Value* names = member(item, "keypoints"); names && names->IsArray())
      for (const Value& keypoint : names->GetArray())
        category.kind.keypoints.push_back(
            asString(keypoint).value_or(std::to_string(category.kind.keypoints.size() + 1)));
    readEdges(category, member(item, "skeleton"));
    if (std::find(classes_.begin(), classes_.end(), category.name) == classes_.end())
      classes_.push_back(category.name);
    if (!categories_.emplace(keyOf(member(item, "id")), category).second)
      notes_.add(NoteKind::dropped, "", "A category has the id of another one.");
  }

  void readEdges(Category& category, const Value* skeleton) {
    if (!skeleton || !skeleton->IsArray()) return;
    bool fromZero = false;
    for (const Value& pair : skeleton->GetArray()) {
      const auto ends = numbersIn(&pair);
      if (ends.size() != 2 || std::min(ends[0], ends[1]) < 0 || std::max(ends[0], ends[1]) > 1e6) {
        notes_.add(NoteKind::dropped, "", "An edge of a skeleton is no pair of keypoints.");
        continue;
      }
      fromZero = fromZero || ends[0] == 0 || ends[1] == 0;
      category.kind.edges.emplace_back(static_cast<int>(ends[0]) - 1, static_cast<int>(ends[1]) - 1);
    }
    if (!fromZero) return;
    notes_.add(NoteKind::repaired, "", "A skeleton counts its keypoints from 0, read so.");
    for (auto& [a, b] : category.kind.edges)
      ++a, ++b;
  }

  void addImage(const Value& item) {
    if (!item.IsObject()) return notes_.add(NoteKind::dropped, "", "An image is no object.");
    Picture picture;
    const Value* name = member(item, "file_name");
    const std::string key = keyOf(member(item, "id"));
    if (name && name->IsString() && name->GetStringLength() > 0) {
      picture.filename = *asString(*name);
    } else {
      picture.filename = key;
      notes_.add(NoteKind::guessed, key, "An image has no file name, its id stands for it.");
    }
    if (const Value* attributes = member(item, "attributes")) takeAttributes(picture.attributes, *attributes);
    const bool plain = !member(item, "attributes") || member(item, "attributes")->IsObject();
    std::set<std::string_view> known{"width", "height", "file_name"};
    if (plain) known.insert("attributes");
    setExtra(picture.extras, cocoExtra, othersJson(item, known));
    setPictureSize(picture, {wholeIn(item, "width"), wholeIn(item, "height")});
    // Several files of one data set (a split, or two kinds of annotations) share pictures.
    const auto before = byName_.find(picture.filename);
    if (before != byName_.end()) {
      images_.emplace(key, before->second);
      return;
    }
    giveId(picture, usedIds_);
    if (!images_.emplace(key, project_.pictures.size()).second)
      notes_.add(NoteKind::repaired, picture.filename, "An image has the id of another one.");
    byName_.emplace(picture.filename, project_.pictures.size());
    project_.pictures.push_back(std::move(picture));
  }

  void addAnnotation(const Value& item) {
    if (!item.IsObject()) return notes_.add(NoteKind::dropped, "", "An annotation is no object.");
    const auto image = images_.find(keyOf(member(item, "image_id")));
    if (image == images_.end())
      return notes_.add(NoteKind::dropped, "", "An annotation belongs to an image that is not listed.");
    Picture& picture = project_.pictures[image->second];
    const auto found = categories_.find(keyOf(member(item, "category_id")));
    static const Category none;
    if (found == categories_.end())
      notes_.add(NoteKind::guessed, picture.filename,
                 "An annotation has a category that is not listed, it has no label.");
    const Category& category = found == categories_.end() ? none : found->second;

    Region base;
    if (const Value* attributes = member(item, "attributes")) takeAttributes(base.attributes, *attributes);
    const auto keypoints = keypointsIn(item, category, base, picture.filename);
    bool isMask = false;
    auto shapes = shapesIn(item, keypoints, picture, isMask);
    std::vector<Region> regions;
    if (keypoints) {
      Region region = regionOfKeypoints(*keypoints, base);
      putLabel(region, category.name);
      regions.push_back(std::move(region));
    }
    for (Shape& shape : shapes) {
      Region region = base;
      region.shape = std::move(shape);
      // The four corners of a rim, written as an outline where there are no keypoints.
      if (isMarkedRim(base) && !keypoints && !isMask && shapes.size() == 1)
        region.shape = PolylineShape{verticesOf(region.shape)};
      putLabel(region, category.name);
      regions.push_back(std::move(region));
    }
    if (regions.empty())
      return notes_.add(NoteKind::dropped, picture.filename,
                        "An annotation has no outline, no box and no keypoints that can be read.");
    if (regions.size() > 1 && !regions.front().attributes.find(groupAttribute)) {
      const std::string group = keyOf(member(item, "id"));
      for (Region& region : regions)
        region.attributes.set(groupAttribute, group.empty() ? "part " + std::to_string(++groups_) : group);
    }
    keepMembers(item, regions, isMask);
    for (Region& region : regions)
      picture.regions.push_back(std::move(region));
  }

  /// What a writer would not compute the same stays beside the first region.
  void keepMembers(const Value& item, std::vector<Region>& regions, bool isMask) {
    std::string json = othersJson(item, {"image_id", "category_id", "segmentation", "area", "bbox",
                                         "keypoints", "num_keypoints", "attributes"});
    std::vector<const Region*> all;
    for (const Region& region : regions)
      all.push_back(&region);
    std::string kept;
    for (const char* name : {"segmentation", "area", "bbox"}) {
      const Value* value = member(item, name);
      if (!value || (std::string_view(name) == "segmentation" && !isMask)) continue;
      kept += ",\"" + std::string(name) + "\":" + compactJson(*value);
    }
    if (!kept.empty()) {
      if (json.size() > 1) json.insert(json.size() - 1, ",");
      json.insert(json.size() - 1, "\"kept\":{\"shape\":\"" + fingerprintOf(all) + "\"" + kept + "}");
    }
    setExtra(regions.front().extras, cocoExtra, json);
  }

  std::optional<KeypointSet> keypointsIn(const Value& item, const Category& category, const Region& base,
                                         const std::string& picture) {
    const Value* list = member(item, "keypoints");
    if (!list || !list->IsArray() || list->Empty()) return {};
    const auto numbers = numbersIn(list);
    if (numbers.size() < 3 || numbers.size() % 3 != 0) {
      notes_.add(NoteKind::dropped, picture, "Keypoints are no list of x, y and visibility.");
      return {};
    }
    KeypointSet set{category.kind, {}};
    if (const std::string name = base.attributes.text("keypoint_set"); !name.empty()) set.kind.name = name;
    const double shift = options_.conventions.cocoKeypointsArePixelIndices && !continuous_ ? 0.5 : 0;
    bool labelled = false;
    for (std::size_t i = 0; i < numbers.size(); i += 3) {
      const double v = numbers[i + 2];
      Keypoint point{{numbers[i] + shift, numbers[i + 1] + shift}, KeypointVisibility::outside};
      if (v >= 1) point.visibility = v >= 2 ? KeypointVisibility::visible : KeypointVisibility::hidden;
      if (v < 1) point.at = {};
      labelled = labelled || v >= 1;
      set.points.push_back(point);
    }
    const Value* outline = member(item, "segmentation");
    const bool hasOutline = outline && ((outline->IsArray() && !outline->Empty()) || outline->IsObject());
    if (!labelled && (hasOutline || category.kind.keypoints.empty() || member(item, "bbox"))) {
      // Every annotation of such a file has the list.
      if (base.attributes.text("type") != "keypoints") return {};
    }
    const std::size_t count = set.points.size();
    if (set.kind.keypoints.size() != count) {
      notes_.add(NoteKind::guessed, picture, "A category does not name its keypoints, they are numbered.");
      for (std::size_t i = set.kind.keypoints.size(); i < count; ++i)
        set.kind.keypoints.push_back(std::to_string(i + 1));
      set.kind.keypoints.resize(count);
    }
    std::erase_if(set.kind.edges, [&](const auto& edge) {
      const int most = static_cast<int>(count);
      return edge.first < 0 || edge.second < 0 || edge.first >= most || edge.second >= most;
    });
    Region before = base;
    before.shape = PolylineShape{std::vector<Vec2>(count)};
    if (const auto told = keypointSetOf(before)) set.kind.flipPairs = told->kind.flipPairs;
    return set;
  }

  std::vector<Shape> shapesIn(const Value& item, const std::optional<KeypointSet>& keypoints,
                              const Picture& picture, bool& isMask) {
    std::vector<Shape> shapes;
    const auto box = boxIn(item);
    const Value* segmentation = member(item, "segmentation");
    if (segmentation && segmentation->IsObject()) {
      isMask = addMask(*segmentation, picture, shapes);
    } else if (segmentation && segmentation->IsArray()) {
      addPolygons(*segmentation, picture.filename, shapes);
    }
    if (isMask) return shapes;
    if (keypoints) {
      const RectShape around = boundsOfKeypoints(*keypoints);
      std::vector<Vec2> corners;
      for (const Keypoint& point : keypoints->points)
        corners.push_back(point.at);
      corners.resize(std::min<std::size_t>(corners.size(), 4));
      const auto* only = shapes.size() == 1 ? std::get_if<PolygonShape>(&shapes.front()) : nullptr;
      const bool isOutline = only && only->points.size() == corners.size() &&
                             std::equal(corners.begin(), corners.end(), only->points.begin(),
                                        [](Vec2 a, Vec2 b) { return near(a.x, b.x) && near(a.y, b.y); });
      if (isOutline) shapes.clear();
      if (shapes.empty() && box && !near(*box, around)) shapes.emplace_back(*box);
      return shapes;
    }
    if (shapes.empty() && box) {
      shapes.emplace_back(*box);
    } else if (shapes.size() == 1 && box) {
      const auto* polygon = std::get_if<PolygonShape>(&shapes.front());
      if (polygon && polygon->points == verticesOf(*box)) shapes.front() = *box;
    }
    return shapes;
  }

  static std::optional<RectShape> boxIn(const Value& item) {
    const auto numbers = numbersIn(member(item, "bbox"));
    if (numbers.size() != 4 || !(numbers[2] >= 0 && numbers[3] >= 0)) return {};
    return RectShape{numbers[0], numbers[1], numbers[2], numbers[3]};
  }

  void addPolygons(const Value& list, const std::string& picture, std::vector<Shape>& shapes) {
    if (!list.Empty() && !list[0].IsArray()) { // one outline without the list around it
      notes_.add(NoteKind::repaired, picture, "An outline is not in a list of outlines, read as one.");
      return addPolygon(list, picture, shapes);
    }
    for (const Value& part : list.GetArray())
      addPolygon(part, picture, shapes);
  }

  void addPolygon(const Value& part, const std::string& picture, std::vector<Shape>& shapes) {
    const auto numbers = numbersIn(&part);
    if (numbers.size() == 4) { // pycocotools takes it for a box
      notes_.add(NoteKind::repaired, picture, "An outline of four numbers is read as a box.");
      shapes.emplace_back(RectShape{numbers[0], numbers[1], numbers[2], numbers[3]});
      return;
    }
    if (numbers.size() < 6)
      return notes_.add(NoteKind::dropped, picture, "An outline has fewer than three points.");
    if (numbers.size() % 2 != 0)
      notes_.add(NoteKind::repaired, picture,
                 "An outline has an odd number of numbers, the last one is left out.");
    PolygonShape polygon;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
      polygon.points.push_back({numbers[i], numbers[i + 1]});
    shapes.emplace_back(std::move(polygon));
  }

  bool addMask(const Value& mask, const Picture& picture, std::vector<Shape>& shapes) {
    const auto bad = [&] {
      notes_.add(NoteKind::dropped, picture.filename, "A mask's run lengths do not fit its size.");
      return false;
    };
    const auto size = numbersIn(member(mask, "size"));
    const Value* counts = member(mask, "counts");
    if (size.size() != 2 || !counts || !(size[0] >= 1 && size[1] >= 1 && size[0] <= 1e6 && size[1] <= 1e6))
      return bad();
    RunLengths rle{static_cast<int>(size[0]), static_cast<int>(size[1]), {}};
    if (counts->IsString()) {
      auto decoded = rleFromText({counts->GetString(), counts->GetStringLength()}, rle.height, rle.width);
      if (!decoded) return bad();
      rle = std::move(*decoded);
    } else {
      for (const double count : numbersIn(counts)) {
        if (!(count >= 0 && count <= std::numeric_limits<std::uint32_t>::max())) return bad();
        rle.counts.push_back(static_cast<std::uint32_t>(count));
      }
    }
    if (!isWhole(rle)) return bad();
    const RectShape bounds = rleBounds(rle);
    for (auto& outline : maskOutlines(maskFromRle(rle, bounds), {bounds.x, bounds.y}))
      shapes.emplace_back(PolygonShape{std::move(outline)});
    if (shapes.empty()) notes_.add(NoteKind::dropped, picture.filename, "A mask is empty.");
    return !shapes.empty();
  }

  const ReadOptions& options_;
  ImportNotes& notes_;
  Project project_;
  bool continuous_ = false;
  std::map<std::string, Category> categories_;
  std::vector<std::string> classes_;
  std::unordered_map<std::string, std::size_t> images_, byName_;
  std::unordered_map<std::string, int> usedIds_;
  int groups_ = 0;
};

bool isCocoText(std::string_view text) {
  const JsonOutline outline = jsonOutline(text);
  if (!outline.isObject || outline.has("items") || outline.has("shapes")) return false;
  return outline.has("annotations") && (outline.has("images") || outline.has("categories"));
}

/// Files of a data set's folder: annotations/*.json or those in it.
std::vector<fs::path> cocoFilesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::path& place : {folder / "annotations", folder}) {
    std::error_code fault;
    for (fs::directory_iterator it(place, fault), end; !fault && it != end; it.increment(fault))
      if (it->path().extension() == ".json" && files.size() < 64) files.push_back(it->path());
    if (!files.empty()) break;
  }
  std::sort(files.begin(), files.end());
  std::erase_if(files, [](const fs::path& file) {
    const auto text = readFile(file);
    return !text || !isCocoText(*text);
  });
  return files;
}

bool hasKeypoints(std::string_view text) { return text.find("\"keypoints\"") != std::string_view::npos; }

} // namespace

bool recognisesCoco(const Candidate& candidate) {
  return candidate.isFolder ? !cocoFilesIn(candidate.path).empty() : isCocoText(candidate.text);
}

bool recognisesCocoKeypoints(const Candidate& candidate) {
  if (!candidate.isFolder) return hasKeypoints(candidate.text) && isCocoText(candidate.text);
  const auto files = cocoFilesIn(candidate.path);
  if (files.empty()) return false;
  const auto text = readFile(files.front());
  return text && hasKeypoints(*text);
}

Result<ImportedAnnotations> readCoco(const Candidate& candidate, const ReadOptions& options,
                                     const Progress& progress) {
  ImportNotes notes;
  Reader reader(options, notes);
  const auto readOne = [&](const std::string& text, const std::string& where) -> Result<void> {
    const auto document = parseJson(text, where);
    if (!document) return document.error();
    if (!document->IsObject()) return Error{ErrorCode::badInput, "line 1: this is no COCO file", where, {}};
    return reader.read(*document, progress);
  };
  if (candidate.isFolder) {
    for (const fs::path& file : cocoFilesIn(candidate.path)) {
      const auto text = readFile(file);
      if (!text) return text.error();
      if (auto done = readOne(*text, file.string()); !done) return done.error();
    }
  } else if (auto done = readOne(candidate.text, candidate.path.string()); !done) {
    return done.error();
  }
  ImportedAnnotations imported;
  imported.project = reader.take();
  imported.report.variant = "COCO";
  dropUnplaced(imported.project, notes);
  imported.report.notes = notes.take();
  return imported;
}

} // namespace fillscope
