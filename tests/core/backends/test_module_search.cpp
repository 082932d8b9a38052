#include "core/backends/torch/module_search.h"
#include <QTest>

using namespace fillscope;
using Folders = std::vector<std::filesystem::path>;

class TestModuleSearch : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void besideTheProgram() {
    QCOMPARE(moduleFolders("/opt/fillscope/bin/fillscope", nullptr),
             (Folders{"/opt/fillscope/lib", "/opt/fillscope/lib/fillscope"}));
    QCOMPARE(moduleFolders("/usr/bin/fillscope-cli", ""), (Folders{"/usr/lib", "/usr/lib/fillscope"}));
    QVERIFY(moduleFolders({}, nullptr).empty());
  }

  void theVariableReplacesThem() {
    QCOMPARE(moduleFolders("/usr/bin/fillscope", "/a:/b"), (Folders{"/a", "/b"}));
    QCOMPARE(moduleFolders("/usr/bin/fillscope", ":/a::"), (Folders{"/a"}));
  }

  void thisProgramIsKnown() {
    QCOMPARE(runningExecutable(),
             std::filesystem::canonical(QCoreApplication::applicationFilePath().toStdString()));
  }
};

QTEST_GUILESS_MAIN(TestModuleSearch)
#include "test_module_search.moc"
