#pragma once
// The depth maps that a picture has by now: measured, predicted by networks, and that of the box empty.
#include "app/gui/picture_store.h"
#include "core/workflow/detect.h"
#include "core/workflow/measure.h"
#include <QStringList>
#include <map>

namespace fillscope {

/// A fill that networks answered from the photo alone, and what they were told of the box.
struct FillPrediction {
  PredictedFill fill;
  std::vector<Vec2> corners; ///< the rim it was made through
  std::optional<BoxSize> size;
  QString network;
  std::optional<CameraIntrinsics> camera; ///< as it was told
  double k1 = 0;
  bool isFor(const Rim& rim, const LoadedPicture& picture) const {
    return rim.corners == corners && rim.size == size && picture.camera == camera && picture.k1 == k1;
  }
};

struct NamedDepth {
  enum class Role { measured, predicted, emptyReference };
  QString name; ///< "measured", "network box-depth-s", "empty reference"
  Role role = Role::measured;
  std::shared_ptr<const DepthMap> map;
  std::shared_ptr<const FillPrediction> prediction{}; ///< where the map came with a figure of its own
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
  /// Why the picture's depth file gives no map, in a sentence; empty where there is no such file, or a map.
  static QString faultOfFile(const LoadedPicture& picture);
  static QStringList namesOf(const std::vector<NamedDepth>& maps);
  /// Replaces an earlier map of the same network.
  void addPredicted(int picture, const QString& network, std::shared_ptr<const DepthMap> map);
  /// The same for depth that came with a figure, and measures with it from now on.
  void choosePrediction(int picture, std::shared_ptr<const FillPrediction> prediction);
  /// Depth that came with a figure goes, and the picture is measured by what is left.
  void dropPredictions(int picture);
  /// Index in of(picture) of the map to measure with; −1 none.
  int chosen(int picture) const;
  void choose(int picture, int index);
  std::shared_ptr<const DepthMap> chosenMap(int picture) const; ///< null: none
  std::optional<NamedDepth> chosenDepth(int picture) const;
  /// What networks predicted for one picture, and the name of the map to measure with; "" the first there is.
  struct Predictions {
    std::vector<NamedDepth> maps;
    QString chosen;
    /// The one to measure with; null: the measured map, which is there or not.
    const NamedDepth* measuredWith(bool hasMeasured) const;
  };
  std::map<int, Predictions> predictions() const; ///< by picture

 Q_SIGNALS:
  void changed(int picture);       ///< there are others
  void chosenChanged(int picture); ///< another one is measured with

 private:
  static QString nameFor(const QString& network) { return tr("network %1").arg(network); }
  NamedDepth& predictedSlot(int picture, const QString& name);

  PictureStore& store_;
  std::map<int, std::vector<NamedDepth>> predicted_;
  std::map<int, QString> chosen_;
};

} // namespace fillscope
