#include "core/inference/network_answer.h"
#include "core/inference/depth_tile.h"
#include "core/inference/rim_view.h"

namespace fillscope {
namespace {

using Shape = std::vector<std::int64_t>;

/// Without the ones in front, down to two dimensions.
Shape planeShape(Shape shape) {
  while (shape.size() > 2 && shape.front() == 1)
    shape.erase(shape.begin());
  return shape;
}

std::string shapesText(const std::vector<Tensor>& outputs) {
  if (outputs.empty()) return "nothing";
  std::string text;
  for (const Tensor& output : outputs)
    text += (text.empty() ? "" : " and ") + shapeText(output.shape);
  return text;
}

bool isDepth(const std::vector<Tensor>& outputs) {
  return outputs.size() == 1 && planeShape(outputs[0].shape).size() == 2 && !outputs[0].values.empty();
}

bool isCorners(const ModelManifest& manifest, const std::vector<Tensor>& outputs) {
  if (outputs.empty() || outputs.size() > 2) return false;
  const auto count = static_cast<std::int64_t>(manifest.corners.keypoints.size());
  const Shape& places = outputs[0].shape;
  const bool placed = manifest.corners.regression ? places == Shape{1, 2 * count}
                                                  : places.size() == 4 && places[0] == 1 &&
                                                        places[1] == count && places[2] > 0 && places[3] > 0;
  return placed && (outputs.size() == 1 || outputs[1].shape == Shape{1, 3 * count});
}

bool isClasses(const ModelManifest& manifest, const std::vector<Tensor>& outputs) {
  const auto count = static_cast<std::int64_t>(manifest.classes.size());
  if (outputs.empty() || outputs.size() > 2 || outputs[0].shape != Shape{1, count}) return false;
  if (outputs.size() == 1) return true;
  const Shape& maps = outputs[1].shape;
  return maps.size() == 4 && maps[0] == 1 && maps[1] == count && maps[2] > 0 && maps[3] > 0;
}

bool isDenoised(const ModelManifest& manifest, const std::vector<Tensor>& outputs) {
  return outputs.size() == 1 &&
         outputs[0].shape == Shape{1, depthAnswerPlanes, manifest.inputHeight, manifest.inputWidth};
}

} // namespace

int inputPlanes(const ModelManifest& manifest) {
  if (manifest.task == ModelTask::denoiser) return depthTilePlanes;
  return manifest.looksThroughRim() ? rimViewPlanes : 3;
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
  std::string text;
  for (const auto size : shape)
    text += (text.empty() ? "" : "×") + std::to_string(size);
  return text.empty() ? "one number" : text;
}

Error wrongAnswer(const ModelManifest& manifest, const std::string& actual) {
  const std::string count = std::to_string(manifest.corners.keypoints.size());
  std::string needed = "a depth network answers 1×1×H×W numbers",
              hint = "choose a depth network, or export it with the depth as its only output";
  if (manifest.task == ModelTask::corners) {
    needed = "a corners network of " + count + " keypoints answers " +
             (manifest.corners.regression ? "1×" + std::to_string(2 * manifest.corners.keypoints.size())
                                          : "1×" + count + "×H×W") +
             " numbers, then at most their visibility, three numbers each";
    hint = "mend corners.keypoints and corners.head in the manifest";
  } else if (manifest.task == ModelTask::classes) {
    const std::string classes = std::to_string(manifest.classes.size());
    needed = "a network of " + classes + " classes answers 1×" + classes +
             " numbers, then at most their maps, 1×" + classes + "×H×W";
    hint = "mend the field \"classes\" in the manifest";
  } else if (manifest.task == ModelTask::denoiser) {
    const std::string side = std::to_string(manifest.inputWidth);
    needed = "a denoiser answers 1×2×" + side + "×" + side + " numbers";
    hint = "mend the field \"input\" in the manifest, or choose a denoiser";
  } else if (manifest.looksThroughRim()) {
    needed = "a depth network that looks through the rim answers 1×2×H×W and 1×3 numbers";
    hint = "choose such a network, or take the field \"rim\" out of the manifest";
  }
  return {ErrorCode::badInput, "the network answers " + actual + ", " + needed, manifest.file.string(), hint};
}

Result<void> checkAnswer(const ModelManifest& manifest, const std::vector<Tensor>& outputs) {
  bool right = false;
  if (manifest.task == ModelTask::corners)
    right = isCorners(manifest, outputs);
  else if (manifest.task == ModelTask::classes)
    right = isClasses(manifest, outputs);
  else if (manifest.task == ModelTask::denoiser)
    right = isDenoised(manifest, outputs);
  else if (manifest.looksThroughRim())
    right = rimAnswer(outputs, {manifest.inputWidth, manifest.rimMargin}).ok();
  else
    right = isDepth(outputs);
  if (right) return {};
  return wrongAnswer(manifest, shapesText(outputs));
}

} // namespace fillscope
