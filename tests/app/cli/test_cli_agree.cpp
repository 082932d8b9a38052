#include "core/annotation/rim.h"
#include "core/formats/annotation_format.h"
#include "tests/app/cli/cli_run.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace fillscope;
using tests::run;

class TestCliAgree : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;

  void write(const char* name, AnnotationFormat format, Vec2 by, bool extra) {
    Project project;
    Picture picture;
    picture.id = picture.filename = "a.png";
    setPictureSize(picture, {640, 480});
    const std::vector<Vec2> corners{{10, 10}, {110, 10}, {110, 85}, {10, 85}};
    std::vector<Vec2> moved;
    for (std::size_t i = 0; i < 4; ++i) // begun with another corner
      moved.push_back(corners[(i + (extra ? 1 : 0)) % 4] + by);
    picture.regions = {regionFromRim({moved, {}, {}})};
    if (extra) {
      Region region;
      region.shape = RectShape{300, 300, 40, 40};
      region.attributes.set("label", std::string("tin"));
      picture.regions.push_back(region);
    }
    project.pictures = {picture};
    const auto written = writeAnnotations(project, format, folder_.filePath(name).toStdString());
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
  }

 private Q_SLOTS:
  void twoFormatsAreCompared() {
    write("a.json", AnnotationFormat::via2, {0, 0}, false);
    write("b.json", AnnotationFormat::cocoKeypoints, {3, 4}, true);
    const auto json = run({"agree", "a.json", "b.json", "--json"}, folder_.path());
    QCOMPARE(json.exitCode, 0);
    const QJsonObject root = QJsonDocument::fromJson(json.out.toUtf8()).object(),
                      summary = root["summary"].toObject();
    QCOMPARE(summary["matched"].toInt(), 1);
    QCOMPARE(summary["missing"].toInt(), 0);
    QCOMPARE(summary["extra"].toInt(), 1);
    QVERIFY(std::abs(summary["mean_corner_px"].toDouble() - 5) < 1e-9);
    QVERIFY(std::abs(summary["mean_corner_share"].toDouble() - 5.0 / 125) < 1e-9);
    QCOMPARE(summary["bias"].toArray().size(), 4);
    const QJsonObject picture = root["pictures"].toArray()[0].toObject();
    QCOMPARE(picture["extra"].toArray().size(), 1);
    const auto lines = run({"agree", "a.json", "b.json"}, folder_.path());
    QCOMPARE(lines.exitCode, 0);
    QVERIFY(lines.out.contains("1 shapes matched, 0 missing in B, 1 extra in B"));
    QVERIFY(lines.out.contains("B lies +3.00, +4.00 px of A"));
    const QJsonObject detection = root["detection"].toObject();
    QCOMPARE(detection["scored"].toBool(), false);
    QCOMPARE(detection["map50"].toDouble(), 1.0); // the rim is the only class of A
    QCOMPARE(detection["pixel_pictures"].toInt(), 1);
    const QJsonObject pixels = detection["pixels"].toObject();
    QVERIFY(pixels["dice"].toDouble() > pixels["iou"].toDouble() && pixels["accuracy"].toDouble() > 0.98);
    QVERIFY(lines.out.contains("AP50 1.000") && lines.out.contains("B says no confidence"));
    QVERIFY(lines.out.contains("pixels of 1 pictures"));
  }

  void pixelsOfUnknownSizeAreNotTold() {
    Project project;
    Picture picture;
    picture.id = picture.filename = "a.png";
    Region region;
    region.shape = RectShape{300, 300, 40, 40};
    picture.regions.push_back(region);
    project.pictures = {picture};
    QVERIFY(writeAnnotations(project, AnnotationFormat::via2, folder_.filePath("c.json").toStdString()).ok());
    const auto json = run({"agree", "c.json", "c.json", "--json"}, folder_.path());
    QCOMPARE(json.exitCode, 0);
    const QJsonObject detection = QJsonDocument::fromJson(json.out.toUtf8()).object()["detection"].toObject();
    QCOMPARE(detection["pixel_pictures"].toInt(), 0);
    QVERIFY(detection["pixels"].isNull());
  }

  void wrongUseIsTold() {
    QCOMPARE(run({"agree", "only-one.json"}).exitCode, 2);
    QCOMPARE(run({"agree", "none.json", "none.json"}, folder_.path()).exitCode, 3);
    QCOMPARE(run({"agree", "a.json", "b.json", "--iou", "7"}, folder_.path()).exitCode, 2);
  }
};

QTEST_GUILESS_MAIN(TestCliAgree)
#include "test_cli_agree.moc"
