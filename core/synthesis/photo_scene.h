#pragma once
// A scene of the photo-like generator as a value: drawn by one function, rendered by another.
#include "core/geometry/box.h"
#include "core/imaging/raster.h"
#include "core/synthesis/box_scene.h"
#include "core/synthesis/photo_spec.h"
#include <array>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

namespace fillscope {

/// A surface: procedural, or a photograph. Colours are sRGB 0..1.
struct Finish {
  enum class Pattern : std::uint8_t {
    plain,
    cardboard,
    plastic,
    wood,
    print,
    label,
    stripes,
    checks,
    fabric,
    foil,
    speckle,
    concrete,
    planks,
    tiles,
    belt,
    skin,
    perforated,
    picture
  };
  Pattern pattern = Pattern::plain;
  Rgb base, second;
  double scale = 0.05;              ///< metres per repeat of the pattern
  double relief = 0;                ///< bends the normal, 0..1
  double gloss = 0, sharpness = 30; ///< Phong-like highlight; above 0.6 a depth camera loses it
  double wear = 0;                  ///< 0 new .. 1 scuffed and stained
  double glow = 0; ///< 1 as bright as if it lay in the open, whatever stands about it: openings
  std::uint64_t seed = 1;

  // Pattern::picture alone:
  std::shared_ptr<const SurfacePicture> picture; ///< laid out `scale` metres wide; 0: once over every face
  double turn = 0;                               ///< of the picture on the surface, turns
  double tint = 0; ///< 0 the picture's colours .. 1 `base` with the picture's light and dark
  double gain = 1; ///< of the picture's own colours
};

/// Rigid placement: columns of turn are the solid's own axes in the box frame.
struct Placement {
  Vec3 centre;
  Mat3 turn;
};

struct SolidCuboid {
  Placement at;
  Vec3 half;
}; ///< half extents along its own axes
struct SolidSphere {
  Vec3 centre;
  double radius = 0;
};
struct SolidCylinder {
  Placement at;
  double radius = 0, half = 0;
  double topRadius = -1;
}; ///< along its own z; a cone frustum where topRadius >= 0 (radius at +half)
struct SolidCapsule {
  Vec3 a, b;
  double radius = 0;
};
/// Heights (metres above its base plane z = base, upwards = towards smaller z) over a rectangle turned by yaw
/// about z: bags, cloths, loose fill, layers. Bilinear between grid points; nothing where the height is <= 0.
struct SolidHeights {
  Vec2 centre;
  double yaw = 0, halfX = 0, halfY = 0, base = 0;
  std::shared_ptr<const Raster<float>> heights;
};
using Solid = std::variant<SolidCuboid, SolidSphere, SolidCylinder, SolidCapsule, SolidHeights>;

struct PhotoItem {
  Solid solid;
  Finish finish;
  bool content = true; ///< false: flap, clutter, hand, neighbour
};

/// A lamp as a disc seen under an angular radius from a direction, in the box frame (z negative: above).
struct PhotoLamp {
  Vec3 direction;
  double radius = 0.1; ///< tangent of the angular radius
  Rgb colour{1, 1, 1}; ///< linear, times its strength
};

enum class PhotoBoxKind : std::uint8_t { carton, tote, crate };

/// Box frame as in geometry/box.h: origin at rim corner 1, x along 1→2, y along 1→4, z down.
struct PhotoScene {
  PhotoBoxKind kind = PhotoBoxKind::carton;
  BoxSize size;
  double taper = 0, wall = 0.005; ///< as BoxScene
  double ribs = 0;  ///< metres between ribs of a tote's walls, 0 none (relief alone, not geometry)
  double gleam = 0; ///< strength of upright reflections on the inner walls, 0..1
  Finish inside, outside, floorInside, ground;
  double groundDrop =
      0; ///< metres of the supporting plane below the floor's underside (table edge, conveyor)
  std::vector<PhotoItem> items; ///< content first, then flaps, clutter, hands, neighbours
  std::vector<PhotoLamp> lamps;
  Rgb ambient{0.4f, 0.4f, 0.4f}; ///< linear
  double gloom = 0;              ///< share of the indirect light that does not get down to the floor, 0..1
  CameraIntrinsics camera;       ///< with width and height
  double k1 = 0;                 ///< radial distortion of the picture
  BoxPose pose;
  double exposure = 0; ///< stops
  Rgb whiteBalance{1, 1, 1};
  double defocus = 0, motion = 0, motionAngle = 0, noise = 0; ///< as in PhotoSpec
  int jpegQuality = 0;                                        ///< 0: not compressed
  double depthNoise = 0, depthHoles = 0;
  double fillAimed = 0;
  std::uint64_t seed = 1; ///< of everything random that is left to the renderer
};

/// Counts up with every change after which the same arguments give another scene or another photo, so that no
/// set is continued with samples of another kind.
inline constexpr int photoGeneratorVersion = 2;

/// Sample k: a pure function of its arguments, the same on any thread and in any order. Content is settled:
/// nothing floats, and nothing but what the specification allows rises over the rim or cuts a wall by more
/// than 2 mm. Of a layer or loose fill from wall to wall only the upper part is there, over a flat base,
/// which may stand in a tapered wall, but not beyond it. spec must pass check().
PhotoScene samplePhotoScene(const PhotoSpec& spec, std::uint64_t seed, std::uint64_t k);

/// Exact 2.5-D volumes, m³: under the content's top surface between the walls and below the rim, and of the
/// inside. By vertical rays on a fine grid, within 0.02 points of fill.
SceneVolumes volumesOf(const PhotoScene& scene);
/// Height of the content's top surface over the floor at (x, y), metres (0 or the tapered wall's where
/// nothing lies).
double contentHeight(const PhotoScene& scene, double x, double y);

} // namespace fillscope
