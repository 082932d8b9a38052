#include "core/annotation/region_edit.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/number_text.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/coco_words.h"
#include "core/formats/json_members.h"
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using rapidjson::Value;
using NoteKind = ImportNote::Kind;

/// 7, 7.0 and "7" are one id. Whole numbers keep all their digits: a double holds no more than 2^53 of them.
std::string keyOf(const Value* id) {
  if (!id) return {};
  if (id->IsInt64() || id->IsUint64()) return compactJson(*id);
  const std::string text = asString(*id).value_or("");
  const bool isWhole = !text.empty() && text.front() != '0' &&
                       std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (isWhole) return text;
  if (const auto number = asNumber(*id)) return numberText(*number);
  return text;
}

int wholeIn(const Value& object, const char* name) {
  const Value* value = member(object, name);
  const auto number = value ? asNumber(*value) : std::nullopt;
  if (!number || *number < 1 || *number > 1e9 || *number != std::floor(*number)) return 0;
  return static_cast<int>(*number);
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
    const std::string rest = jsonWithout(root, {"images", "annotations"});
    if (!extraNamed(project_.extras, cocoExtra)) setExtra(project_.extras, cocoExtra, rest);
    images_.clear(); // ids of another file are others
    for (const std::size_t index : ofThisFile_)
      earlierByName_[project_.pictures[index].filename].push_back(index);
    ofThisFile_.clear();
    namesOfThisFile_.clear();
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
    if (const Value* attributes = member(item, "attributes"))
      takeAttributes(picture.attributes, picture.extras, *attributes);
    const bool plain = !member(item, "attributes") || member(item, "attributes")->IsObject();
    std::set<std::string_view> known{"width", "height", "file_name"};
    if (plain) known.insert("attributes");
    setExtra(picture.extras, cocoExtra, jsonWithout(item, known));
    setPictureSize(picture, {wholeIn(item, "width"), wholeIn(item, "height")});
    const auto listed = images_.find(key);
    const Picture* same = listed == images_.end() ? nullptr : &project_.pictures[listed->second];
    if (same && same->filename == picture.filename && mayBeOne(*same, picture))
      return notes_.add(NoteKind::repaired, picture.filename, "An image is listed twice, read as one.");
    auto& earlier = earlierByName_[picture.filename];
    const auto shared = std::find_if(earlier.begin(), earlier.end(), [&](std::size_t index) {
      return mayBeOne(project_.pictures[index], picture);
    });
    const bool isNew = namesOfThisFile_.insert(picture.filename).second;
    if (shared != earlier.end()) {
      Picture& before = project_.pictures[*shared];
      if (!pictureSizeOf(before).known()) setPictureSize(before, pictureSizeOf(picture));
      images_.emplace(key, *shared);
      ofThisFile_.push_back(*shared);
      earlier.erase(shared);
      return;
    }
    if (!isNew || !earlier.empty())
      notes_.add(NoteKind::guessed, picture.filename,
                 "An image has the name of another one, read as two pictures.");
    giveId(picture, usedIds_);
    if (!images_.emplace(key, project_.pictures.size()).second)
      notes_.add(NoteKind::repaired, picture.filename, "An image has the id of another one.");
    ofThisFile_.push_back(project_.pictures.size());
    project_.pictures.push_back(std::move(picture));
  }

  /// Several files of one data set (a split, or two kinds of annotations) share pictures.
  static bool mayBeOne(const Picture& a, const Picture& b) {
    const PictureSize one = pictureSizeOf(a), other = pictureSizeOf(b);
    return !one.known() || !other.known() || one == other;
  }

  void addAnnotation(const Value& item) {
    if (!item.IsObject()) return notes_.add(NoteKind::dropped, "", "An annotation is no object.");
    const auto image = images_.find(keyOf(member(item, "image_id")));
    if (image == images_.end())
      return notes_.add(NoteKind::dropped, "", "An annotation belongs to an image that is not listed.");
    Picture& picture = project_.pictures[image->second];
    const auto listed = categories_.find(keyOf(member(item, "category_id")));
    static const Category none;
    if (listed == categories_.end())
      notes_.add(NoteKind::guessed, picture.filename,
                 "An annotation has a category that is not listed, it has no label.");
    const Category& category = listed == categories_.end() ? none : listed->second;

    Region base;
    if (const Value* attributes = member(item, "attributes"))
      takeAttributes(base.attributes, base.extras, *attributes);
    const bool isScored = takeScore(item, base);
    const double shift = options_.conventions.cocoKeypointsArePixelIndices && !continuous_ ? 0.5 : 0;
    const auto keypoints = cocoKeypointsIn(item, category.kind, base, shift, picture.filename, notes_);
    CocoShapes found = cocoShapesIn(item, keypoints, picture.filename, notes_);
    std::vector<Region> regions;
    if (keypoints) {
      Region region = regionOfKeypoints(*keypoints, base);
      putLabel(region, category.name);
      regions.push_back(std::move(region));
    }
    for (Shape& shape : found.shapes) {
      Region region = base;
      region.shape = std::move(shape);
      // The four corners of a rim, written as an outline where there are no keypoints.
      if (isMarkedRim(base) && !keypoints && !found.isMask && found.shapes.size() == 1)
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
    keepMembers(item, regions, keypoints.has_value(), isScored, found);
    for (Region& region : regions)
      picture.regions.push_back(std::move(region));
  }

  /// False where the annotation has none, or an attribute of that name as well, which is another thing.
  static bool takeScore(const Value& item, Region& base) {
    const Value* score = member(item, cocoScore);
    if (!score || !score->IsNumber() || base.attributes.find(cocoScore)) return false;
    base.attributes.set(cocoScore, numberText(score->GetDouble()));
    return true;
  }

  /// What a writer would not compute the same stays beside the first shape: it belongs to that, and instances
  /// leave keypoints out. Only where there is no shape it stays beside the keypoints.
  void keepMembers(const Value& item, std::vector<Region>& regions, bool hasKeypoints, bool isScored,
                   const CocoShapes& found) {
    std::set<std::string_view> read{"image_id", "category_id", "segmentation",  "area",
                                    "bbox",     "keypoints",   "num_keypoints", "attributes"};
    if (isScored) read.insert(cocoScore);
    std::string json = jsonWithout(item, read);
    const std::size_t first = hasKeypoints && regions.size() > 1 ? 1 : 0;
    std::vector<const Region*> all;
    for (std::size_t i = first; i < regions.size(); ++i)
      all.push_back(&regions[i]);
    std::string kept;
    for (const char* name : {"segmentation", "area", "bbox"}) {
      const Value* value = member(item, name);
      if (!value || (std::string_view(name) == "segmentation" && !found.isMask && !found.isClosedTwice))
        continue;
      if (found.isBoxOfBrokenMask) continue;
      kept += ",\"" + std::string(name) + "\":" + compactJson(*value);
    }
    if (isScored) kept += ",\"" + std::string(cocoScore) + "\":" + compactJson(*member(item, cocoScore));
    if (!kept.empty()) {
      if (json != "{}") json.insert(json.size() - 1, ",");
      json.insert(json.size() - 1, "\"kept\":{\"shape\":\"" + fingerprintOf(all) + "\"" + kept + "}");
    }
    setExtra(regions[first].extras, cocoExtra, json);
  }

  const ReadOptions& options_;
  ImportNotes& notes_;
  Project project_;
  bool continuous_ = false;
  std::map<std::string, Category> categories_;
  std::vector<std::string> classes_;
  std::unordered_map<std::string, std::size_t> images_;
  /// Pictures of earlier files that this one has not named yet.
  std::unordered_map<std::string, std::vector<std::size_t>> earlierByName_;
  std::vector<std::size_t> ofThisFile_;
  std::unordered_set<std::string> namesOfThisFile_;
  std::unordered_map<std::string, int> usedIds_;
  int groups_ = 0;
};

} // namespace

Result<ImportedAnnotations> readCoco(const Candidate& candidate, const ReadOptions& options,
                                     const Progress& progress) {
  ImportNotes notes;
  Reader reader(options, notes);
  ImportedAnnotations imported;
  const auto readOne = [&](const std::string& text, const std::string& where) -> Result<void> {
    const auto document = parseJson(text, where);
    if (!document) return document.error();
    if (!document->IsObject()) return Error{ErrorCode::badInput, "line 1: this is no COCO file", where, {}};
    return reader.read(*document, progress);
  };
  if (candidate.isFolder) {
    for (const fs::path& file : cocoFilesIn(candidate.path)) {
      const auto text = textOfKind(file, isCocoText, notes);
      if (!text) return text.error();
      if (!*text) continue;
      if (auto done = readOne(**text, file.string()); !done) return done.error();
      imported.files.push_back(file);
    }
  } else if (auto done = readOne(candidate.text, candidate.path.string()); !done) {
    return done.error();
  }
  imported.project = reader.take();
  imported.report.variant = "COCO";
  dropUnplaced(imported.project, notes);
  imported.report.notes = notes.take();
  return imported;
}

} // namespace fillscope
