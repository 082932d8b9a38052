// What brings a depth map to the scale of a box, and what reads it afterwards.
#include "core/geometry/inverse_depth.h"
#include "core/geometry/scale_search.h"
#include <QtTest>
#include <limits>
#include <random>

using namespace fillscope;

class TestAlignment : public QObject {
  Q_OBJECT

  /// Samples of z = 2·value + 0.1: walls, of which some lie, and tops, all true.
  static AlignmentSamples samples(int walls, int lies, int tops) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> unit(0, 1);
    AlignmentSamples seen;
    for (int i = 0; i < walls + tops; ++i) {
      AlignmentSample s;
      const double z = 0.9 + 0.3 * unit(random);
      s.sees = i < walls ? AlignmentSample::Sees::wall : AlignmentSample::Sees::top;
      if (i < walls) s.eyeIn = z, s.rayIn = -1;
      s.rim = i < walls ? 1 : z;
      const double told = i < lies ? z * (0.5 + 0.3 * unit(random)) : z;
      s.value = (told - 0.1) / 2;
      seen.pixels.push_back(s);
    }
    return seen;
  }

 private Q_SLOTS:
  void supportIsTheShareThatAgrees_data() {
    QTest::addColumn<int>("walls");
    QTest::addColumn<int>("lies");
    QTest::addColumn<int>("tops");
    QTest::newRow("all agree") << 300 << 0 << 100;
    QTest::newRow("many tops, few walls") << 100 << 60 << 400;
    QTest::newRow("half") << 400 << 200 << 0;
  }
  void supportIsTheShareThatAgrees() {
    QFETCH(int, walls);
    QFETCH(int, lies);
    QFETCH(int, tops);
    const Alignment line = alignLine(samples(walls, lies, tops), -1, DepthKind::relative, 0.1, 1);
    QVERIFY2(std::abs(line.scale - 2) < 1e-3 && std::abs(line.shift - 0.1) < 1e-3,
             qPrintable(QString("%1 %2").arg(line.scale).arg(line.shift)));
    QCOMPARE(line.samples, walls + tops);
    const double agree = double(walls - lies + tops) / (walls + tops);
    QVERIFY2(std::abs(line.support - agree) < 0.05, qPrintable(QString::number(line.support)));
    QVERIFY(line.support <= 1);
  }

  void coordinatesOfAnySizeAreOutside() {
    InverseDepth depth;
    depth.values = Raster<float>(4, 3, 1, 0.5f);
    depth.continuous = Raster<std::uint8_t>(4, 3, 1, 1);
    QCOMPARE(depth.at(1.25, 1.5), 0.5f);
    QCOMPARE(depth.at(3.4, 2.4), 0.5f);
    QCOMPARE(depth.at(-0.4, -0.4), 0.5f);
    const double nan = std::numeric_limits<double>::quiet_NaN(),
                 infinity = std::numeric_limits<double>::infinity();
    for (const double wild : {3.6, -0.6, 3e9, -3e9, 1e300, infinity, -infinity, nan}) {
      QCOMPARE(depth.at(wild, 1), 0.0f);
      QCOMPARE(depth.at(1, wild), 0.0f);
    }
  }
};

QTEST_APPLESS_MAIN(TestAlignment)
#include "test_alignment.moc"
