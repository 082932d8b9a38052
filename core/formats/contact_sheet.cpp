#include "core/formats/contact_sheet.h"
#include "core/formats/cv_view.h"
#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

constexpr int gap = 12, line = 26;
constexpr int font = cv::FONT_HERSHEY_SIMPLEX;
constexpr double fontScale = 0.5;

int widthOf(const std::string& text) { return cv::getTextSize(text, font, fontScale, 1, nullptr).width; }

void write(cv::Mat& canvas, const std::string& text, int left, int top, const RgbColour& colour) {
  cv::putText(canvas, text, {left, top + line - 9}, font, fontScale,
              cv::Scalar(colour[0], colour[1], colour[2]), 1, cv::LINE_AA);
}

/// The end of a name tells pictures of one folder apart.
std::string shortened(std::string text, int width) {
  if (widthOf(text) <= width) return text;
  while (!text.empty() && widthOf("..." + text) > width)
    text.erase(text.begin());
  return "..." + text;
}

} // namespace

SheetTile sheetTile(const Image& picture, const std::vector<PictureOutline>& outlines, std::string caption,
                    int side) {
  return {drawOutlines(picture, outlines, side, 1).image, std::move(caption)};
}

Image contactSheet(std::vector<SheetTile> tiles, const std::vector<SheetWords>& heading, int columns,
                   int side, int tileHeight) {
  if (tiles.empty()) return {};
  if (tileHeight <= 0) tileHeight = side;
  const int count = static_cast<int>(tiles.size());
  columns = std::clamp(columns, 1, count);
  const int rows = (count + columns - 1) / columns, cellWidth = side + gap,
            cellHeight = tileHeight + line + gap;
  Image sheet(gap + columns * cellWidth, line + gap + rows * cellHeight, 3, 36);
  cv::Mat canvas = view(sheet);
  int left = gap;
  for (const SheetWords& words : heading) {
    write(canvas, words.text, left, gap / 2, words.colour);
    left += widthOf(words.text) + 2 * gap;
  }
  for (int k = 0; k < count; ++k) {
    SheetTile& tile = tiles[static_cast<std::size_t>(k)];
    const int x = gap + k % columns * cellWidth, y = line + gap + k / columns * cellHeight;
    const int width = tile.image.width(), height = tile.image.height();
    view(tile.image).copyTo(canvas({x + (side - width) / 2, y + (tileHeight - height) / 2, width, height}));
    write(canvas, shortened(tile.caption, side), x, y + tileHeight, {230, 232, 236});
  }
  return sheet;
}

} // namespace fillscope
