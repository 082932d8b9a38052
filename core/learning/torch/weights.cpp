#include "core/base/file_io.h"
#include "core/learning/torch/named_tensors.h"
#include "core/learning/torch/networks.h"
#include <algorithm>
#include <istream>
#include <map>
#include <set>
#include <streambuf>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>
#include <torch/csrc/jit/serialization/pickle.h>

namespace fillscope {
namespace {

enum class Fit { exact, withRoom };

/// Other keypoints are another task: a larger network has none of its own to add.
Result<void> checkAnswers(const TrainableNetwork& network, const NamedTensors& weights,
                          const std::string& where) {
  const auto own = tensorsOf(network);
  for (const auto& unit : network.answerUnits())
    for (const auto& [name, tensor] : own) {
      if (name != unit + ".conv.bias") continue;
      for (const auto& [given, theirs] : weights)
        if (given == name && theirs.sizes() != tensor.sizes())
          return Error{ErrorCode::badInput, "these weights are of a network that finds other keypoints or classes", where,
                       "take the same ones, or choose other weights"};
    }
  return {};
}

bool isOf(const std::string& name, const std::string& unit) {
  return name.size() > unit.size() && name.compare(0, unit.size(), unit) == 0 && name[unit.size()] == '.';
}

/// Whether weights are of a network of the same kind: they have this one's answer.
bool hasAnswers(const TrainableNetwork& network, const NamedTensors& weights) {
  const auto units = network.answerUnits();
  return std::all_of(units.begin(), units.end(), [&](const std::string& unit) {
    return std::any_of(weights.begin(), weights.end(),
                       [&](const auto& entry) { return isOf(entry.first, unit); });
  });
}

/// Of the unit what both have; all else this network's own first weights.
Result<NamedTensors> sharedWeights(const NamedTensors& own, const NamedTensors& given,
                                   const std::string& unit, const std::string& where) {
  NamedTensors shared;
  std::size_t taken = 0;
  for (const auto& [name, tensor] : own) {
    const auto* theirs = isOf(name, unit) ? findTensor(given, name) : nullptr;
    shared.emplace_back(name, theirs ? *theirs : tensor);
    taken += theirs != nullptr;
  }
  if (taken > 0) return shared;
  return Error{ErrorCode::badInput, "these weights are of a network that sees pictures another way", where,
               "take those of a corners network or of a classifier"};
}

Result<void> assign(TrainableNetwork& network, NamedTensors weights, const std::string& where, Fit fit) {
  const auto own = tensorsOf(network);
  if (const std::string shared = network.sharedUnit();
      fit == Fit::withRoom && !shared.empty() && !hasAnswers(network, weights)) {
    auto taken = sharedWeights(own, weights, shared, where);
    if (!taken) return taken.error();
    return growTensors(*taken, own, where);
  }
  const std::string latest = network.latestUnit();
  const bool older = std::none_of(weights.begin(), weights.end(), [&](const auto& entry) {
    return isOf(entry.first, latest);
  });
  if (!latest.empty() && older)
    for (const auto& entry : own)
      if (isOf(entry.first, latest)) weights.push_back(entry);
  if (weights.size() > own.size())
    return Error{ErrorCode::badInput, "these weights belong to a network with more layers", where,
                 "choose weights of the same kind, channels, blocks and keypoints"};
  if (fit == Fit::exact) return copyTensors(weights, own, where);
  if (const auto right = checkAnswers(network, weights, where); !right) return right.error();
  return growTensors(weights, own, where);
}

/// Undoes the folding of batch norm into a convolution's weight and bias.
void unfold(NamedTensors& weights, const std::string& unit, const torch::Tensor& folded,
            const torch::Tensor& bias, const torch::Tensor& norm) {
  constexpr double eps = 1e-5; // of torch::nn::BatchNorm2d
  const auto gain = norm[0].to(torch::kDouble);
  const auto factor = gain / torch::sqrt(norm[3].to(torch::kDouble) + eps);
  // A plane that batch norm switched off has lost its weights; it stays off.
  const auto safe = torch::where(factor == 0, torch::ones_like(factor), factor);
  weights.emplace_back(unit + ".conv.weight",
                       (folded.to(torch::kDouble) / safe.view({-1, 1, 1, 1})).to(torch::kFloat));
  weights.emplace_back(unit + ".norm.weight", norm[0]);
  // Not norm[1]: where a file is the mean of several, weight and bias are what it computes with.
  weights.emplace_back(unit + ".norm.bias",
                       (bias.to(torch::kDouble) + norm[2].to(torch::kDouble) * factor).to(torch::kFloat));
  weights.emplace_back(unit + ".norm.running_mean", norm[2]);
  weights.emplace_back(unit + ".norm.running_var", norm[3]);
}

/// An exported network's attributes as the weights that it was made from.
NamedTensors exportedWeights(const torch::jit::Module& script, const TrainableNetwork& network) {
  std::map<std::string, torch::Tensor> attributes;
  std::set<std::string> known;
  NamedTensors weights;
  for (const auto& item : script.named_attributes(false))
    if (item.value.isTensor()) attributes[item.name] = item.value.toTensor();
  for (const auto& item : network.named_modules({}, false)) {
    const auto* unit = dynamic_cast<const ConvUnitImpl*>(item.value().get());
    if (!unit) continue;
    const std::string name = attributeName(item.key());
    known.insert(name + "_weight");
    const auto weight = attributes.find(name + "_weight");
    const auto bias = attributes.find(name + "_bias");
    const auto norm = attributes.find(name + "_norm");
    if (weight == attributes.end() || bias == attributes.end()) continue;
    if (unit->norm && norm != attributes.end()) {
      if (norm->second.dim() != 2 || norm->second.size(0) != 4 ||
          norm->second.size(1) != weight->second.size(0))
        continue;
      unfold(weights, item.key(), weight->second, bias->second, norm->second);
      // Counts the batches that the running figures are made of; training goes on without it.
      weights.emplace_back(item.key() + ".norm.num_batches_tracked", torch::zeros({}, torch::kLong));
    } else if (!unit->norm) {
      weights.emplace_back(item.key() + ".conv.weight", weight->second);
      weights.emplace_back(item.key() + ".conv.bias", bias->second);
    }
  }
  // Of blocks or levels that this network lacks: whoever takes the weights refuses them by name.
  const std::string end = "_weight";
  for (const auto& [name, tensor] : attributes)
    if (name.size() > end.size() && name.ends_with(end) && !known.contains(name))
      weights.emplace_back(name, tensor);
  return weights;
}

/// A stream over bytes that are not copied.
class ByteBuffer : public std::streambuf {
 public:
  explicit ByteBuffer(std::string_view bytes) {
    auto* begin = const_cast<char*>(bytes.data());
    setg(begin, begin, begin + bytes.size());
  }

