#include "core/formats/picture_project.h"
#include "core/formats/orientation.h"
#include "core/formats/picture_matcher.h"
#include "core/formats/text_encoding.h"
#include <algorithm>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr const char* renameHint = "rename them, such as with convmv -f latin1 -t utf8 --notest FOLDER/*";

Picture pictureAt(const fs::path& file, PictureMatcher& matcher) {
  Picture picture;
  picture.filename = matcher.relative(file);
  std::error_code fault;
  const auto size = fs::file_size(file, fault);
  picture.size = fault ? -1 : static_cast<long long>(size);
  picture.id = picture.filename + std::to_string(picture.size);
  setSources(picture, matcher.sourcesFor(file));
  recordOrientation(picture, storedOrientationInFile(file));
  return picture;
}

} // namespace

std::string counted(std::size_t count, const std::string& thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

void noteSources(OpenedProject& opened) {
  std::size_t depths = 0, cameras = 0, empties = 0;
  for (const Picture& picture : opened.project.pictures) {
    const PictureSources sources = sourcesOf(picture);
    depths += !sources.depthFile.empty();
    cameras += !sources.intrinsicsFile.empty() || sources.fieldOfView > 0;
    empties += !sources.emptyDepthFile.empty();
  }
  const std::size_t count = opened.project.pictures.size();
  opened.notes.push_back(counted(count, "picture") + ", " + std::to_string(depths) + " with depth, " +
                         std::to_string(cameras) + " with a camera.");
  if (empties > 0)
    opened.notes.push_back(counted(empties, "picture") + " can be measured against the box empty.");
}

Result<OpenedProject> newProject(const std::vector<fs::path>& files, const fs::path& folder,
                                 const std::string& name, PictureMatcher& matcher, const Progress& progress) {
  OpenedProject opened;
  opened.isNew = true;
  opened.folder = folder;
  opened.project.name = name;
  opened.project.pictures.reserve(files.size());
  std::size_t unnameable = 0;
  std::string example; // as it would read
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (i % 256 == 0) {
      if (progress.cancelled()) return cancelledError();
      progress.report(static_cast<double>(i) / static_cast<double>(files.size()), "Looking for pictures");
    }
    Picture picture = pictureAt(files[i], matcher);
    if (isUtf8(picture.filename))
      opened.project.pictures.push_back(std::move(picture));
    else if (unnameable++ == 0)
      example = decodedText(picture.filename).text;
  }
  if (unnameable > 0 && opened.project.pictures.empty())
    return Error{ErrorCode::badInput, "no project can name this picture, for its name is not UTF-8",
                 (folder / fs::path(example)).string(), renameHint};
  noteSources(opened);
  if (unnameable > 0)
    opened.notes.push_back(counted(unnameable, "picture") +
                           " left out, whose names are not UTF-8 and no project can hold, such as " +
                           example + ": " + renameHint + ".");
  return opened;
}

void matchSources(OpenedProject& opened) {
  PictureMatcher matcher(opened.folder);
  std::string base = opened.project.defaultPath;
  std::replace(base.begin(), base.end(), '\\', '/');
  for (Picture& picture : opened.project.pictures) {
    if (sourcesOf(picture) != PictureSources{}) continue;
    std::string name = picture.filename;
    std::replace(name.begin(), name.end(), '\\', '/');
    for (const fs::path& file :
         {opened.folder / name, opened.folder / base / name, opened.folder / fs::path(name).filename()}) {
      const auto& present = matcher.index(file.parent_path()).pictures();
      if (!std::binary_search(present.begin(), present.end(), file.filename().string(), naturallyBefore))
        continue;
      setSources(picture, matcher.sourcesFor(file));
      break;
    }
  }
}

} // namespace fillscope
