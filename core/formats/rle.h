#pragma once
// Masks as run lengths, to the bit as COCO's maskApi has them: columns first, runs beginning with zeros,
// polygons by boundaries sampled at five times the resolution.
#include "core/annotation/project.h"
#include "core/imaging/raster.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope {

struct RunLengths {
  int height = 0, width = 0;
  std::vector<std::uint32_t> counts; ///< zeros, ones, zeros… down the columns
  friend bool operator==(const RunLengths&, const RunLengths&) = default;
};

/// Whether the runs fill the picture exactly and it is of a size that is decoded.
bool isWhole(const RunLengths& rle);

/// Nothing where a coordinate is beyond ±10⁷ or the picture too large. Even-odd, as maskApi.
std::optional<RunLengths> rleFromPolygon(const std::vector<Vec2>& polygon, int height, int width);
RunLengths rleFromMask(const Mask& mask);
/// The part of the mask inside whole pixels; needs isWhole. bounds as rleBounds gives them.
Mask maskFromRle(const RunLengths& rle, const RectShape& bounds);

/// maskApi's rleToString and rleFrString. Nothing where the text is none.
std::string rleText(const RunLengths& rle);
std::optional<RunLengths> rleFromText(std::string_view text, int height, int width);

std::uint64_t rleArea(const RunLengths& rle);
RectShape rleBounds(const RunLengths& rle);
/// Needs the same size of all.
RunLengths rleUnion(const std::vector<RunLengths>& masks);
RunLengths rleIntersection(const std::vector<RunLengths>& masks);

} // namespace fillscope
