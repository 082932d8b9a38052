#include "core/base/file_io.h"
#include "core/base/number_text.h"
#include "core/formats/coco_words.h"
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using rapidjson::Value;

std::optional<int> idIn(const Value& object) {
  const Value* id = member(object, "id");
  const auto number = id ? asNumber(*id) : std::nullopt;
  if (!number || *number < 1 || *number > 2e9 || *number != std::floor(*number)) return {};
  return static_cast<int>(*number);
}

/// What was kept of a COCO file beside a picture, region or project; null where nothing was.
rapidjson::Document keptMembers(const Extras& extras) {
  if (const std::string* json = extraNamed(extras, cocoExtra))
    if (auto parsed = parseJson(*json, cocoExtra); parsed && parsed->IsObject()) return std::move(*parsed);
  return {};
}

/// Ids as read where they are free, new ones behind all of them.
class Ids {
 public:
  void reserve(const rapidjson::Document& kept) {
    if (const auto id = idIn(kept)) next_ = std::max(next_, *id + 1);
  }
  int take(const rapidjson::Document& kept) {
    if (const auto id = idIn(kept); id && used_.insert(*id).second) return *id;
    while (!used_.insert(next_).second)
      ++next_;
    return next_++;
  }

 private:
  std::set<int> used_;
  int next_ = 1;
};

void appendOthers(std::string& text, const Value& kept, const std::set<std::string_view>& written) {
  if (!kept.IsObject()) return;
  for (const auto& item : kept.GetObject()) {
    const std::string_view name(item.name.GetString(), item.name.GetStringLength());
    if (!written.contains(name)) appendMember(text, name, compactJson(item.value));
  }
}

std::string rectJson(const RectShape& rect) {
  return "[" + numberText(rect.x) + "," + numberText(rect.y) + "," + numberText(rect.width) + "," +
         numberText(rect.height) + "]";
}

std::string partsJson(const std::vector<std::vector<Vec2>>& parts) {
  std::string json = "[";
  for (const auto& part : parts) {
    json += json.size() > 1 ? ",[" : "[";
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (i > 0) json += ',';
      appendNumber(json, part[i].x);
      json += ',';
      appendNumber(json, part[i].y);
    }
    json += ']';
  }
  return json + "]";
}

class Writer {
 public:
  Writer(const Project& project, const WriteOptions& options, bool keypoints)
      : project_(project)
      , options_(options)
      , keypoints_(keypoints)
      , categories_(project, options, keypoints) {
    for (const Picture& picture : project.pictures) {
      imageIds_.reserve(keptMembers(picture.extras));
      for (const Region& region : picture.regions)
        annotationIds_.reserve(keptMembers(region.extras));
    }
  }

  void add(const Picture& picture, PictureSize size) {
    const auto kept = keptMembers(picture.extras);
    const int imageId = imageIds_.take(kept);
    std::string image = "{";
    appendMember(image, "id", std::to_string(imageId));
    appendMember(image, "width", std::to_string(size.width));
    appendMember(image, "height", std::to_string(size.height));
    appendMember(image, "file_name", jsonText(picture.filename));
    if (!picture.attributes.empty()) appendMember(image, "attributes", attributesAsJson(picture.attributes));
    appendOthers(image, kept, {"id", "width", "height", "file_name", "attributes"});
    images_ += (images_.empty() ? "\n" : ",\n") + image + "}";
    for (const DataObject& object : dataObjects(picture, options_, {keypoints_, true}))
      add(picture, object, imageId);
  }

  std::string json() const {
    const auto kept = keptMembers(project_.extras);
    std::string text = "{";
    appendMember(text, "info", info(kept));
    const Value* licences = member(kept, "licenses");
    appendMember(text, "licenses", licences ? compactJson(*licences) : "[]");
    appendMember(text, "images", "[" + images_ + "\n]");
    appendMember(text, "annotations", "[" + annotations_ + "\n]");
    appendMember(text, "categories", categories_.json());
    appendOthers(text, kept, {"info", "licenses", "images", "annotations", "categories"});
    return text + "}\n";
  }

