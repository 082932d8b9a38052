// The COCO formats' entries and what they cannot hold.
#include "core/annotation/rim.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/coco_words.h"
#include "core/formats/json_members.h"
#include "core/formats/json_outline.h"
#include "core/formats/text_encoding.h"
#include <algorithm>
#include <map>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using Kind = Loss::Kind;

bool hasKeypoints(std::string_view text) { return text.find("\"keypoints\"") != std::string_view::npos; }

bool recognisesCoco(const Candidate& candidate) {
  return candidate.isFolder ? !cocoFilesIn(candidate.path).empty() : isCocoText(candidate.text);
}

bool recognisesCocoKeypoints(const Candidate& candidate) {
  if (!candidate.isFolder) return hasKeypoints(candidate.text) && isCocoText(candidate.text);
  for (const fs::path& file : cocoFilesIn(candidate.path))
    if (const auto read = readText(file); read && isCocoText(read->text)) return hasKeypoints(read->text);
  return false;
}

void addRegionLoss(LossList& losses, const Region& region, const std::string& picture, bool written,
                   bool keypoints) {
  const std::string shape = shapeNameOf(region);
  if (!written) {
    losses.add(Kind::shape, shape, "", picture);
  } else if (std::holds_alternative<CircleShape>(region.shape) ||
             std::holds_alternative<EllipseShape>(region.shape)) {
    losses.add(Kind::shape, shape, "polygon of 72 points", picture);
  } else if (shape == "polyline") {
    losses.add(Kind::shape, shape, "polygon", picture);
  } else if (shape == "box rim" && !keypoints) {
    losses.add(Kind::order, "names of a box rim's corners", "polygon of 4 points", picture);
  }
}

std::vector<const Region*> regionsOf(const Picture& picture, const DataObject& object) {
  std::vector<const Region*> regions;
  for (const int index : object.regions)
    regions.push_back(&picture.regions[static_cast<std::size_t>(index)]);
  return regions;
}

void addCrowdLoss(LossList& losses, const Picture& picture, const DataObject& object, PictureSize size) {
  const auto regions = regionsOf(picture, object);
  if (std::none_of(regions.begin(), regions.end(), [](const Region* r) { return isCrowd(*r); })) return;
  const CocoOutline outline = cocoOutlineOf(object, regions, cocoKeptBeside(regions), size);
  const int count = static_cast<int>(regions.size());
  if (outline.isNewMask)
    losses.add(Kind::shape, "crowd with outlines of its own", "mask of whole pixels", picture.filename,
               count);
  else if (outline.wasCrowd && !outline.isCrowd)
    losses.add(Kind::attribute, "crowd that covers no pixel", "one object", picture.filename, count);
}

/// The ids of one file, given out as its writer does it.
struct FileIds {
  CocoIds images{lowestCocoId}, annotations{lowestCocoAnnotationId};
};

std::vector<Loss> lossesOfCoco(const Project& project, const WriteOptions& options, bool keypoints) {
  LossList losses;
  CocoCategories categories(project, options, keypoints);
  FileIds reserved;
  for (const Picture& picture : project.pictures) {
    reserved.images.reserve(keptMembers(picture.extras, cocoExtra));
    for (const Region& region : picture.regions)
      reserved.annotations.reserve(keptMembers(region.extras, cocoExtra));
  }
  std::map<std::string, FileIds> idsOfFiles;
  const auto subsets = subsetsOf(project, options);
  for (std::size_t p = 0; p < project.pictures.size(); ++p) {
    const Picture& picture = project.pictures[p];
    if (!sizeForExport(project, picture, options).known()) {
      losses.add(Kind::picture, "picture of unknown size", "", picture.filename);
      if (!picture.regions.empty())
        losses.add(Kind::structure, "regions of such pictures", "", picture.filename,
                   static_cast<int>(picture.regions.size()));
      continue;
    }
    FileIds& ids = idsOfFiles.try_emplace(options.split.empty() ? "" : subsets[p], reserved).first->second;
    if (const auto kept = keptMembers(picture.extras, cocoExtra);
        cocoIdIsChanged(kept, ids.images.take(kept)))
      losses.add(Kind::attribute, "id of an image", "another number", picture.filename);
    std::set<int> written;
    for (const DataObject& object : dataObjects(picture, options, {keypoints, true})) {
      written.insert(object.regions.begin(), object.regions.end());
      categories.of(object);
      if (const auto kept = cocoKeptBeside(regionsOf(picture, object));
          cocoIdIsChanged(kept, ids.annotations.take(kept)))
        losses.add(Kind::attribute, "id of an annotation", "another number", picture.filename);
      addCrowdLoss(losses, picture, object, sizeForExport(project, picture, options));
      const Region& first = picture.regions[static_cast<std::size_t>(object.regions.front())];
      const auto differs = std::count_if(object.regions.begin(), object.regions.end(), [&](int index) {
        const Attributes& attributes = picture.regions[static_cast<std::size_t>(index)].attributes;
        return !object.keypoints && attributes != first.attributes;
      });
      if (differs > 0)
        losses.add(Kind::attribute, "attributes of a part that differ", "those of the first part",
                   picture.filename, static_cast<int>(differs));
    }
    for (std::size_t i = 0; i < picture.regions.size(); ++i) {
      const Region& region = picture.regions[i];
      const bool isWritten = written.contains(static_cast<int>(i));
      addRegionLoss(losses, region, picture.filename, isWritten, keypoints);
      if (isWritten && labelOf(region, options.labelAttribute).empty())
        losses.add(Kind::attribute, "missing label", std::string("category ") + unlabelledClass,
                   picture.filename);
    }
  }
  if (categories.changedIds() > 0)
    losses.add(Kind::attribute, "id of a category", "another number", "", categories.changedIds());
  if (categories.doubled() > 0)
    losses.add(Kind::structure, "label with several kinds of keypoints", "categories of the same name", "",
               categories.doubled());
  return losses.take();
}

template <bool keypoints>
AnnotationCodec codec(AnnotationFormat format, bool (*recognises)(const Candidate&)) {
  return {format, recognises, readCoco,
          [](const Project& project, const WriteOptions& options) {
            return lossesOfCoco(project, options, keypoints);
          },
          [](const Project& project, const std::filesystem::path& out, const WriteOptions& options,
             const Progress& progress) { return writeCoco(project, out, options, progress, keypoints); }};
}

} // namespace

bool isCocoText(std::string_view text) {
  const JsonOutline outline = jsonOutline(text);
  if (!outline.isObject || outline.has("items") || outline.has("shapes")) return false;
  return outline.has("annotations") && (outline.has("images") || outline.has("categories"));
}

std::vector<fs::path> cocoFilesIn(const fs::path& folder) {
  for (const fs::path& place : {folder / "annotations", folder}) {
    auto files = jsonFilesIn(place);
    for (std::size_t i = 0; i < std::min(files.size(), mostFilesLookedInto); ++i)
      if (isOfKind(files[i], isCocoText)) return files;
  }
  return {};
}

std::vector<AnnotationCodec> cocoCodecs() {
  return {codec<true>(AnnotationFormat::cocoKeypoints, recognisesCocoKeypoints),
          codec<false>(AnnotationFormat::coco, recognisesCoco)};
}

} // namespace fillscope
