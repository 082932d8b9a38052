#include "core/backends/torch/torch_errors.h"
#include "core/inference/network_answer.h"
#include <algorithm>
#include <cctype>
#include <string>

namespace fillscope {
namespace {

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// The name that follows a marker: "Unknown builtin op: aten::gelu." → "aten::gelu".
std::string nameAfter(std::string_view text, std::string_view marker) {
  const auto at = text.find(marker);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + marker.size());
  std::size_t length = 0;
  while (length < text.size() && (std::isalnum(static_cast<unsigned char>(text[length])) ||
                                  text[length] == ':' || text[length] == '_'))
    ++length;
  return std::string(text.substr(0, length));
}

/// TorchScript's interpreter puts the reason last ("RuntimeError: …"), other faults put it first.
std::string tellingLine(std::string_view what) {
  const auto reason = what.rfind("RuntimeError: ");
  if (reason != std::string_view::npos)
    what.remove_prefix(reason + std::string_view("RuntimeError: ").size());
  std::string line(what.substr(0, what.find('\n')));
  while (!line.empty() && (std::isspace(static_cast<unsigned char>(line.back())) || line.back() == '.'))
    line.pop_back();
  constexpr std::size_t longest = 240;
  if (line.size() > longest) line = line.substr(0, longest) + "…";
  return line;
}

Error newerOperator(const std::string& name, const std::string& file, const std::string& version) {
  const bool attention = holds(name, "scaled_dot_product_attention");
  return {
      ErrorCode::unsupported,
      "this network uses the operator " + name + ", which LibTorch " + version +
          " does not have: it was exported by a newer PyTorch",
      file,
      attention
          ? "export it again with attention written out as two products and a softmax (in timm: environment "
            "variable TIMM_FUSED_ATTN=0), or from PyTorch " +
                version
          : "export it again from PyTorch " + version + ", or with that operator written out"};
}

} // namespace

Error explainTorchFault(std::string_view what, TorchStep step, const ModelManifest& manifest,
                        std::string_view version) {
  const std::string file = manifest.file.string(), reader(version);
  if (const auto name = nameAfter(what, "Unknown builtin op: "); !name.empty())
    return newerOperator(name, file, reader);
  if (const auto name = nameAfter(what, "Could not find operator "); !name.empty())
    return newerOperator(name, file, reader);
  if (holds(what, "maximum supported version"))
    return {ErrorCode::unsupported,
            "this network was written by a PyTorch newer than LibTorch " + reader + " can read", file,
            "export it again from PyTorch " + reader};
  if (holds(what, "out of memory") || holds(what, "can't allocate memory") || holds(what, "bad_alloc"))
    return {ErrorCode::tryAgain, "there is not enough memory for this network", file,
            "close other programs, or choose a smaller network or a smaller input size"};
  if (step == TorchStep::load) {
    if (holds(what, "constants.pkl") || holds(what, "_load_from_state_dict"))
      return {ErrorCode::badInput, "this file holds a network's weights alone, not the network", file,
              "save it with torch.jit.script(network.eval()).save(\"NAME.pt\")"};
    if (holds(what, "PytorchStreamReader") || holds(what, "central directory") ||
        holds(what, "zip archive") || holds(what, "not a ZIP"))
      return {ErrorCode::badInput, "this is no TorchScript file, or it was copied incompletely", file,
              "save it with torch.jit.script(network.eval()).save(\"NAME.pt\") and copy it again"};
    return {ErrorCode::badInput, "LibTorch cannot read this network: " + tellingLine(what), file, {}};
  }
  if (step == TorchStep::tryOut)
    return {ErrorCode::badInput,
            "the network does not accept a picture of " +
                shapeText({1, inputPlanes(manifest), manifest.inputHeight, manifest.inputWidth}) +
                ", as its manifest says: " + tellingLine(what),
            file, "mend input.width and input.height in the manifest"};
  return {ErrorCode::badInput, "the network failed on this picture: " + tellingLine(what), file, {}};
}

} // namespace fillscope
