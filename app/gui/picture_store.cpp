#include "app/gui/picture_store.h"

namespace fillscope {
namespace {
std::size_t bytesOf(const LoadedPicture& picture) {
  std::size_t bytes = 4096;
  if (picture.image) bytes += picture.image->byteCount();
  for (const auto& depth : {picture.depth, picture.emptyDepth})
    if (depth) bytes += depth->values.byteCount();
  return bytes;
}
} // namespace

PictureStore::PictureStore(AnnotationDocument& document, JobRunner& jobs, std::size_t maximumBytes)
    : document_(document)
    , jobs_(jobs)
    , cache_(static_cast<qsizetype>(maximumBytes >> 10)) {}

void PictureStore::clear(const std::filesystem::path& folder) {
  invalidate(-1);
  folder_ = folder;
}

void PictureStore::invalidate(int index) {
  if (index >= 0) {
    cache_.remove(index);
    if (const auto it = running_.find(index); it != running_.end()) {
      jobs_.cancel(*it);
      running_.erase(it);
      wanted_.remove(index);
    }
    return;
  }
  cache_.clear();
  for (const int job : std::as_const(running_))
    jobs_.cancel(job);
  running_.clear();
  wanted_.clear();
}

PictureStore::Loaded PictureStore::cached(int index) const {
  const Loaded* found = cache_.object(index);
  return found ? *found : nullptr;
}

Project PictureStore::projectOf(int index) const {
  Project project;
  project.name = document_.project().name;
  project.defaultPath = document_.project().defaultPath;
  project.pictures.push_back(document_.picture(index));
  return project;
}

void PictureStore::load(int index) {
  if (index < 0 || index >= document_.pictureCount()) return;
  if (cache_.contains(index)) {
    Q_EMIT ready(index);
    return;
  }
  wanted_.insert(index);
  start(index);
}

void PictureStore::prefetch(int index) {
  if (index >= 0 && index < document_.pictureCount() && !cache_.contains(index)) start(index);
}

void PictureStore::start(int index) {
  if (running_.contains(index)) return;
  const auto token = std::make_shared<int>(0);
  *token = jobs_.run<LoadedPicture>(
      JobLane::io, tr("Loading %1").arg(QString::fromStdString(document_.picture(index).filename)), this,
      [project = projectOf(index), folder = folder_](const Progress& progress) {
        return loadPicture(project, folder, 0, progress);
      },
      [this, index, token](Result<LoadedPicture> result) {
        if (running_.value(index, -1) != *token) return; // superseded meanwhile
        running_.remove(index);
        const bool wanted = wanted_.remove(index);
        if (!result) {
          if (wanted) Q_EMIT failed(index, result.error());
          return;
        }
        const auto cost = static_cast<qsizetype>(bytesOf(*result) >> 10) + 1;
        // A picture larger than the whole cache is still shown: it then is the only one.
        cache_.insert(index, new Loaded(std::make_shared<const LoadedPicture>(std::move(*result))),
                      std::min(cost, cache_.maxCost()));
        if (wanted) Q_EMIT ready(index);
      },
      false);
  running_.insert(index, *token);
}

} // namespace fillscope
