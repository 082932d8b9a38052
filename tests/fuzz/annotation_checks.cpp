#include "core/formats/annotation_check.h"
#include "core/formats/annotation_codec.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/via_project.h"
#include "tests/fuzz/project_checks.h"
#include "tests/fuzz/reader_checks.h"
#include <algorithm>

namespace fillscope::tests {
namespace {

using Formats = std::initializer_list<AnnotationFormat>;

ReadOptions withoutPictures() {
  ReadOptions options;
  options.lookForPictures = false;
  return options;
}

template <AnnotationFormat... formats>
std::string checkFamily(std::string_view bytes) {
  const Candidate candidate{"/none/annotations.json", false, std::string(bytes)};
  for (const AnnotationCodec& codec : annotationCodecs()) {
    if (((codec.format != formats) && ...) || !codec.recognises(candidate)) continue;
    if (const auto imported = codec.read(candidate, withoutPictures(), {}))
      if (std::string wrong = wrongWith(imported->project); !wrong.empty()) return wrong;
  }
  return {};
}

/// What can be read of any kind, as every other kind and back.
std::string checkConversion(std::string_view bytes) {
  const Candidate candidate{"/none/annotations.json", false, std::string(bytes)};
  for (const AnnotationCodec& codec : annotationCodecs()) {
    if (!codec.recognises(candidate)) continue;
    auto imported = codec.read(candidate, withoutPictures(), {});
    if (!imported) return {};
    return wrongWithWriting(imported->project);
  }
  return {};
}

} // namespace

std::vector<ReaderCheck> annotationChecks() {
  using enum AnnotationFormat;
  return {{"via", checkFamily<via2, via2Annotations, via1, viaEarly>},
          {"via3", checkFamily<via3>},
          {"via_csv", checkFamily<via2Csv, via1Csv, viaEarlyCsv>},
          {"labelme", checkFamily<labelme, xAnyLabeling>},
          {"coco", checkFamily<coco, cocoKeypoints>},
          {"xml", checkFamily<cvat, voc, labelme>},
          {"datumaro", checkFamily<datumaro>},
          {"convert", checkConversion}};
}

std::vector<ReaderCheck> formatChecks() {
  std::vector<ReaderCheck> all;
  for (const auto family : {annotationChecks, folderChecks, pictureChecks, recordingChecks, journalChecks})
    for (const ReaderCheck& check : family())
      all.push_back(check);
  return all;
}

} // namespace fillscope::tests
