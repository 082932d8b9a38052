#pragma once
// Depth of many pictures by one network, as files beside one another.
#include "core/formats/picture_set.h"
#include "core/workflow/predict.h"
#include <cstdint>

namespace fillscope {

struct PredictRequest {
  std::string network;       ///< id; "": as chooseDepthNetwork
  std::string finder;        ///< of the corners that a picture lacks, for networks that look through the rim
  std::filesystem::path out; ///< folder; made where it is missing
  double metresPerUnit = 1e-4; ///< of the PNG files
  int part = 0, parts = 1; ///< this call predicts pictures count·part/parts up to count·(part + 1)/parts
  bool resume = false;     ///< pictures whose file is there are passed over
};
struct PredictSummary {
  std::uint64_t written = 0, kept = 0;
  double seconds = 0;
  std::uint64_t withoutUnit = 0; ///< of those written: relative and inverse maps
  struct Failure {
    std::string picture, why;
  };
  std::vector<Failure> failures; ///< pictures that could not be read, or have no box where one is needed
};

/// Where a picture's depth goes, relative to the folder of all: its outputNames with .depth.png for metres,
/// with .depth.tif for a relative or inverse map.
std::vector<std::string> depthFileNames(const Project& project, DepthKind kind);

/// Every picture of a project, whole or a part of them. A picture's own rim, size and camera serve networks
/// that look through the rim; without a size such depth is relative. Metres that do not fit into a PNG
/// are written as TIFF. When progress is cancelled the picture
/// at work is finished. Errors: those of the registry; badInput, before anything is written, where a file
/// would replace one that the project's pictures are made of; ioFailure; cancelled.
Result<PredictSummary> predictPictures(ModelRegistry& registry, const OpenedProject& opened,
                                       const PredictRequest& request, const Progress& progress = {});

} // namespace fillscope
