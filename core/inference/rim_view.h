#pragma once
// The box as seen through its rim: the picture inside the rim stretched to a square, and what geometry knows
// of each pixel of it. Training and prediction look through this one window.
#include "core/geometry/box.h"
#include "core/imaging/depth_map.h"
#include "core/inference/network.h"
#include <array>
#include <optional>
#include <vector>

namespace fillscope {

/// Pixel (i, j) of the square, i to the right: its centre lies at rim coordinates
///   u = (i + 0.5 − margin) / (size − 2·margin) along 1→2, v likewise along 1→4; 0..1 inside the rim.
struct RimViewShape {
  int size = 112, margin = 8;
};

/// Planes of the network's input, in order: R, G, B ((value/255 − mean) / std); emptyDepth; slopeX; slopeY;
/// log(depth / √(first·second)); log(first / second); known.
///   emptyDepth: depth below the rim plane, as a share of the box's depth, at which the ray through this
///   pixel would meet wall or floor of the empty cuboid; 0 outside the rim. slopeX, slopeY: how far the ray
///   runs along x and y per unit of depth below the rim, box frame. known: 1; where the box's depth is not
///   known, 0, and then emptyDepth and the logarithm of the depth are 0 too.
inline constexpr int rimViewPlanes = 9;

struct RimView {
  RimViewShape shape;
  RimPose rim;      ///< pose with sides in one unit
  double depth = 0; ///< of the box in that unit; 0 not known
  CameraIntrinsics camera;
  double k1 = 0;
  Tensor input;                ///< 1 × rimViewPlanes × size × size
  Raster<float> emptyDepth;    ///< size × size, share of depth (0 where depth is not known)
  std::vector<Vec2> pictureAt; ///< where each pixel of the square lies in the picture, row by row; continuous
  std::array<Vec2, 4> residual; ///< corners given less corners as the pose projects them, pixels
};

/// What the corners given differ from the pose by at rim coordinates u, v (0..1), bilinearly; pixels.
Vec2 residualAt(const RimView& view, double u, double v);
/// Where the picture shows the point (x, y, 0) of the rim plane: projected by pose and camera, moved by
/// radial distortion (lens.h), then by the corners' residuals, interpolated bilinearly over the rim, so that
/// the corners given are met exactly. Nothing behind the camera.
std::optional<Vec2> pictureOfRimPoint(const RimView& view, double x, double y);

/// How far below the rim the ray through rim-plane point (x, y) with the given slopes meets wall or floor of
/// the empty cuboid; unit of the sides. 0 outside the rim.
double emptyDepthBelow(double x, double y, double slopeX, double slopeY, double first, double second,
                       double depth);

/// Plane emptyDepth of a view with this pose: 0..1 of depth inside the rim.
Raster<float> emptyDepthThroughRim(const RimPose& rim, double depth, const RimViewShape& shape);

/// rim: estimated from these corners, or the true one. Pictures that are larger than the square needs are
/// averaged down first, what lies outside the picture has the mean colour. Errors: badInput (corners no rim,
/// camera not above the rim, shape without room for the rim).
Result<RimView> rimView(const Image& picture, const RimCorners& corners, const CameraIntrinsics& camera,
                        const RimPose& rim, std::optional<double> depth, const RimViewShape& shape,
                        const ModelManifest& manifest, double k1 = 0);

/// What the network answers: a tensor 1 × 2 × size × size (share: depth below the rim over emptyDepth, 0..1,
/// 1 = empty; content: chance that the pixel shows content) and one of 1 × 3 (fill share 0..1; log of its
/// standard error; log of depth / √(first·second), meant for views whose depth is not known).
struct RimAnswer {
  Raster<float> share, content;
  double fill = 0, fillError = 0, depthRatio = 0;
};
/// Error: badInput where the tensors have other shapes or hold numbers that are not finite.
Result<RimAnswer> rimAnswer(const std::vector<Tensor>& outputs, const RimViewShape& shape);

/// Metres (or the pose's unit) along the optical axis for every pixel of a width × height picture whose ray
/// passes through the rim; 0 elsewhere. snapEmpty: pixels that show no content lie on the empty box's
/// surface, as a volume wants it.
DepthMap depthFromRimAnswer(const RimAnswer& answer, const RimView& view, int width, int height,
                            bool snapEmpty);

/// The network looked through the rim, entered from each of its four corners in turn; the mean of its answers
/// counts. The box's depth is estimated first where size is not given.
struct RimDepth {
  DepthMap depth, fillDepth; ///< raw, and with empty pixels snapped
  BoxSize size;              ///< as used; unit of the pose
  bool depthEstimated = false;
  RimAnswer answer;
  RimPose rim;
};
Result<RimDepth> predictRimDepth(Network& network, const Image& picture, const RimCorners& corners,
                                 const CameraIntrinsics& camera, const std::optional<BoxSize>& size,
                                 const Progress& progress = {});

} // namespace fillscope
