#include "core/formats/folder_index.h"
#include "core/formats/image_io.h"
#include "core/formats/picture_lookup.h"
#include "core/formats/picture_set.h"
#include "core/workflow/training_sources.h"
#include <algorithm>
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

Result<std::shared_ptr<SampleSource>> fromFolders(const fs::path& folder, std::vector<std::string> classes) {
  std::vector<Entry> entries;
  for (const std::string& name : classes) {
    auto files = picturesBelow(folder / name);
    if (!files && files.error().code == ErrorCode::badInput) continue; // no pictures there
    if (!files) return files.error();
    std::vector<Entry> own;
    for (const fs::path& file : *files) {
      if (isDepthName(file.filename().string())) continue;
      const std::string place = file.lexically_relative(folder).generic_string();
      own.push_back({file, place, place, name});
    }
    std::sort(own.begin(), own.end(),
              [](const Entry& a, const Entry& b) { return naturallyBefore(a.name, b.name); });
    std::move(own.begin(), own.end(), std::back_inserter(entries));
  }
  return sourceOf(std::move(entries), 0, folder);
}

} // namespace

Result<std::shared_ptr<SampleSource>> classSource(const fs::path& path) {
  std::error_code fault;
  if (fs::is_directory(path, fault) && projectFileIn(path).empty()) {
    const FolderIndex index(path);
    if (!index.subfolders().empty()) return fromFolders(path, index.subfolders());
  }
  const auto opened = openPath(path);
  if (!opened) return opened.error();
  return fromProject(*opened);
}

} // namespace fillscope
