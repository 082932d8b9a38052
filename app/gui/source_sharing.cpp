#include "app/gui/source_sharing.h"
#include "core/formats/folder_index.h"
#include "core/workflow/told_depth.h"
#include <filesystem>
#include <string_view>

namespace fillscope {

bool saysOtherScale(const PictureSources& before, const PictureSources& edited) {
  return edited.depthScale > 0 &&
         (edited.depthScale != before.depthScale || edited.depthRotation != before.depthRotation);
}

SharedSources withScaleShared(const OpenedProject& opened, int index, const PictureSources& edited) {
  const Project& project = opened.project;
  SharedSources shared;
  shared.all.reserve(project.pictures.size());
  for (const Picture& picture : project.pictures)
    shared.all.push_back(sourcesOf(picture));
  PictureSources& own = shared.all.at(static_cast<std::size_t>(index));
  const bool says = saysOtherScale(own, edited);
  own = edited;
  if (!says) return shared;
  for (std::size_t i = 0; i < shared.all.size(); ++i) {
    PictureSources& other = shared.all[i];
    if (static_cast<int>(i) == index || other.depthFile.empty() || !other.mayLackScale()) continue;
    if (holdsDecimals(opened, project.pictures[i])) continue;
    other.depthScale = edited.depthScale;
    other.depthRotation = edited.depthRotation;
    ++shared.others;
  }
  return shared;
}

namespace {

/// "tote.K.txt" is tote.png's, "intrinsics.txt" nobody's.
bool hasCameraOfItsOwn(const Picture& picture, const PictureSources& sources) {
  const auto baseOf = [](const std::string& path) {
    return pictureBaseOf(std::filesystem::path(path).filename().string());
  };
  const std::string base = baseOf(picture.filename), camera = baseOf(sources.intrinsicsFile);
  return camera.size() > base.size() && camera.starts_with(base) &&
         std::string_view("._-").find(camera[base.size()]) != std::string_view::npos;
}

} // namespace

SharedSources withCameraShared(const OpenedProject& opened, int index) {
  const Project& project = opened.project;
  SharedSources shared;
  const PictureSources from = sourcesOf(project.pictures.at(static_cast<std::size_t>(index)));
  for (const Picture& picture : project.pictures) {
    const PictureSources own = sourcesOf(picture);
    PictureSources sources = from;
    sources.depthFile = own.depthFile;
    sources.emptyDepthFile = own.emptyDepthFile;
    if (own.depthScale != from.depthScale && holdsDecimals(opened, picture))
      sources.depthScale = own.depthScale;
    if (hasCameraOfItsOwn(picture, own)) {
      sources.intrinsicsFile = own.intrinsicsFile;
      sources.fieldOfView = own.fieldOfView;
    }
    shared.others += sources != own;
    shared.all.push_back(std::move(sources));
  }
  return shared;
}

} // namespace fillscope
