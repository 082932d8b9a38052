#include "core/formats/annotation_codec.h"

namespace fillscope {

std::vector<AnnotationCodec> labelmeCodecs() { return {}; }

} // namespace fillscope
