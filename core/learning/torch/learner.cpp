#include "core/learning/torch/learner.h"
#include "core/learning/bfloat16.h"
#include <ATen/autocast_mode.h>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <torch/cuda.h>
#include <torch/utils.h>

namespace fillscope {
namespace {

constexpr double largestGradient = 5, averageDecay = 0.999, lastRateShare = 0.01;
constexpr int mostFailures = 20;

torch::Device trainingDevice() {
  return torch::cuda::is_available() ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
}

/// bfloat16 where it is safe, for as long as it lives.
class MixedPrecision {
 public:
  MixedPrecision(bool on, bool onGpu)
      : on_(on)
      , onGpu_(onGpu) {
    if (!on_) return;
    if (onGpu_)
      at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
    else
      at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    enable(true);
  }
  ~MixedPrecision() {
    if (!on_) return;
    at::autocast::clear_cache();
    enable(false);
  }
  MixedPrecision(const MixedPrecision&) = delete;
  MixedPrecision& operator=(const MixedPrecision&) = delete;

 private:
  void enable(bool enabled) const {
    if (onGpu_)
      at::autocast::set_enabled(enabled);
    else
      at::autocast::set_cpu_enabled(enabled);
  }

  const bool on_, onGpu_;
};

torch::Tensor inputOn(const torch::Tensor& input, torch::Device device) {
  return input.to(device).contiguous(torch::MemoryFormat::ChannelsLast);
}

std::vector<torch::Tensor> copiesOf(const std::vector<torch::Tensor>& tensors) {
  std::vector<torch::Tensor> copies;
  for (const auto& tensor : tensors)
    copies.push_back(tensor.clone());
  return copies;
}

void moveTargets(TaskBatch& batch, torch::Device device) {
  for (auto& [name, tensor] : batch.targets)
    tensor = tensor.to(device);
}

} // namespace

Learner::Learner(const TrainingConfig& config, const TrainingTaskKind& task, long steps)
    : config_(config)
    , task_(task)
    , steps_(steps)
    , device_(trainingDevice())
    , mixed_(device_.is_cuda() ? config.mixedPrecision : config.cpuBfloat16 && isBfloat16Fast()) {
  torch::manual_seed(config.seed);
  network_ = makeNetwork(config);
  average_ = makeNetwork(config);
  network_->to(device_);
  average_->to(device_);
  for (auto& parameter : average_->parameters())
    parameter.requires_grad_(false);
  network_->train();
  average_->eval();
  if (const auto copied = copyTensors(tensorsOf(*network_), tensorsOf(*average_), {}); !copied)
    throw std::runtime_error(copied.error().sentence());
  optimiser_.emplace(*network_, *average_, config.weightDecay);
}

double Learner::learningRate(long step) const {
  const auto done = static_cast<double>(step), all = static_cast<double>(steps_);
  // A short training warms up for a quarter of its length at most.
  const double warmUp = std::min(config_.warmUpSteps, all / 4);
  if (done < warmUp) return config_.learningRate * (done + 1) / std::max(warmUp, 1.0);
  const double course = (done - warmUp) / std::max(all - warmUp, 1.0);
  const double fall = 0.5 * (1 + std::cos(std::numbers::pi * std::min(1.0, course)));
  return config_.learningRate * (lastRateShare + (1 - lastRateShare) * fall);
}

Result<StepResult> Learner::step(TaskBatch batch, long step) {
  // Whatever a network draws is a function of the step, so that a training goes on where it was stopped.
  torch::manual_seed(config_.seed + static_cast<std::uint64_t>(step) + 1);
  StepResult result;
  result.learningRate = learningRate(step);

  moveTargets(batch, device_);
  batch.input = inputOn(batch.input, device_);
  optimiser_->forgetGradients();
  // Looking at a batch already changes batch norm's running figures.
  const auto figures = copiesOf(network_->buffers());
  Outputs outputs;
  {
    const MixedPrecision mixed(mixed_, device_.is_cuda());
    outputs = network_->forward(batch.input);
  }
  const TaskLoss loss = task_.loss(outputs, batch);
  result.loss = loss.total.item<double>();
  bool finite = std::isfinite(result.loss);
  double norm = 0;
  if (finite) {
    for (const auto& [name, value] : loss.parts)
      result.parts[name] = value.item<double>();
    loss.total.backward();
    norm = optimiser_->gradientNorm();
    finite = std::isfinite(norm);
  }
  if (!finite) putBack(figures);
  failures_ = finite ? 0 : failures_ + 1;
  if (failures_ >= mostFailures)
    return Error{ErrorCode::badInput,
                 "the loss is no number any more after " + std::to_string(step) + " steps", "learning_rate",
                 "choose a lower learning rate, or look for samples with wrong depth"};
  if (finite) {
    const auto done = static_cast<double>(step);
    optimiser_->step(result.learningRate, std::min(1.0, largestGradient / (norm + 1e-6)),
                     std::min(averageDecay, (1 + done) / (10 + done)));
  }
  return result;
}

void Learner::putBack(const std::vector<torch::Tensor>& figures) {
  const torch::NoGradGuard constant;
  const auto own = network_->buffers();
  for (std::size_t k = 0; k < own.size(); ++k)
    own[k].copy_(figures[k]);
}

Learner::Evaluated Learner::evaluate(const TaskBatch& batch) {
  const torch::NoGradGuard constant;
  TaskBatch moved = batch;
  moveTargets(moved, device_);
  moved.input = inputOn(batch.input, device_);
  const auto outputs = average_->forward(moved.input);
  const auto loss = task_.loss(outputs, moved);
  Evaluated evaluated;
  evaluated.losses["loss"] = loss.total.item<double>();
  for (const auto& [name, value] : loss.parts)
    evaluated.losses[name] = value.item<double>();
  for (const auto& output : outputs)
    evaluated.outputs.push_back(output.to(torch::kCPU).contiguous());
  return evaluated;
}

Checkpoint Learner::snapshot(std::string state) const {
  Checkpoint checkpoint{std::move(state), tensorsOf(*network_), tensorsOf(*average_), {}, {}};
  optimiser_->save(checkpoint);
  return checkpoint;
}

Result<void> Learner::restore(const Checkpoint& checkpoint, const std::string& where) {
  if (const auto copied = copyTensors(checkpoint.weights, tensorsOf(*network_), where); !copied)
    return copied.error();
  if (const auto copied = copyTensors(checkpoint.average, tensorsOf(*average_), where); !copied)
    return copied.error();
  // What no loss has reached yet has no moments; what has some has both, of its own shape.
  NamedTensors moved;
  for (const auto& parameter : network_->named_parameters())
    if (findTensor(checkpoint.first, parameter.key()) || findTensor(checkpoint.second, parameter.key()))
      moved.emplace_back(parameter.key(), torch::zeros_like(parameter.value()));
  for (const auto* moments : {&checkpoint.first, &checkpoint.second})
    if (const auto whole = copyTensors(*moments, moved, where); !whole) return whole.error();
  optimiser_->load(checkpoint);
  return {};
}

Result<void> Learner::saveAverage(const std::filesystem::path& weights,
                                  const std::filesystem::path& exportFolder,
                                  const std::map<std::string, double>& validation) {
  if (const auto saved = saveWeights(*average_, weights); !saved) return saved.error();
  if (const auto exported = exportNetwork(*average_, config_, exportFolder, validation); !exported)
    return exported.error();
  return {};
}

Result<void> Learner::startFrom(const std::filesystem::path& path) {
  if (const auto checkpoint = loadCheckpoint(path)) {
    if (const auto larger = growWeights(*average_, checkpoint->average, path.string()); !larger)
      return larger.error();
    optimiser_->load(*checkpoint);
  } else if (const auto loaded = growWeights(*average_, path); !loaded) {
    return loaded.error();
  }
  return copyTensors(tensorsOf(*average_), tensorsOf(*network_), path.string());
}

} // namespace fillscope
