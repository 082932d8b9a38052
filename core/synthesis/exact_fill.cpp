#include "core/synthesis/box_scene.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

// Three-point Gauss-Legendre on [-1, 1].
constexpr double gaussNode = 0.7745966692414834, gaussNodes[3] = {-gaussNode, 0, gaussNode};
constexpr double gaussWeights[3] = {5.0 / 9.0, 8.0 / 9.0, 5.0 / 9.0};
constexpr double panel = 0.004; // metres

/// Depth of the box's own inside below the rim.
double floorZ(const BoxScene& scene, double x, double y) {
  if (scene.taper <= 0) return scene.size.depth;
  const double edge = std::min({x, scene.size.first - x, y, scene.size.second - y});
  return scene.size.depth * std::clamp(edge / scene.taper, 0.0, 1.0);
}

/// z of an item's top at (x, y), infinity beside it.
double topZ(const BoxScene& scene, const SceneItem& item, double x, double y) {
  if (const auto* cuboid = std::get_if<CuboidItem>(&item)) {
    const double cosine = std::cos(cuboid->yaw), sine = std::sin(cuboid->yaw);
    const double dx = x - cuboid->centre.x, dy = y - cuboid->centre.y;
    const bool beside = std::abs(cosine * dx + sine * dy) > cuboid->size.x / 2 ||
                        std::abs(cosine * dy - sine * dx) > cuboid->size.y / 2;
    return beside ? std::numeric_limits<double>::infinity() : cuboid->centre.z - cuboid->size.z / 2;
  }
  if (const auto* sphere = std::get_if<SphereItem>(&item)) {
    const double dx = x - sphere->centre.x, dy = y - sphere->centre.y;
    const double squared = sphere->radius * sphere->radius - dx * dx - dy * dy;
    return squared < 0 ? std::numeric_limits<double>::infinity() : sphere->centre.z - std::sqrt(squared);
  }
  const auto& layer = std::get<LayerItem>(item);
  return scene.size.depth - layer.height - layer.slopeX * (x - scene.size.first / 2) -
         layer.slopeY * (y - scene.size.second / 2);
}

double surfaceZ(const BoxScene& scene, double x, double y) {
  double z = floorZ(scene, x, y);
  for (const SceneItem& item : scene.items)
    z = std::min(z, topZ(scene, item, x, y));
  return z;
}

/// What lies on one line of constant y: an item's stretch of x with its top there.
struct Stretch {
  double begin = 0, end = 0;
  const SceneItem* item = nullptr;
};

/// The rotated footprint of a cuboid cut by the line, nothing when begin > end.
Stretch cuboidStretch(const CuboidItem& cuboid, double y, const SceneItem* item) {
  const double cosine = std::cos(cuboid.yaw), sine = std::sin(cuboid.yaw), dy = y - cuboid.centre.y;
  double begin = -std::numeric_limits<double>::infinity(), end = -begin;
  auto slab = [&](double slope, double atZero, double half) { // |slope · dx + atZero| <= half
    if (std::abs(slope) < 1e-12) {
      if (std::abs(atZero) > half) end = -std::numeric_limits<double>::infinity();
      return;
    }
    const double a = (-half - atZero) / slope, b = (half - atZero) / slope;
    begin = std::max(begin, std::min(a, b));
    end = std::min(end, std::max(a, b));
  };
  slab(cosine, sine * dy, cuboid.size.x / 2);
  slab(-sine, cosine * dy, cuboid.size.y / 2);
  return {cuboid.centre.x + begin, cuboid.centre.x + end, item};
}

std::vector<Stretch> stretchesAt(const BoxScene& scene, double y) {
  std::vector<Stretch> stretches;
  for (const SceneItem& item : scene.items) {
    Stretch stretch{0, scene.size.first, &item};
    if (const auto* cuboid = std::get_if<CuboidItem>(&item)) {
      stretch = cuboidStretch(*cuboid, y, &item);
    } else if (const auto* sphere = std::get_if<SphereItem>(&item)) {
      const double dy = y - sphere->centre.y, squared = sphere->radius * sphere->radius - dy * dy;
      if (squared <= 0) continue;
      stretch = {sphere->centre.x - std::sqrt(squared), sphere->centre.x + std::sqrt(squared), &item};
    }
    stretch.begin = std::max(stretch.begin, 0.0);
    stretch.end = std::min(stretch.end, scene.size.first);
    if (stretch.begin < stretch.end) stretches.push_back(stretch);
  }
  return stretches;
}

