#include "core/formats/annotation_format.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/annotation_codec.h"
#include "core/formats/annotation_compare.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/dataset_words.h"
#include "core/formats/export_pictures.h"
#include "core/formats/input_files.h"
#include "core/formats/json_outline.h"
#include "core/formats/picture_lookup.h"
#include "core/formats/picture_set.h"
#include "core/formats/text_encoding.h"
#include "core/formats/via_project.h"
#include "core/formats/xml_tree.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

struct FormatWords {
  AnnotationFormat format;
  std::string_view name, title;
};
constexpr std::array words{
    FormatWords{AnnotationFormat::via2, "via2", "VIA 2 project"},
    FormatWords{AnnotationFormat::via2Annotations, "via2-annotations", "VIA 2 annotations"},
    FormatWords{AnnotationFormat::via2Csv, "via2-csv", "VIA 2 CSV"},
    FormatWords{AnnotationFormat::via1, "via1", "VIA 1"},
    FormatWords{AnnotationFormat::via1Csv, "via1-csv", "VIA 1 CSV"},
    FormatWords{AnnotationFormat::viaEarly, "via-early", "earliest VIA"},
    FormatWords{AnnotationFormat::viaEarlyCsv, "via-early-csv", "earliest VIA CSV"},
    FormatWords{AnnotationFormat::via3, "via3", "VIA 3 project"},
    FormatWords{AnnotationFormat::coco, "coco", "COCO instances"},
    FormatWords{AnnotationFormat::cocoKeypoints, "coco-keypoints", "COCO keypoints"},
    FormatWords{AnnotationFormat::yoloDetect, "yolo-detect", "YOLO boxes"},
    FormatWords{AnnotationFormat::yoloObb, "yolo-obb", "YOLO oriented boxes"},
    FormatWords{AnnotationFormat::yoloSegment, "yolo-seg", "YOLO segments"},
    FormatWords{AnnotationFormat::yoloPose, "yolo-pose", "YOLO pose"},
    FormatWords{AnnotationFormat::labelme, "labelme", "labelme"},
    FormatWords{AnnotationFormat::xAnyLabeling, "x-anylabeling", "X-AnyLabeling"},
    FormatWords{AnnotationFormat::cvat, "cvat", "CVAT for images"},
    FormatWords{AnnotationFormat::voc, "voc", "Pascal VOC"},
    FormatWords{AnnotationFormat::datumaro, "datumaro", "Datumaro"},
    FormatWords{AnnotationFormat::masks, "masks", "masks"},
};

const FormatWords& wordsOf(AnnotationFormat format) {
  return *std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.format == format; });
}

std::optional<AnnotationCodec> codecOf(AnnotationFormat format) {
  for (const AnnotationCodec& codec : annotationCodecs())
    if (codec.format == format) return codec;
  return {};
}

/// What a file is that no codec knows: broken JSON has a place to mend.
Error unknownFile(const Candidate& candidate) {
  const std::string where = candidate.path.string();
  const char* hint = "open annotations of VIA, COCO, YOLO, labelme, CVAT, Pascal VOC or Datumaro";
  if (candidate.isFolder)
    return {ErrorCode::badInput, "there are no annotations in this folder", where, hint};
  const std::string_view text = withoutByteOrderMark(candidate.text);
  if (text.starts_with('{') || text.starts_with('[')) {
    const auto document = parseJson(candidate.text, where);
    if (!document) return document.error();
    return {ErrorCode::badInput, "line 1: this JSON holds no annotations of a known kind", where, hint};
  }
  if (text.starts_with('<'))
    if (const auto document = parseXml(candidate.text, where); !document) return document.error();
  return {ErrorCode::badInput, text.empty() ? "the file is empty" : "this file holds no annotations", where,
          hint};
}

/// What VIA itself says of a size is left as it is.
bool saysFileSizes(AnnotationFormat format) { return format < AnnotationFormat::via3; }

