#include "core/annotation/shape_likeness.h"
#include "core/annotation/keypoint_set.h"
#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include "core/geometry/corner_metrics.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

using Kind = ComparedShape::Kind;
using Points = std::vector<Vec2>;

constexpr const char* words[] = {"rect", "circle", "ellipse", "polygon", "polyline", "point", "unknown"};

double signedArea(const Points& points) {
  double doubled = 0;
  for (std::size_t i = 0; i < points.size(); ++i)
    doubled += cross(points[i], points[(i + 1) % points.size()]);
  return doubled / 2;
}

void takeCorners(ComparedShape& shape, const Points& corners) {
  shape.outline = corners;
  shape.points = corners;
  shape.orderFree = true;
  for (int i = 0; i < 4; ++i) {
    shape.names.emplace_back(cornerNames[i]);
    shape.pointIndices.push_back(i);
  }
}

void takeSet(ComparedShape& shape, const KeypointSet& set) {
  shape.kind = Kind::points;
  shape.word = "keypoints";
  for (std::size_t i = 0; i < set.points.size(); ++i) {
    if (set.points[i].visibility == KeypointVisibility::outside) continue;
    shape.points.push_back(set.points[i].at);
    shape.names.push_back(set.kind.keypoints[i]);
    shape.pointIndices.push_back(static_cast<int>(i));
    shape.visibility.push_back(static_cast<int>(set.points[i].visibility));
  }
  shape.outline = shape.points;
  const bool isBox = set.kind.name == "box" && set.points.size() == 4 && shape.points.size() == 4;
  if (isBox) shape.kind = Kind::area;
  shape.orderFree = isBox;
}

ComparedShape comparedShape(const Region& region, const std::string& labelAttribute) {
  ComparedShape shape;
  shape.label = labelOf(region, labelAttribute);
  shape.word = words[static_cast<int>(kindOf(region.shape))];
  if (const auto set = keypointSetOf(region)) {
    takeSet(shape, *set);
  } else if (Points outline = closedOutline(region.shape); outline.size() >= 3) {
    shape.kind = Kind::area;
    const bool round = std::holds_alternative<CircleShape>(region.shape) ||
                       std::holds_alternative<EllipseShape>(region.shape);
    shape.outline = outline;
    if (outline.size() == 4 && !round) takeCorners(shape, outline);
  } else if (const auto* line = std::get_if<PolylineShape>(&region.shape); line && !line->points.empty()) {
    shape.kind = Kind::line;
    shape.outline = line->points;
  } else if (const auto* point = std::get_if<PointShape>(&region.shape)) {
    shape.kind = Kind::point;
    shape.outline = {point->position};
  }
  return shape;
}

double distanceToLine(Vec2 p, const Points& line) {
  double least = norm(p - line.front());
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Vec2 side = line[i + 1] - line[i];
    const double length2 = dot(side, side);
    const double t = length2 > 0 ? std::clamp(dot(p - line[i], side) / length2, 0.0, 1.0) : 0;
    least = std::min(least, norm(p - (line[i] + t * side)));
  }
  return least;
}

/// Mean over places spread evenly along a.
double meanDistanceAlong(const Points& a, const Points& b) {
  constexpr int places = 64;
  double length = 0;
  for (std::size_t i = 0; i + 1 < a.size(); ++i)
    length += norm(a[i + 1] - a[i]);
  if (!(length > 0)) return distanceToLine(a.front(), b);
  double sum = 0, passed = 0;
  std::size_t piece = 0;
  for (int k = 0; k < places; ++k) {
    const double wanted = length * (k + 0.5) / places;
    while (piece + 2 < a.size() && passed + norm(a[piece + 1] - a[piece]) < wanted) {
      passed += norm(a[piece + 1] - a[piece]);
      ++piece;
    }
    const double along = norm(a[piece + 1] - a[piece]);
    const double t = along > 0 ? (wanted - passed) / along : 0;
    sum += distanceToLine(a[piece] + t * (a[piece + 1] - a[piece]), b);
  }
  return sum / places;
}

/// For each point of a that b has too, its place in b.
std::vector<std::pair<std::size_t, std::size_t>> pairedPoints(const ComparedShape& a,
                                                              const ComparedShape& b) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  if (!a.orderFree || !b.orderFree) {
    for (std::size_t i = 0; i < a.points.size(); ++i) {
      const auto found = std::find(b.names.begin(), b.names.end(), a.names[i]);
      if (found != b.names.end()) pairs.emplace_back(i, found - b.names.begin());
    }
    return pairs;
  }
  if (a.points.size() != 4 || b.points.size() != 4) return pairs;
  // Drawn the other way round, the same corners come in reverse.
  const bool reversed = signedArea(a.points) * signedArea(b.points) < 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t turn = 0; turn < 4; ++turn) {
    double sum = 0;
    std::vector<std::pair<std::size_t, std::size_t>> turned;
    for (std::size_t i = 0; i < 4; ++i) {
      turned.emplace_back(i, ((reversed ? 4 - i : i) + turn) % 4);
      sum += norm(b.points[turned.back().second] - a.points[i]);
    }
    if (sum < least) least = sum, pairs = std::move(turned);
  }
  return pairs;
}

