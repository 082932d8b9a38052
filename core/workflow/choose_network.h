#pragma once
// Which of the registered networks does what, and which one is meant where none is named.
#include "core/inference/model_registry.h"
#include <string>
#include <vector>

namespace fillscope {

enum class NetworkUse {
  corners,      ///< finds the rim's corners
  rimDepth,     ///< depth looked at through the rim
  pictureDepth, ///< depth of the whole picture
  classes,      ///< tells which class a picture is of
  denoiser,     ///< makes measured depth better
};

NetworkUse useOf(const ModelManifest& manifest);
/// Whether a network of this manifest serves that use.
bool serves(const ModelManifest& manifest, NetworkUse use);
/// Ids of the registered networks for a use, in the registry's order.
std::vector<std::string> networksFor(const ModelRegistry& registry, NetworkUse use);

/// id itself; "" : the one that ships with the program ("box-corners", "box-depth"), or the only one there
/// is. Errors: notFound (where networks are looked for), badInput (several: their ids).
Result<std::string> chooseNetwork(const ModelRegistry& registry, const std::string& id, NetworkUse use);
/// id itself; "": one that looks through the rim where chooseNetwork finds it, else the only depth network.
Result<std::string> chooseDepthNetwork(const ModelRegistry& registry, const std::string& id);

/// The file of a network's weights: of a registered network of that id, else the path itself. What is a file
/// by that name counts before a network.
std::string weightsNamed(const ModelRegistry& registry, const std::string& idOrPath);

} // namespace fillscope