 private:
  std::string info(const rapidjson::Document& kept) const {
    const Value* before = member(kept, "info");
    std::string text = "{", description = project_.name;
    const Value* said = before ? member(*before, "description") : nullptr;
    if (said && said->IsString()) description = *asString(*said);
    const bool continuous = keypoints_ && !options_.conventions.cocoKeypointsArePixelIndices;
    const auto remark = description.find(std::string("; ") + continuousRemark);
    if (remark != std::string::npos) description.erase(remark);
    if (continuous) description += std::string("; ") + continuousRemark;
    appendMember(text, "description", jsonText(description));
    if (!before) appendMember(text, "version", "\"1.0\"");
    if (before) appendOthers(text, *before, {"description"});
    return text + "}";
  }

  void add(const Picture& picture, const DataObject& object, int imageId) {
    std::vector<const Region*> regions;
    for (const int index : object.regions)
      regions.push_back(&picture.regions[static_cast<std::size_t>(index)]);
    const auto kept = keptMembers(regions.front()->extras);
    const int category = categories_.of(object);
    std::string segmentation = partsJson(object.parts), area = numberText(object.area),
                bounds = rectJson(object.bounds);
    // What others computed holds as long as the shapes are theirs.
    const Value* computed = member(kept, "kept");
    const Value* of = computed ? member(*computed, "shape") : nullptr;
    if (of && of->IsString() && *asString(*of) == fingerprintOf(regions)) {
      if (const Value* value = member(*computed, "segmentation")) segmentation = compactJson(*value);
      if (const Value* value = member(*computed, "area")) area = compactJson(*value);
      if (const Value* value = member(*computed, "bbox")) bounds = compactJson(*value);
    }
    std::string text = "{";
    appendMember(text, "id", std::to_string(annotationIds_.take(kept)));
    appendMember(text, "image_id", std::to_string(imageId));
    appendMember(text, "category_id", std::to_string(category));
    appendMember(text, "segmentation", segmentation);
    appendMember(text, "area", area);
    appendMember(text, "bbox", bounds);
    const Value* crowd = member(kept, "iscrowd");
    // A crowd is a mask of run lengths: without it the flag would be wrong.
    appendMember(text, "iscrowd", crowd && segmentation.starts_with('{') ? compactJson(*crowd) : "0");
    if (keypoints_) appendKeypoints(text, object, category);
    appendAttributes(text, *regions.front(), object.label);
    appendOthers(text, kept,
                 {"id", "image_id", "category_id", "segmentation", "area", "bbox", "iscrowd", "keypoints",
                  "num_keypoints", "attributes", "kept"});
    annotations_ += (annotations_.empty() ? "\n" : ",\n") + text + "}";
  }

  void appendKeypoints(std::string& text, const DataObject& object, int category) {
    const double shift = options_.conventions.cocoKeypointsArePixelIndices ? 0.5 : 0;
    std::string list = "[";
    int labelled = 0;
    const auto put = [&](double x, double y, int v) {
      if (list.size() > 1) list += ',';
      list += numberText(x) + "," + numberText(y) + "," + std::to_string(v);
    };
    if (object.keypoints) {
      for (const Keypoint& point : object.keypoints->points) {
        const int v = static_cast<int>(point.visibility);
        if (v > 0) ++labelled;
        if (v > 0)
          put(point.at.x - shift, point.at.y - shift, v);
        else
          put(0, 0, 0);
      }
    } else {
      for (int i = 0; i < categories_.keypointCount(category); ++i)
        put(0, 0, 0);
    }
    appendMember(text, "keypoints", list + "]");
    appendMember(text, "num_keypoints", std::to_string(labelled));
  }

  static void appendAttributes(std::string& text, const Region& region, const std::string& label) {
    Attributes attributes = region.attributes;
    const auto& items = attributes.items;
    if (!items.empty() && items.front().first == "label" &&
        items.front().second == AttributeValue{label, false})
      attributes.items.erase(attributes.items.begin());
    if (!attributes.empty()) appendMember(text, "attributes", attributesAsJson(attributes));
  }

  const Project& project_;
  const WriteOptions& options_;
  bool keypoints_;
  CocoCategories categories_;
  Ids imageIds_, annotationIds_;
  std::string images_, annotations_;
};

} // namespace

