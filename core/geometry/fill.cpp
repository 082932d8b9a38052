#include "core/geometry/fill.h"
#include "core/geometry/content_map.h"
#include "core/geometry/depth_focal.h"
#include "core/geometry/fill_warnings.h"
#include "core/geometry/pixel_classes.h"
#include "core/geometry/pose_refinement.h"
#include "core/geometry/rim_homography.h"
#include "core/geometry/rim_level.h"
#include <cmath>

namespace fillscope {

namespace {

constexpr double defaultView = 1.1; // radians across, about what phones and depth cameras have
constexpr double litresPerCubicMetre = 1000;
constexpr double slantDoubt = 1.5; // points of fill, where the slant of the walls was fitted

Error badRequest(std::string what, std::string where, std::string hint) {
  return {ErrorCode::badInput, std::move(what), std::move(where), std::move(hint)};
}

// One value in every pixel shows nothing.
bool isConstant(const DepthMap& depth) {
  const float first = depth.values.data()[0];
  if (!DepthMap::isMeasured(first)) return false;
  for (std::size_t k = 1; k < depth.values.pixelCount(); ++k)
    if (depth.values.data()[k] != first) return false;
  return true;
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

// How the focal length was found where no camera was given, and what that may cost: points of fill.
struct FocalSource {
  double doubt = 0;
  bool measured = false; // from depth on the rim: the depth's own scale was used up for it
};

FocalSource chooseCamera(const FillRequest& request, const DepthMap& guide, FillReport& report) {
  const int width = request.depth->width(), height = request.depth->height();
  if (request.camera) {
    report.camera = request.camera->scaledTo(width, height);
    return {};
  }
  report.cameraGuessed = true;
  report.camera = CameraIntrinsics::fromFieldOfView(defaultView, width, height);
  const Vec2 middle{report.camera.cx, report.camera.cy};
  // Outside what lenses do, the corners say more about the hand that placed them.
  const auto likely = [&](const std::optional<double>& focal) {
    return focal && *focal > 0.4 * width && *focal < 5 * width;
  };
  const auto use = [&](double focal, FocalSource source) {
    report.camera.fx = report.camera.fy = focal;
    return source;
  };
  if (request.size && hasOwnScale(guide))
    if (const auto focal = focalFromRimDepth(request.corners, guide, middle, *request.size); likely(focal))
      return use(*focal, {2.5, true});
  // Ten percent of focal length move the fill by about five points; sides that come from the depth as well
  // follow it.
  if (request.size) {
    const auto focal =
        focalFromRimAspect(request.corners, middle, request.size->second / request.size->first);
    if (likely(focal)) return use(*focal, {5, false});
  }
  if (const auto focal = focalFromRim(request.corners, middle); likely(focal)) return use(*focal, {5, false});
  return {request.size ? 15.0 : 7.5, false};
}

void toMetres(RimPose& rim, Alignment& alignment) {
  const double metres = 1 / alignment.scale;
  rim.pose.translation = metres * rim.pose.translation;
  rim.first *= metres;
  rim.second *= metres;
  rim.metric = true;
  alignment.scale = 1;
}

double rimDistance(const RimPose& rim) { return rim.pose.toCamera({0.5 * rim.first, 0.5 * rim.second, 0}).z; }

// How far content stands above the rim, from the pixels inside it.
double highestAbove(const std::vector<BoxPoint>& points, double depth, double noise, double eyeHeight) {
  std::vector<float> above;
  const double least = std::max(0.01 * depth, 3 * noise);
  for (const BoxPoint& point : points)
    if (point.p.z < -least) above.push_back(float(-point.p.z));
  if (above.size() < std::max<std::size_t>(12, points.size() / 500)) return 0;
  const auto top = above.begin() + std::ptrdiff_t(above.size() * 995 / 1000);
  std::nth_element(above.begin(), top, above.end());
  return std::min({double(*top) * 1.1, depth, 0.7 * eyeHeight});
}

std::optional<double> lidHeight(const ContentMap& map, const BoxShape& shape, double noise, double margin) {
  std::vector<float> heights;
  for (std::size_t k = 0; k < map.base.size(); ++k)
    if (!map.unseen[k] && map.base[k] - map.estimate[k] > std::max(0.004, 3 * noise))
      heights.push_back(float(shape.depth) - map.estimate[k]);
  // What covers less than a thousandth of the floor plan is a stray measurement, no content.
  const std::size_t stray = std::max<std::size_t>(4, map.base.size() / 1000);
  if (heights.size() < stray) return margin;
  const std::size_t above = std::max(stray, heights.size() / 200);
  const auto at = heights.end() - std::ptrdiff_t(std::min(above, heights.size()));
  std::nth_element(heights.begin(), at, heights.end());
  return *at + margin;
}

// The upper end where nothing tells how deep the box is. A layer over the whole floor looks like a floor; a
// box is hardly deeper than its opening is wide on average, so that bounds what may lie under the deepest
// level seen.
double highAboveUnknownFloor(double high, const BoxShape& shape) {
  const double deepest = std::sqrt(shape.first * shape.second);
  if (deepest <= shape.depth) return high;
  return 100 * (high / 100 * shape.depth + deepest - shape.depth) / deepest;
}

HeightMap heightsOf(const ContentMap& map, const BoxShape& shape, int perCell) {
  HeightMap out;
  const int nx = map.nx / perCell, ny = map.ny / perCell;
  out.height = out.lower = out.upper = out.floor = Raster<float>(nx, ny);
  out.state = Raster<std::uint8_t>(nx, ny);
  out.cellX = map.stepX * perCell;
  out.cellY = map.stepY * perCell;
  out.depth = shape.depth;
  const float share = 1.0f / float(perCell * perCell), depth = float(shape.depth);
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i) {
      float height = 0, lower = 0, upper = 0, floor = 0;
      int unseen = 0;
      for (int b = 0; b < perCell; ++b)
        for (int a = 0; a < perCell; ++a) {
          const std::size_t k = map.index(i * perCell + a, j * perCell + b);
          height += depth - map.estimate[k];
          lower += depth - map.lowest[k];
          upper += depth - map.highest[k];
          floor += depth - map.base[k];
          unseen += map.unseen[k];
        }
      out.height.at(i, j) = std::max(0.0f, share * height);
      out.lower.at(i, j) = std::max(0.0f, share * lower);
      out.upper.at(i, j) = std::max(0.0f, share * upper);
      out.floor.at(i, j) = share * floor;
      out.state.at(i, j) =
          std::uint8_t(2 * unseen > perCell * perCell ? CellState::hidden : CellState::observed);
    }
  return out;
}

} // namespace

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

Result<FillReport> measureFill(const FillRequest& request, const Progress& progress) {
  if (const auto checked = checkRequest(request); !checked) return checked.error();
  FillReport report;
  FillDoubts doubts;
  doubts.sizeGiven = request.size.has_value();
  doubts.referenceUsed = request.emptyDepth != nullptr;
  const DepthMap& depth = *request.depth;
  const DepthMap& guide =
      request.emptyDepth ? *request.emptyDepth : depth; // an empty box shows most of its walls
  const FocalSource focal = chooseCamera(request, guide, report);
  auto posed = estimateRimPose(request.corners, report.camera, request.size);
  if (!posed) return posed.error();
  RimPose rim = *posed;

  progress.report(0.1, "bringing the depth to scale");
  const double wallDepth = request.size ? 0.6 * request.size->depth : 0.25 * std::min(rim.first, rim.second);
  const auto believed =
      rim.metric && (request.camera || focal.measured) ? std::optional<double>(1.0) : std::nullopt;
  Alignment alignment = alignToBox(guide, BoxView(report.camera, rim), request.corners, wallDepth, believed);
  if (alignment.samples == 0)
    return badRequest("the depth map has no measurement at the rim and inside it", "depth",
                      "check the corners and the depth file");
  const bool ownScale = hasOwnScale(guide);
  if (!rim.metric && ownScale) {
    if (guide.kind == DepthKind::inverse) { // 1/z = scale·v in rim lengths, 1·v in metres
      alignment.scale = 1 / alignment.scale;
    }
    toMetres(rim, alignment);
    levelOnRim(rim, guide, alignment, request.corners, report.camera);
  } else if (rim.metric && ownScale) {
    const double s = guide.kind == DepthKind::inverse ? 1 / alignment.scale : alignment.scale;
    doubts.scaleGap = std::max(s, 1 / s) - 1;
  }
  doubts.relativeDepth = !ownScale;
  PoseRefinement refined;
  if (request.size)
    refined =
        refineOnWalls(rim, alignment, guide, request.corners, report.camera, request.size->depth, believed);
  BoxView view(report.camera, rim);
  const double distance = rimDistance(rim);
  const double boxScale = request.size ? request.size->depth : 0.4 * std::sqrt(rim.first * rim.second);
  const double jump = 0.03 * boxScale;
  InverseDepth guideDepth = makeInverseDepth(guide, alignment, request.corners, distance, jump);
  Alignment own = alignment;
  InverseDepth nowDepth;
  if (request.emptyDepth) {
    const Alignment toEmpty = alignToReference(depth, guideDepth.values, request.corners, alignment);
    if (toEmpty.samples > 0 && toEmpty.support > 0.05)
      own = toEmpty;
    else
      own = alignToBox(depth, view, request.corners, wallDepth, believed);
    nowDepth = makeInverseDepth(depth, own, request.corners, distance, jump);
  }
  const InverseDepth& now = request.emptyDepth ? nowDepth : guideDepth;
  if (progress.cancelled()) return cancelledError();

  progress.report(0.3, "finding walls and floor");
  const int pixelStep = std::max(1, int(std::sqrt(double(depth.values.pixelCount()) / 40000.0)));
  std::vector<BoxPoint> points = pointsInside(guideDepth, view, request.corners, pixelStep);
  if (points.size() < 20)
    return badRequest("the depth map has no measurement inside the rim", "depth",
                      "check the corners and the depth file");
  BoxShape shape;
  shape.first = rim.first;
  shape.second = rim.second;
  const double noise = std::max(guideDepth.noise, alignment.residual * distance * 0.5);
  if (request.size) shape.depth = request.size->depth;
  double heightError = refined.heightError, layerDoubt = 0;
  FloorFit floor = fitFloor(shape, points, noise);
  if (request.size && floor.found && refined.applied) {
    // The walls fix the box sideways, the corners its height: a floor as near as their error allows is the
    // floor.
    const double gap = floor.depth - shape.depth;
    if (std::abs(gap) < std::min(2.4 * refined.heightError, 0.06 * shape.depth)) {
      layerDoubt = std::max(0.0, -gap);
      rim.pose.translation = rim.pose.translation + gap * rim.pose.rotation.columns[2];
      view = BoxView(report.camera, rim);
      for (BoxPoint& point : points)
        point.p.z -= gap;
      heightError *= 0.4;
    }
  }
  if (!request.size) {
    if (!floor.found)
      return badRequest("no floor can be found in the depth map", "size",
                        "type in the inner size of the box");
    shape.depth = floor.depth;
  }
  const double pixelSize = (distance + shape.depth) / std::min(report.camera.fx, report.camera.fy);
  fitWalls(shape, points, pixelSize, noise, alignment.taper);
  if (!request.size) {
    floor = fitFloor(shape, points, noise);
    shape.depth = floor.depth, shape.slopeX = floor.slopeX, shape.slopeY = floor.slopeY;
    fitWalls(shape, points, pixelSize, noise, alignment.taper);
  }
  doubts.floorFound = floor.found;
  doubts.floorShare = floor.share;
  if (request.size && floor.found) doubts.depthGap = std::max(0.0, floor.depth / shape.depth - 1);

  progress.report(0.4, "walking down the columns");
  const int perCell = 2;
  const double cell = std::max(request.options.cellSize * (rim.metric ? 1 : 1 / 0.5),
                               std::sqrt(rim.first * rim.second) / 150);
  const int nx = std::max(2, int(std::lround(rim.first / cell))),
            ny = std::max(2, int(std::lround(rim.second / cell)));
  const std::vector<BoxPoint> nowPoints =
      request.emptyDepth ? pointsInside(now, view, request.corners, pixelStep) : points;
  const MarchLimits limits{highestAbove(nowPoints, shape.depth, noise, -view.eye.z), jump};
  std::vector<float> base = baseFrom(shape, nx * perCell, ny * perCell);
  Mask unchanged;
  if (request.emptyDepth) {
    const Columns emptyColumns =
        marchColumns(guideDepth, view, shape, nx * perCell, ny * perCell, {0, jump}, progress);
    if (progress.cancelled()) return cancelledError();
    base = baseFrom(emptyColumns, shape);
    unchanged = unchangedPixels(now, guideDepth,
                                std::max({4 * std::hypot(now.noise, guideDepth.noise), 0.003 * distance,
                                          request.options.noiseSigma}));
  }
  Columns columns = marchColumns(now, view, shape, nx * perCell, ny * perCell, limits, progress);
  if (progress.cancelled()) return cancelledError();
  const ContentMap map =
      mapContent(std::move(columns), std::move(base), view, shape, request.emptyDepth ? &unchanged : nullptr);
  const ContentVolumes volumes = volumesOf(map);
  if (!(volumes.capacity > 0))
    return badRequest("the box has no volume", "size", "type in the inner size of the box");

  progress.report(0.9, "classifying pixels");
  const auto percent = [&](double volume) { return std::clamp(100 * volume / volumes.capacity, 0.0, 100.0); };
  report.fillPercent = percent(volumes.estimate);
  // What the corners leave in doubt about the height of the rim moves every height.
  const double doubt = 100 * 2 * heightError / shape.depth + focal.doubt +
                       (request.size && !request.emptyDepth && shape.slanted() ? slantDoubt : 0);
  report.fillLow = std::clamp(percent(volumes.low) - doubt, 0.0, report.fillPercent);
  report.fillHigh =
      std::clamp(percent(volumes.high) + doubt + 100 * layerDoubt / shape.depth, report.fillPercent, 100.0);
  if (!request.size && !request.emptyDepth) report.fillHigh = highAboveUnknownFloor(report.fillHigh, shape);
  report.emptySpacePercent = 100 - report.fillPercent;
  report.hiddenPercent = 100 * volumes.unseenShare;
  report.rim = rim;
  report.tilt = rim.pose.tilt();
  report.depthScale = own.scale;
  report.alignmentResidual = alignment.residual * distance;
  report.size = {rim.first, rim.second, shape.depth};
  report.sizeMeasured = !request.size;
  if (rim.metric) {
    report.boxLitres = volumes.capacity * litresPerCubicMetre;
    report.contentLitres = report.fillPercent / 100 * *report.boxLitres;
    report.overfillLitres = volumes.overfill * litresPerCubicMetre;
    report.cutHeight = lidHeight(map, shape, noise, request.options.cutMargin);
  }
  report.method = request.emptyDepth ? "empty reference" : request.size ? "size given" : "floor fitted";
  report.method += !ownScale      ? "; depth scaled and shifted on rim and walls"
                   : request.size ? "; depth scaled on rim and walls"
                                  : "; scale from the depth on the rim";
  report.heights = heightsOf(map, shape, perCell);
  report.pixelClass =
      classifyPixels(now, view, shape, request.corners, request.emptyDepth ? &unchanged : nullptr);
  const RimCoverage coverage = coverageOf(report.pixelClass, request.corners);
  report.holePercent = coverage.holePercent;
  for (const Vec2 c : request.corners)
    doubts.cornersOutside =
        doubts.cornersOutside || c.x < 0 || c.y < 0 || c.x > depth.width() || c.y > depth.height();
  doubts.outsidePercent = coverage.outsidePercent;
  doubts.support = alignment.support;
  doubts.alignmentSamples = alignment.samples * 4;
  doubts.residualShare = report.alignmentResidual / shape.depth;
  doubts.overfillShare = volumes.overfill / volumes.capacity;
  report.warnings = warningsFor(report, doubts);
  progress.report(1.0);
  return report;
}

} // namespace fillscope
