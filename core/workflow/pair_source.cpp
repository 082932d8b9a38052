#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/workflow/depth_pairs.h"
#include "core/workflow/training_sources.h"
#include <utility>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

class PairSource final : public SampleSource {
 public:
  PairSource(std::vector<MeasuredDepth> pairs, const DepthEncoding& encoding)
      : pairs_(std::move(pairs))
      , encoding_(encoding) {}

  std::size_t size() const override { return pairs_.size(); }
  std::string group(std::size_t index) const override { return pairs_.at(index).name; }

  Result<TrainingSample> load(std::size_t index) const override {
    const MeasuredDepth& pair = pairs_.at(index);
    TrainingSample sample;
    sample.name = sample.group = pair.name;
    auto measured = loadDepth(pair.depth, encoding_);
    if (!measured) return measured.error();
    const auto encoding = encodingBeside(pair.depth, pair.truth, encoding_);
    if (!encoding) return encoding.error();
    auto truth = loadDepth(pair.truth, *encoding);
    if (!truth) return truth.error();
    if (!truth->values.sameSize(measured->values)) return differs(pair.truth, pair);
    if (!pair.picture.empty()) {
      auto picture = loadImage(pair.picture);
      if (!picture) return picture.error();
      if (!picture->sameSize(measured->values)) return differs(pair.picture, pair);
      sample.image = *std::move(picture);
    }
    sample.measured = *std::move(measured);
    sample.depth = *std::move(truth);
    return sample;
  }

 private:
  static Error differs(const fs::path& file, const MeasuredDepth& pair) {
    return {ErrorCode::badInput, "this file has another size than " + pair.depth.filename().string(),
            file.string(), "take the one that is aligned to it, or take it away"};
  }

  std::vector<MeasuredDepth> pairs_;
  DepthEncoding encoding_;
};

} // namespace

Result<std::shared_ptr<SampleSource>> pairSource(const fs::path& folder, const DepthEncoding& encoding) {
  auto found = measuredDepthsIn(folder);
  if (!found) return found.error();
  std::erase_if(*found, [](const MeasuredDepth& one) { return one.truth.empty(); });
  if (found->empty())
    return Error{ErrorCode::badInput, "this folder holds no pair of measured and true depth", folder.string(),
                 "name them res-1.png and gt-1.png, or NAME.camera-depth.png and NAME.depth.png"};
  const auto read = encodingIn(folder, found->front(), encoding);
  if (!read) return read.error();
  return std::shared_ptr<SampleSource>(std::make_shared<PairSource>(*std::move(found), *read));
}

} // namespace fillscope
