#include "core/workflow/choose_network.h"
#include "core/inference/model_manifest.h"
#include <algorithm>

namespace fillscope {
namespace {

struct UseWords {
  const char *shipped, *name;
};

UseWords wordsFor(NetworkUse use) {
  switch (use) {
  case NetworkUse::corners:
    return {"box-corners", "corners network"};
  case NetworkUse::rimDepth:
    return {"box-depth", "depth network that looks through the rim"};
  case NetworkUse::classes:
    return {"", "classes network"};
  case NetworkUse::denoiser:
    return {"depth-denoiser", "denoiser"};
  case NetworkUse::pictureDepth:
    break;
  }
  return {"", "depth network"};
}

std::string joined(const std::vector<std::string>& ids) {
  std::string all;
  for (const auto& id : ids)
    all += (all.empty() ? "" : ", ") + id;
  return all;
}

Result<std::string> onlyOne(const std::vector<std::string>& ids, const std::string& name) {
  if (ids.size() == 1) return ids.front();
  if (ids.empty())
    return Error{ErrorCode::notFound,
                 "there is no " + name,
                 {},
                 "put a network with its manifest into a folder of FILLSCOPE_MODELS or "
                 "~/.local/share/fillscope/models"};
  return Error{ErrorCode::badInput, "there are several " + name + "s: " + joined(ids), {}, "name one"};
}

} // namespace

NetworkUse useOf(const ModelManifest& manifest) {
  if (manifest.task == ModelTask::corners) return NetworkUse::corners;
  if (manifest.task == ModelTask::classes) return NetworkUse::classes;
  if (manifest.task == ModelTask::denoiser) return NetworkUse::denoiser;
  return manifest.looksThroughRim() ? NetworkUse::rimDepth : NetworkUse::pictureDepth;
}

bool serves(const ModelManifest& manifest, NetworkUse use) { return useOf(manifest) == use; }

std::vector<std::string> networksFor(const ModelRegistry& registry, NetworkUse use) {
  std::vector<std::string> ids;
  for (const auto& entry : registry.entries())
    if (entry.manifest && serves(*entry.manifest, use)) ids.push_back(entry.id);
  return ids;
}

Result<std::string> chooseNetwork(const ModelRegistry& registry, const std::string& id, NetworkUse use) {
  if (!id.empty()) return id;
  const auto ids = networksFor(registry, use);
  const UseWords words = wordsFor(use);
  if (std::find(ids.begin(), ids.end(), words.shipped) != ids.end()) return std::string(words.shipped);
  return onlyOne(ids, words.name);
}

std::string weightsNamed(const ModelRegistry& registry, const std::string& idOrPath) {
  std::error_code ignored;
  const std::filesystem::path path =
      std::filesystem::is_directory(idOrPath, ignored) ? idOrPath + "/manifest.json" : idOrPath;
  if (std::filesystem::is_regular_file(path, ignored)) {
    const auto manifest = path.extension() == ".json" ? loadManifest(path) : Result<ModelManifest>(Error{});
    return manifest ? manifest->file.string() : idOrPath;
  }
  for (const auto& entry : registry.entries())
    if (entry.id == idOrPath && entry.manifest) return entry.manifest->file.string();
  return idOrPath;
}

Result<std::string> chooseDepthNetwork(const ModelRegistry& registry, const std::string& id) {
  if (!id.empty()) return id;
  if (auto rim = chooseNetwork(registry, id, NetworkUse::rimDepth)) return rim;
  auto ids = networksFor(registry, NetworkUse::rimDepth);
  const auto others = networksFor(registry, NetworkUse::pictureDepth);
  ids.insert(ids.end(), others.begin(), others.end());
  return onlyOne(ids, "depth network");
}

} // namespace fillscope
