#include "core/imaging/picture_alignment.h"
#include "core/imaging/track_map.h"
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
constexpr int leastReach = 24, stillReach = 4;
constexpr double agreement = 1.5;  // pixels from where the map says
constexpr double mostResidual = 2; // pixels of the full picture
constexpr double leastShare = 0.4; // of the corners found again that have to agree
constexpr double apart = 3;        // pixels: maps that take the outline this far apart say different things
constexpr int outlineSamples = 48;
constexpr int outlineAround = 5; // pixels
constexpr double inset = 6;      // pixels within the outline: what lies there belongs to the thing
constexpr double leastAlike = 0.5, clearlyMoreAlike = 0.12; // along the outline, −1..1

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
bool isPlausible(const TrackMatrix& map, const cv::Rect2d& area) {
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
Error doNotFit() {
  return refusal(
      "the pictures do not fit on each other: what they have in common does not say where this went");
}

/// Two pictures at reduced size, and what is looked for in them.
class Search {
 public:
  Search(const cv::Mat& first, const cv::Mat& second, std::vector<cv::Point2f> places,
         const Progress& progress)
      : first_(first)
      , second_(second)
      , progress_(progress)
      , reach_(std::max(leastReach, static_cast<int>(searchShare * std::max(first.cols, first.rows)))) {
    cv::convexHull(places, hull_);
    const cv::Rect box = cv::boundingRect(hull_);
    const int grow = cvCeil(around * std::max(box.width, box.height)) + 8;
    near_ = {box.x - grow, box.y - grow, box.width + 2 * grow, box.height + 2 * grow};
    const cv::Rect whole(0, 0, first.cols, first.rows);
    shifts_ = {shiftOf(first, second, near_), shiftOf(first, second, whole), {}};
  }
  int followed() const { return followed_; }

  /// What of the thing and its surroundings says where it went, the likeliest first.
  std::vector<TrackMap> candidates() {
    std::vector<TrackMap> found;
    const auto add = [&found](std::optional<TrackMap> map) {
      if (map) found.push_back(std::move(*map));
    };
    const std::vector<cv::Point2f> near = cornersWithin(first_, near_);
    const std::vector<cv::Point2f> beyond =
        chosen(cornersWithin(first_, {0, 0, first_.cols, first_.rows}), false);
    add(follow(chosen(near, true)));
    if (!found.empty()) // part of it may have moved differently
      add(simplestMap(tracksBeside(tracks_, found.front(), 2 * agreement), agreement));
    else
      add(follow(near));
    add(follow(beyond));
    // Patterns that repeat themselves move to wherever they look the same.
    still_ = standingStill(followCorners(first_, second_, near, {}, stillReach), agreement);
    add(still_);
    return found;
  }

  /// The one that takes the outline to where it looks the same; nothing where that is not clear.
  std::optional<TrackMap> clearest(const std::vector<TrackMap>& candidates) const {
    const TrackMap* best = nullptr;
    double most = -2;
    for (const TrackMap& each : candidates)
      if (const double likeness = likenessOf(each); likeness > most) {
        most = likeness;
        best = &each;
      }
    if (!best || most < leastAlike) return {};
    if (still_ && best == &candidates.back()) {
      for (const TrackMap& each : candidates)
        if (!differs(each, *best)) return each; // placed more exactly
    }
    for (const TrackMap& each : candidates)
      if (differs(each, *best) && most - likenessOf(each) < clearlyMoreAlike) return {};
    return *best;
  }

 private:
  /// Corners whose surroundings are within the outline, or beyond it.
  std::vector<cv::Point2f> chosen(const std::vector<cv::Point2f>& corners, bool inside) const {
    std::vector<cv::Point2f> left;
    for (const cv::Point2f& corner : corners)
      if (const double depth = cv::pointPolygonTest(hull_, corner, true); inside ? depth > 0 : depth < -inset)
        left.push_back(corner);
    return left;
  }

  /// The thing may move alone, or with all that the picture shows.
  std::optional<TrackMap> follow(const std::vector<cv::Point2f>& corners) {
    std::optional<TrackMap> best;
    for (const cv::Point2d& shift : shifts_) {
      if (progress_.cancelled()) return {};
      const CornerTracks tracks = followCorners(first_, second_, corners, shift, reach_);
      followed_ = std::max(followed_, static_cast<int>(tracks.size()));
      const auto found = simplestMap(tracks, agreement);
      if (!found || double(found->agree.size()) < leastShare * double(tracks.size())) continue;
      if (best && found->agree.size() <= best->agree.size()) continue;
      best = found;
      tracks_ = tracks;
      if (double(best->agree.size()) > 0.8 * double(corners.size())) break;
    }
    return best;
  }

  bool differs(const TrackMap& a, const TrackMap& b) const {
    return std::any_of(hull_.begin(), hull_.end(), [&](const cv::Point2f& p) {
      return cv::norm(mapped(a.map, p) - mapped(b.map, p)) > apart;
    });
  }

  double likenessOf(const TrackMap& candidate) const {
    cv::Point2d middle;
    double length = 0;
    for (std::size_t i = 0; i < hull_.size(); ++i) {
      middle += cv::Point2d(hull_[i]) / double(hull_.size());
      length += cv::norm(hull_[(i + 1) % hull_.size()] - hull_[i]);
    }
    CornerTracks places;
    for (std::size_t i = 0; i < hull_.size(); ++i) {
      const cv::Point2d from(hull_[i]), side = cv::Point2d(hull_[(i + 1) % hull_.size()]) - from;
      const int steps = std::max(1, cvRound(outlineSamples * cv::norm(side) / std::max(1.0, length)));
      for (int step = 0; step < steps; ++step) {
        const cv::Point2d at = from + (step + 0.5) / steps * side, inward = middle - at;
        const cv::Point2d place = at + std::min(1.0, inset / std::max(1e-6, cv::norm(inward))) * inward;
        places.push_back({place, mapped(candidate.map, place)});
      }
    }
    return likenessAt(first_, second_, places, outlineAround);
  }

  const cv::Mat &first_, &second_;
  const Progress& progress_;
  int reach_ = 0, followed_ = 0;
  std::vector<cv::Point2f> hull_;
  cv::Rect near_;
  std::vector<cv::Point2d> shifts_;
  std::optional<TrackMap> still_;
  CornerTracks tracks_; ///< behind the map that was found last
};

/// To the full size: between the pixel centres of the two.
std::optional<TrackMap> refined(const cv::Mat& first, const cv::Mat& second, const TrackMap& found,
                                double scale) {
  const auto enlarged = [scale](cv::Point2d p) {
    return cv::Point2d((p.x + 0.5) / scale - 0.5, (p.y + 0.5) / scale - 0.5);
  };
  CornerTracks large;
  for (const CornerTrack& t : found.agree)
    large.push_back({enlarged(t.from), enlarged(t.to)});
  return simplestMap(refineTracks(first, second, large, static_cast<int>(std::ceil(2 / scale)) + 2),
                     agreement / scale);
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
  std::vector<cv::Point2f> places;
  Vec2 low = area.front(), high = low;
  for (const Vec2& p : area) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    places.emplace_back(cv::Point2d(scale * p.x - 0.5, scale * p.y - 0.5));
  }
  std::optional<TrackMap> best;
  int followed = 0;
  try {
    Search search(small[0], small[1], places, progress);
    const std::vector<TrackMap> candidates = search.candidates();
    followed = search.followed();
    if (progress.cancelled()) return cancelledError();
    if (candidates.empty())
      return refusal("the pictures do not fit on each other: of " + std::to_string(followed) +
                     " corners found again too few agree");
    best = search.clearest(candidates);
    if (!best)
      return refusal("it is not clear where this went: parts of it, or what is around it, moved differently");
    if (scale < 1) best = refined(full[0], full[1], *best, scale);
  } catch (const cv::Exception& e) {
    return Error{ErrorCode::unsupported, "OpenCV could not align the pictures: " + e.err, {}, {}};
  }
  // From pixel centres at whole numbers to continuous coordinates and back.
  const TrackMatrix in(1, 0, -0.5, 0, 1, -0.5, 0, 0, 1), out(1, 0, 0.5, 0, 1, 0.5, 0, 0, 1);
  if (!best) return doNotFit();
  const TrackMatrix map = out * best->map * in;
  PictureAlignment alignment;
  alignment.residual = residualOf(*best);
  if (alignment.residual > mostResidual ||
      !isPlausible(map,
                   cv::Rect2d(low.x, low.y, std::max(1.0, high.x - low.x), std::max(1.0, high.y - low.y))))
    return doNotFit();
  for (std::size_t column = 0; column < 3; ++column) {
    const int c = static_cast<int>(column);
    alignment.map.columns[column] = {map(0, c), map(1, c), map(2, c)};
  }
  alignment.agreeing = static_cast<int>(best->agree.size());
  alignment.followed = std::max(followed, alignment.agreeing);
  return alignment;
}

} // namespace fillscope
