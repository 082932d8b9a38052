#include "core/inference/classifier.h"
#include "core/imaging/colour_map.h"
#include "core/inference/network_answer.h"
#include "core/inference/network_input.h"
#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

constexpr double leastLogit = -1e300;

/// The map of one class less the mean of the others'.
cv::Mat contrastOf(const Tensor& maps, std::size_t which) {
  const int classes = static_cast<int>(maps.shape[1]);
  const cv::Size size(static_cast<int>(maps.shape[3]), static_cast<int>(maps.shape[2]));
  cv::Mat contrast = cv::Mat::zeros(size, CV_32F);
  const auto cells = static_cast<std::size_t>(size.area());
  for (int c = 0; c < classes; ++c) {
    // OpenCV has no const view; the map is only read.
    const cv::Mat map(size, CV_32F,
                      const_cast<float*>(maps.values.data()) + static_cast<std::size_t>(c) * cells);
    const bool own = static_cast<std::size_t>(c) == which;
    cv::scaleAdd(map, own ? 1.0 : -1.0 / (classes - 1), contrast, contrast);
  }
  return contrast;
}

/// A map over the network's whole input as one over the picture.
Raster<float> overPicture(const cv::Mat& map, const InputPlacement& place, int width, int height) {
  const auto row = [](int part, int begin, int all, int picture, int cells) {
    const double gain = static_cast<double>(part) / picture * cells / all;
    return std::pair{gain, 0.5 * gain + static_cast<double>(begin) * cells / all - 0.5};
  };
  const auto [a, b] = row(place.width, place.x, place.inputWidth, width, map.cols);
  const auto [c, d] = row(place.height, place.y, place.inputHeight, height, map.rows);
  const cv::Matx23d toMap(a, 0, b, 0, c, d);
  Raster<float> values(width, height);
  cv::Mat out(height, width, CV_32F, values.data());
  cv::warpAffine(map, out, toMap, out.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
  return values;
}

bool areNumbers(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

} // namespace

Raster<float> evidenceOf(const Tensor& maps, std::size_t which, const ModelManifest& manifest,
                         int pictureWidth, int pictureHeight) {
  return overPicture(contrastOf(maps, which), placeInInput(pictureWidth, pictureHeight, manifest),
                     pictureWidth, pictureHeight);
}

std::vector<double> probabilitiesOf(const std::vector<double>& logits) {
  if (logits.empty()) return {};
  std::vector<double> chances(logits.size());
  std::transform(logits.begin(), logits.end(), chances.begin(), [](double logit) {
    return std::isnan(logit) ? leastLogit : std::clamp(logit, leastLogit, -leastLogit);
  });
  const double most = *std::max_element(chances.begin(), chances.end());
  for (double& chance : chances)
    chance = std::exp(chance - most);
  const double sum = std::accumulate(chances.begin(), chances.end(), 0.0);
  for (double& chance : chances)
    chance /= sum;
  return chances;
}

Result<Classification> classify(Network& network, const Image& picture, bool withEvidence,
                                const Progress& progress) {
  const ModelManifest& manifest = network.manifest();
  if (manifest.task != ModelTask::classes)
    return Error{ErrorCode::badInput, "this network tells no classes apart", manifest.id,
                 "choose a classes network"};
  if (picture.empty() || (picture.channels() != 1 && picture.channels() != 3))
    return Error{ErrorCode::badInput, "a picture with 1 or 3 channels is needed", {}, {}};
  const auto place = placeInInput(picture.width(), picture.height(), manifest);
  const Tensor input{{1, 3, manifest.inputHeight, manifest.inputWidth},
                     networkInput(picture, manifest, place)};
  const auto outputs = network.run(input, progress);
  if (!outputs) return outputs.error();
  if (auto right = checkAnswer(manifest, *outputs); !right) return right.error();
  for (const Tensor& output : *outputs)
    if (!areNumbers(output.values))
      return Error{ErrorCode::badInput, "the network's answer to this picture is no number", manifest.id,
                   "choose another network"};
  Classification found;
  const auto& logits = outputs->front().values;
  found.probabilities = probabilitiesOf({logits.begin(), logits.end()});
  found.best = static_cast<std::size_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
  if (withEvidence && outputs->size() == 2)
    found.evidence = evidenceOf((*outputs)[1], found.best, manifest, picture.width(), picture.height());
  return found;
}

Image evidencePicture(const Image& picture, const Raster<float>& evidence) {
  if (!picture.sameSize(evidence) || picture.empty()) return picture;
  double greatest = 1;
  for (std::size_t k = 0; k < evidence.pixelCount(); ++k)
    greatest = std::max(greatest, std::abs(static_cast<double>(evidence.data()[k])));
  Image shown = colourise(evidence, {ColourMap::coolwarm, -greatest, greatest, false, {}});
  const cv::Mat source(picture.height(), picture.width(), CV_8UC(picture.channels()),
                       const_cast<std::uint8_t*>(picture.data()));
  cv::Mat grey = source;
  if (picture.channels() == 3) cv::cvtColor(source, grey, cv::COLOR_RGB2GRAY);
  cv::cvtColor(grey, grey, cv::COLOR_GRAY2RGB);
  cv::Mat colours(shown.height(), shown.width(), CV_8UC3, shown.data());
  cv::addWeighted(grey, 0.5, colours, 0.5, 0, colours);
  return shown;
}

} // namespace fillscope
