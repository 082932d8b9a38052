#include "core/jobs/job_runner.h"
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <atomic>
#include <stdexcept>

using namespace fillscope;
Q_DECLARE_METATYPE(JobLane)

namespace {

const QString jobName = QStringLiteral("job");

/// Work that runs until it is told to stop.
Result<int> untilCancelled(const Progress& progress, QSemaphore& started) {
  started.release();
  while (!progress.cancelled())
    QThread::msleep(1);
  return cancelledError();
}

/// Says on which thread it died.
struct Witness {
  explicit Witness(std::atomic<QThread*>& died)
      : died_(died) {}
  ~Witness() { died_ = QThread::currentThread(); }
  std::atomic<QThread*>& died_;
};

} // namespace

class TestJobRunner : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void resultsComeBackOnTheOwnersThread() {
    JobRunner runner;
    QThread* worked = nullptr;
    QThread* delivered = nullptr;
    int value = 0;
    runner.run<int>(
        JobLane::compute, jobName, this,
        [&](const Progress&) -> Result<int> {
          worked = QThread::currentThread();
          return 42;
        },
        [&](Result<int> result) {
          delivered = QThread::currentThread();
          value = *result;
        });
    QTRY_VERIFY(runner.idle());
    QCOMPARE(value, 42);
    QCOMPARE(delivered, QThread::currentThread());
    QVERIFY(worked && worked != delivered);
    QVERIFY(runner.jobs().empty());
  }

  void aPauseTellsNothingOfTheSpeed() {
    std::atomic<double> now = 100;
    JobRunner runner(nullptr, [&] { return now.load(); });
    QSemaphore reported, goOn;
    const int id = runner.run<int>(
        JobLane::background, jobName, this,
        [&](const Progress& progress) -> Result<int> {
          for (int i = 1; i <= 4; ++i) {
            now = now + 10;
            progress.report(i * 0.1, "");
            reported.release();
            goOn.acquire();
          }
          return 1;
        },
        [](const Result<int>&) {});
    const auto ends = qScopeGuard([&] { goOn.release(4); });
    const auto left = [&] {
      reported.acquire();
      return runner.jobs().at(0).secondsLeft;
    };
    QVERIFY(left() < 0);
    goOn.release();
    QCOMPARE(left(), 80.0);
    runner.setPaused(id, true);
    QVERIFY(runner.jobs().at(0).paused);
    now = now + 5000;
    runner.setPaused(id, false);
    runner.setPaused(id + 1, true); // there is none
    goOn.release();
    QCOMPARE(left(), 70.0);
    goOn.release();
    QCOMPARE(left(), 60.0);
  }

  void oneLaneKeepsTheOrderOfArrival_data() {
    QTest::addColumn<JobLane>("lane");
    QTest::newRow("compute") << JobLane::compute;
    QTest::newRow("inference") << JobLane::inference;
  }
  void oneLaneKeepsTheOrderOfArrival() {
    QFETCH(JobLane, lane);
    JobRunner runner;
    std::vector<int> worked, delivered;
    std::atomic<int> running{0}, most{0};
    for (int i = 0; i < 50; ++i)
      runner.run<int>(
          lane, jobName, this,
          [&, i](const Progress&) -> Result<int> {
            most = std::max(most.load(), ++running);
            worked.push_back(i);
            --running;
            return i;
          },
          [&](Result<int> result) { delivered.push_back(*result); });
    QTRY_VERIFY(runner.idle());
    std::vector<int> expected(50);
    for (int i = 0; i < 50; ++i)
      expected[static_cast<std::size_t>(i)] = i;
    QCOMPARE(worked, expected);
    QCOMPARE(delivered, expected);
    QCOMPARE(most.load(), 1);
  }

  void aLongJobGivesWay() {
    JobRunner runner;
    QSemaphore started, go;
    QStringList worked, delivered;
    const auto add = [&](JobLane lane, const QString& name) {
      return runner.run<QString>(
          lane, name, this,
          [&worked, name](const Progress&) -> Result<QString> {
            worked << name;
            return name;
          },
          [&](Result<QString> result) { delivered << *result; });
    };
    runner.run<QString>(
        JobLane::inference, jobName, this,
        [&](const Progress&) -> Result<QString> {
          runner.giveWay(JobLane::inference); // nothing waits
          started.release();
          go.acquire();
          worked << QStringLiteral("half");
          runner.giveWay(JobLane::inference);
          worked << QStringLiteral("whole");
          return QStringLiteral("long");
        },
        [&](Result<QString> result) { delivered << *result; });
    QVERIFY(started.tryAcquire(1, 10000));
    add(JobLane::inference, QStringLiteral("first"));
    const int unwanted = add(JobLane::inference, QStringLiteral("unwanted"));
    add(JobLane::inference, QStringLiteral("second"));
    runner.cancel(unwanted);
    go.release();
    QTRY_VERIFY(runner.idle());
    QCOMPARE(worked, (QStringList{"half", "first", "second", "whole"}));
    QCOMPARE(delivered, (QStringList{"first", "second", "long"}));
  }

  void lanesDoNotWaitForOneAnother() {
    JobRunner runner;
    QSemaphore computing, inferring, reading, training;
    const auto block = [](QSemaphore& started) {
      return [&started](const Progress& p) { return untilCancelled(p, started); };
    };
    runner.run<int>(JobLane::compute, jobName, this, block(computing), {});
    runner.run<int>(JobLane::inference, jobName, this, block(inferring), {});
    runner.run<int>(JobLane::io, jobName, this, block(reading), {});
    runner.run<int>(JobLane::background, jobName, this, block(training), {});
    QVERIFY(computing.tryAcquire(1, 10000));
    QVERIFY(inferring.tryAcquire(1, 10000));
    QVERIFY(reading.tryAcquire(1, 10000));
    QVERIFY(training.tryAcquire(1, 10000));
    bool read = false; // the io lane has a second thread
    runner.run<int>(
        JobLane::io, jobName, this, [](const Progress&) -> Result<int> { return 1; },
        [&](Result<int>) { read = true; });
    QTRY_VERIFY(read);
    QVERIFY(!runner.idle());
    runner.cancelAll();
    QTRY_VERIFY(runner.idle());
  }

  void aWaitingJobIsCancelledWithoutRunning() {
    JobRunner runner;
    QSemaphore started;
    std::atomic<bool> ran{false};
    bool called = false;
    const int first = runner.run<int>(JobLane::compute, jobName, this,
                                      [&](const Progress& p) { return untilCancelled(p, started); }, {});
    const int second = runner.run<int>(
        JobLane::compute, jobName, this,
        [&](const Progress&) -> Result<int> {
          ran = true;
          return 1;
        },
        [&](Result<int>) { called = true; });
    QVERIFY(started.tryAcquire(1, 10000));
    runner.cancel(second);
    QCOMPARE(runner.jobs().size(), std::size_t(1));
    QCOMPARE(runner.jobs().front().id, first);
    runner.cancel(first);
    QTRY_VERIFY(runner.idle());
    QVERIFY(!ran);
    QVERIFY(!called);
  }

  void aRunningJobIsCancelled() {
    JobRunner runner;
    QSemaphore started;
    bool called = false;
    const int id = runner.run<int>(
        JobLane::inference, jobName, this, [&](const Progress& p) { return untilCancelled(p, started); },
        [&](Result<int>) { called = true; });
    QVERIFY(started.tryAcquire(1, 10000));
    QCOMPARE(runner.jobs().front().state, JobState::running);
    runner.cancel(id);
    QVERIFY(runner.jobs().empty() || runner.jobs().front().state == JobState::cancelled);
    QTRY_VERIFY(runner.idle());
    QVERIFY(runner.jobs().empty());
    QVERIFY(!called);
  }

  void cancellingAfterTheWorkEndedStillStopsTheCallback() {
    JobRunner runner;
    QSemaphore worked;
    bool called = false;
    const int id = runner.run<int>(
        JobLane::compute, jobName, this,
        [&](const Progress&) -> Result<int> {
          worked.release();
          return 1;
        },
        [&](Result<int>) { called = true; });
    QVERIFY(worked.tryAcquire(1, 10000));
    runner.cancel(id); // the result is at most queued: this thread has handled no event since
    QTRY_VERIFY(runner.idle());
    QVERIFY(!called);
  }

  void aDeadContextIsNotCalled() {
    JobRunner runner;
    auto context = std::make_unique<QObject>();
    bool called = false;
    std::atomic<bool> ran{false};
    runner.run<int>(
        JobLane::compute, jobName, context.get(),
        [&](const Progress&) -> Result<int> {
          ran = true;
          return 1;
        },
        [&](Result<int>) { called = true; });
    context.reset();
    QTRY_VERIFY(runner.idle());
    QVERIFY(ran);
    QVERIFY(!called);
  }

  void withoutAContextTheCallbackIsCalled() {
    JobRunner runner;
    bool called = false;
    runner.run<void>(
        JobLane::io, jobName, nullptr, [](const Progress&) -> Result<void> { return {}; },
        [&](Result<void> result) { called = result.ok(); });
    QTRY_VERIFY(called);
  }

  void aFailureStaysListedUntilDismissed() {
    JobRunner runner;
    std::string heard;
    const int id = runner.run<int>(
        JobLane::io, QStringLiteral("Open tote"), this,
        [](const Progress&) -> Result<int> {
          return Error{ErrorCode::badInput, "is no picture", "tote.png", {}};
        },
        [&](Result<int> result) { heard = result.error().what; });
    QTRY_VERIFY(runner.idle());
    QCOMPARE(heard, std::string("is no picture"));
    QCOMPARE(runner.jobs().size(), std::size_t(1));
    const JobInfo info = runner.jobs().front();
    QCOMPARE(info.state, JobState::failed);
    QCOMPARE(info.name, QStringLiteral("Open tote"));
    QCOMPARE(info.error, QStringLiteral("tote.png: is no picture."));
    QSignalSpy changed(&runner, &JobRunner::jobsChanged);
    runner.dismiss(id);
    QVERIFY(runner.jobs().empty());
    QCOMPARE(changed.count(), 1);
  }

  void anExceptionBecomesAnError() {
    JobRunner runner;
    std::string what;
    runner.run<int>(
        JobLane::compute, jobName, this,
        [](const Progress&) -> Result<int> { throw std::runtime_error("the disk is on fire"); },
        [&](Result<int> result) { what = result.error().what; });
    QTRY_VERIFY(runner.idle());
    QCOMPARE(what, std::string("the disk is on fire"));
    QCOMPARE(runner.jobs().front().state, JobState::failed);
  }

  void unlistedJobsAreNotShown() {
    JobRunner runner;
    QSignalSpy changed(&runner, &JobRunner::jobsChanged);
    bool failed = false;
    runner.run<int>(
        JobLane::compute, jobName, this,
        [](const Progress& p) -> Result<int> {
          p.report(0.5);
          return Error{};
        },
        [&](Result<int> result) { failed = !result.ok(); }, false);
    QVERIFY(!runner.idle());
    QVERIFY(runner.jobs().empty());
    QTRY_VERIFY(runner.idle());
    QVERIFY(failed);
    QVERIFY(runner.jobs().empty());
    QCOMPARE(changed.count(), 0);
  }

  void progressIsShownAndThrottled() {
    JobRunner runner;
    QSemaphore reported, go;
    QSignalSpy changed(&runner, &JobRunner::jobsChanged);
    runner.run<int>(JobLane::compute, jobName, this,
                    [&](const Progress& p) -> Result<int> {
                      for (int i = 0; i <= 100000; ++i)
                        p.report(0.5 * i / 100000, "walls");
                      reported.release();
                      go.acquire();
                      return 1;
                    },
                    {});
    QVERIFY(reported.tryAcquire(1, 30000));
    const JobInfo info = runner.jobs().front();
    QCOMPARE(info.fraction, 0.5);
    QCOMPARE(info.step, QStringLiteral("walls"));
    QTRY_VERIFY(changed.count() >= 2); // the start and the progress
    QVERIFY(changed.count() <= 3);     // 100,000 reports between two turns of the event loop are one change
    go.release();
    QTRY_VERIFY(runner.idle());
  }

  void theDestructorStopsWhatRunsAndCallsNobody() {
    QSemaphore started;
    int called = 0;
    std::atomic<int> ended{0};
    {
      JobRunner runner;
      for (const JobLane lane : {JobLane::compute, JobLane::inference, JobLane::io, JobLane::background})
        for (int i = 0; i < 3; ++i)
          runner.run<int>(
              lane, jobName, this,
              [&](const Progress& p) {
                auto r = untilCancelled(p, started);
                ++ended;
                return r;
              },
              [&](Result<int>) { ++called; });
      runner.run<int>(
          JobLane::io, jobName, this, [](const Progress&) -> Result<int> { return 1; },
          [&](Result<int>) { ++called; });
      QVERIFY(started.tryAcquire(6, 10000));
    }
    QCOMPARE(ended.load(), 6); // one each for compute and inference, two each for io and background
    QCoreApplication::processEvents();
    QCOMPARE(called, 0);
  }

  void theCallbackMayDeleteTheRunner() {
    auto* runner = new JobRunner;
    bool called = false;
    runner->run<int>(
        JobLane::compute, jobName, nullptr, [](const Progress&) -> Result<int> { return 1; },
        [&](Result<int>) {
          delete runner;
          called = true;
        });
    QTRY_VERIFY(called);
  }

  void whatAJobHoldsDiesOnTheOwnersThread() {
    std::atomic<QThread*> byWork{nullptr}, byDone{nullptr}, byResult{nullptr};
    JobRunner runner;
    {
      auto work = std::make_shared<Witness>(byWork);
      auto done = std::make_shared<Witness>(byDone);
      runner.run<std::shared_ptr<Witness>>(
          JobLane::compute, jobName, nullptr,
          [work, &byResult](const Progress&) -> Result<std::shared_ptr<Witness>> {
            return std::make_shared<Witness>(byResult);
          },
          [done](Result<std::shared_ptr<Witness>>) {});
    }
    QTRY_VERIFY(runner.idle());
    QTRY_COMPARE(byWork.load(), QThread::currentThread());
    QCOMPARE(byDone.load(), QThread::currentThread());
    QCOMPARE(byResult.load(), QThread::currentThread());
  }
};

QTEST_GUILESS_MAIN(TestJobRunner)
#include "test_job_runner.moc"
