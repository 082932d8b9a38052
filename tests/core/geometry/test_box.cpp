#include "core/geometry/box.h"
#include "core/geometry/odd_size.h"
#include <QtTest>

using namespace fillscope;

class TestBox : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsSizes_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::addColumn<double>("depth");
    QTest::newRow("plain") << "0.60x0.40x0.20" << true << 0.2;
    QTest::newRow("times sign") << QString::fromUtf8("0.6×0.4×0.25") << true << 0.25;
    QTest::newRow("spaces") << " 0.6 x 0.4 X 0.3 " << true << 0.3;
    QTest::newRow("unit") << "0.6x0.4x0.3 m" << true << 0.3;
    QTest::newRow("two sides") << "0.6x0.4" << false << 0.0;
    QTest::newRow("four sides") << "0.6x0.4x0.2x0.1" << false << 0.0;
    QTest::newRow("zero") << "0.6x0x0.2" << false << 0.0;
    QTest::newRow("negative") << "0.6x0.4x-0.2" << false << 0.0;
    QTest::newRow("words") << "big" << false << 0.0;
    QTest::newRow("empty") << "" << false << 0.0;
    QTest::newRow("not finite") << "0.6x0.4xinf" << false << 0.0;
    QTest::newRow("other unit") << "60x40x20 cm" << false << 0.0;
  }
  void readsSizes() {
    QFETCH(QString, text);
    QFETCH(bool, good);
    QFETCH(double, depth);
    const auto size = parseBoxSize(text.toStdString());
    QCOMPARE(size.ok(), good);
    if (good) {
      QCOMPARE(size->first, 0.6);
      QCOMPARE(size->second, 0.4);
      QCOMPARE(size->depth, depth);
    } else {
      QCOMPARE(size.error().code, ErrorCode::badInput);
    }
  }
  void textOfASizeParsesBack() {
    const BoxSize size{0.1 + 0.2, 1.0 / 3.0, 0.2};
    const auto back = parseBoxSize(toText(size));
    QVERIFY(back.ok());
    QCOMPARE(*back, size);
    QCOMPARE(toText({0.6, 0.4, 0.2}), std::string("0.6x0.4x0.2"));
  }
  void oddSizesAreSaid_data() {
    QTest::addColumn<QString>("size");
    QTest::addColumn<QString>("said");
    QTest::newRow("tote") << "0.6x0.4x0.2"
                          << "";
    QTest::newRow("tray") << "0.12x0.08x0.02"
                          << "";
    QTest::newRow("lattice box") << "1.2x0.8x0.97"
                                 << "";
    QTest::newRow("container for a sofa") << "3x1.2x1"
                                          << "";
    QTest::newRow("millimetres for metres") << "600x400x200"
                                            << "A box of 600 m is very large.";
    QTest::newRow("five kilometres") << "0.6x5000x0.2"
                                     << "A box of 5000 m is very large.";
    QTest::newRow("a tenth of a millimetre") << "0.6x0.4x0.0001"
                                             << "A box of 0.1 mm is very small.";
    QTest::newRow("a plank") << "2.4x0.1x0.1"
                             << "One of the lengths is 24 times another.";
  }
  void oddSizesAreSaid() {
    QFETCH(QString, size);
    QFETCH(QString, said);
    const auto odd = oddSize(*parseBoxSize(size.toStdString()));
    QCOMPARE(odd ? QString::fromStdString(meaningOf(*odd)) : QString(), said);
    if (odd) QVERIFY(!odd->remedy.empty());
  }
  void namesWhatIsWrongWithARim_data() {
    QTest::addColumn<QList<QPointF>>("corners");
    QTest::addColumn<int>("fault");
    const auto row = [](const char* name, QList<QPointF> c, RimFault fault) {
      QTest::newRow(name) << c << int(fault);
    };
    row("good", {{10, 10}, {90, 12}, {95, 70}, {5, 72}}, RimFault::none);
    row("outside the picture", {{158, 8}, {489, 8}, {594, 560}, {27, 560}}, RimFault::none);
    row("turned start", {{5, 72}, {10, 10}, {90, 12}, {95, 70}}, RimFault::none);
    row("counter-clockwise", {{10, 10}, {5, 72}, {95, 70}, {90, 12}}, RimFault::counterClockwise);
    row("crossing", {{10, 10}, {90, 12}, {5, 72}, {95, 70}}, RimFault::crossing);
    row("dent", {{10, 10}, {90, 12}, {30, 30}, {5, 72}}, RimFault::notConvex);
    row("on a line", {{10, 10}, {50, 10}, {90, 10}, {5, 72}}, RimFault::notConvex);
    row("repeated", {{10, 10}, {10, 10}, {95, 70}, {5, 72}}, RimFault::repeated);
    row("tiny", {{10, 10}, {15, 10}, {15, 15}, {10, 15}}, RimFault::tooSmall);
  }
  void namesWhatIsWrongWithARim() {
    QFETCH(QList<QPointF>, corners);
    QFETCH(int, fault);
    RimCorners rim;
    for (int k = 0; k < 4; ++k)
      rim[k] = {corners[k].x(), corners[k].y()};
    QCOMPARE(int(checkRim(rim)), fault);
  }
};

QTEST_GUILESS_MAIN(TestBox)
#include "test_box.moc"
