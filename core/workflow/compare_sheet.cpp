#include "core/workflow/compare_sheet.h"
#include "core/formats/contact_sheet.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "core/learning/augmentation.h"
#include "core/workflow/comparison_pictures.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace fillscope {
namespace {

constexpr int side = 420, barHeight = 12, barRoom = 38;
constexpr RgbColour rimColour{255, 255, 255}, titleColour{230, 232, 236}, quietColour{160, 164, 172};
constexpr std::array<RgbColour, 4> cornerColours{
    {{235, 60, 60}, {70, 200, 90}, {70, 140, 255}, {255, 200, 40}}};
constexpr std::uint8_t ground = 36; ///< of the sheet

cv::Mat view(Image& image) {
  return {image.height(), image.width(), image.channels() == 3 ? CV_8UC3 : CV_8UC1, image.data()};
}

std::string asciiOf(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 32 || static_cast<unsigned char>(c) > 126) c = '?';
  return text;
}

std::string numberIn(double value, int decimals) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", decimals, std::abs(value) < 1e-9 ? 0.0 : value);
  return text;
}

/// RGB, as large as fits.
Image fitted(Image picture, int width, int height) {
  const double scale = std::min(double(width) / picture.width(), double(height) / picture.height());
  Image result(std::max(1, int(std::lround(scale * picture.width()))),
               std::max(1, int(std::lround(scale * picture.height()))), 3);
  cv::Mat target = view(result), from = view(picture);
  if (picture.channels() == 1) cv::cvtColor(from, from, cv::COLOR_GRAY2RGB);
  // Measured pixels and holes stay apart where a map grows.
  cv::resize(from, target, target.size(), 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_NEAREST);
  return result;
}

/// The colours of a scale from left to right, its ends and middle written below.
void drawBar(cv::Mat canvas, const ColourScale& scale, int decimals) {
  Raster<float> ramp(canvas.cols, barHeight);
  for (int y = 0; y < barHeight; ++y)
    for (int x = 0; x < canvas.cols; ++x)
      ramp.at(x, y) =
          static_cast<float>(scale.low + (scale.high - scale.low) * x / std::max(1, canvas.cols - 1));
  Image colours = colourise(ramp, scale);
  view(colours).copyTo(canvas.rowRange(0, barHeight));
  const auto write = [&](double value, double place, const std::string& unit) {
    const std::string text = numberIn(value, decimals) + unit;
    const int width = cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, 0.42, 1, nullptr).width;
    const int left = static_cast<int>(place * (canvas.cols - width));
    cv::putText(canvas, text, {left, barHeight + 17}, cv::FONT_HERSHEY_SIMPLEX, 0.42,
                cv::Scalar(titleColour[0], titleColour[1], titleColour[2]), 1, cv::LINE_AA);
  };
  write(scale.low, 0, {});
  if (canvas.cols > 160) write((scale.low + scale.high) / 2, 0.5, {});
  write(scale.high, 1, scale.unit.empty() ? "" : " " + scale.unit);
}

SheetTile mapTile(const Raster<float>& values, const ColourScale& scale, int decimals, std::string caption) {
  const Image map = fitted(colourise(values, scale), side, side - barRoom);
  Image tile(map.width(), map.height() + barRoom, 3, ground);
  cv::Mat canvas = view(tile);
  Image copy = map;
  view(copy).copyTo(canvas.rowRange(0, map.height()));
  drawBar(canvas.rowRange(map.height() + 6, tile.height()), scale, decimals);
  return {std::move(tile), std::move(caption)};
}

/// With a place for a bar below, so that pictures of a row stand side by side.
SheetTile pictureTile(Image picture, std::string caption) {
  const Image small = fitted(std::move(picture), side, side - barRoom);
  Image tile(small.width(), small.height() + barRoom, 3, ground);
  Image copy = small;
  view(copy).copyTo(view(tile).rowRange(0, small.height()));
  return {std::move(tile), std::move(caption)};
}

cv::Scalar penOf(const RgbColour& colour) {
  return {double(colour[0]), double(colour[1]), double(colour[2])};
}

/// How far the corners lie outside on each side: left, top, right, bottom; at most half the picture.
std::array<int, 4> marginsFor(const RimCorners& corners, const Image& photo) {
  std::array<double, 4> reach{};
  for (const Vec2& c : corners)
    reach = {std::max(reach[0], -c.x), std::max(reach[1], -c.y), std::max(reach[2], c.x - photo.width()),
             std::max(reach[3], c.y - photo.height())};
  std::array<int, 4> margins{};
  for (std::size_t i = 0; i < 4; ++i) {
    const int extent = i % 2 ? photo.height() : photo.width();
    margins[i] = reach[i] > 0 ? static_cast<int>(std::min(reach[i] + 0.03 * extent, 0.5 * extent)) : 0;
  }
  return margins;
}

