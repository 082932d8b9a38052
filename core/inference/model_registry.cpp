#include "core/inference/model_registry.h"
#include "core/inference/network_depth_model.h"
#include "core/inference/network_place.h"
#include "core/inference/sha256.h"
#include <algorithm>
#include <optional>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
constexpr int deepestFolder = 3;

const char* engineName(ModelEngine engine) { return engine == ModelEngine::onnx ? "ONNX" : "TorchScript"; }

/// manifest.json, or NAME.json beside a network's file of the same name.
bool isManifest(const fs::path& file) {
  if (file.filename() == "manifest.json") return true;
  if (file.extension() != ".json") return false;
  for (const char* suffix : {".pt", ".pth", ".ts", ".torchscript", ".onnx"}) {
    std::error_code ignored;
    if (fs::exists(fs::path(file).replace_extension(suffix), ignored)) return true;
  }
  return false;
}

std::vector<fs::path> manifestsBelow(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code fault;
  fs::recursive_directory_iterator walk(folder, fs::directory_options::skip_permission_denied, fault);
  for (; !fault && walk != fs::recursive_directory_iterator(); walk.increment(fault)) {
    std::error_code ignored;
    if (walk.depth() >= deepestFolder || (walk->is_directory(ignored) && isSparedNetworkFolder(walk->path())))
      walk.disable_recursion_pending();
    if (walk->is_regular_file(ignored) && isManifest(walk->path())) found.push_back(walk->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string guessedId(const fs::path& file) {
  return file.filename() == "manifest.json" ? file.parent_path().filename().string() : file.stem().string();
}

std::vector<ModelRegistry::Entry> scan(const std::vector<fs::path>& folders) {
  std::vector<ModelRegistry::Entry> entries;
  for (const auto& folder : folders)
    for (const auto& file : manifestsBelow(folder)) {
      auto manifest = loadManifest(file);
      const std::string id = manifest ? manifest->id : guessedId(file);
      const auto earlier =
          std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.id == id; });
      if (earlier != entries.end() && earlier->manifestFile == file) continue;
      if (manifest && earlier != entries.end() && earlier->manifest)
        manifest =
            Error{ErrorCode::badInput, "the id \"" + id + "\" is taken by " + earlier->manifestFile.string(),
                  file.string(), "give one of the two another id"};
      entries.push_back({id, file, std::move(manifest)});
    }
  return entries;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words)
    text += (text.empty() ? "" : ", ") + word;
  return text;
}

Result<void> checkContent(const ModelManifest& manifest) {
  if (manifest.sha256.empty()) return {};
  const auto actual = sha256OfFile(manifest.file);
  if (!actual) return actual.error();
  if (*actual == manifest.sha256) return {};
  return Error{ErrorCode::badInput,
               "this is not the file that its manifest describes (SHA-256 " + *actual + ", expected " +
                   manifest.sha256 + ")",
               manifest.file.string(),
               "copy the network again, or mend the field \"sha256\" if you changed it yourself"};
}

/// The manifest that a path names; empty where it names none.
fs::path manifestAt(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    const fs::path inside = path / "manifest.json";
    return fs::exists(inside, ignored) ? inside : fs::path();
  }
  return path.extension() == ".json" && fs::exists(path, ignored) ? path : fs::path();
}

Result<void> checkPictureDepth(const ModelManifest& manifest) {
  constexpr const char* others[] = {nullptr, "finds corners", "tells classes apart",
                                    "denoises measured depth"};
  if (const char* does = others[static_cast<int>(manifest.task)])
    return Error{ErrorCode::badInput, std::string("this network ") + does + ", a depth network was asked for",
                 manifest.file.string(), "choose another network"};
  if (manifest.looksThroughRim())
    return Error{ErrorCode::badInput, "this network looks through the rim: it needs the box's corners",
                 manifest.file.string(), "place or detect the corners first"};
  return {};
}

} // namespace

ModelRegistry::ModelRegistry(std::vector<fs::path> folders)
    : folders_(std::move(folders))
    , entries_(scan(folders_)) {}

void ModelRegistry::setLoader(ModelEngine engine, NetworkLoader loader) {
  const std::lock_guard lock(mutex_);
  loaders_[engine] = loader;
}

