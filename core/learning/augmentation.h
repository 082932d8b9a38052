#pragma once
// Changes a training sample as another photo of the same thing might look; keypoints, mask and depth go
// along.
#include "core/base/counter_random.h"
#include "core/learning/training_sample.h"
#include <string>

namespace fillscope {

/// Defaults are the first system's: flips, brightness, hue, gamma, saturation; rotation and scale with a
/// chance. JSON names are the same in snake_case.
struct AugmentationSpec {
  double flipHorizontal = 0.5, flipVertical = 0.5; ///< chances
  double brightness = 30, hue = 50,
         saturation = 50; ///< ± of 0..255, degrees of the 360° wheel / 2 as OpenCV's 0..179, and 0..255
  double gammaLow = 0.5, gammaHigh = 2;
  double geometricChance = 0.4, rotate = 45, scaleLow = 0.5,
         scaleHigh = 0.7;     ///< degrees; share of the picture's size
  double translate = 0;       ///< ± share of the picture's size
  double perspective = 0;     ///< ± share of the picture's size by which its corners move
  double noise = 0, blur = 0; ///< up to: standard deviation of 0..255; sigma in pixels
  double greyChance = 0,
         cutout = 0;   ///< chance of a grey picture; chance of a filled rectangle over a tenth of it
  double occluder = 0; ///< chance of an arm or a sheet in front, mostly over a keypoint
  bool reorder = true; ///< four corners run clockwise from top-left again afterwards
  friend bool operator==(const AugmentationSpec&, const AugmentationSpec&) = default;
  Result<void> check() const;
  static AugmentationSpec none();
};
/// Every field. What a file leaves out keeps the default. Error: badInput with the field that is unknown or
/// out of range, and what is allowed.
std::string augmentationJson(const AugmentationSpec& spec);
Result<AugmentationSpec> parseAugmentation(const std::string& json, const std::string& where);

/// Pure: the same sample, spec and state of random give the same result. The picture keeps its size; what
/// comes from outside it is filled by its edge's mean colour, has no depth and no content. Visibility
/// follows: a keypoint that leaves the picture is outside. A camera stays right for flips and for changes
/// that are a similarity or less (its matrix changes along; a flip mirrors the box, so sizes are swapped as
/// the order of corners asks); after a perspective change the camera is dropped.
TrainingSample augment(const TrainingSample& sample, const AugmentationSpec& spec, CounterRandom& random);

/// The box cut out by its four corners: a homography maps them to the corners of a width × height picture
/// less margin (pixels). Keypoints, depth (values unchanged) and mask are carried along; no camera
/// afterwards. Error: badInput where the corners are no convex quadrilateral.
Result<TrainingSample> perspectiveCutOut(const TrainingSample& sample, int width, int height, double margin);

} // namespace fillscope
