// Inputs that once crashed a reader, and small ones of every kind, through all readers.
#include "core/base/file_io.h"
#include "tests/fuzz/reader_checks.h"
#include <QDir>
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

class TestReaderCorpus : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyInputIsReadOrRefused_data() {
    QTest::addColumn<QString>("name");
    for (const auto family : {formatChecks, settingChecks})
      for (const ReaderCheck& check : family())
        QTest::newRow(std::string(check.name).c_str()) << QString::fromStdString(std::string(check.name));
  }
  void everyInputIsReadOrRefused() {
    QFETCH(QString, name);
    const QDir folder(QStringLiteral(FILLSCOPE_SOURCE_DIR "/tests/fuzz/corpus/") + name);
    const QFileInfoList inputs = folder.entryInfoList(QDir::Files);
    QVERIFY2(!inputs.isEmpty(), "no inputs are kept for this reader");
    for (const auto family : {formatChecks, settingChecks})
      for (const ReaderCheck& check : family())
        for (const QFileInfo& input : inputs) {
          // All of a reader's own inputs, and cut short; those of the others show it foreign bytes.
          const auto bytes = readFile(input.filePath().toStdString());
          QVERIFY(bytes);
          const bool isOwn = name.toStdString() == check.name;
          for (const std::size_t size :
               {bytes->size(), bytes->size() / 2, bytes->size() - bytes->size() / 8}) {
            const std::string wrong = check.run(std::string_view(*bytes).substr(0, size));
            QVERIFY2(
                wrong.empty(),
                (std::string(check.name) + ", " + input.fileName().toStdString() + ": " + wrong).c_str());
            if (!isOwn) break;
          }
        }
  }

  void filesOfOneInputAreLaidOut() {
    const ScratchFolder folder;
    putFiles("ignored\n=== a/b.txt\none\ntwo\n=== ../c\nbad\n=== /d\nbad\n=== e\n\n=== f", folder);
    QCOMPARE(QDir(QString::fromStdString(folder.path().string()))
                 .entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList({"a", "e", "f"}));
    QCOMPARE(*readFile(folder.path() / "a/b.txt"), std::string("one\ntwo"));
    QCOMPARE(*readFile(folder.path() / "e"), std::string());
    QVERIFY(!std::filesystem::exists(folder.path().parent_path() / "c"));
  }
};

QTEST_GUILESS_MAIN(TestReaderCorpus)
#include "test_reader_corpus.moc"
