// Holds what ./test says last: every way in which a test program can end, as ctest writes it into its log.
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

QByteArray program(const char* name, const char* output, const char* status,
                   const char* command = "/build/tests/test") {
  return QByteArray("1/9 Testing: ") + name + "\n1/9 Test: " + name + "\nCommand: \"" +
         (*command ? command : "") + "\"\nDirectory: /build\n\"" + name +
         "\" start time: Nov 20\nOutput:\n----------\n" + output +
         "<end of output>\nTest time =   0.01 sec\n----------\n" + status + "\n\"" + name +
         "\" end time: Nov 20\n\n";
}

const char* const goodOutput = "PASS   : T::a()\nTotals: 3 passed, 0 failed, 0 skipped, 0 blacklisted, 1ms\n";

} // namespace

class TestCountTests : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theLastLine_data() {
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("expected");
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("said");
    const QByteArray good = program("good", goodOutput, "Test Passed.");
    QTest::newRow("all good") << good + good << 2 << "6 passed, 0 failed"
                              << "";
    QTest::newRow("failures")
        << good + program("bad", "FAIL!  : T::b() wrong\nTotals: 1 passed, 2 failed, 0 skipped, 1ms\n",
                          "Test Failed.")
        << 2 << "4 passed, 2 failed"
        << "bad: T::b() wrong";
    QTest::newRow("a crash half-way")
        << good + program("crash", "PASS   : T::a()\n", "Test Failed.") << 2 << "3 passed, 1 failed"
        << "crash: crashed";
    QTest::newRow("a crash at the end")
        << program("late", goodOutput, "Test Failed.") << 1 << "3 passed, 1 failed"
        << "late: ended with a fault after its tests";
    QTest::newRow("an early exit") << good + program("early", "", "Test Passed.") << 2 << "3 passed, 1 failed"
                                   << "early: crashed";
    QTest::newRow("not started") << good + program("none", "", "Test Passed.", "") << 2
                                 << "3 passed, 1 failed"
                                 << "none: could not be started";
    QTest::newRow("cut short") << good + QByteArray("2/9 Testing: cut\n2/9 Test: cut\nCommand: \"/x\"\n") << 2
                               << "3 passed, 1 failed"
                               << "cut: crashed";
    QTest::newRow("missing") << good << 4 << "3 passed, 3 failed"
                             << "3 of 4 test programs did not run";
    QTest::newRow("skipped") << program(
                                    "skip",
                                    "SKIP   : T::s() no data\nTotals: 2 passed, 0 failed, 1 skipped, 1ms\n",
                                    "Test Passed.")
                             << 1 << "2 passed, 0 failed"
                             << "Skipped (1):\n  T::s() no data";
    QTest::newRow("passing words in the output")
        << program("quote", "Test Passed.\nTotals: 1 passed, 1 failed, 0 skipped\n", "Test Failed.") << 1
        << "1 passed, 1 failed"
        << "";
    QTest::newRow("nothing at all") << QByteArray() << 0 << "0 passed, 0 failed"
                                    << "";
  }
  void theLastLine() {
    QFETCH(QByteArray, log);
    QFETCH(int, expected);
    QFETCH(QString, last);
    QFETCH(QString, said);
    QTemporaryDir folder;
    QFile file(folder.filePath("LastTest.log"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(log) == log.size());
    file.close();
    QProcess count;
    count.start("bash", {FILLSCOPE_SOURCE_DIR "/packaging/count_tests.sh", file.fileName(),
                         QString::number(expected)});
    QVERIFY(count.waitForFinished());
    const QString output = QString::fromUtf8(count.readAllStandardOutput());
    QCOMPARE(output.trimmed().section('\n', -1), last);
    QVERIFY2(output.contains(said), qPrintable(output));
    QCOMPARE(count.exitCode() == 0, last.endsWith(" 0 failed") && !last.startsWith("0 "));
  }

  void aMissingLogIsNoSuccess() {
    QProcess count;
    count.start("bash", {FILLSCOPE_SOURCE_DIR "/packaging/count_tests.sh", "/nonexistent", "5"});
    QVERIFY(count.waitForFinished());
    QCOMPARE(QString::fromUtf8(count.readAllStandardOutput()).trimmed().section('\n', -1),
             "0 passed, 5 failed");
    QVERIFY(count.exitCode() != 0);
  }
};

QTEST_GUILESS_MAIN(TestCountTests)
#include "test_count_tests.moc"
