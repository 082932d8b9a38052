#pragma once
// From a depth map and a rim to how full the box is: the 2.5-D volume under the content, with an honest interval.
#include "core/base/progress.h"
#include "core/geometry/box.h"
#include "core/geometry/depth_line.h"
#include "core/imaging/depth_map.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fillscope {

/// Something that makes the figure doubtful, in plain words.
struct FillWarning {
  std::string id;      ///< stable, for programs: "rim-outside-picture"
  std::string meaning; ///< what it means for the figure; %1, %2 … stand for values
  std::string remedy;  ///< what to do
  std::vector<std::string> values{};
  friend bool operator==(const FillWarning&, const FillWarning&) = default;
};

/// Its meaning with the values in their places.
std::string meaningOf(const FillWarning& warning);

/// How a cell of the height map came to its height.
enum class CellState : std::uint8_t { observed, hidden };

/// Heights over the floor on a grid in the box frame. Cell (i, j) covers x in [i, i+1)·cellX, y in [j, j+1)·cellY.
struct HeightMap {
  Raster<float> height;       ///< metres above the floor, point estimate (hidden cells filled in)
  Raster<float> lower;        ///< hidden cells empty
  Raster<float> upper;        ///< hidden cells full as far as no ray forbids it
  Raster<std::uint8_t> state; ///< CellState
  Raster<float> floor;        ///< height of the empty box's own surface above the reference floor (tapered walls); 0 for a cuboid
  double cellX = 0, cellY = 0;///< metres
  double depth = 0;           ///< rim to floor, metres
};

/// What a pixel of the picture shows; obstacle: a flap, a hand, or what else is over the opening and no content.
enum class PixelClass : std::uint8_t { outside, hole, wall, floor, content, rim, obstacle };

struct FillOptions {
  double cellSize = 0.005;           ///< metres; a small box has finer ones, 40 along its shorter side
  double noiseSigma = 0.002;         ///< metres, expected depth noise at the rim's distance
  double limitPercent = 50;          ///< largest allowed empty space
  double cutMargin = 0.005;          ///< metres added to the 99.5 % content height
  /// Error: badInput with the name of the field that is out of range.
  Result<void> check() const;
};

struct FillRequest {
  std::shared_ptr<const DepthMap> depth;      ///< of the picture; metric, relative or inverse
  RimCorners corners;                         ///< in the picture that depth is aligned to
  std::optional<CameraIntrinsics> camera;     ///< for the depth map's size; unknown: focal length from the rim, and said
  std::optional<BoxSize> size;                ///< unknown: sides from depth on the rim, floor from the depth itself
  std::shared_ptr<const DepthMap> emptyDepth; ///< same camera, same box, nothing in it; or null
  FillOptions options;
  double k1 = 0;                              ///< radial distortion of its lens (lens.h), which counts where the camera is known
  double cameraDoubt = 0;                     ///< points of fill that camera may cost where it is itself a guess; 0: it is not
};

struct FillReport {
  double fillPercent = 0, fillLow = 0, fillHigh = 0; ///< share of the inner volume under the content, 0..100
  double emptySpacePercent = 0;                      ///< 100 − fillPercent
  std::optional<double> contentLitres, boxLitres;    ///< where the scale is known
  std::optional<double> overfillLitres;              ///< above the rim
  std::optional<double> cutHeight;                   ///< metres over the floor: where a lid could lie
  double hiddenPercent = 0;   ///< cells that no pixel sees
  double holePercent = 0;     ///< pixels in the rim without a measurement
  double tilt = 0;            ///< radians
  double depthScale = 1;      ///< factor that brings the depth along the rim to scale; of maps without a unit any
  DepthLine depthLine;        ///< how the map's values became depth
  double alignmentResidual = 0; ///< metres, robust spread of the depth on the rim about the rim plane
  BoxSize size;               ///< as used; metres where metric
  bool sizeMeasured = false;  ///< true: found from depth, not given
  CameraIntrinsics camera;    ///< as used
  double k1 = 0;              ///< radial distortion of its lens (lens.h), as used
  bool cameraGuessed = false;
  RimPose rim;
  std::string method;         ///< "size given", "floor fitted", "empty reference", each with the scale's source
  std::vector<FillWarning> warnings;
  HeightMap heights;
  Raster<std::uint8_t> pixelClass; ///< PixelClass for every pixel of the depth map
};

/// Pure; any thread; at most 100 ms at 640×480. Errors: badInput (corners no rim, no depth inside the rim, sizes of
/// depth maps differ), cancelled.
Result<FillReport> measureFill(const FillRequest& request, const Progress& progress = {});

} // namespace fillscope