void ModelRegistry::rescan() {
  auto entries = scan(folders_);
  const std::lock_guard lock(mutex_);
  entries_ = std::move(entries);
  ++scan_;
  loaded_.clear(); // a file may have changed under an unchanged manifest
}

std::vector<ModelRegistry::Entry> ModelRegistry::entries() const {
  const std::lock_guard lock(mutex_);
  return entries_;
}

Result<ModelRegistry::Loading> ModelRegistry::prepared(const ModelManifest& manifest,
                                                       const fs::path& manifestFile) const {
  if (const auto loader = loaders_.find(manifest.engine); loader != loaders_.end() && loader->second)
    return Loading{manifest, manifestFile, loader->second, nullptr, scan_};
  std::vector<std::string> engines;
  for (const auto& [engine, function] : loaders_)
    if (function) engines.emplace_back(engineName(engine));
  return Error{ErrorCode::unsupported,
               std::string("this network needs the engine ") + engineName(manifest.engine) +
                   ", and this build has " + (engines.empty() ? "none" : joined(engines) + " alone"),
               manifestFile.string(),
               {}};
}

Result<ModelRegistry::Loading> ModelRegistry::prepare(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  if (const auto loaded = loaded_.find(id); loaded != loaded_.end())
    return Loading{{}, {}, nullptr, loaded->second, scan_};
  std::optional<Error> broken;
  std::vector<std::string> ids;
  for (const auto& entry : entries_) {
    if (entry.manifest) ids.push_back(entry.id);
    if (entry.id != id) continue;
    if (entry.manifest) return prepared(*entry.manifest, entry.manifestFile);
    if (!broken) broken = entry.manifest.error();
  }
  if (broken) return *broken;
  if (const fs::path file = manifestAt(id); !file.empty()) {
    const auto manifest = loadManifest(file);
    if (!manifest) return manifest.error();
    return prepared(*manifest, file);
  }
  std::vector<std::string> folders;
  for (const auto& folder : folders_)
    folders.push_back(folder.string());
  if (ids.empty())
    return Error{ErrorCode::notFound,
                 "there is no network \"" + id + "\", nor any other",
                 {},
                 "lay a network with its manifest.json into one of these folders: " + joined(folders)};
  return Error{
      ErrorCode::notFound, "there is no network \"" + id + "\"", {}, "choose one of: " + joined(ids)};
}

/// What to load, with weights that fit the manifest.
Result<ModelRegistry::Loading> ModelRegistry::checked(const Loading& toLoad) const {
  const auto intact = checkContent(toLoad.manifest);
  if (intact) return toLoad;
  // Weights are replaced together with their manifest: the one that was scanned may be gone as well.
  const auto manifest = loadManifest(toLoad.manifestFile);
  if (!manifest || manifest->id != toLoad.manifest.id) return intact.error();
  if (manifest->sha256 == toLoad.manifest.sha256 && manifest->file == toLoad.manifest.file)
    return intact.error();
  if (const auto now = checkContent(*manifest); !now) return now.error();
  const std::lock_guard lock(mutex_);
  auto again = prepared(*manifest, toLoad.manifestFile);
  if (again) again->scan = toLoad.scan;
  return again;
}

Result<std::shared_ptr<Network>> ModelRegistry::network(const std::string& id) {
  // Loading takes seconds; entries() must not wait for it, a second caller for the same network must.
  const std::lock_guard loading(loadMutex_);
  auto toLoad = prepare(id);
  if (!toLoad) return toLoad.error();
  if (toLoad->loaded) return toLoad->loaded;
  toLoad = checked(*toLoad);
  if (!toLoad) return toLoad.error();
  auto network = toLoad->loader(toLoad->manifest);
  if (!network) return network;
  const std::lock_guard lock(mutex_);
  if (toLoad->scan == scan_) loaded_[id] = *network;
  return network;
}

Result<std::shared_ptr<DepthModel>> ModelRegistry::depthModel(const std::string& id) {
  for (const auto& entry : entries())
    if (entry.id == id && entry.manifest)
      if (const auto fit = checkPictureDepth(*entry.manifest); !fit) return fit.error();
  auto loaded = network(id);
  if (!loaded) return loaded.error();
  if (const auto fit = checkPictureDepth((*loaded)->manifest()); !fit) return fit.error();
  return std::shared_ptr<DepthModel>(std::make_shared<NetworkDepthModel>(*std::move(loaded)));
}

} // namespace fillscope
