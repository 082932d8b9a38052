#include "core/inference/depth_denoiser.h"
#include "core/inference/network_answer.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

/// Rises over a quarter of the tile from its edge, and is nowhere 0.
std::vector<double> edgeWeights(int size) {
  std::vector<double> weights(static_cast<std::size_t>(size), 1.0);
  const int ramp = size / 4;
  for (int k = 0; k < ramp; ++k) {
    const double rising = std::sin(0.5 * std::numbers::pi * (k + 0.5) / ramp);
    weights[static_cast<std::size_t>(k)] = weights[static_cast<std::size_t>(size - 1 - k)] = rising * rising;
  }
  return weights;
}

/// Sums over the tiles that show a pixel.
struct TileSums {
  TileSums(int width, int height)
      : metres(width, height)
      , error(width, height)
      , weight(width, height) {}
  Raster<double> metres; ///< of a measured pixel what is added to it, else its distance
  Raster<double> error, weight;
};

void addTile(TileSums& sums, const DepthMap& depth, const DepthTile& tile, const Tensor& answer, int left,
             int top, double unit) {
  const int size = static_cast<int>(answer.shape[3]);
  const auto plane = static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
  const std::vector<double> weights = edgeWeights(size);
  for (int y = 0; y < std::min(size, depth.height() - top); ++y)
    for (int x = 0; x < std::min(size, depth.width() - left); ++x) {
      const std::size_t at =
          static_cast<std::size_t>(y) * static_cast<std::size_t>(size) + static_cast<std::size_t>(x);
      const double weight = weights[static_cast<std::size_t>(y)] * weights[static_cast<std::size_t>(x)];
      const double correction = answer.values[at], scale = tile.median * unit;
      const bool measured = depth.isMeasuredAt(left + x, top + y);
      sums.metres.at(left + x, top + y) +=
          weight * (measured ? scale * correction : metresOfRelative(correction, tile.median, unit));
      sums.error.at(left + x, top + y) += weight * scale * std::exp(answer.values[plane + at]);
      sums.weight.at(left + x, top + y) += weight;
    }
}

DenoisedDepth mixed(const TileSums& sums, const DepthMap& depth, const DenoiseOptions& options) {
  DenoisedDepth result{depth, Raster<float>(depth.width(), depth.height())};
  for (std::size_t k = 0; k < depth.values.pixelCount(); ++k) {
    const double weight = sums.weight.data()[k];
    float& z = result.depth.values.data()[k];
    const float before = z;
    z = 0;
    if (!(weight > 0)) continue;
    const double metres = sums.metres.data()[k] / weight, error = sums.error.data()[k] / weight;
    result.expectedError.data()[k] = static_cast<float>(error);
    if (options.mostError > 0 && !(error <= options.mostError)) continue;
    const double after = DepthMap::isMeasured(before) ? before + metres : metres;
    if (DepthMap::isMeasured(static_cast<float>(after))) z = static_cast<float>(after);
  }
  return result;
}

Result<void> checkGiven(const ModelManifest& manifest, const DepthMap& depth, const Image& picture) {
  const auto fault = [](const char* what, std::string where, const char* hint) {
    return Error{ErrorCode::badInput, what, std::move(where), hint};
  };
  if (manifest.task != ModelTask::denoiser)
    return fault("this network denoises no depth", manifest.id, "choose a denoiser");
  if (depth.values.empty() || depth.kind != DepthKind::metric)
    return fault("only depth in metres can be denoised", depth.source,
                 "tell its scale, or choose another map");
  if (picture.empty()) return {};
  if (!picture.sameSize(depth.values))
    return fault("the picture has another size than the depth map", depth.source,
                 "give the one that is aligned to it, or none");
  if (picture.channels() != 1 && picture.channels() != 3)
    return fault("a picture with 1 or 3 channels is needed", {}, {});
  return {};
}

} // namespace

std::vector<int> tileStarts(int length, int size) {
  if (length <= size) return {0};
  const int spare = length - size, stride = size - size / 4;
  const int steps = (spare + stride - 1) / stride;
  std::vector<int> starts;
  for (int k = 0; k <= steps; ++k)
    starts.push_back(static_cast<int>(static_cast<std::int64_t>(spare) * k / steps));
  return starts;
}

Result<DenoisedDepth> denoise(Network& network, const DepthMap& depth, const Image& picture,
                              const DenoiseOptions& options, const Progress& progress) {
  const ModelManifest& manifest = network.manifest();
  if (auto right = checkGiven(manifest, depth, picture); !right) return right.error();
  const DepthTileShape shape{manifest.inputWidth, manifest.denoiserUnit};
  const auto rows = tileStarts(depth.height(), shape.size), columns = tileStarts(depth.width(), shape.size);
  const Progress stopOnly{{}, progress.isCancelled};
  TileSums sums(depth.width(), depth.height());
  for (std::size_t k = 0; k < rows.size() * columns.size(); ++k) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(k) / static_cast<double>(rows.size() * columns.size()), "denoising");
    const int top = rows[k / columns.size()], left = columns[k % columns.size()];
    const auto tile = depthTile(depth.values, picture, left, top, shape);
    if (!tile) continue;
    const auto outputs = network.run(tile->input, stopOnly);
    if (!outputs) return outputs.error();
    if (auto right = checkAnswer(manifest, *outputs); !right) return right.error();
    const Tensor& answer = outputs->front();
    if (!std::all_of(answer.values.begin(), answer.values.end(), [](float v) { return std::isfinite(v); }))
      return Error{ErrorCode::badInput, "the network's answer to this map is no number", manifest.id,
                   "choose another network"};
    addTile(sums, depth, *tile, answer, left, top, shape.unit);
  }
  progress.report(1);
  return mixed(sums, depth, options);
}

} // namespace fillscope
