#include "tests/support/widget_look.h"
#include "widgets/learning_curves.h"
#include "widgets/theme.h"
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QValueAxis>

using namespace fillscope;

namespace {

using Points = std::vector<std::pair<double, double>>;

void addTwoEpochs(LearningCurves& curves) {
  curves.addEpoch(1, {{"loss", 2.0}}, {{"loss", 2.5}, {"pck_02", 0.25}}, true);
  curves.addEpoch(2, {{"loss", 1.0}}, {{"loss", 1.5}, {"pck_02", 0.5}}, true);
}

QValueAxis* axisOf(LearningCurves& curves, Qt::Orientation orientation) {
  auto* view = curves.findChild<QChartView*>();
  return qobject_cast<QValueAxis*>(view->chart()->axes(orientation).front());
}

} // namespace

class TestLearningCurves : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    tests::useLook(false);
  }
  void cleanup() { tests::useLook(false); }

  void oneFigureIsDrawnForBothSets() {
    LearningCurves curves;
    QCOMPARE(curves.epochCount(), 0);
    QVERIFY(curves.figures().isEmpty());
    addTwoEpochs(curves);
    QCOMPARE(curves.figure(), QStringLiteral("loss"));
    QCOMPARE(curves.shownTraining(), (Points{{1, 2.0}, {2, 1.0}}));
    QCOMPARE(curves.shownValidation(), (Points{{1, 2.5}, {2, 1.5}}));
    curves.addEpoch(2, {{"loss", 0.5}}, {{"loss", 1.0}}, false);
    QCOMPARE(curves.shownTraining(), (Points{{1, 2.0}, {2, 0.5}}));
    curves.clear();
    QVERIFY(curves.shownTraining().empty());
  }

  void anotherFigureIsChosen() {
    LearningCurves curves;
    curves.setFigures({{"pck_02", "Near corners", "%", 100}, {"loss", "Loss"}});
    addTwoEpochs(curves);
    QCOMPARE(curves.figures(), (QStringList{"pck_02", "loss"}));
    QSignalSpy chosen(&curves, &LearningCurves::figureChosen);
    auto* choice = curves.findChild<QComboBox*>();
    choice->setFocus();
    curves.setFigure(QStringLiteral("loss"));
    QCOMPARE(chosen.count(), 1);
    curves.setFigure(QStringLiteral("pck_02"));
    QVERIFY(curves.shownTraining().empty());
    QCOMPARE(curves.shownValidation(), (Points{{1, 25.0}, {2, 50.0}}));
    QCOMPARE(axisOf(curves, Qt::Vertical)->titleText(), QStringLiteral("Near corners (%)"));
  }

  void axesHoldWhatIsDrawn_data() {
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("last");
    QTest::newRow("falling") << 12.0 << 0.3;
    QTest::newRow("tiny") << 3e-4 << 1e-4;
    QTest::newRow("flat") << 5.0 << 5.0;
    QTest::newRow("negative") << -2.0 << 3.0;
    QTest::newRow("zero") << 0.0 << 0.0;
  }
  void axesHoldWhatIsDrawn() {
    QFETCH(double, first);
    QFETCH(double, last);
    LearningCurves curves;
    curves.addEpoch(1, {{"loss", first}}, {}, false);
    curves.addEpoch(7, {{"loss", last}}, {}, false);
    const QValueAxis* up = axisOf(curves, Qt::Vertical);
    QVERIFY(up->min() <= std::min(first, last) && up->max() >= std::max(first, last));
    QVERIFY(up->max() > up->min());
    if (std::min(first, last) >= 0) QVERIFY(up->min() >= 0);
    const double lines = (up->max() - up->min()) / up->tickInterval();
    QVERIFY2(lines >= 1.5 && lines <= 12, qPrintable(QString::number(lines)));
    const QValueAxis* across = axisOf(curves, Qt::Horizontal);
    QVERIFY(across->max() > 7 && across->max() < 7.2);
    QVERIFY(across->min() < 1 && across->min() > 0.8);
  }

  void valuesThatAreNoNumbersAreLeftOut() {
    LearningCurves curves;
    curves.addEpoch(1, {{"loss", 1.0}}, {{"loss", std::nan("")}}, false);
    QCOMPARE(curves.shownTraining().size(), std::size_t(1));
    QVERIFY(curves.shownValidation().empty());
  }

  void lightAndDarkAreFollowed() {
    LearningCurves curves;
    addTwoEpochs(curves);
    for (const bool dark : {false, true}) {
      tests::useLook(dark);
      curves.setPalette(QApplication::palette());
      const QChart* chart = curves.findChild<QChartView*>()->chart();
      const QColor ground = chart->backgroundBrush().color();
      QCOMPARE(ground, curves.palette().color(QPalette::Base));
      QVERIFY(theme::contrast(axisOf(curves, Qt::Vertical)->labelsColor(), ground) >= 4.5);
    }
  }
};

QTEST_MAIN(TestLearningCurves)
#include "test_learning_curves.moc"
