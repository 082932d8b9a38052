#include "tests/support/image_baseline.h"
#include "tests/support/widget_look.h"
#include "widgets/job_panel.h"
#include "widgets/job_texts.h"
#include <QFrame>
#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace fillscope;

namespace {

std::vector<JobRow> threeJobs() {
  JobRow running, waiting, failed;
  running.id = 7;
  running.name = QStringLiteral("Depth of tote_01");
  running.step = QStringLiteral("Running the network");
  running.fraction = 0.4;
  running.secondsLeft = 72;
  running.state = JobRow::State::running;
  waiting.id = 8;
  waiting.name = QStringLiteral("Depth of tote_02");
  failed.id = 5;
  failed.name = QStringLiteral("Report of crate_01");
  failed.error = QStringLiteral("reports/crate_01: the disk is full. Free some space and try again.");
  failed.state = JobRow::State::failed;
  return {running, waiting, failed};
}

QToolButton* button(const QWidget& widget, const QString& name) {
  for (QToolButton* made : widget.findChildren<QToolButton*>())
    if (made->accessibleName() == name && made->isVisibleTo(&widget)) return made;
  return nullptr;
}

} // namespace

class TestJobPanel : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { tests::useLook(false); }

  void timeIsSaidRoughly_data() {
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << -1.0 << QString();
    QTest::newRow("seconds") << 11.2 << QStringLiteral("12 s left");
    QTest::newRow("minutes") << 200.0 << QStringLiteral("3 min left");
    QTest::newRow("hours") << 4800.0 << QStringLiteral("1 h 20 min left");
  }
  void timeIsSaidRoughly() {
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(timeLeftText(seconds), text);
  }

  void showsAndCancelsTheCurrentJob() {
    JobIndicator indicator;
    indicator.show();
    QVERIFY(!indicator.findChild<QProgressBar*>()->isVisible());
    indicator.setJobs(threeJobs());
    auto* bar = indicator.findChild<QProgressBar*>();
    QVERIFY(bar->isVisible());
    QCOMPARE(double(bar->value()) / bar->maximum(), 0.4);
    QSignalSpy cancelled(&indicator, &JobIndicator::cancelRequested);
    button(indicator, QStringLiteral("Cancel Depth of tote_01"))->click();
    QCOMPARE(cancelled.back().front().toInt(), 7);
    indicator.setJobs({});
    QVERIFY(!bar->isVisible());
  }

  void whatAJobDoesIsSaid() {
    JobRow job = threeJobs()[0];
    QCOMPARE(jobLine(job), QStringLiteral("Running the network · 40 % · 1 min left"));
    job.state = JobRow::State::paused;
    QCOMPARE(jobLine(job), QStringLiteral("Paused · Running the network · 40 % · 1 min left"));
    job.state = JobRow::State::waiting;
    QCOMPARE(jobLine(job), QStringLiteral("Waits for its turn."));
    job.state = JobRow::State::stopping;
    QCOMPARE(jobLine(job), QStringLiteral("Stops as soon as it can."));
  }

  void aStoppingJobGivesWayToOthersAndIsNotCancelledAgain() {
    std::vector<JobRow> jobs = threeJobs();
    jobs[0].state = JobRow::State::stopping;
    JobIndicator indicator;
    indicator.show();
    indicator.setJobs(jobs);
    QVERIFY(button(indicator, QStringLiteral("Cancel Depth of tote_02")));
    indicator.setJobs({jobs[0]});
    QVERIFY(indicator.findChild<QProgressBar*>()->isVisible());
    QVERIFY(!button(indicator, QStringLiteral("Cancel Depth of tote_01")));
  }

  void aFailureStaysWithItsText() {
    JobIndicator indicator;
    indicator.show();
    indicator.setJobs({threeJobs()[2]});
    QToolButton* list = button(indicator, QStringLiteral("Show all jobs"));
    QCOMPARE(list->text(), QStringLiteral("1 job failed"));
    list->click();
    auto* popup = indicator.findChild<QFrame*>(QStringLiteral("jobList"));
    QVERIFY(popup && popup->isVisible());
    bool said = false;
    for (const QLabel* label : popup->findChildren<QLabel*>())
      said |= label->text().contains(QStringLiteral("disk is full"));
    QVERIFY(said);
    QSignalSpy dismissed(&indicator, &JobIndicator::dismissRequested);
    button(*popup, QStringLiteral("Dismiss Report of crate_01"))->click();
    QCOMPARE(dismissed.back().front().toInt(), 5);
    indicator.setJobs({});
    for (const QLabel* label : popup->findChildren<QLabel*>())
      if (label->isVisibleTo(popup)) QVERIFY(!label->text().contains(QStringLiteral("disk is full")));
  }

  void looks_data() { tests::lightAndDark(); }
  void looks() {
    QFETCH(bool, dark);
    tests::useLook(dark);
    JobIndicator indicator;
    indicator.setJobs(threeJobs());
    indicator.show();
    QVERIFY(QTest::qWaitForWindowExposed(&indicator));
    button(indicator, QStringLiteral("Show all jobs"))->click();
    auto* popup = indicator.findChild<QFrame*>(QStringLiteral("jobList"));
    QCoreApplication::processEvents();
    const QImage shot = popup->grab().toImage();
    indicator.grab().save(QStringLiteral(FILLSCOPE_BINARY_DIR "/baselines/job_row%1.png").arg(dark));
    FILLSCOPE_COMPARE_BASELINE(shot, "jobs", dark);
    popup->close();
  }
};

QTEST_MAIN(TestJobPanel)
#include "test_job_panel.moc"
