#include "core/geometry/polygon_overlap.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

struct Edge {
  Vec2 low, high; ///< low.y < high.y
  bool ofA = false;
  double xAt(double y) const { return low.x + (high.x - low.x) * ((y - low.y) / (high.y - low.y)); }
};

void addEdges(const std::vector<Vec2>& outline, bool ofA, std::vector<Edge>& edges) {
  for (std::size_t k = 0; k < outline.size(); ++k) {
    Vec2 p = outline[k], q = outline[(k + 1) % outline.size()];
    if (p.y == q.y) continue; // level edges bound no trapezoid from the side
    if (p.y > q.y) std::swap(p, q);
    edges.push_back({p, q, ofA});
  }
}

void addCrossings(const std::vector<Edge>& edges, std::vector<double>& heights) {
  for (std::size_t i = 0; i < edges.size(); ++i)
    for (std::size_t j = i + 1; j < edges.size(); ++j) {
      const Vec2 u = edges[i].high - edges[i].low, v = edges[j].high - edges[j].low,
                 w = edges[j].low - edges[i].low;
      const double det = cross(u, v);
      if (det == 0) continue;
      const double t = cross(w, v) / det, s = cross(w, u) / det;
      if (t > 0 && t < 1 && s > 0 && s < 1) heights.push_back(edges[i].low.y + t * u.y);
    }
}

} // namespace

Overlap overlapOf(const std::vector<Vec2>& a, const std::vector<Vec2>& b) {
  std::vector<Edge> edges;
  addEdges(a, true, edges);
  addEdges(b, false, edges);
  std::vector<double> heights;
  for (const Edge& edge : edges) {
    heights.push_back(edge.low.y);
    heights.push_back(edge.high.y);
  }
  addCrossings(edges, heights);
  std::sort(heights.begin(), heights.end());

  struct Side {
    double x;
    bool ofA;
  };
  std::vector<Side> sides;
  Overlap overlap;
  for (std::size_t k = 0; k + 1 < heights.size(); ++k) {
    const double thickness = heights[k + 1] - heights[k], middle = 0.5 * (heights[k] + heights[k + 1]);
    if (!(thickness > 0)) continue;
    sides.clear();
    for (const Edge& edge : edges)
      if (edge.low.y < middle && middle < edge.high.y) sides.push_back({edge.xAt(middle), edge.ofA});
    std::sort(sides.begin(), sides.end(), [](const Side& p, const Side& q) { return p.x < q.x; });
    bool inA = false, inB = false;
    for (std::size_t n = 0; n + 1 < sides.size(); ++n) {
      (sides[n].ofA ? inA : inB) ^= true;
      const double area = (sides[n + 1].x - sides[n].x) * thickness;
      if (inA && inB) overlap.both += area;
      if (inA || inB) overlap.either += area;
    }
  }
  return overlap;
}

std::vector<Vec2> convexHull(std::vector<Vec2> points) {
  std::sort(points.begin(), points.end(),
            [](Vec2 p, Vec2 q) { return p.x < q.x || (p.x == q.x && p.y < q.y); });
  points.erase(std::unique(points.begin(), points.end()), points.end());
  if (points.size() < 3) return points;
  std::vector<Vec2> hull;
  const auto walk = [&](auto first, auto last) {
    const std::size_t start = hull.size();
    for (auto it = first; it != last; ++it) {
      while (hull.size() >= start + 2 &&
             cross(hull.back() - hull[hull.size() - 2], *it - hull[hull.size() - 2]) <= 0)
        hull.pop_back();
      hull.push_back(*it);
    }
    hull.pop_back(); // the other chain begins with it
  };
  walk(points.begin(), points.end());
  walk(points.rbegin(), points.rend());
  return hull;
}

} // namespace fillscope
