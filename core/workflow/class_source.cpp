#include "core/formats/folder_index.h"
#include "core/formats/image_io.h"
#include "core/formats/picture_lookup.h"
#include "core/formats/picture_set.h"
#include "core/workflow/training_sources.h"
#include <algorithm>
#include <set>
#include <utility>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

struct Entry {
  fs::path file;
  std::string name, group, className;
};

class ClassSource final : public SampleSource {
 public:
  ClassSource(std::vector<Entry> entries, std::size_t unclassed)
      : entries_(std::move(entries))
      , unclassed_(unclassed) {}

  std::size_t size() const override { return entries_.size(); }
  std::string group(std::size_t index) const override { return entries_.at(index).group; }
  std::string className(std::size_t index) const override { return entries_.at(index).className; }
  std::size_t unclassed() const override { return unclassed_; }

  Result<TrainingSample> load(std::size_t index) const override {
    const Entry& entry = entries_.at(index);
    auto image = loadImage(entry.file);
    if (!image) return image.error();
    TrainingSample sample;
    sample.name = entry.name;
    sample.group = entry.group;
    sample.className = entry.className;
    sample.image = *std::move(image);
    return sample;
  }

 private:
  std::vector<Entry> entries_;
  std::size_t unclassed_;
};

Result<std::shared_ptr<SampleSource>> sourceOf(std::vector<Entry> entries, std::size_t unclassed,
                                               const fs::path& place) {
  if (entries.empty())
    return Error{ErrorCode::badInput, "no picture's class is known", place.string(),
                 "put the pictures of each class into a folder of its own within it, or give them the file "
                 "attribute \"" +
                     std::string(classAttribute) + "\" in the window"};
  return std::shared_ptr<SampleSource>(std::make_shared<ClassSource>(std::move(entries), unclassed));
}

Result<std::shared_ptr<SampleSource>> fromProject(const OpenedProject& opened) {
  std::vector<Entry> entries;
  std::size_t unclassed = 0;
  PictureLookup lookup(opened.folder);
  for (const Picture& picture : opened.project.pictures) {
    Entry entry;
    entry.className = picture.attributes.text(classAttribute);
    if (entry.className.empty()) {
      ++unclassed;
      continue;
    }
    entry.name = picture.filename;
    entry.group = picture.attributes.text(pictureGroupAttribute);
    if (entry.group.empty()) entry.group = entry.name;
    entry.file = lookup.find(opened.project, picture);
    if (entry.file.empty())
      return Error{ErrorCode::notFound, "the picture file " + picture.filename + " is not there",
                   opened.projectFile.string(), "put it next to the project or take it out of the project"};
    entries.push_back(std::move(entry));
  }
  return sourceOf(std::move(entries), unclassed, opened.projectFile);
}

/// The photos of a class: no depth maps and masks that lie beside them, nor an RGB-D collection's folder of
/// depth.
std::vector<fs::path> photosAmong(const std::vector<fs::path>& files) {
  std::set<fs::path> photos; // without their endings
  for (const fs::path& file : files)
    photos.insert(file.parent_path() / pictureBaseOf(file.filename().string()));
  std::set<fs::path> colourFolders; // whose folder holds one of colours
  for (const fs::path& file : files)
    if (isColourFolder(file.parent_path().filename().string()))
      colourFolders.insert(file.parent_path().parent_path());
  std::vector<fs::path> kept;
  for (const fs::path& file : files) {
    const std::string name = file.filename().string();
    const fs::path folder = file.parent_path();
    const std::string base = maskBaseOf(name);
    const bool isMask = base != pictureBaseOf(name) && photos.contains(folder / base);
    const bool isBesideColours =
        colourFolders.contains(folder.parent_path()) && !isColourFolder(folder.filename().string());
    if (!isDepthName(name) && !isMask && !isBesideColours) kept.push_back(file);
  }
  return kept;
}

/// One of each class in turn, so that the first ones are of all.
std::vector<Entry> inTurn(std::vector<std::vector<Entry>> classes) {
  std::vector<Entry> entries;
  bool any = true;
  for (std::size_t k = 0; any; ++k) {
    any = false;
    for (auto& own : classes)
      if (k < own.size()) {
        entries.push_back(std::move(own[k]));
        any = true;
      }
  }
  return entries;
}

Result<std::shared_ptr<SampleSource>> fromFolders(const fs::path& folder,
                                                  const std::vector<std::string>& classes) {
  std::vector<std::vector<Entry>> all;
  for (const std::string& name : classes) {
    const auto files = picturesBelow(folder / name);
    if (!files && files.error().code == ErrorCode::badInput) continue; // no pictures there
    if (!files) return files.error();
    std::vector<Entry> own;
    for (const fs::path& file : photosAmong(*files)) {
      const std::string place = file.lexically_relative(folder).generic_string();
      own.push_back({file, place, place, name});
    }
    std::sort(own.begin(), own.end(),
              [](const Entry& a, const Entry& b) { return naturallyBefore(a.name, b.name); });
    all.push_back(std::move(own));
  }
  return sourceOf(inTurn(std::move(all)), 0, folder);
}

} // namespace

Result<std::shared_ptr<SampleSource>> classSource(const fs::path& path) {
  std::error_code fault;
  if (fs::is_directory(path, fault)) {
    const auto project = projectFileIn(path);
    const FolderIndex index(path);
    const bool isOneProjects = project && !project->empty();
    if (!isOneProjects && !index.subfolders().empty()) return fromFolders(path, index.subfolders());
  }
  const auto opened = openUnambiguous(path);
  if (!opened) return opened.error();
  return fromProject(*opened);
}

} // namespace fillscope
