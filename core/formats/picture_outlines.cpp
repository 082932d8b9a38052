#include "core/formats/picture_outlines.h"
#include "core/formats/cv_view.h"
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

Image inColour(const Image& image) {
  if (image.channels() == 3) return image;
  Image colour(image.width(), image.height(), 3);
  for (std::size_t i = 0; i < image.pixelCount(); ++i)
    for (std::size_t c = 0; c < 3; ++c)
      colour.data()[3 * i + c] = image.data()[i * image.channels()];
  return colour;
}

/// A light line on a dark, wider one.
void drawOutline(ReportDrawing& drawing, const PictureOutline& outline, int thickness) {
  constexpr int shift = 4; // sixteenths of a pixel
  std::vector<cv::Point> points;
  for (const Vec2 corner : outline.points) {
    // OpenCV's whole numbers are pixel centres. Far points are kept within what its line drawing can hold.
    const Vec2 p = drawing.drawn(corner) - Vec2{0.5, 0.5};
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return;
    points.emplace_back(static_cast<int>(std::lround(std::clamp(p.x, -1e6, 1e6) * (1 << shift))),
                        static_cast<int>(std::lround(std::clamp(p.y, -1e6, 1e6) * (1 << shift))));
  }
  cv::Mat canvas = view(drawing.image);
  const cv::Scalar colour(outline.colour[0], outline.colour[1], outline.colour[2]);
  cv::polylines(canvas, points, true, cv::Scalar(16, 16, 20), 3 * thickness, cv::LINE_AA, shift);
  cv::polylines(canvas, points, true, colour, thickness, cv::LINE_AA, shift);
}

/// From the picture's edges to the corners beyond them, with some room; at most half the picture's size.
struct Margins {
  int left = 0, top = 0, right = 0, bottom = 0;
};
Margins marginsFor(const std::vector<PictureOutline>& outlines, int width, int height) {
  const auto beyond = [](double distance, int size) {
    if (!(distance > 0)) return 0;
    return static_cast<int>(std::ceil(std::min(distance + 0.03 * size, 0.5 * size)));
  };
  Margins margins;
  for (const PictureOutline& outline : outlines)
    for (const Vec2 corner : outline.points) {
      margins.left = std::max(margins.left, beyond(-corner.x, width));
      margins.top = std::max(margins.top, beyond(-corner.y, height));
      margins.right = std::max(margins.right, beyond(corner.x - width, width));
      margins.bottom = std::max(margins.bottom, beyond(corner.y - height, height));
    }
  return margins;
}

ReportDrawing framed(Image picture, const std::vector<PictureOutline>& outlines, int largest) {
  const Margins m = marginsFor(outlines, picture.width(), picture.height());
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
  return drawing;
}

} // namespace

ReportDrawing drawOutlines(const Image& picture, const std::vector<PictureOutline>& outlines, int largest,
                           int thickness) {
  ReportDrawing drawing = framed(inColour(picture), outlines, largest);
  if (thickness <= 0) thickness = std::max(2, (drawing.image.width() + 300) / 400);
  for (const PictureOutline& outline : outlines)
    drawOutline(drawing, outline, thickness);
  return drawing;
}

} // namespace fillscope
