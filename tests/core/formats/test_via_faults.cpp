// What VIA stops at is named and kept, and what is made here for VIA is such that it does not stop.
#include "core/annotation/agreement.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/annotation_check.h"
#include "core/formats/annotation_format.h"
#include "core/formats/via_project.h"
#include "tests/support/via_rules.h"
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

using namespace fillscope;
using Format = AnnotationFormat;
namespace fs = std::filesystem;

namespace {

std::string annotationsOf(const std::string& shape, const std::string& attributes = "{}") {
  return R"({"a.png-1":{"filename":"a.png","size":-1,"file_attributes":{},"regions":[)"
         R"({"shape_attributes":{"name":"point","cx":1,"cy":2},"region_attributes":{}},{"shape_attributes":)" +
         shape + R"(,"region_attributes":)" + attributes + "}]}}";
}

std::string projectWith(const std::string& definitions) {
  return R"({"_via_settings":{"project":{"name":"p"}},"_via_img_metadata":{},"_via_attributes":)" +
         definitions + R"(,"_via_image_id_list":[]})";
}

bool has(const std::vector<ImportNote>& notes, const std::string& text) {
  return std::any_of(notes.begin(), notes.end(),
                     [&](const ImportNote& note) { return note.text.find(text) != std::string::npos; });
}
bool has(const std::vector<Loss>& losses, const std::string& text) {
  return std::any_of(losses.begin(), losses.end(), [&](const Loss& loss) {
    return (loss.what + " -> " + loss.becomes).find(text) != std::string::npos;
  });
}

} // namespace

class TestViaFaults : public QObject {
  Q_OBJECT
  std::unique_ptr<QTemporaryDir> folder_;
  fs::path path(const std::string& name) const { return fs::path(folder_->path().toStdString()) / name; }
  ImportedAnnotations open(const std::string& text, const std::string& name = "in.json") const {
    if (!writeFileAtomically(path(name), text)) qFatal("not written");
    auto imported = readAnnotations(path(name));
    if (!imported) qFatal("%s", imported.error().sentence().c_str());
    return std::move(*imported);
  }

 private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void shapesThatViaStopsAt_data() {
    QTest::addColumn<QByteArray>("shape");
    QTest::addColumn<QByteArray>("told");
    const auto add = [](const char* shape, const char* told) {
      QTest::newRow(shape) << QByteArray(shape) << QByteArray(told);
    };
    const char *hidden = "VIA cannot show this picture for region 2, a ",
               *undrawn = "VIA does not draw region 2, a ";
    const auto all = [&](const char* shape, const char* begin, const char* what) {
      add(shape, (std::string(begin) + what + ": draw it anew or delete it.").c_str());
    };
    all(R"({"name":"circle","cx":50,"cy":50,"r":-20})", hidden, "circle with a negative radius");
    all(R"({"name":"ellipse","cx":50,"cy":50,"rx":2,"ry":-20,"theta":0})", hidden,
        "ellipse with a negative radius");
    all(R"({"name":"polygon"})", hidden, "polygon without lists of points");
    all(R"({"name":"polyline","all_points_x":[1,2],"all_points_y":3})", hidden,
        "polyline without lists of points");
    all(R"({"name":"polygon","all_points_x":[1,2],"all_points_y":[3]})", undrawn,
        "polygon whose lists of points do not fit together");
    all("null", hidden, "region whose shape is null");
    all(R"({"name":"rect","x":1,"y":2,"width":3})", undrawn, "rect without all of its numbers");
    all(R"({"name":"point","cx":1})", undrawn, "point without all of its numbers");
    all(R"({"name":"circle","cx":1,"cy":null,"r":2})", undrawn, "circle without all of its numbers");
    add(R"({"name":"circle","cx":50,"cy":50,"r":20})", "");
    add(R"({"name":"star","points":5})", "");
  }
  void shapesThatViaStopsAt() {
    QFETCH(QByteArray, shape);
    QFETCH(QByteArray, told);
    const auto imported = open(annotationsOf(shape.toStdString()));
    const auto faults = faultsOf(imported.project);
    QCOMPARE(has(faults, told.isEmpty() ? "VIA" : told.toStdString()), !told.isEmpty());
    const std::string kept = compactJson(parseJson(shape.toStdString(), "").value());
    for (const Format format : {Format::via2, Format::via2Annotations, Format::via2Csv, Format::via1}) {
      const auto written = writeAnnotations(imported.project, format, path("out"));
      QVERIFY2(written, written ? "" : written.error().sentence().c_str());
      QVERIFY2(written->differences.empty(),
               written->differences.empty() ? "" : written->differences.front().c_str());
      QCOMPARE(has(written->losses, "which VIA does not draw") || has(written->losses, "VIA cannot show"),
               !told.isEmpty());
      if (format == Format::via2) QVERIFY(readFile(path("out"))->find(kept) != std::string::npos);
    }
  }

