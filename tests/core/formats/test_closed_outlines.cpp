// Outlines whose last point is their first: every reader keeps it once, and what is written comes back.
#include "core/base/file_io.h"
#include "core/formats/annotation_format.h"
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

using namespace fillscope;
using Format = AnnotationFormat;
namespace fs = std::filesystem;

namespace {

const std::string coco =
    R"({"images":[{"id":1,"file_name":"a.png","width":80,"height":60}],"categories":[{"id":1,"name":"b"}],)"
    R"("annotations":[{"id":1,"image_id":1,"category_id":1,)"
    R"("segmentation":[[10,10,60,12,30,50,10,10],[1,1,5,1,5,5,1,1,1,1]],"area":1,"bbox":[1,1,59,49],"iscrowd":0}]})";
const std::string cvat =
    R"(<annotations><version>1.1</version><image id="0" name="a.png" width="80" height="60">)"
    R"(<polygon label="b" points="10,10;60,12;30,50;10,10"/>)"
    R"(<polygon label="b" points="1,1;5,1;5,5;1,1;1,1"/></image></annotations>)";
const std::string datumaro =
    R"({"info":{},"categories":{"label":{"labels":[{"name":"b","parent":"","attributes":[]}]}},"items":[{"id":"a",)"
    R"("annotations":[{"id":0,"type":"polygon","label_id":0,"points":[10,10,60,12,30,50,10,10]},)"
    R"({"id":1,"type":"polygon","label_id":0,"points":[1,1,5,1,5,5,1,1,1,1]}],)"
    R"("image":{"path":"a.png","size":[60,80]}}]})";
const std::string labelme =
    R"({"version":"5.1.1","flags":{},"imagePath":"a.png","imageData":null,"imageWidth":80,"imageHeight":60,"shapes":[)"
    R"({"label":"b","shape_type":"polygon","points":[[10,10],[60,12],[30,50],[10,10]]},)"
    R"({"label":"b","shape_type":"polygon","points":[[1,1],[5,1],[5,5],[1,1],[1,1]]}]})";
const std::string via =
    R"({"a.png1":{"filename":"a.png","size":1,"file_attributes":{},"regions":[{"shape_attributes":)"
    R"({"name":"polygon","all_points_x":[10,60,30,10],"all_points_y":[10,12,50,10]},"region_attributes":{}},)"
    R"({"shape_attributes":{"name":"polygon","all_points_x":[1,5,5,1,1],"all_points_y":[1,1,5,1,1]},)"
    R"("region_attributes":{}}]}})";
const std::string via3 =
    R"({"project":{"pid":"x","pname":"n","data_format_version":"3.1.1","vid_list":["1"]},"config":{"file":)"
    R"({"loc_prefix":{"1":"","2":"","3":"","4":""}}},"attribute":{},"file":{"1":{"fid":"1","fname":"a.png","type":2,)"
    R"("loc":1,"src":"a.png"}},"metadata":{"1_a":{"vid":"1","flg":0,"z":[],"xy":[7,10,10,60,12,30,50,10,10],"av":{}},)"
    R"("1_b":{"vid":"1","flg":0,"z":[],"xy":[7,1,1,5,1,5,5,1,1,1,1],"av":{}}},"view":{"1":{"fid_list":["1"]}}})";

} // namespace

