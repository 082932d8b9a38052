#pragma once
#include "core/inference/depth_model.h"
#include "core/inference/network.h"
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace fillscope {

/// Which networks there are: every manifest.json below the given folders (three levels), and every NAME.json
/// beside a network's file NAME.pt, .pth, .ts, .torchscript or .onnx. Thread-safe. A broken manifest is
/// listed with its error rather than hidden, under the name of its folder or file; of two with one id the
/// earlier folder's counts. A network that is being replaced is listed once (network_place.h).
class ModelRegistry {
 public:
  struct Entry {
    std::string id;
    std::filesystem::path manifestFile;
    Result<ModelManifest> manifest;
  };
  explicit ModelRegistry(std::vector<std::filesystem::path> folders);
  void setLoader(ModelEngine engine, NetworkLoader loader);
  void rescan();
  std::vector<Entry> entries() const;
  /// id: of an entry, or the path of a manifest or of the folder that holds one. Loads on first use and keeps
  /// it until rescan(); one that was replaced since the last scan is loaded as it is now. Takes seconds the
  /// first time: call it in a job. Errors: notFound (with the ids there
  /// are), badInput (the manifest's error, a wrong SHA-256, the loader's), unsupported (no loader for the
  /// engine: says which this build has).
  Result<std::shared_ptr<Network>> network(const std::string& id);
  /// The same for a network that turns the whole picture into depth; badInput for one that finds corners or
  /// looks through the rim. It shares the loaded network with network(id): one call at a time over both.
  Result<std::shared_ptr<DepthModel>> depthModel(const std::string& id);

 private:
  /// What to load, or what is loaded already.
  struct Loading {
    ModelManifest manifest;
    std::filesystem::path manifestFile;
    NetworkLoader loader;
    std::shared_ptr<Network> loaded;
    int scan = 0; ///< which scan the manifest is of
  };
  Result<Loading> prepare(const std::string& id) const;
  Result<Loading> prepared(const ModelManifest& manifest, const std::filesystem::path& manifestFile) const;
  Result<Loading> checked(const Loading& toLoad) const;

  const std::vector<std::filesystem::path> folders_;
  std::map<ModelEngine, NetworkLoader> loaders_;
  std::mutex loadMutex_; ///< one network is loaded at a time; taken before mutex_
  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
  std::map<std::string, std::shared_ptr<Network>> loaded_;
  int scan_ = 0; ///< counts rescans: what was begun before one is not kept after it
};

/// In order: $FILLSCOPE_MODELS (absolute folders, colon-separated), the user's XDG data folder, ../share and
/// ../models beside the executable's folder, the system's XDG data folders; the XDG ones with
/// fillscope/models below them.
std::vector<std::filesystem::path> defaultModelFolders(const std::filesystem::path& executable);

} // namespace fillscope
