#include "core/learning/torch/depth_evaluation.h"
#include <cmath>

namespace fillscope {

void DepthMeans::add(const DepthMap& predicted, const DepthMap& truth) {
  const auto compared = compareDepth(predicted, truth);
  if (!compared || compared->ssimWindows == 0) return;
  absRel_ += compared->metrics.absRel;
  rmse_ += compared->metrics.rmse;
  delta1_ += compared->metrics.delta1;
  ssim_ += compared->ssim;
  ++count_;
}

void DepthMeans::putInto(std::map<std::string, double>& metrics) const {
  if (count_ == 0) return;
  const auto count = static_cast<double>(count_);
  metrics["abs_rel"] = absRel_ / count;
  metrics["rmse"] = rmse_ / count;
  metrics["delta1"] = delta1_ / count;
  metrics["ssim"] = ssim_ / count;
}

DepthMap RimDepthEvaluation::depthOf(const RimTaskExample& example, const float* share) const {
  DepthMap depth;
  depth.values = Raster<float>(size_, size_);
  float* value = depth.values.data();
  for (std::size_t k = 0; k < depth.values.pixelCount(); ++k) {
    if (!(example.numbers.weight[k] > 0)) continue;
    const float below = share[k] * example.numbers.emptyDepth[k];
    // Without a pose the square itself serves, seen from one box depth above the rim.
    value[k] = example.plane.empty() ? 1 + below : example.plane[k] * (1 + below / example.heightInDepths);
  }
  return depth;
}

void RimDepthEvaluation::addPicture(const RimTaskExample& example, const float* share, const float* content,
                                    const float* figures) {
  const auto& numbers = example.numbers;
  for (std::size_t k = 0; k < numbers.share.size(); ++k) {
    if (!(numbers.weight[k] > 0)) continue;
    share_.add(std::abs(share[k] - numbers.share[k]), numbers.weight[k]);
    const bool said = content[k] > 0, // a logit
        is = numbers.content[k] > 0.5f;
    both_ += said && is ? 1 : 0;
    either_ += said || is ? 1 : 0;
  }
  fill_.add(100 * std::abs(figures[0] - numbers.fill));
  bias_.add(100 * (figures[0] - numbers.fill));
  sigma_.add(100 * std::exp(figures[1]));
}

Result<void> RimDepthEvaluation::add(const Outputs& outputs, const TaskBatch& batch, int) {
  const auto planes = outputs.at(0).to(torch::kFloat32).contiguous();
  const auto figures = outputs.at(1).to(torch::kFloat32).contiguous();
  const auto pixels = static_cast<std::size_t>(size_) * static_cast<std::size_t>(size_);
  for (std::size_t n = 0; n < batch.examples.size(); ++n) {
    const auto& example = rimNumbers(batch, n);
    const float* share = planes.data_ptr<float>() + n * 2 * pixels;
    addPicture(example, share, share + pixels, figures.data_ptr<float>() + 3 * n);
    const auto predicted = depthOf(example, share), truth = depthOf(example, example.numbers.share.data());
    if (!example.plane.empty()) depth_.add(predicted, truth);
    if (predictions_.size() < 8) {
      SamplePrediction shown;
      shown.name = example.name;
      shown.picture = pictureOf(batch.input, static_cast<std::int64_t>(n), manifest_);
      shown.trueDepth = truth.values;
      shown.predictedDepth = predicted.values;
      predictions_.push_back(std::move(shown));
    }
  }
  return {};
}

std::map<std::string, double> RimDepthEvaluation::metrics() const {
  std::map<std::string, double> metrics;
  metrics["share_l1"] = share_.value();
  metrics["content_iou"] = either_ > 0 ? both_ / either_ : 1;
  metrics["fill_error"] = fill_.value();
  metrics["fill_bias"] = bias_.value();
  metrics["fill_sigma"] = sigma_.value();
  depth_.putInto(metrics);
  return metrics;
}

} // namespace fillscope
