#include "core/learning/torch/checkpoint.h"
#include "core/base/file_io.h"
#include "core/learning/event_log.h"
#include <ATen/core/Dict.h>
#include <array>
#include <torch/csrc/jit/serialization/pickle.h>

namespace fillscope {
namespace {

using TensorDict = c10::Dict<std::string, torch::Tensor>;

struct Part {
  const char* name;
  NamedTensors Checkpoint::*tensors;
};
constexpr std::array<Part, 4> parts{{{"weights", &Checkpoint::weights},
                                     {"average", &Checkpoint::average},
                                     {"first", &Checkpoint::first},
                                     {"second", &Checkpoint::second}}};

std::uint32_t checksum(const Checkpoint& checkpoint) {
  std::uint32_t crc = crc32c(checkpoint.state.data(), checkpoint.state.size());
  for (const auto& part : parts)
    for (const auto& [name, tensor] : checkpoint.*part.tensors) {
      crc = crc32c(name.data(), name.size(), crc);
      const auto flat = tensor.contiguous();
      crc = crc32c(flat.data_ptr(), flat.nbytes(), crc);
    }
  return crc;
}

Error damaged(const std::filesystem::path& path) {
  return {ErrorCode::badInput, "is no checkpoint of a training, or is damaged", path.string(),
          "remove it to train from the start"};
}

Checkpoint unpacked(const c10::IValue& value) {
  Checkpoint checkpoint;
  const auto fields = value.toGenericDict();
  checkpoint.state = fields.at("state").toStringRef();
  for (const auto& part : parts)
    for (const auto& entry : fields.at(part.name).toGenericDict())
      (checkpoint.*part.tensors).emplace_back(entry.key().toStringRef(), entry.value().toTensor());
  if (fields.at("checksum").toInt() != static_cast<std::int64_t>(checksum(checkpoint)))
    throw std::runtime_error("checksum");
  return checkpoint;
}

} // namespace

Result<void> saveCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint) {
  try {
    Checkpoint here{checkpoint.state, {}, {}, {}, {}};
    c10::impl::GenericDict file(c10::StringType::get(), c10::AnyType::get());
    file.insert("state", checkpoint.state);
    for (const auto& part : parts) {
      TensorDict tensors;
      for (const auto& [name, tensor] : checkpoint.*part.tensors) {
        const auto copy = tensor.detach().to(torch::kCPU).contiguous();
        (here.*part.tensors).emplace_back(name, copy);
        tensors.insert(name, copy);
      }
      file.insert(part.name, tensors);
    }
    file.insert("checksum", static_cast<std::int64_t>(checksum(here)));
    const std::vector<char> bytes = torch::jit::pickle_save(file);
    return writeFileAtomically(path, {bytes.data(), bytes.size()});
  } catch (const std::exception& fault) {
    return Error{ErrorCode::ioFailure,
                 std::string("the checkpoint cannot be written: ") + fault.what(),
                 path.string(),
                 {}};
  }
}

Result<Checkpoint> loadCheckpoint(const std::filesystem::path& path) {
  const auto bytes = readFile(path);
  if (!bytes) return bytes.error();
  try {
    return unpacked(unpickled(*bytes));
  } catch (const std::exception&) {
    return damaged(path);
  }
}

} // namespace fillscope
