#pragma once
// Corners of one picture found again in another one; for picture_alignment.
#include <opencv2/core.hpp>
#include <vector>

namespace fillscope {

struct CornerTrack {
  cv::Point2d from, to; ///< pixel centres are whole numbers
};

using CornerTracks = std::vector<CornerTrack>;

/// grey, 8 bits. Where nothing says otherwise a corner is looked for around itself moved by shift.
std::vector<cv::Point2f> cornersWithin(const cv::Mat& grey, const cv::Rect& area);
/// reach: pixels around the expected place. Found there and back to within a pixel.
CornerTracks followCorners(const cv::Mat& first, const cv::Mat& second,
                           const std::vector<cv::Point2f>& corners, cv::Point2d shift, int reach);
/// To a fraction of a pixel, beginning where the tracks say; what is lost is left out.
CornerTracks refineTracks(const cv::Mat& first, const cv::Mat& second, const CornerTracks& tracks, int reach);
/// How alike the surroundings of places are in both pictures, −1..1. around: pixels.
double likenessAt(const cv::Mat& first, const cv::Mat& second, const CornerTracks& places, int around);
/// How the content of an area moved as a whole; (0, 0) where that is not clear.
cv::Point2d shiftOf(const cv::Mat& first, const cv::Mat& second, const cv::Rect& area);

} // namespace fillscope