/// VIA knows a picture by its name and its file's size: without the size it lists it a second time when
/// somebody adds the file.
void takeFileSize(Picture& picture, const fs::path& file, std::unordered_map<std::string, int>& usedIds) {
  std::error_code fault;
  const auto size = fs::file_size(file, fault);
  if (fault) return;
  picture.size = static_cast<long long>(size);
  giveId(picture, usedIds);
}

void lookForPictures(ImportedAnnotations& imported, const fs::path& folder) {
  PictureLookup lookup(folder);
  std::string firstMissing;
  ImportReport& report = imported.report;
  std::unordered_map<std::string, int> usedIds;
  for (Picture& picture : imported.project.pictures) {
    const fs::path file = lookup.find(imported.project, picture);
    if (file.empty()) {
      if (report.picturesMissing++ == 0) firstMissing = picture.filename;
      continue;
    }
    ++report.picturesFound;
    if (picture.size < 0 && !saysFileSizes(report.format)) takeFileSize(picture, file, usedIds);
  }
  if (report.picturesMissing > 0)
    report.notes.push_back({ImportNote::Kind::missing, firstMissing,
                            "The picture's file is not found in " + folder.string() + ".",
                            report.picturesMissing});
}

/// VIA's own files hold everything that they have a place for to the last bit.
bool isExact(AnnotationFormat format) {
  return format == AnnotationFormat::via2 || format == AnnotationFormat::via2Annotations ||
         format == AnnotationFormat::via2Csv;
}

bool isVia(AnnotationFormat format) { return format <= AnnotationFormat::via3; }

/// VIA knows no subsets: which one a picture belongs to is an attribute of it.
Project withSubsets(const Project& project, const WriteOptions& options) {
  Project split = project;
  const auto subsets = subsetsOf(project, options);
  for (std::size_t i = 0; i < subsets.size(); ++i)
    split.pictures[i].attributes.set(subsetAttribute, subsets[i]);
  return split;
}

/// VIA keeps a rect that was drawn leftwards or upwards as it is: to everybody else it is the same rect with
/// positive sides. Nothing where there is none.
std::optional<Project> withPositiveSides(const Project& project) {
  std::optional<Project> positive;
  for (std::size_t p = 0; p < project.pictures.size(); ++p)
    for (std::size_t r = 0; r < project.pictures[p].regions.size(); ++r) {
      const auto* rect = std::get_if<RectShape>(&project.pictures[p].regions[r].shape);
      if (!rect || !(rect->width < 0 || rect->height < 0)) continue;
      if (!positive) positive = project;
      positive->pictures[p].regions[r].shape =
          RectShape{rect->x + std::min(rect->width, 0.0), rect->y + std::min(rect->height, 0.0),
                    std::abs(rect->width), std::abs(rect->height)};
    }
  return positive;
}

Result<void> checkPlaces(const Project& project, const fs::path& out) {
  for (const Picture& picture : project.pictures) {
    if (!isUtf8(picture.filename))
      return Error{ErrorCode::badInput,
                   "the picture " + decodedText(picture.filename).text +
                       " has a name that is not UTF-8, which no annotation file can hold",
                   out.string(), "rename the picture"};
    for (const Region& region : picture.regions)
      if (!isFinite(region.shape))
        return Error{ErrorCode::badInput, "a region of " + picture.filename + " has no finite place",
                     out.string(), "place it again"};
  }
  return {};
}

} // namespace

std::string_view formatName(AnnotationFormat format) { return wordsOf(format).name; }
std::string_view formatTitle(AnnotationFormat format) { return wordsOf(format).title; }

std::optional<AnnotationFormat> formatNamed(std::string_view name) {
  for (const FormatWords& known : words)
    if (known.name == name) return known.format;
  return {};
}

std::vector<AnnotationFormat> writableFormats() {
  std::vector<AnnotationFormat> formats;
  const auto codecs = annotationCodecs();
  for (const FormatWords& known : words)
    for (const AnnotationCodec& codec : codecs)
      if (codec.format == known.format && codec.write) formats.push_back(known.format);
  return formats;
}

