#include "core/imaging/depth_map.h"

namespace fillscope {

Mask measuredMask(const DepthMap& depth) {
  Mask mask(depth.width(), depth.height());
  const float* values = depth.values.data();
  for (std::size_t i = 0; i < mask.pixelCount(); ++i)
    mask.data()[i] = DepthMap::isMeasured(values[i]);
  return mask;
}

} // namespace fillscope
