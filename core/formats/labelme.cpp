#include "core/formats/labelme.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/dataset_words.h"
#include "core/formats/decode.h"
#include "core/formats/folder_index.h"
#include "core/formats/json_outline.h"
#include "core/formats/output_folder.h"
#include "core/formats/text_encoding.h"
#include "core/formats/unique_names.h"
#include <algorithm>
#include <map>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

bool isLabelme(std::string_view text) {
  const JsonOutline outline = jsonOutline(text);
  return outline.has("shapes") && (outline.has("imagePath") || outline.has("imageData"));
}

/// X-AnyLabeling's members that labelme does not write.
bool isXAnyLabeling(std::string_view text) {
  return text.find("\"kie_linking\"") != text.npos || text.find("\"difficult\"") != text.npos;
}

/// The JSON files of a folder's tree, in natural order. levels: 1 looks into the folders directly below it.
std::vector<fs::path> jsonFilesBelow(const fs::path& folder, int levels, int mostEntries = 2'000'000) {
  std::vector<fs::path> files;
  std::error_code fault;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, fault), end;
  for (; !fault && at != end && mostEntries > 0; at.increment(fault), --mostEntries) {
    std::error_code ignored;
    const fs::path& path = at->path();
    const bool isHidden = path.filename().native().starts_with('.');
    if (at->is_directory(ignored)) {
      if (isHidden || at.depth() >= levels) at.disable_recursion_pending();
    } else if (!isHidden && at->is_regular_file(ignored) && lowerSuffix(path.string()) == ".json" &&
               !path.filename().string().ends_with(".fillscope.json")) {
      files.push_back(path);
    }
  }
  std::sort(files.begin(), files.end(), [&](const fs::path& a, const fs::path& b) {
    const bool aIsAbove = a.parent_path() == folder, bIsAbove = b.parent_path() == folder;
    return aIsAbove != bIsAbove ? aIsAbove : naturallyBefore(a.string(), b.string());
  });
  return files;
}

constexpr int mostLevels = 8;

enum class Dialect { none, labelme, xAnyLabeling };

/// Of a folder: of the first of its files that is one, a few of them looked into.
Dialect dialectOf(const Candidate& candidate) {
  const auto of = [](std::string_view text) {
    if (isLabelmeXml(text)) return Dialect::labelme;
    return !isLabelme(text) ? Dialect::none : isXAnyLabeling(text) ? Dialect::xAnyLabeling : Dialect::labelme;
  };
  if (!candidate.isFolder) return of(candidate.text);
  constexpr std::size_t mostFilesLookedInto = 8;
  constexpr int mostEntriesLookedAt = 20'000; // to tell what a folder is, not all of it is looked through
  auto files = jsonFilesBelow(candidate.path, 1, mostEntriesLookedAt);
  if (files.empty()) files = jsonFilesBelow(candidate.path, mostLevels, mostEntriesLookedAt);
  for (std::size_t i = 0; i < std::min(files.size(), mostFilesLookedInto); ++i)
    if (const auto read = readText(files[i]); read && of(read->text) != Dialect::none) return of(read->text);
  return Dialect::none;
}

template <Dialect dialect>
bool recognises(const Candidate& candidate) {
  return dialectOf(candidate) == dialect;
}

Result<ImportedAnnotations> readAll(const Candidate& candidate, const Progress& progress) {
  ImportedAnnotations imported;
  if (!candidate.isFolder) {
    if (isLabelmeXml(candidate.text)) return readLabelmeXml(candidate.text, candidate.path.string());
    if (auto read = readLabelmeFile(candidate.text, candidate.path.string(), {}, imported); !read)
      return read.error();
    return imported;
  }
  ImportNotes notes;
  const auto files = jsonFilesBelow(candidate.path, mostLevels);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(files.size()), "Reading annotations");
    const auto text = textOfKind(files[i], isLabelme, notes);
    if (!text) return text.error();
    if (!*text) continue;
    imported.files.push_back(files[i]);
    const std::string folder = files[i].parent_path().lexically_relative(candidate.path).generic_string();
    if (auto read = readLabelmeFile(**text, files[i].string(), folder == "." ? "" : folder, imported); !read)
      return read.error(); // one that is broken must not look as if it were empty
    if (const std::string subset = folder.substr(0, folder.find('/')); isLabelmeSubset(subset))
      imported.project.pictures.back().attributes.set(subsetAttribute, subset);
  }
  ImportNotes all;
  for (const ImportNote& note : imported.report.notes)
    all.add(note.kind, note.picture, note.text, note.count);
  for (const ImportNote& note : notes.take())
    all.add(note.kind, note.picture, note.text, note.count);
  imported.report.notes = all.take();
  return imported;
}

