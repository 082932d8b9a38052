#include "core/inference/network_depth_model.h"
#include "core/inference/network_answer.h"
#include "core/inference/network_input.h"
#include "core/inference/network_output.h"

namespace fillscope {

Result<DepthMap> NetworkDepthModel::predict(const Image& image, const Progress& progress) {
  const ModelManifest& about = manifest();
  if (image.empty() || (image.channels() != 1 && image.channels() != 3))
    return Error{ErrorCode::badInput, "a picture with 1 or 3 channels is needed", {}, {}};
  if (progress.cancelled()) return cancelledError();
  progress.report(0, "running the network");
  const auto placement = placeInInput(image.width(), image.height(), about);
  const Tensor input{{1, 3, about.inputHeight, about.inputWidth}, networkInput(image, about, placement)};
  const auto outputs = network_->run(input, progress);
  if (!outputs) return outputs.error();
  if (const auto right = checkAnswer(about, *outputs); !right) return right.error();
  const Tensor& plane = outputs->front();
  const std::size_t dimensions = plane.shape.size();
  auto depth = depthFromOutput(plane.values, static_cast<int>(plane.shape[dimensions - 1]),
                               static_cast<int>(plane.shape[dimensions - 2]), placement, about, image.width(),
                               image.height());
  if (progress.cancelled()) return cancelledError();
  progress.report(1);
  return depth;
}

} // namespace fillscope
