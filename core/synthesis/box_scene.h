#pragma once
// An open box, what lies in it and the camera above it: the truth that geometry tests and the sample need.
#include "core/base/progress.h"
#include "core/geometry/box.h"
#include "core/imaging/depth_map.h"
#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace fillscope {

// Content in the box frame (geometry/box.h): x along 1→2, y along 1→4, z down from the rim; metres.
struct CuboidItem {
  Vec3 centre;
  Vec3 size;      ///< along its own x, y, z
  double yaw = 0; ///< about z, radians
};
struct SphereItem {
  Vec3 centre;
  double radius = 0;
};
/// Covers the floor from wall to wall.
struct LayerItem {
  double height = 0;             ///< at the middle
  double slopeX = 0, slopeY = 0; ///< rise per metre
};
using SceneItem = std::variant<CuboidItem, SphereItem, LayerItem>;

struct Rgb {
  float r = 0.5f, g = 0.5f, b = 0.5f;
};

struct BoxScene {
  BoxSize size;        ///< inner, at the rim
  double taper = 0;    ///< metres by which each wall comes inwards at the floor; 0 a cuboid
  double wall = 0.005; ///< thickness, metres
  std::vector<SceneItem> items;
  std::vector<Rgb> itemColours; ///< one per item, or empty for a palette
  Rgb boxColour{0.72f, 0.55f, 0.36f}, groundColour{0.45f, 0.46f, 0.48f};
  CameraIntrinsics camera;      ///< with width and height
  BoxPose pose;                 ///< camera frame from box frame
  Vec3 light{-0.4, -0.6, -1.0}; ///< direction towards the light in the box frame (z negative: above)
  std::uint32_t textureSeed = 1;
};

/// Camera at height above the rim plane (metres), looking at the middle of the rim: straight down at tilt 0,
/// else from a place moved sideways by height·tan(tilt). It is tilted about the axis at azimuth in the rim
/// plane (0: the box's x axis, the camera moves towards side 3-4) and then turned about its optical axis by
/// roll. Radians.
BoxPose poseAbove(const BoxSize& size, double height, double tilt, double roll, double azimuth = 0);

struct RenderedBox {
  Image image;                      ///< shaded RGB
  DepthMap depth;                   ///< exact, metres, through pixel centres
  RimCorners corners;               ///< exact, continuous picture coordinates
  std::array<Vec2, 4> floorCorners; ///< 5..8 below 1..4
  double fillPercent = 0;           ///< exact 2.5-D: volume under the content's top surface / inner volume
  double contentLitres = 0, boxLitres = 0;
};

struct RenderOptions {
  int samplesPerAxis = 2; ///< of the RGB picture, per pixel
  bool shadows = true, texture = true;
  bool colour = true; ///< false: depth, corners and volumes alone; image stays empty
  int threads = 0;    ///< 0: one for each processor; the result is the same for any number
};

/// Deterministic; any thread. Errors: badInput (camera without size or not above the rim, implausible box),
/// cancelled.
Result<RenderedBox> renderBox(const BoxScene& scene, const RenderOptions& options = {},
                              const Progress& progress = {});

/// Height over the floor of the content's top surface at (x, y) of the box frame, metres, not clipped at the
/// rim; where nothing lies, that of the box's own inside (0, or the tapered wall's). Needs (x, y) within the
/// rim.
double contentHeight(const BoxScene& scene, double x, double y);

/// What the fill of a scene is made of, m³: the space within the walls, and what of it lies under the
/// content's top surface (what rises over the rim is not counted). By quadrature between the content's edges,
/// to 1e-5 of the capacity.
struct SceneVolumes {
  double content = 0, capacity = 0;
};
SceneVolumes volumesOf(const BoxScene& scene);

/// What a stereo depth camera would give: Gaussian noise of noiseAtOneMetre · z² metres, holeShare (0..1) of
/// the pixels without a value, at depth edges and in blobs, and depth quantised as by a disparity step of
/// 0.001/m. Seeded.
DepthMap asDepthCamera(const DepthMap& exact, double noiseAtOneMetre, double holeShare, std::uint32_t seed);

/// Scene k of the random family used to judge the geometry: box 0.3–0.7 × 0.25–0.5 × 0.15–0.45 m, camera
/// 0.6–1.3 m above the rim, tilt up to maxTilt (radians) to any side, roll within 15°, 640×480 with the whole
/// rim in the picture; rotated cuboids, spheres and layers inside the walls and below the rim. A pure
/// function of its arguments.
BoxScene randomScene(std::uint64_t seed, int k, double maxTilt);

/// The scenes of the bundled sample, at least six, named.
struct NamedScene {
  std::string name;
  std::string title;
  BoxScene scene;
};
std::vector<NamedScene> sampleScenes();

} // namespace fillscope