/// As COCO counts: over the points that A has labelled; one that B lacks counts 0.
double similarityOf(const ComparedShape& a, const ComparedShape& b, double sigma) {
  if (a.points.empty()) return 0;
  double area = polygonArea(a.points.size() == 4 ? a.points : Points{});
  if (!(area > 0)) area = a.bounds.size().x * a.bounds.size().y;
  // Points on a line or a single one have no area to judge by.
  if (!(area > 0)) area = std::max(1.0, dot(a.bounds.size(), a.bounds.size()));
  const double spread = 2 * area * 4 * sigma * sigma;
  double sum = 0;
  for (const auto& [i, j] : pairedPoints(a, b)) {
    const Vec2 d = b.points[j] - a.points[i];
    sum += std::exp(-dot(d, d) / spread);
  }
  return sum / static_cast<double>(a.points.size());
}

bool canOverlap(const ComparedShape& shape) { return shape.kind == Kind::area; }

} // namespace

std::vector<ComparedShape> comparedShapes(const Picture& picture, const std::string& labelAttribute) {
  std::vector<ComparedShape> shapes;
  const int rimIndex = rimRegionIndex(picture);
  for (std::size_t i = 0; i < picture.regions.size(); ++i) {
    const Region& region = picture.regions[i];
    ComparedShape shape = comparedShape(region, labelAttribute);
    const auto* line = std::get_if<PolylineShape>(&region.shape);
    // An older outline is the box where nobody calls it something else.
    const bool called = !shape.label.empty() && shape.label != "box";
    if (static_cast<int>(i) == rimIndex && (isMarkedRim(region) || !called)) {
      if (const auto rim = rimOf(picture); rim && rim->complete()) {
        ComparedShape box;
        box.kind = Kind::area;
        box.label = shape.label.empty() ? "box" : shape.label;
        shape = std::move(box);
        takeCorners(shape, rim->corners);
        shape.word = "box rim";
      }
    } else if (isMarkedRim(region) && line && line->points.size() == 4) {
      shape.kind = Kind::area;
      takeCorners(shape, line->points);
      shape.word = "box rim";
    }
    if (shape.kind == Kind::nothing || shape.outline.empty()) continue;
    shape.index = static_cast<int>(i);
    shape.bounds = boundsOf(shape.outline);
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

double likenessOf(const ComparedShape& a, const ComparedShape& b, const AgreementOptions& options) {
  if (!options.anyLabel && a.label != b.label) return 0;
  // Also where they enclose nothing: the same thing is wholly alike.
  if (a.kind == b.kind && a.kind != Kind::points && a.outline == b.outline) return 1;
  if (canOverlap(a) && canOverlap(b)) {
    if (!a.bounds.meets(b.bounds)) return 0;
    const double overlap = polygonIou(a.outline, b.outline);
    return overlap > 0 && overlap >= options.leastOverlap ? overlap : 0;
  }
  if (a.kind != b.kind) return 0;
  if (a.kind == Kind::points) {
    const double similarity = similarityOf(a, b, options.sigma);
    return similarity >= options.leastOverlap ? similarity : 0;
  }
  const double distance = a.kind == Kind::point ? norm(a.outline.front() - b.outline.front())
                                                : std::max(meanDistanceAlong(a.outline, b.outline),
                                                           meanDistanceAlong(b.outline, a.outline));
  return distance < options.reach ? 1 - distance / options.reach : 0;
}

ShapeMatch matchOf(const ComparedShape& a, const ComparedShape& b, double likeness,
                   const AgreementOptions& options) {
  ShapeMatch match;
  match.a = a.index, match.b = b.index;
  match.label = a.label, match.shape = a.word;
  match.likeness = likeness;
  if (canOverlap(a) && canOverlap(b)) match.overlap = likeness;
  if (a.kind == Kind::point) {
    match.names = {"point"};
    match.corners = a.outline;
    match.offsets = {b.outline.front() - a.outline.front()};
    match.vertices = match.partners = {0};
    match.meanDistance = norm(match.offsets.front());
    return match;
  }
  const auto pairs = pairedPoints(a, b);
  if (pairs.empty()) return match;
  double diagonal = 0;
  for (const Vec2 p : a.points)
    for (const Vec2 q : a.points)
      diagonal = std::max(diagonal, norm(p - q));
  if (a.orderFree) diagonal = std::max(norm(a.points[2] - a.points[0]), norm(a.points[3] - a.points[1]));
  for (const auto& [i, j] : pairs) {
    match.names.push_back(a.names[i]);
    match.corners.push_back(a.points[i]);
    match.offsets.push_back(b.points[j] - a.points[i]);
    match.vertices.push_back(a.pointIndices[i]);
    match.partners.push_back(b.pointIndices[j]);
    match.meanDistance += norm(match.offsets.back()) / static_cast<double>(pairs.size());
    if (!a.visibility.empty() && !b.visibility.empty() && a.visibility[i] != b.visibility[j])
      match.sameVisibility = false;
  }
  if (a.points.size() != b.points.size()) match.sameVisibility = false;
  match.meanShare = diagonal > 0 ? match.meanDistance / diagonal : 0;
  match.oks = similarityOf(a, b, options.sigma);
  return match;
}

} // namespace fillscope
