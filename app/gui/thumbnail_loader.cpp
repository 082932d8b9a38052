#include "app/gui/thumbnail_loader.h"
#include "app/gui/paths.h"
#include "core/formats/via_project.h"
#include <QImageReader>

namespace fillscope {
namespace {
constexpr int atOnce = 2;
constexpr std::size_t mostWaiting = 256;
constexpr int side = 192; // sharp at a pixel ratio of 2

/// JPEG decoders scale while they read, so large photos cost little.
QImage readThumbnail(const std::filesystem::path& file) {
  if (file.empty()) return {}; // a missing picture
  QImageReader reader(toText(file));
  reader.setAutoTransform(true);
  reader.setAllocationLimit(1024);
  if (const QSize size = reader.size(); size.isValid())
    reader.setScaledSize(size.scaled(side, side, Qt::KeepAspectRatio).expandedTo({1, 1}));
  QImage image = reader.read();
  if (!image.isNull() && (image.width() > side || image.height() > side))
    image = image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  return image;
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
        [project = std::move(project), folder = folder_](const Progress&) -> Result<QImage> {
          return readThumbnail(resolvePicture(project, project.pictures.front(), folder));
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
