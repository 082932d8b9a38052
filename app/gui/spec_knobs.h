#pragma once
// The knobs of the generator, of augmentation and of training: names, units and bounds as a person sees them.
#include "app/gui/bound_knobs.h"
#include "core/learning/training_config.h"
#include "core/synthesis/photo_spec.h"

namespace fillscope {

BoundKnobs<PhotoSpec> photoKnobs();
/// The same knobs for each network; a knob is used only where the network can take its changes.
BoundKnobs<AugmentationSpec> augmentationKnobs(NetworkKind network);

/// basic: what one sets for every training; otherwise the rest. A knob is used only where the network has a
/// use for its field.
BoundKnobs<TrainingConfig> trainingKnobs(bool basic);

/// A network in a few words: "Corners by heat maps".
QString networkKindText(NetworkKind kind);
inline constexpr NetworkKind networkKinds[] = {NetworkKind::cornersHeatmap, NetworkKind::cornersRegression,
                                               NetworkKind::rimDepth,       NetworkKind::unet,
                                               NetworkKind::classifier,     NetworkKind::depthDenoiser};

} // namespace fillscope
