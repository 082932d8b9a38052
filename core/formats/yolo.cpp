// The four YOLO formats' entries.
#include "core/formats/yolo_words.h"

namespace fillscope {
namespace {

template <YoloTask task>
AnnotationCodec codec(AnnotationFormat format) {
  return {format,
          [](const Candidate& candidate) {
            const auto dataset = yoloDatasetOf(candidate);
            return dataset && yoloTaskOf(*dataset) == task;
          },
          readYolo,
          [](const Project& project, const WriteOptions& options) {
            return lossesOfYolo(project, options, task);
          },
          [](const Project& project, const std::filesystem::path& out, const WriteOptions& options,
             const Progress& progress) { return writeYolo(project, out, options, progress, task); }};
}

} // namespace

std::vector<AnnotationCodec> yoloCodecs() {
  return {codec<YoloTask::detect>(AnnotationFormat::yoloDetect),
          codec<YoloTask::obb>(AnnotationFormat::yoloObb),
          codec<YoloTask::segment>(AnnotationFormat::yoloSegment),
          codec<YoloTask::pose>(AnnotationFormat::yoloPose)};
}

} // namespace fillscope
