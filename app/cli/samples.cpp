#include "app/cli/samples.h"
#include <cstdio>
#include <set>

namespace fillscope::cli {

Result<std::shared_ptr<SampleSource>> openSamples(const std::string& data, int keypoints, SampleParts parts) {
  static std::set<std::string> told; // "evaluate all" opens the same set for each task
  auto source = openTrainingData(data, keypoints, parts);
  if (!source) return source;
  const std::size_t count = (*source)->unreviewed();
  if (count > 0 && told.insert(data).second)
    std::fprintf(stderr, "%s: %zu picture%s left out, since nobody has reviewed what a network proposed\n",
                 data.c_str(), count, count == 1 ? "" : "s");
  return source;
}

} // namespace fillscope::cli