template <Dialect dialect>
Result<ImportedAnnotations> read(const Candidate& candidate, const ReadOptions&, const Progress& progress) {
  auto imported = readAll(candidate, progress);
  if (imported && dialect == Dialect::xAnyLabeling) {
    std::string& variant = imported->report.variant;
    variant = "X-AnyLabeling" + variant.substr(std::min<std::size_t>(variant.size(), 7));
  }
  return imported;
}

/// Where a picture's file goes below the folder: beside the others of its own folder.
fs::path placeOf(const Picture& picture) {
  std::string name = picture.filename;
  const bool isAddress = name.find("://") != name.npos;
  if (isAddress) name.resize(std::min(name.size(), name.find_first_of("?#")));
  std::replace(name.begin(), name.end(), '\\', '/');
  const fs::path path = fs::path(name).lexically_normal();
  const bool isInside = path.is_relative() && !isAddress && (path.empty() || *path.begin() != "..");
  return isInside ? path : path.filename();
}

/// With the subset as its first folder; a name that is taken keeps the picture's suffix or gets a number.
fs::path uniquePlace(const Picture& picture, const std::string& subset, UniqueNames& taken) {
  fs::path place = placeOf(picture);
  if (!subset.empty() && (place.begin() == place.end() || *place.begin() != subset)) place = subset / place;
  const std::string file = fs::path(place).replace_extension().string();
  return taken.take(taken.isTaken(file + ".json") ? place.string() : file, ".json");
}

/// Where the pictures of these files would be in another subset.
std::vector<fs::path> inOtherSubsets(const std::vector<fs::path>& files) {
  std::vector<fs::path> others;
  for (const fs::path& file : files) {
    const std::string subset = file.begin()->string();
    if (!isLabelmeSubset(subset)) continue;
    const fs::path inside = file.lexically_relative(subset);
    if (isLabelmeSubset(inside.begin()->string())) others.push_back(inside);
    for (const char* other : {"train", "val", "valid", "test"})
      if (other != subset) {
        others.push_back(other / inside);
        others.push_back(other / file); // of a picture that is called by its subset
      }
  }
  return others;
}

/// From the file to the picture, where it is known where pictures lie.
std::string imagePathFrom(const fs::path& file, const Project& project, const Picture& picture,
                          const WriteOptions& options) {
  fs::path to = options.pictures->fileOf(project, picture);
  if (to.empty()) {
    if (options.images.empty() || picture.filename.find("://") != std::string::npos) return picture.filename;
    to = options.images / picture.filename;
  }
  // Of a folder that is not there yet only the absolute name says where it will be.
  std::error_code fault;
  const fs::path from = fs::weakly_canonical(fs::absolute(file, fault).parent_path(), fault);
  to = fs::weakly_canonical(fs::absolute(to, fault).parent_path(), fault) / to.filename();
  const fs::path between = to.lexically_relative(from);
  return between.empty() ? to.generic_string() : between.generic_string();
}

Result<std::vector<fs::path>> write(const Project& project, const fs::path& out, const WriteOptions& options,
                                    const Progress& progress) {
  const auto textOf = [&](const Picture& picture, const fs::path& file) {
    return labelmeJson(picture, imagePathFrom(file, project, picture, options),
                       sizeForExport(project, picture, options), options.labelAttribute);
  };
  if (out.extension() == ".json") {
    if (project.pictures.size() != 1 || !options.split.empty())
      return Error{ErrorCode::badInput, "labelme keeps one file for each picture", out.string(),
                   "name a folder"};
    if (auto written = writeFileAtomically(out, textOf(project.pictures[0], out)); !written)
      return written.error();
    return std::vector<fs::path>{out};
  }
  const auto subsets = subsetsOf(project, options);
  OutputFolder folder(out, options.inputs);
  UniqueNames taken;
  std::vector<fs::path> files;
  for (std::size_t i = 0; i < project.pictures.size(); ++i)
    files.push_back(uniquePlace(project.pictures[i], isLabelmeSubset(subsets[i]) ? subsets[i] : "", taken));
  if (auto may = folder.mayWrite(files); !may) return may.error();
  if (auto may = folder.mayLeave(inOtherSubsets(files), files); !may) return may.error();
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(files.size()), "Writing annotations");
    if (auto written = folder.write(files[i], textOf(project.pictures[i], out / files[i])); !written)
      return written.error();
  }
  return folder.commit();
}

} // namespace

std::vector<AnnotationCodec> labelmeCodecs() {
  return {
      {AnnotationFormat::labelme, recognises<Dialect::labelme>, read<Dialect::labelme>, labelmeLosses, write},
      {AnnotationFormat::xAnyLabeling, recognises<Dialect::xAnyLabeling>, read<Dialect::xAnyLabeling>,
       nullptr, nullptr}};
}

} // namespace fillscope