/// The photo with the rim's outline and a dot of its own colour on each corner, drawn as large as it is
/// shown.
Image markedPhoto(const Image& photo, const RimCorners& corners) {
  const auto [left, top, right, bottom] = marginsFor(corners, photo);
  Image wide(left + photo.width() + right, top + photo.height() + bottom, 3, ground);
  Image copy = photo;
  view(copy).copyTo(view(wide)({left, top, photo.width(), photo.height()}));
  const double width = wide.width();
  Image drawn = fitted(std::move(wide), side, side - barRoom);
  const double scale = drawn.width() / width;
  constexpr int shift = 4; // sixteenths of a pixel
  std::vector<cv::Point> points;
  for (const Vec2& c : corners) // OpenCV counts from the middle of a pixel
    points.emplace_back(static_cast<int>(std::lround(16 * (scale * (c.x + left) - 0.5))),
                        static_cast<int>(std::lround(16 * (scale * (c.y + top) - 0.5))));
  cv::Mat canvas = view(drawn);
  cv::polylines(canvas, points, true, cv::Scalar(20, 20, 24), 3, cv::LINE_AA, shift);
  cv::polylines(canvas, points, true, penOf(rimColour), 1, cv::LINE_AA, shift);
  for (std::size_t i = 0; i < 4; ++i) {
    cv::circle(canvas, points[i], 7 * 16, cv::Scalar(20, 20, 24), cv::FILLED, cv::LINE_AA, shift);
    cv::circle(canvas, points[i], 5 * 16, penOf(cornerColours[i]), cv::FILLED, cv::LINE_AA, shift);
  }
  return drawn;
}

SheetTile cornersTile(const SheetSource& source) {
  if (!source.corners) return pictureTile(source.photo, "photo");
  return pictureTile(markedPhoto(source.photo, *source.corners), "corners: 1 red, 2 green, 3 blue, 4 yellow");
}

/// In metres; NaN where nothing was measured.
Raster<float> metresOf(const DepthMap& depth) {
  Raster<float> metres = depth.values;
  for (std::size_t i = 0; i < metres.pixelCount(); ++i) {
    float& v = metres.data()[i];
    if (!DepthMap::isMeasured(v))
      v = std::nanf("");
    else if (depth.kind == DepthKind::inverse)
      v = 1.0f / v;
  }
  return metres;
}

/// Where it counts: the reference and the difference together.
Raster<float> alignedEstimate(const Raster<float>& reference, const DepthComparison& comparison) {
  Raster<float> metres = comparison.difference;
  for (std::size_t i = 0; i < metres.pixelCount(); ++i)
    metres.data()[i] += reference.data()[i];
  return metres;
}

/// The sides of the rim, at most a tile.
cv::Size cutOutSize(const RimCorners& corners) {
  const auto length = [&](int a, int b) {
    return std::hypot(corners[a].x - corners[b].x, corners[a].y - corners[b].y);
  };
  const double across = std::max(1.0, (length(0, 1) + length(3, 2)) / 2);
  const double along = std::max(1.0, (length(1, 2) + length(0, 3)) / 2);
  const double scale = std::min(side / across, (side - barRoom) / along);
  return {std::max(8, int(scale * across)), std::max(8, int(scale * along))};
}

Result<TrainingSample> cutOut(TrainingSample sample, const RimCorners& corners, cv::Size size) {
  for (const Vec2& corner : corners)
    sample.keypoints.push_back({corner, KeypointVisibility::visible});
  return perspectiveCutOut(sample, size.width, size.height, 0);
}

Result<Raster<float>> straightened(const Raster<float>& metres, const Image& photo, const RimCorners& corners,
                                   cv::Size size) {
  TrainingSample sample;
  sample.image = Image(metres.width(), metres.height(), 3);
  sample.depth.values = metres;
  for (std::size_t i = 0; i < metres.pixelCount(); ++i)
    if (float& v = sample.depth.values.data()[i]; !DepthMap::isMeasured(v)) v = 0;
  RimCorners scaled = corners;
  for (Vec2& corner : scaled)
    corner = {corner.x * metres.width() / photo.width(), corner.y * metres.height() / photo.height()};
  const auto cut = cutOut(std::move(sample), scaled, size);
  if (!cut) return cut.error();
  return metresOf(cut->depth);
}

