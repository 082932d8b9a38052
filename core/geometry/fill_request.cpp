#include "core/geometry/fill_request.h"
#include "core/geometry/depth_focal.h"
#include "core/geometry/guess_camera.h"
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr double mostSlender = 1000; ///< beyond it a side is a slip of the pen, and the content map endless

// One value in every pixel shows nothing.
bool isConstant(const DepthMap& depth) {
  const float first = depth.values.data()[0];
  if (!DepthMap::isMeasured(first)) return false;
  for (std::size_t k = 1; k < depth.values.pixelCount(); ++k)
    if (depth.values.data()[k] != first) return false;
  return true;
}

} // namespace

Error badRequest(std::string what, std::string where, std::string hint) {
  return {ErrorCode::badInput, std::move(what), std::move(where), std::move(hint)};
}

Result<void> checkRequest(const FillRequest& request) {
  if (!request.depth || request.depth->values.empty())
    return badRequest("there is no depth map to measure in", "depth", "choose a depth file or predict one");
  if (request.depth->values.channels() != 1)
    return badRequest("the depth map must have one channel", "depth", {});
  if (request.emptyDepth && !request.emptyDepth->values.sameSize(request.depth->values))
    return badRequest("the depth maps of the box and of the empty box differ in size", "empty depth",
                      "record both with the same camera settings");
  if (request.size && !request.size->plausible())
    return badRequest("the size of the box must be three positive lengths", "size",
                      "for example 0.60x0.40x0.20");
  if (request.size && std::max(request.size->first, request.size->second) >
                          mostSlender * std::min(request.size->first, request.size->second))
    return badRequest("one side of the box is more than a thousand times the other", "size",
                      "give the inner length, width and depth in metres, for example 0.60x0.40x0.20");
  if (request.camera && !request.camera->plausible())
    return badRequest("the camera has no focal length", "camera", "give its intrinsics, or leave it unknown");
  for (const DepthMap* map : {request.depth.get(), request.emptyDepth.get()})
    if (map && isConstant(*map))
      return badRequest("every pixel of the depth map has the same value",
                        map == request.depth.get() ? "depth" : "empty depth",
                        "check that this is the depth file of this picture");
  switch (checkRim(request.corners)) {
  case RimFault::none:
    break;
  case RimFault::notConvex:
    return badRequest("the four corners are not those of a rim: one bends inwards", "corners",
                      "drag them onto the inner rim");
  case RimFault::crossing:
    return badRequest("the sides of the rim cross", "corners", "number the corners around the rim");
  case RimFault::repeated:
    return badRequest("two corners of the rim are the same", "corners", "drag them apart");
  case RimFault::tooSmall:
    return badRequest("the rim is too small to measure in", "corners", "drag the corners onto the inner rim");
  case RimFault::counterClockwise:
    return badRequest("the corners run counter-clockwise", "corners",
                      "number them clockwise as seen in the picture");
  }
  return request.options.check();
}

bool hasOwnScale(const DepthMap& depth) { return depth.kind == DepthKind::metric || depth.unit == "1/m"; }

FocalSource chooseCamera(const FillRequest& request, const DepthMap& guide, FillReport& report) {
  const int width = request.depth->width(), height = request.depth->height();
  if (request.camera) {
    report.camera = request.camera->scaledTo(width, height);
    report.cameraGuessed = request.cameraDoubt > 0;
    return {request.cameraDoubt, false};
  }
  report.cameraGuessed = true;
  const GuessedCamera guess = guessCamera(request.corners, width, height, request.size);
  report.camera = guess.camera;
  if (request.size && hasOwnScale(guide)) {
    const Vec2 middle{report.camera.cx, report.camera.cy};
    const auto focal = focalFromRimDepth(request.corners, guide, middle, *request.size);
    if (focal && likelyFocal(*focal, width)) {
      report.camera.fx = report.camera.fy = *focal;
      return {2.5, true};
    }
  }
  return {guess.doubt, false};
}

Result<void> FillOptions::check() const {
  if (!(cellSize >= 0.001 && cellSize <= 0.1))
    return badRequest("the cell size must be between 1 and 100 mm", "cellSize", {});
  if (!(noiseSigma >= 0 && noiseSigma <= 0.1))
    return badRequest("the depth noise must be between 0 and 100 mm", "noiseSigma", {});
  if (!(limitPercent >= 0 && limitPercent <= 100))
    return badRequest("the limit must be between 0 and 100 %", "limitPercent", {});
  if (!(cutMargin >= 0 && cutMargin <= 1))
    return badRequest("the margin must be between 0 and 1 m", "cutMargin", {});
  return {};
}

} // namespace fillscope
