#include "core/synthesis/photo_camera.h"
#include "core/synthesis/photo_draw.h"
#include "core/synthesis/photo_view.h"
#include <algorithm>
#include <numbers>

namespace fillscope {
namespace {

constexpr double degree = std::numbers::pi / 180;

struct Extent {
  Vec2 low{1e9, 1e9}, high{-1e9, -1e9};
};

Extent rimExtent(const PhotoScene& scene) {
  Extent extent;
  for (int corner = 0; corner < 4; ++corner) {
    const Vec2 at = rimCornerInPicture(scene, corner);
    extent.low = {std::min(extent.low.x, at.x), std::min(extent.low.y, at.y)};
    extent.high = {std::max(extent.high.x, at.x), std::max(extent.high.y, at.y)};
  }
  return extent;
}

/// The rim's longer extent as a share of the picture's.
double rimShare(const PhotoScene& scene) {
  const Extent extent = rimExtent(scene);
  return std::max((extent.high.x - extent.low.x) / scene.camera.width,
                  (extent.high.y - extent.low.y) / scene.camera.height);
}

/// How many rim corners lie outside the picture, and the farthest of them as a share of its side.
struct Outside {
  int corners = 0;
  double farthest = -1;
};
Outside outsideOf(const PhotoScene& scene) {
  Outside outside;
  for (int corner = 0; corner < 4; ++corner) {
    const Vec2 at = rimCornerInPicture(scene, corner);
    const double x = std::max(-at.x, at.x - scene.camera.width) / scene.camera.width;
    const double y = std::max(-at.y, at.y - scene.camera.height) / scene.camera.height;
    if (std::max(x, y) > 0) ++outside.corners;
    outside.farthest = std::max({outside.farthest, x, y});
  }
  return outside;
}

/// Whether the camera is at least this high above the rim and has all of it before it.
bool looksDown(const PhotoScene& scene, double height) {
  const BoxSize& size = scene.size;
  for (const Vec3 corner :
       {Vec3{0, 0, 0}, Vec3{size.first, 0, 0}, Vec3{size.first, size.second, 0}, Vec3{0, size.second, 0}})
    if (scene.pose.toCamera(corner).z < 0.05) return false;
  return scene.pose.toBox({0, 0, 0}).z <= -height;
}

/// What may be cut off a partial picture.
struct Cut {
  bool wanted = false;
  Range corners;
  double farthest = 0;
  bool allows(const Outside& outside) const {
    return outside.corners >= corners.low && outside.corners <= corners.high && outside.farthest > 0.02 &&
           outside.farthest < farthest;
  }
};

/// Moves the view sideways so that the rim is fully inside, or partly outside where that is wanted. False if
/// no such view was found: the view is as it was.
bool jitterView(PhotoScene& scene, CounterRandom& random, const Cut& cut) {
  const BoxPose middle = scene.pose;
  const double eye = middle.toBox({0, 0, 0}).z;
  const double depth = middle.toCamera({scene.size.first / 2, scene.size.second / 2, 0}).z;
  const double reachX = 0.5 * depth * scene.camera.width / scene.camera.fx;
  const double reachY = 0.5 * depth * scene.camera.height / scene.camera.fy;
  const double reach = cut.wanted ? 0.9 : 0.45;
  for (int attempt = 0; attempt < (cut.wanted ? 60 : 12); ++attempt) {
    const double shrink = cut.wanted ? 1.0 : 1.0 - attempt / 12.0;
    scene.pose = middle;
    scene.pose.translation = middle.translation + Vec3{random.between(-reach, reach) * shrink * reachX,
                                                       random.between(-reach, reach) * shrink * reachY, 0};
    if (!looksDown(scene, -0.5 * eye)) continue;
    const Outside outside = outsideOf(scene);
    if (cut.wanted ? cut.allows(outside) : outside.farthest < -0.01) return true;
  }
  scene.pose = middle;
  return false;
}

/// Moves the view so that the rim begins just within one side of the picture and ends beyond the opposite
/// one.
bool cutNearSide(PhotoScene& scene, CounterRandom& random, const Cut& cut, double inside) {
  const BoxPose middle = scene.pose;
  const double eye = middle.toBox({0, 0, 0}).z;
  const double depth = middle.toCamera({scene.size.first / 2, scene.size.second / 2, 0}).z;
  const double width = scene.camera.width, height = scene.camera.height;
  const Extent whole = rimExtent(scene);
  const bool sideways = (whole.high.x - whole.low.x) / width > (whole.high.y - whole.low.y) / height;
  // What is nearer to the camera lies lower in a tilted view, and is what gets cut off.
  const bool beyondHigh = random.chance(sideways ? 0.5 : 0.75);
  const double aside = random.between(-0.05, 0.05);
  for (int step = 0; step < 4; ++step) { // perspective makes one step miss a little
    const Extent extent = rimExtent(scene);
    const auto along = [&](double low, double high, double whole2) {
      return beyondHigh ? inside * whole2 - low : (1 - inside) * whole2 - high;
    };
    const auto across = [&](double low, double high, double whole2) {
      return (0.5 + aside) * whole2 - 0.5 * (low + high);
    };
    const double x =
        sideways ? along(extent.low.x, extent.high.x, width) : across(extent.low.x, extent.high.x, width);
    const double y =
        sideways ? across(extent.low.y, extent.high.y, height) : along(extent.low.y, extent.high.y, height);
    scene.pose.translation =
        scene.pose.translation + Vec3{x * depth / scene.camera.fx, y * depth / scene.camera.fy, 0};
    if (!looksDown(scene, -0.5 * eye)) break;
  }
  if (looksDown(scene, -0.5 * eye) && cut.allows(outsideOf(scene))) return true;
  scene.pose = middle;
  return false;
}

/// Heights the camera so that the rim takes the wanted share of the picture, then moves it sideways.
void frameRim(PhotoScene& scene, const PhotoSpec& spec, CounterRandom& random, double tilt, double roll,
              double azimuth) {
  const auto stand = [&](double wanted) {
    double low = 0.1 + 0.5 * std::max(scene.size.first, scene.size.second) * std::sin(tilt), high = 30;
    for (int i = 0; i < 40; ++i) {
      const double height = std::sqrt(low * high);
      scene.pose = poseAbove(scene.size, height, tilt, roll, azimuth);
      (rimShare(scene) > wanted ? low : high) = height;
    }
    scene.pose = poseAbove(scene.size, high, tilt, roll, azimuth);
  };
  Cut cut{random.chance(spec.partialShare), spec.outsideCorners, spec.outsideDistance};
  // Who takes a picture of a box fills the picture with it, more often than not.
  const double share =
      spec.rimShare.low + (spec.rimShare.high - spec.rimShare.low) * std::sqrt(random.unit());
  if (cut.wanted) {
    cut.farthest = std::min(spec.outsideDistance, std::max(0.15, spec.outsideDistance * random.unit()));
    for (int attempt = 0; random.chance(spec.nearSideShare) && attempt < 4; ++attempt) {
      const double inside = random.between(0.01, 0.08);
      stand(1 - inside + random.between(0.03, std::min(0.25, cut.farthest)));
      if (cutNearSide(scene, random, cut, inside)) return;
    }
    for (double wanted = std::max(share, std::min(0.8 * spec.rimShare.high, 0.76)); wanted > 0.5;
         wanted *= 0.85) {
      stand(wanted);
      if (jitterView(scene, random, cut)) return;
    }
  }
  // Where perspective or the lens pushes a corner out of every view from here, the camera rises.
  for (double wanted = std::min(share, 0.97); wanted > 0.01; wanted *= 0.9) {
    stand(wanted);
    if (jitterView(scene, random, {})) return;
  }
}

/// Linear RGB of a black body, brightest channel 1 (fit by T. Helland, made linear).
Rgb colourOfTemperature(double kelvin) {
  const double t = kelvin / 100;
  const double r = t <= 66 ? 255 : 329.7 * std::pow(t - 60, -0.1332);
  const double g = t <= 66 ? 99.47 * std::log(t) - 161.12 : 288.12 * std::pow(t - 60, -0.0755);
  const double b = t >= 66 ? 255 : t <= 19 ? 0 : 138.52 * std::log(t - 10) - 305.04;
  auto linear = [](double v) { return static_cast<float>(std::pow(std::clamp(v / 255, 0.02, 1.0), 2.2)); };
  return {linear(r), linear(g), linear(b)};
}

Rgb scaled(Rgb colour, double by) {
  const auto s = static_cast<float>(by);
  return {colour.r * s, colour.g * s, colour.b * s};
}

} // namespace

Vec2 rimCornerInPicture(const PhotoScene& scene, int corner) {
  const bool right = corner == 1 || corner == 2, lower = corner >= 2;
  const Vec3 p = scene.pose.toCamera({right ? scene.size.first : 0, lower ? scene.size.second : 0, 0});
  const Vec2 at = RadialDistortion(scene.k1).distort({p.x / p.z, p.y / p.z});
  return pictureFromPixel(scene.camera.project({at.x, at.y, 1}));
}

void drawCamera(PhotoScene& scene, const PhotoSpec& spec, CounterRandom& random) {
  scene.camera =
      CameraIntrinsics::fromFieldOfView(draw(random, spec.fieldOfView) * degree, spec.width, spec.height);
  scene.camera.cx += random.between(-0.01, 0.01) * spec.width;
  scene.camera.cy += random.between(-0.01, 0.01) * spec.height;
  scene.k1 = draw(random, spec.distortion);
  const bool steep = random.chance(spec.steepShare);
  const double tilt = (steep ? random.between(spec.tilt.high, 60) : draw(random, spec.tilt)) * degree;
  // Most people hold the camera along a side of the box; some come from a corner.
  double azimuth = random.integer(0, 3) * std::numbers::pi / 2 + random.normal() * 0.2;
  if (random.chance(0.35)) azimuth = random.between(-1, 1) * std::numbers::pi;
  // The picture's sides follow the rim's, whichever of its corners is first.
  const double roll = random.integer(0, 3) * std::numbers::pi / 2 + draw(random, spec.roll) * degree;
  frameRim(scene, spec, random, tilt, roll, azimuth);
  scene.defocus = draw(random, spec.defocus);
  scene.motion = random.chance(0.4) ? draw(random, spec.motion) : 0;
  scene.motionAngle = random.between(0, std::numbers::pi);
  scene.noise = draw(random, spec.noise);
  scene.jpegQuality = random.chance(spec.jpegShare) ? drawInteger(random, spec.jpegQuality) : 0;
  if (random.chance(spec.cleanShare)) {
    scene.defocus = std::min(scene.defocus, random.between(0, 0.4));
    scene.motion = 0;
    scene.noise = std::min(scene.noise, random.between(0.001, 0.008));
    if (scene.jpegQuality > 0) scene.jpegQuality = std::max(scene.jpegQuality, random.integer(80, 97));
  }
  scene.depthNoise = draw(random, spec.depthNoise);
  scene.depthHoles = draw(random, spec.holeShare);
}

void drawLight(PhotoScene& scene, const PhotoSpec& spec, CounterRandom& random) {
  // A window or a lamp from the side: hard shadows across the inside.
  const bool hard = random.chance(spec.hardLightShare);
  const double ambient = hard ? random.between(0.12, 0.4) : draw(random, spec.ambient);
  const double temperature = draw(random, spec.temperature);
  const Rgb main = colourOfTemperature(temperature);
  scene.ambient = scaled(main, ambient);
  const int count = hard ? 1 : drawInteger(random, spec.lights);
  std::vector<double> strengths;
  double sum = 0;
  for (int i = 0; i < count; ++i) {
    strengths.push_back(-std::log(1 - random.unit()) + 0.1);
    sum += strengths.back();
  }
  const double total = random.between(hard ? 0.7 : 0.35, 1.0) * (1.2 - 0.5 * std::min(ambient, 1.0));
  for (int i = 0; i < count; ++i) {
    const double elevation = (hard                  ? random.between(25, 55)
                              : random.chance(0.25) ? random.between(12, 30)
                                                    : random.between(30, 88)) *
                             degree;
    const double azimuth = random.between(-1, 1) * std::numbers::pi;
    PhotoLamp lamp;
    lamp.direction = {std::cos(elevation) * std::cos(azimuth), std::cos(elevation) * std::sin(azimuth),
                      -std::sin(elevation)};
    lamp.radius = hard ? random.between(0.02, 0.08) : draw(random, spec.lampSize);
    const Rgb colour = random.chance(0.25) ? colourOfTemperature(draw(random, spec.temperature)) : main;
    lamp.colour = scaled(colour, total * strengths[static_cast<std::size_t>(i)] / sum);
    scene.lamps.push_back(lamp);
  }
  if (random.chance(spec.darkInsideShare)) {
    // What light there is comes from beside the box, and the picture is exposed for what is around.
    scene.gloom = random.between(0.5, 0.9);
    for (PhotoLamp& lamp : scene.lamps)
      lamp.direction.z = std::max(lamp.direction.z, -random.between(0.35, 0.7) *
                                                        std::hypot(lamp.direction.x, lamp.direction.y));
  }
  // A camera takes most of the colour cast out again.
  const double undone = draw(random, spec.whiteBalance);
  auto back = [&](float channel) {
    return static_cast<float>(std::pow(static_cast<double>(channel), -undone) * random.between(0.94, 1.06));
  };
  Rgb balance{back(main.r), back(main.g), back(main.b)};
  const double grey = 0.3 * static_cast<double>(balance.r * main.r) +
                      0.6 * static_cast<double>(balance.g * main.g) +
                      0.1 * static_cast<double>(balance.b * main.b);
  scene.whiteBalance = scaled(balance, 1 / grey);
  scene.exposure = draw(random, spec.exposure);
}

} // namespace fillscope
