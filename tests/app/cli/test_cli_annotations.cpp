// Annotations on the command line: converted with a report of losses, checked, and failing where asked to.
#include "cli_run.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/annotation_format.h"
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

constexpr const char* project =
    R"({"_via_settings":{"project":{"name":"p"}},"_via_img_metadata":{"a.jpg5":{"filename":"a.jpg","size":5,"regions":[
    {"shape_attributes":{"name":"rect","x":1,"y":2,"width":3,"height":4},"region_attributes":{"label":"box"}},
    {"shape_attributes":{"name":"ellipse","cx":1,"cy":2,"rx":3,"ry":4,"theta":0.5},"region_attributes":{"label":"lid"}}],
    "file_attributes":{}}},"_via_attributes":{"region":{},"file":{}},"_via_image_id_list":["a.jpg5"]})";

rapidjson::Document jsonOf(const Run& run) { return parseJson(run.out.toStdString(), "out").value(); }

} // namespace

class TestCliAnnotations : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> folder_;
  Run cli(const QStringList& arguments) const { return run(arguments, folder_->path()); }
  void make(const char* name, const std::string& text) const {
    QVERIFY(writeFileAtomically(folder_->filePath(name).toStdString(), text).ok());
  }
  bool has(const char* name) const { return QFile::exists(folder_->filePath(name)); }

 private Q_SLOTS:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    make("p.json", project);
  }

  void convertsWithoutLoss() {
    const Run done = cli({"convert", "p.json", "out.json", "--to", "via2-annotations", "--strict"});
    QVERIFY2(done.exitCode == 0, qPrintable(done.err));
    QVERIFY2(done.out.contains("1 picture, 2 regions: ellipse 1, rect 1"), qPrintable(done.out));
    QVERIFY2(done.out.contains("pictures found 0, missing 1"), qPrintable(done.out));
    QVERIFY2(done.out.contains("Written: out.json (1 file)"), qPrintable(done.out));
    QCOMPARE(readAnnotations(folder_->filePath("out.json").toStdString())->report.regions.size(),
             std::size_t(2));
  }

  void tellsWhatIsLost() {
    const Run done = cli({"convert", "p.json", "out.json", "--to", "via3"});
    QCOMPARE(done.exitCode, 0);
    QVERIFY2(done.out.contains("ellipse angle -> an upright ellipse (first in a.jpg)") ||
                 done.out.contains("ellipse angle -> an upright ellipse (a.jpg)"),
             qPrintable(done.out));
    const Run strict = cli({"convert", "p.json", "strict.json", "--to", "via3", "--strict"});
    QCOMPARE(strict.exitCode, 3);
    QVERIFY2(strict.out.contains("Nothing was written"), qPrintable(strict.out));
    QVERIFY(!has("strict.json"));
  }

  void printsJson() {
    const Run done = cli({"convert", "p.json", "labels", "--to", "labelme", "--json"});
    QVERIFY2(done.exitCode == 0, qPrintable(done.err));
    const auto root = jsonOf(done);
    QCOMPARE(QString(root["read"]["format"].GetString()), QString("via2"));
    QCOMPARE(root["read"]["regions_by_shape"]["rect"].GetInt(), 1);
    QCOMPARE(QString(root["to"].GetString()), QString("labelme"));
    QVERIFY(root["losses"].Size() >= 1);
    QCOMPARE(QString(root["losses"][0]["kind"].GetString()), QString("picture"));
    QCOMPARE(int(root["files"].Size()), 1);
    QCOMPARE(int(root["differences"].Size()), 0);
    QVERIFY(has("labels/a.json"));
  }

  void badArgumentsAreSaid_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("words");
    QTest::newRow("no format") << QStringList{"p.json", "o"} << 2 << "--to";
    QTest::newRow("unknown format") << QStringList{"p.json", "o", "--to", "word"} << 2 << "via2-annotations";
    QTest::newRow("read only format") << QStringList{"p.json", "o", "--to", "via-early"} << 2 << "no format";
    QTest::newRow("bad shares") << QStringList{"p.json", "o", "--to", "via2", "--split", "0.8/0.3"} << 2
                                << "shares";
    QTest::newRow("missing file") << QStringList{"none.json", "o", "--to", "via2"} << 3 << "no such file";
    QTest::newRow("no annotations") << QStringList{"x.json", "o", "--to", "via2"} << 3 << "line 1";
    QTest::newRow("no folder") << QStringList{"p.json", "none/o.json", "--to", "via2"} << 3 << "none";
  }
  void badArgumentsAreSaid() {
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, words);
    make("x.json", "{\"a\":1}");
    const Run done = cli(QStringList{"convert"} + arguments);
    QCOMPARE(done.exitCode, exitCode);
    QVERIFY2(done.err.contains(words), qPrintable(done.err));
    QVERIFY(!has("o"));
  }

  void validates() {
    const Run right = cli({"validate", "p.json"});
    QCOMPARE(right.exitCode, 0);
    QVERIFY2(right.out.contains("VIA 2.0.10 project: 1 picture, 2 regions"), qPrintable(right.out));
    QVERIFY2(right.out.contains("All right."), qPrintable(right.out));
    make("bent.json",
         R"({"a.jpg":{"filename":"a.jpg","width":100,"height":50,"regions":{
         "0":{"shape_attributes":{"name":"rect","x":"1","y":2,"width":0,"height":4}},
         "1":{"shape_attributes":{"name":"point","cx":200,"cy":4},"region_attributes":{}},
         "2":{"shape_attributes":{"name":"point","cx":200,"cy":4},"region_attributes":{}},
         "3":null}}})");
    const Run bent = cli({"validate", "bent.json", "--json"});
    QCOMPARE(bent.exitCode, 3);
    const auto root = jsonOf(bent);
    QVERIFY(!root["valid"].GetBool());
    QStringList said;
    for (const char* list : {"notes", "faults"})
      for (const auto& note : (list[0] == 'n' ? root["read"] : root)[list].GetArray())
        said << QString("%1 %2").arg(note["count"].GetInt()).arg(note["text"].GetString());
    for (const char* words : {"1 A region's numbers", "1 A region is null", "1 The size in bytes",
                              "1 A region is there twice", "2 A region lies outside", "1 A rect has no area"})
      QVERIFY2(!said.filter(words).isEmpty(), qPrintable(words + (": " + said.join("\n"))));
    QCOMPARE(cli({"validate", "none.json"}).exitCode, 3);
  }
};

QTEST_GUILESS_MAIN(TestCliAnnotations)
#include "test_cli_annotations.moc"
