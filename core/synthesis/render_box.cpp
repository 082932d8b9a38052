#include "core/imaging/row_bands.h"
#include "core/synthesis/box_shader.h"
#include "core/synthesis/scene_tracer.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr int rowsPerBlock = 32;

Vec3 turned(Vec3 v, Vec3 axis, double angle) { // Rodrigues
  return std::cos(angle) * v + std::sin(angle) * cross(axis, v) + (1 - std::cos(angle)) * dot(axis, v) * axis;
}

Vec3 cornerOf(const BoxScene& scene, int corner, bool atFloor) {
  const double inset = atFloor ? scene.taper : 0;
  const bool right = corner == 1 || corner == 2, far = corner >= 2;
  return {right ? scene.size.first - inset : inset, far ? scene.size.second - inset : inset,
          atFloor ? scene.size.depth : 0};
}

Result<void> check(const BoxScene& scene) {
  if (!scene.size.plausible()) return Error{ErrorCode::badInput, "the box has no inside", "size", {}};
  if (scene.taper < 0 || 2 * scene.taper >= std::min(scene.size.first, scene.size.second))
    return Error{ErrorCode::badInput, "the walls meet above the floor", "taper", {}};
  if (scene.wall < 0) return Error{ErrorCode::badInput, "the walls have a negative thickness", "wall", {}};
  if (!scene.camera.plausible() || scene.camera.width <= 0 || scene.camera.height <= 0)
    return Error{ErrorCode::badInput, "the camera has no picture size or focal length", "camera", {}};
  if (!(scene.pose.toBox({0, 0, 0}).z < 0))
    return Error{ErrorCode::badInput, "the camera is not above the rim", "pose", {}};
  for (int c = 0; c < 4; ++c)
    if (!(scene.pose.toCamera(cornerOf(scene, c, false)).z > 0))
      return Error{ErrorCode::badInput, "a rim corner lies behind the camera", "pose", {}};
  return {};
}

Ray rayThrough(const BoxScene& scene, Vec3 origin, double x, double y) {
  return {origin, transposedTimes(scene.pose.rotation, scene.camera.ray({x, y}))};
}

void renderColourRow(const BoxScene& scene, const BoxShader& shader, const SceneTracer& tracer, Vec3 origin,
                     int y, int samples, std::uint8_t* row) {
  const auto firstPixel = static_cast<std::uint64_t>(y) * static_cast<std::uint64_t>(scene.camera.width);
  for (int x = 0; x < scene.camera.width; ++x) {
    Vec3 sum;
    for (int s = 0; s < samples * samples; ++s) {
      const double dx = (s % samples + 0.5) / samples - 0.5, dy = (s / samples + 0.5) / samples - 0.5;
      const Ray ray = rayThrough(scene, origin, x + dx, y + dy);
      const auto pixel = firstPixel + static_cast<std::uint64_t>(x);
      const auto sample = pixel * BoxShader::samplesApart + static_cast<std::uint64_t>(s);
      sum = sum + shader.radiance(ray, tracer.first(ray), sample);
    }
    const auto bytes = BoxShader::encoded((1.0 / (samples * samples)) * sum);
    std::copy(bytes.begin(), bytes.end(), row + 3 * x);
  }
}

} // namespace

BoxPose poseAbove(const BoxSize& size, double height, double tilt, double roll, double azimuth) {
  const Vec3 axis{std::cos(azimuth), std::sin(azimuth), 0};
  const Vec3 forward = turned({0, 0, 1}, axis, tilt);
  const Vec3 right = turned(turned({1, 0, 0}, axis, tilt), forward, roll), down = cross(forward, right);
  BoxPose pose;
  pose.rotation.columns = {Vec3{right.x, down.x, forward.x}, Vec3{right.y, down.y, forward.y},
                           Vec3{right.z, down.z, forward.z}};
  const Vec3 eye = Vec3{size.first / 2, size.second / 2, 0} - (height / forward.z) * forward;
  pose.translation = -(pose.rotation * eye);
  return pose;
}

Result<RenderedBox> renderBox(const BoxScene& scene, const RenderOptions& options, const Progress& progress) {
  if (const auto checked = check(scene); !checked) return checked.error();
  const int width = scene.camera.width, height = scene.camera.height;
  const SceneTracer tracer(scene);
  RenderOptions usable = options;
  usable.samplesPerAxis = std::clamp(options.samplesPerAxis, 1, 8);
  const BoxShader shader(scene, tracer, usable);
  const Vec3 origin = scene.pose.toBox({0, 0, 0});

  RenderedBox result;
  result.depth.values = Raster<float>(width, height);
  result.depth.source = "ray-cast";
  if (options.colour) result.image = Image(width, height, 3);
  auto renderRow = [&](int y) {
    for (int x = 0; x < width; ++x) {
      // Rays have z = 1 in the camera frame, so that distance along them is depth.
      const Hit hit = tracer.first(rayThrough(scene, origin, x, y));
      result.depth.values.at(x, y) = hit ? static_cast<float>(hit.distance) : 0.0f;
    }
    if (options.colour)
      renderColourRow(scene, shader, tracer, origin, y, usable.samplesPerAxis, result.image.row(y));
  };
  // Between blocks, so that progress is told on the caller's thread alone.
  for (int begin = 0; begin < height; begin += rowsPerBlock) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(begin) / height, "rendering");
    forEachBand(std::min(rowsPerBlock, height - begin), threadCount(options.threads),
                [&](int row) { renderRow(begin + row); });
  }
  for (int c = 0; c < 4; ++c) {
    const auto corner = static_cast<std::size_t>(c);
    result.corners[corner] =
        pictureFromPixel(scene.camera.project(scene.pose.toCamera(cornerOf(scene, c, false))));
    result.floorCorners[corner] =
        pictureFromPixel(scene.camera.project(scene.pose.toCamera(cornerOf(scene, c, true))));
  }
  const SceneVolumes volumes = volumesOf(scene);
  result.fillPercent = 100.0 * volumes.content / volumes.capacity;
  result.contentLitres = 1000.0 * volumes.content;
  result.boxLitres = 1000.0 * volumes.capacity;
  return result;
}

} // namespace fillscope
