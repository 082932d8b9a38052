#pragma once
// Measured depth made better by a registered network.
#include "core/inference/depth_denoiser.h"
#include "core/inference/model_registry.h"
#include <string>

namespace fillscope {

/// id "": as chooseNetwork. Errors: notFound (with the ids there are, or where networks are looked for),
/// those of the registry.
Result<std::shared_ptr<Network>> denoiserFor(ModelRegistry& registry, const std::string& id,
                                             const Progress& progress = {});

/// The map's source says who denoised it. Errors: those of denoiserFor and denoise().
Result<DenoisedDepth> denoiseDepth(ModelRegistry& registry, const std::string& id, const DepthMap& depth,
                                   const Image& picture, const DenoiseOptions& options = {},
                                   const Progress& progress = {});

/// Of a map's pixels, those without a distance.
double shareOfHoles(const DepthMap& depth);

} // namespace fillscope
