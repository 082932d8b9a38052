#include "core/learning/class_scores.h"
#include <QTest>
#include <cmath>

using namespace fillscope;

namespace {

bool near(double a, double b) { return std::abs(a - b) < 1e-9; }

/// Two classes, the probability of the second.
ClassTally twoClasses(const std::vector<std::pair<std::size_t, double>>& pictures) {
  ClassTally tally({"NOK", "OK"});
  for (const auto& [truth, chance] : pictures)
    tally.add(truth, {1 - chance, chance});
  return tally;
}

} // namespace

class TestClassScores : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void countsWhatIsRight() {
    const auto score = twoClasses({{0, 0.1}, {0, 0.2}, {0, 0.7}, {0, 0.4}, {1, 0.9}, {1, 0.3}}).score("mine");
    QCOMPARE(score.name, std::string("mine"));
    QCOMPARE(score.pictures, std::size_t(6));
    QVERIFY(near(score.accuracy, 4.0 / 6));
    QVERIFY(near(score.balancedAccuracy, (3.0 / 4 + 1.0 / 2) / 2));
    QVERIFY(near(score.alwaysMostFrequent, 4.0 / 6));
    const double entropy =
        -(std::log(0.9) + std::log(0.8) + std::log(0.3) + std::log(0.6) + std::log(0.9) + std::log(0.3)) / 6;
    QVERIFY(near(score.crossEntropy, entropy));
    QCOMPARE(score.confusion, (std::vector<std::vector<std::size_t>>{{3, 1}, {1, 1}}));
    QVERIFY(near(score.classes[0].precision, 3.0 / 4) && near(score.classes[0].recall, 3.0 / 4));
    QVERIFY(near(score.classes[1].precision, 1.0 / 2) && near(score.classes[1].recall, 1.0 / 2));
    QVERIFY(near(score.classes[1].f1, 1.0 / 2));
  }

  // The example of scikit-learn's average_precision_score, and ties as it counts them.
  void averagePrecisionIsNotInterpolated() {
    const auto score = twoClasses({{0, 0.1}, {0, 0.4}, {1, 0.35}, {1, 0.8}}).score();
    QVERIFY(near(score.classes[1].averagePrecision, 0.8333333333333333));
    const auto tied = twoClasses({{1, 0.5}, {0, 0.5}, {1, 0.5}, {0, 0.2}}).score();
    QVERIFY(near(tied.classes[1].averagePrecision, 2.0 / 3));
    const auto perfect = twoClasses({{1, 0.8}, {1, 0.7}, {0, 0.6}}).score();
    QVERIFY(near(perfect.classes[1].averagePrecision, 1) && near(perfect.classes[0].averagePrecision, 1));
  }

  void aClassThatNoPictureIsOfCountsNowhere() {
    ClassTally tally({"a", "b", "c"});
    tally.add(0, {0.8, 0.1, 0.1});
    tally.add(1, {0.1, 0.7, 0.2});
    const auto score = tally.score();
    QVERIFY(near(score.balancedAccuracy, 1) && near(score.meanPrecision, 1));
    QCOMPARE(score.classes[2].pictures, std::size_t(0));
    QVERIFY(near(score.classes[2].averagePrecision, 0) && near(score.classes[2].f1, 0));
  }

  void nothingJudgedIsNoFault() {
    const auto score = ClassTally({"a", "b"}).score();
    QCOMPARE(score.pictures, std::size_t(0));
    QCOMPARE(score.accuracy, 0.0);
    QCOMPARE(score.crossEntropy, 0.0);
  }

  void aCertainErrorWeighsNotWithoutEnd() {
    const auto score = twoClasses({{1, 0.0}, {0, 0.0}}).score();
    QVERIFY(std::isfinite(score.crossEntropy) && score.crossEntropy > 10);
  }

  void theBestComesFirst() {
    std::vector<ClassesScore> scores(3);
    scores[0].name = "worse", scores[0].balancedAccuracy = 0.7;
    scores[1].name = "unsure", scores[1].balancedAccuracy = 0.8, scores[1].crossEntropy = 0.5;
    scores[2].name = "sure", scores[2].balancedAccuracy = 0.8, scores[2].crossEntropy = 0.3;
    sortBestFirst(scores);
    QCOMPARE(scores[0].name, std::string("sure"));
    QCOMPARE(scores[2].name, std::string("worse"));
  }
};

QTEST_GUILESS_MAIN(TestClassScores)
#include "test_class_scores.moc"
