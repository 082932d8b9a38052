#include "core/imaging/starting_mask.h"
#include "core/imaging/polygon_mask.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

constexpr double mostCutPixels = 60e3;       // GrabCut: less than a tenth of a second a round
constexpr int settled = 2000;                // GrabCut stops where fewer than one pixel in so many changes
constexpr int edgeBand = 2, colourReach = 4; // pixels of the reduced picture
constexpr int leastMargin = 8;               // pixels of background around the outline
constexpr double margin = 0.12;              // of the outline's size
constexpr double edgeDepth = 0.2, coreDepth = 0.45; // of the way to the middle
constexpr float leastContrast = 12;                 // of colours, 0..442
constexpr int mostSamples = 20000, clusterRounds = 12;
constexpr unsigned seed = 4711;

/// The picture around an outline.
struct Surroundings {
  cv::Mat colour; ///< B, G, R
  cv::Mat inside; ///< 255 where a pixel's centre lies within the outline
  int left = 0, top = 0;
};

cv::Mat insideOf(std::vector<Vec2> outline, const cv::Rect& area) {
  for (Vec2& p : outline)
    p = p - Vec2{double(area.x), double(area.y)};
  Mask inside = polygonMask(outline, area.width, area.height);
  return cv::Mat(area.height, area.width, CV_8U, inside.data()) * 255;
}