  void definitionsThatViaStopsAt_data() {
    QTest::addColumn<QByteArray>("definitions");
    QTest::addColumn<QByteArray>("told");
    const auto add = [](const char* definitions, const char* told) {
      QTest::newRow(definitions) << QByteArray(definitions) << QByteArray(told);
    };
    add(R"({"region":{"v":{"type":"dropdown","description":"","options":{"x":"X"}}},"file":{}})",
        "\"v\" of region, which has options without default_options");
    add(R"({"region":{"v":null},"file":{}})", "\"v\" of region, which is no object");
    add(R"({"region":{},"file":{"w":{"type":"image","options":{"x":null},"default_options":{}}}})",
        "\"w\" of file, which has an option without the text");
    add(R"({"region":{},"file":{},"other":{}})", "stops at \"other\", which stands beside region and file");
    add(R"({"region":{"v":{"type":"dropdown","options":{"x":"X"},"default_options":{}},"w":{"type":"text"}},"file":{}})",
        "");
  }
  void definitionsThatViaStopsAt() {
    QFETCH(QByteArray, definitions);
    QFETCH(QByteArray, told);
    const auto imported = open(projectWith(definitions.toStdString()));
    QCOMPARE(has(faultsOf(imported.project), told.isEmpty() ? "VIA" : told.toStdString()), !told.isEmpty());
    QVERIFY(viaProjectJson(imported.project).find(definitions.toStdString()) != std::string::npos);
  }

  void keypointsWithAnotherVertexAreTold() {
    const std::string marks = R"({"type":"keypoints","keypoints":"nose, tail","keypoint_set":"cat"})";
    const std::string line = R"({"name":"polyline","all_points_x":[1,2,3],"all_points_y":[1,2,3]})";
    const auto imported = open(annotationsOf(line, marks));
    QVERIFY(has(imported.report.notes,
                "Region 2 is marked as keypoints with 2 names (nose, tail) but has 3 vertices"));
    const std::string pair = R"({"name":"polyline","all_points_x":[1,2],"all_points_y":[1,2]})";
    QVERIFY(!has(open(annotationsOf(pair, marks)).report.notes, "keypoints"));
  }

  void fileSizesAreTakenWherePicturesAreFound() {
    QImage image(80, 60, QImage::Format_RGB32);
    image.fill(Qt::red);
    QVERIFY(image.save(QString::fromStdString(path("a.png").string())));
    const auto bytes = static_cast<long long>(fs::file_size(path("a.png")));
    const std::string coco =
        R"({"images":[{"id":1,"file_name":"a.png","width":80,"height":60},{"id":2,"file_name":"gone.png","width":8,)"
        R"("height":6}],"categories":[{"id":1,"name":"b"}],"annotations":[]})";
    const auto imported = open(coco);
    const auto& pictures = imported.project.pictures;
    QCOMPARE(pictures[0].size, bytes);
    QCOMPARE(pictures[0].id, "a.png" + std::to_string(bytes));
    QCOMPARE(pictures[1].size, -1);
    QCOMPARE(pictures[1].id, std::string("gone.png-1"));
    QVERIFY(writeAnnotations(imported.project, Format::via2, path("out")).ok());
    QVERIFY(readFile(path("out"))
                ->find("\"a.png" + std::to_string(bytes) +
                       "\":{\"filename\":\"a.png\",\"size\":" + std::to_string(bytes)) != std::string::npos);
    // What VIA itself said stays.
    QCOMPARE(open(annotationsOf("null")).project.pictures[0].size, -1);
    ReadOptions blind;
    blind.lookForPictures = false;
    QVERIFY(writeFileAtomically(path("in.json"), coco));
    QCOMPARE(readAnnotations(path("in.json"), blind)->project.pictures[0].size, -1);
  }

