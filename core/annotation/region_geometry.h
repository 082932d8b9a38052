#pragma once
// Areas and outlines of regions, exact where a formula is: what data sets ask of a shape. Continuous picture
// coordinates, areas in pixels².
#include "core/annotation/keypoint_set.h"
#include "core/annotation/project.h"
#include <vector>

namespace fillscope {

/// Vertices that stand for a circle or ellipse where a format has none: 72, every 5°, as VIA does.
inline constexpr int curveVertices = 72;

/// What the outline encloses, by the shoelace formula; of one that crosses itself the difference of its
/// parts: see outlineArea.
double polygonArea(const std::vector<Vec2>& points);
/// Exact; 0 for polylines, points and unknown shapes.
double enclosedArea(const Shape& shape);

/// Vertices on the curve, beginning at angle 0 (right), turning towards y.
std::vector<Vec2> circlePolygon(const CircleShape& circle, int vertices = curveVertices);
std::vector<Vec2> ellipsePolygon(const EllipseShape& ellipse, int vertices = curveVertices);
/// The polygon of an outline as files have it: vertices at its end that repeat the first one close it and are
/// left out, as long as three remain.
PolygonShape polygonFromOutline(std::vector<Vec2> points);

/// The closed outline of a rect, circle, ellipse or polygon; empty for the others.
std::vector<Vec2> closedOutline(const Shape& shape, int vertices = curveVertices);

/// Sutherland and Hodgman: the part inside the picture. Several parts hang together along its border.
std::vector<Vec2> clippedToPicture(const std::vector<Vec2>& polygon, PictureSize size);
bool isInside(const std::vector<Vec2>& points, PictureSize size); ///< borders count as inside

/// Four corners, clockwise in the picture from the one with the least x + y, of the smallest rectangle around
/// the points (rotating calipers over their hull). Empty without points.
std::vector<Vec2> smallestRectangle(const std::vector<Vec2>& points);
/// The four corners of a rectangle turned by radians about its centre, from the top-left one.
std::vector<Vec2> turnedRectangle(const RectShape& rect, double radians);

} // namespace fillscope
