// Errors as sentences, results as one or the other.
#include "core/base/result.h"
#include <QTest>
#include <memory>

using namespace fillscope;

class TestResult : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void errorsAreSentences_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("hint");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("all")
        << "the depth picture has 3 channels, expected 1"
        << "boxes/a.depth.png"
        << "choose the 16-bit depth file"
        << "boxes/a.depth.png: the depth picture has 3 channels, expected 1. Choose the 16-bit depth file.";
    QTest::newRow("no place") << "the rim is missing"
                              << ""
                              << "place its four corners"
                              << "the rim is missing. Place its four corners.";
    QTest::newRow("no hint") << "there is no such file"
                             << "a.png"
                             << ""
                             << "a.png: there is no such file.";
    QTest::newRow("what alone") << "stopped on request"
                                << ""
                                << ""
                                << "stopped on request.";
    QTest::newRow("full stops are not doubled") << "it failed."
                                                << "x"
                                                << "try again."
                                                << "x: it failed. Try again.";
    QTest::newRow("a hint that begins beyond ASCII") << "it failed"
                                                     << ""
                                                     << "öffne die Datei"
                                                     << "it failed. öffne die Datei.";
  }
  void errorsAreSentences() {
    QFETCH(QString, what);
    QFETCH(QString, where);
    QFETCH(QString, hint);
    QFETCH(QString, sentence);
    const Error error{ErrorCode::badInput, what.toStdString(), where.toStdString(), hint.toStdString()};
    QCOMPARE(QString::fromStdString(error.sentence()), sentence);
  }

  void aResultIsOneOrTheOther() {
    const Result<int> seven = 7;
    QVERIFY(seven.ok() && static_cast<bool>(seven));
    QCOMPARE(*seven, 7);
    const Error missing{ErrorCode::notFound, "not there", {}, {}};
    const Result<int> failed = missing;
    QVERIFY(!failed.ok() && !failed);
    QCOMPARE(failed.error(), missing);
    // An Error can be a value, too: the state tells them apart, not the type.
    const Result<void> done, stopped = Error{ErrorCode::cancelled, "stopped", {}, {}};
    QVERIFY(done.ok());
    QVERIFY(!stopped.ok());
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
  }

  void aValueCanBeMovedOut() {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
    QCOMPARE(**result, 5);
    const std::unique_ptr<int> taken = *std::move(result);
    QCOMPARE(*taken, 5);
    QVERIFY(*result == nullptr);
  }
};

QTEST_APPLESS_MAIN(TestResult)
#include "test_result.moc"
