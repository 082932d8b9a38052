#include "core/workflow/measure_predicted.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/detect.h"

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
