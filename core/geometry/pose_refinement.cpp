#include "core/geometry/pose_refinement.h"
#include "core/geometry/linear_solve.h"
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

// Rotation, translation (both in the box frame) and logarithm of the depth's scale.
constexpr std::size_t unknowns = 7;
using Row = std::array<double, unknowns>;

constexpr double longestMove = 0.05; // of one iteration: radians, or shares of the distance
constexpr double cornersOff = 2.5;   // percent of the rim's diagonal that corners may be off as a whole
constexpr double scaleSigma = 0.01;  // relative, of a depth camera
constexpr double cornerSigma = 1.5;  // pixels, of a corner placed by hand

struct Normals {
  std::array<Row, unknowns> a{};
  Row b{};
  void add(const Row& j, double residual, double weight) {
    for (std::size_t i = 0; i < unknowns; ++i) {
      for (std::size_t k = 0; k < unknowns; ++k)
        a[i][k] += weight * j[i] * j[k];
      b[i] -= weight * j[i] * residual;
    }
  }
};

Vec3 inwardNormal(int wall) {
  return wall == 0 ? Vec3{1, 0, 0} : wall == 1 ? Vec3{0, 1, 0} : wall == 2 ? Vec3{-1, 0, 0} : Vec3{0, -1, 0};
}

// The camera frame keeps still: the box turns by w and moves by m, both told in its own frame.
BoxPose moved(const BoxPose& pose, Vec3 w, Vec3 m) {
  BoxPose out = pose;
  out.translation = pose.translation + pose.rotation * m;
  const double angle = norm(w);
  if (angle > 1e-15) {
    const Vec3 axis = pose.rotation * ((1 / angle) * w);
    const double c = std::cos(angle), s = std::sin(angle);
    for (Vec3& v : out.rotation.columns)
      v = c * v + s * cross(axis, v) + ((1 - c) * dot(axis, v)) * axis;
  }
  return out;
}

double medianOf(std::vector<double>& v) {
  const auto middle = v.begin() + std::ptrdiff_t(v.size() / 2);
  std::nth_element(v.begin(), middle, v.end());
  return *middle;
}

// A measured pixel: its ray in the camera frame, its z to scale, the direction its surface faces.
struct Ray {
  Vec3 direction;
  double z = 0;
  Vec3 normal;
  bool beside = false; // outside the rim: it may show the rim's top
};

struct Hit {
  Vec3 p;
  int surface = -1; // 0..3 walls as in BoxView::fromWall, 4 + k the top of the rim along side k
  double off = 0;   // distance from it
};

constexpr int surfaces = 8;

Vec3 cameraNormal(const DepthMap& depth, const Alignment& alignment, const CameraIntrinsics& camera, int x,
                  int y, int reach) {
  if (x < reach || y < reach || x + reach >= depth.width() || y + reach >= depth.height()) return {};
  Vec3 p[4];
  const int dx[4] = {reach, -reach, 0, 0}, dy[4] = {0, 0, reach, -reach};
  for (int k = 0; k < 4; ++k) {
    const float value = depth.values.at(x + dx[k], y + dy[k]);
    if (!DepthMap::isMeasured(value)) return {};
    const double inverse = alignment.inverse(value);
    if (!(inverse > 1e-6)) return {};
    p[k] = (1 / inverse) * camera.ray({double(x + dx[k]), double(y + dy[k])});
  }
  return normalized(cross(p[0] - p[1], p[3] - p[2]));
}

std::vector<Ray> raysOf(const DepthMap& depth, const Alignment& alignment, const RimCorners& corners,
                        const CameraIntrinsics& camera) {
  std::vector<Ray> rays;
  const int reach = std::max(1, depth.width() / 200);
  const auto add = [&](int x, int y, bool beside) {
    const float value = depth.values.at(x, y);
    if (!DepthMap::isMeasured(value)) return;
    const double inverse = alignment.inverse(value);
    if (!(inverse > 1e-6)) return;
    const Vec3 normal = cameraNormal(depth, alignment, camera, x, y, reach);
    if (norm(normal) > 0.5) rays.push_back({camera.ray({double(x), double(y)}), 1 / inverse, normal, beside});
  };
  const int step = std::max(1, int(std::sqrt(double(depth.values.pixelCount()) / 40000.0)));
  for (int y = step / 2; y < depth.height(); y += step) {
    const PixelSpan span = spanInside(corners, y, depth.width());
    for (int x = span.begin; x < span.end; x += step)
      add(x, y, false);
  }
  for (int k = 0; k < 4; ++k) {
    const Vec2 a = corners[k], side = corners[(k + 1) % 4] - a;
    const double length = norm(side), band = std::max(6.0, 0.03 * length);
    const Vec2 outwards{side.y / length, -side.x / length};
    const int along = std::clamp(int(length / 2), 8, 1000);
    for (int s = 1; s < along; ++s)
      for (double out = 1; out < band; out += 2) {
        const Vec2 p = a + (double(s) / along) * side + out * outwards;
        if (p.x >= 0 && p.y >= 0 && p.x < depth.width() && p.y < depth.height())
          add(int(p.x), int(p.y), true);
      }
  }
  return rays;
}

