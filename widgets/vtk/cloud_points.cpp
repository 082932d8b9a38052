#include "widgets/vtk/cloud_points.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

enum class Place { near, around, away };

/// Shares of the longest side of the box: how far out points keep their colour (flanges reach out at the rim,
/// what lies beside the foot of the box is not of it), and how far they are shown at all.
constexpr double nearRim = 0.08, nearFoot = 0.02, aroundShare = 0.45;

Place placeOf(Vec3 point, const BoxVolume& box) {
  const Vec3 p = box.pose.toBox(point);
  const double side = std::max({box.size.first, box.size.second, box.size.depth});
  const auto outside = [](double v, double high) { return std::max({-v, v - high, 0.0}); };
  const double off =
      std::max({outside(p.x, box.size.first), outside(p.y, box.size.second), outside(p.z, box.size.depth)});
  const double near = p.z < box.size.depth / 2 ? nearRim : nearFoot;
  return off <= near * side ? Place::near : off <= aroundShare * side ? Place::around : Place::away;
}

Vec3 pointAt(const PointCloud& cloud, std::uint32_t pixel) {
  const float* p = cloud.xyz.data() + std::size_t(pixel) * 3;
  return {p[0], p[1], p[2]};
}

double quantile(std::vector<float>& values, double share) {
  const auto at = values.begin() + std::ptrdiff_t(share * double(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// The outermost points in 26 directions, of those between the 1 and 99 % quantiles of each axis. Points, and
/// not the corners of a block: a camera sees a wedge, whose block is empty at its near end.
std::vector<Vec3> robustHull(const PointCloud& cloud, const std::vector<std::uint32_t>& pixels) {
  if (pixels.empty()) return {};
  const std::size_t step = pixels.size() / 20000 + 1;
  std::vector<float> axes[3];
  std::vector<Vec3> points;
  for (std::size_t k = 0; k < pixels.size(); k += step) {
    points.push_back(pointAt(cloud, pixels[k]));
    for (int axis = 0; axis < 3; ++axis)
      axes[axis].push_back(cloud.xyz.data()[std::size_t(pixels[k]) * 3 + axis]);
  }
  double low[3], high[3];
  for (int axis = 0; axis < 3; ++axis) {
    low[axis] = quantile(axes[axis], 0.01);
    high[axis] = quantile(axes[axis], 0.99);
  }
  // Exact at the quantiles themselves, so that a handful of points is not left without any.
  std::erase_if(points, [&](const Vec3& p) {
    const double place[3] = {p.x, p.y, p.z};
    for (int axis = 0; axis < 3; ++axis)
      if (place[axis] < low[axis] || place[axis] > high[axis]) return true;
    return false;
  });
  std::vector<Vec3> hull;
  for (int k = 0; k < 27 && !points.empty(); ++k) {
    const Vec3 direction{double(k % 3 - 1), double(k / 3 % 3 - 1), double(k / 9 - 1)};
    if (k == 13) continue; // no direction
    hull.push_back(*std::max_element(points.begin(), points.end(), [&](const Vec3& a, const Vec3& b) {
      return dot(a, direction) < dot(b, direction);
    }));
  }
  return hull;
}

/// Median distance to the right-hand neighbour.
double medianSpacing(const PointCloud& cloud, const std::vector<std::uint32_t>& pixels,
                     std::uint32_t stride) {
  std::vector<float> gaps;
  const std::size_t step = pixels.size() / 4000 + 1;
  const auto width = std::uint32_t(cloud.width());
  for (std::size_t k = 0; k < pixels.size(); k += step) {
    if (pixels[k] % width + 1 == width) continue;
    const double gap = norm(pointAt(cloud, pixels[k] + 1) - pointAt(cloud, pixels[k]));
    if (std::isfinite(gap)) gaps.push_back(float(gap));
  }
  return gaps.empty() ? 0 : quantile(gaps, 0.5) * stride;
}

} // namespace

std::array<Vec3, 8> BoxVolume::corners() const {
  std::array<Vec3, 8> out;
  for (std::size_t k = 0; k < 8; ++k) {
    const bool right = k % 4 == 1 || k % 4 == 2, low = k % 4 >= 2;
    out[k] = pose.toCamera({right ? size.first : 0, low ? size.second : 0, k < 4 ? 0 : size.depth});
  }
  return out;
}

std::uint32_t strideFor(std::size_t count, std::size_t most) {
  std::uint32_t stride = 1;
  while (count / (std::size_t(stride) * stride) > most)
    ++stride;
  return stride;
}

CloudPoints choosePoints(const PointCloud& cloud, const std::optional<BoxVolume>& box, std::uint32_t stride) {
  CloudPoints out;
  out.stride = stride;
  const auto width = std::uint32_t(cloud.width()), height = std::uint32_t(cloud.height());
  out.pixels.reserve(cloud.xyz.pixelCount() / (std::size_t(stride) * stride) + 1);
  for (std::uint32_t y = 0; y < height; y += stride)
    for (std::uint32_t x = 0; x < width; x += stride) {
      const std::uint32_t pixel = y * width + x;
      const Vec3 p = pointAt(cloud, pixel);
      if (!std::isfinite(p.x) || !std::isfinite(p.y) || !std::isfinite(p.z)) continue;
      const Place place = box ? placeOf(p, *box) : Place::near;
      if (place == Place::away) continue;
      out.pixels.push_back(pixel);
      out.muted.push_back(place == Place::around);
    }
  out.spacing = medianSpacing(cloud, out.pixels, stride);
  if (box) {
    const auto corners = box->corners();
    out.hull.assign(corners.begin(), corners.end());
  } else {
    out.hull = robustHull(cloud, out.pixels);
  }
  return out;
}

std::pair<double, double> depthRange(const PointCloud& cloud, const CloudPoints& points) {
  std::vector<float> depths;
  const std::size_t step = points.pixels.size() / 20000 + 1;
  for (std::size_t k = 0; k < points.pixels.size(); k += step)
    if (!points.muted[k]) depths.push_back(cloud.xyz.data()[std::size_t(points.pixels[k]) * 3 + 2]);
  if (depths.empty()) return {0, 1};
  const double low = quantile(depths, 0.02), high = quantile(depths, 0.98);
  return {low, high > low ? high : low + 1e-3};
}

std::vector<Rgb8> colourPoints(const PointCloud& cloud, const CloudPoints& points, CloudColouring colouring,
                               const ColourScale& scale, const std::optional<BoxVolume>& box,
                               const SceneStyle& style) {
  std::vector<Rgb8> out(points.pixels.size(), Rgb8{150, 154, 160});
  const bool photo = colouring == CloudColouring::photo || (colouring == CloudColouring::height && !box);
  const Image& colour = cloud.colour;
  if (photo && colour.sameSize(cloud.xyz)) {
    const std::size_t channels = std::size_t(colour.channels()), green = channels > 1 ? 1 : 0,
                      blue = channels > 2 ? 2 : 0;
    for (std::size_t k = 0; k < out.size(); ++k) {
      const std::uint8_t* c = colour.data() + std::size_t(points.pixels[k]) * channels;
      out[k] = {c[0], c[green], c[blue]};
    }
  } else if (!photo) {
    constexpr int steps = 511;
    std::vector<Rgb8> table(steps + 1);
    for (int s = 0; s <= steps; ++s)
      table[std::size_t(s)] = colourOf(scale.low + (scale.high - scale.low) * s / steps, scale);
    const double unit = scale.unit == "mm" ? 1000 : 1,
                 span = scale.high > scale.low ? scale.high - scale.low : 1e-9;
    for (std::size_t k = 0; k < out.size(); ++k) {
      const Vec3 p = pointAt(cloud, points.pixels[k]);
      const double value = colouring == CloudColouring::depth ? p.z : box->size.depth - box->pose.toBox(p).z;
      out[k] = table[std::size_t(std::clamp((value * unit - scale.low) / span, 0.0, 1.0) * steps + 0.5)];
    }
  }
  for (std::size_t k = 0; k < out.size(); ++k) {
    if (!points.muted[k]) continue;
    const auto grey = std::uint8_t((out[k][0] * 54 + out[k][1] * 183 + out[k][2] * 19) >> 8);
    out[k] = mixed({grey, grey, grey}, style.backgroundTop, 0.62);
  }
  return out;
}

} // namespace fillscope
