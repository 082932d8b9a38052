#include "core/backends/torch/torch_depth_model.h"
#include "core/backends/torch/torch_checkpoints.h"
#include "core/backends/torch/torch_errors.h"
#include "core/inference/network_input.h"
#include "core/inference/network_output.h"
#include <ATen/Parallel.h>
#include <algorithm>
#include <span>
#include <thread>
#include <torch/cuda.h>
#include <torch/script.h>

namespace fillscope {
namespace {

/// LibTorch's own count starts at 1 on some machines, and OpenMP keeps one a thread: every entry sets it.
void useAllCores() {
  const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  if (at::get_num_threads() != cores) at::set_num_threads(cores);
}

std::string shapeText(const torch::Tensor& tensor) {
  std::string text;
  for (const auto size : tensor.sizes())
    text += (text.empty() ? "" : "×") + std::to_string(size);
  return text.empty() ? "a single number" : text;
}

/// The one depth plane of a network's answer: H×W floats on the CPU.
Result<torch::Tensor> depthPlane(const c10::IValue& answer, const ModelManifest& manifest) {
  const auto wrong = [&](const std::string& actual) {
    return Error{
        ErrorCode::badInput, "the network answers " + actual + ", a depth network answers 1×1×H×W numbers",
        manifest.file.string(), "choose a depth network, or export it with the depth as its only output"};
  };
  c10::IValue value = answer;
  if (value.isTuple() && value.toTupleRef().elements().size() == 1)
    value = c10::IValue(value.toTupleRef().elements()[0]);
  if (value.isTensorList() && value.toTensorList().size() == 1) value = value.toTensorList().get(0);
  if (!value.isTensor()) return wrong("a value of the type " + value.type()->repr_str());
  torch::Tensor plane = value.toTensor();
  const auto shape = shapeText(plane);
  while (plane.dim() > 2 && plane.size(0) == 1)
    plane = plane.squeeze(0);
  if (plane.dim() != 2 || plane.numel() == 0) return wrong(shape);
  if (!plane.is_floating_point()) return wrong(shape + " whole numbers");
  return plane.to(torch::kCPU, torch::kFloat32).contiguous();
}

class TorchDepthModel : public DepthModel {
 public:
  TorchDepthModel(ModelManifest manifest, torch::jit::Module network, torch::Device device)
      : manifest_(std::move(manifest))
      , network_(std::move(network))
      , device_(device) {}

  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return device_.str(); }

  /// One run on an empty picture: are sizes and answer what the manifest says?
  Result<void> tryOut() {
    const std::vector<float> empty(3 * static_cast<std::size_t>(manifest_.inputWidth) *
                                       static_cast<std::size_t>(manifest_.inputHeight),
                                   0.0f);
    const auto plane = forward(empty, {}, TorchStep::tryOut);
    if (!plane) return plane.error();
    return {};
  }

  Result<DepthMap> predict(const Image& image, const Progress& progress) override {
    if (image.empty() || (image.channels() != 1 && image.channels() != 3))
      return Error{ErrorCode::badInput, "a picture with 1 or 3 channels is needed", {}, {}};
    if (progress.cancelled()) return cancelledError();
    progress.report(0, "running the network");
    const auto placement = placeInInput(image.width(), image.height(), manifest_);
    const auto plane = forward(networkInput(image, manifest_, placement), progress, TorchStep::predict);
    if (!plane) return plane.error();
    const std::span<const float> values(plane->data_ptr<float>(), static_cast<std::size_t>(plane->numel()));
    auto depth = depthFromOutput(values, static_cast<int>(plane->size(1)), static_cast<int>(plane->size(0)),
                                 placement, manifest_, image.width(), image.height());
    if (progress.cancelled()) return cancelledError();
    progress.report(1);
    return depth;
  }

 private:
  Result<torch::Tensor> forward(std::vector<float> input, const Progress& progress, TorchStep step) {
    try {
      const c10::InferenceMode inference;
      useAllCores();
      const auto tensor = torch::from_blob(input.data(), {1, 3, manifest_.inputHeight, manifest_.inputWidth},
                                           torch::kFloat32);
      CheckpointWatch watch(progress, checkpoints_);
      const auto answer = network_.forward({tensor.to(device_)});
      checkpoints_ = watch.passed();
      return depthPlane(answer, manifest_);
    } catch (const c10::Error& fault) {
      return progress.cancelled() ? cancelledError()
                                  : explainTorchFault(fault.what_without_backtrace(), step, manifest_);
    } catch (const std::exception& fault) {
      return progress.cancelled() ? cancelledError() : explainTorchFault(fault.what(), step, manifest_);
    }
  }

  const ModelManifest manifest_;
  torch::jit::Module network_;
  const torch::Device device_;
  long checkpoints_ = 0; ///< that a run passes, known from the last one
};

} // namespace

Result<std::shared_ptr<DepthModel>> makeTorchDepthModel(const ModelManifest& manifest) {
  try {
    useAllCores();
    const torch::Device device =
        torch::cuda::is_available() ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
    torch::jit::Module network = torch::jit::load(manifest.file.string(), device);
    if (!network.find_method("forward"))
      return Error{ErrorCode::badInput, "this TorchScript file has no method forward", manifest.file.string(),
                   "save the network itself with torch.jit.script(network.eval()).save(\"NAME.pt\")"};
    network.eval();
    insertCheckpoints(network);
    auto model = std::make_shared<TorchDepthModel>(manifest, std::move(network), device);
    if (const auto tried = model->tryOut(); !tried) return tried.error();
    return std::shared_ptr<DepthModel>(std::move(model));
  } catch (const c10::Error& fault) {
    return explainTorchFault(fault.what_without_backtrace(), TorchStep::load, manifest);
  } catch (const std::exception& fault) {
    return explainTorchFault(fault.what(), TorchStep::load, manifest);
  }
}

} // namespace fillscope
