#include "core/formats/report_pictures.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

/// Shares the pixels; the image must outlive it.
cv::Mat view(Image& image) {
  return cv::Mat(image.height(), image.width(), image.channels() == 3 ? CV_8UC3 : CV_8UC1, image.data());
}

Image inColour(const Image& image) {
  if (image.channels() == 3) return image;
  Image colour(image.width(), image.height(), 3);
  for (std::size_t i = 0; i < image.pixelCount(); ++i)
    for (std::size_t c = 0; c < 3; ++c)
      colour.data()[3 * i + c] = image.data()[i * image.channels()];
  return colour;
}

/// A light line on a dark, wider one.
void drawRim(ReportDrawing& drawing, const RimCorners& corners) {
  constexpr int shift = 4; // sixteenths of a pixel
  std::vector<cv::Point> points;
  for (const Vec2& corner : corners) {
    // OpenCV's whole numbers are pixel centres. Far points are kept within what its line drawing can hold.
    const Vec2 p = drawing.drawn(corner) - Vec2{0.5, 0.5};
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return;
    points.emplace_back(static_cast<int>(std::lround(std::clamp(p.x, -1e6, 1e6) * (1 << shift))),
                        static_cast<int>(std::lround(std::clamp(p.y, -1e6, 1e6) * (1 << shift))));
  }
  cv::Mat canvas = view(drawing.image);
  const int thin = std::max(2, (canvas.cols + 300) / 400);
  cv::polylines(canvas, points, true, cv::Scalar(16, 16, 20), 3 * thin, cv::LINE_AA, shift);
  cv::polylines(canvas, points, true, cv::Scalar(255, 196, 0), thin, cv::LINE_AA, shift);
}

/// From the picture's edges to the corners beyond them, with some room; at most half the picture's size.
struct Margins {
  int left = 0, top = 0, right = 0, bottom = 0;
};
Margins marginsFor(const RimCorners& corners, int width, int height) {
  const auto beyond = [](double distance, int size) {
    if (!(distance > 0)) return 0;
    return static_cast<int>(std::ceil(std::min(distance + 0.03 * size, 0.5 * size)));
  };
  Margins margins;
  for (const Vec2& corner : corners) {
    margins.left = std::max(margins.left, beyond(-corner.x, width));
    margins.top = std::max(margins.top, beyond(-corner.y, height));
    margins.right = std::max(margins.right, beyond(corner.x - width, width));
    margins.bottom = std::max(margins.bottom, beyond(corner.y - height, height));
  }
  return margins;
}

ReportDrawing framed(Image picture, const RimCorners* corners) {
  constexpr int largest = 1600;
  const Margins m = corners ? marginsFor(*corners, picture.width(), picture.height()) : Margins{};
  Image whole(picture.width() + m.left + m.right, picture.height() + m.top + m.bottom, 3, 90);
  const cv::Rect place(m.left, m.top, picture.width(), picture.height());
  view(picture).copyTo(view(whole)(place));

  ReportDrawing drawing;
  drawing.origin = {-static_cast<double>(m.left), -static_cast<double>(m.top)};
  drawing.scale = std::min(1.0, static_cast<double>(largest) / std::max(whole.width(), whole.height()));
  if (drawing.scale < 1) {
    drawing.image = Image(std::max(1, static_cast<int>(std::lround(whole.width() * drawing.scale))),
                          std::max(1, static_cast<int>(std::lround(whole.height() * drawing.scale))), 3);
    cv::Mat small = view(drawing.image);
    cv::resize(view(whole), small, small.size(), 0, 0, cv::INTER_AREA);
  } else {
    drawing.image = std::move(whole);
  }
  if (corners) drawRim(drawing, *corners);
  return drawing;
}

} // namespace

ReportDrawing drawPhoto(const Image& photo, const RimCorners* corners) {
  return framed(inColour(photo), corners);
}

ReportDrawing drawDepth(const DepthMap& depth, const RimCorners* corners, const ColourScale& scale) {
  return framed(colourise(depth, scale), corners);
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
