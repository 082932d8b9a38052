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
    picture.image = reliefOf(picture.depth, picture.camera.fx);
    return;
  }
  picture.image = std::move(colour);
  for (std::size_t i = 0; !holesAreKnown && i < picture.image.pixelCount(); ++i)
    if (!DepthMap::isMeasured(picture.depth.values.data()[i]))
      std::copy(holeColour.begin(), holeColour.end(), picture.image.data() + 3 * i);
}

CloudPicture ownGrid(const ScatteredCloud& cloud, GridCamera grid, double scale) {
  CloudPicture picture;
  picture.up = UpAxis::camera;
  picture.isOwnGrid = true;
  picture.gridResidual = grid.residual;
  picture.camera = grid.camera;
  if (grid.isInSensor) picture.axes = cloud.sensorAxes, picture.eye = scale * cloud.sensorPlace;
  picture.depth.values = std::move(grid.depth);
  for (std::size_t i = 0; i < picture.depth.values.pixelCount(); ++i)
    picture.depth.values.data()[i] *= static_cast<float>(scale);
  setImage(picture, showsAnything(cloud) ? cloud.colour : Image(), true);
  return picture;
}

Result<CloudPicture> seenFrom(const ScatteredCloud& cloud, UpAxis up, const CloudViewOptions& options,
                              const Progress& progress) {
  const auto frame = frameOf(cloud, up, options);
  if (!frame) return frame.error();
  auto raster = rasterOf(cloud, *frame, showsAnything(cloud), progress);
  if (!raster) return raster.error();
  const double apart = gapsClosed * frame->spacing * frame->camera.fx;
  const int reach = std::clamp(static_cast<int>(std::ceil(apart)), leastReach, mostReach);
  closeGaps(*raster, reach, frame->camera.fx);
  CloudPicture picture;
  picture.up = up;
  picture.camera = frame->camera;
  picture.axes = frame->axes;
  picture.eye = frame->eye;
  picture.depth.values = std::move(raster->depth);
  setImage(picture, std::move(raster->colour), false);
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
  std::optional<double> residual;
  const bool mayBeCamera = !options.up || options.up == UpAxis::camera;
  if (cloud.isOrganised() && mayBeCamera) {
    GridCamera grid = fitGridCamera(cloud);
    if (grid.residual <= mostResidual) return ownGrid(cloud, std::move(grid), options.metresPerUnit);
    residual = grid.residual;
  }
  auto picture = seenFrom(cloud, options.up.value_or(UpAxis::z), options, progress);
  if (picture) picture->gridResidual = residual;
  return picture;
}

} // namespace fillscope
