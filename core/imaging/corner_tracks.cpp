#include "core/imaging/corner_tracks.h"
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace fillscope {
namespace {

constexpr int half = 9; // of a patch
constexpr int mostCorners = 220, cornerSpacing = 6;
constexpr double cornerQuality = 0.01;
constexpr double leastLikeness = 0.75; // of a patch and what was found, −1..1
constexpr double backAgain = 1.0;      // pixels from where it began
constexpr double clearShift = 0.08;    // response of phase correlation
constexpr int leastPhaseSide = 32;

/// The peak of a parabola through three values, −0.5..0.5.
double peakOf(float before, float at, float after) {
  const double bend = before - 2.0 * at + after;
  return bend >= 0 ? 0 : std::clamp(0.5 * (before - after) / bend, -0.5, 0.5);
}

std::optional<cv::Point2d> find(const cv::Mat& first, const cv::Mat& second, cv::Point2d from,
                                cv::Point2d expected, int reach) {
  const cv::Point place(cvRound(from.x), cvRound(from.y)), goal(cvRound(expected.x), cvRound(expected.y));
  const cv::Rect patch(place.x - half, place.y - half, 2 * half + 1, 2 * half + 1);
  const cv::Rect all(0, 0, second.cols, second.rows);
  const cv::Rect window =
      cv::Rect(goal.x - half - reach, goal.y - half - reach, 2 * (half + reach) + 1, 2 * (half + reach) + 1) &
      all;
  if ((patch & cv::Rect(0, 0, first.cols, first.rows)) != patch) return {};
  if (window.width < patch.width + 2 || window.height < patch.height + 2) return {};
  cv::Mat likeness;
  cv::matchTemplate(second(window), first(patch), likeness, cv::TM_CCOEFF_NORMED);
  double best = 0;
  cv::Point at;
  cv::minMaxLoc(likeness, nullptr, &best, nullptr, &at);
  // On the window's edge the true place may lie beyond.
  if (!(best >= leastLikeness) || at.x == 0 || at.y == 0 || at.x + 1 == likeness.cols ||
      at.y + 1 == likeness.rows)
    return {};
  const double dx =
      peakOf(likeness.at<float>(at.y, at.x - 1), likeness.at<float>(at), likeness.at<float>(at.y, at.x + 1));
  const double dy =
      peakOf(likeness.at<float>(at.y - 1, at.x), likeness.at<float>(at), likeness.at<float>(at.y + 1, at.x));
  return cv::Point2d(window.x + at.x + half + dx + from.x - place.x,
                     window.y + at.y + half + dy + from.y - place.y);
}

} // namespace

std::vector<cv::Point2f> cornersWithin(const cv::Mat& grey, const cv::Rect& area) {
  const cv::Rect seen = area & cv::Rect(0, 0, grey.cols, grey.rows);
  std::vector<cv::Point2f> corners;
  if (seen.width < 2 * half || seen.height < 2 * half) return corners;
  cv::goodFeaturesToTrack(grey(seen), corners, mostCorners, cornerQuality, cornerSpacing);
  for (cv::Point2f& corner : corners)
    corner += cv::Point2f(static_cast<float>(seen.x), static_cast<float>(seen.y));
  return corners;
}

CornerTracks followCorners(const cv::Mat& first, const cv::Mat& second,
                           const std::vector<cv::Point2f>& corners, cv::Point2d shift, int reach) {
  CornerTracks tracks;
  for (const cv::Point2f& corner : corners) {
    const cv::Point2d from(corner.x, corner.y);
    const auto to = find(first, second, from, from + shift, reach);
    if (!to) continue;
    const auto back = find(second, first, *to, from, half);
    if (back && cv::norm(*back - from) <= backAgain) tracks.push_back({from, *to});
  }
  return tracks;
}

CornerTracks refineTracks(const cv::Mat& first, const cv::Mat& second, const CornerTracks& tracks,
                          int reach) {
  CornerTracks refined;
  for (const CornerTrack& track : tracks)
    if (const auto to = find(first, second, track.from, track.to, reach))
      refined.push_back({track.from, *to});
  return refined;
}

double likenessAt(const cv::Mat& first, const cv::Mat& second, const CornerTracks& places, int around) {
  // Over all patches together, so that those without contrast hardly count.
  double ab = 0, aa = 0, bb = 0;
  const cv::Size patch(2 * around + 1, 2 * around + 1);
  const auto holds = [around](const cv::Mat& picture, cv::Point2d p) {
    return p.x >= around && p.y >= around && p.x < picture.cols - around && p.y < picture.rows - around;
  };
  cv::Mat a, b;
  for (const CornerTrack& place : places) {
    if (!holds(first, place.from)) continue;
    cv::getRectSubPix(first, patch, cv::Point2f(place.from), a, CV_32F);
    a -= cv::mean(a);
    aa += a.dot(a);
    if (!holds(second, place.to)) continue; // carried out of the picture: nothing speaks for it
    cv::getRectSubPix(second, patch, cv::Point2f(place.to), b, CV_32F);
    b -= cv::mean(b);
    bb += b.dot(b);
    ab += a.dot(b);
  }
  return aa <= 0 || bb <= 0 ? 0 : ab / std::sqrt(aa * bb);
}

cv::Point2d shiftOf(const cv::Mat& first, const cv::Mat& second, const cv::Rect& area) {
  const cv::Rect seen =
      area & cv::Rect(0, 0, first.cols, first.rows) & cv::Rect(0, 0, second.cols, second.rows);
  if (seen.width < leastPhaseSide || seen.height < leastPhaseSide) return {};
  cv::Mat a, b, window;
  first(seen).convertTo(a, CV_32F);
  second(seen).convertTo(b, CV_32F);
  cv::createHanningWindow(window, seen.size(), CV_32F);
  double response = 0;
  const cv::Point2d shift = cv::phaseCorrelate(a, b, window, &response);
  return response >= clearShift ? shift : cv::Point2d();
}

} // namespace fillscope
