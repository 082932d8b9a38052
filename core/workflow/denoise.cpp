#include "core/workflow/denoise.h"
#include "core/workflow/choose_network.h"

namespace fillscope {

Result<std::shared_ptr<Network>> denoiserFor(ModelRegistry& registry, const std::string& id,
                                             const Progress& progress) {
  const auto chosen = chooseNetwork(registry, id, NetworkUse::denoiser);
  if (!chosen) return chosen.error();
  progress.report(-1, "loading " + *chosen);
  return registry.network(*chosen);
}

Result<DenoisedDepth> denoiseDepth(ModelRegistry& registry, const std::string& id, const DepthMap& depth,
                                   const Image& picture, const DenoiseOptions& options,
                                   const Progress& progress) {
  const auto network = denoiserFor(registry, id, progress);
  if (!network) return network.error();
  if (progress.cancelled()) return cancelledError();
  auto result = denoise(**network, depth, picture, options, progress);
  if (!result) return result;
  std::string& source = result->depth.source;
  source += (source.empty() ? "denoised by " : ", denoised by ") + (*network)->manifest().id;
  return result;
}

double shareOfHoles(const DepthMap& depth) {
  std::size_t holes = 0;
  for (std::size_t k = 0; k < depth.values.pixelCount(); ++k)
    holes += !DepthMap::isMeasured(depth.values.data()[k]);
  return static_cast<double>(holes) / static_cast<double>(depth.values.pixelCount());
}

} // namespace fillscope
