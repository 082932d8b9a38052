#include "core/workflow/judge_samples.h"
#include <algorithm>

namespace fillscope {
namespace {

bool isOfOneSample(const Error& error) {
  return error.code == ErrorCode::badInput || error.code == ErrorCode::notFound;
}

} // namespace

Result<void> judgeSamples(const SampleSource& source, const EvaluationOptions& options, const char* part,
                          const Progress& progress, const JudgeSample& judge) {
  const std::size_t count = options.limit ? std::min(options.limit, source.size()) : source.size();
  const Progress stopOnly{{}, progress.isCancelled};
  for (std::size_t i = 0; i < count; ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(count), part);
    const auto sample = source.load(i);
    if (sample) {
      if (const auto judged = judge(*sample, stopOnly); !judged) return judged.error();
    } else if (options.onUnreadable && isOfOneSample(sample.error())) {
      options.onUnreadable(sample.error());
    } else {
      return sample.error();
    }
  }
  return {};
}

} // namespace fillscope
