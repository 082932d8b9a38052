#include "app/gui/thumbnail_loader.h"
#include "core/formats/picture_file.h"
#include "core/formats/via_project.h"
#include "widgets/qimage_from.h"

namespace fillscope {
namespace {
constexpr int atOnce = 2;
constexpr std::size_t mostWaiting = 256;
constexpr int side = 192; // sharp at a pixel ratio of 2

Result<QImage> readThumbnail(const std::filesystem::path& file, const Progress& progress) {
  if (file.empty()) return QImage(); // a missing picture
  auto image = loadThumbnail(file, side, progress);
  if (!image) return image.error();
  return toQImage(*image);
}
} // namespace

void ThumbnailLoader::clear(const std::filesystem::path& folder) {
  ++generation_;
  waiting_.clear();
  running_ = 0;
  folder_ = folder;
}

void ThumbnailLoader::request(int index) {
  waiting_.push_back(index);
  if (waiting_.size() > mostWaiting) waiting_.erase(waiting_.begin());
  // Not at once: the view asks while it paints.
  QMetaObject::invokeMethod(
      this, [this] { startNext(); }, Qt::QueuedConnection);
}

void ThumbnailLoader::startNext() {
  while (running_ < atOnce && !waiting_.empty()) {
    const int index = waiting_.back();
    waiting_.pop_back();
    if (index < 0 || index >= document_.pictureCount()) continue;
    ++running_;
    Project project;
    project.defaultPath = document_.project().defaultPath;
    project.pictures.push_back(document_.picture(index));
    jobs_.run<QImage>(
        JobLane::io, tr("Thumbnail"), this,
        [project = std::move(project), folder = folder_](const Progress& progress) {
          return readThumbnail(resolvePicture(project, project.pictures.front(), folder), progress);
        },
        [this, index, generation = generation_](Result<QImage> image) {
          if (generation != generation_) return;
          --running_;
          Q_EMIT ready(index, image ? *image : QImage());
          startNext();
        },
        false);
  }
}

} // namespace fillscope
