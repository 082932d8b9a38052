#include "core/formats/picture_set.h"
#include "core/base/json.h"
#include "core/formats/annotation_format.h"
#include "core/formats/decode.h"
#include "core/formats/picture_lookup.h"
#include "core/formats/picture_matcher.h"
#include "core/formats/picture_project.h"
#include "core/formats/text_encoding.h"
#include <algorithm>
#include <fstream>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr const char* projectSuffix = ".fillscope.json";

std::string stemOf(const std::string& name) { return name.substr(0, name.size() - lowerSuffix(name).size()); }

/// A name that no file has yet: what lies there is somebody's work.
fs::path freeName(const fs::path& wanted) {
  const std::string text = wanted.string();
  const std::string stem = text.substr(0, text.size() - std::string_view(projectSuffix).size());
  fs::path path = wanted;
  std::error_code ignored;
  for (int n = 2; fs::exists(path, ignored); ++n)
    path = stem + "-" + std::to_string(n) + projectSuffix;
  return path;
}

/// Whether a JSON file holds VIA's words, from its beginning.
bool looksLikeVia(const fs::path& path) {
  std::string start(1 << 16, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  for (const char* word : {"\"_via_settings\"", "\"_via_img_metadata\"", "\"shape_attributes\""})
    if (start.find(word) != std::string::npos) return true;
  return false;
}

std::string sentenceOf(const ImportNote& note) {
  std::string text = note.text;
  if (note.picture.empty() && note.count == 1) return text;
  if (text.ends_with('.')) text.pop_back();
  text += " (";
  if (note.count > 1) text += std::to_string(note.count) + " times";
  if (!note.picture.empty()) text += (note.count > 1 ? ", first in " : "") + note.picture;
  return text + ").";
}

void takeNotes(OpenedProject& opened, const ImportReport& report) {
  for (const ImportNote& note : report.notes)
    opened.notes.push_back(sentenceOf(note));
}

/// Definitions of attributes alone go with the pictures beside them.
Result<OpenedProject> openAttributes(ImportedAnnotations imported, const fs::path& path,
                                     const Progress& progress) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  PictureMatcher matcher(folder);
  std::vector<fs::path> files;
  for (const std::string& name : matcher.index(folder).pictures())
    files.push_back(folder / name);
  auto opened = newProject(files, folder, path.stem().string(), matcher, progress);
  if (!opened) return opened;
  opened->files = std::move(imported.files);
  opened->project.attributesJson = std::move(imported.project.attributesJson);
  opened->projectFile = freeName(folder / (path.stem().string() + projectSuffix));
  takeNotes(*opened, imported.report);
  opened->notes.push_back("This file defines attributes alone; the pictures are those beside it.");
  return opened;
}

Result<OpenedProject> openProjectFile(const fs::path& path, const Progress& progress) {
  ReadOptions reading;
  reading.lookForPictures = false;
  auto imported = readAnnotations(path, reading, progress);
  if (!imported) return imported.error();
  const bool isOwn = path.filename().string().ends_with(projectSuffix);
  const bool onlyAttributes = imported->project.pictures.empty() && imported->project.settingsJson.empty() &&
                              !imported->project.attributesJson.empty();
  if (onlyAttributes && !isOwn) return openAttributes(std::move(*imported), path, progress);
  OpenedProject opened;
  opened.files = std::move(imported->files);
  opened.project = std::move(imported->project);
  opened.folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  opened.projectFile = path;
  takeNotes(opened, imported->report);
  // Annotations without a project stay what they are for the program that wrote them.
  if (imported->report.format != AnnotationFormat::via2 || (opened.project.settingsJson.empty() && !isOwn)) {
    opened.projectFile = freeName(opened.folder / (path.stem().string() + projectSuffix));
    opened.isNew = true;
    opened.notes.push_back("Read as " + imported->report.variant + ": saving writes " +
                           opened.projectFile.filename().string() + ".");
  }
  if (opened.project.name.empty()) opened.project.name = path.stem().stem().string();
  if (!isOwn) matchSources(opened);
  noteSources(opened);
  return opened;
}

/// A folder without annotations may hold what were some before they broke.
void noteBrokenFiles(OpenedProject& opened, const fs::path& folder, const FolderIndex& index) {
  constexpr std::size_t mostFilesLookedInto = 1000;
  const auto& files = index.jsonFiles();
  for (std::size_t i = 0; i < std::min(files.size(), mostFilesLookedInto); ++i)
    if (const auto read = readText(folder / files[i]))
      if (const auto whole = parseJson(read->text, files[i]); !whole)
        opened.notes.push_back("Nothing was read from a damaged file: " + whole.error().sentence());
}

