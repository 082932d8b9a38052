#pragma once
// Points into pixels. Private to this folder.
#include "core/base/progress.h"
#include "core/geometry/cloud_picture.h"

namespace fillscope {

struct CloudRaster {
  Raster<float> depth; ///< metres; 0 where no point lies
  Image colour;        ///< RGB of the points; empty where they are not wanted
};

/// Each pixel has the mean of the points on its nearest surface, and of their colours where coloured. Error:
/// cancelled.
Result<CloudRaster> rasterOf(const ScatteredCloud& cloud, const CloudView& view, bool coloured,
                             const Progress& progress);

/// Pixels without depth between two of like height, at most `reach` pixels apart across the gap, lie on the
/// line through them. focal: pixels.
void closeGaps(CloudRaster& raster, int reach, double focal);

} // namespace fillscope
