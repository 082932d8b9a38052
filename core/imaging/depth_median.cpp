#include "core/imaging/depth_median.h"
#include "core/imaging/depth_map.h"
#include <algorithm>

namespace fillscope {

Result<Raster<float>> medianOf(const std::vector<Raster<float>>& maps) {
  if (maps.empty()) return Error{ErrorCode::badInput, "there are no depth maps to take a median of", {}, {}};
  for (const Raster<float>& map : maps)
    if (!map.sameSize(maps.front()))
      return Error{
          ErrorCode::badInput, "the depth maps that follow each other are of different sizes", {}, {}};
  if (maps.size() == 1) return maps.front();
  Raster<float> middle(maps.front().width(), maps.front().height());
  std::vector<float> values;
  for (std::size_t i = 0; i < middle.pixelCount(); ++i) {
    values.clear();
    for (const Raster<float>& map : maps)
      if (DepthMap::isMeasured(map.data()[i])) values.push_back(map.data()[i]);
    if (values.empty() || 2 * values.size() < maps.size()) continue;
    const auto place = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), place, values.end());
    middle.data()[i] = *place;
  }
  return middle;
}

} // namespace fillscope
