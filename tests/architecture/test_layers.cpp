#include "core/base/file_io.h"
#include "tests/architecture/layer_check.h"
#include <QStringList>
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

constexpr const char* smallRules = "# two floors\n"
                                   "core/base:\n"
                                   "core/imaging: core/base\n"
                                   "widgets: core/base core/imaging\n"
                                   "\n"
                                   "lib Q[A-Z]|Qt: widgets\n"
                                   "lib opencv2/imgcodecs: core/base\n"
                                   "lib opencv2/: core/base core/imaging\n";

/// A tree that keeps every rule; a test adds what breaks one.
std::vector<SourceFile> goodTree() {
  return {{"core/base/result.h", "#pragma once\n#include <string>\n"},
          {"core/imaging/ssim.h", "#pragma once\n#include \"core/base/result.h\"\n"},
          {"core/imaging/ssim.cpp", "#include \"core/imaging/ssim.h\"\n#include <opencv2/imgproc.hpp>\n"},
          {"widgets/panel.cpp",
           "#include \"core/imaging/ssim.h\"\n#include <QWidget>\n#include \"panel.moc\"\n"}};
}

QStringList faultsOf(const std::vector<SourceFile>& sources, std::string_view rules = smallRules) {
  const auto parsed = parseLayerRules(rules);
  if (!parsed) qFatal("%s", parsed.error().sentence().c_str());
  QStringList faults;
  for (const auto& fault : layerFaults(*parsed, sources))
    faults << QString::fromStdString(fault);
  return faults;
}

} // namespace

