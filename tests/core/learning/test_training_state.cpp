#include "core/learning/training_state.h"
#include <QtTest>
#include <limits>

using namespace fillscope;

namespace {

TrainingState someState() {
  TrainingState state;
  state.config = defaultConfig(NetworkKind::rimDepth);
  state.trainingSamples = 1234;
  state.step = 77;
  state.bestEpoch = 1;
  state.sums = {{"loss", 0.1 + 0.2}};
  state.summed = 7;
  state.seconds = 1.5;
  EpochReport epoch;
  epoch.epoch = 1;
  epoch.best = true;
  epoch.seconds = 12.25;
  epoch.training = {{"loss", 1.0 / 3}};
  epoch.validation = {{"abs_rel", 0.05}, {"lost", std::numeric_limits<double>::quiet_NaN()}};
  state.history = {epoch};
  return state;
}

} // namespace

class TestTrainingState : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyFigureComesBack() {
    const TrainingState state = someState();
    const auto read = parseTrainingState(trainingStateJson(state), "checkpoint");
    QVERIFY2(read.ok(), read ? "" : read.error().sentence().c_str());
    QVERIFY(read->config == state.config);
    QCOMPARE(read->trainingSamples, state.trainingSamples);
    QCOMPARE(read->step, state.step);
    QCOMPARE(read->bestEpoch, 1);
    QVERIFY(read->sums == state.sums);
    QCOMPARE(read->summed, state.summed);
    QCOMPARE(read->seconds, state.seconds);
    QCOMPARE(read->history.size(), std::size_t(1));
    QVERIFY(read->history[0].training == state.history[0].training);
    QVERIFY((read->history[0].validation == std::map<std::string, double>{{"abs_rel", 0.05}}));
    QVERIFY(read->history[0].best);
  }

  void numbersThatNoTrainingReachesAreNone() {
    const auto history = parseHistory("[{\"epoch\": 1e300}, {\"epoch\": -4}, {\"epoch\": 3}]", "history");
    QVERIFY(history.ok());
    QCOMPARE((*history)[0].epoch, 0);
    QCOMPARE((*history)[1].epoch, 0);
    QCOMPARE((*history)[2].epoch, 3);
    QString state = QString::fromStdString(trainingStateJson(someState()));
    QVERIFY(state.contains("\"best_epoch\":1"));
    state.replace("\"best_epoch\":1", "\"best_epoch\":5"); // an epoch that the history does not hold
    const auto read = parseTrainingState(state.toStdString(), "checkpoint");
    QVERIFY(read.ok());
    QCOMPARE(read->bestEpoch, 0);
  }

  void whatIsNoStateIsRefused_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("nothing in it") << QByteArray("{}");
    QTest::newRow("history of numbers") << QByteArray("{\"config\": \"{}\", \"history\": [1]}");
    QTest::newRow("unknown configuration") << QByteArray("{\"config\": \"{'a'}\", \"history\": []}");
  }
  void whatIsNoStateIsRefused() {
    QFETCH(QByteArray, json);
    const auto read = parseTrainingState(json.toStdString(), "checkpoint");
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, ErrorCode::badInput);
  }
};

QTEST_APPLESS_MAIN(TestTrainingState)
#include "test_training_state.moc"
