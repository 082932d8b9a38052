#pragma once
// From a picture to the corners of the box rim in it, by a corners network of any engine.
#include "core/geometry/box.h"
#include "core/geometry/keypoint.h"
#include "core/geometry/plane_map.h"
#include "core/inference/network.h"
#include <vector>

namespace fillscope {

struct DetectedKeypoint {
  Keypoint point; ///< in the picture given, may lie outside it
  double confidence =
      0; ///< 0..1: share of the heat map's mass about its peak; a regression head's is its validation PCK
};
struct DetectedCorners {
  std::vector<DetectedKeypoint>
      points;            ///< as the manifest names them; four rim corners come clockwise from top-left
  double confidence = 0; ///< of the whole: the least of the points'
  int passes = 1; ///< looks taken: the second at the box alone, enlarged, the others at the rim made square
};

/// Where the picture lies in the network's square input; both in continuous coordinates. What lies outside
/// the picture is filled with the mean colour.
struct CornerView {
  PlaneMap map = identityMap;  ///< picture to input
  PlaneMap back = identityMap; ///< input to picture
  double scale = 1;            ///< input pixels for one of the picture's; of a perspective map, about the box
  Vec2 toInput(Vec2 p) const { return applied(map, p); }
  Vec2 toPicture(Vec2 p) const { return applied(back, p); }
  /// The same view enlarged by zoom about the point `about` of the input, then moved; input pixels.
  CornerView zoomed(double zoom, Vec2 about, Vec2 shift) const;
};
/// The whole picture, centred, its longer side over (1 − 2·border) of an input of size × size.
CornerView wholePictureView(int width, int height, int size, double border);
/// The box alone: the corners' bounding square centred, its side over boxShare of the input.
CornerView boxView(const std::vector<Vec2>& corners, int size, double boxShare);
/// The box seen straight from above: the corners at those of a centred square with side boxShare · size, the
/// first one top-left. Nothing where they are no convex quadrilateral.
std::optional<CornerView> rectifiedView(const RimCorners& corners, int size, double boxShare);
/// 1 × 3 × size × size, the manifest's scale, mean and std; pixels resampled bilinearly, by area where they
/// shrink.
Tensor cornerInput(const Image& picture, const CornerView& view, const ModelManifest& manifest);

/// Sub-pixel decoding of heat maps (1 × K × h × w or K × h × w logits): softmax, the peak, then the mean
/// place of the mass in a square of `radius` cells to each side, which is centred anew on that mean until it
/// stays: a symmetric peak is found exactly, wherever between the cells it lies. Input coordinates;
/// confidence is that mass. Maps that hold no finite number answer the centre with confidence 0.
struct HeatPeak {
  Vec2 at;
  double confidence = 0;
};
std::vector<HeatPeak> decodeHeatMaps(const Tensor& logits, int inputSize, int radius = 2);
/// The same for every map's strongest peaks, strongest first, at least one and at most `most` a map.
std::vector<std::vector<HeatPeak>> decodeHeatPeaks(const Tensor& logits, int inputSize, int most,
                                                   int radius = 2);

/// Four corners so that they run clockwise as seen in the picture from the top-left one (the one with the
/// least x + y of the bounding box's unit square; ties by the least y).
std::vector<int> clockwiseFromTopLeft(const std::vector<Vec2>& corners);

/// Runs the network once on the whole picture and, where the manifest asks for more passes, again on the box
/// alone and then on the rim made square by the corners found; a look that contradicts the one before is left
/// out. Where the manifest asks for several starts, each begins with the picture held another way, and the
/// most plausible outline is kept; where it asks for several final views, one more look is the mean of as
/// many. Errors: badInput (no corners network, its output has another shape than the manifest says),
/// cancelled. passes: 1 to 4 instead of what the manifest says; fewer than it says go with one start and
/// plain looks.
Result<DetectedCorners> detectCorners(Network& network, const Image& picture, const Progress& progress = {},
                                      int passes = 0);

} // namespace fillscope
