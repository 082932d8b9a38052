#pragma once
// The depth maps that a picture has by now: measured, predicted or denoised by networks, and that of the box
// empty.
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
  /// A denoised prediction is a prediction still, and an empty reference one to compare with alone.
  enum class Role { measured, denoised, predicted, emptyReference };
  QString name; ///< "measured", "network box-depth-s", "measured, denoised by mine", "empty reference"
  Role role = Role::measured;
  std::shared_ptr<const DepthMap> map;
  std::shared_ptr<const FillPrediction> prediction{}; ///< where the map came with a figure of its own
  QString denoisedFrom{};                             ///< name of the map that a network denoised; "" none
};

class DepthMaps : public QObject {
  Q_OBJECT
 public:
  DepthMaps(AnnotationDocument& document, PictureStore& store);

  void clear();
  PictureStore& store() const { return store_; }
  /// What a map is made of. While it holds, an answer about the picture is the picture's, in memory or not.
  struct Origin {
    int project = 0; ///< counts those that were opened
    int picture = -1;
    PictureSources files{}; ///< how its depth is read; of maps of the files alone
    friend bool operator==(const Origin&, const Origin&) = default;
  };
  Origin originOf(int picture) const; ///< of a map made from the photo
  Origin originOf(int picture, const NamedDepth& map) const;
  /// Those one can measure with first, the empty reference and its denoised forms last. Needs the picture in
  /// memory for the files' maps.
  std::vector<NamedDepth> of(int picture) const;
  /// Why the picture's depth file gives no map, in a sentence; empty where there is no such file, or a map.
  static QString faultOfFile(const LoadedPicture& picture);
  static QString nameOfMeasured();
  static QStringList namesOf(const std::vector<NamedDepth>& maps);
  /// Replaces an earlier map of the same network.
  void addPredicted(int picture, const QString& network, std::shared_ptr<const DepthMap> map);
  /// One more form of a map that the picture has, which goes with that map; answers its name. Replaces an
  /// earlier one of the same name. mostError: as DenoiseOptions.
  QString addDenoised(int picture, const NamedDepth& source, const QString& network, double mostError,
                      std::shared_ptr<const DepthMap> map);
  /// The same as addPredicted for depth that came with a figure.
  void addPrediction(int picture, std::shared_ptr<const FillPrediction> prediction);
  /// And measures with it from now on.
  void choosePrediction(int picture, std::shared_ptr<const FillPrediction> prediction);
  /// Depth that came with a figure goes, and the picture is measured by what is left.
  void dropPredictions(int picture);
  /// Index in of(picture) of the map to measure with; −1 none, or not known before the picture is in memory.
  int chosen(int picture) const;
  void choose(int picture, int index);
  std::shared_ptr<const DepthMap> chosenMap(int picture) const; ///< null: none
  std::optional<NamedDepth> chosenDepth(int picture) const;
  /// What networks made for one picture that one can measure with, and the name of the map to measure with;
  /// "" the first there is.
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
  NamedDepth& slotFor(int picture, const QString& name);
  void put(int picture, NamedDepth map);
  /// And what was denoised of them; whether there was any.
  template <class Which>
  bool drop(int picture, const Which& which);
  bool dropDenoised(int picture, const QString& source);
  void followFiles();

  AnnotationDocument& document_;
  PictureStore& store_;
  std::map<int, std::vector<NamedDepth>> made_; ///< by networks
  std::map<int, PictureSources> files_;         ///< that the denoised ones of a picture are of
  std::map<int, QString> chosen_;
  int project_ = 0;
};

} // namespace fillscope
