#pragma once
// What comes back at the next start. One typed function per remembered thing.
#include "core/annotation/keypoint_set.h"
#include "core/imaging/colour_map.h"
#include "core/workflow/choose_network.h"
#include <QByteArray>
#include <QKeySequence>
#include <QSettings>
#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace fillscope {

enum class ThemeChoice { system, light, dark };
/// Whether a panel is there: only where it has something to show, or whatever there is.
enum class PanelChoice { byDepth, open, closed };

class Settings {
 public:
  /// file: an INI file, made on first write.
  explicit Settings(const QString& file);

  QStringList recentPaths() const; ///< newest first, at most ten
  void addRecentPath(const QString& path);
  void removeRecentPath(const QString& path);
  /// Width: the picture shown last, from 0; height: of how many. (−1, 0): not known.
  QSize recentPlace(const QString& path) const;
  void setRecentPlace(const QString& path, const QSize& place);
  QString lastProject() const; ///< empty: none
  void setLastProject(const QString& path);
  /// The picture shown last, where the project is the last one; empty otherwise.
  QString lastPicture(const QString& project) const;
  void setLastPicture(const QString& project, const QString& picture);
  QString lastFolder() const; ///< where the file dialogs start
  void setLastFolder(const QString& path);

  ThemeChoice theme() const;
  void setTheme(ThemeChoice choice);
  double limitPercent() const; ///< largest allowed empty space
  void setLimitPercent(double percent);
  /// Colours of pictures that hold numbers.
  struct PictureColours {
    ColourMap map = ColourMap::turbo;
    bool reversed = false;
  };
  PictureColours pictureColours() const;
  void setPictureColours(ColourMap map, bool reversed);
  /// By id. For the depth of whole pictures: chosen last in the Depth workspace. For the others: taken into
  /// use by this person; empty: the one that ships with the program.
  QString network(NetworkUse use) const;
  void setNetwork(NetworkUse use, const QString& id);

  std::vector<KeypointTemplate> keypointSets() const; ///< the person's own
  void setKeypointSets(const std::vector<KeypointTemplate>& sets);

  PanelChoice cloudPanel() const; ///< the 3D panel beside the photo
  void setCloudPanel(PanelChoice choice);
  QByteArray windowGeometry() const;
  void setWindowGeometry(const QByteArray& geometry);
  QByteArray layout(const QString& workspace) const; ///< docks and toolbars
  void setLayout(const QString& workspace, const QByteArray& state);
  QString workspace() const;
  void setWorkspace(const QString& id);

  std::optional<QKeySequence> shortcut(const QString& action) const; ///< nothing: the default counts
  void setShortcut(const QString& action, const std::optional<QKeySequence>& keys);

 private:
  QSettings store_;
};

} // namespace fillscope
