#include "core/imaging/picture_alignment.h"
#include "core/imaging/corner_tracks.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace fillscope {
namespace {

constexpr double longestSide =
    800;                        // pixels; corners are looked for at no more, and placed in the full picture
constexpr double around = 0.06; // of the area's size, on each side
constexpr double searchShare = 0.06; // of the picture's longer side
constexpr int leastReach = 24;
constexpr double agreement = 1.5;  // pixels from where the map says
constexpr double mostResidual = 2; // pixels of the full picture
constexpr std::size_t leastAffine = 6, leastHomography = 12;
constexpr double leastShare = 0.4; // of the corners found again that have to agree
constexpr int rounds = 400;
constexpr unsigned seed = 4711;

using Tracks = std::vector<CornerTrack>;
using Map = cv::Matx33d;

cv::Point2d mapped(const Map& map, cv::Point2d p) {
  const cv::Vec3d q = map * cv::Vec3d(p.x, p.y, 1);
  return {q[0] / q[2], q[1] / q[2]};
}

/// Least squares about the middle, so that the numbers are of one size (Hartley 1997).
std::optional<Map> fit(const Tracks& tracks, bool affine) {
  cv::Point2d a, b;
  for (const CornerTrack& t : tracks) {
    a += t.from / double(tracks.size());
    b += t.to / double(tracks.size());
  }
  double spread = 0;
  for (const CornerTrack& t : tracks)
    spread += cv::norm(t.from - a) / double(tracks.size());
  if (spread < 1e-6) return {};
  const double s = 1 / spread;
  const int columns = affine ? 6 : 8;
  cv::Mat left(static_cast<int>(2 * tracks.size()), columns, CV_64F, cv::Scalar(0)),
      right(left.rows, 1, CV_64F);
  for (int i = 0; i < static_cast<int>(tracks.size()); ++i) {
    const cv::Point2d p = s * (tracks[std::size_t(i)].from - a), q = s * (tracks[std::size_t(i)].to - b);
    for (int r = 0; r < 2; ++r) {
      double* row = left.ptr<double>(2 * i + r);
      const double goal = r == 0 ? q.x : q.y;
      row[3 * r] = p.x, row[3 * r + 1] = p.y, row[3 * r + 2] = 1;
      if (!affine) row[6] = -goal * p.x, row[7] = -goal * p.y;
      right.at<double>(2 * i + r) = goal;
    }
  }
  cv::Mat x;
  if (!cv::solve(left, right, x, cv::DECOMP_SVD)) return {};
  Map inner = Map::eye();
  for (int i = 0; i < columns; ++i)
    inner.val[i] = x.at<double>(i);
  const Map before(s, 0, -s * a.x, 0, s, -s * a.y, 0, 0, 1), after(1 / s, 0, b.x, 0, 1 / s, b.y, 0, 0, 1);
  const Map map = after * inner * before;
  return std::abs(map(2, 2)) < 1e-12 ? std::nullopt : std::optional<Map>(map * (1 / map(2, 2)));
}

Tracks agreeing(const Tracks& tracks, const Map& map, double within) {
  Tracks agree;
  for (const CornerTrack& t : tracks)
    if (cv::norm(mapped(map, t.from) - t.to) <= within) agree.push_back(t);
  return agree;
}

struct Found {
  Map map = Map::eye();
  Tracks agree;
};

std::optional<Found> mostAgreed(const Tracks& tracks, bool affine, double within) {
  const std::size_t sample = affine ? 3 : 4, least = affine ? leastAffine : leastHomography;
  if (tracks.size() < least) return {};
  cv::RNG random(seed);
  Found best;
  for (int round = 0; round < rounds; ++round) {
    Tracks few;
    for (std::size_t i = 0; i < sample; ++i)
      few.push_back(tracks[static_cast<std::size_t>(random.uniform(0, static_cast<int>(tracks.size())))]);
    const auto map = fit(few, affine);
    if (!map) continue;
    if (Tracks agree = agreeing(tracks, *map, within); agree.size() > best.agree.size())
      best = {*map, std::move(agree)};
  }
  for (int again = 0; again < 3 && best.agree.size() >= least; ++again) {
    const auto map = fit(best.agree, affine);
    if (!map) break;
    Tracks agree = agreeing(tracks, *map, within);
    if (agree.size() < least) break;
    best = {*map, std::move(agree)};
  }
  return best.agree.size() < least ? std::nullopt : std::optional(best);
}

double residualOf(const Found& found) {
  double sum = 0;
  for (const CornerTrack& t : found.agree)
    sum += std::pow(cv::norm(mapped(found.map, t.from) - t.to), 2);
  return std::sqrt(sum / std::max(1.0, double(found.agree.size())));
}

/// The simplest map that explains what was found.
std::optional<Found> mapOf(const Tracks& tracks, double within) {
  auto affine = mostAgreed(tracks, true, within), perspective = mostAgreed(tracks, false, within);
  if (!affine || !perspective) return affine ? affine : perspective;
  const bool explainsMore = double(perspective->agree.size()) > 1.15 * double(affine->agree.size());
  const bool isNearer = residualOf(*perspective) < 0.75 * residualOf(*affine) && residualOf(*affine) > 0.15;
  return explainsMore || isNearer ? perspective : affine;
}

cv::Mat greyOf(const Image& picture) {
  // OpenCV's header takes no constant pixels; nothing writes to them.
  const cv::Mat all(picture.height(), picture.width(), CV_8UC(picture.channels()),
                    const_cast<std::uint8_t*>(picture.data()));
  cv::Mat grey;
  if (picture.channels() == 1) return all;
  cv::cvtColor(all, grey, cv::COLOR_RGB2GRAY);
  return grey;
}

/// Convex as before, of a size that a next picture can have.
bool isPlausible(const Map& map, const cv::Rect2d& area) {
  const cv::Point2d corners[4] = {
      area.tl(), {area.x + area.width, area.y}, area.br(), {area.x, area.y + area.height}};
  cv::Point2d to[4];
  for (int i = 0; i < 4; ++i) {
    const cv::Vec3d q = map * cv::Vec3d(corners[i].x, corners[i].y, 1);
    if (q[2] <= 0.1) return false;
    to[i] = {q[0] / q[2], q[1] / q[2]};
  }
  double doubled = 0;
  for (int i = 0; i < 4; ++i) {
    const cv::Point2d along = to[(i + 1) % 4] - to[i], next = to[(i + 2) % 4] - to[(i + 1) % 4];
    if (along.cross(next) <= 0) return false;
    doubled += to[i].cross(to[(i + 1) % 4]);
  }
  const double ratio = doubled / 2 / std::max(1.0, area.area());
  return ratio > 0.25 && ratio < 4;
}

Error refusal(std::string what) {
  return {ErrorCode::badInput, std::move(what), {}, "carry without aligning, or place it by hand"};
}

} // namespace

