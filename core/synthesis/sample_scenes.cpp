#include "core/base/counter_random.h"
#include "core/synthesis/box_scene.h"
#include <algorithm>
#include <numbers>

namespace fillscope {
namespace {

constexpr Rgb kraft{0.76f, 0.60f, 0.42f}, white{0.90f, 0.89f, 0.86f}, navy{0.13f, 0.28f, 0.50f},
    red{0.78f, 0.22f, 0.18f}, amber{0.94f, 0.70f, 0.20f}, green{0.22f, 0.50f, 0.34f},
    teal{0.18f, 0.54f, 0.58f}, orange{0.93f, 0.52f, 0.16f}, plum{0.44f, 0.26f, 0.46f},
    oat{0.84f, 0.78f, 0.66f}, mint{0.62f, 0.80f, 0.70f};
constexpr double degree = std::numbers::pi / 180;

/// A scene under a camera, with shorthands for what stands on the floor.
struct Builder {
  BoxScene scene;

  Builder(BoxSize size, double height, double tilt, double roll, double azimuth, CameraIntrinsics camera) {
    scene.size = size;
    scene.pose = poseAbove(size, height, tilt * degree, roll * degree, azimuth * degree);
    scene.camera = camera;
  }
  /// A cuboid at (x, y) whose underside is base metres over the floor; yaw in degrees.
  Builder& parcel(double x, double y, Vec3 size, double yaw, Rgb colour, double base = 0) {
    scene.items.push_back(CuboidItem{{x, y, scene.size.depth - base - size.z / 2}, size, yaw * degree});
    scene.itemColours.push_back(colour);
    return *this;
  }
  Builder& ball(double x, double y, double radius, Rgb colour, double base = 0) {
    scene.items.push_back(SphereItem{{x, y, scene.size.depth - base - radius}, radius});
    scene.itemColours.push_back(colour);
    return *this;
  }
  Builder& layer(double height, double slopeX, double slopeY, Rgb colour) {
    scene.items.push_back(LayerItem{height, slopeX, slopeY});
    scene.itemColours.push_back(colour);
    return *this;
  }
  /// Moves what the camera sees, metres right and down.
  Builder& shifted(double right, double down) {
    scene.pose.translation = scene.pose.translation + Vec3{right, down, 0};
    return *this;
  }
  Builder& look(std::uint32_t seed, Rgb box, Rgb ground, Vec3 light) {
    scene.textureSeed = seed;
    scene.boxColour = box;
    scene.groundColour = ground;
    scene.light = light;
    return *this;
  }
};

CameraIntrinsics camera(double focal, double cx = 319.5, double cy = 239.5) {
  return {focal, focal, cx, cy, 640, 480};
}

const Rgb concrete{0.52f, 0.52f, 0.52f}, bench{0.58f, 0.50f, 0.42f}, slate{0.36f, 0.39f, 0.43f},
    steel{0.62f, 0.65f, 0.68f};

/// Balls row by row, then a second layer in the hollows.
BoxScene looseBalls() {
  Builder b({0.42, 0.32, 0.20}, 0.72, 8, -4, 15, camera(670, 322.1, 236.8));
  b.look(41, kraft, slate, {-0.5, -0.5, -1});
  const Rgb colours[] = {orange, orange, amber, orange, red};
  CounterRandom random(7);
  const double radius = 0.034;
  for (int level = 0; level < 2; ++level)
    for (int row = 0; row < 4 - level; ++row)
      for (int column = 0; column < 6 - level; ++column) {
        if (random.chance(level ? 0.45 : 0.08)) continue;
        const double shift = level * 0.0345;
        b.ball(0.038 + shift + 0.069 * column + random.between(-0.001, 0.001),
               0.044 + shift + 0.076 * row + random.between(-0.003, 0.003),
               radius * random.between(0.94, 1.0), colours[random.integer(0, 4)], level * 0.046);
      }
  return b.scene;
}

BoxScene tapered(bool filled) {
  Builder b({0.56, 0.36, 0.27}, 0.85, 12, 3, -20, camera(725, 317.4, 242.2));
  b.look(52, {0.20f, 0.38f, 0.60f}, concrete, {-0.4, -0.7, -1});
  b.scene.taper = 0.032;
  b.scene.wall = 0.012;
  if (filled)
    b.parcel(0.15, 0.13, {0.17, 0.14, 0.12}, 4, white)
        .parcel(0.17, 0.27, {0.20, 0.09, 0.07}, -3, amber)
        .parcel(0.34, 0.12, {0.15, 0.13, 0.16}, -8, kraft)
        .parcel(0.37, 0.26, {0.20, 0.10, 0.09}, 7, red)
        .ball(0.47, 0.14, 0.045, mint)
        .ball(0.49, 0.24, 0.035, orange)
        .parcel(0.15, 0.13, {0.10, 0.08, 0.05}, 28, teal, 0.12);
  return b.scene;
}

BoxScene nearlyFull() {
  Builder b({0.50, 0.36, 0.26}, 0.80, 5, 2, 60, camera(690));
  b.look(23, kraft, bench, {-0.6, -0.3, -1});
  b.parcel(0.128, 0.128, {0.245, 0.245, 0.215}, 0, kraft)
      .parcel(0.375, 0.090, {0.235, 0.165, 0.225}, 1, navy)
      .parcel(0.128, 0.305, {0.240, 0.095, 0.215}, -1, white)
      .parcel(0.310, 0.265, {0.105, 0.175, 0.220}, 0, amber)
      .parcel(0.432, 0.265, {0.125, 0.170, 0.235}, -1, red)
      .parcel(0.12, 0.13, {0.13, 0.17, 0.035}, 12, green, 0.215);
  return b.scene;
}

BoxScene heaped() {
  Builder b({0.40, 0.30, 0.18}, 0.85, 14, -6, 0, camera(740));
  b.look(64, {0.86f, 0.85f, 0.82f}, slate, {-0.7, -0.4, -1});
  b.layer(0.105, 0, 0, oat)
      .parcel(0.12, 0.10, {0.17, 0.14, 0.13}, 12, red, 0.07)
      .parcel(0.29, 0.18, {0.15, 0.18, 0.11}, -18, navy, 0.08)
      .ball(0.11, 0.23, 0.055, amber, 0.07)
      .ball(0.30, 0.06, 0.048, green, 0.08)
      .ball(0.205, 0.165, 0.045, orange, 0.15);
  return b.scene;
}

} // namespace

std::vector<NamedScene> sampleScenes() {
  std::vector<NamedScene> scenes;
  auto add = [&](const char* name, const char* title, BoxScene scene) {
    scenes.push_back({name, title, std::move(scene)});
  };
  add("parcels", "Carton with parcels",
      Builder({0.60, 0.40, 0.30}, 0.90, 12, -3, 0, camera(720, 318.2, 241.6))
          .look(11, kraft, concrete, {-0.5, -0.7, -1})
          .parcel(0.15, 0.12, {0.24, 0.16, 0.15}, 8, kraft)
          .parcel(0.44, 0.13, {0.20, 0.15, 0.10}, -14, navy)
          .parcel(0.20, 0.29, {0.22, 0.13, 0.09}, -6, red)
          .parcel(0.45, 0.30, {0.18, 0.12, 0.19}, 21, kraft)
          .parcel(0.16, 0.115, {0.12, 0.10, 0.06}, 32, amber, 0.15)
          .ball(0.325, 0.215, 0.04, mint)
          .scene);
  add("empty-carton", "Empty carton",
      Builder({0.55, 0.38, 0.28}, 0.85, 6, 4, -30, camera(710))
          .look(12, kraft, bench, {-0.5, -0.6, -1})
          .scene);
  add("nearly-full", "Nearly full carton", nearlyFull());
  add("loose-balls", "Loose balls", looseBalls());
  add("tote", "Tapered tote with goods", tapered(true));
  add("packing-chips", "Layer of packing chips",
      Builder({0.48, 0.34, 0.24}, 0.78, 0, -2, 0, camera(700))
          .look(35, kraft, steel, {-0.6, -0.5, -1})
          .layer(0.11, 0, 0, {0.88f, 0.87f, 0.80f})
          .scene);
  add("deep-tilted", "Deep box from the side",
      Builder({0.45, 0.40, 0.44}, 0.88, 24, 5, 10, camera(730, 321, 232))
          .look(71, kraft, concrete, {-0.3, -0.5, -1})
          .parcel(0.13, 0.12, {0.20, 0.18, 0.26}, 5, kraft)
          .parcel(0.34, 0.13, {0.14, 0.18, 0.20}, -9, teal)
          .parcel(0.14, 0.30, {0.20, 0.13, 0.14}, 3, amber)
          .parcel(0.33, 0.29, {0.15, 0.15, 0.11}, 17, white)
          .ball(0.135, 0.115, 0.055, red, 0.26)
          .scene);
  add("shallow-tray", "Wide shallow tray",
      Builder({0.70, 0.50, 0.15}, 0.95, 10, -7, 170, camera(590))
          .look(81, {0.30f, 0.33f, 0.36f}, {0.66f, 0.62f, 0.55f}, {0.5, -0.6, -1})
          .parcel(0.12, 0.11, {0.18, 0.14, 0.06}, 0, white)
          .parcel(0.33, 0.11, {0.16, 0.13, 0.08}, 4, green)
          .parcel(0.56, 0.14, {0.20, 0.18, 0.05}, -7, navy)
          .parcel(0.15, 0.33, {0.20, 0.22, 0.07}, 11, kraft)
          .parcel(0.38, 0.31, {0.12, 0.17, 0.11}, -24, red)
          .ball(0.52, 0.33, 0.05, amber)
          .ball(0.61, 0.40, 0.045, orange)
          .ball(0.50, 0.43, 0.04, mint)
          .scene);
  add("sloped-chips", "Heap against one wall",
      Builder({0.50, 0.35, 0.30}, 0.90, 18, 6, 100, camera(775))
          .look(93, kraft, bench, {-0.6, -0.2, -1})
          .layer(0.12, 0.36, 0.08, {0.72f, 0.62f, 0.42f})
          .parcel(0.12, 0.18, {0.13, 0.17, 0.11}, 9, plum, 0.03)
          .scene);
  add("heaped", "Heaped over the rim", heaped());
  add("corner-outside", "A corner outside the picture",
      Builder({0.58, 0.40, 0.25}, 0.80, 15, 9, -15, camera(740, 300, 262))
          .shifted(-0.035, 0.014)
          .look(99, kraft, slate, {-0.5, -0.5, -1})
          .parcel(0.17, 0.15, {0.22, 0.18, 0.13}, -5, kraft)
          .parcel(0.41, 0.14, {0.18, 0.16, 0.17}, 14, orange)
          .parcel(0.26, 0.31, {0.26, 0.11, 0.08}, 2, teal)
          .scene);
  return scenes;
}

} // namespace fillscope
