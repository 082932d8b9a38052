#include "core/workflow/open_anything.h"
#include "core/annotation/attribute_definitions.h"
#include "core/formats/cloud_reader.h"
#include "core/formats/folder_index.h"
#include "core/formats/picture_lookup.h"
#include "core/formats/rosbag.h"
#include "core/formats/zip_archive.h"
#include "core/workflow/open_cloud.h"
#include <algorithm>
#include <fstream>
#include <set>
#include <utility>

namespace fillscope {
namespace {
namespace fs = std::filesystem;

std::string lowerSuffix(const fs::path& path) {
  std::string suffix = path.extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return suffix;
}

std::string headOf(const fs::path& path, std::size_t bytes) {
  std::ifstream in(path, std::ios::binary);
  std::string head(bytes, '\0');
  in.read(head.data(), static_cast<std::streamsize>(bytes));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return head;
}

/// Numbers of a camera and nothing more.
bool looksLikeCamera(const fs::path& path) {
  const std::string head = headOf(path, 4096);
  return head.find("\"fx\"") != std::string::npos || head.find("intrinsic") != std::string::npos ||
         head.find("\"K\"") != std::string::npos;
}

/// A VIA 2 project is opened where it is and saved there.
bool looksLikeProject(const fs::path& path) {
  if (path.filename().string().ends_with(".fillscope.json")) return true;
  const std::string head = headOf(path, 1 << 16);
  return head.find("\"_via_settings\"") != std::string::npos ||
         head.find("\"_via_img_metadata\"") != std::string::npos;
}

fs::path unpackedFolder(const fs::path& archive) { return archive.parent_path() / archive.stem(); }

/// One folder within an unpacked one, where archives so often begin.
fs::path innermost(fs::path folder) {
  std::error_code fault;
  while (true) {
    std::vector<fs::path> entries;
    for (const auto& entry : fs::directory_iterator(folder, fault))
      entries.push_back(entry.path());
    if (entries.size() != 1 || !fs::is_directory(entries.front(), fault)) return folder;
    folder = entries.front();
  }
}

fs::path freeProjectFile(const fs::path& folder, const std::string& stem) {
  std::error_code fault;
  fs::path file = folder / (stem + ".fillscope.json");
  for (int i = 2; fs::exists(file, fault); ++i)
    file = folder / (stem + "-" + std::to_string(i) + ".fillscope.json");
  return file;
}

void addFiles(OpenedProject& opened, const std::vector<fs::path>& files) {
  opened.files.insert(opened.files.end(), files.begin(), files.end());
}

OpenedAnything fromAnnotations(ImportedAnnotations imported, const fs::path& path) {
  OpenedAnything found;
  std::error_code fault;
  OpenedProject& opened = found.opened;
  opened.files = std::move(imported.files);
  opened.project = std::move(imported.project);
  opened.folder = fs::is_directory(path, fault) ? path : path.parent_path();
  if (opened.folder.empty()) opened.folder = ".";
  const std::string stem = path.stem().string();
  opened.projectFile = freeProjectFile(opened.folder, stem);
  opened.isNew = true;
  if (opened.project.name.empty()) opened.project.name = stem;
  found.reports.push_back(std::move(imported.report));
  return found;
}

/// Annotation files that lie in a folder beside its pictures.
std::vector<fs::path> annotationsIn(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code fault;
  for (const auto& entry : fs::directory_iterator(folder, fault)) {
    const std::string suffix = lowerSuffix(entry.path());
    if ((suffix == ".json" || suffix == ".csv" || suffix == ".xml") && !looksLikeCamera(entry.path()))
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Result<OpenedAnything> openFolderOf(const fs::path& folder, const Progress& progress) {
  Result<OpenedProject> pictures = openPath(folder, progress);
  if (pictures && !pictures->isNew) return OpenedAnything{std::move(*pictures), {}, {}};
  // No project of our own or VIA's: a folder as other programs keep it, or single files beside the pictures.
  ReadOptions options;
  options.images = folder;
  Result<std::optional<ImportedAnnotations>> found = findAnnotations(folder, options, progress);
  if (progress.cancelled()) return cancelledError();
  if (!found) return found.error();
  std::optional<ImportedAnnotations> whole = std::move(*found);
  if (!whole && pictures)
    if (const std::vector<fs::path> files = annotationsIn(folder); files.size() == 1)
      if (Result<ImportedAnnotations> single = readAnnotations(files.front(), options, progress))
        whole = std::move(*single);
  if (!whole) {
    if (!pictures) return pictures.error();
    return OpenedAnything{std::move(*pictures), {}, {}};
  }
  if (!pictures) return fromAnnotations(std::move(*whole), folder);
  OpenedAnything both{std::move(*pictures), {}, {}};
  addFiles(both.opened, whole->files);
  both.merges.push_back(mergeAnnotations(both.opened.project, whole->project, folder));
  both.reports.push_back(std::move(whole->report));
  return both;
}

Result<OpenedAnything> openOne(const fs::path& path, const Progress& progress) {
  std::error_code fault;
  if (fs::is_directory(path, fault)) return openFolderOf(path, progress);
  const SortedPaths sorted = sortPaths({path});
  if (!sorted.annotations.empty() && !looksLikeProject(path)) {
    Result<ImportedAnnotations> imported = readAnnotations(path, {}, progress);
    if (!imported) return imported.error();
    return fromAnnotations(std::move(*imported), path);
  }
  Result<OpenedProject> opened = openPath(path, progress);
  if (!opened) return opened.error();
  return OpenedAnything{std::move(*opened), {}, {}};
}

bool hasTextOrJson(const AttributeValue* value) { return value && !value->text.empty(); }

} // namespace

void mergeDefinitions(Project& project, const Project& annotations) {
  auto into = parseAttributeDefinitions(project.attributesJson);
  const auto from = parseAttributeDefinitions(annotations.attributesJson);
  if (!into || !from) return;
  const auto add = [](std::vector<AttributeDefinition>& to, const std::vector<AttributeDefinition>& all) {
    for (const AttributeDefinition& definition : all)
      if (std::none_of(to.begin(), to.end(),
                       [&](const AttributeDefinition& known) { return known.name == definition.name; }))
        to.push_back(definition);
  };
  const AttributeDefinitions before = *into;
  add(into->region, from->region);
  add(into->file, from->file);
  if (*into != before) project.attributesJson = attributeDefinitionsJson(*into);
}

void mergePicture(Picture& into, const Picture& from, MergedAnnotations& count) {
  const std::vector<Region> before = into.regions;
  for (const Region& region : from.regions) {
    if (std::find(before.begin(), before.end(), region) != before.end()) {
      ++count.duplicate;
      continue;
    }
    into.regions.push_back(region);
    ++count.regions;
  }
  for (const auto& [name, value] : from.attributes.items)
    if (!hasTextOrJson(into.attributes.find(name))) into.attributes.set(name, value);
  for (const auto& extra : from.extras)
    if (std::none_of(into.extras.begin(), into.extras.end(),
                     [&](const auto& known) { return known.first == extra.first; }))
      into.extras.push_back(extra);
}

SortedPaths sortPaths(const std::vector<fs::path>& paths) {
  SortedPaths sorted;
  std::error_code fault;
  for (const fs::path& path : paths) {
    const std::string suffix = lowerSuffix(path);
    if (fs::is_directory(path, fault))
      sorted.folders.push_back(path);
    else if (suffix == ".csv" || suffix == ".xml" || (suffix == ".json" && !looksLikeCamera(path)))
      sorted.annotations.push_back(path);
    else if (isCloudName(path.filename().string()))
      sorted.clouds.push_back(path);
    else if (suffix == ".bag" || (!isPictureName(path.filename().string()) && Rosbag::isOne(path)))
      sorted.recordings.push_back(path);
    else if (suffix == ".zip" || (!isPictureName(path.filename().string()) && isZipArchive(path)))
      sorted.archives.push_back(path);
    else
      sorted.others.push_back(path);
  }
  return sorted;
}

bool isRecording(const std::vector<fs::path>& paths) {
  return paths.size() == 1 && !sortPaths(paths).recordings.empty();
}

bool areForeignAnnotations(const std::vector<fs::path>& paths) {
  return sortPaths(paths).annotations.size() == paths.size() &&
         std::none_of(paths.begin(), paths.end(), looksLikeProject);
}

bool holdProject(const std::vector<fs::path>& paths) {
  const SortedPaths sorted = sortPaths(paths);
  return !sorted.folders.empty() || !sorted.archives.empty() ||
         std::any_of(sorted.annotations.begin(), sorted.annotations.end(), looksLikeProject);
}

MergedAnnotations mergeAnnotations(Project& project, const Project& annotations, const fs::path& folder) {
  MergedAnnotations merged;
  const auto matches = matchPictures(project.pictures, annotations.pictures, folder);
  std::set<std::string> ids;
  for (const Picture& picture : project.pictures)
    ids.insert(picture.id);
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Picture& picture = annotations.pictures[i];
    if (!matches[i]) {
      if (picture.regions.empty()) continue;
      Picture fresh = picture;
      for (int number = 2; !ids.insert(fresh.id).second; ++number)
        fresh.id = picture.id + "-" + std::to_string(number);
      merged.regions += static_cast<int>(fresh.regions.size());
      project.pictures.push_back(std::move(fresh));
      ++merged.added;
      continue;
    }
    ++merged.matched;
    mergePicture(project.pictures[*matches[i]], picture, merged);
  }
  mergeDefinitions(project, annotations);
  return merged;
}

Result<std::vector<ImportedAnnotations>>
readAllAnnotations(const std::vector<fs::path>& files, const fs::path& folder, const Progress& progress) {
  std::vector<ImportedAnnotations> all;
  ReadOptions options;
  options.images = folder;
  for (const fs::path& file : files) {
    Result<ImportedAnnotations> imported = readAnnotations(file, options, progress);
    if (!imported) return imported.error();
    all.push_back(std::move(*imported));
  }
  return all;
}

/// A project that was worked on since it was unpacked is no surprise; another picture is.
std::string aboutOthers(const UnpackedZip& unpacked, const fs::path& archive, const fs::path& folder) {
  const auto others = std::count_if(unpacked.others.begin(), unpacked.others.end(),
                                    [](const fs::path& file) { return file.extension() != ".json"; });
  if (others == 0) return {};
  return archive.filename().string() + ": " + std::to_string(others) + " of its files lie in the folder " +
         folder.filename().string() +
         " with other content, which was left as it is; rename that folder to see those of the ZIP file.";
}

Result<OpenedAnything> openAnything(const std::vector<fs::path>& paths, const Progress& progress) {
  SortedPaths sorted = sortPaths(paths);
  if (!sorted.recordings.empty()) {
    return Error{ErrorCode::badInput, "this is a recording, of which frames are taken first",
                 sorted.recordings.front().string(),
                 "open it alone; the folder of its frames can be opened with the others then"};
  }
  std::vector<std::string> remarks;
  for (const fs::path& archive : sorted.archives) {
    const fs::path folder = unpackedFolder(archive);
    const Result<UnpackedZip> unpacked = unpackZip(archive, folder, progress);
    if (!unpacked) return unpacked.error();
    sorted.folders.push_back(innermost(folder));
    if (std::string remark = aboutOthers(*unpacked, archive, folder); !remark.empty())
      remarks.push_back(std::move(remark));
  }
  std::vector<OpenedCloud> clouds;
  std::vector<Error> refused;
  for (const fs::path& cloud : std::exchange(sorted.clouds, {})) {
    Result<CloudBeside> beside = openCloudBeside(cloud, progress);
    if (!beside && beside.error().code == ErrorCode::cancelled) return beside.error();
    if (!beside) {
      refused.push_back(beside.error());
      continue;
    }
    sorted.clouds.push_back(cloud);
    sorted.folders.push_back(beside->folder);
    if (const auto& made = beside->written)
      clouds.push_back({cloud, made->isOwnGrid, made->upGuessed, nameOf(made->up), made->outside});
  }
  std::vector<fs::path> pictures = sorted.folders;
  pictures.insert(pictures.end(), sorted.others.begin(), sorted.others.end());
  const std::size_t all = pictures.size() + sorted.annotations.size();
  if (all == 0 && !refused.empty()) return refused.front();
  if (all == 0) return Error{ErrorCode::badInput, "nothing was given to open", {}, {}};

  Result<OpenedAnything> found = [&]() -> Result<OpenedAnything> {
    if (pictures.empty()) return openOne(sorted.annotations.front(), progress);
    if (pictures.size() == 1) return openOne(pictures.front(), progress);
    Result<OpenedProject> opened = openPaths(pictures, progress);
    if (!opened) return opened.error();
    return OpenedAnything{std::move(*opened), {}, {}};
  }();
  if (!found) return found;
  addFiles(found->opened, sorted.archives);
  addFiles(found->opened, sorted.clouds);
  found->clouds = std::move(clouds);
  found->refused = std::move(refused);
  std::vector<std::string>& notes = found->opened.notes;
  notes.insert(notes.begin(), remarks.begin(), remarks.end());
  const std::size_t first = pictures.empty() ? 1 : 0;
  const std::vector<fs::path> rest(sorted.annotations.begin() + static_cast<std::ptrdiff_t>(first),
                                   sorted.annotations.end());
  Result<std::vector<ImportedAnnotations>> more = readAllAnnotations(rest, found->opened.folder, progress);
  if (!more) return more.error();
  for (ImportedAnnotations& imported : *more) {
    found->merges.push_back(mergeAnnotations(found->opened.project, imported.project, found->opened.folder));
    found->reports.push_back(std::move(imported.report));
    addFiles(found->opened, imported.files);
  }
  return found;
}

} // namespace fillscope