double addCorners(Normals& normals, const RimPose& rim, const RimCorners& corners,
                  const CameraIntrinsics& camera) {
  const std::array<Vec3, 4> points{
      Vec3{0, 0, 0}, {rim.first, 0, 0}, {rim.first, rim.second, 0}, {0, rim.second, 0}};
  const double h = 1e-6 * (rim.first + rim.second);
  double sum = 0;
  for (int k = 0; k < 4; ++k) {
    const Vec2 seen = pixelFromPicture(corners[k]), here = camera.project(rim.pose.toCamera(points[k]));
    Row ju{}, jv{};
    for (std::size_t u = 0; u < 6; ++u) {
      double step[6] = {};
      step[u] = u < 3 ? 1e-6 : h;
      const BoxPose pose = moved(rim.pose, {step[0], step[1], step[2]}, {step[3], step[4], step[5]});
      const Vec2 there = camera.project(pose.toCamera(points[k]));
      ju[u] = (there.x - here.x) / step[u];
      jv[u] = (there.y - here.y) / step[u];
    }
    const Vec2 miss = here - seen;
    sum += dot(miss, miss);
    normals.add(ju, miss.x, 1 / (cornerSigma * cornerSigma));
    normals.add(jv, miss.y, 1 / (cornerSigma * cornerSigma));
  }
  return std::sqrt(sum / 4);
}

// The wall or the part of the rim's top that a pixel most likely shows; none beyond the gate or where it
// faces elsewhere.
Hit nearestSurface(const Ray& ray, const RimPose& rim, double scale, double slope, double boxDepth,
                   double gate) {
  Hit hit;
  hit.p = rim.pose.toBox((scale * ray.z) * ray.direction);
  const Vec3 normal = transposedTimes(rim.pose.rotation, ray.normal);
  const double ins[4] = {hit.p.x, hit.p.y, rim.first - hit.p.x, rim.second - hit.p.y};
  if (ray.beside) {
    if (std::abs(hit.p.z) > gate || -normal.z < 0.9) return hit;
    const int side = int(std::min_element(ins, ins + 4) - ins);
    if (ins[side] < 0) hit.surface = 4 + side, hit.off = hit.p.z;
    return hit;
  }
  if (hit.p.z < 0.03 * boxDepth || hit.p.z > 0.93 * boxDepth) return hit;
  double nearest = gate;
  for (int k = 0; k < 4; ++k) {
    const double in = ins[k] - slope * hit.p.z;
    if (std::abs(in) < nearest && dot(inwardNormal(k), normal) > 0.8)
      nearest = std::abs(in), hit.surface = k, hit.off = in;
  }
  return hit;
}

double diagonalOf(const RimCorners& corners) {
  return 0.5 * (norm(corners[2] - corners[0]) + norm(corners[3] - corners[1]));
}

struct Fit {
  bool found = false;
  RimPose rim;
  double logScale = 0;
  int wallsUsed = 0, sidesUsed = 0;
  double spread = 0, cornerError = 0;
};

struct Witnesses {
  const std::vector<Ray>& rays;
  const RimCorners& corners;
  const CameraIntrinsics& camera;
  double boxDepth = 0, slope = 0, pixelSize = 0, gate = 0;
};

// Gauss-Newton from a pose and a scale; the scale moves only where it is free.
Fit fitPose(const RimPose& start, double startScale, bool scaleFree, const Witnesses& w) {
  Fit out;
  out.rim = start;
  out.logScale = startScale;
  const double distance = start.pose.toCamera({0.5 * start.first, 0.5 * start.second, 0}).z;
  double gate = w.gate, moves = 0;
  std::vector<Hit> hits;
  std::vector<double> spreads;
  for (int iteration = 0; iteration < 14; ++iteration) {
    const Vec3 eye = out.rim.pose.toBox({0, 0, 0});
    hits.clear();
    spreads.clear();
    std::array<int, surfaces> counts{};
    for (const Ray& ray : w.rays) {
      const Hit hit = nearestSurface(ray, out.rim, std::exp(out.logScale), w.slope, w.boxDepth, gate);
      if (hit.surface < 0) continue;
      ++counts[std::size_t(hit.surface)];
      spreads.push_back(std::abs(hit.off));
      hits.push_back(hit);
    }
    out.wallsUsed = out.sidesUsed = 0;
    for (int k = 0; k < surfaces; ++k)
      (k < 4 ? out.wallsUsed : out.sidesUsed) += counts[std::size_t(k)] > 40;
    if (out.wallsUsed + out.sidesUsed < 2) {
      if (iteration < 4) return out;
      break;
    }
    out.spread = 1.4826 * medianOf(spreads);
    const double sigma = std::max(1e-5 * w.boxDepth, out.spread);
    Normals normals;
    out.cornerError = addCorners(normals, out.rim, w.corners, w.camera);
    for (const Hit& hit : hits) {
      const double share = hit.off / gate, redescending = (1 - share * share) * (1 - share * share);
      // Pixels of one wall share their error: beyond a hundred they bring nothing new.
      const double fewer = std::min(1.0, 100.0 / counts[std::size_t(hit.surface)]);
      Vec3 n{0, 0, 1};
      if (hit.surface < 4) n = inwardNormal(hit.surface), n.z = -w.slope;
      const Vec3 turn = cross(hit.p, n), lever = hit.p - eye;
      normals.add({-turn.x, -turn.y, -turn.z, -n.x, -n.y, -n.z, dot(n, lever)}, hit.off,
                  redescending * fewer / (sigma * sigma));
    }
    for (std::size_t u = 0; u < unknowns; ++u)
      normals.a[u][u] *= 1 + 1e-9;
    if (!solveLinear(normals.a, normals.b, scaleFree ? unknowns : unknowns - 1)) return out;
    Row d = normals.b;
    if (!scaleFree) d[6] = 0;
    double size = std::abs(d[0]) + std::abs(d[1]) + std::abs(d[2]) +
                  (std::abs(d[3]) + std::abs(d[4]) + std::abs(d[5])) / distance + std::abs(d[6]);
    if (size > longestMove) {
      for (double& v : d)
        v *= longestMove / size;
      size = longestMove;
    }
    moves += size;
    out.rim.pose = moved(out.rim.pose, {d[0], d[1], d[2]}, {d[3], d[4], d[5]});
    out.logScale += d[6];
    if (!(moves < 0.35) || std::abs(out.logScale - startScale) > 0.12)
      return out; // not the walls of this box
    gate =
        std::max(std::max(0.5 * w.pixelSize, 3.5 * sigma), std::min(gate, iteration < 3 ? gate : 0.7 * gate));
    if (size < 1e-9 && iteration > 6) break;
  }
  out.found = true;
  return out;
}

