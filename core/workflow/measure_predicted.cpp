#include "core/workflow/measure_predicted.h"
#include "core/annotation/depth_network.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/detect.h"
#include <algorithm>
#include <map>

namespace fillscope {
namespace {

/// A file that cannot be used is no loss where nobody needs it.
void forget(std::optional<Error>& problem, LoadedPicture& picture) {
  if (problem) std::erase(picture.problems, *problem);
  problem.reset();
}

void useDepth(LoadedPicture& picture, DepthMap depth) {
  picture.depth = std::make_shared<const DepthMap>(std::move(depth));
  forget(picture.depthProblem, picture);
}

} // namespace

Result<ReportDepthChooser> predictedDepth(ModelRegistry& registry, const std::string& id,
                                          const FillOptions& options, const Progress& progress) {
  using Figure = Result<std::optional<FillReport>>;
  const auto chosen = chooseDepthNetwork(registry, id);
  if (!chosen) return chosen.error();
  progress.report(-1, "loading " + *chosen);
  auto network = registry.network(*chosen);
  if (!network) return network.error();
  const Progress stopOnly{{}, progress.isCancelled};
  if ((*network)->manifest().looksThroughRim())
    return ReportDepthChooser(
        [network = *network, options, stopOnly](int, const Rim& rim, LoadedPicture& picture) -> Figure {
          auto fill = predictFill(*network, *picture.image, rim.asCorners(), picture.camera, rim.size,
                                  options, stopOnly, picture.k1);
          if (!fill) return fill.error();
          useDepth(picture, std::move(fill->depth));
          forget(picture.emptyDepthProblem, picture);
          return std::optional(std::move(fill->report));
        });
  auto model = registry.depthModel(*chosen); // says what is wrong with one that is no depth network
  if (!model) return model.error();
  return ReportDepthChooser([model = *model, stopOnly](int, const Rim&, LoadedPicture& picture) -> Figure {
    auto depth = model->predict(*picture.image, stopOnly);
    if (!depth) return depth.error();
    useDepth(picture, *std::move(depth));
    return std::optional<FillReport>();
  });
}

bool namesNetworks(const Project& project) {
  return std::any_of(project.pictures.begin(), project.pictures.end(),
                     [](const Picture& picture) { return !depthNetworkOf(picture).empty(); });
}

ReportDepthChooser keptNetworks(ModelRegistry& registry, const Project& project, const FillOptions& options,
                                const Progress& progress) {
  std::vector<std::string> names;
  for (const Picture& picture : project.pictures)
    names.push_back(depthNetworkOf(picture));
  using Loaded = std::map<std::string, Result<ReportDepthChooser>>;
  return [&registry, names = std::move(names), options, stopOnly = Progress{{}, progress.isCancelled},
          loaded = std::make_shared<Loaded>()](int index, const Rim& rim,
                                               LoadedPicture& picture) -> Result<std::optional<FillReport>> {
    const std::string& id = names[static_cast<std::size_t>(index)];
    if (id.empty()) return std::optional<FillReport>();
    auto network = loaded->find(id);
    if (network == loaded->end())
      network = loaded->emplace(id, predictedDepth(registry, id, options, stopOnly)).first;
    if (!network->second) return network->second.error();
    return (*network->second)(index, rim, picture);
  };
}

Result<ReportRimFinder> detectedRims(ModelRegistry& registry, const std::string& id,
                                     const Progress& progress) {
  const auto chosen = chooseNetwork(registry, id, NetworkUse::corners);
  if (!chosen) return chosen.error();
  progress.report(-1, "loading " + *chosen);
  auto network = registry.network(*chosen);
  if (!network) return network.error();
  const Progress stopOnly{{}, progress.isCancelled};
  return ReportRimFinder([network = *network, id = *chosen, stopOnly](const Image& picture) -> Result<Rim> {
    const auto found = detectCorners(*network, picture, stopOnly);
    if (!found) return found.error();
    if (const auto rim = rimFrom(*found); !rim) return rim.error();
    return proposedRim(*found, id);
  });
}

} // namespace fillscope
