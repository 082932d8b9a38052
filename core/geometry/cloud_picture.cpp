#include "core/geometry/cloud_picture.h"
#include "core/geometry/cloud_frame.h"
#include "core/geometry/cloud_raster.h"
#include "core/geometry/grid_camera.h"
#include "core/imaging/colour_map.h"
#include "core/imaging/relief.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr double mostResidual = 1; ///< pixels, of a grid that a pinhole camera saw
constexpr double gapsClosed = 4;   ///< in distances of the points
constexpr int leastReach = 2, mostReach = 8;

/// Whether the measured points' colours show anything: many scanners write one for all.
bool showsAnything(const ScatteredCloud& cloud) {
  if (cloud.colour.empty()) return false;
  constexpr int leastContrast = 12; // between the darkest and the brightest fiftieth
  std::array<std::size_t, 256> counts{};
  std::size_t all = 0;
  for (std::size_t i = 0; i < cloud.size(); ++i) {
    if (!cloud.isMeasured(i)) continue;
    const std::uint8_t* rgb = cloud.colour.data() + 3 * i;
    ++counts[static_cast<std::size_t>((rgb[0] + 2 * rgb[1] + rgb[2]) / 4)];
    ++all;
  }
  const auto level = [&](std::size_t wanted) {
    std::size_t seen = 0;
    for (int grey = 0; grey < 256; ++grey)
      if ((seen += counts[static_cast<std::size_t>(grey)]) > wanted) return grey;
    return 255;
  };
  return all > 0 && level(all - 1 - all / 50) - level(all / 50) >= leastContrast;
}

/// The colours where there are any, holes told apart from them; else the depth's relief.
void setImage(CloudPicture& picture, Image colour, bool holesAreKnown) {
  picture.ownColours = !colour.empty();
  if (!picture.ownColours) {
    picture.image = reliefOf(picture.depth, picture.view.camera.fx);
    return;
  }
  picture.image = std::move(colour);
  for (std::size_t i = 0; !holesAreKnown && i < picture.image.pixelCount(); ++i)
    if (!DepthMap::isMeasured(picture.depth.values.data()[i]))
      std::copy(holeColour.begin(), holeColour.end(), picture.image.data() + 3 * i);
}

CloudView viewOf(const GridCamera& grid, const ScatteredCloud& cloud, double scale) {
  CloudView view;
  view.up = UpAxis::camera;
  view.metresPerUnit = scale;
  if (grid.isInSensor) view.axes = cloud.sensorAxes, view.eye = scale * cloud.sensorPlace;
  view.camera = grid.camera;
  view.isOwnGrid = true;
  return view;
}

CloudPicture ownGrid(const ScatteredCloud& cloud, GridCamera grid, double scale) {
  CloudPicture picture;
  picture.view = viewOf(grid, cloud, scale);
  picture.gridResidual = grid.residual;
  picture.depth.values = std::move(grid.depth);
  for (std::size_t i = 0; i < picture.depth.values.pixelCount(); ++i)
    picture.depth.values.data()[i] *= static_cast<float>(scale);
  setImage(picture, showsAnything(cloud) ? cloud.colour : Image(), true);
  return picture;
}

CloudPicture seenIn(const CloudFrame& frame, CloudRaster raster) {
  const double focal = frame.view.camera.fx, apart = gapsClosed * frame.spacing * focal;
  const int reach = std::clamp(static_cast<int>(std::ceil(apart)), leastReach, mostReach);
  closeGaps(raster, reach, focal);
  CloudPicture picture;
  picture.view = frame.view;
  picture.outside = frame.outside;
  picture.depth.values = std::move(raster.depth);
  setImage(picture, std::move(raster.colour), false);
  return picture;
}

Result<CloudPicture> seen(const ScatteredCloud& cloud, const Result<CloudFrame>& frame,
                          const Progress& progress) {
  if (!frame) return frame.error();
  auto raster = rasterOf(cloud, frame->view, showsAnything(cloud), progress);
  if (!raster) return raster.error();
  return seenIn(*frame, *std::move(raster));
}

/// Whether both show every point at the same pixel.
bool isSame(const CloudView& one, const CloudView& other) {
  const CameraIntrinsics &a = one.camera, &b = other.camera;
  if (a.width != b.width || a.height != b.height || !(one.axes == other.axes) || !(one.eye == other.eye))
    return false;
  for (const Vec2 corner : {Vec2{0, 0}, Vec2{a.width - 1.0, a.height - 1.0}})
    if (norm(b.project(a.ray(corner)) - corner) > mostResidual) return false;
  return true;
}

/// A cloud in the view of another one.
Result<CloudPicture> seenLike(const ScatteredCloud& cloud, const CloudView& view, const Progress& progress) {
  if (view.isOwnGrid && cloud.isOrganised()) {
    GridCamera grid = fitGridCamera(cloud);
    if (grid.residual <= mostResidual && isSame(view, viewOf(grid, cloud, view.metresPerUnit))) {
      CloudPicture picture = ownGrid(cloud, std::move(grid), view.metresPerUnit);
      picture.view = view; // its camera was fitted to other points of the same rays
      return picture;
    }
  }
  auto picture = seen(cloud, frameIn(cloud, view), progress);
  if (picture) picture->view.isOwnGrid = false;
  return picture;
}

} // namespace

std::optional<UpAxis> upAxisNamed(std::string_view name) {
  for (std::size_t i = 0; i < upAxisNames.size(); ++i)
    if (name == upAxisNames[i]) return static_cast<UpAxis>(i);
  return std::nullopt;
}

Result<void> CloudViewOptions::check() const {
  if (!(metresPerUnit > 0) || !std::isfinite(metresPerUnit))
    return Error{ErrorCode::badInput, "the scale must be above zero", "scale",
                 "give the metres per unit: 0.001 for millimetres"};
  if (longSide != 0 && (longSide < leastSide || longSide > mostSide))
    return Error{ErrorCode::badInput,
                 "the picture's longer side must have " + std::to_string(leastSide) + " to " +
                     std::to_string(mostSide) + " pixels",
                 "size", "leave it out for as many as the points need"};
  return {};
}

Result<CloudPicture> pictureOf(const ScatteredCloud& cloud, const CloudViewOptions& options,
                               const Progress& progress) {
  if (const auto checked = options.check(); !checked) return checked.error();
  if (options.like) return seenLike(cloud, *options.like, progress);
  std::optional<double> residual;
  const bool mayBeCamera = !options.up || options.up == UpAxis::camera;
  if (cloud.isOrganised() && mayBeCamera) {
    GridCamera grid = fitGridCamera(cloud);
    if (grid.residual <= mostResidual) return ownGrid(cloud, std::move(grid), options.metresPerUnit);
    residual = grid.residual;
  }
  auto picture = seen(cloud, frameOf(cloud, options.up.value_or(UpAxis::z), options), progress);
  if (picture) picture->gridResidual = residual;
  return picture;
}

} // namespace fillscope