Result<Surroundings> surroundingsOf(const Image& picture, const std::vector<Vec2>& outline) {
  const Error nothing{ErrorCode::badInput,
                      "the outline holds nothing of the picture",
                      {},
                      "draw it around something in the picture"};
  if (outline.size() < 3 || picture.empty() || (picture.channels() != 1 && picture.channels() != 3))
    return nothing;
  Vec2 low = outline.front(), high = low;
  for (const Vec2& p : outline) {
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return nothing;
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  const double grow = std::max<double>(leastMargin, margin * std::max(high.x - low.x, high.y - low.y));
  const auto bound = [](double value, int most) {
    return static_cast<int>(std::clamp(value, 0.0, double(most)));
  };
  const int left = bound(std::floor(low.x - grow), picture.width()),
            right = bound(std::ceil(high.x + grow), picture.width());
  const int top = bound(std::floor(low.y - grow), picture.height()),
            bottom = bound(std::ceil(high.y + grow), picture.height());
  if (left >= right || top >= bottom) return nothing;
  const cv::Rect area(left, top, right - left, bottom - top);
  Surroundings found{{}, insideOf(outline, area), left, top};
  if (cv::countNonZero(found.inside) == 0) return nothing;
  // OpenCV's header takes no constant pixels; nothing writes to them.
  const cv::Mat all(picture.height(), picture.width(), CV_8UC(picture.channels()),
                    const_cast<std::uint8_t*>(picture.data()));
  cv::cvtColor(all(area), found.colour, picture.channels() == 1 ? cv::COLOR_GRAY2BGR : cv::COLOR_RGB2BGR);
  return found;
}

/// How much of the outline's core, and of its edge, each of several classes takes.
class Placement {
 public:
  explicit Placement(const cv::Mat& inside) {
    cv::Mat framed;
    cv::copyMakeBorder(inside, framed, 1, 1, 1, 1, cv::BORDER_CONSTANT,
                       cv::Scalar(0)); // the picture's edge is one
    cv::Mat depth;
    cv::distanceTransform(framed, depth, cv::DIST_L2, 3);
    depth = depth(cv::Rect(1, 1, inside.cols, inside.rows));
    double deepest = 0;
    cv::minMaxLoc(depth, nullptr, &deepest);
    core_ = depth > coreDepth * deepest;
    edge_ = (depth <= std::max(1.0, edgeDepth * deepest)) & inside;
  }
  bool isCentral(const cv::Mat& chosen) const { return share(chosen, core_) > share(chosen, edge_); }

 private:
  static double share(const cv::Mat& chosen, const cv::Mat& where) {
    return cv::countNonZero(chosen & where) / std::max(1.0, double(cv::countNonZero(where)));
  }
  cv::Mat core_, edge_;
};

int otsuLevel(const cv::Mat& grey, const cv::Mat& inside) {
  std::vector<std::uint8_t> values;
  for (int y = 0; y < grey.rows; ++y)
    for (int x = 0; x < grey.cols; ++x)
      if (inside.at<std::uint8_t>(y, x)) values.push_back(grey.at<std::uint8_t>(y, x));
  cv::Mat unused;
  return static_cast<int>(cv::threshold(values, unused, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU));
}

cv::Mat byThreshold(const Surroundings& around, std::optional<int>& level) {
  cv::Mat grey;
  cv::cvtColor(around.colour, grey, cv::COLOR_BGR2GRAY);
  if (!level) level = otsuLevel(grey, around.inside);
  const cv::Mat bright = grey > *level, dark = ~bright;
  return (Placement(around.inside).isCentral(bright) ? bright : dark) & around.inside;
}

Result<cv::Mat> byClusters(const Surroundings& around, int clusters, const Progress& progress) {
  cv::Mat lab;
  cv::cvtColor(around.colour, lab, cv::COLOR_BGR2Lab);
  cv::medianBlur(lab, lab, 3); // single pixels are noise
  std::vector<cv::Vec3f> colours;
  const int every = std::max(1, cv::countNonZero(around.inside) / mostSamples);
  int counted = 0;
  for (int y = 0; y < lab.rows; ++y)
    for (int x = 0; x < lab.cols; ++x)
      if (around.inside.at<std::uint8_t>(y, x) && counted++ % every == 0)
        colours.emplace_back(lab.at<cv::Vec3b>(y, x));
  clusters = std::min(clusters, static_cast<int>(colours.size()));
  cv::theRNG().state = seed;
  cv::Mat labels, centres;
  cv::kmeans(cv::Mat(colours).reshape(1), clusters, labels,
             cv::TermCriteria(cv::TermCriteria::EPS + cv::TermCriteria::COUNT, clusterRounds, 0.5), 3,
             cv::KMEANS_PP_CENTERS, centres);
  if (progress.cancelled()) return cancelledError();
  cv::Mat nearest(lab.size(), CV_8U);
  for (int y = 0; y < lab.rows; ++y)
    for (int x = 0; x < lab.cols; ++x) {
      const cv::Vec3f colour = lab.at<cv::Vec3b>(y, x);
      float best = std::numeric_limits<float>::max();
      for (int c = 0; c < clusters; ++c) {
        const cv::Vec3f off = colour - centres.at<cv::Vec3f>(c);
        if (const float distance = off.dot(off); distance < best) {
          best = distance;
          nearest.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(c);
        }
      }
    }
  const Placement placement(around.inside);
  cv::Mat taken(lab.size(), CV_8U, cv::Scalar(0));
  for (int c = 0; c < clusters; ++c)
    if (const cv::Mat cluster = (nearest == c) & around.inside; placement.isCentral(cluster))
      taken |= cluster;
  return taken;
}

/// The local colours of what a mask takes, one number for each pixel and channel; count: how much it has
/// there.
void localColours(const cv::Mat& colour, const cv::Mat& mask, cv::Mat& mean, cv::Mat& count) {
  const cv::Size window(2 * colourReach + 1, 2 * colourReach + 1);
  cv::Mat weight, weights, values;
  mask.convertTo(weight, CV_32F, 1.0 / 255);
  colour.convertTo(values, CV_32FC3);
  cv::boxFilter(weight, count, CV_32F, window, {-1, -1}, false, cv::BORDER_CONSTANT);
  cv::cvtColor(weight, weights, cv::COLOR_GRAY2BGR);
  cv::boxFilter(values.mul(weights), mean, CV_32F, window, {-1, -1}, false, cv::BORDER_CONSTANT);
  cv::cvtColor(cv::max(count, 1), weights, cv::COLOR_GRAY2BGR);
  cv::divide(mean, weights, mean);
}

/// A mask of the reduced picture at full size: near its edge each pixel goes to the side whose colours it
/// has.
cv::Mat enlarged(const cv::Mat& taken, const cv::Mat& reduced, const cv::Mat& colour) {
  cv::Mat large;
  cv::resize(taken, large, colour.size(), 0, 0, cv::INTER_LINEAR);
  large = large > 127;
  const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * edgeBand + 1, 2 * edgeBand + 1});
  cv::Mat core, cover, near[2], count[2];
  cv::erode(taken, core, disc);
  cv::dilate(taken, cover, disc);
  localColours(reduced, ~cover, near[0], count[0]);
  localColours(reduced, core, near[1], count[1]);
  const double across = double(reduced.cols) / colour.cols, down = double(reduced.rows) / colour.rows;
  cv::Mat refined = large.clone();
  for (int y = 0; y < colour.rows; ++y) {
    const int v = std::min(static_cast<int>((y + 0.5) * down), reduced.rows - 1);
    for (int x = 0; x < colour.cols; ++x) {
      const int u = std::min(static_cast<int>((x + 0.5) * across), reduced.cols - 1);
      const bool isEdge = cover.at<std::uint8_t>(v, u) && !core.at<std::uint8_t>(v, u);
      if (!isEdge || count[0].at<float>(v, u) < 1 || count[1].at<float>(v, u) < 1) continue;
      const cv::Vec3f ground = near[0].at<cv::Vec3f>(v, u), thing = near[1].at<cv::Vec3f>(v, u);
      const cv::Vec3f from = cv::Vec3f(colour.at<cv::Vec3b>(y, x)) - ground, apart = thing - ground;
      const float contrast = apart.dot(apart);
      if (contrast < leastContrast * leastContrast) continue; // the sides look the same here
      refined.at<std::uint8_t>(y, x) = from.dot(apart) > contrast / 2 ? 255 : 0;
    }
  }
  cv::medianBlur(refined, refined, 5); // single pixels are noise
  return refined;
}

