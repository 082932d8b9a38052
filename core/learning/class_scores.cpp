#include "core/learning/class_scores.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

double shareOf(std::size_t part, std::size_t all) {
  return all ? static_cast<double>(part) / static_cast<double>(all) : 0;
}

std::size_t mostProbable(const std::vector<double>& probabilities) {
  return static_cast<std::size_t>(std::max_element(probabilities.begin(), probabilities.end()) -
                                  probabilities.begin());
}

} // namespace

void ClassTally::add(std::size_t truth, std::vector<double> probabilities) {
  judged_.push_back({truth, std::move(probabilities)});
}

double ClassTally::averagePrecision(std::size_t which) const {
  struct Ranked {
    double probability;
    bool right;
  };
  std::vector<Ranked> ranked;
  std::size_t wanted = 0;
  for (const Judged& one : judged_) {
    const bool right = one.truth == which;
    wanted += right;
    ranked.push_back({one.probabilities[which], right});
  }
  std::sort(ranked.begin(), ranked.end(),
            [](const Ranked& a, const Ranked& b) { return a.probability > b.probability; });
  double area = 0;
  std::size_t found = 0, before = 0;
  for (std::size_t k = 0; k < ranked.size(); ++k) {
    found += ranked[k].right;
    const bool stepEnds = k + 1 == ranked.size() || ranked[k + 1].probability < ranked[k].probability;
    if (!stepEnds) continue;
    area += shareOf(found - before, wanted) * shareOf(found, k + 1);
    before = found;
  }
  return area;
}

ClassesScore ClassTally::score(const std::string& name) const {
  constexpr double leastChance = 1e-12; // a certain error would weigh without end
  const std::size_t count = classes_.size();
  ClassesScore score;
  score.name = name;
  score.pictures = judged_.size();
  score.confusion.assign(count, std::vector<std::size_t>(count, 0));
  std::vector<std::size_t> truths(count, 0);
  for (const Judged& one : judged_) {
    ++truths[one.truth];
    ++score.confusion[one.truth][mostProbable(one.probabilities)];
    score.crossEntropy -= std::log(std::max(leastChance, one.probabilities[one.truth]));
  }
  if (score.pictures > 0) score.crossEntropy /= static_cast<double>(score.pictures);
  std::size_t right = 0, most = 0, occurring = 0;
  for (std::size_t c = 0; c < count; ++c) {
    ClassScore one{classes_[c], truths[c]};
    std::size_t called = 0;
    for (const auto& row : score.confusion)
      called += row[c];
    one.precision = shareOf(score.confusion[c][c], called);
    one.recall = shareOf(score.confusion[c][c], truths[c]);
    const double sum = one.precision + one.recall;
    one.f1 = sum > 0 ? 2 * one.precision * one.recall / sum : 0;
    one.averagePrecision = averagePrecision(c);
    right += score.confusion[c][c];
    most = std::max(most, truths[c]);
    if (truths[c] > 0) {
      ++occurring;
      score.balancedAccuracy += one.recall;
      score.meanPrecision += one.averagePrecision;
    }
    score.classes.push_back(std::move(one));
  }
  if (occurring > 0) {
    score.balancedAccuracy /= static_cast<double>(occurring);
    score.meanPrecision /= static_cast<double>(occurring);
  }
  score.accuracy = shareOf(right, score.pictures);
  score.alwaysMostFrequent = shareOf(most, score.pictures);
  return score;
}

void sortBestFirst(std::vector<ClassesScore>& scores) {
  std::stable_sort(scores.begin(), scores.end(), [](const ClassesScore& a, const ClassesScore& b) {
    if (a.balancedAccuracy != b.balancedAccuracy) return a.balancedAccuracy > b.balancedAccuracy;
    return a.crossEntropy < b.crossEntropy;
  });
}

} // namespace fillscope
