#include "core/synthesis/photo_render.h"
#include "core/imaging/row_bands.h"
#include "core/synthesis/photo_camera_effects.h"
#include "core/synthesis/photo_depth_camera.h"
#include "core/synthesis/photo_gbuffer.h"
#include "core/synthesis/surface_picture.h"

namespace fillscope {
namespace {

constexpr double hiddenBy = 0.01; // metres before the corner

/// Every photograph that a surface bears, decoded.
Result<void> loadPictures(const PhotoScene& scene) {
  const auto load = [](const Finish& finish) -> Result<void> {
    if (finish.pattern != Finish::Pattern::picture) return {};
    if (!finish.picture) return Error{ErrorCode::badInput, "a surface has no picture to bear", "finish", {}};
    return finish.picture->load();
  };
  for (const Finish* finish : {&scene.inside, &scene.outside, &scene.floorInside, &scene.ground})
    if (auto loaded = load(*finish); !loaded) return loaded;
  for (const PhotoItem& item : scene.items)
    if (auto loaded = load(item.finish); !loaded) return loaded;
  return {};
}

Result<void> check(const PhotoScene& scene) {
  const auto refuse = [](const char* what, const char* where) {
    return Error{ErrorCode::badInput, what, where, {}};
  };
  if (!scene.size.plausible()) return refuse("the box has no inside", "size");
  if (scene.taper < 0 || 2 * scene.taper >= std::min(scene.size.first, scene.size.second))
    return refuse("the walls meet above the floor", "taper");
  if (scene.wall < 0) return refuse("the walls have a negative thickness", "wall");
  if (!scene.camera.plausible() || scene.camera.width <= 0 || scene.camera.height <= 0)
    return refuse("the camera has no picture size or focal length", "camera");
  if (scene.items.size() > 30000) return refuse("the scene has more than 30000 things", "items");
  if (!(scene.pose.toBox({0, 0, 0}).z < 0)) return refuse("the camera is not above the rim", "pose");
  for (int c = 0; c < 8; ++c)
    if (!(scene.pose.toCamera(boxCorner(scene, c)).z > 1e-3))
      return refuse("a corner of the box lies behind the camera", "pose");
  return {};
}

KeypointVisibility visibilityOf(const PhotoTracer& tracer, Vec3 corner, Vec2 picture) {
  const CameraIntrinsics& camera = tracer.scene().camera;
  if (!(picture.x >= 0 && picture.y >= 0 && picture.x < camera.width && picture.y < camera.height))
    return KeypointVisibility::outside;
  const F3 direction = toFloat(corner) - tracer.eye();
  const PhotoHit hit = tracer.firstFromEye(direction); // 1 at the corner
  const double before = (1.0 - static_cast<double>(hit.t)) * length(direction);
  return hit && before > hiddenBy ? KeypointVisibility::hidden : KeypointVisibility::visible;
}

void addCorners(PhotoSample& sample, const PhotoTracer& tracer, const PhotoView& view) {
  const PhotoScene& scene = tracer.scene();
  std::array<Vec2, 4> rim;
  for (int c = 0; c < 4; ++c)
    rim[static_cast<std::size_t>(c)] = view.picture(boxCorner(scene, c));
  const int start = topLeftCorner(rim);
  for (int c = 0; c < 8; ++c) {
    const Vec3 corner = boxCorner(scene, (start + c) % 4 + (c < 4 ? 0 : 4));
    const Vec2 picture = view.picture(corner);
    sample.corners[static_cast<std::size_t>(c)] = {picture, visibilityOf(tracer, corner, picture)};
  }
  std::tie(sample.size, sample.pose) = renumbered(scene.size, scene.pose, start);
}

void addDepth(PhotoSample& sample, const PhotoTracer& tracer, const PhotoPixels& pixels) {
  const int width = pixels.hits.width(), height = pixels.hits.height();
  sample.depth = {Raster<float>(width, height), DepthKind::metric, "m", "ray-cast"};
  sample.content = Mask(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const PhotoHit& hit = pixels.hits.at(x, y);
      if (!hit) continue;
      sample.depth.values.at(x, y) = hit.t;
      sample.content.at(x, y) = tracer.isContent(hit, pixels.points.at(x, y)) ? 1 : 0;
    }
}

} // namespace

Result<PhotoSample> renderPhoto(const PhotoScene& scene, const PhotoRenderOptions& options,
                                const Progress& progress) {
  if (const auto checked = check(scene); !checked) return checked.error();
  if (const auto loaded = loadPictures(scene); !loaded) return loaded.error();
  const int threads = threadCount(options.threads);
  const PhotoTracer tracer(scene);
  const PhotoView view(scene);
  const TileLists tiles(tracer, view);
  const PhotoSurfaces surfaces(scene, tracer);
  PhotoSample sample;
  sample.camera = scene.camera;
  sample.k1 = scene.k1;
  sample.tilt = scene.pose.tilt();
  addCorners(sample, tracer, view);

  if (progress.cancelled()) return cancelledError();
  progress.report(0, "tracing");
  PhotoPixels pixels = tracePixels(tracer, view, tiles, threads);
  addDepth(sample, tracer, pixels);
  sample.cameraDepth = asStereoDepth(sample.depth, pixels, surfaces, scene, threads);
  if (options.colour) {
    if (progress.cancelled()) return cancelledError();
    progress.report(0.4, "lighting");
    const PhotoShadows shadows(tracer);
    const PhotoLight light(tracer, shadows, surfaces);
    traceLight(pixels, tracer, shadows, threads);
    if (progress.cancelled()) return cancelledError();
    progress.report(0.7, "shading");
    Raster<F3> colours = shadePixels(pixels, tracer, view, tiles, shadows, surfaces, light, threads);
    auto photo = asPhoto(std::move(colours), scene, options.effects, threads);
    if (!photo) return photo.error();
    sample.image = std::move(*photo);
  }
  if (progress.cancelled()) return cancelledError();
  const SceneVolumes volumes = volumesOf(scene);
  sample.fillPercent = volumes.capacity > 0 ? 100.0 * volumes.content / volumes.capacity : 0;
  sample.contentLitres = 1000.0 * volumes.content;
  sample.boxLitres = 1000.0 * volumes.capacity;
  progress.report(1, "done");
  return sample;
}

} // namespace fillscope
