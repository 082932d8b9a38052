// Masks: masks/NAME.png with numbers of classes, instances/NAME.png with numbers of objects, labels.txt. The
// format's entry and what it cannot hold.
#include "core/annotation/mask_outline.h"
#include "core/annotation/region_edit.h"
#include "core/annotation/region_geometry.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/mask_words.h"
#include "core/formats/one_line.h"
#include <algorithm>
#include <cmath>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using Kind = Loss::Kind;

/// A sharp corner ends where it is too thin for a pixel.
bool isShortened(const RectShape& box, const RectShape& pixels, PictureSize size) {
  const auto differs = [](double low, double length, double seen, double seenLength, double border) {
    constexpr double most = 1;
    return std::abs(std::clamp(low, 0.0, border) - seen) > most ||
           std::abs(std::clamp(low + length, 0.0, border) - seen - seenLength) > most;
  };
  return differs(box.x, box.width, pixels.x, pixels.width, size.width) ||
         differs(box.y, box.height, pixels.y, pixels.height, size.height);
}

/// How many outlines its pixels have: thin places may hold no pixel, or touch at a corner alone.
std::size_t outlinesOfObject(const MaskNumbers& objects, std::uint16_t object, const RectShape& extent) {
  Mask mask(static_cast<int>(extent.width), static_cast<int>(extent.height));
  const int left = static_cast<int>(extent.x), top = static_cast<int>(extent.y);
  for (int y = 0; y < mask.height(); ++y)
    for (int x = 0; x < mask.width(); ++x)
      mask.at(x, y) = objects.at(left + x, top + y) == object;
  return maskOutlines(mask).size();
}

std::vector<Loss> lossesOfMasks(const Project& project, const WriteOptions& options) {
  LossList losses;
  const ClassList classes(project, options);
  for (const Picture& picture : project.pictures) {
    const PictureSize size = sizeForExport(project, picture, options);
    if (!isMaskSize(size)) {
      losses.add(Kind::picture, size.known() ? "picture too large for masks" : "picture of unknown size", "",
                 picture.filename);
      continue;
    }
    for (const auto& [name, value] : picture.attributes.items)
      if (name != subsetAttribute)
        losses.add(Kind::attribute, "picture's attribute " + name, "", picture.filename);
    const PaintedMasks painted = paintMasks(picture, size, classes, options);
    std::set<int> written;
    for (std::size_t i = 0; i < painted.things.size(); ++i) {
      const DataObject& object = painted.things[i];
      const auto lose = [&](Kind kind, const char* what, const char* becomes) {
        losses.add(kind, what, becomes, picture.filename, static_cast<int>(object.regions.size()));
      };
      written.insert(object.regions.begin(), object.regions.end());
      for (const auto& part : object.parts)
        if (!isInside(part, size))
          losses.add(Kind::outside, "shape beyond the picture's border", "cut at the border",
                     picture.filename);
      losses.add(Kind::precision, "outline", "whole pixels", picture.filename,
                 static_cast<int>(object.parts.size()));
      if (painted.pixels[i] == 0)
        lose(Kind::shape, "shape that covers no pixel", "");
      else if (painted.seen[i] == 0)
        lose(Kind::structure, "shape wholly under others", "");
      else if (painted.seen[i] < painted.pixels[i])
        lose(Kind::structure, "shape under another one", "what is seen of it");
      else if (isShortened(object.bounds, painted.extents[i], size))
        lose(Kind::structure, "part of a shape thinner than a pixel", "pixels whose centre it covers");
      else if (outlinesOfObject(painted.objects, static_cast<std::uint16_t>(i + 1), painted.extents[i]) >
               object.parts.size())
        lose(Kind::structure, "shape with places thinner than a pixel", "one outline for each part");
    }
    for (std::size_t i = 0; i < picture.regions.size(); ++i) {
      const Region& region = picture.regions[i];
      if (!written.contains(static_cast<int>(i)))
        losses.add(Kind::shape, shapeNameOf(region), "", picture.filename);
      const std::string label = labelAttributeOf(region);
      if (label.empty() && written.contains(static_cast<int>(i)))
        losses.add(Kind::attribute, "missing label", std::string("class ") + unlabelledClass,
                   picture.filename);
      else if (hasLineBreak(region.attributes.text(label)))
        losses.add(Kind::attribute, "label of several lines", "the same on one line", picture.filename);
      for (const auto& [name, value] : region.attributes.items)
        if (name != label && name != groupAttribute && written.contains(static_cast<int>(i)))
          losses.add(Kind::attribute, "attribute " + name, "", picture.filename);
    }
  }
  return losses.take();
}

} // namespace

std::optional<MaskFolders> maskFoldersOf(const fs::path& folder) {
  std::error_code fault;
  fs::path labels;
  for (const char* name : {"labels.txt", "class_names.txt"})
    if (labels.empty() && fs::is_regular_file(folder / name, fault)) labels = folder / name;
  for (const auto& [classes, instances] :
       {std::pair("masks", "instances"), std::pair("SegmentationClass", "SegmentationObject"),
        std::pair("SegmentationClassPNG", "SegmentationObjectPNG")}) {
    if (!fs::is_directory(folder / classes, fault)) continue;
    if (labels.empty() && std::string_view(classes) == "masks") continue;
    const fs::path objects = folder / instances;
    return MaskFolders{folder / classes, fs::is_directory(objects, fault) ? objects : fs::path(), labels};
  }
  return {};
}

std::vector<AnnotationCodec> maskCodecs() {
  return {{AnnotationFormat::masks,
           [](const Candidate& candidate) {
             return candidate.isFolder && maskFoldersOf(candidate.path).has_value();
           },
           readMasks, lossesOfMasks, writeMasks}};
}

} // namespace fillscope
