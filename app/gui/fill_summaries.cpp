#include "app/gui/fill_summaries.h"
#include "core/annotation/depth_network.h"
#include "core/annotation/rim.h"
#include <algorithm>
#include <utility>

namespace fillscope {

bool isMeasuredAlike(const Picture& one, const Picture& other) {
  const std::optional<Rim> rim = rimOf(one), otherRim = rimOf(other);
  return rim && otherRim && rim->complete() && rim->corners == otherRim->corners &&
         rim->size == otherRim->size && sourcesOf(one) == sourcesOf(other) &&
         one.attributes.text(distortionAttribute) == other.attributes.text(distortionAttribute);
}

std::optional<FillSummary> FillSummaries::of(int picture) const {
  const auto it = summaries_.find(picture);
  const bool known = it != summaries_.end() && it->network == depthNetworkOf(document_.picture(picture));
  return known ? std::optional(*it) : std::nullopt;
}

bool FillSummaries::isWaiting(int picture) const {
  const Picture& asked = document_.picture(picture);
  const bool hasDepth = !sourcesOf(asked).depthFile.empty() || !depthNetworkOf(asked).empty();
  if (!hasDepth || failed_.contains(picture) || of(picture)) return false;
  const std::optional<Rim> rim = document_.rim(picture);
  return rim && rim->complete();
}

bool FillSummaries::hasSameLens(int picture) const {
  const auto it = summaries_.find(picture);
  return it == summaries_.end() || it->lens == lensOf(picture);
}

void FillSummaries::put(int picture, FillSummary summary) {
  summaries_[picture] = std::move(summary);
  failed_.remove(picture);
}

void FillSummaries::putOfNow(int picture, FillSummary summary) {
  summary.lens = lensOf(picture);
  summary.network = depthNetworkOf(document_.picture(picture));
  put(picture, std::move(summary));
}

void FillSummaries::putFailure(int picture) { failed_.insert(picture); }

bool FillSummaries::remove(int picture) { return summaries_.remove(picture); }

void FillSummaries::forgetFailure(int picture) {
  if (picture < 0)
    failed_.clear();
  else
    failed_.remove(picture);
}

void FillSummaries::clear() {
  summaries_.clear();
  failed_.clear();
}

std::string FillSummaries::lensOf(int picture) const {
  return document_.picture(picture).attributes.text(distortionAttribute);
}

bool FillSummaries::isDoubtful(const FillReport& report) {
  return std::any_of(report.warnings.begin(), report.warnings.end(), [](const FillWarning& warning) {
    return warning.id != "depth-predicted" && warning.id != "corners-detected";
  });
}

} // namespace fillscope
