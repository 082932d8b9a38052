#pragma once
// What was worked on lately: name, where, how far, a small picture.
#include "app/gui/settings.h"
#include <QImage>
#include <filesystem>
#include <vector>

namespace fillscope {

struct RecentProject {
  QString path; ///< as it is opened again
  QString name, folder;
  int picture = -1, pictures = 0; ///< the one shown last, from 0; of so many
  QImage thumbnail;               ///< null: none kept
  bool exists = true;
};

/// Lives on the window's thread. Thumbnails are PNG files in the folder given.
class RecentProjects {
 public:
  RecentProjects(Settings& settings, std::filesystem::path thumbnails);
  std::vector<RecentProject> list() const; ///< newest first
  void rememberPlace(const QString& path, int picture, int pictures);
  bool hasThumbnail(const QString& path) const;
  void rememberThumbnail(const QString& path, const QImage& image); ///< of any size

 private:
  std::filesystem::path thumbnailFile(const QString& path) const;
  Settings& settings_;
  std::filesystem::path folder_;
};

} // namespace fillscope
