#pragma once
// Requests from ray-cast scenes, for the tests of measureFill.
#include "core/geometry/fill.h"
#include "core/synthesis/box_scene.h"
#include <QtDebug>
#include <numbers>
#include <random>

namespace fillscope::test {

inline double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// A 0.56 × 0.36 × 0.30 m box before a 640 × 480 camera.
inline BoxScene plainScene(double height, double tilt, double roll = 0, double azimuth = 0) {
  BoxScene scene;
  scene.size = {0.56, 0.36, 0.30};
  scene.camera = CameraIntrinsics{600, 600, 319.5, 239.5, 640, 480};
  scene.pose = poseAbove(scene.size, height, tilt, roll, azimuth);
  return scene;
}

inline RenderedBox rendered(const BoxScene& scene) {
  RenderOptions options;
  options.colour = false;
  auto box = renderBox(scene, options);
  if (!box) qFatal("%s", box.error().sentence().c_str());
  return std::move(*box);
}

inline FillRequest requestFor(const BoxScene& scene, const RenderedBox& box) {
  FillRequest request;
  request.depth = std::make_shared<DepthMap>(box.depth);
  request.corners = box.corners;
  request.camera = scene.camera;
  request.size = scene.size;
  return request;
}

template <class Function>
std::shared_ptr<const DepthMap> mapped(const DepthMap& depth, Function function) {
  auto out = std::make_shared<DepthMap>(depth);
  for (std::size_t k = 0; k < out->values.pixelCount(); ++k) {
    float& v = out->values.data()[k];
    if (DepthMap::isMeasured(v)) v = float(function(double(v)));
  }
  return out;
}

inline bool warns(const FillReport& report, const char* id) {
  for (const FillWarning& w : report.warnings)
    if (w.id == id) return true;
  return false;
}

/// Mean error over random scenes.
struct Judged {
  double meanError = 0, worst = 0, covered = 0;
};
/// slope: of the walls, inwards per unit of depth.
template <class Change>
Judged judge(std::uint64_t seed, int count, double maxTiltDegrees, Change change, double slope = 0) {
  Judged out;
  for (int k = 0; k < count; ++k) {
    BoxScene scene = randomScene(seed, k, radians(maxTiltDegrees));
    scene.taper = slope * scene.size.depth;
    const RenderedBox box = rendered(scene);
    FillRequest request = requestFor(scene, box);
    change(request, k);
    const auto report = measureFill(request);
    if (!report) qFatal("scene %d: %s", k, report.error().sentence().c_str());
    const double error = std::abs(report->fillPercent - box.fillPercent);
    out.meanError += error / count;
    out.worst = std::max(out.worst, error);
    out.covered +=
        100.0 / count * (box.fillPercent >= report->fillLow - 1 && box.fillPercent <= report->fillHigh + 1);
  }
  qInfo("tilt <= %.0f, slope %.2f: mean error %.2f, worst %.2f, truth in the interval %.1f %%",
        maxTiltDegrees, slope, out.meanError, out.worst, out.covered);
  return out;
}

inline void shakeCorners(FillRequest& request, double sigma, int seed) {
  std::mt19937 random(static_cast<unsigned>(seed * 7 + 1));
  std::normal_distribution<double> noise(0, sigma);
  for (Vec2& c : request.corners)
    c = c + Vec2{noise(random), noise(random)};
}

} // namespace fillscope::test
