#include "core/base/file_io.h"
#include "core/base/number_text.h"
#include "core/formats/coco_words.h"
#include "core/formats/json_members.h"
#include "core/formats/output_folder.h"
#include <algorithm>
#include <cmath>
#include <map>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using rapidjson::Value;

class Writer {
 public:
  Writer(const Project& project, const WriteOptions& options, bool keypoints)
      : project_(project)
      , options_(options)
      , keypoints_(keypoints)
      , categories_(project, options, keypoints) {
    for (const Picture& picture : project.pictures) {
      // Every part of a split numbers the classes alike, whichever of them it holds.
      for (const DataObject& object : dataObjects(picture, options_, {keypoints_, true}))
        categories_.of(object);
      imageIds_.reserve(keptMembers(picture.extras, cocoExtra));
      for (const Region& region : picture.regions)
        annotationIds_.reserve(keptMembers(region.extras, cocoExtra));
    }
  }

  void add(const Picture& picture, PictureSize size) {
    const auto kept = keptMembers(picture.extras, cocoExtra);
    const std::int64_t imageId = imageIds_.take(kept);
    std::string image = "{";
    appendMember(image, "id", std::to_string(imageId));
    appendMember(image, "width", std::to_string(size.width));
    appendMember(image, "height", std::to_string(size.height));
    appendMember(image, "file_name", jsonText(picture.filename));
    if (!picture.attributes.empty())
      appendMember(image, "attributes", attributesAsJson(picture.attributes, picture.extras));
    appendMembersBut(image, kept, {"id", "width", "height", "file_name", "attributes"});
    images_ += (images_.empty() ? "\n" : ",\n") + image + "}";
    for (const DataObject& object : dataObjects(picture, options_, {keypoints_, true}))
      add(picture, object, imageId, size);
  }

  std::string json() const {
    const auto kept = keptMembers(project_.extras, cocoExtra);
    std::string text = "{";
    appendMember(text, "info", info(kept));
    const Value* licences = member(kept, "licenses");
    appendMember(text, "licenses", licences ? compactJson(*licences) : "[]");
    appendMember(text, "images", "[" + images_ + "\n]");
    appendMember(text, "annotations", "[" + annotations_ + "\n]");
    appendMember(text, "categories", categories_.json());
    appendMembersBut(text, kept, {"info", "licenses", "images", "annotations", "categories"});
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
    if (before) appendMembersBut(text, *before, {"description"});
    return text + "}";
  }

  void add(const Picture& picture, const DataObject& object, std::int64_t imageId, PictureSize size) {
    std::vector<const Region*> regions;
    for (const int index : object.regions)
      regions.push_back(&picture.regions[static_cast<std::size_t>(index)]);
    const auto kept = cocoKeptBeside(regions);
    const std::int64_t category = categories_.of(object);
    const CocoOutline outline = cocoOutlineOf(object, regions, kept, size);
    std::string text = "{";
    appendMember(text, "id", std::to_string(annotationIds_.take(kept)));
    appendMember(text, "image_id", std::to_string(imageId));
    appendMember(text, "category_id", std::to_string(category));
    appendMember(text, "segmentation", outline.segmentation);
    appendMember(text, "area", outline.area);
    appendMember(text, "bbox", outline.bounds);
    appendMember(text, "iscrowd", outline.isCrowd ? "1" : "0");
    if (keypoints_) appendKeypoints(text, object, category);
    appendAttributes(text, *regions.front(), object.label, kept);
    appendMembersBut(text, kept,
                     {"id", "image_id", "category_id", "segmentation", "area", "bbox", "iscrowd", "keypoints",
                      "num_keypoints", "attributes", "kept"});
    annotations_ += (annotations_.empty() ? "\n" : ",\n") + text + "}";
  }

  void appendKeypoints(std::string& text, const DataObject& object, std::int64_t category) {
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

  /// A score that was read as the annotation's own is so again, also where somebody gave another one.
  static void appendAttributes(std::string& text, const Region& region, const std::string& label,
                               const rapidjson::Document& kept) {
    Attributes attributes = attributesBesideLabel(region, label);
    if (const auto score = ownScore(attributes.text(cocoScore), kept)) {
      appendMember(text, cocoScore, *score);
      attributes.remove(cocoScore);
    }
    if (!attributes.empty()) appendMember(text, "attributes", attributesAsJson(attributes, region.extras));
  }
  /// As JSON; nothing where the annotation had none of its own, or this is none that reads back the same.
  static std::optional<std::string> ownScore(const std::string& attribute, const rapidjson::Document& kept) {
    const Value* read = member(kept, "kept");
    const Value* before = read ? member(*read, cocoScore) : nullptr;
    const auto score = parseNumber(attribute);
    if (!before || !before->IsNumber() || !score || numberText(*score) != attribute) return {};
    return before->GetDouble() == *score ? compactJson(*before) : attribute;
  }

  const Project& project_;
  const WriteOptions& options_;
  bool keypoints_;
  CocoCategories categories_;
  CocoIds imageIds_{lowestCocoId}, annotationIds_{lowestCocoAnnotationId};
  std::string images_, annotations_;
};

} // namespace

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
  if (options.split.empty()) {
    if (auto written = writeFileAtomically(out, writers.begin()->second.json()); !written)
      return written.error();
    return std::vector<fs::path>{out};
  }
  OutputFolder folder(out, options.inputs);
  std::vector<fs::path> files;
  for (const auto& [subset, writer] : writers)
    files.push_back(fs::path("annotations") / ((keypoints ? "keypoints_" : "instances_") + subset + ".json"));
  if (auto may = folder.mayWrite(files); !may) return may.error();
  if (auto may = folder.mayLeave(
          filesOfSplit("annotations", keypoints ? "keypoints_" : "instances_", ".json"), files);
      !may)
    return may.error();
  auto file = files.begin();
  for (const auto& [subset, writer] : writers)
    if (auto written = folder.write(*file++, writer.json()); !written) return written.error();
  return folder.commit();
}

} // namespace fillscope
