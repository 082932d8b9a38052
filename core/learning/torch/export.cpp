#include "core/learning/examples.h"
#include "core/learning/network_folder.h"
#include "core/learning/torch/networks.h"
#include <ATen/CPUGeneratorImpl.h>
#include <algorithm>
#include <sstream>
#include <torch/autograd.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
constexpr double mostDifference = 1e-4;

/// On the CPU and in evaluation mode while it lives.
class Resting {
 public:
  explicit Resting(TrainableNetwork& network)
      : network_(network)
      , training_(network.is_training())
      , device_(network.parameters().front().device()) {
    network_.to(torch::kCPU);
    network_.eval();
  }
  ~Resting() {
    network_.to(device_);
    network_.train(training_);
  }
  Resting(const Resting&) = delete;
  Resting& operator=(const Resting&) = delete;

 private:
  TrainableNetwork& network_;
  bool training_;
  torch::Device device_;
};

/// A generator of its own: exporting amid a training changes nothing of it.
torch::Tensor randomInput(const TrainingConfig& config, int count) {
  return torch::randn({count, inputPlanes(config.network), config.inputSize, config.inputSize},
                      at::detail::createCPUGenerator(7), torch::TensorOptions());
}

torch::jit::Module script(TrainableNetwork& network, const TrainingConfig& config) {
  Tape tape(network);
  const auto outputs = network.answers(tape, tape.input(randomInput(config, 1)));
  torch::jit::Module module("FillScopeNetwork");
  for (const auto& [name, tensor] : tape.parameters())
    module.register_parameter(name, tensor, name.ends_with("_norm"));
  std::string names, types;
  for (const auto& output : outputs) {
    names += (names.empty() ? "" : ", ") + output.name;
    types += types.empty() ? "Tensor" : ", Tensor";
  }
  const bool several = outputs.size() > 1;
  module.define("def forward(self, x: Tensor) -> " + (several ? "Tuple[" + types + "]" : types) + ":\n" +
                tape.source() + "    return " + (several ? "(" + names + ")" : names) + "\n");
  module.eval();
  return module;
}

/// Greatest difference of any output on a random input, of another batch than the one recorded, over the
/// output's greatest number where that is above 1: floats have no more digits.
double difference(TrainableNetwork& network, torch::jit::Module& module, const TrainingConfig& config) {
  const auto input = randomInput(config, 2);
  const auto expected = network.answers(input);
  const auto answer = module.forward({input});
  double greatest = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto output =
        answer.isTuple() ? answer.toTupleRef().elements().at(i).toTensor() : answer.toTensor();
    const double scale = std::max(1.0, expected[i].abs().max().item<double>());
    const double off = (output - expected[i]).abs().max().item<double>() / scale;
    // Not std::max, which would lose a NaN.
    if (!(off <= greatest)) greatest = off;
  }
  return greatest;
}

/// The network's file, read back and tried. Error: badInput.
Result<std::string> networkFile(TrainableNetwork& network, const TrainingConfig& config) {
  torch::NoGradGuard noGradient;
  const Resting resting(network);
  std::ostringstream bytes;
  script(network, config).save(bytes);
  std::istringstream stream(bytes.str());
  auto loaded = torch::jit::load(stream, torch::kCPU);
  const double off = difference(network, loaded, config);
  if (!(off <= mostDifference))
    return Error{ErrorCode::badInput,
                 "the exported network answers otherwise than the trained one, by up to " +
                     std::to_string(off),
                 config.id, "its weights may have run out of bounds: train with a lower learning rate"};
  return bytes.str();
}

} // namespace

Result<fs::path> exportNetwork(TrainableNetwork& network, const TrainingConfig& config,
                               const fs::path& folder, const std::map<std::string, double>& validation) {
  const fs::path home = folder / config.id;
  try {
    const auto bytes = networkFile(network, config);
    if (!bytes) return bytes.error();
    ModelManifest manifest = manifestFor(config);
    manifest.engine = ModelEngine::torchScript;
    // Coordinates tell nothing of how sure they are; what a corner was worth on the whole stands in.
    if (const auto found = validation.find("pck02"); found != validation.end())
      manifest.corners.confidence = std::clamp(found->second, 0.0, 1.0);
    return writeNetworkFolder(home, *bytes, std::move(manifest), validation);
  } catch (const std::exception& fault) {
    return Error{ErrorCode::badInput,
                 std::string("the network cannot be exported: ") + fault.what(),
                 home.string(),
                 {}};
  }
}

} // namespace fillscope
