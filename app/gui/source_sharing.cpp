#include "app/gui/source_sharing.h"

namespace fillscope {

SharedSources withScaleShared(const Project& project, int index, const PictureSources& edited) {
  SharedSources shared;
  shared.all.reserve(project.pictures.size());
  for (const Picture& picture : project.pictures)
    shared.all.push_back(sourcesOf(picture));
  PictureSources& own = shared.all.at(static_cast<std::size_t>(index));
  const bool says = edited.depthScale > 0 &&
                    (edited.depthScale != own.depthScale || edited.depthRotation != own.depthRotation);
  own = edited;
  if (!says) return shared;
  for (std::size_t i = 0; i < shared.all.size(); ++i) {
    PictureSources& other = shared.all[i];
    if (static_cast<int>(i) == index || other.depthFile.empty() || !other.mayLackScale()) continue;
    other.depthScale = edited.depthScale;
    other.depthRotation = edited.depthRotation;
    ++shared.others;
  }
  return shared;
}

SharedSources withCameraShared(const Project& project, int index) {
  SharedSources shared;
  const PictureSources from = sourcesOf(project.pictures.at(static_cast<std::size_t>(index)));
  for (const Picture& picture : project.pictures) {
    const PictureSources own = sourcesOf(picture);
    PictureSources sources = from;
    sources.depthFile = own.depthFile;
    sources.emptyDepthFile = own.emptyDepthFile;
    shared.others += sources != own;
    shared.all.push_back(std::move(sources));
  }
  return shared;
}

} // namespace fillscope
