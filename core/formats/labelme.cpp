#include "core/formats/labelme.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/folder_index.h"
#include "core/formats/json_outline.h"
#include <algorithm>
#include <map>
#include <set>

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

/// The JSON files of a folder and of those directly below it, in natural order.
std::vector<fs::path> jsonFilesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code fault;
  const auto look = [&](const fs::path& place, auto&& onFolder) {
    for (fs::directory_iterator at(place, fault), end; !fault && at != end; at.increment(fault)) {
      std::error_code ignored;
      const fs::path& path = at->path();
      if (path.filename().native().starts_with('.')) continue;
      if (at->is_directory(ignored))
        onFolder(path);
      else if (path.extension() == ".json" && !path.filename().string().ends_with(".fillscope.json"))
        files.push_back(path);
    }
  };
  std::vector<fs::path> below;
  look(folder, [&](const fs::path& path) { below.push_back(path); });
  for (const fs::path& path : below)
    look(path, [](const fs::path&) {});
  std::sort(files.begin(), files.end(),
            [](const fs::path& a, const fs::path& b) { return naturallyBefore(a.string(), b.string()); });
  return files;
}

enum class Dialect { none, labelme, xAnyLabeling };

/// Of a folder: of the first of its files that is one, a few of them looked into.
Dialect dialectOf(const Candidate& candidate) {
  const auto of = [](std::string_view text) {
    if (isLabelmeXml(text)) return Dialect::labelme;
    return !isLabelme(text) ? Dialect::none : isXAnyLabeling(text) ? Dialect::xAnyLabeling : Dialect::labelme;
  };
  if (!candidate.isFolder) return of(candidate.text);
  constexpr std::size_t mostFilesLookedInto = 8;
  const auto files = jsonFilesIn(candidate.path);
  for (std::size_t i = 0; i < std::min(files.size(), mostFilesLookedInto); ++i)
    if (const auto text = readFile(files[i]); text && of(*text) != Dialect::none) return of(*text);
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
  const auto files = jsonFilesIn(candidate.path);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(files.size()), "Reading annotations");
    const auto text = readFile(files[i]);
    if (!text) return text.error();
    if (!isLabelme(*text)) {
      notes.add(ImportNote::Kind::dropped, files[i].filename().string(),
                "A JSON file of the folder is of another kind.");
      continue;
    }
    const std::string folder = files[i].parent_path().lexically_relative(candidate.path).generic_string();
    if (auto read = readLabelmeFile(*text, files[i].string(), folder == "." ? "" : folder, imported); !read)
      return read.error(); // one that is broken must not look as if it were empty
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
  std::string name = picture.filename.substr(0, picture.filename.find_first_of("?#"));
  std::replace(name.begin(), name.end(), '\\', '/');
  const fs::path path = fs::path(name).lexically_normal();
  const bool isInside =
      path.is_relative() && name.find("://") == name.npos && (path.empty() || *path.begin() != "..");
  return isInside ? path : path.filename();
}

/// From the file to the picture, where it is known where pictures lie.
std::string imagePathFrom(const fs::path& file, const Picture& picture, const WriteOptions& options) {
  if (options.images.empty()) return picture.filename;
  std::error_code fault;
  const fs::path from = fs::weakly_canonical(file.parent_path(), fault);
  const fs::path to = fs::weakly_canonical(options.images / picture.filename, fault);
  const fs::path between = to.lexically_relative(from);
  return between.empty() ? to.generic_string() : between.generic_string();
}

Result<std::vector<fs::path>> write(const Project& project, const fs::path& out, const WriteOptions& options,
                                    const Progress& progress) {
  const bool isFile = out.extension() == ".json";
  if (isFile && project.pictures.size() != 1)
    return Error{ErrorCode::badInput, "labelme keeps one file for each picture", out.string(),
                 "name a folder"};
  std::vector<fs::path> files;
  std::set<fs::path> taken, folders;
  for (const Picture& picture : project.pictures) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(files.size()) / static_cast<double>(project.pictures.size()),
                    "Writing annotations");
    fs::path file = out;
    if (!isFile) {
      const fs::path place = placeOf(picture);
      file = out / fs::path(place).replace_extension(".json");
      if (!taken.insert(file).second) file = out / (place.string() + ".json");
      taken.insert(file);
    }
    std::error_code fault;
    fs::create_directories(file.has_parent_path() ? file.parent_path() : fs::path("."), fault);
    const std::string text = labelmeJson(picture, imagePathFrom(file, picture, options),
                                         sizeForExport(project, picture, options), options.labelAttribute);
    if (auto written = writeFileQuickly(file, text); !written) return written.error();
    folders.insert(file.parent_path());
    files.push_back(std::move(file));
  }
  for (const fs::path& folder : folders)
    if (auto synced = syncFolder(folder.empty() ? fs::path(".") : folder); !synced) return synced.error();
  return files;
}

} // namespace

std::vector<AnnotationCodec> labelmeCodecs() {
  return {
      {AnnotationFormat::labelme, recognises<Dialect::labelme>, read<Dialect::labelme>, labelmeLosses, write},
      {AnnotationFormat::xAnyLabeling, recognises<Dialect::xAnyLabeling>, read<Dialect::xAnyLabeling>,
       nullptr, nullptr}};
}

} // namespace fillscope
