#include "core/inference/heat_map_means.h"
#include <QTest>
#include <cmath>
#include <limits>

using namespace fillscope;

namespace {

constexpr int side = 20, inputSize = 80;
constexpr float nothing = -std::numeric_limits<float>::infinity();

/// Logits of a map whose chances are the given share about each place (cells), Gaussians of one cell.
Tensor lobes(const std::vector<std::pair<Vec2, double>>& places) {
  Tensor logits{{1, 1, side, side}, {}};
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      double chance = 1e-12;
      for (const auto& [at, share] : places) {
        const Vec2 d = Vec2{x + 0.5, y + 0.5} - at;
        chance += share * std::exp(-0.5 * dot(d, d));
      }
      logits.values.push_back(static_cast<float>(std::log(chance)));
    }
  return logits;
}

} // namespace

class TestHeatMapMeans : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void chancesAreAveraged() {
    // Chances 1/2, 1/2 and, with another offset of the logits, 1/4, 3/4.
    const Tensor first{{1, 1, 2}, {5, 5}}, second{{1, 1, 2}, {0, std::log(3.0f)}};
    const Tensor mean = meanHeatMaps({first, second});
    QCOMPARE(mean.shape, first.shape);
    QVERIFY(std::abs(mean.values[1] - mean.values[0] - std::log(0.625 / 0.375)) < 1e-6);
  }

  void aMapWithoutNumbersCountsForNothing() {
    const float no = std::numeric_limits<float>::quiet_NaN();
    const Tensor broken{{2, 1, 2}, {no, no, no, no}}, half{{2, 1, 2}, {1, 2, no, no}};
    const Tensor mean = meanHeatMaps({broken, half});
    QVERIFY(std::abs(mean.values[1] - mean.values[0] - 1) < 1e-6);
    QVERIFY(mean.values[2] == nothing && mean.values[3] == nothing);
  }

  // Four corners named once around from any of them, either way round.
  void namesAreToldByPlace_data() {
    QTest::addColumn<int>("first");
    QTest::addColumn<bool>("mirrored");
    for (int first = 0; first < 4; ++first)
      for (const bool mirrored : {false, true})
        QTest::addRow("from %d%s", first, mirrored ? ", mirrored" : "") << first << mirrored;
  }
  void namesAreToldByPlace() {
    QFETCH(int, first);
    QFETCH(bool, mirrored);
    const Vec2 corners[4] = {{4, 4}, {15, 5}, {16, 15}, {5, 16}};
    const auto together = [](const std::vector<Vec2>& places) {
      Tensor maps{{1, 4, side, side}, {}};
      for (const Vec2 place : places) {
        const Tensor one = lobes({{place, 1}});
        maps.values.insert(maps.values.end(), one.values.begin(), one.values.end());
      }
      return maps;
    };
    std::vector<Vec2> plain, other;
    for (int k = 0; k < 4; ++k) {
      plain.push_back(corners[k]);
      other.push_back(corners[(mirrored ? first - k + 4 : first + k) % 4] + Vec2{0.4, -0.3});
    }
    const auto names = matchingMaps(together(plain), together(other), mirrored);
    for (std::size_t k = 0; k < 4; ++k)
      QVERIFY(norm(other[names[k]] - plain[k]) < 1);
  }

  void theMedianOfOnePlaceIsThatPlace() {
    const Vec2 at{9.3, 11.8};
    const Vec2 found = medianPlace(lobes({{at, 1}}), 0, inputSize, {10, 70});
    QVERIFY2(norm(found - 4 * at) < 0.4, qPrintable(QString("%1 %2").arg(found.x).arg(found.y)));
  }

  void ofTwoPlacesItKeepsToTheLikelierOne() {
    const Vec2 likelier{5, 8}, other{14, 8};
    const Vec2 found = medianPlace(lobes({{likelier, 0.8}, {other, 0.2}}), 0, inputSize, 4 * other);
    QVERIFY(norm(found - 4 * likelier) < norm(found - 4 * other));
    QVERIFY(found.x > 4 * likelier.x); // but a little towards what it may be as well
  }

  void whatIsNoMapLeavesThePlace() {
    const Vec2 from{3, 4};
    Tensor empty = lobes({});
    std::fill(empty.values.begin(), empty.values.end(), nothing);
    QVERIFY(medianPlace(empty, 0, inputSize, from) == from);
    QVERIFY(medianPlace(lobes({{{4, 4}, 1}}), 1, inputSize, from) == from);
    QVERIFY(medianPlace({{1, 8}, std::vector<float>(8)}, 0, inputSize, from) == from);
  }
};

QTEST_APPLESS_MAIN(TestHeatMapMeans)
#include "test_heat_map_means.moc"
