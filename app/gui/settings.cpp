#include "app/gui/settings.h"
#include <QCryptographicHash>
#include <QFileInfo>
#include <algorithm>

namespace fillscope {
namespace {
constexpr int mostRecent = 10;

/// The same for every way to write a path, links included.
QString placeOf(const QString& path) {
  const QFileInfo file(path);
  const QString canonical = file.canonicalFilePath();
  return canonical.isEmpty() ? file.absoluteFilePath() : canonical;
}

QString placeKey(const QString& path) {
  const QByteArray place = placeOf(path).toUtf8();
  return QStringLiteral("recentPlaces/") +
         QString::fromLatin1(QCryptographicHash::hash(place, QCryptographicHash::Sha1).toHex());
}
QString networkKey(NetworkUse use) {
  switch (use) {
  case NetworkUse::corners:
    return QStringLiteral("networkInUse/corners");
  case NetworkUse::rimDepth:
    return QStringLiteral("networkInUse/rimDepth");
  case NetworkUse::classes:
    return QStringLiteral("networkInUse/classes");
  case NetworkUse::denoiser:
    return QStringLiteral("networkInUse/denoiser");
  case NetworkUse::pictureDepth:
    break;
  }
  return QStringLiteral("network");
}
constexpr const char* keypointAttributes[4] = {"keypoint_set", "keypoints", "skeleton", "flip_pairs"};
} // namespace

Settings::Settings(const QString& file)
    : store_(file, QSettings::IniFormat) {}

// Lists written before may hold one project under several names.
QStringList Settings::recentPaths() const {
  QStringList paths, places;
  for (const QString& path : store_.value(QStringLiteral("recent")).toStringList()) {
    if (places.contains(placeOf(path))) continue;
    places << placeOf(path);
    paths << QFileInfo(path).absoluteFilePath();
  }
  return paths;
}

void Settings::addRecentPath(const QString& path) {
  QStringList all{QFileInfo(path).absoluteFilePath()};
  for (const QString& other : recentPaths())
    if (placeOf(other) != placeOf(path)) all << other;
  store_.setValue(QStringLiteral("recent"), QStringList(all.mid(0, mostRecent)));
}

void Settings::removeRecentPath(const QString& path) {
  QStringList all = recentPaths();
  all.removeIf([&](const QString& other) { return placeOf(other) == placeOf(path); });
  store_.remove(placeKey(path));
  store_.setValue(QStringLiteral("recent"), all);
}

QSize Settings::recentPlace(const QString& path) const {
  return store_.value(placeKey(path), QSize(-1, 0)).toSize();
}
void Settings::setRecentPlace(const QString& path, const QSize& place) {
  store_.setValue(placeKey(path), place);
}

QString Settings::lastProject() const { return store_.value(QStringLiteral("lastProject")).toString(); }
// The next start may be in another folder.
void Settings::setLastProject(const QString& path) {
  store_.setValue(QStringLiteral("lastProject"), QFileInfo(path).absoluteFilePath());
}
QString Settings::lastPicture(const QString& project) const {
  const QStringList last = store_.value(QStringLiteral("lastPicture")).toStringList();
  return last.size() == 2 && last.front() == project ? last.back() : QString();
}
void Settings::setLastPicture(const QString& project, const QString& picture) {
  store_.setValue(QStringLiteral("lastPicture"), QStringList{project, picture});
}
QString Settings::lastFolder() const { return store_.value(QStringLiteral("lastFolder")).toString(); }
void Settings::setLastFolder(const QString& path) { store_.setValue(QStringLiteral("lastFolder"), path); }

ThemeChoice Settings::theme() const {
  const QString name = store_.value(QStringLiteral("theme")).toString();
  return name == u"light" ? ThemeChoice::light : name == u"dark" ? ThemeChoice::dark : ThemeChoice::system;
}

void Settings::setTheme(ThemeChoice choice) {
  store_.setValue(QStringLiteral("theme"), choice == ThemeChoice::light  ? QStringLiteral("light")
                                           : choice == ThemeChoice::dark ? QStringLiteral("dark")
                                                                         : QStringLiteral("system"));
}

double Settings::limitPercent() const {
  bool ok = false;
  const double value = store_.value(QStringLiteral("limitPercent"), 50.0).toDouble(&ok);
  return ok ? std::clamp(value, 0.0, 100.0) : 50.0;
}

void Settings::setLimitPercent(double percent) { store_.setValue(QStringLiteral("limitPercent"), percent); }
Settings::PictureColours Settings::pictureColours() const {
  const int map = store_.value(QStringLiteral("pictureColours"), static_cast<int>(ColourMap::turbo)).toInt();
  const bool known = map >= 0 && map <= static_cast<int>(ColourMap::coolwarm);
  return {known ? static_cast<ColourMap>(map) : ColourMap::turbo,
          store_.value(QStringLiteral("pictureColoursReversed"), false).toBool()};
}

void Settings::setPictureColours(ColourMap map, bool reversed) {
  store_.setValue(QStringLiteral("pictureColours"), static_cast<int>(map));
  store_.setValue(QStringLiteral("pictureColoursReversed"), reversed);
}

QString Settings::network(NetworkUse use) const { return store_.value(networkKey(use)).toString(); }
void Settings::setNetwork(NetworkUse use, const QString& id) { store_.setValue(networkKey(use), id); }

// Five words a set: those that a region of it carries, and how many keypoints it has.
std::vector<KeypointTemplate> Settings::keypointSets() const {
  std::vector<KeypointTemplate> sets;
  const QStringList words = store_.value(QStringLiteral("keypointSets")).toStringList();
  for (qsizetype i = 0; i + 5 <= words.size(); i += 5) {
    Region region;
    region.attributes.set("type", std::string("keypoints"));
    for (int word = 0; word < 4; ++word)
      region.attributes.set(keypointAttributes[word], words[i + word].toStdString());
    region.shape = PolylineShape{std::vector<Vec2>(static_cast<std::size_t>(words[i + 4].toUInt()))};
    if (const auto set = keypointSetOf(region)) sets.push_back(set->kind);
  }
  return sets;
}
void Settings::setKeypointSets(const std::vector<KeypointTemplate>& sets) {
  QStringList words;
  for (const KeypointTemplate& kind : sets) {
    const Region region = regionFromKeypointSet({kind, std::vector<Keypoint>(kind.keypoints.size())});
    for (const char* attribute : keypointAttributes)
      words << QString::fromStdString(region.attributes.text(attribute));
    words << QString::number(kind.keypoints.size());
  }
  store_.setValue(QStringLiteral("keypointSets"), words);
}

PanelChoice Settings::cloudPanel() const {
  const QString name = store_.value(QStringLiteral("window/cloudPanel")).toString();
  return name == u"open" ? PanelChoice::open : name == u"closed" ? PanelChoice::closed : PanelChoice::byDepth;
}
void Settings::setCloudPanel(PanelChoice choice) {
  store_.setValue(QStringLiteral("window/cloudPanel"), choice == PanelChoice::open ? QStringLiteral("open")
                                                       : choice == PanelChoice::closed
                                                           ? QStringLiteral("closed")
                                                           : QStringLiteral("byDepth"));
}

QByteArray Settings::windowGeometry() const {
  return store_.value(QStringLiteral("window/geometry")).toByteArray();
}
void Settings::setWindowGeometry(const QByteArray& geometry) {
  store_.setValue(QStringLiteral("window/geometry"), geometry);
}
QByteArray Settings::layout(const QString& workspace) const {
  return store_.value(QStringLiteral("window/layout-") + workspace).toByteArray();
}
void Settings::setLayout(const QString& workspace, const QByteArray& state) {
  store_.setValue(QStringLiteral("window/layout-") + workspace, state);
}
QString Settings::workspace() const { return store_.value(QStringLiteral("window/workspace")).toString(); }
void Settings::setWorkspace(const QString& id) { store_.setValue(QStringLiteral("window/workspace"), id); }

std::optional<QKeySequence> Settings::shortcut(const QString& action) const {
  const QVariant value = store_.value(QStringLiteral("shortcuts/") + action);
  if (!value.isValid()) return std::nullopt;
  return QKeySequence(value.toString(), QKeySequence::PortableText);
}

void Settings::setShortcut(const QString& action, const std::optional<QKeySequence>& keys) {
  const QString key = QStringLiteral("shortcuts/") + action;
  if (keys)
    store_.setValue(key, keys->toString(QKeySequence::PortableText));
  else
    store_.remove(key);
}

} // namespace fillscope
