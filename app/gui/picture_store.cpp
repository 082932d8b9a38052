#include "app/gui/picture_store.h"

namespace fillscope {
namespace {
std::size_t bytesOf(const LoadedPicture& picture) {
  std::size_t bytes = 4096;
  if (picture.image) bytes += picture.image->byteCount();
  if (picture.samples) bytes += picture.samples->byteCount();
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
  for (QHash<int, int>* jobs : {&running_, &previewing_}) {
    if (index < 0) {
      for (const int job : std::as_const(*jobs))
        jobs_.cancel(job);
      jobs->clear();
    } else if (const auto it = jobs->find(index); it != jobs->end()) {
      jobs_.cancel(*it);
      jobs->erase(it);
      wanted_.remove(index);
    }
  }
  if (index >= 0) {
    cache_.remove(index);
    return;
  }
  cache_.clear();
  wanted_.clear();
  last_ = -1;
}

void PictureStore::invalidateAllBut(int index) {
  for (const QList<int>& known : {cache_.keys(), running_.keys(), previewing_.keys()})
    for (const int other : known)
      if (other != index) invalidate(other);
}

void PictureStore::cancelOthers(int index) {
  for (QHash<int, int>* jobs : {&running_, &previewing_})
    for (auto it = jobs->begin(); it != jobs->end();) {
      const int away = std::abs(it.key() - index);
      if (away == 0 || (away <= reach && jobs == &running_)) {
        ++it;
        continue;
      }
      jobs_.cancel(*it);
      wanted_.remove(it.key());
      it = jobs->erase(it);
    }
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
  last_ = index;
  cancelOthers(index);
  if (cache_.contains(index)) {
    Q_EMIT ready(index);
    return;
  }
  wanted_.insert(index);
  if (!previewing_.contains(index)) startPreview(index);
}

void PictureStore::prefetch(int index) {
  if (index >= 0 && index < document_.pictureCount() && !cache_.contains(index)) start(index);
}

void PictureStore::startPreview(int index) {
  const auto token = std::make_shared<int>(0);
  using Preview = std::optional<PicturePreview>;
  *token = jobs_.run<Preview>(
      JobLane::io, tr("Loading %1").arg(QString::fromStdString(document_.picture(index).filename)), this,
      [project = projectOf(index), folder = folder_](const Progress& progress) {
        return loadPreview(project, folder, 0, progress);
      },
      [this, index, token](Result<Preview> preview) {
        if (previewing_.value(index, -1) != *token) return;
        previewing_.remove(index);
        if (!wanted_.contains(index)) return; // loaded ahead, and ready meanwhile
        if (preview && *preview) Q_EMIT previewReady(index, **preview);
        // What is wrong with the file is said by loading it.
        if (wanted_.contains(index)) start(index);
      },
      false);
  previewing_.insert(index, *token);
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
        finish(index, std::move(result));
      },
      false);
  running_.insert(index, *token);
}

void PictureStore::finish(int index, Result<LoadedPicture> result) {
  const bool wanted = wanted_.remove(index);
  if (result)
    keep(index, *std::move(result), wanted);
  else if (wanted)
    Q_EMIT failed(index, result.error());
}

void PictureStore::keep(int index, LoadedPicture picture, bool wanted) {
  const auto cost = static_cast<qsizetype>(bytesOf(picture) >> 10) + 1;
  // The neighbours were used last, so that others make room; a neighbour never pushes out a nearer one.
  qsizetype held = 0;
  for (int k = last_ - reach; k <= last_ + reach; ++k)
    if (const Loaded* other = k == index ? nullptr : cache_.object(k))
      held += static_cast<qsizetype>(bytesOf(**other) >> 10) + 1;
  if (!wanted && held + cost > cache_.maxCost()) return;
  // A picture larger than the whole cache is still shown: it then is the only one.
  cache_.insert(index, new Loaded(std::make_shared<const LoadedPicture>(std::move(picture))),
                std::min(cost, cache_.maxCost()));
  if (wanted) Q_EMIT ready(index);
}

} // namespace fillscope
