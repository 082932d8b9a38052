#pragma once
// How flat a depth file is in a rectangle, and what is kept of the answer.
#include "core/formats/depth_io.h"
#include "core/geometry/plane_fit.h"
#include "core/imaging/colour_map.h"
#include <filesystem>
#include <optional>
#include <string>

namespace fillscope {

struct PlaneRequest {
  std::filesystem::path depth;
  DepthEncoding encoding;
  std::filesystem::path intrinsics; ///< "": fieldOfView tells the camera
  double fieldOfView = 0;           ///< horizontal, radians
  std::optional<PixelArea> area;    ///< empty: the whole depth map
  double trim = 0;                  ///< as PlaneFitOptions
};
/// Errors: those of loadDepth, loadLensFor and fitPlane, with the depth file's name.
Result<PlaneFit> fitPlane(const PlaneRequest& request, const Progress& progress = {});

/// One object: area [x, y, width, height], rms_m, rms_share (of the depth), mean_abs_m, p95_m, depth_m,
/// distance_m, tilt_degrees, normal [x, y, z], pixels, measured_share, used_pixels.
std::string planeJson(const PlaneFit& fit);

/// Behind the plane to in front of it, even about 0: as far as 98 % of the points are from it, at least 1 mm.
/// In metres.
ColourScale planeScale(const PlaneFit& fit);

} // namespace fillscope
