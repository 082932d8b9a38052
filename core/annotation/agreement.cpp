#include "core/annotation/agreement.h"
#include "core/annotation/assignment.h"
#include "core/annotation/picture_pairs.h"
#include "core/annotation/shape_likeness.h"
#include "core/imaging/order_statistics.h"
#include <algorithm>
#include <map>

namespace fillscope {
namespace {

std::vector<int> samePictures(const Project& a, const Project& b) {
  const auto namesOf = [](const Project& project) {
    std::vector<std::string> names;
    for (const Picture& picture : project.pictures)
      names.push_back(picture.filename);
    return names;
  };
  return pairedByName(namesOf(a), namesOf(b));
}

/// What matches add up to.
class Sums {
 public:
  void add(const PictureAgreement& picture) {
    ++summary_.pictures;
    summary_.matched += static_cast<int>(picture.matches.size());
    summary_.missing += static_cast<int>(picture.missing.size());
    summary_.extra += static_cast<int>(picture.extra.size());
    for (const ShapeMatch& match : picture.matches)
      add(match);
  }
  void addMissing(int count) { summary_.missing += count; }
  void addExtra(int count) { summary_.extra += count; }

  AgreementSummary done() {
    const auto share = [](double part, double whole) { return whole > 0 ? part / whole : 1.0; };
    summary_.recall = share(summary_.matched, summary_.matched + summary_.missing);
    summary_.precision = share(summary_.matched, summary_.matched + summary_.extra);
    summary_.f1 = share(2.0 * summary_.matched, 2.0 * summary_.matched + summary_.missing + summary_.extra);
    summary_.meanOverlap = overlaps_ > 0 ? overlap_ / overlaps_ : 0;
    summary_.meanOks = similarities_ > 0 ? similarity_ / similarities_ : 0;
    summary_.corners = static_cast<int>(distances_.size());
    if (!distances_.empty()) {
      const double count = static_cast<double>(distances_.size());
      double sum = 0;
      for (const double distance : distances_)
        sum += distance;
      summary_.meanDistance = sum / count;
      summary_.meanShare = share_ / count;
      const auto at = quantiles({distances_.begin(), distances_.end()}, {0.5, 0.95});
      summary_.medianDistance = at[0], summary_.p95Distance = at[1];
    }
    for (auto& [key, bias] : bias_) {
      bias.mean = (1.0 / bias.count) * bias.mean;
      bias.meanDistance /= bias.count;
    }
    for (const auto& key : order_)
      summary_.bias.push_back(bias_.at(key));
    return summary_;
  }

 private:
  void add(const ShapeMatch& match) {
    if (match.overlap > 0) overlap_ += match.overlap, ++overlaps_;
    if (match.oks) similarity_ += *match.oks, ++similarities_;
    share_ += match.meanShare * static_cast<double>(match.offsets.size());
    for (std::size_t i = 0; i < match.offsets.size(); ++i) {
      distances_.push_back(norm(match.offsets[i]));
      const auto key = std::pair(match.shape, match.names[i]);
      const auto [item, isNew] = bias_.try_emplace(key, CornerBias{key.first, key.second, {}, 0, 0});
      if (isNew) order_.push_back(key);
      item->second.mean = item->second.mean + match.offsets[i];
      item->second.meanDistance += norm(match.offsets[i]);
      ++item->second.count;
    }
  }

