#pragma once
#include "core/inference/depth_model.h"
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace fillscope {

/// Makes a DepthModel from a manifest; one per engine, given by the application (backends are leaves).
using DepthModelLoader = Result<std::shared_ptr<DepthModel>> (*)(const ModelManifest& manifest);

/// Which networks there are: every manifest below the given folders. Thread-safe. A broken manifest is listed with
/// its error rather than hidden.
class ModelRegistry {
 public:
  struct Entry { std::string id; std::filesystem::path manifestFile; Result<ModelManifest> manifest; };
  explicit ModelRegistry(std::vector<std::filesystem::path> folders);
  void setLoader(ModelEngine engine, DepthModelLoader loader);
  void rescan();
  std::vector<Entry> entries() const;
  /// Loads on first use and keeps it. Errors: notFound (with the ids there are), badInput, unsupported.
  Result<std::shared_ptr<DepthModel>> depthModel(const std::string& id);

 private:
  std::vector<std::filesystem::path> folders_;
  std::map<ModelEngine, DepthModelLoader> loaders_;
  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
  std::map<std::string, std::shared_ptr<DepthModel>> loaded_;
};

/// $FILLSCOPE_MODELS (colon-separated), XDG data folders + fillscope/models, and models/ beside the installation.
std::vector<std::filesystem::path> defaultModelFolders(const std::filesystem::path& executable);

} // namespace fillscope
