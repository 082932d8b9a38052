// Datumaro's JSON: the format's entry and what it cannot hold.
#include "core/formats/annotation_notes.h"
#include "core/formats/datumaro_words.h"
#include "core/formats/json_outline.h"
#include <algorithm>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using Kind = Loss::Kind;

std::vector<Loss> lossesOfDatumaro(const Project& project, const WriteOptions& options) {
  LossList losses;
  for (const Picture& picture : project.pictures) {
    if (!sizeForExport(project, picture, options).known())
      losses.add(Kind::structure, "picture's size", "", picture.filename);
    for (const Region& region : picture.regions) {
      if (std::holds_alternative<UnknownShape>(region.shape))
        losses.add(Kind::shape, shapeNameOf(region), "", picture.filename);
      if (std::holds_alternative<CircleShape>(region.shape))
        losses.add(Kind::shape, "circle", "ellipse", picture.filename);
      if (const auto* ellipse = std::get_if<EllipseShape>(&region.shape); ellipse && ellipse->theta != 0)
        losses.add(Kind::shape, "turned ellipse", "polygon of 72 points", picture.filename);
      if (labelOf(region, options.labelAttribute).empty())
        losses.add(Kind::attribute, "missing label", std::string("label ") + unlabelledClass,
                   picture.filename);
    }
  }
  return losses.take();
}

} // namespace

bool isDatumaroText(std::string_view text) {
  const JsonOutline outline = jsonOutline(text);
  return outline.isObject && outline.has("items") && outline.has("categories");
}

std::vector<fs::path> datumaroFilesIn(const fs::path& folder) {
  auto files = jsonFilesIn(folder / "annotations");
  for (std::size_t i = 0; i < std::min(files.size(), mostFilesLookedInto); ++i)
    if (isOfKind(files[i], isDatumaroText)) return files;
  return {};
}

std::vector<AnnotationCodec> datumaroCodecs() {
  return {{AnnotationFormat::datumaro,
           [](const Candidate& candidate) {
             return candidate.isFolder ? !datumaroFilesIn(candidate.path).empty()
                                       : isDatumaroText(candidate.text);
           },
           readDatumaro, lossesOfDatumaro, writeDatumaro}};
}

} // namespace fillscope