 protected:
  pos_type seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode) override {
    char* base = from == std::ios_base::beg ? eback() : from == std::ios_base::cur ? gptr() : egptr();
    if (offset < eback() - base || offset > egptr() - base) return pos_type(off_type(-1));
    setg(eback(), base + offset, egptr());
    return gptr() - eback();
  }
  pos_type seekpos(pos_type position, std::ios_base::openmode which) override {
    return seekoff(off_type(position), std::ios_base::beg, which);
  }
};

Result<void> fromBytes(TrainableNetwork& network, std::string_view bytes, const std::string& where,
                       Fit fit) {
  try {
    const auto value = unpickled(bytes);
    NamedTensors weights;
    for (const auto& item : value.toGenericDict())
      weights.emplace_back(item.key().toStringRef(), item.value().toTensor());
    return assign(network, weights, where, fit);
  } catch (const std::exception&) {
    return Error{ErrorCode::badInput,
                 "this file holds no weights of a network, or it was copied incompletely", where,
                 "choose a file of weights or a network.pt that FillScope wrote"};
  }
}

Result<void> fromFile(TrainableNetwork& network, const std::filesystem::path& path, Fit fit) {
  auto bytes = readFile(path);
  if (!bytes) return bytes.error();
  try {
    ByteBuffer buffer(*bytes);
    std::istream stream(&buffer);
    return assign(network, exportedWeights(torch::jit::load(stream, torch::kCPU), network), path.string(),
                  fit);
  } catch (const std::exception&) {
    // No TorchScript, then a file of weights or nothing of ours.
  }
  return fromBytes(network, *bytes, path.string(), fit);
}

} // namespace

std::string weightsToBytes(const TrainableNetwork& network) {
  c10::Dict<std::string, torch::Tensor> dictionary;
  for (const auto& [name, tensor] : tensorsOf(network))
    dictionary.insert(name, tensor.detach().cpu().contiguous());
  const auto bytes = torch::jit::pickle_save(dictionary);
  return {bytes.begin(), bytes.end()};
}

Result<void> weightsFromBytes(TrainableNetwork& network, std::string_view bytes, const std::string& where) {
  return fromBytes(network, bytes, where, Fit::exact);
}

Result<void> saveWeights(const TrainableNetwork& network, const std::filesystem::path& path) {
  return writeFileAtomically(path, weightsToBytes(network));
}

Result<void> loadWeights(TrainableNetwork& network, const std::filesystem::path& path) {
  return fromFile(network, path, Fit::exact);
}

Result<void> growWeights(TrainableNetwork& network, const std::filesystem::path& path) {
  return fromFile(network, path, Fit::withRoom);
}

Result<void> growWeights(TrainableNetwork& network, const NamedTensors& weights, const std::string& where) {
  return assign(network, weights, where, Fit::withRoom);
}

} // namespace fillscope