namespace {

/// What the path is, and nothing where no codec knows it; then the candidate says what it was.
Result<std::optional<ImportedAnnotations>> read(Candidate& candidate, const ReadOptions& options,
                                                const Progress& progress) {
  const fs::path& path = candidate.path;
  std::error_code fault;
  if (!fs::exists(path, fault))
    return Error{ErrorCode::notFound, "there is no such file or folder", path.string(),
                 "check the name and the folder"};
  candidate.isFolder = fs::is_directory(path, fault);
  std::string_view encoding;
  int halves = 0;
  if (!candidate.isFolder) {
    auto bytes = readFile(path);
    if (!bytes) return bytes.error();
    DecodedText decoded = decodedText(std::move(*bytes));
    candidate.text = std::move(decoded.text);
    encoding = decoded.encoding;
    if (const std::string_view text = withoutByteOrderMark(candidate.text);
        text.starts_with('{') || text.starts_with('['))
      halves = mendHalfCharacters(candidate.text);
  }
  for (const AnnotationCodec& codec : annotationCodecs()) {
    if (!codec.recognises(candidate)) continue;
    auto imported = codec.read(candidate, options, progress);
    if (!imported) return imported.error();
    imported->report.format = codec.format;
    if (!candidate.isFolder) imported->files.push_back(path);
    countInto(imported->report, imported->project);
    if (!encoding.empty())
      imported->report.notes.push_back({ImportNote::Kind::repaired, {}, encodingNote(encoding)});
    if (halves > 0)
      imported->report.notes.push_back(
          {ImportNote::Kind::repaired, {}, std::string(halfCharacterNote), halves});
    const fs::path beside = candidate.isFolder ? path : path.has_parent_path() ? path.parent_path() : ".";
    if (options.lookForPictures) lookForPictures(*imported, options.images.empty() ? beside : options.images);
    return std::optional(std::move(*imported));
  }
  return std::optional<ImportedAnnotations>();
}

/// VIA 2, VIA 1's JSON and labelme carry what COCO says along, Datumaro says it in its own way; COCO's own
/// writer tells of its crowds.
bool keepsCrowds(AnnotationFormat format) {
  return isVia(format) || format == AnnotationFormat::coco || format == AnnotationFormat::cocoKeypoints ||
         format == AnnotationFormat::labelme || format == AnnotationFormat::datumaro;
}

void addCrowds(std::vector<Loss>& losses, const Project& project) {
  Loss crowds{Loss::Kind::structure, "crowd", "an object like any other", 0, {}};
  for (const Picture& picture : project.pictures)
    for (const Region& region : picture.regions)
      if (isCrowd(region) && crowds.count++ == 0) crowds.example = picture.filename;
  if (crowds.count > 0) losses.push_back(std::move(crowds));
}

} // namespace

Result<ImportedAnnotations> readAnnotations(const fs::path& path, const ReadOptions& options,
                                            const Progress& progress) {
  Candidate candidate{path, false, {}};
  auto imported = read(candidate, options, progress);
  if (!imported) return imported.error();
  if (*imported) return std::move(**imported);
  if (!candidate.isFolder) return unknownFile(candidate);
  const auto project = projectFileIn(path);
  if (!project) return project.error();
  return project->empty() ? Result<ImportedAnnotations>(unknownFile(candidate))
                          : readAnnotations(*project, options, progress);
}

Result<std::optional<ImportedAnnotations>> findAnnotations(const fs::path& folder, const ReadOptions& options,
                                                           const Progress& progress) {
  Candidate candidate{folder, true, {}};
  return read(candidate, options, progress);
}

std::vector<Loss> lossesOf(const Project& given, AnnotationFormat format, const WriteOptions& asked) {
  const auto codec = codecOf(format);
  const auto positive = isVia(format) ? std::nullopt : withPositiveSides(given);
  const Project& project = positive ? *positive : given;
  WriteOptions options = asked;
  options.pictures = std::make_shared<ExportPictures>(options.images);
  std::vector<Loss> losses = codec && codec->losses ? codec->losses(project, options) : std::vector<Loss>();
  if (!keepsCrowds(format)) addCrowds(losses, project);
  return losses;
}

