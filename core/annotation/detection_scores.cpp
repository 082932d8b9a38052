#include "core/annotation/detection_scores.h"
#include "core/annotation/keypoint_set.h"
#include "core/annotation/region_edit.h"
#include "core/annotation/shape_likeness.h"
#include "core/base/number_text.h"
#include "core/geometry/corner_metrics.h"
#include "core/imaging/polygon_mask.h"
#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

namespace fillscope {
namespace {

constexpr int thresholds = 10;              ///< .50:.05:.95
constexpr int recalls = 101;                ///< 0:.01:1
constexpr std::size_t mostDetections = 100; ///< of a class in a picture

double thresholdOf(int k) { return 0.5 + 0.05 * k; }

struct Area {
  ComparedShape shape;
  double confidence = -std::numeric_limits<double>::infinity();
};

using AreasByLabel = std::map<std::string, std::vector<Area>>;

std::optional<double> confidenceOf(const Region& region) {
  for (const char* name : {"confidence", "score"})
    if (const auto value = parseNumber(region.attributes.text(name))) return value;
  return {};
}

/// One detection of a class and whether it is right at each threshold.
struct Detection {
  double confidence = 0;
  std::array<bool, thresholds> right{};
};

struct ClassTally {
  int truths = 0;
  std::vector<Detection> detections;
};

/// COCO's: the best interpolated precision at each of 101 recalls, averaged.
double averagePrecision(const ClassTally& tally, int threshold) {
  if (tally.truths == 0) return 0;
  std::vector<double> precision, recall;
  int right = 0, wrong = 0;
  for (const Detection& detection : tally.detections) {
    ++(detection.right[static_cast<std::size_t>(threshold)] ? right : wrong);
    precision.push_back(double(right) / (right + wrong));
    recall.push_back(double(right) / tally.truths);
  }
  for (std::size_t i = precision.size(); i-- > 1;)
    precision[i - 1] = std::max(precision[i - 1], precision[i]);
  double sum = 0;
  for (int k = 0; k < recalls; ++k) {
    const auto at = std::lower_bound(recall.begin(), recall.end(), k / 100.0);
    if (at != recall.end()) sum += precision[static_cast<std::size_t>(at - recall.begin())];
  }
  return sum / recalls;
}

/// Detections take, the surest first, the truth that they overlap most among those left.
void matchClass(const std::vector<Area>& truths, std::vector<Area> found, ClassTally& tally) {
  tally.truths += static_cast<int>(truths.size());
  std::stable_sort(found.begin(), found.end(),
                   [](const Area& a, const Area& b) { return a.confidence > b.confidence; });
  if (found.size() > mostDetections) found.resize(mostDetections);
  std::vector<std::vector<double>> overlap(found.size(), std::vector<double>(truths.size()));
  for (std::size_t i = 0; i < found.size(); ++i)
    for (std::size_t j = 0; j < truths.size(); ++j)
      if (found[i].shape.bounds.meets(truths[j].shape.bounds))
        overlap[i][j] = polygonIou(found[i].shape.outline, truths[j].shape.outline);
  const std::size_t first = tally.detections.size();
  for (const Area& area : found)
    tally.detections.push_back({area.confidence, {}});
  for (int k = 0; k < thresholds; ++k) {
    std::vector<bool> taken(truths.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      double best = std::min(thresholdOf(k), 1 - 1e-10);
      std::size_t partner = truths.size();
      for (std::size_t j = 0; j < truths.size(); ++j)
        if (!taken[j] && overlap[i][j] >= best) best = overlap[i][j], partner = j;
      if (partner == truths.size()) continue;
      taken[partner] = true;
      tally.detections[first + i].right[static_cast<std::size_t>(k)] = true;
    }
  }
}

struct PixelTally {
  double both = 0, onlyA = 0, onlyB = 0;
  PixelAgreement agreement(const std::string& label, double pixels) const {
    const auto share = [](double part, double whole) { return whole > 0 ? part / whole : 1.0; };
    return {label, share(both, both + onlyA + onlyB), share(2 * both, 2 * both + onlyA + onlyB),
            share(pixels - onlyA - onlyB, pixels)};
  }
};

class Scorer {
 public:
  explicit Scorer(const AgreementOptions& options)
      : options_(options) {}

  void add(const Picture* a, const Picture* b) {
    static const AreasByLabel none;
    const AreasByLabel truths = a ? areasOf(*a, false) : none, found = b ? areasOf(*b, true) : none;
    std::set<std::string> labels;
    for (const auto* areas : {&truths, &found})
      for (const auto& [label, unused] : *areas)
        labels.insert(label);
    for (const std::string& label : labels)
      matchClass(of(truths, label), of(found, label), classes_[label]);
    addPixels(truths, found, labels, sizeOf(a, b));
  }