Result<cv::Mat> byGrabCut(const Surroundings& around, int rounds, const Progress& progress) {
  const double pixels = double(around.colour.rows) * around.colour.cols;
  const double scale = std::min(1.0, std::sqrt(mostCutPixels / pixels));
  cv::Mat colour = around.colour, inside = around.inside;
  if (scale < 1) {
    cv::resize(around.colour, colour, {}, scale, scale, cv::INTER_AREA);
    cv::resize(around.inside, inside, colour.size(), 0, 0, cv::INTER_NEAREST);
  }
  cv::Mat state(colour.size(), CV_8U, cv::Scalar(cv::GC_BGD));
  state.setTo(cv::GC_PR_FGD, inside);
  // An outline as large as the picture still has to show what background is.
  if (cv::countNonZero(inside) == static_cast<int>(inside.total()))
    cv::rectangle(state, {0, 0}, {state.cols - 1, state.rows - 1}, cv::Scalar(cv::GC_BGD), 2);
  if (cv::countNonZero(state == cv::GC_PR_FGD) < 2) return around.inside.clone();
  cv::theRNG().state = seed;
  cv::Mat background, foreground;
  for (int round = 0; round < rounds; ++round) {
    if (progress.cancelled()) return cancelledError();
    progress.report(double(round) / rounds);
    if (round > 0 && cv::countNonZero(state == cv::GC_PR_FGD) < 2) break;
    const cv::Mat before = state.clone();
    cv::grabCut(colour, state, {}, background, foreground, 1,
                round == 0 ? cv::GC_INIT_WITH_MASK : cv::GC_EVAL);
    if (round > 0 && cv::countNonZero(state != before) * settled < static_cast<int>(state.total())) break;
  }
  if (progress.cancelled()) return cancelledError();
  cv::Mat taken = (state == cv::GC_FGD) | (state == cv::GC_PR_FGD);
  if (scale < 1) taken = enlarged(taken, colour, around.colour);
  return cv::Mat(taken & around.inside);
}

} // namespace

Result<StartingMask> startingMask(const Image& picture, const std::vector<Vec2>& outline,
                                  const MaskOptions& options, const Progress& progress) {
  const Result<Surroundings> around = surroundingsOf(picture, outline);
  if (!around) return around.error();
  try {
    StartingMask found{{}, around->left, around->top, {}};
    cv::Mat taken;
    if (options.method == MaskOptions::Method::threshold) {
      found.level = options.level;
      taken = byThreshold(*around, found.level);
    } else {
      Result<cv::Mat> made = options.method == MaskOptions::Method::kMeans
                                 ? byClusters(*around, std::clamp(options.clusters, 2, 8), progress)
                                 : byGrabCut(*around, std::clamp(options.rounds, 1, 12), progress);
      if (!made) return made.error();
      taken = *made;
    }
    if (progress.cancelled()) return cancelledError();
    if (options.inverted) taken = ~taken & around->inside;
    found.mask = Mask(taken.cols, taken.rows);
    for (int y = 0; y < taken.rows; ++y)
      std::transform(taken.ptr(y), taken.ptr(y) + taken.cols, found.mask.row(y),
                     [](std::uint8_t value) -> std::uint8_t { return value != 0; });
    return found;
  } catch (const cv::Exception& e) {
    return Error{ErrorCode::unsupported, "OpenCV could not work on this outline: " + e.err, {}, {}};
  }
}

} // namespace fillscope
