#pragma once
// How alike two regions are, and how far their corners lie apart. Private to this folder.
#include "core/annotation/agreement.h"
#include "core/annotation/region_edit.h"

namespace fillscope {

/// A region as agreement looks at it.
struct ComparedShape {
  enum class Kind { area, points, line, point, nothing };
  int index = -1;
  Kind kind = Kind::nothing;
  std::string label, word;        ///< word: VIA's, "box rim", "keypoints"
  std::vector<Vec2> outline;      ///< of an area; the vertices of a line; a point's place
  std::vector<Vec2> points;       ///< corners or labelled keypoints
  std::vector<std::string> names; ///< of points
  std::vector<int> pointIndices;  ///< in the region
  std::vector<int> visibility;    ///< of keypoints
  bool orderFree = false;         ///< the four rotations of points mean the same thing
  Bounds bounds;
};
/// Every region of the picture that has a place; its rim is one however it was drawn.
std::vector<ComparedShape> comparedShapes(const Picture& picture, const std::string& labelAttribute);

/// 0 where they are not comparable or no more alike than the options ask.
double likenessOf(const ComparedShape& a, const ComparedShape& b, const AgreementOptions& options);
ShapeMatch matchOf(const ComparedShape& a, const ComparedShape& b, double likeness,
                   const AgreementOptions& options);

} // namespace fillscope
