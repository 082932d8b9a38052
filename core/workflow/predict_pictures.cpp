#include "core/workflow/predict_pictures.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/formats/input_files.h"
#include "core/formats/picture_lookup.h"
#include "core/formats/picture_sources.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/measure.h"
#include "core/workflow/output_names.h"
#include <algorithm>
#include <chrono>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

const char* depthEnding(DepthKind kind) { return kind == DepthKind::metric ? ".depth.png" : ".depth.tif"; }

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

/// Nothing that a picture of the project is made of is written over: photos, measured depth, cameras.
Result<void> checkTargets(const OpenedProject& opened, const std::vector<fs::path>& targets) {
  std::error_code fault;
  const bool anyThere = std::any_of(targets.begin(), targets.end(),
                                    [&](const fs::path& file) { return fs::exists(file, fault); });
  if (!anyThere) return {};
  std::vector<fs::path> files;
  PictureLookup lookup(opened.folder);
  for (const Picture& picture : opened.project.pictures) {
    const fs::path found = lookup.find(opened.project, picture);
    files.push_back(found);
    Picture named = picture;
    renameFiles(named, [&](const std::string& file) {
      files.push_back(resolveFileOfPicture(opened.project, picture, opened.folder, found, file));
      return file;
    });
  }
  const InputFiles inputs(files);
  for (const fs::path& file : targets)
    if (auto may = inputs.mayWrite(file); !may) return may;
  return {};
}

/// As PNG, or, where it has no unit or does not fit into 16 bits, as TIFF. Error: ioFailure, badInput.
Result<void> keepDepth(const DepthMap& depth, const fs::path& metric, const fs::path& other,
                       double metresPerUnit) {
  if (depth.kind != DepthKind::metric) return saveDepth(depth, other);
  auto saved = saveDepth(depth, metric, metresPerUnit);
  return saved || saved.error().code != ErrorCode::badInput ? saved : saveDepth(depth, other);
}

} // namespace

std::vector<std::string> depthFileNames(const Project& project, DepthKind kind) {
  std::vector<std::string> names = outputNames(project);
  for (std::string& name : names)
    name += depthEnding(kind);
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
  std::set<fs::path> known;
  if (!request.resume) {
    std::vector<fs::path> targets;
    for (std::size_t k = first; k < last; ++k)
      targets.insert(targets.end(), {request.out / metric[k], request.out / other[k]});
    if (auto may = checkTargets(opened, targets); !may) return may.error();
  }
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
    if (!depth && depth.error().code == ErrorCode::cancelled) return depth.error();
    if (!depth) {
      summary.failures.push_back({pictures[k].filename, depth.error().sentence()});
      continue;
    }
    const fs::path file = request.out / metric[k];
    if (known.insert(file.parent_path()).second)
      if (auto made = makeFolder(file.parent_path()); !made) return made.error();
    if (auto saved = keepDepth(*depth, file, request.out / other[k], request.metresPerUnit); !saved) {
      if (saved.error().code != ErrorCode::badInput) return saved.error();
      summary.failures.push_back({pictures[k].filename, saved.error().sentence()});
      continue;
    }
    summary.withoutUnit += depth->kind != DepthKind::metric;
    ++summary.written;
  }
  progress.report(1);
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return summary;
}

} // namespace fillscope
