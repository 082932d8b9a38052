#include "core/learning/examples.h"
#include "core/inference/network_input.h"
#include <algorithm>
#include <cmath>

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

} // namespace

CornerExample cornerExample(const TrainingSample& sample, const TrainingConfig& config, bool closeUp,
                            CounterRandom& random) {
  const int size = config.inputSize;
  CornerExample out;
  if (closeUp && !sample.keypoints.empty()) {
    std::vector<Vec2> outline;
    for (std::size_t k = 0; k < std::min<std::size_t>(4, sample.keypoints.size()); ++k)
      outline.push_back(sample.keypoints[k].at);
    const double share = config.boxShare * random.between(0.8, 1.2);
    out.view = boxView(outline, size, share);
    out.view.offset = out.view.offset + Vec2{random.between(-0.08, 0.08) * share * size,
                                             random.between(-0.08, 0.08) * share * size};
  } else {
    out.view = wholePictureView(sample.image.width(), sample.image.height(), size, config.border);
    const double zoom = random.between(0.9, 1.1);
    const Vec2 middle{0.5 * size, 0.5 * size};
    const Vec2 shift{random.between(-0.05, 0.05) * size, random.between(-0.05, 0.05) * size};
    out.view.scale *= zoom;
    out.view.offset = middle + zoom * (out.view.offset - middle) + shift;
  }
  out.input = cornerInput(sample.image, out.view, manifestFor(config));
  out.points = sample.keypoints;
  for (Keypoint& point : out.points)
    point.at = out.view.toInput(point.at);
  out.diagonal = diagonalOf(out.points);
  return out;
}

PictureExample pictureExample(const TrainingSample& sample, const TrainingConfig& config) {
  const ModelManifest manifest = manifestFor(config);
  const int size = config.inputSize;
  PictureExample out;
  out.input = {{1, 3, size, size},
               networkInput(sample.image, manifest,
                            placeInInput(sample.image.width(), sample.image.height(), manifest))};
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
  manifest.task = config.task == TrainingTask::corners ? ModelTask::corners : ModelTask::depth;
  manifest.inputWidth = manifest.inputHeight = config.inputSize;
  if (config.network != NetworkKind::unet) {
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
    // A second look is worth its time only to a network that has learnt from such views.
    manifest.corners.passes = config.closeUpShare > 0 ? 2 : 1;
    break;
  case NetworkKind::rimDepth:
    manifest.rimMargin = config.rimMargin;
    break;
  case NetworkKind::unet:
    break; // answers in metres by itself
  }
  return manifest;
}

} // namespace fillscope
