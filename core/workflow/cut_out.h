#pragma once
// A data set whose pictures are the boxes alone, straightened by their corners.
#include "core/base/progress.h"
#include "core/learning/training_sample.h"
#include <filesystem>
#include <string>
#include <vector>

namespace fillscope {

struct CutOutRequest {
  std::shared_ptr<SampleSource> source; ///< with four keypoints each
  std::filesystem::path folder;         ///< new or empty
  int width = 256, height = 256;        ///< pixels of a cut-out
  double margin = 0;                    ///< pixels left around the rim
  int threads = 0;
};
struct CutOutSummary {
  std::size_t written = 0;
  std::vector<std::string> skipped; ///< a sentence for each sample that cannot be read or whose corners are
                                    ///< no outline of a box
  std::size_t unscaled = 0;         ///< of those written: without their depth, whose scale nobody has told
  std::filesystem::path project;
};
/// Writes NAME.color.png, and NAME.depth.png (16 bit, 1e-4 m; NAME.depth.npy where the map has no unit or
/// reaches beyond 6.5535 m) and NAME.mask.png where the sample has them,
/// and project.json (VIA 2), which openTrainingData reads: rims, sizes, depth, masks, visibility, group,
/// fill. Cut-outs have no camera. The bytes do not depend on the number of threads. Errors: badInput (the
/// folder holds files; every sample was skipped), ioFailure, cancelled; then nothing
/// that was written stays.
Result<CutOutSummary> writeCutOuts(const CutOutRequest& request, const Progress& progress = {});

} // namespace fillscope
