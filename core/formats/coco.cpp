// The COCO formats' entries and what they cannot hold.
#include "core/annotation/rim.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/coco_words.h"
#include <algorithm>
#include <set>

namespace fillscope {
namespace {

using Kind = Loss::Kind;

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

std::vector<Loss> lossesOfCoco(const Project& project, const WriteOptions& options, bool keypoints) {
  LossList losses;
  CocoCategories categories(project, options, keypoints);
  for (const Picture& picture : project.pictures) {
    if (!sizeForExport(project, picture, options).known()) {
      losses.add(Kind::picture, "picture of unknown size", "", picture.filename);
      if (!picture.regions.empty())
        losses.add(Kind::structure, "regions of such pictures", "", picture.filename,
                   static_cast<int>(picture.regions.size()));
      continue;
    }
    std::set<int> written;
    for (const DataObject& object : dataObjects(picture, options, {keypoints, true})) {
      written.insert(object.regions.begin(), object.regions.end());
      categories.of(object);
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

std::vector<AnnotationCodec> cocoCodecs() {
  return {codec<true>(AnnotationFormat::cocoKeypoints, recognisesCocoKeypoints),
          codec<false>(AnnotationFormat::coco, recognisesCoco)};
}

} // namespace fillscope