/// What other programs' files of a folder tell of its pictures; theirs that are not there are listed too.
Result<void> addAnnotationsOfFolder(OpenedProject& opened, const fs::path& folder, const FolderIndex& index,
                                    const Progress& progress) {
  ReadOptions reading;
  reading.lookForPictures = false;
  auto found = findAnnotations(folder, reading, progress);
  if (!found) return found.error();
  if (!*found) noteBrokenFiles(opened, folder, index);
  if (!*found || (*found)->project.pictures.empty()) return {};
  ImportedAnnotations& imported = **found;
  const auto matches = matchPictures(opened.project.pictures, imported.project.pictures, folder);
  std::vector<Picture> more;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    Picture& picture = imported.project.pictures[i];
    if (!matches[i]) {
      more.push_back(std::move(picture));
      continue;
    }
    Picture& beside = opened.project.pictures[*matches[i]];
    beside.regions.insert(beside.regions.end(), picture.regions.begin(), picture.regions.end());
    beside.extras.insert(beside.extras.end(), picture.extras.begin(), picture.extras.end());
    for (auto& [attribute, value] : picture.attributes.items)
      beside.attributes.set(attribute, std::move(value));
  }
  for (Picture& picture : more)
    opened.project.pictures.push_back(std::move(picture));
  if (opened.project.attributesJson.empty())
    opened.project.attributesJson = std::move(imported.project.attributesJson);
  opened.files = std::move(imported.files);
  takeNotes(opened, imported.report);
  opened.notes.push_back("Annotations were read as " + imported.report.variant + ".");
  return {};
}

/// As projectFileIn.
Result<fs::path> projectIn(const fs::path& folder, const FolderIndex& index) {
  const fs::path own = defaultProjectFile(folder);
  std::error_code ignored;
  if (fs::is_regular_file(own, ignored)) return own;
  std::set<std::string> stems;
  if (index.pictures().size() > 1)
    for (const std::string& picture : index.pictures())
      stems.insert(stemOf(picture));
  std::vector<std::string> found;
  for (const std::string& file : index.projectFiles())
    // A project named after one of several pictures is that picture's alone.
    if (!stems.contains(file.substr(0, file.size() - std::string_view(projectSuffix).size())))
      found.push_back(file);
  constexpr std::size_t mostFilesLookedInto = 16;
  const auto candidates = found.empty() ? index.sharedJsonFiles() : std::vector<std::string>();
  if (candidates.size() <= mostFilesLookedInto)
    for (const std::string& file : candidates)
      if (looksLikeVia(folder / file)) found.push_back(file);
  if (found.size() > 1)
    return Error{ErrorCode::badInput,
                 "this folder holds " + counted(found.size(), "project") + ", " + found.front() +
                     " among them",
                 folder.string(), "open one of them by its name"};
  return found.empty() ? fs::path() : folder / found.front();
}

Result<OpenedProject> openFolder(const fs::path& given, const Progress& progress) {
  // "boxes/" and "." have names too.
  fs::path folder = given.lexically_normal();
  if (!folder.has_filename() && folder.has_parent_path() && folder != folder.root_path())
    folder = folder.parent_path();
  PictureMatcher matcher(folder);
  const FolderIndex& index = matcher.index(folder);
  const auto file = projectIn(folder, index);
  if (file && !file->empty()) return openProjectFile(*file, progress);

  std::vector<fs::path> files;
  for (const std::string& name : index.pictures())
    files.push_back(folder / name);
  for (std::size_t i = 0; files.empty() && i < index.subfolders().size(); ++i) {
    const fs::path below = folder / index.subfolders()[i];
    if (isColourFolder(index.subfolders()[i]))
      for (const std::string& name : matcher.index(below).pictures())
        files.push_back(below / name);
  }
  if (files.empty() && !index.clouds().empty())
    return Error{ErrorCode::notFound, "there are point clouds in this folder, but no pictures",
                 folder.string(), "open the clouds themselves, such as " + index.clouds().front()};
  if (files.empty())
    return Error{ErrorCode::notFound, "there are no pictures in this folder", folder.string(),
                 "choose a folder with photos, such as box.jpg and box.depth.png"};
  const fs::path projectFile = freeName(defaultProjectFile(folder));
  auto opened = newProject(files, folder, projectFile.stem().stem().string(), matcher, progress);
  if (!opened) return opened;
  opened->projectFile = projectFile;
  if (auto added = addAnnotationsOfFolder(*opened, folder, index, progress); !added) return added.error();
  if (!file) opened->notes.push_back(file.error().sentence());
  if (const auto left = index.depthsWithoutPicture(); !left.empty())
    opened->notes.push_back(counted(left.size(), "depth file") + " without a picture, such as " +
                            left.front() + ".");
  return opened;
}

/// The picture beside a depth map; empty where there is none.
fs::path pictureOfDepth(const fs::path& depth) {
  const fs::path folder = depth.parent_path();
  const FolderIndex index(folder);
  for (const std::string& name : index.pictures())
    if (index.depthOf(name) == depth.filename().string()) return folder / name;
  return {};
}

