#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/json_outline.h"
#include "core/formats/via_faults.h"
#include "core/formats/via_files.h"
#include "core/formats/via_project.h"
#include <cctype>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using Format = AnnotationFormat;

std::string_view firstLine(std::string_view text) { return text.substr(0, text.find_first_of("\r\n")); }

std::optional<Format> tableFormatOf(std::string_view text) {
  std::string header(firstLine(text).substr(0, 4096));
  for (char& c : header)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (header.find("filename") == std::string::npos ||
      header.find("region_shape_attributes") == std::string::npos)
    return {};
  const std::string_view rows = text.substr(firstLine(text).size(), 1 << 16);
  if (rows.find("\"name=") != std::string_view::npos) return Format::viaEarlyCsv;
  return header.starts_with('#') ? Format::via1Csv : Format::via2Csv;
}

/// VIA 1 reads attribute names from one line with commas.
bool isAttributeLine(std::string_view text) {
  const std::string_view line = firstLine(text);
  const auto rest = text.substr(line.size());
  return line.size() < 65536 && line.find(',') != std::string_view::npos &&
         line.find_first_of("\"{}[]=;<>\t") == std::string_view::npos &&
         line.find_first_not_of("0123456789., +-") != std::string_view::npos &&
         rest.find_first_not_of("\r\n ") == std::string_view::npos;
}

std::optional<Format> formatOf(const Candidate& candidate) {
  if (candidate.isFolder) return {};
  if (const auto format = viaFormatOf(candidate.text)) return format;
  const bool isTable = candidate.path.extension() == ".csv";
  if (isTable && isAttributeLine(withoutByteOrderMark(candidate.text))) return Format::via1Csv;
  return {};
}

std::string variantOf(const Candidate& candidate, Format format, const ImportedAnnotations& imported) {
  const Project& project = imported.project;
  const bool onlyAttributes = project.pictures.empty() && !project.attributesJson.empty();
  if (onlyAttributes && project.settingsJson.empty()) return "VIA list of attributes";
  switch (format) {
  case Format::via2: {
    const bool hasList = candidate.text.find("\"_via_image_id_list\"") != std::string::npos;
    return hasList ? "VIA " + project.formatVersion + " project"
                   : "VIA 2 project before 2.0.10, without id list";
  }
  case Format::via1:
    return "VIA 1 region data";
  case Format::viaEarly:
    return "VIA region data of the first versions";
  case Format::viaEarlyCsv:
    return "VIA table of the first versions";
  default:
    return std::string(formatTitle(format));
  }
}

/// Outlines that older projects drew as polylines serve as rims; it is said, for nobody called them so. And
/// VIA adds and deletes vertices without a look at what they are called.
void noteRimsAndKeypoints(ImportedAnnotations& imported) {
  ImportNotes notes;
  for (const Picture& picture : imported.project.pictures) {
    const int index = rimRegionIndex(picture);
    if (index >= 0 && !isMarkedRim(picture.regions[static_cast<std::size_t>(index)]))
      notes.add(ImportNote::Kind::guessed, picture.filename,
                "An outline of four corners is taken for the rim of a box.");
  }
  noteLostKeypoints(imported.project, notes);
  for (ImportNote& note : notes.take())
    imported.report.notes.push_back(std::move(note));
}

template <Format format>
bool recognises(const Candidate& candidate) {
  return formatOf(candidate) == format;
}

template <Format format>
Result<ImportedAnnotations> read(const Candidate& candidate, const ReadOptions&, const Progress& progress) {
  if (progress.cancelled()) return cancelledError();
  progress.report(-1, "Reading annotations");
  constexpr bool isTable =
      format == Format::via1Csv || format == Format::via2Csv || format == Format::viaEarlyCsv;
  const std::string where = candidate.path.string();
  auto imported = isTable                  ? importViaCsv(candidate.text, where)
                  : format == Format::via3 ? importVia3(candidate.text, where)
                                           : importViaJson(candidate.text, where);
  if (!imported) return imported;
  imported->report.variant = variantOf(candidate, format, *imported);
  noteRimsAndKeypoints(*imported);
  return imported;
}

template <Format format>
std::vector<Loss> losses(const Project& project, const WriteOptions&) {
  return viaLosses(project, format);
}

std::string textFor(const Project& project, Format format) {
  switch (format) {
  case Format::via2Annotations:
    return viaAnnotationsJson(project);
  case Format::via2Csv:
    return viaCsv(project, false);
  case Format::via1:
    return via1Json(project);
  case Format::via1Csv:
    return viaCsv(project, true);
  case Format::via3:
    return via3Json(project);
  default:
    return viaProjectJson(project);
  }
}

template <Format format>
Result<std::vector<fs::path>> write(const Project& project, const fs::path& out, const WriteOptions&,
                                    const Progress& progress) {
  if (progress.cancelled()) return cancelledError();
  progress.report(-1, "Writing annotations");
  if (auto saved = writeFileAtomically(out, textFor(project, format)); !saved) return saved.error();
  return std::vector<fs::path>{out};
}

template <Format format>
AnnotationCodec both() {
  return {format, recognises<format>, read<format>, losses<format>, write<format>};
}

} // namespace

std::optional<Format> viaFormatOf(std::string_view text) {
  text = withoutByteOrderMark(text);
  if (!text.starts_with('{')) return tableFormatOf(text);
  if (isEmptyObject(text)) return Format::via2Annotations;
  constexpr std::size_t enoughToTell = 64 * 1024;
  const JsonOutline outline = jsonOutline(text, 64, enoughToTell);
  const auto has = [&](const char* name) { return outline.has(name); };
  if (has("_via_img_metadata") || has("_via_settings") || has("_via_image_id_list")) return Format::via2;
  if (has("region") && has("file") && outline.members.size() == 2) return Format::via2;
  if ((has("project") && (has("config") || has("attribute") || has("metadata"))) ||
      (has("attribute") && has("config") && has("file")))
    return Format::via3;
  if (!outline.firstHas("regions") && !outline.firstHas("filename")) return {};
  // Lists of regions came with VIA 2; a file of an older one that was exported anew keeps its other members.
  const auto regions = text.find("\"regions\"");
  const auto value = text.find_first_not_of(" \t\r\n:", regions == text.npos ? regions : regions + 9);
  if (value != text.npos && text[value] == '[') return Format::via2Annotations;
  if (outline.firstHas("base64_data")) return Format::viaEarly;
  const bool isVia1 = outline.firstHas("base64_img_data") || outline.firstHas("fileref");
  return isVia1 || (value != text.npos && text[value] == '{') ? Format::via1 : Format::via2Annotations;
}

std::vector<AnnotationCodec> viaCodecs() {
  return {both<Format::via2>(),
          both<Format::via2Annotations>(),
          both<Format::via2Csv>(),
          both<Format::via1>(),
          both<Format::via1Csv>(),
          {Format::viaEarly, recognises<Format::viaEarly>, read<Format::viaEarly>, nullptr, nullptr},
          {Format::viaEarlyCsv, recognises<Format::viaEarlyCsv>, read<Format::viaEarlyCsv>, nullptr, nullptr},
          both<Format::via3>()};
}

} // namespace fillscope
