#pragma once
// The depth maps that a picture has by now: measured, predicted by networks, and that of the box empty.
#include "app/gui/picture_store.h"
#include <QStringList>
#include <map>

namespace fillscope {

struct NamedDepth {
  enum class Role { measured, predicted, emptyReference };
  QString name; ///< "measured", "network box-depth-s", "empty reference"
  Role role = Role::measured;
  std::shared_ptr<const DepthMap> map;
};

class DepthMaps : public QObject {
  Q_OBJECT
 public:
  explicit DepthMaps(PictureStore& store)
      : store_(store) {}

  void clear();
  PictureStore& store() const { return store_; }
  /// Those one can measure with first, the empty reference last. Needs the picture in memory for the files'
  /// maps.
  std::vector<NamedDepth> of(int picture) const;
  static QStringList namesOf(const std::vector<NamedDepth>& maps);
  /// Replaces an earlier map of the same network.
  void addPredicted(int picture, const QString& network, std::shared_ptr<const DepthMap> map);
  /// Index in of(picture) of the map to measure with; −1 none.
  int chosen(int picture) const;
  void choose(int picture, int index);
  std::shared_ptr<const DepthMap> chosenMap(int picture) const; ///< null: none

 Q_SIGNALS:
  void changed(int picture);       ///< there are others
  void chosenChanged(int picture); ///< another one is measured with

 private:
  PictureStore& store_;
  std::map<int, std::vector<NamedDepth>> predicted_;
  std::map<int, QString> chosen_;
};

} // namespace fillscope
