#include "core/learning/examples.h"
#include "core/inference/network_input.h"
#include <algorithm>
#include <cmath>
#include <optional>

namespace fillscope {
namespace {

double diagonalOf(const std::vector<Keypoint>& points) {
  if (points.empty()) return 0;
  if (points.size() >= 4)
    return std::max(norm(points[2].at - points[0].at), norm(points[3].at - points[1].at));
  Vec2 low = points[0].at, high = low;
  for (const Keypoint& p : points) {
    low = {std::min(low.x, p.at.x), std::min(low.y, p.at.y)};
    high = {std::max(high.x, p.at.x), std::max(high.y, p.at.y)};
  }
  return norm(high - low);
}

constexpr Vec2 nowhere{-1e6, -1e6};

CornerView jitteredWholeView(const TrainingSample& sample, const TrainingConfig& config,
                             CounterRandom& random) {
  const int size = config.inputSize;
  const auto view = wholePictureView(sample.image.width(), sample.image.height(), size, config.border);
  const double zoom = random.between(0.9, 1.1);
  const Vec2 shift{random.between(-0.05, 0.05) * size, random.between(-0.05, 0.05) * size};
  return view.zoomed(zoom, {0.5 * size, 0.5 * size}, shift);
}

std::optional<CornerView> closeUpView(const TrainingSample& sample, const TrainingConfig& config,
                                      CounterRandom& random) {
  if (sample.keypoints.empty()) return {};
  std::vector<Vec2> outline;
  for (std::size_t k = 0; k < std::min<std::size_t>(4, sample.keypoints.size()); ++k)
    outline.push_back(sample.keypoints[k].at);
  const int size = config.inputSize;
  const double share = config.boxShare * random.between(0.8, 1.2);
  const Vec2 shift{random.between(-0.08, 0.08) * share * size, random.between(-0.08, 0.08) * share * size};
  return boxView(outline, size, share).zoomed(1, {}, shift);
}

std::optional<CornerView> jitteredRectifiedView(const TrainingSample& sample, const TrainingConfig& config,
                                                CounterRandom& random) {
  const auto corners = rimCornersOf(sample);
  if (!corners) return {};
  double side = 0;
  for (std::size_t k = 0; k < 4; ++k)
    side += norm((*corners)[(k + 1) % 4] - (*corners)[k]) / 4;
  const double miss = side * std::exp(random.between(std::log(0.01), std::log(0.12)));
  const bool oneAstray = random.chance(0.25);
  const auto astray = static_cast<std::size_t>(random.integer(0, 3));
  RimCorners seen = *corners;
  for (std::size_t k = 0; k < 4; ++k) {
    const double by = oneAstray && k == astray ? 0.2 * side : miss;
    seen[k] = seen[k] + Vec2{by * random.normal(), by * random.normal()};
  }
  auto view = rectifiedView(seen, config.inputSize, config.rectifiedBoxShare);
  return view ? view : rectifiedView(*corners, config.inputSize, config.rectifiedBoxShare);
}

/// The whole picture, stretched.
Tensor wholeInput(const TrainingSample& sample, const TrainingConfig& config) {
  const ModelManifest manifest = manifestFor(config);
  const auto place = placeInInput(sample.image.width(), sample.image.height(), manifest);
  return {{1, 3, config.inputSize, config.inputSize}, networkInput(sample.image, manifest, place)};
}

} // namespace

CornerExample cornerExample(const TrainingSample& sample, const TrainingConfig& config, CornerLook look,
                            CounterRandom& random) {
  const int size = config.inputSize;
  CornerExample out;
  std::optional<CornerView> view;
  if (look == CornerLook::closeUp) view = closeUpView(sample, config, random);
  if (look == CornerLook::rectified) view = jitteredRectifiedView(sample, config, random);
  out.view = view ? *view : jitteredWholeView(sample, config, random);
  out.input = cornerInput(sample.image, out.view, manifestFor(config));
  out.points = sample.keypoints;
  out.visibilityKnown = sample.visibilityKnown;
  const double front = depthOf(out.view.map, out.view.toPicture({0.5 * size, 0.5 * size}));
  for (Keypoint& point : out.points)
    point.at = depthOf(out.view.map, point.at) * front > 0 ? out.view.toInput(point.at) : nowhere;
  out.diagonal = diagonalOf(out.points);
  return out;
}

Result<ClassExample> classExample(const TrainingSample& sample, const TrainingConfig& config) {
  const auto& names = config.classes;
  const auto found = std::find(names.begin(), names.end(), sample.className);
  if (found == names.end())
    return Error{ErrorCode::badInput,
                 sample.className.empty() ? "nobody has said what class it is of"
                                          : "its class, " + sample.className + ", is none of the network's",
                 sample.name, "give it one of the classes of the configuration, or leave it out"};
  return ClassExample{wholeInput(sample, config), static_cast<int>(found - names.begin())};
}

PictureExample pictureExample(const TrainingSample& sample, const TrainingConfig& config) {
  const int size = config.inputSize;
  PictureExample out;
  out.input = wholeInput(sample, config);
  out.depth.assign(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0.0f);
  const Raster<float>& depth = sample.depth.values;
  if (depth.empty()) return out;
  float* to = out.depth.data();
  for (int y = 0; y < size; ++y) {
    // The value at the pixel's centre: averages would invent depth between near and far.
    const float* row = depth.row(std::min(depth.height() - 1, (2 * y + 1) * depth.height() / (2 * size)));
    for (int x = 0; x < size; ++x) {
      const float value = row[std::min(depth.width() - 1, (2 * x + 1) * depth.width() / (2 * size))];
      *to++ = DepthMap::isMeasured(value) ? value : 0.0f;
    }
  }
  return out;
}

ModelManifest manifestFor(const TrainingConfig& config) {
  ModelManifest manifest;
  manifest.id = config.id;
  manifest.name = config.name.empty() ? config.id : config.name;
  manifest.licence = config.licence;
  manifest.description = config.description;
  constexpr ModelTask tasks[] = {ModelTask::corners, ModelTask::depth, ModelTask::classes,
                                 ModelTask::denoiser};
  manifest.task = tasks[static_cast<int>(config.task)];
  manifest.inputWidth = manifest.inputHeight = config.inputSize;
  if (config.network != NetworkKind::unet && config.network != NetworkKind::depthDenoiser) {
    manifest.mean = {0.485, 0.456, 0.406};
    manifest.std = {0.229, 0.224, 0.225};
  }
  switch (config.network) {
  case NetworkKind::cornersHeatmap:
  case NetworkKind::cornersRegression:
    manifest.corners.keypoints = config.keypoints;
    manifest.corners.regression = config.network == NetworkKind::cornersRegression;
    manifest.corners.border = config.border;
    manifest.corners.boxShare = config.boxShare;
    // A further look is worth its time only to a network that has learnt from such views.
    manifest.corners.passes = config.rectifiedShare > 0 && config.keypoints.size() == 4 ? 3
                              : config.closeUpShare > 0                                 ? 2
                                                                                        : 1;
    manifest.corners.rectifiedBoxShare = config.rectifiedBoxShare;
    break;
  case NetworkKind::rimDepth:
    manifest.rimMargin = config.rimMargin;
    break;
  case NetworkKind::classifier:
    manifest.classes = config.classes;
    break;
  case NetworkKind::unet: // answers in metres by itself
  case NetworkKind::depthDenoiser:
    break;
  }
  return manifest;
}

} // namespace fillscope
