#pragma once
// Points as a scanner or a depth camera stores them, in a frame and a unit of their own.
#include "core/base/vec.h"
#include "core/imaging/raster.h"
#include <cmath>

namespace fillscope {

struct ScatteredCloud {
  Raster<float> xyz; ///< 3 channels; NaN: no measurement. One row: points in no order, else a sensor's grid
  Image colour;      ///< RGB, same size, may be empty
  Vec3 origin;       ///< to be added to every point: coordinates of a survey are too long for float
  Mat3 sensorAxes;   ///< of the sensor in the cloud's frame, where the file says it
  Vec3 sensorPlace;

  bool isOrganised() const { return xyz.height() > 1; }
  std::size_t size() const { return xyz.pixelCount(); }
  bool isMeasured(std::size_t i) const { return std::isfinite(xyz.data()[3 * i + 2]); }
  Vec3 point(std::size_t i) const {
    const float* p = xyz.data() + 3 * i;
    return {origin.x + p[0], origin.y + p[1], origin.z + p[2]};
  }
};

} // namespace fillscope
