#include "core/geometry/pose_refinement.h"
#include "core/geometry/linear_solve.h"
#include <cmath>

namespace fillscope {

namespace {

// Rotation, translation (both in the box frame) and logarithm of the depth's scale.
constexpr std::size_t unknowns = 7;
using Row = std::array<double, unknowns>;

constexpr double cornerSigma = 1.5; // pixels, of a corner placed by hand

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

struct WallHit {
  Vec3 p;
  int wall = -1;
  double in = 0;
};

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

} // namespace

PoseRefinement refineOnWalls(RimPose& rim, Alignment& alignment, const DepthMap& depth,
                             const RimCorners& corners, const CameraIntrinsics& camera, double boxDepth) {
  PoseRefinement out;
  out.cornerError = rim.reprojectionError;
  // Hand-placed corners never fit a rectangle of known sides this well: they were computed, and are exact.
  if (rim.reprojectionError < 0.02) return out;
  struct Ray {
    Vec3 direction;
    double z;
  };
  std::vector<Ray> rays; // camera frame, z to scale
  const int step = std::max(1, int(std::sqrt(double(depth.values.pixelCount()) / 40000.0)));
  for (int y = step / 2; y < depth.height(); y += step) {
    const PixelSpan span = spanInside(corners, y, depth.width());
    for (int x = span.begin; x < span.end; x += step) {
      const float value = depth.values.at(x, y);
      if (!DepthMap::isMeasured(value)) continue;
      const double inverse = alignment.inverse(value);
      if (inverse > 1e-6) rays.push_back({camera.ray({double(x), double(y)}), 1 / inverse});
    }
  }
  const double distance = rim.pose.toCamera({0.5 * rim.first, 0.5 * rim.second, 0}).z;
  const double pixelSize = distance / camera.fx, slope = alignment.taper;
  const double reach = 0.25 * boxDepth;
  const double misfit = std::max(2 * alignment.residual * distance, 5 * rim.reprojectionError * pixelSize);
  double gate = std::min(reach, std::max(5 * pixelSize, misfit)), logScale = 0;
  RimPose trial = rim;
  std::vector<WallHit> hits;
  std::vector<double> spreads;
  for (int iteration = 0; iteration < 14; ++iteration) {
    const Vec3 eye = trial.pose.toBox({0, 0, 0});
    const double scale = std::exp(logScale);
    hits.clear();
    spreads.clear();
    std::array<int, 4> counts{};
    for (const Ray& ray : rays) {
      WallHit hit;
      hit.p = trial.pose.toBox((scale * ray.z) * ray.direction);
      if (hit.p.z < 0.03 * boxDepth || hit.p.z > 0.93 * boxDepth) continue;
      double nearest = gate;
      const double ins[4] = {hit.p.x, hit.p.y, trial.first - hit.p.x, trial.second - hit.p.y};
      for (int k = 0; k < 4; ++k) {
        const double in = ins[k] - slope * hit.p.z;
        if (std::abs(in) < nearest) nearest = std::abs(in), hit.wall = k, hit.in = in;
      }
      if (hit.wall < 0) continue;
      ++counts[std::size_t(hit.wall)];
      spreads.push_back(nearest);
      hits.push_back(hit);
    }
    out.wallsUsed = 0;
    for (int n : counts)
      out.wallsUsed += n > 40;
    if (out.wallsUsed < 2) {
      if (iteration < 4) return out;
      break;
    }
    out.spread = 1.4826 * medianOf(spreads);
    const double sigma = std::max(1e-5 * boxDepth, out.spread);
    Normals normals;
    out.cornerError = addCorners(normals, trial, corners, camera);
    for (const WallHit& hit : hits) {
      const double share = hit.in / gate, redescending = (1 - share * share) * (1 - share * share);
      // Pixels of one wall share their error: beyond a hundred they bring nothing new.
      const double weight =
          redescending * std::min(1.0, 100.0 / counts[std::size_t(hit.wall)]) / (sigma * sigma);
      Vec3 n = inwardNormal(hit.wall);
      n.z = -slope;
      const Vec3 turn = cross(hit.p, n), lever = hit.p - eye;
      normals.add({-turn.x, -turn.y, -turn.z, -n.x, -n.y, -n.z, dot(n, lever)}, hit.in, weight);
    }
    for (std::size_t u = 0; u < unknowns; ++u)
      normals.a[u][u] *= 1 + 1e-9;
    if (!solveLinear(normals.a, normals.b)) return out;
    const Row& d = normals.b;
    const double size = std::abs(d[0]) + std::abs(d[1]) + std::abs(d[2]) +
                        (std::abs(d[3]) + std::abs(d[4]) + std::abs(d[5])) / distance;
    if (!(size < 0.2) || std::abs(logScale + d[6]) > 0.12)
      return out; // the walls seen are not those of this box
    trial.pose = moved(trial.pose, {d[0], d[1], d[2]}, {d[3], d[4], d[5]});
    logScale += d[6];
    gate =
        std::max(std::max(0.5 * pixelSize, 3.5 * sigma), std::min(gate, iteration < 3 ? gate : 0.7 * gate));
    if (size + std::abs(d[6]) < 1e-9 && iteration > 6) break;
  }
  // Four corners of sigma each, seen at the slant of the rim's own opening.
  const double slant = 0.5 * std::sqrt(trial.first * trial.second) / distance;
  out.heightError = 0.36 * std::max(out.cornerError, 0.02) * pixelSize / std::max(0.05, slant);
  rim.pose = trial.pose;
  rim.reprojectionError = out.cornerError;
  const double stretch = std::exp(alignment.kind == DepthKind::inverse ? -logScale : logScale);
  alignment.scale *= stretch;
  alignment.shift *= stretch;
  alignment.residual = out.spread / distance;
  return out;
}

} // namespace fillscope
