#pragma once
// Samples for the verbs that learn from them, judge by them or cut them out.
#include "core/workflow/training_data.h"
#include <string>

namespace fillscope::cli {

/// As openTrainingData; says on stderr, once a data set, how many of its pictures are left out.
Result<std::shared_ptr<SampleSource>> openSamples(const std::string& data, int keypoints = 4,
                                                  SampleParts parts = SampleParts::everything);

} // namespace fillscope::cli
