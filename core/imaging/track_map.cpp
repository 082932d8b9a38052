#include "core/imaging/track_map.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

enum class Kind { shift, affine, homography };

constexpr std::size_t leastTracks = 6, leastHomography = 12;
constexpr int rounds = 400;
constexpr unsigned seed = 4711;

TrackMatrix shiftFor(cv::Point2d by) { return {1, 0, by.x, 0, 1, by.y, 0, 0, 1}; }

/// Least squares about the middle, so that the numbers are of one size (Hartley 1997).
std::optional<TrackMatrix> fit(const CornerTracks& tracks, Kind kind) {
  cv::Point2d a, b;
  for (const CornerTrack& t : tracks) {
    a += t.from / double(tracks.size());
    b += t.to / double(tracks.size());
  }
  if (kind == Kind::shift) return shiftFor(b - a);
  const bool affine = kind == Kind::affine;
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
  TrackMatrix inner = TrackMatrix::eye();
  for (int i = 0; i < columns; ++i)
    inner.val[i] = x.at<double>(i);
  const TrackMatrix before(s, 0, -s * a.x, 0, s, -s * a.y, 0, 0, 1),
      after(1 / s, 0, b.x, 0, 1 / s, b.y, 0, 0, 1);
  const TrackMatrix map = after * inner * before;
  return std::abs(map(2, 2)) < 1e-12 ? std::nullopt : std::optional<TrackMatrix>(map * (1 / map(2, 2)));
}

CornerTracks agreeing(const CornerTracks& tracks, const TrackMatrix& map, double within) {
  CornerTracks agree;
  for (const CornerTrack& t : tracks)
    if (cv::norm(mapped(map, t.from) - t.to) <= within) agree.push_back(t);
  return agree;
}

std::optional<TrackMap> mostAgreed(const CornerTracks& tracks, Kind kind, double within) {
  const std::size_t sample = kind == Kind::shift    ? 1
                             : kind == Kind::affine ? 3
                                                    : 4,
                    least = kind == Kind::homography ? leastHomography : leastTracks;
  if (tracks.size() < least) return {};
  cv::RNG random(seed);
  TrackMap best;
  for (int round = 0; round < rounds; ++round) {
    CornerTracks few;
    for (std::size_t i = 0; i < sample; ++i)
      few.push_back(tracks[static_cast<std::size_t>(random.uniform(0, static_cast<int>(tracks.size())))]);
    const auto map = fit(few, kind);
    if (!map) continue;
    if (CornerTracks agree = agreeing(tracks, *map, within); agree.size() > best.agree.size())
      best = {*map, std::move(agree)};
  }
  for (int again = 0; again < 3 && best.agree.size() >= least; ++again) {
    const auto map = fit(best.agree, kind);
    if (!map) break;
    CornerTracks agree = agreeing(tracks, *map, within);
    if (agree.size() < least) break;
    best = {*map, std::move(agree)};
  }
  return best.agree.size() < least ? std::nullopt : std::optional(best);
}

} // namespace

cv::Point2d mapped(const TrackMatrix& map, cv::Point2d p) {
  const cv::Vec3d q = map * cv::Vec3d(p.x, p.y, 1);
  return {q[0] / q[2], q[1] / q[2]};
}

double residualOf(const TrackMap& found) {
  double sum = 0;
  for (const CornerTrack& t : found.agree)
    sum += std::pow(cv::norm(mapped(found.map, t.from) - t.to), 2);
  return std::sqrt(sum / std::max(1.0, double(found.agree.size())));
}

std::optional<TrackMap> simplestMap(const CornerTracks& tracks, double within) {
  std::optional<TrackMap> simplest;
  for (const Kind kind : {Kind::shift, Kind::affine, Kind::homography}) {
    auto found = mostAgreed(tracks, kind, within);
    if (!found) continue;
    if (!simplest) {
      simplest = std::move(found);
      continue;
    }
    const bool explainsMore = double(found->agree.size()) > 1.15 * double(simplest->agree.size());
    const double left = residualOf(*simplest);
    const bool isNearer =
        found->agree.size() >= simplest->agree.size() && residualOf(*found) < 0.75 * left && left > 0.15;
    if (explainsMore || isNearer) simplest = std::move(found);
  }
  return simplest;
}

std::optional<TrackMap> standingStill(const CornerTracks& tracks, double within) {
  TrackMap still{TrackMatrix::eye(), agreeing(tracks, TrackMatrix::eye(), within)};
  return still.agree.size() < leastTracks ? std::nullopt : std::optional(still);
}

CornerTracks tracksBeside(const CornerTracks& tracks, const TrackMap& found, double within) {
  CornerTracks left;
  for (const CornerTrack& t : tracks)
    if (cv::norm(mapped(found.map, t.from) - t.to) > within) left.push_back(t);
  return left;
}

} // namespace fillscope
