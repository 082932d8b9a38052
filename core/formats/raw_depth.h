#pragma once
// Depth as a camera's memory holds it: 16-bit whole numbers, rows from the top, nothing else.
#include "core/base/result.h"
#include "core/imaging/raster.h"
#include <filesystem>
#include <string>

namespace fillscope {

/// By its suffix, .raw.
bool isRawDepth(const std::filesystem::path& path);
/// Little-endian. The size follows from the number of bytes: each depth camera's formats (RealSense, Azure
/// Kinect, Kinect, Orbbec) have numbers of their own. Error: badInput (no such format).
Result<Raster<double>> parseRawDepth(const std::string& bytes, const std::string& where);

} // namespace fillscope