class TestLayers : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void thisProjectKeepsItsLayers() {
    const std::filesystem::path root(FILLSCOPE_SOURCE_DIR);
    const auto text = readFile(root / "tests/architecture/layers.txt");
    QVERIFY(text.ok());
    const auto sources = sourcesBelow(root, {"core", "widgets", "app"});
    QVERIFY2(sources.size() > 100, "the sources were not found");
    const auto faults = faultsOf(sources, *text);
    QVERIFY2(faults.isEmpty(), qPrintable("\n" + faults.join('\n')));
  }

  void testsTakeNoWholeOpenCV() {
    for (const auto& source : sourcesBelow(FILLSCOPE_SOURCE_DIR, {"tests"}))
      QVERIFY2(source.text.find("\n#include <opencv2/opencv.hpp>") == std::string::npos, source.path.c_str());
  }

  void aGoodTreeHasNoFault() { QCOMPARE(faultsOf(goodTree()), QStringList()); }

  void aBrokenRuleIsToldWithItsPlace_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("fault");
    QTest::newRow("upwards")
        << "core/imaging/a.cpp"
        << "\n#include \"widgets/panel.h\"\n"
        << "core/imaging/a.cpp:2: core/imaging may not include widgets (widgets/panel.h)";
    QTest::newRow("sideways")
        << "core/base/a.h"
        << "#  include \"core/imaging/ssim.h\" // why\n"
        << "core/base/a.h:1: core/base may not include core/imaging (core/imaging/ssim.h)";
    QTest::newRow("in angle brackets")
        << "core/base/a.cpp"
        << "#include <core/imaging/ssim.h>\n"
        << "core/base/a.cpp:1: core/base may not include core/imaging (core/imaging/ssim.h)";
    QTest::newRow("to an unlisted folder")
        << "widgets/a.cpp"
        << "#include \"core/secret/a.h\"\n"
        << "widgets/a.cpp:1: includes core/secret/a.h, whose folder is not listed";
    QTest::newRow("in an unlisted folder") << "core/secret/a.h"
                                           << "#pragma once\n"
                                           << "core/secret/a.h:1: the folder core/secret is not listed";
    QTest::newRow("in a folder below a listed one")
        << "widgets/inner/a.h"
        << "#pragma once\n"
        << "widgets/inner/a.h:1: the folder widgets/inner is not listed";
    QTest::newRow("Qt in the core")
        << "core/imaging/a.cpp"
        << "#include <QtWidgets/QWidget>\n"
        << "core/imaging/a.cpp:1: core/imaging may not see the library Q[A-Z]|Qt (QtWidgets/QWidget)";
    QTest::newRow("a part of a library") << "core/imaging/a.cpp"
                                         << "#include <opencv2/imgcodecs.hpp>\n"
                                         << "core/imaging/a.cpp:1: core/imaging may not see the library "
                                            "opencv2/imgcodecs (opencv2/imgcodecs.hpp)";
    QTest::newRow("a library in quotes")
        << "core/base/a.cpp"
        << "#include \"QString\"\n"
        << "core/base/a.cpp:1: core/base may not see the library Q[A-Z]|Qt (QString)";
    QTest::newRow("all of OpenCV")
        << "core/base/a.cpp"
        << "#include <opencv2/opencv.hpp>\n"
        << "core/base/a.cpp:1: opencv2/opencv.hpp brings in every module of OpenCV: include the ones needed";
    QTest::newRow("without a folder")
        << "core/base/a.cpp"
        << "#include \"result.h\"\n"
        << "core/base/a.cpp:1: \"result.h\" names no folder: an include of this project begins at its root";
    QTest::newRow("a header of itself")
        << "core/base/a.h"
        << "#include \"core/base/a.h\"\n"
        << "core/base/a.h:1: headers include one another: core/base/a.h → core/base/a.h";
    QTest::newRow("after a comment")
        << "core/base/a.cpp"
        << "/* one\n two */\n#include <QString>\n"
        << "core/base/a.cpp:3: core/base may not see the library Q[A-Z]|Qt (QString)";
    QTest::newRow("after a path in a comment")
        << "core/base/a.cpp"
        << "// models/*.json\n#include <QString>\n// */\n"
        << "core/base/a.cpp:2: core/base may not see the library Q[A-Z]|Qt (QString)";
  }
  void aBrokenRuleIsToldWithItsPlace() {
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, fault);
    auto tree = goodTree();
    tree.push_back({path.toStdString(), text.toStdString()});
    QCOMPARE(faultsOf(tree), QStringList(fault));
  }

  void headersInACircle() {
    auto tree = goodTree();
    tree.push_back({"core/base/a.h", "#include \"core/base/b.h\"\n"});
    tree.push_back({"core/base/b.h", "\n#include \"core/base/c.h\"\n"});
    tree.push_back({"core/base/c.h", "#include \"core/base/a.h\"\n"});
    tree.push_back({"core/base/d.h", "#include \"core/base/a.h\"\n#include \"core/base/c.h\"\n"});
    QCOMPARE(faultsOf(tree),
             QStringList(QStringLiteral("core/base/c.h:1: headers include one another: core/base/a.h → "
                                        "core/base/b.h → core/base/c.h → core/base/a.h")));
  }

  void whatIsCommentedOutDoesNotCount() {
    auto tree = goodTree();
    tree.push_back({"core/base/a.cpp",
                    "// #include <QString>\n/* #include <QWidget>\n#include <QString>\n*/\nint a;\n"});
    QCOMPARE(faultsOf(tree), QStringList());
  }

  void aFolderWithoutSourcesIsTold() {
    auto tree = goodTree();
    tree.pop_back();
    QCOMPARE(faultsOf(tree),
             QStringList(QStringLiteral("layers.txt:1: the folder widgets is listed but holds no source")));
  }

  void wrongRulesAreRefused_data() {
    QTest::addColumn<QString>("rules");
    QTest::addColumn<QString>("what");
    QTest::newRow("twice") << "a:\nb:\na: b\n"
                           << "layers.txt:3: the folder a is listed twice.";
    QTest::newRow("unlisted") << "a: b\n"
                              << "layers.txt:1: the folder b has no line of its own.";
    QTest::newRow("unlisted in a library's") << "a:\nlib Q: c\n"
                                             << "layers.txt:2: the folder c has no line of its own.";
    QTest::newRow("no colon") << "a:\nb a\n"
                              << "layers.txt:2: expected \"folder: folders\".";
    QTest::newRow("pattern") << "a:\nlib Q[: a\n"
                             << "layers.txt:2: the pattern \"Q[\" is no regular expression.";
    QTest::newRow("circle") << "a: b\nb: c\nc: a\n"
                            << "layers.txt: the folder a may include itself through others.";
  }
  void wrongRulesAreRefused() {
    QFETCH(QString, rules);
    QFETCH(QString, what);
    const auto parsed = parseLayerRules(rules.toStdString());
    QVERIFY(!parsed.ok());
    QCOMPARE(QString::fromStdString(parsed.error().sentence()), what);
  }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "test_layers.moc"
