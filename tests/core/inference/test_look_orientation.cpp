#include "core/inference/look_orientation.h"
#include <QTest>
#include <algorithm>
#include <numeric>

using namespace fillscope;

namespace {

/// Cells numbered row by row, plane after plane.
Tensor numbered(std::int64_t planes, std::int64_t size) {
  Tensor tensor{{1, planes, size, size}, std::vector<float>(static_cast<std::size_t>(planes * size * size))};
  std::iota(tensor.values.begin(), tensor.values.end(), 0.0f);
  return tensor;
}

} // namespace

Q_DECLARE_METATYPE(fillscope::LookOrientation)

class TestLookOrientation : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cellsGoWhereTheyShould_data() {
    QTest::addColumn<LookOrientation>("held");
    QTest::addColumn<std::vector<float>>("expected"); // of 0 1 / 2 3
    QTest::newRow("plain") << LookOrientation{0, false} << std::vector<float>{0, 1, 2, 3};
    QTest::newRow("clockwise") << LookOrientation{1, false} << std::vector<float>{2, 0, 3, 1};
    QTest::newRow("half a turn") << LookOrientation{2, false} << std::vector<float>{3, 2, 1, 0};
    QTest::newRow("mirrored") << LookOrientation{0, true} << std::vector<float>{1, 0, 3, 2};
    QTest::newRow("clockwise, mirrored") << LookOrientation{1, true} << std::vector<float>{0, 2, 1, 3};
  }
  void cellsGoWhereTheyShould() {
    QFETCH(LookOrientation, held);
    QFETCH(std::vector<float>, expected);
    QCOMPARE(oriented(numbered(1, 2), held).values, expected);
  }

  void everyWayIsAnotherAndComesBack() {
    const Tensor plain = numbered(3, 5);
    std::vector<std::vector<float>> seen;
    for (const LookOrientation held : lookOrientations) {
      const Tensor turned = oriented(plain, held);
      QCOMPARE(turned.shape, plain.shape);
      QCOMPARE(orientedBack(turned, held).values, plain.values);
      QVERIFY(std::find(seen.begin(), seen.end(), turned.values) == seen.end());
      seen.push_back(turned.values);
    }
    QVERIFY(lookOrientations.front() == LookOrientation{});
  }
};

QTEST_APPLESS_MAIN(TestLookOrientation)
#include "test_look_orientation.moc"