class TestClosedOutlines : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  fs::path path(const std::string& name) const { return fs::path(folder_.path().toStdString()) / name; }

 private Q_SLOTS:
  void lastPointsAreKeptOnce_data() {
    QTest::addColumn<QByteArray>("text");
    for (const auto& [name, text] : {std::pair("coco", coco),
                                     {"cvat", cvat},
                                     {"datumaro", datumaro},
                                     {"labelme", labelme},
                                     {"via", via},
                                     {"via3", via3}})
      QTest::newRow(name) << QByteArray::fromStdString(text);
  }
  void lastPointsAreKeptOnce() {
    QFETCH(QByteArray, text);
    QVERIFY(writeFileAtomically(path("in"), text.toStdString()));
    const auto imported = readAnnotations(path("in"));
    QVERIFY2(imported, imported ? "" : imported.error().sentence().c_str());
    const auto& regions = imported->project.pictures.at(0).regions;
    QCOMPARE(regions.size(), std::size_t(2));
    const Shape first = PolygonShape{{{10, 10}, {60, 12}, {30, 50}}},
                second = PolygonShape{{{1, 1}, {5, 1}, {5, 5}}};
    QVERIFY(regions[0].shape == first);
    QVERIFY(regions[1].shape == second);
    for (const Format format : {Format::via2, Format::via2Annotations, Format::via2Csv, Format::via1,
                                Format::via3, Format::coco, Format::cvat, Format::datumaro}) {
      WriteOptions options;
      Project project = imported->project;
      setPictureSize(project.pictures[0], {80, 60});
      const auto written = writeAnnotations(project, format, path("out"), options);
      QVERIFY2(written, written ? "" : written.error().sentence().c_str());
      QVERIFY2(written->differences.empty(), formatName(format).data());
    }
  }

  void yoloOutlinesAreKeptOnce_data() {
    QTest::addColumn<QByteArray>("task");
    QTest::addColumn<QByteArray>("row");
    QTest::newRow("segment") << QByteArray("") << QByteArray("0 0.1 0.1 0.6 0.1 0.3 0.5 0.1 0.3 0.1 0.1\n");
    QTest::newRow("turned box") << QByteArray("") << QByteArray("0 0.1 0.1 0.6 0.1 0.6 0.5 0.1 0.1\n");
  }
  void yoloOutlinesAreKeptOnce() {
    QFETCH(QByteArray, row);
    const fs::path in = path("yolo");
    fs::create_directories(in / "labels");
    QVERIFY(writeFileAtomically(in / "data.yaml", "train: images\nnames: [b]\n"));
    QVERIFY(writeFileAtomically(in / "labels" / "a.txt", row.toStdString()));
    fs::create_directories(in / "images");
    QImage image(100, 100, QImage::Format_RGB32);
    image.fill(Qt::white);
    QVERIFY(image.save(QString::fromStdString((in / "images" / "a.png").string())));
    const auto imported = readAnnotations(in);
    QVERIFY2(imported, imported ? "" : imported.error().sentence().c_str());
    const auto* polygon = std::get_if<PolygonShape>(&imported->project.pictures.at(0).regions.at(0).shape);
    QVERIFY(polygon && polygon->points.front() != polygon->points.back());
    const auto written = writeAnnotations(imported->project, Format::via2, path("out"));
    QVERIFY2(written, written ? "" : written.error().sentence().c_str());
    QCOMPARE(written->differences, std::vector<std::string>());
  }

  void cocoComesBackAsItWas() {
    QVERIFY(writeFileAtomically(path("in"), coco));
    auto imported = readAnnotations(path("in"));
    QVERIFY(imported.ok());
    const std::string outline = R"("segmentation":[[10,10,60,12,30,50,10,10],[1,1,5,1,5,5,1,1,1,1]])";
    QVERIFY(writeAnnotations(imported->project, Format::via2, path("via2")).ok());
    const auto again = readAnnotations(path("via2"));
    QVERIFY(again.ok());
    QVERIFY(writeAnnotations(again->project, Format::coco, path("out")).ok());
    QVERIFY(readFile(path("out"))->find(outline) != std::string::npos);

    // What somebody changed is written as it is now.
    auto& shape = imported->project.pictures[0].regions[0].shape;
    std::get<PolygonShape>(shape).points[0] = {11, 10};
    QVERIFY(writeAnnotations(imported->project, Format::coco, path("out")).ok());
    QVERIFY(readFile(path("out"))->find("[11,10,60,12,30,50],[1,1,5,1,5,5]") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestClosedOutlines)
#include "test_closed_outlines.moc"