  DetectionScores done() {
    DetectionScores scores;
    scores.scored = scored_;
    for (auto& [label, tally] : classes_) {
      if (tally.truths == 0) continue;
      std::stable_sort(tally.detections.begin(), tally.detections.end(),
                       [](const Detection& a, const Detection& b) { return a.confidence > b.confidence; });
      AveragePrecision one{label, tally.truths, static_cast<int>(tally.detections.size())};
      for (int k = 0; k < thresholds; ++k)
        one.ap += averagePrecision(tally, k) / thresholds;
      one.ap50 = averagePrecision(tally, 0), one.ap75 = averagePrecision(tally, 5);
      scores.classes.push_back(one);
      scores.all.truths += one.truths, scores.all.found += one.found;
      scores.all.ap += one.ap, scores.all.ap50 += one.ap50, scores.all.ap75 += one.ap75;
    }
    if (const auto count = static_cast<double>(scores.classes.size()); count > 0)
      scores.all.ap /= count, scores.all.ap50 /= count, scores.all.ap75 /= count;
    scores.pixelPictures = pictures_;
    if (pictures_ > 0) scores.pixels = together_.agreement({}, pixels_);
    for (const auto& [label, tally] : pixelClasses_)
      scores.pixelClasses.push_back(tally.agreement(label, pixels_));
    return scores;
  }

 private:
  static const std::vector<Area>& of(const AreasByLabel& areas, const std::string& label) {
    static const std::vector<Area> none;
    const auto found = areas.find(label);
    return found == areas.end() ? none : found->second;
  }

  AreasByLabel areasOf(const Picture& picture, bool withConfidence) {
    AreasByLabel areas;
    for (ComparedShape& shape : comparedShapes(picture, options_.labelAttribute)) {
      if (shape.kind != ComparedShape::Kind::area) continue;
      Area area;
      if (withConfidence)
        if (const auto told = confidenceOf(picture.regions[static_cast<std::size_t>(shape.index)]))
          area.confidence = *told, scored_ = true;
      const std::string label = options_.anyLabel ? std::string() : shape.label;
      area.shape = std::move(shape);
      areas[label].push_back(std::move(area));
    }
    return areas;
  }

  static PictureSize sizeOf(const Picture* a, const Picture* b) {
    for (const Picture* picture : {a, b})
      if (picture)
        if (const PictureSize size = pictureSizeOf(*picture); size.width > 0 && size.height > 0) return size;
    return {};
  }

  void addPixels(const AreasByLabel& truths, const AreasByLabel& found, const std::set<std::string>& labels,
                 PictureSize size) {
    if (size.width <= 0 || size.height <= 0) return;
    ++pictures_;
    pixels_ += double(size.width) * size.height;
    Mask allA(size.width, size.height), allB(size.width, size.height);
    for (const std::string& label : labels) {
      Mask ours(size.width, size.height), theirs(size.width, size.height);
      for (const Area& area : of(truths, label))
        fillPolygon(ours, area.shape.outline);
      for (const Area& area : of(found, label))
        fillPolygon(theirs, area.shape.outline);
      count(ours, theirs, pixelClasses_[label]);
      for (std::size_t i = 0; i < ours.pixelCount(); ++i)
        allA.data()[i] |= ours.data()[i], allB.data()[i] |= theirs.data()[i];
    }
    count(allA, allB, together_);
  }

  static void count(const Mask& a, const Mask& b, PixelTally& tally) {
    std::size_t both = 0, onlyA = 0, onlyB = 0;
    for (std::size_t i = 0; i < a.pixelCount(); ++i) {
      both += a.data()[i] & b.data()[i];
      onlyA += a.data()[i] & ~b.data()[i] & 1;
      onlyB += ~a.data()[i] & b.data()[i] & 1;
    }
    tally.both += double(both), tally.onlyA += double(onlyA), tally.onlyB += double(onlyB);
  }

  const AgreementOptions& options_;
  bool scored_ = false;
  std::map<std::string, ClassTally> classes_;
  int pictures_ = 0;
  double pixels_ = 0;
  PixelTally together_;
  std::map<std::string, PixelTally> pixelClasses_;
};

} // namespace

Result<DetectionScores> scoreDetections(const Project& a, const Project& b, const Agreement& agreement,
                                        const AgreementOptions& options, const Progress& progress) {
  Scorer scorer(options);
  const auto at = [](const Project& project, int index) {
    return &project.pictures[static_cast<std::size_t>(index)];
  };
  for (std::size_t k = 0; k < agreement.pictures.size(); ++k) {
    if (progress.cancelled()) return cancelledError();
    progress.report(double(k) / double(agreement.pictures.size()), "Scoring");
    scorer.add(at(a, agreement.pictures[k].a), at(b, agreement.pictures[k].b));
  }
  for (const int index : agreement.onlyInA)
    scorer.add(at(a, index), nullptr);
  for (const int index : agreement.onlyInB)
    scorer.add(nullptr, at(b, index));
  return scorer.done();
}

} // namespace fillscope
