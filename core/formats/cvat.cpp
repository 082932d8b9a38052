// The CVAT format's entry and what it cannot hold.
#include "core/annotation/rim.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/cvat_words.h"

namespace fillscope {
namespace {

using Kind = Loss::Kind;

std::vector<Loss> lossesOfCvat(const Project& project, const WriteOptions& options) {
  LossList losses;
  std::map<std::string, std::set<bool>> skeletons;
  for (const Picture& picture : project.pictures) {
    if (!sizeForExport(project, picture, options).known())
      losses.add(Kind::picture, "picture's size", "0 × 0", picture.filename);
    for (const auto& [name, value] : picture.attributes.items)
      if (name != subsetAttribute && name != tagsAttribute)
        losses.add(Kind::attribute, "picture's attribute " + name, "", picture.filename);
    for (const Region& region : picture.regions) {
      if (std::holds_alternative<UnknownShape>(region.shape))
        losses.add(Kind::shape, shapeNameOf(region), "", picture.filename);
      if (std::holds_alternative<CircleShape>(region.shape))
        losses.add(Kind::shape, "circle", "ellipse", picture.filename);
      if (labelOf(region, options.labelAttribute).empty())
        losses.add(Kind::attribute, "missing label", std::string("label ") + unlabelledClass,
                   picture.filename);
      const auto set = keypointSetOf(region);
      skeletons[classOf(region, options)].insert((set && !isNumberedPoints(*set)) || isMarkedRim(region));
      for (const auto& [name, value] : region.attributes.items)
        if (value.isJson && !isCvatAttribute(region, name, options))
          losses.add(Kind::attribute, "attribute " + name + " of several values", "its JSON as text",
                     picture.filename);
    }
  }
  for (const auto& [label, kinds] : skeletons)
    if (kinds.size() > 1)
      losses.add(Kind::structure, "label " + label + " of skeletons and other shapes", "label of skeletons",
                 "");
  return losses.take();
}

} // namespace

std::vector<AnnotationCodec> cvatCodecs() {
  return {{AnnotationFormat::cvat,
           [](const Candidate& candidate) {
             if (candidate.isFolder || xmlRootName(candidate.text) != "annotations") return false;
             return candidate.text.find("<image") != std::string::npos ||
                    candidate.text.find("<meta") != std::string::npos ||
                    candidate.text.find("<version") != std::string::npos;
           },
           readCvat, lossesOfCvat, writeCvat}};
}

} // namespace fillscope
