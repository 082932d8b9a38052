#pragma once
// What can be done to one shape: measured, hit, moved, reshaped by a handle, converted, ordered, judged. Pure
// functions of values in continuous picture coordinates; nothing is rounded or clamped to the picture.
#include "core/annotation/project.h"
#include <optional>
#include <vector>

namespace fillscope {

enum class ShapeKind { rect, circle, ellipse, polygon, polyline, point, unknown };
ShapeKind kindOf(const Shape& shape);

struct Bounds {
  Vec2 low, high;
  Vec2 centre() const { return 0.5 * (low + high); }
  Vec2 size() const { return high - low; }
  bool meets(const Bounds& other) const; ///< touching counts
  bool contains(const Bounds& other) const;
  Bounds grown(double by) const { return {{low.x - by, low.y - by}, {high.x + by, high.y + by}}; }
  friend bool operator==(const Bounds&, const Bounds&) = default;
};
/// Nothing for an unknown shape and one without points.
std::optional<Bounds> boundsOf(const Shape& shape);
Bounds boundsOf(const std::vector<Vec2>& points); ///< needs a point

/// The vertices of a polygon or polyline, the corners of a rect clockwise from its top-left one, a point's
/// place; circles, ellipses and unknown shapes have none.
std::vector<Vec2> verticesOf(const Shape& shape);
/// Whether the last vertex is joined to the first. isClosed(region): also the polyline that is a marked rim.
bool isClosed(const Shape& shape);
bool isClosed(const Region& region);
/// The outline as straight pieces, which leave a circle or ellipse by at most tolerance (picture pixels). A
/// point is one vertex.
std::vector<Vec2> flattened(const Shape& shape, double tolerance);

/// Distance to the outline, 0 for nothing but the line itself; infinite for an unknown shape.
double distanceToOutline(const Region& region, Vec2 at);
bool containsPoint(const Region& region, Vec2 at); ///< even-odd; an open polyline or a point holds nothing
double areaForPicking(const Shape& shape);         ///< of the bounds: the smaller shape is picked first

Shape movedBy(const Shape& shape, Vec2 offset);

/// A spot that reshapes when dragged. Of a vertex shape its vertices, in order; of a rect the four corners,
/// then the four sides' middles, both clockwise from the top left; of a circle four; of an ellipse four ends
/// of its axes, then the knob that turns it.
struct ShapeHandle {
  enum class Role { vertex, corner, side, radius, rotation };
  Vec2 at;
  Role role = Role::vertex;
  int index = 0; ///< within all handles
};
/// knobDistance: how far out of the outline the knob that turns lies, picture pixels.
std::vector<ShapeHandle> handlesOf(const Shape& shape, double knobDistance = 0);
/// evenly: a rect keeps its sides' ratio, an ellipse its axes', rotation goes in steps of 15°. A rect dragged
/// past its other side stays one with a width of at least 0.
Shape withHandleAt(const Shape& shape, int handle, Vec2 to, bool evenly = false);

/// A rim and a keypoint set keep their number of vertices.
bool hasFixedVertices(const Region& region);
/// at goes between vertex edge and the next; nothing where the shape has no vertices or edge does not exist.
std::optional<Shape> withVertexInserted(const Shape& shape, int edge, Vec2 at);
/// Nothing where too few would be left: three for a polygon, two for a polyline.
std::optional<Shape> withVertexRemoved(const Shape& shape, int vertex);

/// Nothing where it makes no sense (a point into a polygon). tolerance: of circles and ellipses as polygons.
/// A polygon becomes the rect, circle or ellipse that its bounds or its moments say.
std::optional<Shape> converted(const Shape& shape, ShapeKind kind, double tolerance = 0.25);

/// Clockwise in the picture, beginning with the vertex nearest to its top left (least x + y).
std::vector<Vec2> orderedClockwise(std::vector<Vec2> points);

enum class ShapeFault { none, notFinite, tooFewPoints, repeatedPoint, crossing, noArea };
ShapeFault checkShape(const Region& region);
/// While a line is drawn: whether its last piece crosses an earlier one, or ends on an earlier vertex.
ShapeFault checkLastPiece(const std::vector<Vec2>& points);

} // namespace fillscope
