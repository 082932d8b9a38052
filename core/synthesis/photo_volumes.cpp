#include "core/synthesis/photo_scene.h"
#include "core/synthesis/vertical_span.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

// A Fibonacci lattice: points i/N, frac(i·G/N) cover boxes along the axes far more evenly than a square grid
// does (Niederreiter 1992, section 5.3), and lie sorted by x.
constexpr int latticePoints = 46368;
constexpr std::uint64_t latticeStep = 28657;

double latticeY(std::uint64_t i) {
  return (static_cast<double>(i * latticeStep % latticePoints) + 0.5) / latticePoints;
}

} // namespace

double contentHeight(const PhotoScene& scene, double x, double y) {
  double z = insideZ(scene, x, y);
  for (const PhotoItem& item : scene.items)
    if (item.content)
      if (const VerticalSpan span = verticalSpan(item.solid, x, y)) z = std::min(z, span.upper);
  return scene.size.depth - z;
}

SceneVolumes volumesOf(const PhotoScene& scene) {
  const BoxSize& size = scene.size;
  const double t = scene.taper;
  SceneVolumes volumes;
  volumes.capacity =
      size.depth * (size.first * size.second - (size.first + size.second) * t + 4.0 / 3.0 * t * t);
  std::vector<float> top;
  std::vector<float> places;
  for (const PhotoItem& item : scene.items) {
    if (!item.content) continue;
    if (top.empty()) {
      top.assign(latticePoints, static_cast<float>(size.depth));
      places.resize(latticePoints);
      for (std::size_t i = 0; i < latticePoints; ++i)
        places[i] = static_cast<float>(latticeY(i) * size.second);
    }
    const VerticalSpans spans(item.solid);
    const SolidBounds bounds = boundsOf(item.solid);
    const auto index = [&](double x) {
      return static_cast<std::size_t>(std::clamp(std::ceil(x / size.first * latticePoints - 0.5), 0.0,
                                                 static_cast<double>(latticePoints)));
    };
    const std::size_t end = index(bounds.high.x + 1e-9);
    const auto low = static_cast<float>(bounds.low.y), high = static_cast<float>(bounds.high.y);
    const auto highest = static_cast<float>(bounds.low.z);
    for (std::size_t i = index(bounds.low.x); i < end; ++i) {
      if (places[i] < low || places[i] > high || top[i] <= highest) continue;
      const double x = (static_cast<double>(i) + 0.5) / latticePoints * size.first;
      if (const VerticalSpan span = spans.at(x, latticeY(i) * size.second))
        top[i] = std::min(top[i], static_cast<float>(span.upper));
    }
  }
  double sum = 0;
  for (std::size_t i = 0; i < top.size(); ++i) {
    const double x = (static_cast<double>(i) + 0.5) / latticePoints * size.first;
    const double floor = insideZ(scene, x, static_cast<double>(places[i]));
    sum += std::max(0.0, floor - std::max(static_cast<double>(top[i]), 0.0));
  }
  volumes.content = sum / latticePoints * size.first * size.second;
  return volumes;
}

} // namespace fillscope
