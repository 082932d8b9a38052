#include "core/learning/torch/training_task.h"
#include "core/learning/torch/tasks.h"
#include <algorithm>
#include <cmath>
#include <cstring>

namespace fillscope {

std::unique_ptr<TrainingTaskKind> makeTask(const TrainingConfig& config) {
  switch (config.network) {
  case NetworkKind::cornersHeatmap:
  case NetworkKind::cornersRegression:
    return cornerTask(config);
  case NetworkKind::rimDepth:
    return rimDepthTask(config);
  case NetworkKind::classifier:
    return classTask(config);
  case NetworkKind::depthDenoiser:
    return denoiseTask(config);
  case NetworkKind::unet:
    break;
  }
  return pictureDepthTask(config);
}

torch::Tensor stacked(const std::vector<const std::vector<float>*>& rows, std::vector<std::int64_t> shape) {
  shape.insert(shape.begin(), static_cast<std::int64_t>(rows.size()));
  torch::Tensor tensor = torch::empty(shape, torch::kFloat32);
  float* at = tensor.data_ptr<float>();
  for (const auto* row : rows) {
    std::memcpy(at, row->data(), row->size() * sizeof(float));
    at += row->size();
  }
  return tensor;
}

double metric(const std::map<std::string, double>& metrics, const std::string& name, double otherwise) {
  const auto found = metrics.find(name);
  return found == metrics.end() ? otherwise : found->second;
}

bool beats(const TrainingTaskKind& task, const std::map<std::string, double>& validation,
           const std::map<std::string, double>& best) {
  const auto finite = [](const auto& metrics) {
    return std::all_of(metrics.begin(), metrics.end(), [](const auto& m) { return std::isfinite(m.second); });
  };
  if (!finite(validation)) return false;
  return !finite(best) || task.better(validation, best);
}

Image pictureOf(const torch::Tensor& input, std::int64_t n, const ModelManifest& manifest) {
  const int width = static_cast<int>(input.size(3)), height = static_cast<int>(input.size(2));
  Image picture(width, height, 3);
  const auto planes = input[n].to(torch::kCPU, torch::kFloat32).contiguous();
  const float* values = planes.data_ptr<float>();
  for (int c = 0; c < 3; ++c) {
    const auto channel = static_cast<std::size_t>(c);
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) {
        const double value =
            (*values++ * manifest.std[channel] + manifest.mean[channel]) / manifest.inputScale;
        picture.at(x, y, manifest.bgr ? 2 - c : c) =
            static_cast<std::uint8_t>(std::clamp(std::lround(value), 0l, 255l));
      }
  }
  return picture;
}

} // namespace fillscope