/// How far from the rim's side the tapered wall meets an item's top (a sloped layer's at its mean height).
double wallMeets(const BoxScene& scene, const SceneItem& item) {
  double top = 0;
  if (const auto* cuboid = std::get_if<CuboidItem>(&item))
    top = cuboid->centre.z - cuboid->size.z / 2;
  else if (const auto* layer = std::get_if<LayerItem>(&item))
    top = scene.size.depth - layer->height;
  return scene.taper * std::clamp(top / scene.size.depth, 0.0, 1.0);
}

void addWallBreaks(std::vector<double>& breaks, const BoxScene& scene, const SceneItem& item, double side) {
  if (scene.taper <= 0) return;
  const double inset = wallMeets(scene, item);
  breaks.push_back(inset);
  breaks.push_back(side - inset);
}

void tidy(std::vector<double>& breaks, double low, double high) {
  for (double& value : breaks)
    value = std::clamp(value, low, high);
  breaks.push_back(low);
  breaks.push_back(high);
  std::sort(breaks.begin(), breaks.end());
}

template <class Function>
double integrate(const std::vector<double>& breaks, const Function& function) {
  double sum = 0;
  for (std::size_t i = 1; i < breaks.size(); ++i) {
    const double length = breaks[i] - breaks[i - 1];
    if (length < 1e-9) continue;
    const int panels = static_cast<int>(std::ceil(length / panel));
    const double half = 0.5 * length / panels;
    for (int p = 0; p < panels; ++p)
      for (int n = 0; n < 3; ++n)
        sum += gaussWeights[n] * half * function(breaks[i - 1] + half * (2 * p + 1 + gaussNodes[n]));
  }
  return sum;
}

/// Area between content top and the box's inside on one line.
double sectionAt(const BoxScene& scene, double y) {
  const std::vector<Stretch> stretches = stretchesAt(scene, y);
  if (stretches.empty()) return 0;
  const double edge = scene.taper <= 0 ? 0 : std::min({scene.taper, y, scene.size.second - y});
  std::vector<double> breaks{edge, scene.size.first - edge};
  for (const Stretch& stretch : stretches) {
    breaks.push_back(stretch.begin);
    breaks.push_back(stretch.end);
    addWallBreaks(breaks, scene, *stretch.item, scene.size.first);
  }
  tidy(breaks, 0, scene.size.first);
  return integrate(breaks, [&](double x) {
    const double floor = floorZ(scene, x, y);
    double top = floor;
    for (const Stretch& stretch : stretches)
      if (x > stretch.begin && x < stretch.end) top = std::min(top, topZ(scene, *stretch.item, x, y));
    return floor - std::max(top, 0.0);
  });
}

} // namespace

double contentHeight(const BoxScene& scene, double x, double y) {
  return scene.size.depth - surfaceZ(scene, x, y);
}

SceneVolumes volumesOf(const BoxScene& scene) {
  const BoxSize& size = scene.size;
  const double t = scene.taper;
  SceneVolumes volumes;
  volumes.capacity =
      size.depth * (size.first * size.second - (size.first + size.second) * t + 4.0 / 3.0 * t * t);
  std::vector<double> breaks{t, size.second - t};
  for (const SceneItem& item : scene.items) {
    addWallBreaks(breaks, scene, item, size.second);
    if (const auto* cuboid = std::get_if<CuboidItem>(&item)) {
      const double a = 0.5 * cuboid->size.x * std::sin(cuboid->yaw),
                   b = 0.5 * cuboid->size.y * std::cos(cuboid->yaw);
      for (const double corner : {a + b, a - b, -a + b, -a - b})
        breaks.push_back(cuboid->centre.y + corner);
    } else if (const auto* sphere = std::get_if<SphereItem>(&item)) {
      breaks.push_back(sphere->centre.y - sphere->radius);
      breaks.push_back(sphere->centre.y + sphere->radius);
    }
  }
  tidy(breaks, 0, size.second);
  volumes.content = integrate(breaks, [&](double y) { return sectionAt(scene, y); });
  return volumes;
}

} // namespace fillscope
