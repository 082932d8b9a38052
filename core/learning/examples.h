#pragma once
// From a sample to the numbers that a network is trained on. Without Torch, so that workers and tests need
// none of it.
#include "core/inference/corner_detector.h"
#include "core/inference/rim_view.h"
#include "core/learning/training_config.h"

namespace fillscope {

/// Corners: a view of the sample and where its keypoints lie in it.
struct CornerExample {
  Tensor input; ///< 1 × 3 × S × S
  CornerView view;
  std::vector<Keypoint> points; ///< in input coordinates; may lie outside the input
  double diagonal = 0;          ///< of the true outline, input pixels
  bool visibilityKnown = true;  ///< false: a point said to be visible may be hidden as well
};
/// The box as it truly stands: its pose by corners freed of the lens's distortion. The sample has rim
/// corners, camera and size. Errors: badInput (corners no rim).
Result<RimPose> truePose(const TrainingSample& sample);

enum class CornerLook { whole, closeUp, rectified };
/// Jittered as the errors of the look before would: whole: the whole picture, ± 10 % of its size and ± 5 % of
/// its place. closeUp: the box alone, ± a fifth and ± 8 %. rectified: the rim made square by corners that
/// miss by 1 to 12 % of the mean side, one of them at times by more. A view that the corners do not allow is
/// the whole picture. Points that no place of the input stands for lie far outside it.
CornerExample cornerExample(const TrainingSample& sample, const TrainingConfig& config, CornerLook look,
                            CounterRandom& random);

/// Depth through the rim. Targets are those of rim_view.h's RimAnswer.
struct RimExample {
  Tensor input; ///< 1 × rimViewPlanes × S × S
  /// S × S. weight: 0 outside the rim, where depth has no value and where something stands more than 2 cm
  /// over the rim; below 1 where the empty box is shallower than a tenth of its depth.
  std::vector<float> share, content, weight;
  std::vector<float> emptyDepth; ///< S × S, as if the depth were known
  float fill = 0, depthRatio = 0;
  bool depthKnown = true; ///< the input says the box's depth
};
/// jitter: pixels (standard deviation) by which corners are moved, as hand-placed or detected ones would be;
/// the target stays the true scene, lens distortion included. The view is the one that a user would have: no
/// distortion known, and with tellDepth false no size at all. Without a mask, content is what stands 6 % of
/// the depth or more before the empty box. Error: badInput (the sample lacks corners, camera, size, fill or
/// depth in metres).
Result<RimExample> rimExample(const TrainingSample& sample, const TrainingConfig& config, bool tellDepth,
                              double jitter, CounterRandom& random);

/// Whole picture to depth: the picture and its depth stretched to S × S.
struct PictureExample {
  Tensor input;             ///< 1 × 3 × S × S
  std::vector<float> depth; ///< S × S metres, 0 no value
};
PictureExample pictureExample(const TrainingSample& sample, const TrainingConfig& config);

/// The picture stretched to S × S, and which of config.classes it is of. Error: badInput (of none of them).
struct ClassExample {
  Tensor input; ///< 1 × 3 × S × S
  int label = 0;
};
Result<ClassExample> classExample(const TrainingSample& sample, const TrainingConfig& config);

/// A tile of what was measured, and what it truly is; S × S numbers as DepthTileShape says.
struct DenoiseExample {
  Tensor input;             ///< 1 × depthTilePlanes × S × S
  double median = 0;        ///< metres
  std::vector<float> given; ///< the measured distance, however far; 0 where nothing is measured
  std::vector<float> truth;
  std::vector<float> weight; ///< 1 where the truth is known, else 0
};
/// A tile at a random place that measures something of which the truth is known. changed: flipped, its
/// picture changed in colour or left out, as config says. Error: badInput (no such tile; no pair of maps in
/// metres of one size).
Result<DenoiseExample> denoiseExample(const TrainingSample& sample, const TrainingConfig& config,
                                      bool changed, CounterRandom& random);

/// Manifest that goes with a configuration (file names and hash not yet set): networks see training and use
/// alike.
ModelManifest manifestFor(const TrainingConfig& config);

} // namespace fillscope
