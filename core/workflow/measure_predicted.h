#pragma once
// What networks give where a project's pictures are measured (measureProject) without depth or corners of
// their own.
#include "core/workflow/measure.h"
#include <string>

namespace fillscope {

/// Every picture's depth by one network (id "": as chooseDepthNetwork), in place of what its file says: one
/// that looks through the rim answers the figure as well. options and progress (its cancel alone) serve every
/// picture. The network is loaded here, and used by one thread at a time. Errors: those of the registry.
Result<ReportDepthChooser> predictedDepth(ModelRegistry& registry, const std::string& id,
                                          const FillOptions& options, const Progress& progress = {});

/// Only the pictures that name a network (depthNetworkOf), each by its own, loaded when the first one needs
/// it; the others are measured as they are. A network that cannot be used is an Error of its pictures.
/// project: copied names alone; registry outlives the answer.
ReportDepthChooser keptNetworks(ModelRegistry& registry, const Project& project, const FillOptions& options,
                                const Progress& progress = {});
/// Whether any picture names one.
bool namesNetworks(const Project& project);

/// The corners of pictures that have none by one network (id "": the shipped one, or the only one), as
/// proposals. Otherwise as predictedDepth.
Result<ReportRimFinder> detectedRims(ModelRegistry& registry, const std::string& id,
                                     const Progress& progress = {});

} // namespace fillscope
