#include "core/imaging/edge_fit.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

constexpr double shortestSide = 10, farthest = 40, sampleStep = 1, profileStep = 0.25;
constexpr double leastChange = 3; // grey levels a pixel: fainter is texture
constexpr double window = 3;      // pixels to either side of the peak that its centre of gravity is taken of
constexpr double faint = 0.03;    // of the peak: the foot of its hill
constexpr double agreement = 0.6; // pixels between a line and a place that supports it
constexpr std::size_t leastPoints = 6;
constexpr double leastAngle = 0.17; // radians between the edges

Error badInput(std::string what, std::string hint) {
  return {ErrorCode::badInput, std::move(what), {}, std::move(hint)};
}

double grey(const Image& picture, int x, int y) {
  const std::uint8_t* p = picture.row(y) + static_cast<std::ptrdiff_t>(x) * picture.channels();
  return picture.channels() < 3 ? p[0] : 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2];
}

/// Between the centres of four pixels; nothing outside of them.
std::optional<double> sample(const Image& picture, Vec2 at) {
  const double x = at.x - 0.5, y = at.y - 0.5;
  const double fx = std::floor(x), fy = std::floor(y);
  if (!(fx >= 0 && fy >= 0 && fx + 1 < picture.width() && fy + 1 < picture.height())) return {};
  const int ix = static_cast<int>(fx), iy = static_cast<int>(fy);
  const double u = x - fx, v = y - fy;
  return (1 - v) * ((1 - u) * grey(picture, ix, iy) + u * grey(picture, ix + 1, iy)) +
         v * ((1 - u) * grey(picture, ix, iy + 1) + u * grey(picture, ix + 1, iy + 1));
}

struct EdgePoint {
  Vec2 at;
  double strength = 0; ///< grey levels a pixel, brighter to the left of the side's direction counts negative
};

/// The steepest rise and the steepest fall of brightness across a side at one place.
void searchAcross(const Image& picture, Vec2 centre, Vec2 normal, double reach, std::vector<EdgePoint>& rises,
                  std::vector<EdgePoint>& falls) {
  const int half = static_cast<int>(std::ceil((reach + window) / profileStep));
  std::vector<double> change(static_cast<std::size_t>(2 * half + 1));
  for (int i = -half; i <= half; ++i) {
    const auto before = sample(picture, centre + (i - 1) * profileStep * normal);
    const auto after = sample(picture, centre + (i + 1) * profileStep * normal);
    if (!before || !after) return;
    change[static_cast<std::size_t>(i + half)] = (*after - *before) / (2 * profileStep);
  }
  const int spread = static_cast<int>(window / profileStep);
  const int first = spread, last = 2 * half - spread;
  for (const double sign : {1.0, -1.0}) {
    int peak = -1;
    double most = leastChange;
    for (int i = first; i <= last; ++i)
      if (const double rise = sign * change[static_cast<std::size_t>(i)]; rise > most) {
        most = rise;
        peak = i;
      }
    if (peak < 0) continue;
    // One hill: to where the change has gone. Cut off any earlier, it would lean to the side of the sample
    // that happens to be its highest.
    double weight = 0, moment = 0;
    const auto add = [&](int i) {
      const double rise = sign * change[static_cast<std::size_t>(i)];
      if (rise <= faint * most) return false;
      weight += rise;
      moment += rise * (i - half) * profileStep;
      return true;
    };
    for (int i = peak; i <= peak + spread && add(i); ++i) {
    }
    for (int i = peak - 1; i >= peak - spread && add(i); --i) {
    }
    (sign > 0 ? rises : falls).push_back({centre + moment / weight * normal, most});
  }
}

/// Weighted least squares across the line.
FittedLine leastSquares(const std::vector<EdgePoint>& points, const std::vector<double>& weights) {
  double sum = 0;
  Vec2 mean;
  for (std::size_t i = 0; i < points.size(); ++i) {
    sum += weights[i];
    mean = mean + weights[i] * points[i].at;
  }
  mean = (1 / sum) * mean;
  double xx = 0, yy = 0, xy = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Vec2 d = points[i].at - mean;
    xx += weights[i] * d.x * d.x;
    yy += weights[i] * d.y * d.y;
    xy += weights[i] * d.x * d.y;
  }
  const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
  return {mean, {std::cos(angle), std::sin(angle)}, 0, 0};
}

double distance(const FittedLine& line, Vec2 at) { return std::abs(cross(line.direction, at - line.point)); }

std::optional<FittedLine> robustLine(const std::vector<EdgePoint>& points) {
  if (points.size() < leastPoints) return {};
  FittedLine line;
  double most = 0;
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = i + 4; j < points.size(); ++j) {
      const Vec2 along = points[j].at - points[i].at;
      const double length = norm(along);
      if (length < 3) continue;
      const FittedLine candidate{points[i].at, (1 / length) * along, 0, 0};
      double support = 0;
      for (const EdgePoint& point : points)
        if (const double d = distance(candidate, point.at); d < agreement)
          support += point.strength * (1 - d / agreement);
      if (support > most) {
        most = support;
        line = candidate;
      }
    }
  if (most == 0) return {};
  double scale = agreement;
  for (int round = 0; round < 8; ++round) {
    std::vector<double> weights, near;
    for (const EdgePoint& point : points) {
      const double d = distance(line, point.at), ratio = d / (4.685 * scale);
      weights.push_back(ratio < 1 ? point.strength * (1 - ratio * ratio) * (1 - ratio * ratio) : 0);
      if (ratio < 1) near.push_back(d);
    }
    if (near.size() < leastPoints) return {};
    line = leastSquares(points, weights);
    std::nth_element(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(near.size() / 2), near.end());
    scale = std::clamp(1.4826 * near[near.size() / 2], 0.03, agreement);
  }
  double squares = 0;
  for (const EdgePoint& point : points)
    if (const double d = distance(line, point.at); d < std::max(4.685 * scale, 0.25)) {
      squares += d * d;
      ++line.points;
    }
  if (line.points < static_cast<int>(leastPoints)) return {};
  line.residual = std::sqrt(squares / line.points);
  return line;
}