/// Depth and camera files that were handed over by themselves.
struct LooseFiles {
  std::vector<fs::path> pictures, depths, cameras;
};

Result<LooseFiles> sortOut(const std::vector<fs::path>& paths) {
  LooseFiles files;
  std::error_code ignored;
  for (const fs::path& path : paths) {
    const std::string name = path.filename().string(), suffix = lowerSuffix(name);
    if (!fs::exists(path, ignored))
      return Error{ErrorCode::notFound, "there is no such file", path.string(),
                   "check the name and the folder"};
    if (fs::is_directory(path, ignored)) {
      const FolderIndex index(path);
      for (const std::string& picture : index.pictures())
        files.pictures.push_back(path / picture);
    } else if (isDepthName(name) || suffix == ".npy") {
      files.depths.push_back(path);
    } else if (isPictureName(name)) {
      files.pictures.push_back(path);
    } else if (suffix == ".txt" || (suffix == ".json" && !looksLikeVia(path))) {
      files.cameras.push_back(path);
    } else if (suffix == ".json") {
      return Error{ErrorCode::badInput, "a project is opened by itself", path.string(),
                   "open only this file"};
    } else {
      return Error{ErrorCode::badInput, "this is no picture, no folder and no project", path.string(),
                   "open photos, a folder of them or annotations"};
    }
  }
  if (files.pictures.empty())
    for (const fs::path& depth : files.depths)
      if (fs::path picture = pictureOfDepth(depth); !picture.empty())
        files.pictures.push_back(std::move(picture));
  if (files.pictures.empty())
    return Error{ErrorCode::notFound, "there is no picture to go with this file", paths.front().string(),
                 "open it together with its photo"};
  return files;
}

Result<OpenedProject> openFiles(const std::vector<fs::path>& paths, const Progress& progress) {
  auto files = sortOut(paths);
  if (!files) return files.error();
  auto& pictures = files->pictures;
  std::set<fs::path> seen;
  std::erase_if(pictures, [&](const fs::path& path) { return !seen.insert(path.lexically_normal()).second; });
  fs::path folder = pictures.front().parent_path();
  if (folder.empty()) folder = ".";
  const bool alone = pictures.size() == 1;
  fs::path projectFile = defaultProjectFile(folder);
  if (alone) {
    projectFile = folder / (stemOf(pictures.front().filename().string()) + projectSuffix);
    std::error_code ignored;
    if (paths.size() == 1 && fs::is_regular_file(projectFile, ignored))
      return openProjectFile(projectFile, progress);
  }
  projectFile = freeName(projectFile);
  PictureMatcher matcher(folder);
  auto opened = newProject(pictures, folder, projectFile.stem().stem().string(), matcher, progress);
  if (!opened) return opened;
  opened->projectFile = projectFile;
  for (Picture& picture : opened->project.pictures) {
    PictureSources sources = sourcesOf(picture);
    if (alone && files->depths.size() == 1) sources.depthFile = matcher.relative(files->depths.front());
    if (files->cameras.size() == 1 && (alone || sources.intrinsicsFile.empty()))
      sources.intrinsicsFile = matcher.relative(files->cameras.front());
    setSources(picture, sources);
  }
  return opened;
}

} // namespace

Result<fs::path> projectFileIn(const fs::path& folder) {
  PictureMatcher matcher(folder);
  return projectIn(folder.lexically_normal(), matcher.index(folder));
}

Result<OpenedProject> openUnambiguous(const fs::path& path, const Progress& progress) {
  std::error_code fault;
  if (fs::is_directory(path, fault))
    if (const auto file = projectFileIn(path); !file) return file.error();
  return openPath(path, progress);
}

Result<OpenedProject> openPath(const fs::path& path, const Progress& progress) {
  std::error_code fault;
  if (fs::is_directory(path, fault)) return openFolder(path, progress);
  if (!fs::exists(path, fault))
    return Error{ErrorCode::notFound, "there is no such file or folder", path.string(),
                 "check the name and the folder"};
  const std::string suffix = lowerSuffix(path.string());
  for (const char* annotations : {".json", ".csv", ".xml", ".yaml", ".yml"})
    if (suffix == annotations) return openProjectFile(path, progress);
  return openFiles({path}, progress);
}

Result<OpenedProject> openPaths(const std::vector<fs::path>& paths, const Progress& progress) {
  if (paths.empty()) return Error{ErrorCode::badInput, "nothing was given to open", {}, {}};
  return paths.size() == 1 ? openPath(paths.front(), progress) : openFiles(paths, progress);
}

fs::path defaultProjectFile(const fs::path& folder) {
  std::error_code fault;
  fs::path whole = fs::absolute(folder, fault).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();
  const std::string name = whole.filename().string();
  return folder / ((name.empty() ? "pictures" : name) + projectSuffix);
}

} // namespace fillscope
