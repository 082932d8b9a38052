// Average precision against hand-computed values and pycocotools' definition; pixels against counted ones.
#include "core/annotation/detection_scores.h"
#include "core/annotation/keypoint_set.h"
#include <QTest>
#include <algorithm>
#include <cmath>
#include <random>

using namespace fillscope;

namespace {

Region box(double x, double y, double width, double height, const char* label = "tin",
           std::optional<double> confidence = {}) {
  Region region;
  region.shape = RectShape{x, y, width, height};
  region.attributes.set("label", std::string(label));
  if (confidence) region.attributes.set("confidence", std::to_string(*confidence));
  return region;
}

Project projectOf(const std::vector<std::vector<Region>>& pictures) {
  Project project;
  for (const auto& regions : pictures) {
    Picture picture;
    picture.id = picture.filename = std::to_string(project.pictures.size()) + ".png";
    setPictureSize(picture, {200, 100});
    picture.regions = regions;
    project.pictures.push_back(picture);
  }
  return project;
}

DetectionScores scoresOf(const Project& a, const Project& b, const AgreementOptions& options = {}) {
  const auto agreement = compareAnnotations(a, b, options);
  return *scoreDetections(a, b, *agreement, options);
}

bool near(double found, double expected, double tolerance = 1e-9) {
  if (std::abs(found - expected) <= tolerance) return true;
  qWarning("found %.12g, expected %.12g", found, expected);
  return false;
}

/// pycocotools' accumulate, by its definition, of (confidence, right) at one threshold.
double cocoPrecision(std::vector<std::pair<double, bool>> detections, int truths) {
  std::stable_sort(detections.begin(), detections.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  double sum = 0;
  for (int k = 0; k <= 100; ++k) {
    double best = 0;
    int right = 0;
    for (std::size_t i = 0; i < detections.size(); ++i) {
      right += detections[i].second;
      if (double(right) / truths >= k / 100.0) best = std::max(best, double(right) / double(i + 1));
    }
    sum += best;
  }
  return sum / 101;
}

} // namespace

class TestDetectionScores : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void theSameIsPerfect() {
    const Project a = projectOf({{box(10, 10, 40, 30), box(80, 20, 30, 30, "can")}, {box(0, 0, 9, 9)}});
    const auto scores = scoresOf(a, a);
    QVERIFY(!scores.scored);
    QCOMPARE(scores.classes.size(), std::size_t(2));
    QVERIFY(near(scores.all.ap, 1) && near(scores.all.ap50, 1));
    QCOMPARE(scores.all.truths, 3);
    QCOMPARE(scores.pixelPictures, 2);
    QCOMPARE(scores.pixels.dice, 1.0);
    QCOMPARE(scores.pixels.accuracy, 1.0);
  }

  /// Boxes of 40×40 moved by 10: IoU 0.6, right at .50, .55 and .60 alone.
  void overlapDecidesAtEachThreshold() {
    const auto scores =
        scoresOf(projectOf({{box(10, 10, 40, 40)}}), projectOf({{box(20, 10, 40, 40, "tin", 0.9)}}));
    QVERIFY(scores.scored);
    QVERIFY(near(scores.all.ap50, 1) && near(scores.all.ap75, 0));
    QVERIFY(near(scores.all.ap, 0.2, 1e-12) || near(scores.all.ap, 0.3, 1e-12)); // 0.6 is no whole double
    QVERIFY(near(scores.pixels.iou, 0.6) && near(scores.pixels.dice, 0.75));
    QVERIFY(near(scores.pixels.accuracy, 1 - 800.0 / 20000));
    QVERIFY(near(diceOfIou(0.6), 0.75));
  }

