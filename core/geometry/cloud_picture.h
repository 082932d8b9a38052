#pragma once
// A point cloud as a picture with its depth and its camera, so that whatever works on pictures works on
// clouds.
#include "core/base/progress.h"
#include "core/geometry/camera.h"
#include "core/geometry/scattered_cloud.h"
#include "core/imaging/depth_map.h"
#include <array>
#include <optional>
#include <string_view>

namespace fillscope {

/// Where up is in a cloud's frame; camera: x right, y down, z away from the camera, which stands at 0 0 0.
enum class UpAxis { z, minusZ, y, minusY, x, minusX, camera };
inline constexpr std::array<const char*, 7> upAxisNames{"z", "-z", "y", "-y", "x", "-x", "camera"};
constexpr const char* nameOf(UpAxis up) { return upAxisNames[static_cast<std::size_t>(up)]; }
std::optional<UpAxis> upAxisNamed(std::string_view name);

/// From where a picture of a cloud is taken.
struct CloudView {
  UpAxis up = UpAxis::z;
  double metresPerUnit = 1; ///< of the cloud
  Mat3 axes;                ///< of the camera in the cloud's frame: right, down, away from it
  Vec3 eye;                 ///< where it stands there, metres
  double nearest = 0;       ///< depth in front of which nothing is taken, metres
  CameraIntrinsics camera;  ///< with width and height
  bool isOwnGrid = false;   ///< every pixel is the point of a sensor's grid as it came
  Vec3 toCamera(Vec3 cloudPoint) const { return transposedTimes(axes, metresPerUnit * cloudPoint - eye); }
  friend bool operator==(const CloudView&, const CloudView&) = default;
};

struct CloudViewOptions {
  static constexpr int leastSide = 64, mostSide = 8192; ///< pixels that may be asked for
  std::optional<UpAxis> up; ///< not known: camera for a grid that a camera saw, else z
  double metresPerUnit = 1;
  int longSide =
      0; ///< pixels of the picture's longer side, unless a grid stays; 0: as the points lie, 256 to 2048
  std::optional<CloudView> like; ///< another cloud's, of the same sensor: then nothing else is chosen
  /// Error: badInput with the name of the field that is out of range.
  Result<void> check() const;
  friend bool operator==(const CloudViewOptions&, const CloudViewOptions&) = default;
};

struct CloudPicture {
  Image image;    ///< the points' colours; without any, their height as colour and slope as shade
  DepthMap depth; ///< metres
  CloudView view; ///< as used
  bool ownColours = false;
  double outside = 0; ///< share of the points that the picture does not show
  /// Of a grid: how far, in pixels, its points lie from where the best camera would see them (RMS); infinite
  /// where none would.
  std::optional<double> gridResidual;
};

/// A grid that a pinhole camera saw (in the cloud's frame, or in the sensor's where that is told) stays that
/// grid. Other clouds are looked at straight down, on their middle, from twice their longest side above their
/// top; with UpAxis::camera from where that camera stands. The few points far off frame no picture. A pixel
/// has the mean depth of the points on its nearest surface; gaps no wider than the points lie apart, between
/// neighbours of like height, are closed; larger ones stay unmeasured. Pictures of one view have the same
/// size and camera; in a grid's view, the grid that the same camera saw stays, too. Pure; any thread. Errors:
/// badInput (options; no extent; nothing before the camera, or in the view), cancelled.
Result<CloudPicture> pictureOf(const ScatteredCloud& cloud, const CloudViewOptions& options = {},
                               const Progress& progress = {});

} // namespace fillscope
