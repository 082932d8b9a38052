#pragma once
// Depth from one picture by a registered network.
#include "core/base/progress.h"
#include "core/inference/model_registry.h"
#include <string>

namespace fillscope {

/// id "": the only depth network there is. Errors: notFound (with the ids there are, or where networks are
/// looked for), and those of the registry and the network.
Result<DepthMap> predictDepth(ModelRegistry& registry, const std::string& id, const Image& image,
                              const Progress& progress = {});

} // namespace fillscope
