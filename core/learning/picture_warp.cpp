#include "core/learning/picture_warp.h"
#include "core/imaging/large_remap.h"
#include <algorithm>
#include <climits>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

template <class T>
cv::Mat view(Raster<T>& raster) {
  return cv::Mat(raster.height(), raster.width(), CV_MAKETYPE(cv::DataType<T>::depth, raster.channels()),
                 raster.data());
}

cv::Scalar edgeMean(const Image& image) {
  std::array<double, 3> sum{};
  std::size_t count = 0;
  const int channels = image.channels();
  const auto add = [&](int x, int y) {
    for (int c = 0; c < channels; ++c)
      sum[static_cast<std::size_t>(c)] += image.at(x, y, c);
    ++count;
  };
  for (int x = 0; x < image.width(); ++x) {
    add(x, 0);
    add(x, image.height() - 1);
  }
  for (int y = 1; y + 1 < image.height(); ++y) {
    add(0, y);
    add(image.width() - 1, y);
  }
  const double n = static_cast<double>(std::max<std::size_t>(1, count));
  return {std::round(sum[0] / n), std::round(sum[1] / n), std::round(sum[2] / n)};
}

void warpLarge(const cv::Mat& from, cv::Mat& to, const cv::Matx33d& map, int interpolation,
               const cv::Scalar& fill) {
  const cv::Matx33d back = map.inv();
  const auto placeOf = [&](int x, int y) {
    const cv::Vec3d at = back * cv::Vec3d(x, y, 1);
    return at[2] != 0 ? Vec2{at[0] / at[2], at[1] / at[2]} : Vec2{};
  };
  remapLarge(from, to, placeOf, interpolation, fill);
}

template <class T>
void warp(Raster<T>& raster, const cv::Matx33d& map, bool affine, int width, int height, int interpolation,
          const cv::Scalar& fill) {
  Raster<T> out(width, height, raster.channels());
  cv::Mat to = view(out);
  const cv::Mat from = view(raster);
  if (std::max({from.cols, from.rows, to.cols, to.rows}) >= SHRT_MAX) // more than OpenCV's warps take
    warpLarge(from, to, map, interpolation, fill);
  else if (affine)
    cv::warpAffine(from, to, map.get_minor<2, 3>(0, 0), to.size(), interpolation, cv::BORDER_CONSTANT, fill);
  else
    cv::warpPerspective(from, to, map, to.size(), interpolation, cv::BORDER_CONSTANT, fill);
  raster = std::move(out);
}

template <class T>
void flip(Raster<T>& raster, bool horizontal, bool vertical) {
  if (raster.empty()) return;
  cv::Mat all = view(raster);
  cv::flip(all, all, horizontal && vertical ? -1 : horizontal ? 1 : 0);
}

} // namespace

void warpSample(TrainingSample& sample, const PlaneMap& map, int width, int height, double shrink) {
  // OpenCV's maps run between pixel centres.
  const PlaneMap toCentres{1, 0, -0.5, 0, 1, -0.5, 0, 0, 1}, fromCentres{1, 0, 0.5, 0, 1, 0.5, 0, 0, 1};
  const PlaneMap centres = toCentres * map * fromCentres;
  const cv::Matx33d matrix(centres.data());
  const bool affine = map[6] == 0 && map[7] == 0 && map[8] == 1;
  if (!sample.image.empty()) {
    const cv::Scalar fill = edgeMean(sample.image);
    if (shrink < 0.85) {
      cv::Mat all = view(sample.image);
      const double sigma = 0.45 * std::sqrt(1 / (shrink * shrink) - 1);
      cv::GaussianBlur(all, all, {}, sigma, sigma, cv::BORDER_REPLICATE);
    }
    warp(sample.image, matrix, affine, width, height, cv::INTER_LINEAR, fill);
  }
  for (DepthMap* depth : {&sample.depth, &sample.measured})
    if (!depth->values.empty()) warp(depth->values, matrix, affine, width, height, cv::INTER_NEAREST, {});
  if (!sample.content.empty()) warp(sample.content, matrix, affine, width, height, cv::INTER_NEAREST, {});
  for (Keypoint& point : sample.keypoints)
    point.at = applied(map, point.at);
  updateVisibility(sample);
}

void flipSample(TrainingSample& sample, bool horizontal, bool vertical) {
  if (!horizontal && !vertical) return;
  flip(sample.image, horizontal, vertical);
  for (DepthMap* depth : {&sample.depth, &sample.measured})
    flip(depth->values, horizontal, vertical);
  flip(sample.content, horizontal, vertical);
  for (Keypoint& point : sample.keypoints)
    point.at = {horizontal ? sample.image.width() - point.at.x : point.at.x,
                vertical ? sample.image.height() - point.at.y : point.at.y};
  if (!sample.camera) return;
  CameraIntrinsics& camera = *sample.camera;
  if (horizontal) camera.cx = sample.image.width() - 1 - camera.cx;
  if (vertical) camera.cy = sample.image.height() - 1 - camera.cy;
}

void updateVisibility(TrainingSample& sample) {
  for (Keypoint& point : sample.keypoints) {
    const bool inside = point.at.x >= 0 && point.at.y >= 0 && point.at.x <= sample.image.width() &&
                        point.at.y <= sample.image.height();
    if (!inside)
      point.visibility = KeypointVisibility::outside;
    else if (point.visibility == KeypointVisibility::outside)
      point.visibility = KeypointVisibility::hidden; // its place is in the picture now, but filled up
  }
}

} // namespace fillscope