  AgreementSummary summary_;
  double overlap_ = 0, similarity_ = 0, share_ = 0;
  int overlaps_ = 0, similarities_ = 0;
  std::vector<double> distances_;
  std::map<std::pair<std::string, std::string>, CornerBias> bias_;
  std::vector<std::pair<std::string, std::string>> order_; ///< as met: corners stay in their order
};

} // namespace

PictureAgreement comparePictures(const Picture& a, const Picture& b, const AgreementOptions& options) {
  const auto shapesA = comparedShapes(a, options.labelAttribute),
             shapesB = comparedShapes(b, options.labelAttribute);
  // Only neighbours can be the same thing: sorted by their left border, few pairs are looked at.
  std::vector<std::size_t> order(shapesB.size());
  for (std::size_t j = 0; j < order.size(); ++j)
    order[j] = j;
  std::sort(order.begin(), order.end(),
            [&](std::size_t i, std::size_t j) { return shapesB[i].bounds.low.x < shapesB[j].bounds.low.x; });
  std::vector<PossiblePair> pairs;
  for (std::size_t i = 0; i < shapesA.size(); ++i) {
    // Keypoints and lines may be alike without touching.
    const Bounds near = shapesA[i].bounds.grown(
        std::max(options.reach, norm(shapesA[i].bounds.high - shapesA[i].bounds.low)));
    for (const std::size_t j : order) {
      if (shapesB[j].bounds.low.x > near.high.x) break;
      if (!near.meets(shapesB[j].bounds)) continue;
      if (const double likeness = likenessOf(shapesA[i], shapesB[j], options); likeness > 0)
        pairs.push_back({static_cast<int>(i), static_cast<int>(j), likeness});
    }
  }
  PictureAgreement agreement;
  agreement.picture = a.filename;
  std::vector<bool> usedA(shapesA.size()), usedB(shapesB.size());
  double sum = 0;
  for (const PossiblePair& pair : bestAssignment(pairs)) {
    const auto i = static_cast<std::size_t>(pair.a), j = static_cast<std::size_t>(pair.b);
    usedA[i] = usedB[j] = true;
    agreement.matches.push_back(matchOf(shapesA[i], shapesB[j], pair.likeness, options));
    sum += pair.likeness;
  }
  for (std::size_t i = 0; i < shapesA.size(); ++i)
    if (!usedA[i]) agreement.missing.push_back(shapesA[i].index);
  for (std::size_t j = 0; j < shapesB.size(); ++j)
    if (!usedB[j]) agreement.extra.push_back(shapesB[j].index);
  const std::size_t things = agreement.matches.size() + agreement.missing.size() + agreement.extra.size();
  agreement.score = things > 0 ? sum / static_cast<double>(things) : 1;
  return agreement;
}

AgreementSummary summaryOf(const Agreement& agreement) {
  Sums sums;
  for (const PictureAgreement& picture : agreement.pictures)
    sums.add(picture);
  for (const int regions : agreement.regionsOnlyInA)
    sums.addMissing(regions);
  for (const int regions : agreement.regionsOnlyInB)
    sums.addExtra(regions);
  return sums.done();
}

int comparedRegions(const Picture& picture, const AgreementOptions& options) {
  return static_cast<int>(comparedShapes(picture, options.labelAttribute).size());
}

Result<Agreement> compareAnnotations(const Project& a, const Project& b, const AgreementOptions& options,
                                     const Progress& progress) {
  Agreement agreement;
  const auto partner = samePictures(a, b);
  std::vector<bool> used(b.pictures.size());
  for (std::size_t i = 0; i < a.pictures.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(a.pictures.size()), "Comparing");
    if (partner[i] < 0) {
      agreement.onlyInA.push_back(static_cast<int>(i));
      agreement.regionsOnlyInA.push_back(comparedRegions(a.pictures[i], options));
      continue;
    }
    const auto j = static_cast<std::size_t>(partner[i]);
    used[j] = true;
    PictureAgreement picture = comparePictures(a.pictures[i], b.pictures[j], options);
    picture.a = static_cast<int>(i), picture.b = partner[i];
    agreement.pictures.push_back(std::move(picture));
  }
  for (std::size_t j = 0; j < b.pictures.size(); ++j)
    if (!used[j]) {
      agreement.onlyInB.push_back(static_cast<int>(j));
      agreement.regionsOnlyInB.push_back(comparedRegions(b.pictures[j], options));
    }
  agreement.summary = summaryOf(agreement);
  return agreement;
}

} // namespace fillscope