// What an error of the corners, pixels, leaves in doubt about the height of the rim.
double heightDoubt(const RimPose& rim, double cornerError, double pixelSize) {
  const double distance = rim.pose.toCamera({0.5 * rim.first, 0.5 * rim.second, 0}).z;
  // Four corners, seen at the slant of the rim's own opening.
  const double slant = 0.5 * std::sqrt(rim.first * rim.second) / distance;
  return 0.36 * std::max(cornerError, 0.02) * pixelSize / std::max(0.05, slant);
}

} // namespace

PoseRefinement refineOnWalls(RimPose& rim, Alignment& alignment, const DepthMap& depth,
                             const RimCorners& corners, const CameraIntrinsics& camera, double boxDepth,
                             std::optional<double> believedScale) {
  PoseRefinement out;
  out.cornerError = rim.reprojectionError;
  // Hand-placed corners never fit a rectangle of known sides this well: they were computed, and are exact.
  if (rim.reprojectionError < 0.02) return out;
  const double distance = rim.pose.toCamera({0.5 * rim.first, 0.5 * rim.second, 0}).z;
  const double pixelSize = distance / camera.fx;
  const std::vector<Ray> rays = raysOf(depth, alignment, corners, camera);
  const double misfit = std::max(2 * alignment.residual * distance, 5 * rim.reprojectionError * pixelSize);
  const Witnesses witnesses{rays,
                            corners,
                            camera,
                            boxDepth,
                            alignment.taper,
                            pixelSize,
                            std::min(0.25 * boxDepth, std::max(5 * pixelSize, misfit))};
  // Two of the eight coordinates tell the error; twice that is likely the least it is.
  out.heightError = heightDoubt(rim, 2 * rim.reprojectionError, pixelSize);

  const double sign = alignment.kind == DepthKind::inverse ? -1 : 1;
  const double furthest = std::max(cornersOff * 0.01 * diagonalOf(corners), 2 * rim.reprojectionError);
  const double claimed = believedScale ? -sign * std::log(alignment.scale / *believedScale) : 0;
  const auto cost = [&](const Fit& fit) {
    return fit.cornerError / cornerSigma + fit.spread / (0.5 * pixelSize);
  };
  Fit best = fitPose(rim, 0, true, witnesses);
  if (best.cornerError > furthest) best.found = false;
  if (believedScale) {
    const Fit kept = fitPose(rim, claimed, false, witnesses);
    // Walls that fit this well without a change of scale say more than corners do.
    const double limit = kept.spread < 0.3 * pixelSize ? 2 * furthest : furthest;
    const double change = std::abs(best.logScale - claimed) / scaleSigma;
    if (kept.found && kept.cornerError < limit && (!best.found || cost(kept) < cost(best) + change + 0.1))
      best = kept;
  }
  if (!best.found) return out;
  out.applied = true;
  out.wallsUsed = best.wallsUsed, out.sidesUsed = best.sidesUsed;
  out.spread = best.spread;
  out.cornerError = best.cornerError;
  out.heightError = best.sidesUsed >= 2 ? std::max(best.spread, 0.1 * pixelSize)
                                        : heightDoubt(best.rim, best.cornerError, pixelSize);
  rim.pose = best.rim.pose;
  rim.reprojectionError = out.cornerError;
  const double stretch = std::exp(sign * best.logScale);
  alignment.scale *= stretch;
  alignment.shift *= stretch;
  alignment.residual = out.spread / distance;
  return out;
}

} // namespace fillscope