/// White where S is below the threshold, grey where nothing counts.
SheetTile thresholdTile(const DepthComparison& comparison) {
  Raster<float> values = comparison.ssimMap;
  for (std::size_t i = 0; i < values.pixelCount(); ++i)
    if (float& v = values.data()[i]; !std::isnan(v)) v = comparison.different.data()[i];
  return pictureTile(colourise(values, {ColourMap::grey, 0, 1, false, {}}),
                     "SSIM threshold: white below " + numberIn(comparison.threshold, 3));
}

std::string countedWords(const DepthComparison& comparison) {
  std::string words = std::to_string(comparison.validPixels) + " pixels";
  if (!comparison.counted.withinName.empty()) words += " within " + asciiOf(comparison.counted.withinName);
  return words + ", mean error " + numberIn(1000 * comparison.metrics.meanAbs, 1) +
         " mm; grey does not count";
}

Result<void> addCutOuts(std::vector<SheetTile>& tiles, const SheetSource& source,
                        const Raster<float>& reference, const Raster<float>& estimate,
                        const ColourScale& depths) {
  const cv::Size size = cutOutSize(*source.corners);
  TrainingSample photo;
  photo.image = source.photo;
  const auto box = cutOut(std::move(photo), *source.corners, size);
  if (!box) return box.error();
  const auto theirs = straightened(reference, source.photo, *source.corners, size);
  if (!theirs) return theirs.error();
  const auto ours = straightened(estimate, source.photo, *source.corners, size);
  if (!ours) return ours.error();
  tiles.push_back(pictureTile(box->image, "box, straightened"));
  tiles.push_back(mapTile(*theirs, depths, 3, "reference in the box"));
  tiles.push_back(mapTile(*ours, depths, 3, "estimate in the box"));
  return {};
}

} // namespace

Result<SheetSource> sheetSourceOf(const OpenedProject& opened, const std::string& picture,
                                  const DepthPair& pair) {
  const int index = pictureOf(opened, picture, pair);
  if (index < 0)
    return Error{ErrorCode::notFound, "the project has no picture of " + pair.name,
                 opened.projectFile.string(), "name the picture with --picture"};
  const Picture& found = opened.project.pictures[static_cast<std::size_t>(index)];
  const auto file = resolvePicture(opened.project, found, opened.folder);
  if (file.empty())
    return Error{ErrorCode::notFound, "the picture file is not there", found.filename,
                 "put it next to the project"};
  auto photo = loadImage(file);
  if (!photo) return photo.error();
  SheetSource source{pair.name, std::move(*photo), {}};
  if (const auto rim = rimOf(found); rim && rim->complete()) source.corners = rim->asCorners();
  return source;
}

Result<Image> comparisonSheet(const SheetSource& source, const ComparedPair& compared) {
  const DepthComparison& comparison = compared.comparison;
  const Raster<float> reference = metresOf(compared.reference);
  const Raster<float> estimate = alignedEstimate(reference, comparison);
  const ColourScale depths{ColourMap::turbo, comparison.rangeLow, comparison.rangeHigh, false, "m"};
  std::vector<SheetTile> tiles;
  tiles.push_back(cornersTile(source));
  if (source.corners) {
    tiles.push_back(pictureTile(source.photo, "photo"));
    tiles.push_back(mapTile(reference, depths, 3, "reference"));
    if (auto added = addCutOuts(tiles, source, reference, estimate, depths); !added) return added.error();
  } else {
    tiles.push_back(mapTile(reference, depths, 3, "reference"));
    tiles.push_back(mapTile(estimate, depths, 3, "estimate"));
  }
  ColourScale millimetres = differenceColours(comparison);
  millimetres.low *= 1000, millimetres.high *= 1000, millimetres.unit = "mm";
  Raster<float> difference = comparison.difference;
  std::for_each(difference.data(), difference.data() + difference.pixelCount(), [](float& v) { v *= 1000; });
  tiles.push_back(mapTile(difference, millimetres, 0, "difference: estimate - reference"));
  tiles.push_back(mapTile(dissimilarity(comparison), dissimilarityColours, 1, "SSIM difference: 1 - S"));
  tiles.push_back(thresholdTile(comparison));
  int height = 0;
  for (const SheetTile& tile : tiles)
    height = std::max(height, tile.image.height());
  return contactSheet(std::move(tiles),
                      {{asciiOf(source.name) + " - ssim : " + numberIn(comparison.ssim, 4), titleColour},
                       {countedWords(comparison), quietColour}},
                      3, side, height);
}

} // namespace fillscope