Vec2 PictureAlignment::apply(Vec2 at) const {
  const Vec3 q = map * Vec3{at.x, at.y, 1};
  return {q.x / q.z, q.y / q.z};
}

Result<PictureAlignment> alignPictures(const Image& first, const Image& second, const std::vector<Vec2>& area,
                                       const Progress& progress) {
  const auto usable = [](const Image& p) { return !p.empty() && (p.channels() == 1 || p.channels() == 3); };
  if (!usable(first) || !usable(second) || area.empty()) return refusal("there is nothing to align");
  const cv::Mat full[2] = {greyOf(first), greyOf(second)};
  const double scale = std::min(1.0, longestSide / std::max({first.width(), first.height(), 1}));
  cv::Mat small[2] = {full[0], full[1]};
  if (scale < 1)
    for (int i = 0; i < 2; ++i)
      cv::resize(full[i], small[i], {}, scale, scale, cv::INTER_AREA);
  Vec2 low = area.front(), high = low;
  for (const Vec2& p : area) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  const double grow = around * std::max(high.x - low.x, high.y - low.y) + 8;
  const cv::Rect2d wanted(low.x, low.y, std::max(1.0, high.x - low.x), std::max(1.0, high.y - low.y));
  const cv::Rect near(cvFloor(scale * (low.x - grow)), cvFloor(scale * (low.y - grow)),
                      cvCeil(scale * (wanted.width + 2 * grow)), cvCeil(scale * (wanted.height + 2 * grow)));
  const cv::Rect whole(0, 0, small[0].cols, small[0].rows);
  const int reach =
      std::max(leastReach, static_cast<int>(searchShare * std::max(small[0].cols, small[0].rows)));
  std::optional<Found> best;
  std::size_t followed = 0;
  try {
    for (const cv::Rect& place : {near, whole}) {
      const std::vector<cv::Point2f> corners = cornersWithin(small[0], place);
      // The thing may move alone, or with all that the picture shows.
      for (const cv::Point2d& shift :
           {shiftOf(small[0], small[1], place), shiftOf(small[0], small[1], whole), cv::Point2d()}) {
        if (progress.cancelled()) return cancelledError();
        const Tracks tracks = followCorners(small[0], small[1], corners, shift, reach);
        followed = std::max(followed, tracks.size());
        const auto found = mapOf(tracks, agreement);
        if (!found || double(found->agree.size()) < leastShare * double(tracks.size())) continue;
        if (!best || found->agree.size() > best->agree.size()) best = found;
        if (double(best->agree.size()) > 0.8 * double(corners.size())) break;
      }
      if (best) break;
    }
    if (best && scale < 1) {
      // Between the pixel centres of the two sizes.
      const auto enlarged = [scale](cv::Point2d p) {
        return cv::Point2d((p.x + 0.5) / scale - 0.5, (p.y + 0.5) / scale - 0.5);
      };
      Tracks large;
      for (const CornerTrack& t : best->agree)
        large.push_back({enlarged(t.from), enlarged(t.to)});
      best = mapOf(refineTracks(full[0], full[1], large, static_cast<int>(std::ceil(2 / scale)) + 2),
                   agreement / scale);
    }
  } catch (const cv::Exception& e) {
    return Error{ErrorCode::unsupported, "OpenCV could not align the pictures: " + e.err, {}, {}};
  }
  if (!best)
    return refusal("the pictures do not fit on each other: of " + std::to_string(followed) +
                   " corners found again too few agree");
  const double residual = residualOf(*best);
  // From pixel centres at whole numbers to continuous coordinates and back.
  const Map in(1, 0, -0.5, 0, 1, -0.5, 0, 0, 1), out(1, 0, 0.5, 0, 1, 0.5, 0, 0, 1);
  const Map map = out * best->map * in;
  if (residual > mostResidual || !isPlausible(map, wanted))
    return refusal(
        "the pictures do not fit on each other: what they have in common does not say where this went");
  PictureAlignment alignment;
  for (std::size_t column = 0; column < 3; ++column) {
    const int c = static_cast<int>(column);
    alignment.map.columns[column] = {map(0, c), map(1, c), map(2, c)};
  }
  alignment.residual = residual;
  alignment.agreeing = static_cast<int>(best->agree.size());
  alignment.followed = static_cast<int>(std::max(followed, best->agree.size()));
  return alignment;
}

} // namespace fillscope