std::vector<fs::path> filesToKeep(const Project& project, const WriteOptions& options) {
  std::vector<fs::path> files = options.inputs;
  std::set<fs::path> folders{options.images};
  for (const fs::path& input : options.inputs)
    folders.insert(input.parent_path());
  ExportPictures pictures(options.images);
  for (const Picture& picture : project.pictures) {
    if (const fs::path& file = pictures.fileOf(project, picture); !file.empty()) files.push_back(file);
    Picture named; // without its regions: there may be many
    named.attributes = picture.attributes;
    renameFiles(named, [&](const std::string& part) {
      for (const fs::path& folder : folders)
        files.push_back(folder / part);
      return part;
    });
  }
  return files;
}

Result<WrittenAnnotations> writeAnnotations(const Project& given, AnnotationFormat format,
                                            const fs::path& out, const WriteOptions& asked,
                                            const Progress& progress) {
  WriteOptions options = asked;
  options.pictures = std::make_shared<ExportPictures>(options.images);
  std::optional<Project> prepared;
  if (!isVia(format))
    prepared = withPositiveSides(given);
  else if (!options.split.empty())
    prepared = withSubsets(given, options);
  const Project& project = prepared ? *prepared : given;
  const auto codec = codecOf(format);
  if (!codec || !codec->write)
    return Error{ErrorCode::unsupported, "the format " + std::string(formatTitle(format)) + " is only read",
                 out.string(), "choose another format"};
  if (auto places = checkPlaces(project, out); !places) return places.error();
  WrittenAnnotations written;
  written.losses = codec->losses(project, options);
  written.pictures = static_cast<int>(project.pictures.size());
  for (const Picture& picture : project.pictures)
    written.regions += static_cast<int>(picture.regions.size());
  std::error_code fault;
  if (fs::exists(out, fault)) options.inputs = filesToKeep(project, options); // else there is nothing to lose
  if (auto may = InputFiles(options.inputs).mayWrite(out); !may) return may.error();
  if (const auto place = fs::status(out, fault);
      fs::exists(place) && !fs::is_regular_file(place) && !fs::is_directory(place))
    return Error{ErrorCode::badInput, "this is a device or a pipe; what is written is read back to check it",
                 out.string(), "name a file or a folder"};
  auto files = codec->write(project, out, options, progress);
  if (!files) return files.error();
  written.files = std::move(*files);
  if (written.files.empty()) return written;

  // The format is known: another one that would be taken for it is not asked.
  Candidate candidate{out, fs::is_directory(out, fault), {}};
  if (!candidate.isFolder) {
    auto text = readFile(out);
    if (!text) return text.error();
    candidate.text = std::move(*text);
  }
  ReadOptions reading;
  reading.images = options.images;
  reading.conventions = options.conventions;
  reading.lookForPictures = false;
  const auto again = codec->read(candidate, reading, progress);
  if (!again && again.error().code == ErrorCode::cancelled)
    return Error{ErrorCode::cancelled, "stopped: the files are written, but were not read back to check them",
                 out.string(), "write them again, or check them with fillscope-cli validate"};
  if (!again)
    written.differences.push_back(again.error().sentence());
  else
    written.differences = differencesBetween(
        project, again->project,
        {isExact(format) && (format == AnnotationFormat::via2 || written.losses.empty()), written.losses});
  // Whoever reads it drops the same; what else lies in the folder is none of this project's.
  std::set<std::string> names;
  for (const Picture& picture : project.pictures)
    names.insert(picture.filename);
  if (again)
    for (const ImportNote& note : again->report.notes)
      if (note.kind == ImportNote::Kind::dropped && names.contains(note.picture))
        written.differences.push_back(note.picture + ": " + note.text);
  return written;
}

} // namespace fillscope
