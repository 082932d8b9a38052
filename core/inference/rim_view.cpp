#include "core/inference/rim_view.h"
#include "core/geometry/lens.h"
#include "core/inference/resampling.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

constexpr float farOutside = -1e5f; // a place that no picture holds
enum Plane { emptyPlane = 3, slopeXPlane, slopeYPlane, logDepthPlane, logAspectPlane, knownPlane };

Error badView(std::string what, std::string hint) {
  return {ErrorCode::badInput, std::move(what), "rim", std::move(hint)};
}

std::optional<Vec2> projectRim(const RimView& view, double x, double y) {
  const Vec3 p = view.rim.pose.toCamera({x, y, 0});
  if (!(p.z > 1e-9)) return std::nullopt;
  return pictureFromPixel(projectThroughLens(view.camera, view.k1, p));
}

Result<void> placeCorners(RimView& view, const RimCorners& corners) {
  const RimPose& rim = view.rim;
  if (checkRim(corners) != RimFault::none)
    return badView("the four corners are not those of a rim", "place them on the inner rim, clockwise");
  if (!(rim.first > 0 && rim.second > 0) || !(rim.pose.toBox({0, 0, 0}).z < 0))
    return badView("the camera does not look into the box from above", "check the corners and the camera");
  const Vec2 places[4] = {{0, 0}, {rim.first, 0}, {rim.first, rim.second}, {0, rim.second}};
  for (std::size_t k = 0; k < 4; ++k) {
    const auto at = projectRim(view, places[k].x, places[k].y);
    if (!at) return badView("a corner of the rim lies behind the camera", "check the corners and the camera");
    view.residual[k] = corners[k] - *at;
  }
  return {};
}

/// Where every pixel of the square lies in the picture, and the picture there.
void lookThrough(RimView& view, const Image& picture, const ModelManifest& manifest) {
  const int size = view.shape.size, margin = view.shape.margin;
  const double inner = size - 2 * margin;
  const Vec2 nowhere{farOutside, farOutside};
  view.pictureAt.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
  Vec2 low{1e9, 1e9}, high{-1e9, -1e9};
  for (int j = 0; j < size; ++j)
    for (int i = 0; i < size; ++i) {
      const double u = (i + 0.5 - margin) / inner, v = (j + 0.5 - margin) / inner;
      const auto at = pictureOfRimPoint(view, u * view.rim.first, v * view.rim.second);
      view.pictureAt.push_back(at.value_or(nowhere));
      if (!at) continue;
      low = {std::min(low.x, at->x), std::min(low.y, at->y)};
      high = {std::max(high.x, at->x), std::max(high.y, at->y)};
    }
  // How many of the picture's pixels lie under one of the square's, from the area of the rim.
  const auto rimAt = [&](int i, int j) {
    return view.pictureAt[static_cast<std::size_t>(j) * static_cast<std::size_t>(size) +
                          static_cast<std::size_t>(i)];
  };
  const int least = margin, most = size - 1 - margin;
  const double area =
      0.5 * std::abs(cross(rimAt(most, most) - rimAt(least, least), rimAt(least, most) - rimAt(most, least)));
  const double step = std::sqrt(area) / std::max(1, most - least);

  const cv::Scalar mean = meanColour(manifest);
  cv::Mat square(size, size, CV_8UC(picture.channels()), mean);
  const ReducedPicture part = reduced(picture, low, high, step);
  if (!part.pixels.empty()) {
    cv::Mat places(size, size, CV_32FC2);
    auto* place = places.ptr<cv::Vec2f>();
    for (const Vec2 at : view.pictureAt)
      *place++ = {static_cast<float>((at.x - part.origin.x) * part.scale.x - 0.5),
                  static_cast<float>((at.y - part.origin.y) * part.scale.y - 0.5)};
    cv::remap(part.pixels, square, places, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, mean);
  }
  normaliseInto(square, manifest, view.input.values.data());
}

