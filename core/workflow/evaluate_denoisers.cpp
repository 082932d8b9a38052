#include "core/workflow/judge_samples.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

/// A mean of values that are added one by one; of none no number.
class Mean {
 public:
  void add(double value) {
    sum_ += value;
    ++count_;
  }
  void add(const Mean& other) {
    if (other.count_ > 0) add(other.value());
  }
  double value() const {
    return count_ > 0 ? sum_ / static_cast<double>(count_) : std::numeric_limits<double>::quiet_NaN();
  }

 private:
  double sum_ = 0;
  std::size_t count_ = 0;
};

struct ErrorMeans {
  Mean absolute, square, relative;
  void add(double off, double truth) {
    absolute.add(std::abs(off));
    square.add(off * off);
    relative.add(std::abs(off) / truth);
  }
  DenoiseErrors errors() const { return {absolute.value(), std::sqrt(square.value()), relative.value()}; }
};

/// Of one picture.
struct Judged {
  ErrorMeans before, after;
  Mean filled, holesBefore, holesAfter;
};

Judged judge(const TrainingSample& sample, const DepthMap& denoised) {
  Judged judged;
  for (std::size_t k = 0; k < denoised.values.pixelCount(); ++k) {
    const float given = sample.measured.values.data()[k], answer = denoised.values.data()[k],
                truth = sample.depth.values.data()[k];
    const bool measured = DepthMap::isMeasured(given), answered = DepthMap::isMeasured(answer);
    judged.holesBefore.add(measured ? 0 : 1);
    judged.holesAfter.add(answered ? 0 : 1);
    if (!answered || !DepthMap::isMeasured(truth)) continue;
    if (!measured) {
      judged.filled.add(std::abs(answer - truth));
      continue;
    }
    judged.before.add(given - truth, truth);
    judged.after.add(answer - truth, truth);
  }
  return judged;
}

/// Means over pictures of a network's figures.
struct Tally {
  std::string name;
  std::size_t pictures = 0;
  struct Errors {
    Mean mae, rmse, absRel;
    void add(const DenoiseErrors& one) {
      if (std::isnan(one.mae)) return; // nothing could be compared
      mae.add(one.mae);
      rmse.add(one.rmse);
      absRel.add(one.absRel);
    }
    DenoiseErrors means() const { return {mae.value(), rmse.value(), absRel.value()}; }
  } before, after;
  Mean filled, holesBefore, holesAfter;

  void add(const Judged& one) {
    ++pictures;
    before.add(one.before.errors());
    after.add(one.after.errors());
    filled.add(one.filled);
    holesBefore.add(one.holesBefore);
    holesAfter.add(one.holesAfter);
  }
  DenoiserScore score() const {
    return {name,
            pictures,
            before.means(),
            after.means(),
            filled.value(),
            holesBefore.value(),
            holesAfter.value()};
  }
};

std::vector<std::pair<std::string, double>> figuresOf(const Judged& one) {
  const DenoiseErrors before = one.before.errors(), after = one.after.errors();
  std::vector<std::pair<std::string, double>> figures{
      {"mae_before_m", before.mae},          {"mae_m", after.mae},
      {"rmse_before_m", before.rmse},        {"rmse_m", after.rmse},
      {"abs_rel_before", before.absRel},     {"abs_rel", after.absRel},
      {"filled_mae_m", one.filled.value()},  {"hole_share_before", one.holesBefore.value()},
      {"hole_share", one.holesAfter.value()}};
  std::erase_if(figures, [](const auto& figure) { return std::isnan(figure.second); });
  return figures;
}

} // namespace

Result<std::vector<DenoiserScore>> evaluateDenoisers(const Networks& networks, const SampleSource& source,
                                                     const DenoiseOptions& how,
                                                     const EvaluationOptions& options,
                                                     const Progress& progress) {
  const std::vector<std::string> names = networkNames(networks);
  std::vector<Tally> tallies(names.size());
  for (std::size_t n = 0; n < names.size(); ++n)
    tallies[n].name = names[n];
  const auto judgeAll = [&](const TrainingSample& sample, const Progress& stopOnly) -> Result<void> {
    if (sample.measured.values.empty() || sample.depth.values.empty()) return {};
    for (std::size_t n = 0; n < networks.size(); ++n) {
      const auto denoised = denoise(*networks[n], sample.measured, sample.image, how, stopOnly);
      if (!denoised) return denoised.error();
      const Judged judged = judge(sample, denoised->depth);
      if (options.onPicture) options.onPicture({"denoiser", names[n], "", sample.name, figuresOf(judged)});
      tallies[n].add(judged);
    }
    return {};
  };
  if (const auto judged = judgeSamples(source, options, "denoiser", progress, judgeAll); !judged)
    return judged.error();
  if (tallies.empty() || tallies.front().pictures == 0)
    return Error{ErrorCode::badInput, "there is no pair of measured and true depth to judge by", {}, {}};
  std::vector<DenoiserScore> scores;
  for (const Tally& tally : tallies)
    scores.push_back(tally.score());
  std::stable_sort(scores.begin(), scores.end(), [](const DenoiserScore& a, const DenoiserScore& b) {
    return !std::isnan(a.after.absRel) && (std::isnan(b.after.absRel) || a.after.absRel < b.after.absRel);
  });
  return scores;
}

} // namespace fillscope
