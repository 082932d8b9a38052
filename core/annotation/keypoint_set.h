#pragma once
// Named keypoints of one thing, kept as a VIA polyline, and what else regions of data sets carry: a label,
// and how large their picture is.
#include "core/annotation/project.h"
#include "core/geometry/keypoint.h"
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fillscope {

/// What a kind of thing's keypoints are called, in order; indices count from 0.
struct KeypointTemplate {
  std::string name; ///< "box", "person"
  std::vector<std::string> keypoints;
  std::vector<std::pair<int, int>> edges;     ///< COCO's skeleton, 0-based here
  std::vector<std::pair<int, int>> flipPairs; ///< what a mirrored picture exchanges
  friend bool operator==(const KeypointTemplate&, const KeypointTemplate&) = default;
};
/// Four rim corners (top_left, top_right, bottom_right, bottom_left), or eight with the floor's below them.
KeypointTemplate boxTemplate(int corners = 4);

/// A keypoint whose visibility is `outside` is not labelled (COCO's v = 0); its place says nothing then.
struct KeypointSet {
  KeypointTemplate kind;
  std::vector<Keypoint> points; ///< one for each name
  friend bool operator==(const KeypointSet&, const KeypointSet&) = default;
};

/// "2 1 0", a word for each point, as COCO counts.
inline constexpr const char* visibilityAttribute = "visibility";
std::string visibilityText(const std::vector<KeypointVisibility>& visibility);
/// Nothing where the text is not so many such words.
std::optional<std::vector<KeypointVisibility>> parseVisibility(const std::string& text, std::size_t count);

/// One polyline region with region_attributes type = "keypoints", keypoint_set (the template's name),
/// keypoints
/// ("nose, left eye"; a backslash before a comma that belongs to a name), visibility ("2 1 0"), and skeleton
/// ("1-2 2-3"), flip_pairs ("2-3"), both 1-based as people count, where there are any. Nothing where the
/// region is no such set, or its words and points do not fit together.
std::optional<KeypointSet> keypointSetOf(const Region& region);
/// The names in the attributes of a region that is marked as a set, whether or not its vertices fit them;
/// none where it is not.
std::vector<std::string> expectedKeypoints(const Region& region);
/// Keeps unknown attributes and extras of the region it replaces.
Region regionFromKeypointSet(const KeypointSet& set, const Region* previous = nullptr);

/// The set's points under another template: each goes to the keypoint of its name, one whose
/// name is gone to the new name at its place. What is new is not in the picture.
KeypointSet withTemplate(const KeypointSet& set, const KeypointTemplate& kind);

/// What a data set calls the thing: the attribute of that name; without a name the first of label, class,
/// category, name, type (whatever their case; a rim's "box rim" is "box", a keypoint set's "keypoints" the
/// name of its template) that holds text, else "".
std::string labelOf(const Region& region, const std::string& attribute = {});
/// Which attribute labelOf reads there; "" where it finds none.
std::string labelAttributeOf(const Region& region);

struct PictureSize {
  int width = 0, height = 0; ///< pixels, as shown (EXIF orientation applied)
  bool known() const { return width > 0 && height > 0; }
  friend bool operator==(const PictureSize&, const PictureSize&) = default;
};
/// Kept as the extra members width and height beside filename, which VIA carries along unread.
PictureSize pictureSizeOf(const Picture& picture);
void setPictureSize(Picture& picture, PictureSize size);

} // namespace fillscope
