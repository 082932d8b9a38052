#include "app/cli/training_lines.h"
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <limits>

using namespace fillscope;

class TestTrainingLines : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void anEpochForPeople() {
    QCOMPARE(
        cli::epochText(report(), 30),
        std::string("epoch 3/30: loss 0.01235; judged: mean_error_percent 1.5, polygon_iou 0.95 (best)"));
    EpochReport plain = report();
    plain.best = false;
    plain.validation.clear();
    QCOMPARE(cli::epochText(plain, 0), std::string("epoch 3: loss 0.01235"));
  }

  void anEpochForPrograms() {
    EpochReport broken = report();
    broken.training["l1"] = std::numeric_limits<double>::quiet_NaN();
    const QJsonObject object =
        QJsonDocument::fromJson(QByteArray::fromStdString(cli::epochJson(broken))).object();
    QCOMPARE(object["epoch"].toInt(), 3);
    QCOMPARE(object["training"].toObject()["loss"].toDouble(), 0.012345);
    QVERIFY(object["training"].toObject()["l1"].isNull());
    QCOMPARE(object["validation"].toObject()["polygon_iou"].toDouble(), 0.95);
    QCOMPARE(object["best"].toBool(), true);
    QCOMPARE(object["seconds"].toDouble(), 12.5);
  }

  void aStep_data() {
    QTest::addColumn<double>("left");
    QTest::addColumn<QString>("ending");
    QTest::newRow("not known yet") << -1.0 << "samples/s";
    QTest::newRow("seconds") << 59.2 << "60 s left";
    QTest::newRow("minutes") << 700.0 << "12 min left";
    QTest::newRow("hours") << 9000.0 << "2 h 30 min left";
  }
  void aStep() {
    QFETCH(double, left);
    QFETCH(QString, ending);
    const QString text = QString::fromStdString(cli::stepText({2, 30, 130, 3000, 0.02, 1e-3, 96.4, left}));
    QVERIFY2(text.startsWith("Epoch 2/30, step 130/3000, loss 0.02, 96.4 samples/s"), qPrintable(text));
    QVERIFY2(text.endsWith(ending), qPrintable(text));
  }

 private:
  static EpochReport report() {
    EpochReport report;
    report.epoch = 3;
    report.training = {{"loss", 0.012345}};
    report.validation = {{"mean_error_percent", 1.5}, {"polygon_iou", 0.95}};
    report.best = true;
    report.seconds = 12.5;
    return report;
  }
};

QTEST_GUILESS_MAIN(TestTrainingLines)
#include "test_training_lines.moc"