  /// Two truths; found: one right at 0.9, one wrong at 0.8, the other right at 0.7. Precision 1 up to recall
  /// .5 (51 of 101), 2/3 beyond (50).
  void theSurestComeFirst() {
    const Project a = projectOf({{box(0, 0, 20, 20), box(100, 0, 20, 20)}});
    const std::vector<Region> found{box(100, 0, 20, 20, "tin", 0.7), box(50, 50, 20, 20, "tin", 0.8),
                                    box(0, 0, 20, 20, "tin", 0.9)};
    QVERIFY(near(scoresOf(a, projectOf({found})).all.ap, (51 + 50 * 2.0 / 3) / 101));
    // The wrong one surest of all: 1/2 up to recall .5, 2/3 beyond; enveloped, 2/3 throughout.
    auto sure = found;
    sure[1].attributes.set("confidence", std::string("0.99"));
    QVERIFY(near(scoresOf(a, projectOf({sure})).all.ap, 2.0 / 3));
    // A second detection of one truth is wrong; a class that A lacks counts nowhere.
    auto twice = found;
    twice[1] = box(0, 0, 20, 20, "tin", 0.8);
    twice.push_back(box(150, 50, 20, 20, "dust", 0.95));
    const auto scores = scoresOf(a, projectOf({twice}));
    QVERIFY(near(scores.all.ap, (51 + 50 * 2.0 / 3) / 101));
    QCOMPARE(scores.classes.size(), std::size_t(1));
    QCOMPARE(scores.pixelClasses.size(), std::size_t(2));
    AgreementOptions any;
    any.anyLabel = true;
    QCOMPARE(scoresOf(a, projectOf({twice}), any).all.found, 4);
  }

  void aClassThatIsNotFoundCountsNothing() {
    const Project a = projectOf({{box(0, 0, 20, 20), box(60, 0, 20, 20, "can")}});
    const Project b = projectOf({{box(0, 0, 20, 20)}});
    const auto scores = scoresOf(a, b);
    QVERIFY(near(scores.all.ap, 0.5));
    QVERIFY(near(scores.classes[0].ap, 0) && scores.classes[0].label == "can");
    // A picture that B lacks holds truths all the same.
    Project more = a;
    more.pictures.push_back(more.pictures[0]);
    more.pictures[1].filename = more.pictures[1].id = "other.png";
    QVERIFY(near(scoresOf(more, b).classes[1].ap, 51.0 / 101));
  }

  /// Many pictures of far-off boxes, so that right and wrong are plain; several thresholds by their
  /// definition.
  void manyEqualCocosDefinition() {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> share(0, 1);
    std::vector<std::vector<Region>> truths(40), found(40);
    std::vector<std::pair<double, double>> detections; // confidence, IoU
    int count = 0;
    for (std::size_t p = 0; p < truths.size(); ++p)
      for (int k = 0; k < 4; ++k) {
        const double x = 50 * k, y = 10, confidence = std::round(1e6 * share(random)) / 1e6;
        if (share(random) < 0.8) truths[p].push_back(box(x, y, 20, 20)), ++count;
        const bool isThere = !truths[p].empty() && std::get<RectShape>(truths[p].back().shape).x == x;
        if (share(random) < 0.2) continue;
        const double moved = 12 * share(random);
        found[p].push_back(box(x + moved, y, 20, 20, "tin", confidence));
        detections.emplace_back(confidence, isThere ? (20 - moved) / (20 + moved) : 0);
      }
    const auto scores = scoresOf(projectOf(truths), projectOf(found));
    double mean = 0;
    for (int k = 0; k < 10; ++k) {
      std::vector<std::pair<double, bool>> right;
      for (const auto& [confidence, iou] : detections)
        right.emplace_back(confidence, iou >= 0.5 + 0.05 * k);
      const double expected = cocoPrecision(right, count);
      mean += expected / 10;
      if (k == 0) QVERIFY(near(scores.all.ap50, expected));
      if (k == 5) QVERIFY(near(scores.all.ap75, expected));
    }
    QVERIFY(near(scores.all.ap, mean));
    QVERIFY(mean > 0.1 && mean < 0.9);
  }
};

QTEST_GUILESS_MAIN(TestDetectionScores)
#include "test_detection_scores.moc"
