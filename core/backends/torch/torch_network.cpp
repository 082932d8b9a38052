#include "core/backends/torch/torch_network.h"
#include "core/backends/torch/torch_checkpoints.h"
#include "core/backends/torch/torch_errors.h"
#include "core/inference/network_answer.h"
#include <ATen/Parallel.h>
#include <algorithm>
#include <thread>
#include <torch/cuda.h>
#include <torch/script.h>
#include <torch/version.h>

namespace fillscope {
namespace {

/// LibTorch's own count starts at 1 on some machines, and OpenMP keeps one a thread: every entry sets it.
void useAllCores() {
  const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  if (at::get_num_threads() != cores) at::set_num_threads(cores);
}

Result<Tensor> asTensor(const torch::Tensor& output, const ModelManifest& manifest) {
  Tensor tensor;
  tensor.shape.assign(output.sizes().begin(), output.sizes().end());
  if (!output.is_floating_point()) return wrongAnswer(manifest, shapeText(tensor.shape) + " whole numbers");
  const torch::Tensor plain = output.to(torch::kCPU, torch::kFloat32).contiguous();
  const float* values = plain.data_ptr<float>();
  tensor.values.assign(values, values + plain.numel());
  return tensor;
}

/// A tensor, a list of tensors or a tuple of tensors: all of them are seen.
Result<std::vector<Tensor>> asTensors(const c10::IValue& answer, const ModelManifest& manifest) {
  std::vector<c10::IValue> parts{answer};
  if (answer.isTuple())
    parts.assign(answer.toTupleRef().elements().begin(), answer.toTupleRef().elements().end());
  if (answer.isList()) {
    const auto list = answer.toList();
    parts.clear();
    for (std::size_t i = 0; i < list.size(); ++i)
      parts.push_back(list.get(i));
  }
  std::vector<Tensor> tensors;
  for (const c10::IValue& part : parts) {
    if (!part.isTensor()) return wrongAnswer(manifest, "a value of the type " + part.type()->repr_str());
    auto tensor = asTensor(part.toTensor(), manifest);
    if (!tensor) return tensor.error();
    tensors.push_back(*std::move(tensor));
  }
  return tensors;
}

class TorchNetwork : public Network {
 public:
  TorchNetwork(ModelManifest manifest, torch::jit::Module network, torch::Device device)
      : manifest_(std::move(manifest))
      , network_(std::move(network))
      , device_(device) {}

  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return device_.str(); }

  /// One run on an empty input: are sizes and answer what the manifest says?
  Result<void> tryOut() {
    Tensor empty{{1, inputPlanes(manifest_), manifest_.inputHeight, manifest_.inputWidth}, {}};
    empty.values.resize(static_cast<std::size_t>(inputPlanes(manifest_)) *
                        static_cast<std::size_t>(manifest_.inputWidth) *
                        static_cast<std::size_t>(manifest_.inputHeight));
    const auto outputs = forward(empty, {}, TorchStep::tryOut);
    if (!outputs) return outputs.error();
    return checkAnswer(manifest_, *outputs);
  }

  Result<std::vector<Tensor>> run(const Tensor& input, const Progress& progress) override {
    if (progress.cancelled()) return cancelledError();
    return forward(input, progress, TorchStep::predict);
  }

 private:
  Result<std::vector<Tensor>> forward(const Tensor& input, const Progress& progress, TorchStep step) {
    try {
      const c10::InferenceMode inference;
      useAllCores();
      // LibTorch has no const view; the network must not write into its input.
      const auto tensor =
          torch::from_blob(const_cast<float*>(input.values.data()), input.shape, torch::kFloat32);
      CheckpointWatch watch(progress, checkpoints_);
      const auto answer = network_.forward({tensor.to(device_)});
      checkpoints_ = watch.passed();
      return asTensors(answer, manifest_);
    } catch (const c10::Error& fault) {
      return progress.cancelled()
                 ? cancelledError()
                 : explainTorchFault(fault.what_without_backtrace(), step, manifest_, TORCH_VERSION);
    } catch (const std::exception& fault) {
      return progress.cancelled() ? cancelledError()
                                  : explainTorchFault(fault.what(), step, manifest_, TORCH_VERSION);
    }
  }

  const ModelManifest manifest_;
  torch::jit::Module network_;
  const torch::Device device_;
  long checkpoints_ = 0; ///< that a run passes, known from the last one
};

} // namespace

Result<std::shared_ptr<Network>> makeTorchNetwork(const ModelManifest& manifest) {
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
    auto loaded = std::make_shared<TorchNetwork>(manifest, std::move(network), device);
    if (const auto tried = loaded->tryOut(); !tried) return tried.error();
    return std::shared_ptr<Network>(std::move(loaded));
  } catch (const c10::Error& fault) {
    return explainTorchFault(fault.what_without_backtrace(), TorchStep::load, manifest, TORCH_VERSION);
  } catch (const std::exception& fault) {
    return explainTorchFault(fault.what(), TorchStep::load, manifest, TORCH_VERSION);
  }
}

} // namespace fillscope
