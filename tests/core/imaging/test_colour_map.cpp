// Colours against matplotlib's, ticks and percentiles by their definition.
#include "core/imaging/colour_map.h"
#include <QTest>
#include <cmath>
#include <limits>

using namespace fillscope;

namespace {
constexpr float hole = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();
} // namespace

class TestColourMap : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void coloursEqualMatplotlib_data() {
    QTest::addColumn<int>("map");
    QTest::addColumn<QVector<int>>("colours"); // at 0, 1/4, 1/2, 3/4, 1
    QTest::newRow("turbo") << int(ColourMap::turbo)
                           << QVector<int>{0x30123b, 0x28bceb, 0xa4fc3c, 0xfb7e21, 0x7a0403};
    QTest::newRow("viridis") << int(ColourMap::viridis)
                             << QVector<int>{0x440154, 0x3b528b, 0x21918c, 0x5ec962, 0xfde725};
    QTest::newRow("magma") << int(ColourMap::magma)
                           << QVector<int>{0x000004, 0x51127c, 0xb73779, 0xfc8961, 0xfcfdbf};
    QTest::newRow("coolwarm") << int(ColourMap::coolwarm)
                              << QVector<int>{0x3b4cc0, 0x8db0fe, 0xdddcdc, 0xf4987a, 0xb40426};
    QTest::newRow("grey") << int(ColourMap::grey) << QVector<int>{0, 0x404040, 0x808080, 0xc0c0c0, 0xffffff};
  }
  void coloursEqualMatplotlib() {
    QFETCH(int, map);
    QFETCH(QVector<int>, colours);
    ColourScale scale{static_cast<ColourMap>(map), 2, 6, false, "m"};
    for (int i = 0; i < 5; ++i) {
      const auto rgb = colourOf(2 + i, scale);
      const int expected[] = {colours[i] >> 16, colours[i] >> 8 & 255, colours[i] & 255};
      for (int c = 0; c < 3; ++c)
        QVERIFY2(std::abs(rgb[c] - expected[c]) <= 2, qPrintable(QString::number(i)));
    }
    QCOMPARE(colourOf(-5, scale), colourOf(2, scale));
    QCOMPARE(colourOf(infinity, scale), colourOf(6, scale));
    QCOMPARE(colourOf(hole, scale), holeColour);
    ColourScale reversed = scale;
    reversed.reversed = true;
    for (const double share : {0.0, 0.1, 0.4, 1.0})
      QCOMPARE(colourOf(2 + 4 * share, reversed), colourOf(6 - 4 * share, scale));
    scale.low = scale.high = 3;
    QCOMPARE(colourOf(3, scale), colourOf(4, ColourScale{static_cast<ColourMap>(map), 2, 6, false, {}}));
    QCOMPARE(colourOf(2, scale), colourOf(2, ColourScale{static_cast<ColourMap>(map), 2, 6, false, {}}));
  }

  void everyPixelHasTheColourOfItsValue() {
    DepthMap depth;
    depth.values = Raster<float>(37, 150);
    for (int y = 0; y < 150; ++y)
      for (int x = 0; x < 37; ++x)
        depth.values.at(x, y) = 0.01f * static_cast<float>(x + y) - 0.1f;
    depth.values.at(3, 3) = hole;
    depth.values.at(4, 140) = infinity;
    const ColourScale scale{ColourMap::turbo, 0, 1.5, false, "m"};
    const Image plain = colourise(depth.values, scale), holed = colourise(depth, scale);
    QCOMPARE(plain.channels(), 3);
    for (int y = 0; y < 150; ++y) {
      for (int x = 0; x < 37; ++x) {
        const auto expected = colourOf(depth.values.at(x, y), scale);
        for (int c = 0; c < 3; ++c) {
          QCOMPARE(plain.at(x, y, c), expected[c]);
          QCOMPARE(holed.at(x, y, c), depth.isMeasuredAt(x, y) ? expected[c] : holeColour[c]);
        }
      }
    }
  }

  void ticksAreRound_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<QVector<double>>("ticks");
    QTest::newRow("unit") << 0.0 << 1.0 << QVector<double>{0, 0.2, 0.4, 0.6, 0.8, 1};
    QTest::newRow("depth") << 0.613 << 1.187 << QVector<double>{0.7, 0.8, 0.9, 1.0, 1.1};
    QTest::newRow("signed") << -0.034 << 0.021 << QVector<double>{-0.03, -0.02, -0.01, 0, 0.01, 0.02};
    QTest::newRow("large") << 0.0 << 5000.0 << QVector<double>{0, 1000, 2000, 3000, 4000, 5000};
    QTest::newRow("upside down") << 1.0 << 0.0 << QVector<double>{0, 0.2, 0.4, 0.6, 0.8, 1};
    QTest::newRow("one value") << 3.0 << 3.0 << QVector<double>{3};
    QTest::newRow("nothing") << std::nan("") << 3.0 << QVector<double>{};
  }
  void ticksAreRound() {
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(QVector<double>, ticks);
    const auto found = roundTicks(low, high);
    QCOMPARE(int(found.size()), int(ticks.size()));
    for (int i = 0; i < ticks.size(); ++i)
      QVERIFY(std::abs(found[std::size_t(i)] - ticks[i]) < 1e-12);
  }

  void ticksLieInsideAndAreFew() {
    for (int most = 3; most <= 6; ++most) {
      for (int i = 1; i < 2000; ++i) {
        const double low = std::sin(i) * 10, high = low + std::pow(10.0, 6 * std::cos(7.0 * i) - 2);
        const auto ticks = roundTicks(low, high, most);
        QVERIFY(ticks.size() >= 2 && ticks.size() <= std::size_t(most));
        QVERIFY(ticks.front() >= low && ticks.back() <= high);
        for (std::size_t k = 1; k < ticks.size(); ++k)
          QVERIFY(ticks[k] > ticks[k - 1]);
      }
    }
  }

  void percentilesLeaveHolesOut() {
    Raster<float> values(11, 2);
    for (int x = 0; x < 11; ++x)
      values.at(x, 0) = static_cast<float>(x + 1), values.at(x, 1) = hole;
    values.at(0, 1) = -100;
    const auto measured = percentileRange(values, true, 0, 0.75);
    QCOMPARE(measured.first, 1.0);
    QCOMPARE(measured.second, 8.5);
    QCOMPARE(percentileRange(values, false, 0, 1).first, -100.0);
    QCOMPARE(percentileRange(Raster<float>(4, 4), true), std::pair(0.0, 0.0));
  }
};

QTEST_GUILESS_MAIN(TestColourMap)
#include "test_colour_map.moc"
