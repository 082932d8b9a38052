#include "core/geometry/fill.h"
#include "core/geometry/content_map.h"
#include "core/geometry/fill_figures.h"
#include "core/geometry/fill_request.h"
#include "core/geometry/fill_warnings.h"
#include "core/geometry/obstacles.h"
#include "core/geometry/pixel_classes.h"
#include "core/geometry/pose_refinement.h"
#include "core/geometry/rim_level.h"
#include "core/geometry/straight_view.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace fillscope {

namespace {

constexpr double litresPerCubicMetre = 1000;
constexpr double slantDoubt = 1.5;    // points of fill, where the slant of the walls was fitted
constexpr double leastSupport = 0.05; // share of rim and walls below which a map says nothing of this box
constexpr int columnsPerCell = 2;
constexpr int cellsAcross = 40; // the shorter side, at least

void toMetres(RimPose& rim, Alignment& alignment) {
  const double metres = 1 / alignment.scale;
  rim.pose.translation = metres * rim.pose.translation;
  rim.first *= metres;
  rim.second *= metres;
  rim.metric = true;
  alignment.scale = 1;
}

double rimDistance(const RimPose& rim) { return rim.pose.toCamera({0.5 * rim.first, 0.5 * rim.second, 0}).z; }

/// A report that lacks what the photo itself says of it: its holes and warnings.
struct Measured {
  FillReport report;
  FillDoubts doubts;
};

// One measurement on its way from the request to the report; the steps run in the order of their declaration.
class Measurement {
 public:
  explicit Measurement(const FillRequest& request)
      : request_(request)
      , depth_(*request.depth)
      , guide_(request.emptyDepth ? *request.emptyDepth : *request.depth)
      , ownScale_(hasOwnScale(guide_)) {
    doubts_.sizeGiven = request.size.has_value();
    doubts_.referenceUsed = request.emptyDepth != nullptr;
    doubts_.relativeDepth = !ownScale_;
  }

  Result<void> poseRim();
  Result<void> bringToScale();
  void setAsideObstacles();
  Result<void> findWallsAndFloor();
  Result<void> walkColumns(const Progress& progress);
  Measured result();

 private:
  const InverseDepth& now() const { return request_.emptyDepth ? nowDepth_ : guideDepth_; }
  const Mask* unchanged() const { return request_.emptyDepth ? &unchanged_ : nullptr; }
  double likelyDepth() const {
    return request_.size ? request_.size->depth : 0.4 * std::sqrt(rim_.first * rim_.second);
  }
  double jump() const { return 0.03 * likelyDepth(); }
  void settleOnFloor(const FloorFit& floor);
  void setShares(const ContentVolumes& volumes);
  void compareWithReference();
  void setDoubts(const ContentVolumes& volumes);

