#pragma once
// How a box rim and a picture's depth sources are kept in VIA's words, so that VIA itself shows them.
#include "core/annotation/project.h"
#include "core/geometry/box.h"
#include "core/geometry/keypoint.h"
#include "core/imaging/depth_map.h"
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fillscope {

/// Whose corners they are: placed by hand, by a network, carried along from another picture, or such ones
/// that were moved by hand.
enum class RimSource { manual, model, edited, propagated };
struct RimOrigin {
  RimSource source = RimSource::manual;
  std::string network;            ///< its id; "" by hand
  std::vector<double> confidence; ///< 0..1 for each corner; empty where not known or by hand
  bool reviewed = true;           ///< false: a network's proposal that nobody has looked at yet
  bool isProposal() const { return !reviewed; }
  std::optional<double> leastConfidence() const;
  friend bool operator==(const RimOrigin&, const RimOrigin&) = default;
};

/// The rim of a picture: one polyline region with attribute type = "box rim". While it is being placed it has
/// fewer than four corners. region_attributes: type, corners ("1 top-left, 2 top-right, 3 bottom-right, 4
/// bottom-left"), size ("0.6x0.4x0.2" in metres, "" unknown), source ("manual", "model", "edited",
/// "propagated"), visibility ("2 1 2 2", keypoint_set.h) once somebody or a network has said what is seen;
/// where a network had a part in it also model (its id), confidence (the least of the corners'),
/// corner_confidence ("0.98 0.91 0.95 0.99") and, until somebody has looked, reviewed = "no". A foreign
/// attribute called source stays as source_before.
struct Rim {
  std::vector<Vec2> corners; ///< 0..4, continuous picture coordinates, clockwise from corner 1
  std::optional<BoxSize> size;
  RimOrigin origin = {};
  std::vector<KeypointVisibility> visibility = {}; ///< one a corner; empty: nobody has said
  bool complete() const { return corners.size() == 4; }
  RimCorners asCorners() const {
    return {corners[0], corners[1], corners[2], corners[3]};
  } ///< needs complete()
  friend bool operator==(const Rim&, const Rim&) = default;
};

/// Visible where nobody has said.
KeypointVisibility visibilityOf(const Rim& rim, std::size_t corner);
/// The visibility that goes with the same corners in another order or number; visible for new ones.
std::vector<KeypointVisibility> visibilityAt(const std::vector<Vec2>& corners, const Rim& before);

/// Index of the rim region, or −1. Also recognised: a lone four-point polyline or polygon, and a five-point
/// outline whose last point lies on the first (within 3 px or 0.5 % of its diagonal), as older VIA projects
/// hold, and a lone box of keypoints (box_keypoints.h); no other set of keypoints. Among several of those,
/// the only one that an attribute calls a box counts. Never one that says that it is none.
int rimRegionIndex(const Picture& picture);
/// The rim as drawn; an older outline is turned clockwise and started at its top-left corner. A size that was
/// given before the first corner makes a rim without corners. Nothing where there is neither.
std::optional<Rim> rimOf(const Picture& picture);
/// Region for the rim; keeps unknown attributes and extras of the region it replaces. A box of keypoints
/// stays one.
Region regionFromRim(const Rim& rim, const Region* previous = nullptr);
/// Writes the rim into the picture, replacing the one it has. A rim without corners leaves no region, since
/// VIA knows no empty shape: its size is then kept as the file attribute box_size.
void setRim(Picture& picture, const Rim& rim);
/// The file attributes that the picture has with this rim.
Attributes attributesWithRim(const Attributes& attributes, const Rim& rim);
/// Whether the region carries the mark that this program gives a rim.
bool isMarkedRim(const Region& region);
/// Of an outline that was drawn as such: its member rim beside shape_attributes is false, and it is no rim
/// however much it looks like one.
bool isNoRim(const Region& region);
void setNoRim(Region& region, bool on);
/// Whether a region could count as the rim, wherever its vertices are: what happens to others changes no rim.
bool couldBeRim(const Region& region);

/// Where a picture's depth and camera come from; kept as file_attributes depth_file, empty_depth_file,
/// depth_scale, depth_rotation, depth_kind ("relative" or "inverse"; left out, or "metric": metres),
/// intrinsics_file and field_of_view, each left out while it says nothing. Paths relative to the project's
/// folder.
struct PictureSources {
  std::string depthFile, emptyDepthFile; ///< "" none
  double depthScale = 0;                 ///< metres per unit of an integer file; 0: not set by the user yet
  int depthRotation = 0;                 ///< bits an integer file was rotated right by (SUN, APC: 3)
  std::string intrinsicsFile;            ///< "" unknown
  double fieldOfView = 0; ///< horizontal, radians; 0 not given; used where intrinsicsFile is ""
  DepthKind depthKind = DepthKind::metric; ///< what the depth files hold; without a unit they need no scale
  /// Whether depth files that did not load may only lack their scale.
  bool mayLackScale() const { return depthKind == DepthKind::metric && depthScale <= 0; }
  friend bool operator==(const PictureSources&, const PictureSources&) = default;
};
inline constexpr const char* depthKindAttribute = "depth_kind";
/// A depth_kind that is none of DepthKind counts as metric here, stays while nothing else is set, and is a
/// problem of loadPicture's.
PictureSources sourcesOf(const Picture& picture);
void setSources(Picture& picture, const PictureSources& sources);
/// Further file attributes: the name of a grey picture, white where content is seen, and the lens's radial
/// distortion (k1 of lens.h), which goes before that of an intrinsics file.
inline constexpr const char* maskAttribute = "mask_file";
inline constexpr const char* distortionAttribute = "distortion_k1";
/// Whether a file attribute is one of those of PictureSources, or box_size: they have fields of their own.
bool isKeptForMeasuring(const std::string& name);
/// Every path that a picture's attributes hold becomes renamed(path): those of its sources, and mask_file.
/// Missing and empty ones stay so.
void renameFiles(Picture& picture, const std::function<std::string(const std::string&)>& renamed);

/// The EXIF orientation that was applied to the picture when its regions were placed, 1 to 8; kept as the
/// file attribute exif_orientation, which is left out where it is 1. Nothing where none is kept.
std::optional<int> recordedOrientation(const Picture& picture);
void recordOrientation(Picture& picture, int orientation);

inline constexpr const char* cornerNames[4] = {"top-left", "top-right", "bottom-right", "bottom-left"};

} // namespace fillscope
