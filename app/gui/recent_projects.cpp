#include "app/gui/recent_projects.h"
#include "app/gui/paths.h"
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <cstring>

namespace fillscope {
namespace {
constexpr int thumbnailSide = 192; ///< device pixels, enough for a ratio of 2
constexpr int mostThumbnails = 30;

QString withoutSuffix(QString name) {
  for (const char* suffix : {".fillscope.json", ".json"})
    if (name.endsWith(QLatin1String(suffix)))
      return name.chopped(static_cast<qsizetype>(std::strlen(suffix)));
  return name;
}
} // namespace

RecentProjects::RecentProjects(Settings& settings, std::filesystem::path thumbnails)
    : settings_(settings)
    , folder_(std::move(thumbnails)) {}

std::filesystem::path RecentProjects::thumbnailFile(const QString& path) const {
  const QByteArray hash = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha1).toHex().left(16);
  return folder_ / (hash.toStdString() + ".png");
}

std::vector<RecentProject> RecentProjects::list() const {
  std::vector<RecentProject> all;
  for (const QString& path : settings_.recentPaths()) {
    RecentProject project;
    project.path = path;
    const QFileInfo file(path);
    project.name = withoutSuffix(file.fileName());
    if (project.name.isEmpty()) project.name = path;
    QString folder = QDir::toNativeSeparators(file.absolutePath());
    if (folder.startsWith(QDir::homePath())) folder.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    project.folder = folder;
    project.exists = file.exists();
    const QSize place = settings_.recentPlace(path);
    project.picture = place.width();
    project.pictures = place.height();
    project.thumbnail.load(toText(thumbnailFile(path)));
    all.push_back(project);
  }
  return all;
}

void RecentProjects::rememberPlace(const QString& path, int picture, int pictures) {
  if (!path.isEmpty()) settings_.setRecentPlace(path, {picture, pictures});
}

bool RecentProjects::hasThumbnail(const QString& path) const {
  return QFileInfo::exists(toText(thumbnailFile(path)));
}

void RecentProjects::rememberThumbnail(const QString& path, const QImage& image) {
  if (path.isEmpty() || image.isNull()) return;
  QDir folder(toText(folder_));
  if (!folder.mkpath(QStringLiteral("."))) return;
  const QFileInfoList old = folder.entryInfoList({QStringLiteral("*.png")}, QDir::Files, QDir::Time);
  for (qsizetype i = mostThumbnails; i < old.size(); ++i)
    QFile::remove(old[i].filePath());
  image.scaled(thumbnailSide, thumbnailSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)
      .save(toText(thumbnailFile(path)), "PNG");
}

} // namespace fillscope