std::optional<FittedLine> fitSide(const Image& picture, Vec2 corner, Vec2 direction, double length,
                                  double reach) {
  const double gap = std::clamp(0.15 * length, 2.5, reach + 1.5);
  const double end = std::min(length - gap, farthest);
  const Vec2 normal{-direction.y, direction.x};
  std::vector<EdgePoint> rises, falls;
  int samples = 0;
  for (double s = gap; s <= end; s += sampleStep, ++samples)
    searchAcross(picture, corner + s * direction, normal, reach, rises, falls);
  const auto total = [](const std::vector<EdgePoint>& points) {
    double sum = 0;
    for (const EdgePoint& point : points)
      sum += point.strength;
    return sum;
  };
  // An edge keeps its bright side.
  std::optional<FittedLine> line = robustLine(total(rises) >= total(falls) ? rises : falls);
  if (!line || line->points < samples * 2 / 5) return {};
  if (dot(line->direction, direction) < 0) line->direction = -1.0 * line->direction;
  return line;
}

std::optional<Vec2> crossing(const FittedLine& a, const FittedLine& b) {
  const double sine = cross(a.direction, b.direction);
  if (std::abs(sine) < std::sin(leastAngle)) return {};
  const double along = cross(b.point - a.point, b.direction) / sine;
  return a.point + along * a.direction;
}

std::optional<Vec2> cornerSubPixFrom(const Image& picture, Vec2 corner, double side, double reach) {
  const int half = std::clamp(static_cast<int>(side / 4), 3, 8), room = 3 * half + 4;
  const int left = std::max(static_cast<int>(corner.x) - room, 0),
            top = std::max(static_cast<int>(corner.y) - room, 0);
  const int right = std::min(static_cast<int>(corner.x) + room, picture.width()),
            bottom = std::min(static_cast<int>(corner.y) + room, picture.height());
  if (right - left < 2 * half + 6 || bottom - top < 2 * half + 6) return {};
  cv::Mat part(bottom - top, right - left, CV_8U);
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x)
      part.at<std::uint8_t>(y - top, x - left) = static_cast<std::uint8_t>(std::lround(grey(picture, x, y)));
  // OpenCV's places are pixel centres.
  std::vector<cv::Point2f> corners{
      cv::Point2f(static_cast<float>(corner.x - 0.5 - left), static_cast<float>(corner.y - 0.5 - top))};
  cv::cornerSubPix(part, corners, cv::Size(half, half), cv::Size(-1, -1),
                   cv::TermCriteria(cv::TermCriteria::EPS + cv::TermCriteria::COUNT, 40, 1e-3));
  const Vec2 found{corners[0].x + 0.5 + left, corners[0].y + 0.5 + top};
  if (!(norm(found - corner) <= reach)) return {};
  return found;
}

} // namespace

Result<CornerFit> fitCorner(const Image& picture, Vec2 corner, Vec2 previous, Vec2 next, double reach) {
  const Vec2 ends[2] = {previous, next};
  FittedLine lines[2];
  Vec2 at = corner;
  // Twice: a side drawn askew is searched again along the edge that was found.
  for (int round = 0; round < 2; ++round) {
    FittedLine found[2];
    for (int side = 0; side < 2; ++side) {
      const double length = norm(ends[side] - at);
      if (!(length >= shortestSide))
        return badInput("a side of this corner is too short to look for its edge", "place the corner by eye");
      const Vec2 direction = round == 0 ? (1 / length) * (ends[side] - at) : lines[side].direction;
      const auto line = fitSide(picture, at, direction, length, round == 0 ? reach : std::min(reach, 2.0));
      if (!line)
        return badInput(side == 0 ? "no straight edge towards the previous corner"
                                  : "no straight edge towards the next corner",
                        "move the corner nearer to the edge, or place it by eye");
      found[side] = *line;
    }
    const auto meeting = crossing(found[0], found[1]);
    if (!meeting) return badInput("the two edges are nearly parallel", "place the corner by eye");
    if (norm(*meeting - corner) > 2 * reach)
      return badInput("the edges meet too far from this corner", "move the corner nearer to where they meet");
    lines[0] = found[0];
    lines[1] = found[1];
    at = *meeting;
  }
  CornerFit fit;
  fit.corner = at;
  fit.first = lines[0];
  fit.second = lines[1];
  fit.residual = std::max(lines[0].residual, lines[1].residual);
  fit.angle = std::acos(std::clamp(dot(lines[0].direction, lines[1].direction), -1.0, 1.0));
  fit.secondOpinion =
      cornerSubPixFrom(picture, at, std::min(norm(previous - at), norm(next - at)), std::max(reach, 3.0));
  return fit;
}

} // namespace fillscope
