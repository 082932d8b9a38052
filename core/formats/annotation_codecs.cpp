#include "core/formats/annotation_codec.h"

namespace fillscope {

std::vector<AnnotationCodec> annotationCodecs() {
  std::vector<AnnotationCodec> all;
  // In the order in which a file is tried: what is told apart most surely comes first.
  for (const auto family :
       {viaCodecs, labelmeCodecs, cocoCodecs, cvatCodecs, datumaroCodecs, maskCodecs, vocCodecs, yoloCodecs})
    for (AnnotationCodec& codec : family())
      all.push_back(codec);
  return all;
}

} // namespace fillscope