  const FillRequest& request_;
  const DepthMap& depth_;
  const DepthMap& guide_; // an empty box shows most of its walls
  bool ownScale_;
  FillReport report_;
  FillDoubts doubts_;
  FocalSource focal_;
  RimPose rim_;
  Alignment alignment_, own_; // of the guide, of the picture's own map
  double distance_ = 0, noise_ = 0;
  double heightError_ = 0, layerDoubt_ = 0; // metres
  bool refined_ = false;
  InverseDepth guideDepth_, nowDepth_;
  Obstacles obstacles_;          // of the picture's own map
  std::vector<BoxPoint> points_; // of the guide
  int pixelStep_ = 1;
  BoxShape shape_;
  Mask unchanged_;
  ContentMap map_;
};

Result<void> Measurement::poseRim() {
  focal_ = chooseCamera(request_, guide_, report_);
  auto posed = estimateRimPose(request_.corners, report_.camera, request_.size);
  if (!posed) return posed.error();
  rim_ = *posed;
  return {};
}

Result<void> Measurement::bringToScale() {
  const CameraIntrinsics& camera = report_.camera;
  const double wallDepth =
      request_.size ? 0.6 * request_.size->depth : 0.25 * std::min(rim_.first, rim_.second);
  const double floorDepth = request_.size ? request_.size->depth : std::numeric_limits<double>::infinity();
  const auto believed =
      rim_.metric && (request_.camera || focal_.measured) ? std::optional<double>(1.0) : std::nullopt;
  alignment_ = alignToBox(guide_, BoxView(camera, rim_), request_.corners, wallDepth, floorDepth, believed);
  if (alignment_.samples == 0)
    return badRequest("the depth map has no measurement at the rim and inside it", "depth",
                      "check the corners and the depth file");
  const bool inverse = guide_.kind == DepthKind::inverse;
  if (!rim_.metric && ownScale_) {
    if (inverse) alignment_.scale = 1 / alignment_.scale; // 1/z = scale·v in rim lengths, 1·v in metres
    toMetres(rim_, alignment_);
    levelOnRim(rim_, guide_, alignment_, request_.corners, camera);
  } else if (rim_.metric && ownScale_) {
    const double s = inverse ? 1 / alignment_.scale : alignment_.scale;
    doubts_.scaleGap = std::max(s, 1 / s) - 1;
  }
  if (request_.size) {
    const PoseRefinement refined =
        refineOnWalls(rim_, alignment_, guide_, request_.corners, camera, request_.size->depth, believed);
    refined_ = refined.applied;
    heightError_ = refined.heightError;
  }
  distance_ = rimDistance(rim_);
  guideDepth_ = makeInverseDepth(guide_, alignment_, request_.corners, distance_, jump());
  noise_ = std::max(guideDepth_.noise, alignment_.residual * distance_ * 0.5);
  own_ = alignment_;
  if (!request_.emptyDepth) return {};
  own_ = hasOwnScale(depth_) ? alignToReference(depth_, guideDepth_.values, request_.corners, alignment_)
                             : alignLineToReference(depth_, guideDepth_.values, BoxView(camera, rim_),
                                                    request_.corners, wallDepth);
  if (own_.samples == 0 || own_.support <= leastSupport)
    own_ = alignToBox(depth_, BoxView(camera, rim_), request_.corners, wallDepth, floorDepth, believed);
  nowDepth_ = makeInverseDepth(depth_, own_, request_.corners, distance_, jump());
  return {};
}

// What a flap or a hand covers is not seen; its own height is no content's.
void Measurement::setAsideObstacles() {
  const BoxView view(report_.camera, rim_);
  for (InverseDepth* depth : {&guideDepth_, &nowDepth_}) {
    if (depth->values.empty()) continue;
    obstacles_ = findObstacles(*depth, view, likelyDepth(), jump());
    dropPixels(*depth, obstacles_.pixels);
  }
}

// Nothing lies below the floor and the walls of the same box empty: what does tells of swapped or wrong
// files.
void Measurement::compareWithReference() {
  doubts_.referenceIsSame = request_.emptyDepth->values == depth_.values;
  if (guide_.kind == DepthKind::metric && depth_.kind == DepthKind::metric) {
    const double ratio = own_.scale / alignment_.scale;
    doubts_.referenceScale = std::max(ratio, 1 / ratio);
  }
  const double tolerance = std::max(0.02 * distance_, 6 * std::hypot(nowDepth_.noise, guideDepth_.noise));
  std::size_t both = 0, deeper = 0;
  for (int y = 0; y < depth_.height(); ++y)
    for (int x = 0; x < depth_.width(); ++x) {
      const double now = nowDepth_.values.at(x, y), empty = guideDepth_.values.at(x, y);
      if (!(now > 0 && empty > 0) || report_.pixelClass.at(x, y) == std::uint8_t(PixelClass::outside))
        continue;
      ++both;
      deeper += 1 / now - 1 / empty > tolerance ? 1 : 0;
    }
  if (both > 0) doubts_.referenceDeeperShare = double(deeper) / double(both);
}

// The walls fix the box sideways, the corners its height: a floor as near as their error allows is the floor.
void Measurement::settleOnFloor(const FloorFit& floor) {
  const double gap = floor.depth - shape_.depth;
  if (std::abs(gap) >= std::min(2.4 * heightError_, 0.06 * shape_.depth)) return;
  layerDoubt_ = std::max(0.0, -gap);
  rim_.pose.translation = rim_.pose.translation + gap * rim_.pose.rotation.columns[2];
  for (BoxPoint& point : points_)
    point.p.z -= gap;
  heightError_ *= 0.4;
}

Result<void> Measurement::findWallsAndFloor() {
  pixelStep_ = std::max(1, int(std::sqrt(double(depth_.values.pixelCount()) / 40000.0)));
  points_ = pointsInside(guideDepth_, BoxView(report_.camera, rim_), request_.corners, pixelStep_);
  if (points_.size() < 20)
    return badRequest("the depth map has no measurement inside the rim", "depth",
                      "check the corners and the depth file");
  shape_.first = rim_.first;
  shape_.second = rim_.second;
  if (request_.size) shape_.depth = request_.size->depth;
  FloorFit floor = fitFloor(shape_, points_, noise_);
  if (request_.size && floor.found && refined_) settleOnFloor(floor);
  if (!request_.size) {
    if (!floor.found)
      return badRequest("no floor can be found in the depth map", "size",
                        "type in the inner size of the box");
    shape_.depth = floor.depth;
  }
  const BoxView view(report_.camera, rim_);
  const double pixelSize = (distance_ + shape_.depth) / std::min(report_.camera.fx, report_.camera.fy);
  fitWalls(shape_, points_, view.eye, pixelSize, noise_, alignment_.taper);
  if (!request_.size) { // again, without what the walls turned out to be
    floor = fitFloor(shape_, points_, noise_);
    shape_.depth = floor.depth, shape_.slopeX = floor.slopeX, shape_.slopeY = floor.slopeY;
    fitWalls(shape_, points_, view.eye, pixelSize, noise_, alignment_.taper);
  }
  doubts_.floorFound = floor.found;
  doubts_.floorShare = floor.share;
  if (request_.size && floor.found) doubts_.depthGap = std::max(0.0, floor.depth / shape_.depth - 1);
  return {};
}

Result<void> Measurement::walkColumns(const Progress& progress) {
  const BoxView view(report_.camera, rim_);
  const double wanted =
      request_.options.cellSize * (rim_.metric ? 1 : 2); // no metres: half a metre is a usual side
  const double cell = std::max(std::min(wanted, std::min(rim_.first, rim_.second) / cellsAcross),
                               std::sqrt(rim_.first * rim_.second) / 150);
  const int nx = columnsPerCell * std::max(2, int(std::lround(rim_.first / cell)));
  const int ny = columnsPerCell * std::max(2, int(std::lround(rim_.second / cell)));
  std::vector<float> base = baseFrom(shape_, nx, ny);
  if (request_.emptyDepth) {
    points_ = pointsInside(now(), view, request_.corners, pixelStep_);
    const Columns empty = marchColumns(guideDepth_, view, shape_, nx, ny, {0, jump()}, progress);
    if (progress.cancelled()) return cancelledError();
    base = baseFrom(empty, shape_);
    const double tolerance = std::max(
        {4 * std::hypot(now().noise, guideDepth_.noise), 0.003 * distance_, request_.options.noiseSigma});
    unchanged_ = unchangedPixels(now(), guideDepth_, tolerance);
  }
  const MarchLimits limits{highestAbove(points_, shape_.depth, noise_, -view.eye.z), jump()};
  Columns columns = marchColumns(now(), view, shape_, nx, ny, limits, progress);
  if (progress.cancelled()) return cancelledError();
  map_ = mapContent(std::move(columns), std::move(base), view, shape_, unchanged(), obstacles_.doubtful);
  if (!(volumesOf(map_).capacity > 0))
    return badRequest("the box has no volume", "size", "type in the inner size of the box");
  return {};
}

void Measurement::setShares(const ContentVolumes& volumes) {
  const auto percent = [&](double volume) { return std::clamp(100 * volume / volumes.capacity, 0.0, 100.0); };
  report_.fillPercent = percent(volumes.estimate);
  // What the corners leave in doubt about the height of the rim moves every height.
  const double slant = request_.size && !request_.emptyDepth && shape_.slanted() ? slantDoubt : 0;
  doubts_.heightPoints = 100 * 2 * heightError_ / shape_.depth;
  const double doubt = doubts_.heightPoints + focal_.doubt + slant;
  const double dropped = request_.emptyDepth ? 0 : 100 * shape_.droppedShare();
  const double layer = 100 * layerDoubt_ / shape_.depth;
  const double farther = 100 * std::max(own_.farther, alignment_.farther) / shape_.depth;
  const double nearer = 100 * std::max(own_.nearer, alignment_.nearer) / shape_.depth;
  report_.fillLow = std::clamp(percent(volumes.low) - doubt - dropped - farther, 0.0, report_.fillPercent);
  report_.fillHigh =
      std::clamp(percent(volumes.high) + doubt + layer + dropped + nearer, report_.fillPercent, 100.0);
  if (!request_.size && !request_.emptyDepth)
    report_.fillHigh = highAboveUnknownFloor(report_.fillHigh, shape_);
  // A map that agrees with the rim and the walls nowhere tells nothing of what lies between them.
  if (alignment_.support <= leastSupport) report_.fillLow = 0, report_.fillHigh = 100;
  report_.emptySpacePercent = 100 - report_.fillPercent;
  report_.hiddenPercent = 100 * volumes.unseenShare;
}

void Measurement::setDoubts(const ContentVolumes& volumes) {
  doubts_.support = alignment_.support;
  doubts_.alignmentSamples = alignment_.samples * 4;
  doubts_.residualShare = report_.alignmentResidual / shape_.depth;
  doubts_.obstacleShare = obstacles_.share;
  doubts_.overfillShare = volumes.overfill / volumes.capacity;
  if (request_.emptyDepth) compareWithReference();
}

Measured Measurement::result() {
  const ContentVolumes volumes = volumesOf(map_);
  setShares(volumes);
  report_.rim = rim_;
  report_.tilt = rim_.pose.tilt();
  report_.depthLine = {own_.scale, own_.shift};
  const bool isFactor = depth_.kind != DepthKind::inverse || own_.shift != 0;
  report_.depthScale = isFactor ? own_.scale : 1 / own_.scale;
  report_.alignmentResidual = alignment_.residual * distance_;
  report_.size = {rim_.first, rim_.second, shape_.depth};
  report_.sizeMeasured = !request_.size;
  if (rim_.metric) {
    report_.boxLitres = volumes.capacity * litresPerCubicMetre;
    report_.contentLitres = report_.fillPercent / 100 * *report_.boxLitres;
    report_.overfillLitres = volumes.overfill * litresPerCubicMetre;
    report_.cutHeight = lidHeight(map_, shape_, noise_, request_.options.cutMargin);
  }
  report_.method = request_.emptyDepth ? "empty reference" : request_.size ? "size given" : "floor fitted";
  report_.method += !ownScale_      ? "; depth scaled and shifted on rim and walls"
                    : request_.size ? "; depth scaled on rim and walls"
                                    : "; scale from the depth on the rim";
  report_.heights = heightsOf(map_, shape_, columnsPerCell);
  report_.pixelClass =
      classifyPixels(now(), BoxView(report_.camera, rim_), shape_, request_.corners, unchanged());
  for (std::size_t k = 0; k < obstacles_.pixels.pixelCount(); ++k)
    if (std::uint8_t& shown = report_.pixelClass.data()[k];
        obstacles_.pixels.data()[k] && shown == std::uint8_t(PixelClass::hole))
      shown = std::uint8_t(PixelClass::obstacle);
  setDoubts(volumes);
  return {std::move(report_), doubts_};
}

Result<Measured> measureStraight(const FillRequest& request, const Progress& progress) {
  Measurement measurement(request);
  if (const auto posed = measurement.poseRim(); !posed) return posed.error();

  progress.report(0.1, "bringing the depth to scale");
  if (const auto scaled = measurement.bringToScale(); !scaled) return scaled.error();
  if (progress.cancelled()) return cancelledError();

  progress.report(0.3, "finding walls and floor");
  measurement.setAsideObstacles();
  if (const auto found = measurement.findWallsAndFloor(); !found) return found.error();

  progress.report(0.4, "walking down the columns");
  if (const auto walked = measurement.walkColumns(progress); !walked) return walked.error();

  progress.report(0.9, "classifying pixels");
  Measured measured = measurement.result();
  progress.report(1.0);
  return measured;
}

/// corners: those of the picture that the report's pixels are of; outsidePercent: of the rim, where straight
/// lines between them do not tell.
FillReport warned(Measured measured, const RimCorners& corners, std::optional<double> outsidePercent = {}) {
  auto& [report, doubts] = measured;
  const RimCoverage coverage = coverageOf(report.pixelClass, corners);
  report.holePercent = coverage.holePercent;
  doubts.cornersOutside = std::any_of(corners.begin(), corners.end(), [&](Vec2 c) {
    return c.x < 0 || c.y < 0 || c.x > report.pixelClass.width() || c.y > report.pixelClass.height();
  });
  doubts.outsidePercent = outsidePercent.value_or(coverage.outsidePercent);
  report.warnings = warningsFor(report, doubts);
  return std::move(report);
}

std::shared_ptr<const DepthMap> straightDepth(const StraightView& view, const DepthMap* depth) {
  if (!depth) return {};
  return std::make_shared<const DepthMap>(
      DepthMap{view.straightDepth(depth->values), depth->kind, depth->unit, depth->source});
}

/// Volumes know pinholes alone: the lens is taken out beforehand.
Result<FillReport> measureThroughLens(FillRequest request, const Progress& progress) {
  const CameraIntrinsics own = request.camera->scaledTo(request.depth->width(), request.depth->height());
  const StraightView view(own, request.k1);
  request.depth = straightDepth(view, request.depth.get());
  request.emptyDepth = straightDepth(view, request.emptyDepth.get());
  const RimCorners seen = std::exchange(request.corners, view.straightened(request.corners));
  request.camera = view.camera();
  auto measured = measureStraight(request, progress);
  if (!measured) return measured.error();
  FillReport& report = measured->report;
  report.pixelClass = view.asSeen(report.pixelClass);
  report.camera = own;
  report.k1 = request.k1;
  return warned(std::move(*measured), seen, 100 * (1 - view.shareShown(request.corners)));
}

} // namespace

Result<FillReport> measureFill(const FillRequest& request, const Progress& progress) {
  if (const auto checked = checkRequest(request); !checked) return checked.error();
  if (request.camera && request.k1 != 0) return measureThroughLens(request, progress);
  auto measured = measureStraight(request, progress);
  if (!measured) return measured.error();
  return warned(std::move(*measured), request.corners);
}

} // namespace fillscope