  void typedValuesAreTextsForVia_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("format");
    const std::string values = R"({"n":3,"f":0.5,"yes":true,"none":null,"text":"3","list":[1,2]})";
    QTest::newRow("coco")
        << QByteArray::fromStdString(
               R"({"images":[{"id":1,"file_name":"a.png","width":80,"height":60,"attributes":)" + values +
               R"(}],"categories":[{"id":1,"name":"b"}],"annotations":[{"id":1,"image_id":1,)"
               R"("category_id":1,"bbox":[1,2,3,4],"area":12,"iscrowd":0,"attributes":)" +
               values + "}]}")
        << int(Format::coco);
    QTest::newRow("datumaro")
        << QByteArray::fromStdString(
               R"({"info":{},"categories":{"label":{"labels":[{"name":"b","parent":"","attributes":[]}]}},"items":[)"
               R"({"id":"a","annotations":[{"id":0,"type":"bbox","label_id":0,"bbox":[1,2,3,4],"attributes":)" +
               values + R"(}],"attr":)" + values + R"(,"image":{"path":"a.png","size":[60,80]}}]})")
        << int(Format::datumaro);
    QTest::newRow("labelme")
        << QByteArray::fromStdString(
               R"({"version":"5.1.1","flags":{},"imagePath":"a.png","imageData":null,"imageWidth":80,"imageHeight":60,)"
               R"("shapes":[{"label":"b","shape_type":"rectangle","points":[[1,2],[4,6]],"attributes":)" +
               values + "}]}")
        << int(Format::labelme);
  }
  void typedValuesAreTextsForVia() {
    QFETCH(QByteArray, text);
    QFETCH(int, format);
    const auto imported = open(text.toStdString());
    const Attributes& attributes = imported.project.pictures.at(0).regions.at(0).attributes;
    for (const auto& [name, value] :
         {std::pair("n", "3"), {"f", "0.5"}, {"yes", "true"}, {"none", ""}, {"text", "3"}}) {
      QVERIFY2(attributes.find(name) && !attributes.find(name)->isJson, name);
      QCOMPARE(attributes.text(name), std::string(value));
    }
    // Through VIA and back, the types are those that they were.
    QVERIFY(writeAnnotations(imported.project, Format::via2, path("via.json"))->differences.empty());
    QCOMPARE(tests::brokenViaRule(*readFile(path("via.json"))), std::string());
    auto again = readAnnotations(path("via.json"));
    QVERIFY(again.ok());
    const auto write = [&] {
      const fs::path out = path("out");
      fs::remove_all(out);
      const auto written = writeAnnotations(again->project, static_cast<Format>(format), out);
      if (!written || written->files.empty()) qFatal("not written");
      for (const fs::path& file : written->files)
        if (file.extension() == ".json" || !fs::is_directory(out)) return *readFile(file);
      return std::string();
    };
    const auto parts = [](std::string json) {
      std::erase_if(json, [](char c) { return c == ' ' || c == '\n'; });
      return json;
    };
    const std::string back = parts(write());
    for (const char* member : {R"("n":3,)", R"("f":0.5,)", R"("yes":true,)", R"("none":null,)",
                               R"("text":"3",)", R"("list":[1,2])"})
      QVERIFY2(back.find(member) != std::string::npos, (std::string(member) + " in " + back).c_str());
    // What somebody changed is the text that they wrote.
    again->project.pictures[0].attributes.set("n", std::string("4"));
    again->project.pictures[0].regions[0].attributes.set("n", std::string("4"));
    const std::string changed = parts(write());
    QVERIFY2(changed.find(R"("n":"4")") != std::string::npos &&
                 changed.find(R"("n":3,)") == std::string::npos,
             changed.c_str());
  }

  void typedValuesOfViaStayVerbatim() {
    const std::string values = R"({"n":3,"none":null,"yes":true})";
    const auto imported = open(annotationsOf(R"({"name":"point","cx":1,"cy":2})", values));
    QVERIFY(viaProjectJson(imported.project).find(values) != std::string::npos);
  }

  void optionsAreComparedByMeaning() {
    const std::string via3 =
        R"({"project":{"pid":"x","pname":"n","data_format_version":"3.1.1","vid_list":["1"]},"config":{},"attribute":)"
        R"({"1":{"aname":"k","anchor_id":"FILE1_Z0_XY1","type":2,"desc":"","options":{"a\tb":"x","c\rd":null},)"
        R"("default_option_id":""}},"file":{"1":{"fid":"1","fname":"a.png","type":2,"loc":1,"src":"a.png"}},)"
        R"("metadata":{"1_a":{"vid":"1","flg":0,"z":[],"xy":[1,10,10],"av":{"1":"a\tb,c\rd"}}},)"
        R"("view":{"1":{"fid_list":["1"]}}})";
    const auto imported = open(via3);
    const auto written = writeAnnotations(imported.project, Format::via2, path("out"));
    QVERIFY(written.ok());
    QCOMPARE(written->differences, std::vector<std::string>());
    QVERIFY(faultsOf(imported.project).empty());

    Project other = imported.project;
    QVERIFY(writeAnnotations(other, Format::via2, path("out"))->losses.empty());
  }

  void optionsWithACommaAreToldForVia3() {
    const auto imported =
        open(annotationsOf(R"({"name":"point","cx":1,"cy":2})", R"({"k":{"a,b":true,"c":true}})"));
    QVERIFY(
        has(lossesOf(imported.project, Format::via3), "option \"a,b\" of attribute k -> several options"));
    QVERIFY(!has(lossesOf(imported.project, Format::via3), "option \"c\""));
    QVERIFY(!has(lossesOf(imported.project, Format::via2), "option"));
  }

  void attributesWithoutANameAreTold() {
    const auto imported = open(annotationsOf(R"({"name":"point","cx":1,"cy":2})", R"({"":"x"})"));
    for (const Format format : {Format::via2Annotations, Format::via2Csv, Format::via1, Format::via1Csv})
      QVERIFY2(has(lossesOf(imported.project, format), "attribute without a name"),
               formatName(format).data());
    QVERIFY(!has(lossesOf(imported.project, Format::via2), "attribute without a name"));
  }

  void shapesOfAnyKindGoThroughTables_data() {
    QTest::addColumn<QByteArray>("shape");
    for (const char* shape : {"null", "[1,2]", "\"a \\\"b\\\", c\"", "7", R"({"a":[1]})"})
      QTest::newRow(shape) << QByteArray(shape);
  }
  void shapesOfAnyKindGoThroughTables() {
    QFETCH(QByteArray, shape);
    const auto imported = open(annotationsOf(shape.toStdString()));
    const auto written = writeAnnotations(imported.project, Format::via2Csv, path("out.csv"));
    QVERIFY(written.ok());
    QCOMPARE(written->differences, std::vector<std::string>());
    const auto again = readAnnotations(path("out.csv"));
    QVERIFY(again.ok());
    QVERIFY(again->project.pictures[0].regions[1].shape == imported.project.pictures[0].regions[1].shape);
  }

  void emptyObjectsAreEmptyAnnotations() {
    for (const char* text : {"{}", "{\n}\n", "\xEF\xBB\xBF{                              }"}) {
      const auto imported = open(text);
      QVERIFY(imported.report.format == Format::via2Annotations);
      QCOMPARE(imported.report.pictures, 0);
      QVERIFY(imported.report.notes.empty());
    }
    QVERIFY(writeFileAtomically(path("in.json"), "{} x"));
    QVERIFY(!readAnnotations(path("in.json")).ok());
  }

  void halfCharactersAreMended_data() {
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("read");
    QTest::addColumn<int>("halves");
    QTest::newRow("first half") << QByteArray(R"(\ud800 lone)") << QByteArray("\xEF\xBF\xBD lone") << 1;
    QTest::newRow("second half") << QByteArray(R"(x\uDFFF)") << QByteArray("x\xEF\xBF\xBD") << 1;
    QTest::newRow("two first halves")
        << QByteArray(R"(\ud83d\ud83d\ude00)") << QByteArray("\xEF\xBF\xBD\xF0\x9F\x98\x80") << 1;
    QTest::newRow("whole") << QByteArray(R"(\ud83d\ude00)") << QByteArray("\xF0\x9F\x98\x80") << 0;
    QTest::newRow("escaped backslash") << QByteArray(R"(\\ud800)") << QByteArray(R"(\ud800)") << 0;
  }
  void halfCharactersAreMended() {
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, read);
    QFETCH(int, halves);
    const auto imported =
        open(annotationsOf(R"({"name":"point","cx":1,"cy":2})", "{\"a\":\"" + written.toStdString() + "\"}"));
    QCOMPARE(imported.project.pictures[0].regions[1].attributes.text("a"), read.toStdString());
    int told = 0;
    for (const ImportNote& note : imported.report.notes)
      if (note.text.find("surrogate") != std::string::npos) told += note.count;
    QCOMPARE(told, halves);

    const auto table =
        open("filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,"
             "region_attributes\na.png,1,\"{}\",1,0,\"{\"\"name\"\":\"\"point\"\",\"\"cx\"\":1,"
             "\"\"cy\"\":2}\",\"{\"\"a\"\":\"\"" +
                 written.toStdString() + "\"\"}\"\n",
             "in.csv");
    QCOMPARE(table.project.pictures.at(0).regions.at(0).attributes.text("a"), read.toStdString());
    QCOMPARE(has(table.report.notes, "surrogate"), halves > 0);
  }

  void whatIsTheSameAgreesWholly_data() {
    QTest::addColumn<QByteArray>("shape");
    for (const char* shape :
         {R"({"name":"polyline","all_points_x":[1,3,5,7],"all_points_y":[2,4,6,8]})",
          R"({"name":"rect","x":1,"y":2,"width":0,"height":5})", R"({"name":"circle","cx":9,"cy":9,"r":0})",
          R"({"name":"ellipse","cx":9,"cy":9,"rx":0,"ry":0,"theta":0})",
          R"({"name":"polygon","all_points_x":[1,3,5],"all_points_y":[2,4,6]})"})
      QTest::newRow(shape) << QByteArray(shape);
  }
  void whatIsTheSameAgreesWholly() {
    QFETCH(QByteArray, shape);
    Project project = open(annotationsOf(shape.toStdString())).project;
    for (int i = 0; i < 2; ++i) { // listed three times
      project.pictures.push_back(project.pictures[0]);
      project.pictures.back().regions.resize(static_cast<std::size_t>(2 - i));
    }
    const auto agreement = compareAnnotations(project, project);
    QVERIFY(agreement.ok());
    QCOMPARE(agreement->summary.missing, 0);
    QCOMPARE(agreement->summary.extra, 0);
    QCOMPARE(agreement->summary.matched, 5);
    QCOMPARE(agreement->pictures.size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i) {
      QCOMPARE(agreement->pictures[i].b, static_cast<int>(i));
      QCOMPARE(agreement->pictures[i].score, 1.0);
    }
  }
};

QTEST_GUILESS_MAIN(TestViaFaults)
#include "test_via_faults.moc"
