// Annotations on the command line: converted with a report of losses, checked, and failing where asked to.
#include "cli_run.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/annotation_format.h"
#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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

/// A triangle in a picture of 40 x 30 pixels.
QJsonObject pictureOf(const char* name) {
  const QJsonObject shape{
      {"name", "polygon"}, {"all_points_x", QJsonArray{1, 9, 5}}, {"all_points_y", QJsonArray{2, 3, 9}}};
  const QJsonObject region{{"shape_attributes", shape}, {"region_attributes", QJsonObject{{"label", "box"}}}};
  return {{"filename", name},
          {"size", 5},
          {"width", 40},
          {"height", 30},
          {"regions", QJsonArray{region}},
          {"file_attributes", QJsonObject()}};
}

rapidjson::Document jsonOf(const Run& run) { return parseJson(run.out.toStdString(), "out").value(); }

} // namespace

class TestCliAnnotations : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> folder_;
  Run cli(const QStringList& arguments) const { return run(arguments, folder_->path()); }
  void make(const char* name, const std::string& text) const {
    QVERIFY(writeFileAtomically(folder_->filePath(name).toStdString(), text).ok());
  }
  /// Every file with what it holds.
  QStringList state() const {
    QStringList found;
    QDirIterator it(folder_->path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
      const QString path = it.next();
      found << path +
                   (it.fileInfo().isFile()
                        ? ": " + QString::fromUtf8(
                                     QByteArray::fromStdString(readFile(path.toStdString()).value()).toHex())
                        : QString());
    }
    found.sort();
    return found;
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
    // What is lost in reading is lost as well.
    QDir(folder_->path()).mkpath("yolo/labels");
    QDir(folder_->path()).mkpath("yolo/images");
    for (const auto& [name, text] : {std::pair{"yolo/data.yaml", "path: .\ntrain: images\nnames: [box]\n"},
                                     std::pair{"yolo/labels/gone.txt", "0 0.5 0.5 0.2 0.2\n"}}) {
      QFile file(folder_->filePath(name));
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(text);
    }
    const Run lost = cli({"convert", "yolo", "lost.json", "--to", "via2", "--strict"});
    QVERIFY2(lost.exitCode == 3 && !has("lost.json"), qPrintable(lost.out + lost.err));
    QCOMPARE(cli({"validate", "yolo"}).exitCode, 3);
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
    // The folder was not there before.
    const std::string path = folder_->filePath("labels/a.json").toStdString();
    QCOMPARE(QString(parseJson(readFile(path).value(), path).value()["imagePath"].GetString()),
             QString("../a.jpg"));
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

  void oddCallsLeaveNothingBehind_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const QStringList& arguments, int exitCode, const char* words) {
      QTest::newRow(name) << arguments << exitCode << words;
    };
    const QStringList via{"convert", "p.json", "o.json", "--to", "via2"};
    row("empty file", {"convert", "empty.json", "o.json", "--to", "via2"}, 3,
        "empty.json: the file is empty");
    row("binary", {"convert", "garbage.json", "o.json", "--to", "via2"}, 3,
        "garbage.json: this file holds no");
    row("broken XML", {"convert", "x.xml", "o.json", "--to", "via2"}, 3, "x.xml: line 1");
    row("empty folder", {"convert", "nothing", "o.json", "--to", "via2"}, 3,
        "nothing: there are no annotations");
    row("no name in", {"convert", "", "o.json", "--to", "via2"}, 2, "in: the name is empty");
    row("no name out", {"convert", "p.json", "", "--to", "via2"}, 2, "out: the name is empty");
    row("out is a folder", {"convert", "p.json", "nothing", "--to", "via2"}, 3, "nothing: ");
    row("out is a file", {"convert", "p.json", "file", "--to", "yolo-detect", "--images", "nothing"}, 3,
        "sizes");
    row("out below a file", {"convert", "s.json", "file/o", "--to", "yolo-detect"}, 3, "file: a file lies");
    row("out a file for VOC", {"convert", "s.json", "file", "--to", "voc"}, 3, "file: a file lies");
    row("out a file for masks", {"convert", "s.json", "file", "--to", "masks"}, 3, "file: a file lies");
    row("out a file for labelme", {"convert", "s.json", "file", "--to", "labelme"}, 3, "file: a file lies");
    row("out a file for a split", {"convert", "s.json", "file", "--to", "coco", "--split", "1"}, 3,
        "file: a file lies");
    row("no sizes", {"convert", "p.json", "o", "--to", "yolo-seg"}, 3, "--images");
    row("no sizes for masks", {"convert", "p.json", "o/deep", "--to", "masks"}, 3, "--images");
    row("no sizes for VOC", {"convert", "p.json", "o/deep", "--to", "voc"}, 3, "--images");
    row("in is out", {"convert", "p.json", "p.json", "--to", "coco"}, 3, "p.json: what is read would be");
    row("in is out, otherwise written", {"convert", "p.json", "./nothing/../p.json", "--to", "via1"}, 3,
        "what is read would be");
    row("in would be written over", {"convert", "a.json", ".", "--to", "labelme"}, 3,
        "the file that is read");
    row("no such pictures", via + QStringList{"--images", "none"}, 3, "none: there is no such folder");
    row("pictures are a file", via + QStringList{"--images", "file"}, 3, "file: this is a file");
    row("empty shares", via + QStringList{"--split", ""}, 2, "shares");
    row("percent", via + QStringList{"--split", "80/10/10"}, 2, "0.8/0.1/0.1");
    row("seed below zero", via + QStringList{"--seed", "-1"}, 2, "--seed");
    row("seed too large", via + QStringList{"--seed", "18446744073709551616"}, 2, "--seed");
    row("unknown option", via + QStringList{"--foo"}, 2, "See fillscope-cli convert --help.");
    row("error beside --json", {"convert", "none.json", "o.json", "--to", "coco", "--json"}, 3, "none.json");
    row("validate no folder", {"validate", "p.json", "--images", "none"}, 3, "none: there is no such folder");
    row("validate nothing", {"validate", ""}, 2, "file: the name is empty");
    row("agree with nothing", {"agree", "p.json", ""}, 2, "b: the name is empty");
    row("agree with a broken file", {"agree", "p.json", "empty.json", "--json"}, 3, "empty.json");
  }
  void oddCallsLeaveNothingBehind() {
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, words);
    make("empty.json", "");
    make("garbage.json", std::string("\x01\xff\x00{\"a\"", 8));
    make("x.xml", "<a><b></a>");
    make("file", "x");
    const std::string sized = R"({"a.jpg5":{"filename":"a.jpg","size":5,"width":40,"height":30,"regions":[
      {"shape_attributes":{"name":"rect","x":1,"y":2,"width":3,"height":4},"region_attributes":{}}],
      "file_attributes":{}}})";
    make("s.json", sized);
    make("a.json", sized);
    QVERIFY(QDir(folder_->path()).mkdir("nothing"));
    const QStringList before = state();
    const Run done = cli(arguments);
    QCOMPARE(done.exitCode, exitCode);
    QVERIFY2(done.err.contains(words), qPrintable(done.err));
    QVERIFY2(done.err.startsWith("fillscope-cli: "), qPrintable(done.err));
    QCOMPARE(done.out, QString());
    QCOMPARE(state(), before);
  }

  void whatIsReadIsNeverWrittenOver_data() {
    QTest::addColumn<QStringList>("make");
    QTest::addColumn<QStringList>("arguments");
    const QStringList yolo{"--to", "yolo-seg"}, halves{"--split", "0.5/0.5"};
    QTest::newRow("YOLO by its data.yaml") << yolo << QStringList{"d/data.yaml", "d", "--to", "yolo-detect"};
    QTest::newRow("YOLO through a link") << yolo << QStringList{"link/data.yaml", "d", "--to", "yolo-detect"};
    QTest::newRow("YOLO's list of pictures")
        << yolo << QStringList{"d", "d/pictures.csv", "--to", "via2-csv"};
    QTest::newRow("COCO by its annotations")
        << QStringList{"--to", "coco"} + halves << QStringList{"d/annotations", "d", "--to", "coco"} + halves;
    QTest::newRow("one of COCO's files")
        << QStringList{"--to", "coco"} + halves
        << QStringList{"d/annotations", "d/annotations/instances_val.json", "--to", "via2"};
    QTest::newRow("one of Datumaro's files")
        << QStringList{"--to", "datumaro"} + halves
        << QStringList{"d/annotations/train.json", "d", "--to", "datumaro", "--split", "1"};
    QTest::newRow("VOC by its annotations")
        << QStringList{"--to", "voc"}
        << QStringList{"d/Annotations", "d", "--to", "voc", "--voc-count-from", "0"};
    QTest::newRow("VOC's lists") << QStringList{"--to", "voc"} + halves
                                 << QStringList{"d", "d/ImageSets/Main/val.txt", "--to", "cvat"};
    QTest::newRow("masks through a link")
        << QStringList{"--to", "masks"} << QStringList{"d", "link", "--to", "masks", "--label", "none"};
    QTest::newRow("labelme, what is above")
        << QStringList{"--to", "labelme"} << QStringList{"d/sub", "d", "--to", "labelme"};
  }
  void whatIsReadIsNeverWrittenOver() {
    QFETCH(QStringList, make);
    QFETCH(QStringList, arguments);
    QJsonObject pictures;
    for (const char* name : {"a.png", "b.png", "sub/c.png"})
      pictures[QString(name) + "5"] = pictureOf(name);
    this->make("s.json", QJsonDocument(pictures).toJson().toStdString());
    const Run made = cli(QStringList{"convert", "s.json", "d"} + make);
    QVERIFY2(made.exitCode == 0, qPrintable(made.err + made.out));
    QVERIFY(QFile::link(folder_->filePath("d"), folder_->filePath("link")));
    if (arguments.front() == "d/sub") { // read from below, written to beside what is there
      QVERIFY(QFile::rename(folder_->filePath("d/sub/c.json"), folder_->filePath("c.json")));
      QVERIFY(QFile::link(folder_->filePath("c.json"), folder_->filePath("d/sub/x.json")));
      QVERIFY(QFile::link(folder_->filePath("c.json"), folder_->filePath("d/c.json")));
    }
    const QStringList before = state();
    const Run done = cli(QStringList{"convert"} + arguments);
    QCOMPARE(done.exitCode, 3);
    QVERIFY2(done.err.contains("what is read would be written over") ||
                 done.err.contains("the file that is read would be written over"),
             qPrintable(done.err));
    QCOMPARE(state(), before);
  }

  void anEarlierExportIsNotMixedIn_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QStringList>("first");
    QTest::addColumn<QStringList>("second");
    const QStringList halves{"--split", "0.5/0.5", "--seed", "1"};
    QTest::newRow("YOLO, another seed")
        << "yolo-detect" << halves << QStringList{"--split", "0.5/0.5", "--seed", "4"};
    QTest::newRow("YOLO, no split") << "yolo-detect" << halves << QStringList();
    QTest::newRow("labelme, another seed")
        << "labelme" << halves << QStringList{"--split", "0.5/0.5", "--seed", "4"};
    for (const char* format : {"coco", "datumaro", "voc", "masks"})
      QTest::newRow(format) << format << halves << QStringList{"--split", "1"};
  }
  void anEarlierExportIsNotMixedIn() {
    QFETCH(QString, format);
    QFETCH(QStringList, first);
    QFETCH(QStringList, second);
    QJsonObject pictures;
    for (const char* name : {"a.png", "b.png", "c.png", "sub/d.png"})
      pictures[QString(name) + "5"] = pictureOf(name);
    make("s.json", QJsonDocument(pictures).toJson().toStdString());
    const auto convert = [&](const char* from, const QStringList& more) {
      return cli(QStringList{"convert", from, "d", "--to", format} + more);
    };
    const Run made = convert("s.json", first);
    QVERIFY2(made.exitCode == 0, qPrintable(made.err + made.out));
    QStringList before = state();
    QCOMPARE(convert("s.json", first).exitCode, 0); // the same once more
    QCOMPARE(state(), before);
    const Run refused = convert("s.json", second);
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.err.contains("an earlier export left this here"), qPrintable(refused.err));
    QCOMPARE(state(), before);
    QVERIFY(QDir(folder_->filePath("d")).removeRecursively());
    QCOMPARE(convert("s.json", second).exitCode, 0);
  }

  // What was taken out of a project would be trained on all the same.
  void picturesTakenOutDoNotStayInAYoloFolder() {
    QJsonObject pictures{{"a.png5", pictureOf("a.png")}, {"b.png5", pictureOf("b.png")}};
    const auto convert = [&] {
      make("s.json", QJsonDocument(pictures).toJson().toStdString());
      return cli({"convert", "s.json", "d", "--to", "yolo-detect"});
    };
    QCOMPARE(convert().exitCode, 0);
    pictures["c.png5"] = pictureOf("c.png");
    QCOMPARE(convert().exitCode, 0);
    pictures.remove("a.png5");
    const Run refused = convert();
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.err.contains("d/labels/train/a.txt: an earlier export left"), qPrintable(refused.err));
    QVERIFY(QFile::remove(folder_->filePath("d/labels/train/a.txt")));
    make("d/labels/train/mine.txt", ""); // no export's
    QCOMPARE(convert().exitCode, 0);
    QVERIFY(has("d/labels/train/mine.txt"));
  }

  void namesOfAnyKindAreWritten() {
    const QString name = QString::fromUtf8("\xc3\xb6 \xc3\xa4, #1%/o 'x'.json");
    QVERIFY(QDir(folder_->path()).mkdir(QString::fromUtf8("\xc3\xb6 \xc3\xa4, #1%")));
    const Run done = cli({"convert", "p.json", name, "--to", "via2", "--seed", "18446744073709551615"});
    QVERIFY2(done.exitCode == 0, qPrintable(done.err));
    QVERIFY(QFile::exists(folder_->filePath(name)));
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
