// Pascal VOC: one XML file a picture. The format's entry and what it cannot hold.
#include "core/annotation/region_geometry.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/decode.h"
#include "core/formats/voc_words.h"
#include "core/formats/xml_tree.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using Kind = Loss::Kind;

bool isVocText(std::string_view text) {
  return xmlRootName(text) == "annotation" && text.find("<polygon><username") == std::string_view::npos;
}

std::vector<Loss> lossesOfVoc(const Project& project, const WriteOptions& options) {
  LossList losses;
  for (const Picture& picture : project.pictures) {
    const PictureSize size = sizeForExport(project, picture, options);
    if (!size.known()) {
      losses.add(Kind::picture, "picture of unknown size", "", picture.filename);
      continue;
    }
    for (const auto& [name, value] : picture.attributes.items)
      if (name != subsetAttribute)
        losses.add(Kind::attribute, "picture's attribute " + name, "", picture.filename);
    std::set<int> written;
    for (const DataObject& object : dataObjects(picture, options, {true, true})) {
      const auto box = vocBoxOf(object, size);
      if (!box) continue;
      written.insert(object.regions.begin(), object.regions.end());
      const auto pixels = vocPixelsOf(*box, size, options.conventions);
      const double first = vocFirstOffset(options.conventions);
      const std::array<double, 4> exact{box->x + first, box->y + first, box->x + box->width,
                                        box->y + box->height};
      const bool isOutside = !isInside({{box->x, box->y}, {box->x + box->width, box->y + box->height}}, size);
      if (isOutside)
        losses.add(Kind::outside, "shape beyond the picture's border", "cut at the border", picture.filename);
      else if (pixels != exact)
        losses.add(Kind::precision, "parts of a pixel", "whole pixels", picture.filename);
      for (const int index : object.regions) {
        const Region& region = picture.regions[static_cast<std::size_t>(index)];
        if (!std::holds_alternative<RectShape>(region.shape))
          losses.add(Kind::shape, shapeNameOf(region), "box around it", picture.filename);
        const std::string label = labelAttributeOf(region);
        if (label.empty())
          losses.add(Kind::attribute, "missing label", std::string("name ") + unlabelledClass,
                     picture.filename);
        for (const auto& [name, value] : region.attributes.items)
          if (name == groupAttribute)
            losses.add(Kind::group, "group", object.regions.size() > 1 ? "one box around its regions" : "",
                       picture.filename);
          else if (name != label && !isVocFlag(name))
            losses.add(Kind::attribute, "attribute " + name, "", picture.filename);
      }
    }
    for (std::size_t i = 0; i < picture.regions.size(); ++i)
      if (!written.contains(static_cast<int>(i)))
        losses.add(Kind::shape, shapeNameOf(picture.regions[i]), "", picture.filename);
  }
  return losses.take();
}

} // namespace

bool isVocFlag(const std::string& name) {
  static const std::set<std::string> flags{"pose", "truncated", "difficult", "occluded"};
  return flags.contains(name);
}

double vocFirstOffset(const FormatConventions& conventions) { return conventions.vocCountsFromOne ? 1 : 0; }

std::vector<fs::path> vocFilesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::path& place : {folder / "Annotations", folder}) {
    std::error_code fault;
    for (fs::directory_iterator it(place, fault), end; !fault && it != end; it.increment(fault))
      if (std::error_code odd; lowerSuffix(it->path().string()) == ".xml" && it->is_regular_file(odd))
        files.push_back(it->path());
    if (!files.empty()) break;
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::optional<RectShape> vocBoxOf(const DataObject& object, PictureSize size) {
  if (object.keypoints && object.keypoints->points.size() == 1) return {};
  const RectShape& box = object.bounds;
  const bool isInPicture = box.x < size.width && box.y < size.height && box.x + box.width > 0 &&
                           box.y + box.height > 0 && box.width > 0 && box.height > 0;
  return isInPicture ? std::optional(box) : std::nullopt;
}

std::array<double, 4> vocPixelsOf(const RectShape& box, PictureSize size,
                                  const FormatConventions& conventions) {
  const double first = vocFirstOffset(conventions);
  const double x0 = std::clamp(std::round(box.x), 0.0, size.width - 1.0),
               y0 = std::clamp(std::round(box.y), 0.0, size.height - 1.0);
  const double x1 = std::clamp(std::round(box.x + box.width), x0 + 1, 1.0 * size.width),
               y1 = std::clamp(std::round(box.y + box.height), y0 + 1, 1.0 * size.height);
  return {x0 + first, y0 + first, x1, y1};
}

std::vector<AnnotationCodec> vocCodecs() {
  return {{AnnotationFormat::voc,
           [](const Candidate& candidate) {
             if (!candidate.isFolder) return isVocText(candidate.text);
             const auto files = vocFilesIn(candidate.path);
             return std::any_of(files.begin(),
                                files.begin() +
                                    static_cast<std::ptrdiff_t>(std::min(files.size(), mostFilesLookedInto)),
                                [](const fs::path& file) {
                                  const auto text = readFile(file);
                                  return text && isVocText(*text);
                                });
           },
           readVoc, lossesOfVoc, writeVoc}};
}

} // namespace fillscope
