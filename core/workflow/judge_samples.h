#pragma once
// The loop that all evaluations share.
#include "core/workflow/evaluate.h"

namespace fillscope {

/// Judges one sample; its progress can stop it and reports to nobody.
using JudgeSample = std::function<Result<void>(const TrainingSample&, const Progress& stopOnly)>;

/// The samples of source in their order, options.limit at most, each to judge on the calling thread; part is
/// what progress calls the work. Those that cannot be read are told to options.onUnreadable and passed over.
/// Errors: cancelled, the first of judge, those of source where nobody is told or they are not of one sample.
Result<void> judgeSamples(const SampleSource& source, const EvaluationOptions& options, const char* part,
                          const Progress& progress, const JudgeSample& judge);

} // namespace fillscope
