#pragma once
// Generated photos through a lens of known distortion.
#include "core/synthesis/photo_render.h"
#include <QtGlobal>

namespace fillscope::tests {

/// Of a carton with straight walls and nothing about it; content: whether something lies in it.
inline PhotoSample cartonThroughLens(double k1, std::uint64_t index, bool content = false) {
  PhotoSpec spec;
  spec.boxKinds = {1, 0, 0};
  if (!content) spec.contentKinds = {1, 0, 0, 0, 0, 0, 0, 0, 0};
  spec.flapShare = spec.handShare = spec.neighbourShare = spec.profileShare = 0;
  spec.clutter = {0, 0};
  spec.distortion = {k1, k1};
  spec.width = 320;
  spec.height = 240;
  auto sample = renderPhoto(samplePhotoScene(spec, 11, index));
  if (!sample) qFatal("%s", sample.error().sentence().c_str());
  return *std::move(sample);
}

inline RimCorners rimOf(const PhotoSample& sample) {
  return {sample.corners[0].at, sample.corners[1].at, sample.corners[2].at, sample.corners[3].at};
}

} // namespace fillscope::tests