void fillGeometry(RimView& view) {
  const int size = view.shape.size, margin = view.shape.margin;
  const double inner = size - 2 * margin;
  const double first = view.rim.first, second = view.rim.second;
  const Vec3 eye = view.rim.pose.toBox({0, 0, 0});
  const bool known = view.depth > 0;
  const auto cells = static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
  float* planes = view.input.values.data();
  std::size_t k = 0;
  for (int j = 0; j < size; ++j)
    for (int i = 0; i < size; ++i, ++k) {
      const double x = (i + 0.5 - margin) / inner * first, y = (j + 0.5 - margin) / inner * second;
      const double slopeX = (x - eye.x) / -eye.z, slopeY = (y - eye.y) / -eye.z;
      planes[slopeXPlane * cells + k] = static_cast<float>(slopeX);
      planes[slopeYPlane * cells + k] = static_cast<float>(slopeY);
    }
  if (known) {
    view.emptyDepth = emptyDepthThroughRim(view.rim, view.depth, view.shape);
    std::copy_n(view.emptyDepth.data(), cells, planes + emptyPlane * cells);
  }
  const auto fillPlane = [&](int plane, double value) {
    std::fill_n(planes + static_cast<std::size_t>(plane) * cells, cells, static_cast<float>(value));
  };
  fillPlane(logDepthPlane, known ? std::log(view.depth / std::sqrt(first * second)) : 0);
  fillPlane(logAspectPlane, std::log(first / second));
  fillPlane(knownPlane, known ? 1 : 0);
}

} // namespace

Vec2 residualAt(const RimView& view, double u, double v) {
  const auto& r = view.residual;
  return (1 - v) * ((1 - u) * r[0] + u * r[1]) + v * ((1 - u) * r[3] + u * r[2]);
}

std::optional<Vec2> pictureOfRimPoint(const RimView& view, double x, double y) {
  const auto at = projectRim(view, x, y);
  if (!at) return at;
  return *at + residualAt(view, x / view.rim.first, y / view.rim.second);
}

double emptyDepthBelow(double x, double y, double slopeX, double slopeY, double first, double second,
                       double depth) {
  if (x < 0 || y < 0 || x > first || y > second) return 0;
  double below = depth;
  if (slopeX > 0) below = std::min(below, (first - x) / slopeX);
  if (slopeX < 0) below = std::min(below, x / -slopeX);
  if (slopeY > 0) below = std::min(below, (second - y) / slopeY);
  if (slopeY < 0) below = std::min(below, y / -slopeY);
  return below;
}

Raster<float> emptyDepthThroughRim(const RimPose& rim, double depth, const RimViewShape& shape) {
  Raster<float> empty(shape.size, shape.size);
  const Vec3 eye = rim.pose.toBox({0, 0, 0});
  const double inner = shape.size - 2 * shape.margin;
  float* share = empty.data();
  for (int j = 0; j < shape.size; ++j)
    for (int i = 0; i < shape.size; ++i) {
      const double x = (i + 0.5 - shape.margin) / inner * rim.first,
                   y = (j + 0.5 - shape.margin) / inner * rim.second;
      const double slopeX = (x - eye.x) / -eye.z, slopeY = (y - eye.y) / -eye.z;
      *share++ =
          static_cast<float>(emptyDepthBelow(x, y, slopeX, slopeY, rim.first, rim.second, depth) / depth);
    }
  return empty;
}

Result<RimView> rimView(const Image& picture, const RimCorners& corners, const CameraIntrinsics& camera,
                        const RimPose& rim, std::optional<double> depth, const RimViewShape& shape,
                        const ModelManifest& manifest, double k1) {
  if (picture.empty() || (picture.channels() != 1 && picture.channels() != 3))
    return badView("a picture with 1 or 3 channels is needed", {});
  if (shape.margin < 0 || shape.size - 2 * shape.margin < 2)
    return badView("the rim's margin leaves no room in the input", "mend rim.margin in the manifest");
  RimView view;
  view.shape = shape;
  view.rim = rim;
  view.depth = depth.value_or(0);
  view.camera = camera;
  view.k1 = k1;
  if (const auto placed = placeCorners(view, corners); !placed) return placed.error();
  const auto cells = static_cast<std::size_t>(shape.size) * static_cast<std::size_t>(shape.size);
  view.input = {{1, rimViewPlanes, shape.size, shape.size}, std::vector<float>(rimViewPlanes * cells)};
  view.emptyDepth = Raster<float>(shape.size, shape.size);
  lookThrough(view, picture, manifest);
  fillGeometry(view);
  return view;
}

} // namespace fillscope
