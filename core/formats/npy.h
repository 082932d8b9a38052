#pragma once
// NumPy's .npy files with one plane of numbers.
#include "core/base/result.h"
#include "core/imaging/raster.h"
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace fillscope {

struct NpyPlane {
  Raster<double> values; ///< exact for every sample type up to 53 bits
  bool isInteger = false;
  int bits = 0; ///< of one sample
};

bool isNpy(std::string_view bytes);
/// By the first bytes of the file; nothing where the header is cut off or of samples that parseNpy refuses.
std::optional<bool> npyHasIntegers(std::string_view start);
/// Versions 1 to 3, float16/32/64 and integers of 8 to 64 bits, either byte order, C or Fortran order, two
/// axes besides axes of length one. Error: badInput.
Result<NpyPlane> parseNpy(std::string_view bytes, const std::string& where);
/// {width, height} of that plane, from the file's beginning; {0, 0} where it says none.
std::pair<int, int> npyPlaneSize(std::string_view beginning);
/// Version 1.0, little-endian float32, C order, shape (height, width).
std::string npyBytes(const Raster<float>& values);

} // namespace fillscope
