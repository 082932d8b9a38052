#include "core/imaging/order_statistics.h"
#include "core/workflow/detect.h"
#include "core/workflow/judge_samples.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace fillscope {
namespace {

constexpr double ninetyPercent = 1.645; // standard errors to each side of the middle 90 %

struct Answer {
  double truth = 0;
  std::optional<PredictedFill> fill; ///< without its pictures
};

struct Contest {
  std::shared_ptr<Network> network;
  std::string name;
  bool trueCorners;
  Told told;
  std::vector<Answer> answers;
};

bool hasFill(const TrainingSample& sample) {
  return sample.keypoints.size() >= 4 && sample.camera && sample.size && sample.size->plausible() &&
         sample.fillPercent;
}

/// The true size in the order of other corners: sides swapped where those run the other way round the box.
BoxSize sizeFor(const RimCorners& found, const TrainingSample& sample) {
  double least = std::numeric_limits<double>::infinity();
  std::size_t best = 0;
  for (std::size_t turn = 0; turn < 4; ++turn) {
    double sum = 0;
    for (std::size_t k = 0; k < 4; ++k)
      sum += norm(found[k] - sample.keypoints[(k + turn) % 4].at);
    if (sum < least) least = sum, best = turn;
  }
  BoxSize size = *sample.size;
  if (best % 2) std::swap(size.first, size.second);
  return size;
}

Result<void> answer(Contest& contest, const TrainingSample& sample, const std::optional<RimCorners>& found,
                    const Progress& progress) {
  Answer given{*sample.fillPercent, {}};
  if (const auto corners = contest.trueCorners ? rimCornersOf(sample) : found) {
    const auto camera = contest.told == Told::photo ? std::nullopt : sample.camera;
    const auto size =
        contest.told == Told::everything ? std::optional(sizeFor(*corners, sample)) : std::nullopt;
    auto fill = predictFill(*contest.network, sample.image, *corners, camera, size, {}, progress,
                            camera ? sample.k1 : 0);
    if (fill) {
      fill->report.heights = {};
      fill->report.pixelClass = {};
      fill->depth = {};
      given.fill = std::move(*fill);
    } else if (fill.error().code != ErrorCode::badInput) {
      return fill.error();
    }
  }
  contest.answers.push_back(std::move(given));
  return {};
}

double meanOf(const std::vector<float>& values) {
  return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

/// Weight of the figure against the volume with the least mean error, in steps of a twentieth.
double bestWeight(const std::vector<Answer>& answers) {
  double best = 0, least = std::numeric_limits<double>::infinity();
  for (int step = 0; step <= 20; ++step) {
    const double weight = step / 20.0;
    double sum = 0;
    for (const Answer& a : answers)
      if (a.fill)
        sum += std::abs((1 - weight) * a.fill->volumePercent + weight * a.fill->figurePercent - a.truth);
    if (sum < least) least = sum, best = weight;
  }
  return best;
}

FillScore scoreOf(const Contest& contest) {
  FillScore score;
  score.name = contest.name;
  score.trueCorners = contest.trueCorners;
  score.told = contest.told;
  score.pictures = contest.answers.size();
  double mean = 0;
  for (const Answer& a : contest.answers)
    mean += a.truth / double(contest.answers.size());
  std::vector<float> errors, figure, volume, widths, ratios, fromMean;
  double bias = 0, covered = 0;
  for (const Answer& a : contest.answers) {
    fromMean.push_back(static_cast<float>(std::abs(a.truth - mean)));
    if (!a.fill) {
      ++score.failed;
      errors.push_back(fromMean.back());
      continue;
    }
    const FillReport& report = a.fill->report;
    const double error = report.fillPercent - a.truth;
    bias += error;
    errors.push_back(static_cast<float>(std::abs(error)));
    figure.push_back(static_cast<float>(std::abs(a.fill->figurePercent - a.truth)));
    volume.push_back(static_cast<float>(std::abs(a.fill->volumePercent - a.truth)));
    widths.push_back(static_cast<float>(report.fillHigh - report.fillLow));
    covered += report.fillLow <= a.truth && a.truth <= report.fillHigh;
    const double own = a.fill->figureError / contest.network->manifest().fillSigmaScale;
    ratios.push_back(static_cast<float>(std::abs(error) / std::max(0.01, ninetyPercent * own)));
  }
  const auto at = quantiles(errors, {0.5, 0.95});
  const double answered = std::max<double>(1, double(widths.size()));
  score.mean = meanOf(errors), score.median = at[0], score.p95 = at[1];
  score.bias = bias / answered;
  score.coverage = covered / answered;
  score.meanWidth = meanOf(widths);
  score.figureMean = meanOf(figure), score.volumeMean = meanOf(volume);
  score.bestWeight = bestWeight(contest.answers);
  score.sigmaScale = quantiles(ratios, {0.9})[0];
  score.baseline = meanOf(fromMean);
  return score;
}

std::vector<std::pair<std::string, double>> figuresOf(const Answer& answer) {
  if (!answer.fill) return {};
  const FillReport& report = answer.fill->report;
  return {{"truth", answer.truth},
          {"answer", report.fillPercent},
          {"error", report.fillPercent - answer.truth},
          {"low", report.fillLow},
          {"high", report.fillHigh},
          {"figure", answer.fill->figurePercent},
          {"volume", answer.fill->volumePercent}};
}

} // namespace

Result<std::vector<FillScore>> evaluateFill(const Networks& networks, Network* finder,
                                            const std::vector<Told>& told, const SampleSource& source,
                                            const EvaluationOptions& options, const Progress& progress) {
  std::vector<Contest> contests;
  const std::vector<std::string> names = networkNames(networks);
  for (std::size_t n = 0; n < networks.size(); ++n)
    for (const bool trueCorners : {true, false})
      for (const Told what : told)
        if (trueCorners ? options.trueCorners : finder != nullptr)
          contests.push_back({networks[n], names[n], trueCorners, what, {}});
  const auto judge = [&](const TrainingSample& sample, const Progress& stopOnly) -> Result<void> {
    if (!hasFill(sample)) return {};
    std::optional<RimCorners> found;
    if (finder) {
      const auto corners = detectCorners(*finder, sample.image, stopOnly);
      if (!corners) return corners.error();
      if (const auto rim = rimFrom(*corners)) found = *rim;
    }
    for (Contest& contest : contests) {
      if (const auto given = answer(contest, sample, found, stopOnly); !given) return given.error();
      if (options.onPicture)
        options.onPicture(
            {"fill", contest.name,
             std::string(contest.trueCorners ? "true" : "detected") + " corners, " + nameOf(contest.told),
             sample.name, figuresOf(contest.answers.back())});
    }
    return {};
  };
  if (const auto judged = judgeSamples(source, options, "fill", progress, judge); !judged)
    return judged.error();
  std::vector<FillScore> scores;
  for (const Contest& contest : contests)
    if (!contest.answers.empty()) scores.push_back(scoreOf(contest));
  if (scores.empty())
    return Error{ErrorCode::badInput,
                 "no picture has a known fill, a camera, a size and four corners",
                 {},
                 "choose a synthetic set"};
  return scores;
}

} // namespace fillscope
