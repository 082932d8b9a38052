#pragma once
// How a box rim and a picture's depth sources are kept in VIA's words, so that VIA itself shows them.
#include "core/annotation/project.h"
#include "core/geometry/box.h"
#include <optional>
#include <string>
#include <vector>

namespace fillscope {

/// The rim of a picture: one polyline region with attribute type = "box rim". While it is being placed it has fewer
/// than four corners. region_attributes: type, corners ("1 top-left, 2 top-right, 3 bottom-right, 4 bottom-left"),
/// size ("0.6x0.4x0.2" in metres, "" unknown).
struct Rim {
  std::vector<Vec2> corners;    ///< 0..4, continuous picture coordinates, clockwise from corner 1
  std::optional<BoxSize> size;
  bool complete() const { return corners.size() == 4; }
  RimCorners asCorners() const { return {corners[0], corners[1], corners[2], corners[3]}; } ///< needs complete()
  friend bool operator==(const Rim&, const Rim&) = default;
};

/// Index of the rim region, or −1. Also recognised: a lone four-point polyline or polygon, and a five-point outline
/// whose last point lies on the first (within 3 px or 0.5 % of its diagonal), as older VIA projects hold.
int rimRegionIndex(const Picture& picture);
std::optional<Rim> rimOf(const Picture& picture);
/// Region for the rim; keeps unknown attributes and extras of the region it replaces.
Region regionFromRim(const Rim& rim, const Region* previous = nullptr);

/// Where a picture's depth and camera come from; kept as file_attributes. Paths relative to the project's folder.
struct PictureSources {
  std::string depthFile, emptyDepthFile; ///< "" none
  double depthScale = 0;                 ///< metres per unit of an integer file; 0: not set by the user yet
  int depthRotation = 0;                 ///< bits an integer file was rotated right by (SUN, APC: 3)
  std::string intrinsicsFile;            ///< "" unknown
  double fieldOfView = 0;                ///< horizontal, radians; 0 not given; used where intrinsicsFile is ""
  friend bool operator==(const PictureSources&, const PictureSources&) = default;
};
PictureSources sourcesOf(const Picture& picture);
void setSources(Picture& picture, const PictureSources& sources);

inline constexpr const char* cornerNames[4] = {"top-left", "top-right", "bottom-right", "bottom-left"};

} // namespace fillscope
