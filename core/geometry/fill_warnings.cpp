#include "core/geometry/fill_warnings.h"
#include <cmath>

namespace fillscope {

namespace {

std::string percent(double value) { return std::to_string(int(std::lround(value))) + " %"; }

} // namespace

std::vector<FillWarning> warningsFor(const FillReport& report, const FillDoubts& d) {
  std::vector<FillWarning> out;
  const auto warn = [&](bool when, const char* id, std::string meaning, const char* remedy) {
    if (when) out.push_back({id, std::move(meaning), remedy});
  };
  warn(d.cornersOutside, "rim-outside-picture",
       d.outsidePercent >= 0.5
           ? "The rim lies partly outside the picture: about " + percent(d.outsidePercent) +
                 " of the opening is not seen and counts as hidden."
           : "A corner of the rim lies outside the picture: its place is a guess.",
       "Take the picture from farther away, so that all four corners are in it.");
  warn(report.cameraGuessed, "focal-guessed",
       "The camera is unknown: its focal length was taken as " +
           std::to_string(int(std::lround(report.camera.fx))) +
           " pixels. Ten percent of error there moves the fill by about five points.",
       "Give the camera's intrinsics or its field of view.");
  warn(report.holePercent > 10, "depth-holes",
       "The depth map has no measurement for " + percent(report.holePercent) +
           " of the pixels inside the rim.",
       "Dark, shiny and clear things confuse depth cameras: change the angle or the light.");
  warn(!d.sizeGiven && !d.referenceUsed, "floor-fitted",
       "The size of the box is unknown: its floor was taken where the deepest level surface lies, its sides "
       "from "
       "depth. Goods that cover the whole floor are taken for the floor and do not count; the upper end of "
       "the "
       "interval allows for a box as deep as its opening is wide.",
       "Type in the inner size, or give a picture of the same box empty.");
  warn(!d.floorFound || (!d.sizeGiven && !d.referenceUsed && d.floorShare < 0.1), "floor-not-seen",
       "Hardly any floor is seen: content that covers it cannot be told from the floor.",
       "Type in the inner size, or give a picture of the same box empty.");
  warn(d.alignmentSamples < 200 || d.support < 0.25 || d.residualShare > 0.06, "alignment-poor",
       "Depth and rim agree badly: the depth could not be brought to scale with confidence.",
       "Check the four corners, the size of the box and the camera.");
  warn(d.scaleGap > 0.1 || d.depthGap > 0.1, "size-disagrees",
       d.scaleGap > 0.1
           ? "The given size and the measured depth differ by " + percent(100 * d.scaleGap) +
                 "; the size was believed."
           : "The floor is seen " + percent(100 * d.depthGap) + " deeper than the given depth of the box.",
       "Check the inner size, the scale of the depth file and the camera.");
  warn(d.overfillShare > 0.01, "overfill",
       "Content stands above the rim: " + percent(100 * d.overfillShare) + " of the box's volume.",
       "Nothing, if the box is meant to be heaped; the fill counts up to the rim only.");
  warn(report.hiddenPercent > 35, "mostly-hidden",
       percent(report.hiddenPercent) +
           " of the floor plan is hidden: the figure rests on what lies behind it.",
       "Look into the box more from above.");
  warn(report.rim.reprojectionError > 4, "corner-faults",
       "The corners miss a rectangle of this shape by " +
           percent(report.rim.reprojectionError).substr(0, percent(report.rim.reprojectionError).size() - 2) +
           " pixels.",
       "Place the corners again on the inner rim, and check the size of the box.");
  warn(d.heightPoints > 5, "corners-uncertain",
       "The corners leave the height of the rim in doubt: the fill may be off by " +
           percent(d.heightPoints).substr(0, percent(d.heightPoints).size() - 2) + " points either way.",
       "Place the corners again on the inner rim, as exactly as you can.");
  warn(d.relativeDepth, "relative-depth",
       "The depth has no scale of its own: scale and shift were fitted on rim and walls.",
       "Use a measured or metric depth map where there is one.");
  return out;
}

} // namespace fillscope
