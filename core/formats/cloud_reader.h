#pragma once
// Point clouds in. Nothing in a header is believed beyond what the file's size can hold.
#include "core/base/progress.h"
#include "core/geometry/scattered_cloud.h"
#include <filesystem>
#include <string>
#include <string_view>

namespace fillscope {

struct CloudFile {
  ScatteredCloud cloud;
  std::string format;      ///< for people: "PCD, binary_compressed"
  std::size_t dropped = 0; ///< points without a place: NaN, infinite, 0 0 0, or too far out for a float
};

/// Whether a file of that name is a cloud by its suffix: .pcd, .ply, .xyz.
bool isCloudName(const std::string& name);

/// PCD 0.5 to 0.7 (ascii, binary, binary_compressed; x y z of any number type, rgb or rgba packed), PLY
/// (ascii, binary of either byte order; x y z, red green blue or r g b; other elements and properties, lists
/// too, are passed over), told by their first bytes; anything else as text, x y z [r g b] a line, separated
/// by spaces, commas or semicolons (between semicolons or blanks a comma within a number is decimal), a
/// heading and comments (#, //) tolerated. A grid of more than one row (PCD's HEIGHT) stays one, points
/// without a place are NaN there; elsewhere they are dropped. Errors: as readFile; badInput (cut off, no x y
/// z, an encoding that is not known, no point measured); cancelled.
Result<CloudFile> loadCloud(const std::filesystem::path& path, const Progress& progress = {});

/// The same of a file's bytes; where for the error sentence.
Result<CloudFile> parseCloud(std::string_view bytes, const std::string& where, const Progress& progress = {});

} // namespace fillscope
