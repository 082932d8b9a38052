#pragma once
// Regions as data sets of objects see them: one thing with a class, outlines, keypoints and a box. Private to
// this folder.
#include "core/formats/dataset_words.h"
#include <optional>
#include <vector>

namespace fillscope {

struct DataObject {
  std::vector<int> regions; ///< of the picture, all that the object is made of
  std::string label;
  std::vector<std::vector<Vec2>> parts; ///< closed outlines
  std::optional<KeypointSet> keypoints; ///< of a set, a rim or a point
  bool partsAreTheKeypoints = false;    ///< the outline is drawn from the keypoints
  std::optional<RectShape> box;         ///< drawn around keypoints
  RectShape bounds;                     ///< box, else around parts, else around labelled keypoints
};

struct ObjectWishes {
  bool keypoints = false; ///< sets and points count, not only what encloses an area
  bool rims = true;       ///< false: a rim is four keypoints alone, without its outline
};
/// What of the picture can be written as objects. A region that is in none is lost.
std::vector<DataObject> dataObjects(const Picture& picture, const WriteOptions& options,
                                    const ObjectWishes& wishes);

/// In pixels², as COCO has it: what the parts cover together (outlineArea), without parts the bounds. Above 0
/// where there are keypoints, whose likeness is divided by it.
double areaOf(const DataObject& object);

/// A rim as the box template's first corners; hidden where its visibility says so or that they lie beyond the
/// picture, not labelled where they are not placed.
KeypointSet keypointsOfRim(const Region& region);
/// The region that such keypoints are: a rim where they are a box's four corners and the region (attributes
/// read with it, its name) does not say otherwise, a point where they are a single one called "point".
Region regionOfKeypoints(const KeypointSet& set, const Region& previous);
RectShape boundsOfKeypoints(const KeypointSet& set);
RectShape rectAround(const std::vector<Vec2>& points);

} // namespace fillscope
