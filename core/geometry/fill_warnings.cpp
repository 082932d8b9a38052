#include "core/geometry/fill_warnings.h"
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

std::string rounded(double value) { return std::to_string(std::lround(value)); }

/// A matrix without a size is taken as meant for the picture. Lenses sit within a few percent of the middle;
/// beyond a tenth it was most likely made for a picture of another size.
bool looksElsewhere(const CameraIntrinsics& camera) {
  constexpr double most = 0.1;
  return std::abs(camera.cx - 0.5 * (camera.width - 1)) > most * camera.width ||
         std::abs(camera.cy - 0.5 * (camera.height - 1)) > most * camera.height;
}

} // namespace

std::string shortText(double value) {
  const long long tenths = std::llround(std::min(value, 1e12) * 10);
  const std::string whole = std::to_string(tenths / 10);
  return tenths % 10 == 0 ? whole : whole + '.' + std::to_string(tenths % 10);
}

std::string meaningOf(const FillWarning& warning) {
  std::string text;
  for (std::size_t at = 0; at < warning.meaning.size(); ++at) {
    const bool mayBePlace = warning.meaning[at] == '%' && at + 1 < warning.meaning.size();
    const auto place =
        mayBePlace ? static_cast<std::size_t>(warning.meaning[at + 1] - '1') : warning.values.size();
    if (place < warning.values.size()) {
      text += warning.values[place];
      ++at;
    } else {
      text += warning.meaning[at];
    }
  }
  return text;
}

std::vector<FillWarning> warningsFor(const FillReport& report, const FillDoubts& d) {
  std::vector<FillWarning> out;
  const auto warn = [&](bool when, const char* id, const char* meaning, const char* remedy,
                        std::vector<std::string> values = {}) {
    if (when) out.push_back({id, meaning, remedy, std::move(values)});
  };
  const char* const fartherAway = "Take the picture from farther away, so that all four corners are in it.";
  const bool partIsOutside = d.outsidePercent >= 0.5;
  warn(d.cornersOutside && partIsOutside, "rim-outside-picture",
       "The rim lies partly outside the picture: about %1 % of the opening is not seen and counts as hidden.",
       fartherAway, {rounded(d.outsidePercent)});
  warn(d.cornersOutside && !partIsOutside, "rim-outside-picture",
       "A corner of the rim lies outside the picture: its place is a guess.", fartherAway);
  warn(report.cameraGuessed, "focal-guessed",
       "The camera is unknown: its focal length was taken as %1 pixels. Ten percent of error there moves the "
       "fill by "
       "about five points.",
       "Give the camera's intrinsics or its field of view.", {rounded(report.camera.fx)});
  const CameraIntrinsics& camera = report.camera;
  warn(!report.cameraGuessed && camera.width > 0 && looksElsewhere(camera), "camera-odd",
       "The camera's optical axis meets the picture at (%1, %2), far from the middle of its %3×%4 pixels.",
       "Check that the camera matrix was made for a picture of this size; it is right only if the picture "
       "was cut "
       "out of a larger one.",
       {rounded(camera.cx), rounded(camera.cy), std::to_string(camera.width), std::to_string(camera.height)});
  warn(report.holePercent > 10, "depth-holes",
       "The depth map has no measurement for %1 % of the pixels inside the rim.",
       "Dark, shiny and clear things confuse depth cameras: change the angle or the light.",
       {rounded(report.holePercent)});
  const char* const sizeOrEmpty = "Type in the inner size, or give a picture of the same box empty.";
  const bool floorIsFitted = !d.sizeGiven && !d.referenceUsed;
  warn(floorIsFitted, "floor-fitted",
       "The size of the box is unknown: its floor was taken where the deepest level surface lies, its sides "
       "from "
       "depth. Goods that cover the whole floor are taken for the floor and do not count; the upper end of "
       "the "
       "interval allows for a box as deep as its opening is wide.",
       sizeOrEmpty);
  warn(!d.floorFound || (floorIsFitted && d.floorShare < 0.1), "floor-not-seen",
       "Hardly any floor is seen: content that covers it cannot be told from the floor.", sizeOrEmpty);
  warn(d.alignmentSamples < 200 || d.support < 0.25 || d.residualShare > 0.06, "alignment-poor",
       "Depth and rim agree badly: the depth could not be brought to scale with confidence.",
       "Check the four corners, the size of the box and the camera.");
  const char* const checkSize = "Check the inner size, the scale of the depth file and the camera.";
  const bool scaleDiffers = d.scaleGap > 0.1;
  warn(scaleDiffers, "size-disagrees",
       "The given size and the measured depth differ by %1 %; the size was believed.", checkSize,
       {rounded(100 * d.scaleGap)});
  warn(!scaleDiffers && d.depthGap > 0.1, "size-disagrees",
       "The floor is seen %1 % deeper than the given inner height of the box.", checkSize,
       {rounded(100 * d.depthGap)});
  warn(d.obstacleShare > 0.01, "obstacle",
       "Something that is no content covers %1 % of the opening, such as a flap or a hand: what lies below "
       "counts "
       "as hidden.",
       "Take the picture again without it.", {rounded(100 * d.obstacleShare)});
  warn(d.overfillShare > 0.01, "overfill", "Content stands above the rim: %1 % of the box's volume.",
       "Nothing, if the box is meant to be heaped: the fill counts up to the rim only. If it is a flap or a "
       "hand, "
       "take the picture again without it.",
       {rounded(100 * d.overfillShare)});
  warn(report.hiddenPercent > 35, "mostly-hidden",
       "%1 % of the floor plan is hidden: the figure rests on what lies behind it.",
       "Look into the box more from above.", {rounded(report.hiddenPercent)});
  warn(report.rim.reprojectionError > 4, "corner-faults",
       "The corners miss a rectangle of this shape by %1 pixels.",
       "Place the corners again on the inner rim, and check the size of the box.",
       {rounded(report.rim.reprojectionError)});
  warn(d.heightPoints > 5, "corners-uncertain",
       "The corners leave the height of the rim in doubt: the fill may be off by %1 points either way.",
       "Place the corners again on the inner rim, as exactly as you can.", {rounded(d.heightPoints)});
  const char* const checkReference =
      "Check that the two depth files are not swapped, and that the reference shows the same box empty.";
  warn(d.referenceIsSame, "reference-same",
       "The picture's depth and that of the empty box are the same: nothing can differ.", checkReference);
  warn(d.referenceDeeperShare > 0.15, "reference-deeper",
       "The box is seen deeper than its empty reference in %1 % of the opening.", checkReference,
       {rounded(100 * d.referenceDeeperShare)});
  warn(d.referenceScale > 1.25, "reference-scale",
       "The scales of the picture's depth and of the empty box's differ by a factor of %1.",
       "Check the scales of both depth files.", {shortText(d.referenceScale)});
  const BoxSize& size = report.size;
  const double longest = std::max({size.first, size.second, size.depth});
  const bool scaleIsTheFiles = report.sizeMeasured && report.boxLitres.has_value();
  const char* const checkScale = "Check the scale of the depth file and the camera.";
  warn(scaleIsTheFiles && longest > 3, "size-odd", "By its depth the box is %1 m long, which is very large.",
       checkScale, {shortText(longest)});
  warn(scaleIsTheFiles && longest < 0.05, "size-odd",
       "By its depth the box is %1 mm long, which is very small.", checkScale, {shortText(1000 * longest)});
  warn(d.relativeDepth, "relative-depth",
       "The depth has no scale of its own: scale and shift were fitted on rim and walls.",
       "Use a measured or metric depth map where there is one.");
  return out;
}

} // namespace fillscope
