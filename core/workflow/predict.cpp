#include "core/workflow/predict.h"

namespace fillscope {
namespace {

Result<std::string> onlyDepthNetwork(const ModelRegistry& registry) {
  std::string found, all;
  int count = 0;
  for (const auto& entry : registry.entries()) {
    if (!entry.manifest || entry.manifest->task != ModelTask::depth) continue;
    found = entry.id;
    all += (count++ ? ", " : "") + entry.id;
  }
  if (count == 1) return found;
  if (count == 0)
    return Error{ErrorCode::notFound,
                 "there is no depth network",
                 {},
                 "put a network with its manifest into a folder of FILLSCOPE_MODELS or "
                 "~/.local/share/fillscope/models"};
  return Error{ErrorCode::badInput, "there are several depth networks: " + all, {}, "name one"};
}

} // namespace

Result<DepthMap> predictDepth(ModelRegistry& registry, const std::string& id, const Image& image,
                              const Progress& progress) {
  std::string chosen = id;
  if (chosen.empty()) {
    auto only = onlyDepthNetwork(registry);
    if (!only) return only.error();
    chosen = *only;
  }
  progress.report(-1, "loading " + chosen);
  auto model = registry.depthModel(chosen);
  if (!model) return model.error();
  if (progress.cancelled()) return cancelledError();
  return (*model)->predict(image, progress);
}

} // namespace fillscope
