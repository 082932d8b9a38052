#pragma once
// Whether a network stands in for a picture's measured depth.
#include "core/annotation/project.h"
#include <string>

namespace fillscope {

/// The file attribute that names the network (its id) by whose depth a picture is measured, whatever depth
/// files it has. It is written when a fill is predicted, so that the figure is the same when the project is
/// opened again.
inline constexpr const char* depthNetworkAttribute = "depth_network";

/// "": none.
std::string depthNetworkOf(const Picture& picture);
/// "" takes the attribute away.
Attributes withDepthNetwork(Attributes attributes, const std::string& network);

} // namespace fillscope
