#include "core/formats/report_pictures.h"
#include "core/formats/cv_view.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

constexpr int largestDrawing = 1600;

std::vector<PictureOutline> outlineOf(const RimCorners* corners) {
  if (!corners) return {};
  return {{{corners->begin(), corners->end()}}};
}

} // namespace

ReportDrawing drawPhoto(const Image& photo, const RimCorners* corners) {
  return drawOutlines(photo, outlineOf(corners), largestDrawing);
}

ReportDrawing drawDepth(const DepthMap& depth, const RimCorners* corners, const ColourScale& scale) {
  return drawOutlines(colourise(depth, scale), outlineOf(corners), largestDrawing);
}

ColourScale depthColours(const DepthMap& depth) {
  const auto [low, high] = percentileRange(depth.values, true);
  return {ColourMap::turbo, low, high, depth.kind == DepthKind::inverse,
          depth.kind == DepthKind::relative ? "" : depth.unit};
}

ColourScale heightColours(const HeightMap& heights) {
  double high = heights.depth;
  for (std::size_t i = 0; i < heights.height.pixelCount(); ++i)
    if (const float height = heights.height.data()[i]; std::isfinite(height))
      high = std::max(high, double(height));
  return {ColourMap::viridis, 0, high > 0 ? high : 1, false, "m"};
}

Image drawHeights(const HeightMap& heights, const ColourScale& scale) {
  constexpr double largest = 640;
  Image cells = colourise(heights.height, scale);
  const double width = cells.width() * heights.cellX, height = cells.height() * heights.cellY;
  const double pixels = largest / std::max(width, height); // a metre
  Image drawing(std::max(1, static_cast<int>(std::lround(width * pixels))),
                std::max(1, static_cast<int>(std::lround(height * pixels))), 3);
  cv::Mat large = view(drawing);
  cv::resize(view(cells), large, large.size(), 0, 0, cv::INTER_NEAREST);

  for (int y = 0; y < drawing.height(); ++y) {
    const int j = std::min(heights.state.height() - 1, y * heights.state.height() / drawing.height());
    for (int x = 0; x < drawing.width(); ++x) {
      const int i = std::min(heights.state.width() - 1, x * heights.state.width() / drawing.width());
      if (heights.state.at(i, j) != static_cast<std::uint8_t>(CellState::hidden)) continue;
      const int phase = (x + y) % 8;
      if (phase >= 4) continue;
      // A light and a dark stripe side by side show on any colour.
      for (int c = 0; c < 3; ++c)
        drawing.at(x, y, c) = phase < 2 ? 245 : 20;
    }
  }
  return drawing;
}

} // namespace fillscope
