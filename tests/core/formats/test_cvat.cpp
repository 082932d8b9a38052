#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_format.h"
#include "core/formats/data_objects.h"
#include "tests/core/formats/random_project.h"
#include "tests/support/shared_data.h"
#include <QTemporaryDir>
#include <QtTest>

using namespace fillscope;
namespace fs = std::filesystem;

class TestCvat : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  fs::path path(const char* name) const { return folder_.filePath(name).toStdString(); }
  Result<ImportedAnnotations> readText(const std::string& text) {
    if (!writeFileAtomically(path("given.xml"), text)) qFatal("no file");
    return readAnnotations(path("given.xml"));
  }

 private Q_SLOTS:
  void realFiles_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("pictures");
    QTest::newRow("project") << "export_project/annotations.xml" << 6;
    QTest::newRow("task") << "export_task/train.xml" << 2;
  }
  void realFiles() {
    FILLSCOPE_NEEDS_SHARED_DATA(folder, "annotations/other-formats/tests/assets/cvat_dataset/for_images");
    QFETCH(QString, name);
    QFETCH(int, pictures);
    const auto read = readAnnotations((folder + "/" + name).toStdString());
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().sentence().c_str());
    QCOMPARE(read->report.format, AnnotationFormat::cvat);
    QCOMPARE(static_cast<int>(read->project.pictures.size()), pictures);
    const Picture& first = read->project.pictures[0];
    QCOMPARE(first.regions.size(), std::size_t(2));
    QCOMPARE(first.regions[0].shape, Shape(RectShape{0, 2, 4, 2}));
    QCOMPARE(labelOf(first.regions[0]), std::string("label1"));
    QCOMPARE(first.regions[0].attributes.text("a2"), std::string("v3"));
    QCOMPARE(first.regions[0].attributes.text("occluded"), std::string("1"));
    QCOMPARE(first.regions[0].attributes.text("z_order"), std::string("1"));
    QCOMPARE(first.regions[1].shape, Shape(PolylineShape{{{1, 2}, {3, 4}, {5, 6}, {7, 8}}}));
    QCOMPARE(keypointSetOf(read->project.pictures[1].regions[1])->points.size(), std::size_t(3));
    QVERIFY(read->project.attributesJson.find("\"a2\":{\"type\":\"radio\"") != std::string::npos);
    const auto written = writeAnnotations(read->project, AnnotationFormat::cvat, path("again.xml"));
    QVERIFY(written.ok());
    QCOMPARE(written->differences, std::vector<std::string>());
    const auto again = readAnnotations(path("again.xml"));
    QVERIFY(again.ok());
    QVERIFY(again->project.attributesJson.find("\"a2\":{\"type\":\"radio\"") != std::string::npos);
    for (std::size_t p = 0; p < read->project.pictures.size(); ++p) {
      QVERIFY(again->project.pictures[p].attributes == read->project.pictures[p].attributes);
      for (std::size_t i = 0; i < read->project.pictures[p].regions.size(); ++i) {
        const Region &before = read->project.pictures[p].regions[i],
                     &after = again->project.pictures[p].regions[i];
        QVERIFY(after.shape == before.shape);
        QCOMPARE(labelOf(after), labelOf(before).empty() ? "object" : labelOf(before));
      }
    }
  }

  void randomProjectsComeBack() {
    tests::RandomShapes shapes;
    shapes.circles = false;
    shapes.outside = true;
    for (unsigned seed = 0; seed < 20; ++seed) {
      Project project = tests::RandomProject(seed, shapes).make();
      for (Picture& picture : project.pictures)
        for (Region& region : picture.regions)
          region.attributes.remove("seen"); // a set of choices is told as a loss
      const auto written = writeAnnotations(project, AnnotationFormat::cvat, path("random.xml"));
      QVERIFY(written.ok());
      QCOMPARE(written->differences, std::vector<std::string>());
      const auto read = readAnnotations(path("random.xml"));
      QVERIFY(read.ok());
      for (std::size_t p = 0; p < project.pictures.size(); ++p) {
        const auto &before = project.pictures[p].regions, &after = read->project.pictures[p].regions;
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
          QCOMPARE(after[i].shape.index(), before[i].shape.index());
          QCOMPARE(labelOf(after[i]), labelOf(before[i]));
          QCOMPARE(after[i].attributes.items.size(), before[i].attributes.items.size());
          for (const auto& [name, value] : before[i].attributes.items)
            QCOMPARE(after[i].attributes.text(name), value.text);
          const bool exact = !std::holds_alternative<RectShape>(before[i].shape) &&
                             !std::holds_alternative<EllipseShape>(before[i].shape);
          if (exact) QVERIFY(after[i].shape == before[i].shape);
          if (const auto* rect = std::get_if<RectShape>(&before[i].shape))
            QVERIFY(std::abs(std::get<RectShape>(after[i].shape).width - rect->width) < 1e-9);
          if (const auto* ellipse = std::get_if<EllipseShape>(&before[i].shape))
            QVERIFY(std::abs(std::get<EllipseShape>(after[i].shape).theta - ellipse->theta) < 1e-9);
        }
      }
    }
  }

  void skeletonsMasksTagsAndTurnedBoxes() {
    const std::string text =
        R"(<?xml version="1.0"?><annotations><version>1.1</version><meta><task><name>t</name><labels>
      <label><name>bird</name><type>skeleton</type><svg>&lt;line data-node-from="1" data-node-to="2"&gt;&lt;/line&gt;
      &lt;circle data-node-id="1" data-label-name="eye"&gt;&lt;circle data-node-id="2" data-label-name="beak"&gt;</svg></label>
      <label><name>eye</name><parent>bird</parent></label><label><name>beak</name><parent>bird</parent></label>
      </labels></task></meta><image id="0" name="a.jpg" width="9" height="9"><tag label="night" source="auto"/>
      <skeleton label="bird" z_order="0"><points label="beak" occluded="1" outside="0" points="3,4"/>
      <points label="eye" outside="1" points="0,0"/></skeleton>
      <box label="tin" xtl="1" ytl="1" xbr="5" ybr="3" rotation="90" source="semi-auto"/>
      <mask label="sand" rle="1, 2, 1, 2" left="2" top="3" width="3" height="2" z_order="4"/>
      </image></annotations>)";
    const auto read = readText(text);
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().sentence().c_str());
    const Picture& picture = read->project.pictures[0];
    QCOMPARE(picture.attributes.text("tags"), std::string("night"));
    const auto set = keypointSetOf(picture.regions[0]);
    QVERIFY(set.has_value());
    QCOMPARE(set->kind.keypoints, (std::vector<std::string>{"eye", "beak"}));
    QCOMPARE(set->kind.edges, (std::vector<std::pair<int, int>>{{0, 1}}));
    QCOMPARE(set->points[0].visibility, KeypointVisibility::outside);
    QCOMPARE(set->points[1], (Keypoint{{3, 4}, KeypointVisibility::hidden}));
    const auto turned = std::get<PolygonShape>(picture.regions[1].shape).points;
    QVERIFY(norm(turned[0] - Vec2{4, 0}) < 1e-12);
    // Runs along rows from (2, 3): .XX/.XX
    QCOMPARE(enclosedArea(picture.regions[2].shape), 4.0);
    QCOMPARE(std::get<PolygonShape>(picture.regions[2].shape).points[0], (Vec2{3, 3}));
    QVERIFY(writeAnnotations(read->project, AnnotationFormat::cvat, path("again.xml")).ok());
    const std::string again = *readFile(path("again.xml"));
    for (const char* piece :
         {"rotation=\"90\"", "source=\"semi-auto\"", "rle=\"1, 2, 1, 2\"",
          "<tag label=\"night\" source=\"auto\"/>", "z_order=\"4\"", "<parent>bird</parent>"})
      QVERIFY2(again.find(piece) != std::string::npos, piece);
  }

  // CVAT's import stops at group_id="1.0" and z_order="0.5".
  void groupsAndLayersAreWholeNumbers() {
    Project project;
    Picture& picture = project.pictures.emplace_back();
    picture.id = picture.filename = "a.png";
    setPictureSize(picture, {100, 80});
    for (const char* number : {"1.0", "1.5", "1e300", "left"}) {
      Region& region = picture.regions.emplace_back();
      region.shape = RectShape{1, 2, 3, 4};
      region.attributes.set("group_id", std::string(number));
      region.attributes.set("z_order", std::string(number));
    }
    const fs::path out = path("whole.xml");
    const auto written = writeAnnotations(project, AnnotationFormat::cvat, out);
    QVERIFY(written.ok());
    QCOMPARE(written->differences, std::vector<std::string>());
    const std::string text = *readFile(out);
    const auto count = [&](const std::string& words) {
      int times = 0;
      for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
        ++times;
      return times;
    };
    QCOMPARE(count("group_id=\"1\""), 1);
    QCOMPARE(count("z_order=\"1\""), 1);
    QCOMPARE(count("group_id=\""), 1);
    QCOMPARE(count("z_order=\"0\""), 3);
    const auto read = readAnnotations(out);
    QCOMPARE(read->project.pictures[0].regions[1].attributes.text("group_id"), std::string("1.5"));
    QCOMPARE(read->project.pictures[0].regions[3].attributes.text("z_order"), std::string("left"));
  }

  void pointsWithoutNamesNeedNoSkeleton() {
    Project project;
    Picture picture;
    picture.id = picture.filename = "a.png";
    setPictureSize(picture, {64, 48});
    Region box;
    box.shape = RectShape{1, 2, 3, 4};
    box.attributes.set("label", std::string("car"));
    KeypointSet set;
    set.kind.name = "car";
    set.kind.keypoints = {"1", "2"};
    set.points = {{{1, 2}}, {{3, 4}}};
    picture.regions = {box, regionOfKeypoints(set, {})};
    picture.regions[1].attributes.set("label", std::string("car"));
    project.pictures = {picture};
    for (const Loss& loss : lossesOf(project, AnnotationFormat::cvat))
      QVERIFY2(loss.what.find("skeleton") == std::string::npos, loss.what.c_str());
    QTemporaryDir folder;
    const fs::path out = folder.filePath("a.xml").toStdString();
    QVERIFY(writeAnnotations(project, AnnotationFormat::cvat, out).ok());
    const std::string text = *readFile(out);
    QVERIFY(text.find("<points ") != std::string::npos);
    QVERIFY(text.find("<svg>") == std::string::npos && text.find("<parent>") == std::string::npos);
  }

  void lossesAreTold() {
    Project project = tests::RandomProject(2).make();
    const auto losses = lossesOf(project, AnnotationFormat::cvat);
    const auto told = [&](const std::string& what) {
      return std::any_of(losses.begin(), losses.end(), [&](const Loss& loss) { return loss.what == what; });
    };
    QVERIFY(told("circle"));
    QVERIFY(told("attribute seen of several values"));
    QVERIFY(!told("polyline") && !told("keypoints"));
  }

  void hostileFilesAreRefusedOrTold_data() {
    QTest::addColumn<QByteArray>("inside");
    QTest::newRow("words for numbers") << QByteArray(R"(<box label="x" xtl="a" ytl="1" xbr="2" ybr="3"/>)");
    QTest::newRow("no place") << QByteArray(R"(<polygon label="x"/>)");
    QTest::newRow("half a pair") << QByteArray(R"(<polygon points="1,2;3"/>)");
    QTest::newRow("huge mask") << QByteArray(
        R"(<mask rle="1" left="0" top="0" width="999999" height="999999"/>)");
    QTest::newRow("runs beyond the mask")
        << QByteArray(R"(<mask rle="0, 99" left="0" top="0" width="3" height="3"/>)");
    QTest::newRow("negative runs") << QByteArray(
        R"(<mask rle="-4, 9" left="0" top="0" width="3" height="3"/>)");
    QTest::newRow("infinite") << QByteArray(R"(<ellipse cx="inf" cy="1" rx="1" ry="1"/>)");
    QTest::newRow("wider than any number")
        << QByteArray(R"(<box xtl="-1e308" ytl="1" xbr="1.7e308" ybr="3"/>)");
    QTest::newRow("skeleton of nothing")
        << QByteArray(R"(<skeleton label="x"><points points="1,2"/></skeleton>)");
    QTest::newRow("unknown element") << QByteArray(R"(<cuboid label="x" xtl1="1"/>)");
  }
  void hostileFilesAreRefusedOrTold() {
    QFETCH(QByteArray, inside);
    const std::string text =
        "<annotations><version>1.1</version><image name=\"a\" width=\"-5\" height=\"9e99\">" +
        inside.toStdString() + "</image></annotations>";
    const auto read = readText(text);
    QVERIFY(read.ok());
    QVERIFY(read->project.pictures[0].regions.empty());
    QCOMPARE(read->report.notes[0].kind, ImportNote::Kind::dropped);
    for (std::size_t length = 60; length < text.size(); length += 5) {
      const auto cut = readText(text.substr(0, length));
      QVERIFY(!cut.ok());
      QCOMPARE(cut.error().code, ErrorCode::badInput);
    }
  }

  void entitiesAreRefused() {
    const auto read =
        readText("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><annotations><version>&b;"
                 "</version></annotations>");
    QVERIFY(!read.ok());
    std::string deep = "<annotations><version/>";
    for (int i = 0; i < 5000; ++i)
      deep += "<a>";
    QVERIFY(!readText(deep).ok());
  }
};

QTEST_GUILESS_MAIN(TestCvat)
#include "test_cvat.moc"
