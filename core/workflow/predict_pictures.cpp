#include "core/workflow/predict_pictures.h"
#include "core/annotation/rim.h"
#include "core/formats/depth_io.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/measure.h"
#include <chrono>
#include <map>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

const char* depthEnding(DepthKind kind) { return kind == DepthKind::metric ? ".depth.png" : ".depth.tif"; }

/// Inside the folder of all, whatever the project names.
fs::path placeOf(const Picture& picture) {
  const fs::path path = fs::path(picture.filename).lexically_normal();
  const bool leads = path.is_absolute() || (!path.empty() && *path.begin() == "..");
  return leads ? path.filename() : path;
}

std::string withoutSuffix(const fs::path& place) {
  fs::path stem = place.parent_path() / place.stem();
  if (stem.extension() == ".color") stem.replace_extension();
  return stem.generic_string();
}

KnownBox knownBox(const Picture& picture, const LoadedPicture& loaded, const std::string& finder) {
  KnownBox box;
  box.finder = finder;
  box.camera = loaded.camera, box.k1 = loaded.k1;
  const auto rim = rimOf(picture);
  if (!rim) return box;
  box.size = rim->size;
  if (rim->complete()) box.corners = rim->asCorners();
  return box;
}

/// Whether either of the files that a picture's depth may have is there.
bool isThere(const fs::path& folder, const std::vector<std::string>& metric,
             const std::vector<std::string>& other, std::size_t k) {
  std::error_code fault;
  return fs::exists(folder / metric[k], fault) || fs::exists(folder / other[k], fault);
}

} // namespace

std::vector<std::string> depthFileNames(const Project& project, DepthKind kind) {
  std::map<std::string, int> alike;
  for (const Picture& picture : project.pictures)
    ++alike[withoutSuffix(placeOf(picture))];
  std::vector<std::string> names;
  for (const Picture& picture : project.pictures) {
    const fs::path place = placeOf(picture);
    const std::string stem = withoutSuffix(place);
    names.push_back((alike[stem] > 1 ? place.generic_string() : stem) + depthEnding(kind));
  }
  return names;
}

Result<PredictSummary> predictPictures(ModelRegistry& registry, const OpenedProject& opened,
                                       const PredictRequest& request, const Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  const auto chosen = chooseDepthNetwork(registry, request.network);
  if (!chosen) return chosen.error();
  progress.report(-1, "loading " + *chosen);
  if (const auto network = registry.network(*chosen); !network) return network.error();

  const auto& pictures = opened.project.pictures;
  const auto metric = depthFileNames(opened.project, DepthKind::metric);
  const auto other = depthFileNames(opened.project, DepthKind::relative);
  const auto edge = [&](int part) {
    return pictures.size() * static_cast<std::size_t>(part) / static_cast<std::size_t>(request.parts);
  };
  const std::size_t first = edge(request.part), last = edge(request.part + 1);
  const Progress stopOnly{{}, progress.isCancelled};
  PredictSummary summary;
  std::set<fs::path> made;
  for (std::size_t k = first; k < last; ++k) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(k - first) / static_cast<double>(last - first), pictures[k].filename);
    if (request.resume && isThere(request.out, metric, other, k)) {
      ++summary.kept;
      continue;
    }
    const auto loaded = loadPicture(opened, static_cast<int>(k), stopOnly);
    auto depth = loaded ? predictDepth(registry, *chosen, *loaded->image,
                                       knownBox(pictures[k], *loaded, request.finder), {})
                        : Result<DepthMap>(loaded.error());
    if (!depth) {
      summary.failures.push_back({pictures[k].filename, depth.error().sentence()});
      continue;
    }
    const fs::path file = request.out / (depth->kind == DepthKind::metric ? metric[k] : other[k]);
    if (made.insert(file.parent_path()).second) {
      std::error_code fault;
      fs::create_directories(file.parent_path(), fault);
    }
    if (auto saved = saveDepth(*depth, file, request.metresPerUnit); !saved) return saved.error();
    summary.withoutUnit += depth->kind != DepthKind::metric;
    ++summary.written;
  }
  progress.report(1);
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return summary;
}

} // namespace fillscope