CocoCategories::CocoCategories(const Project& project, const WriteOptions& options, bool keypoints)
    : keypoints_(keypoints) {
  const auto kept = keptMembers(project.extras);
  const Value* before = member(kept, "categories");
  if (before && before->IsArray())
    for (const Value& item : before->GetArray()) {
      const Value* name = member(item, "name");
      const auto id = idIn(item);
      if (!id || !name || !name->IsString() || byName_.contains(*asString(*name))) continue;
      Category category{*id, *asString(*name), compactJson(item), {}, {}};
      if (const Value* names = member(item, "keypoints"); names && names->IsArray())
        for (const Value& keypoint : names->GetArray())
          category.kind.keypoints.push_back(asString(keypoint).value_or(""));
      byName_.emplace(category.name, categories_.size());
      nextId_ = std::max(nextId_, *id + 1);
      categories_.push_back(std::move(category));
    }
  const ClassList classes(project, options);
  for (const std::string& name : classes.names())
    if (!byName_.contains(name)) add(name);
}

CocoCategories::Category& CocoCategories::add(const std::string& name) {
  byName_.emplace(name, categories_.size());
  return categories_.emplace_back(Category{nextId_++, name, {}, {}, {}});
}

int CocoCategories::of(const DataObject& object) {
  const auto found = byName_.find(object.label);
  Category* category = found == byName_.end() ? &add(object.label) : &categories_[found->second];
  if (!keypoints_ || !object.keypoints) return category->id;
  const KeypointTemplate& kind = object.keypoints->kind;
  if (category->kind.keypoints.empty()) {
    category->kind = kind;
    category->verbatim.clear();
  }
  if (category->kind.keypoints == kind.keypoints) return category->id;
  for (Category& other : categories_)
    if (other.name == object.label && other.kind.keypoints == kind.keypoints) return other.id;
  ++doubled_;
  Category& another = categories_.emplace_back(Category{nextId_++, object.label, {}, kind, {}});
  return another.id;
}

int CocoCategories::keypointCount(int id) const {
  for (const Category& category : categories_)
    if (category.id == id) return static_cast<int>(category.kind.keypoints.size());
  return 0;
}

std::string CocoCategories::json() const {
  std::string text = "[";
  for (const Category& category : categories_) {
    text += text.size() > 1 ? ",\n" : "\n";
    if (!category.verbatim.empty()) {
      text += category.verbatim;
      continue;
    }
    std::string item = "{";
    appendMember(item, "id", std::to_string(category.id));
    appendMember(item, "name", jsonText(category.name));
    const bool isBox = category.kind.name == "box" && category.name == "box";
    const bool other = !category.kind.name.empty() && category.kind.name != category.name;
    appendMember(item, "supercategory", jsonText(isBox ? "container" : other ? category.kind.name : ""));
    if (keypoints_ && !category.kind.keypoints.empty()) {
      std::string names = "[", edges = "[";
      for (const std::string& name : category.kind.keypoints)
        names += (names.size() > 1 ? "," : "") + jsonText(name);
      for (const auto& [a, b] : category.kind.edges) // counted from 1
        edges += (edges.size() > 1 ? ",[" : "[") + std::to_string(a + 1) + "," + std::to_string(b + 1) + "]";
      appendMember(item, "keypoints", names + "]");
      appendMember(item, "skeleton", edges + "]");
    }
    text += item + "}";
  }
  return text + "\n]";
}

Result<std::vector<fs::path>> writeCoco(const Project& project, const fs::path& out,
                                        const WriteOptions& options, const Progress& progress,
                                        bool keypoints) {
  const auto subsets = subsetsOf(project, options);
  std::map<std::string, Writer> writers;
  std::size_t sized = 0;
  for (std::size_t i = 0; i < project.pictures.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(project.pictures.size()), "Writing COCO");
    const PictureSize size = sizeForExport(project, project.pictures[i], options);
    if (!size.known()) continue;
    ++sized;
    const std::string subset = options.split.empty() ? "" : subsets[i];
    writers.try_emplace(subset, project, options, keypoints).first->second.add(project.pictures[i], size);
  }
  if (sized == 0 && !project.pictures.empty())
    return Error{ErrorCode::notFound, "COCO files need the pictures' sizes, and none is found", out.string(),
                 "say where the pictures are (--images)"};
  if (writers.empty()) writers.try_emplace("", project, options, keypoints);
  std::vector<fs::path> files;
  for (const auto& [subset, writer] : writers) {
    fs::path file = out;
    if (!options.split.empty()) {
      std::error_code fault;
      fs::create_directories(out / "annotations", fault);
      file = out / "annotations" / ((keypoints ? "keypoints_" : "instances_") + subset + ".json");
    }
    if (auto written = writeFileAtomically(file, writer.json()); !written) return written.error();
    files.push_back(file);
  }
  return files;
}

} // namespace fillscope
