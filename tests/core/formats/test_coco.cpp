#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/annotation_format.h"
#include "core/formats/data_objects.h"
#include "core/formats/rle.h"
#include "tests/core/formats/random_project.h"
#include "tests/support/shared_data.h"
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <limits>
#include <map>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

double asDouble(const rapidjson::Value& value) { return asNumber(value).value_or(-1); }

bool closeTo(const std::vector<Vec2>& a, const std::vector<Vec2>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (norm(a[i] - b[i]) > 1e-9) return false;
  return true;
}
const std::vector<Vec2>& pointsOf(const Region& region) {
  static const std::vector<Vec2> none;
  if (const auto* line = std::get_if<PolylineShape>(&region.shape)) return line->points;
  if (const auto* polygon = std::get_if<PolygonShape>(&region.shape)) return polygon->points;
  return none;
}

} // namespace

class TestCoco : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  fs::path path(const char* name) const { return folder_.filePath(name).toStdString(); }

  ImportedAnnotations readText(const std::string& text) {
    if (!writeFileAtomically(path("given.json"), text)) qFatal("no file");
    auto read = readAnnotations(path("given.json"));
    if (!read) qFatal("%s", read.error().sentence().c_str());
    return std::move(*read);
  }
  rapidjson::Document written(const Project& project, AnnotationFormat format,
                              const WriteOptions& options = {}) {
    const auto done = writeAnnotations(project, format, path("written.json"), options);
    if (!done) qFatal("%s", done.error().sentence().c_str());
    differences_ = done->differences;
    return std::move(*parseJson(*readFile(path("written.json")), "written.json"));
  }
  std::vector<std::string> differences_;

  static Project oneRim() {
    Project project;
    Picture picture;
    picture.id = picture.filename = "box.png";
    setPictureSize(picture, {640, 480});
    picture.regions = {regionFromRim({{{10.5, 20}, {110, 20}, {110, 80}, {10.5, 80}}, {}, {}})};
    project.pictures = {picture};
    return project;
  }

 private Q_SLOTS:
  void realKeypointsFile() {
    FILLSCOPE_NEEDS_SHARED_DATA(file,
                                "annotations/other-formats/tests/assets/coco_dataset/coco_person_keypoints/"
                                "annotations/person_keypoints_train.json");
    const auto read = readAnnotations(file.toStdString());
    QVERIFY(read.ok());
    QCOMPARE(read->report.format, AnnotationFormat::cocoKeypoints);
    QCOMPARE(read->project.pictures.size(), std::size_t(1));
    const Picture& picture = read->project.pictures[0];
    QCOMPARE(pictureSizeOf(picture), (PictureSize{10, 5}));
    const auto set = keypointSetOf(picture.regions[0]);
    QVERIFY(set.has_value());
    QCOMPARE(set->points[1], (Keypoint{{0.5, 2.5}, KeypointVisibility::hidden}));
    QCOMPARE(set->points[2], (Keypoint{{4.5, 1.5}, KeypointVisibility::visible}));
    QCOMPARE(set->kind.edges, (std::vector<std::pair<int, int>>{{0, 1}, {1, 2}}));
    QCOMPARE(labelOf(picture.regions[0]), std::string("b"));
    // Its own box, which is not the one around the points, is a region of the same thing.
    QCOMPARE(picture.regions.size(), std::size_t(2));
    QCOMPARE(picture.regions[1].shape, Shape(RectShape{2, 2, 3, 1}));
    const auto again = written(read->project, AnnotationFormat::cocoKeypoints);
    const auto& annotation = again["annotations"][0];
    QCOMPARE(asDouble(annotation["id"]), 1.0);
    QCOMPARE(asDouble(annotation["area"]), 3.0);
    QCOMPARE(compactJson(annotation["bbox"]), std::string("[2.0,2.0,3.0,1.0]"));
    QCOMPARE(compactJson(annotation["keypoints"]), std::string("[0,0,0,0,2,1,4,1,2]"));
    QCOMPARE(asDouble(again["images"][0]["id"]), 5.0);
    QVERIFY(again["images"][0].HasMember("flickr_url"));
    QVERIFY(again["info"].HasMember("contributor"));
    QVERIFY(differences_.empty());
  }

  void anAreaBeyondAllNumbersStaysANumber() {
    Project project = oneRim();
    project.pictures[0].regions[0].shape = PolygonShape{{{0, 0}, {1e200, 0}, {1e200, 1e200}, {0, 1e200}}};
    project.pictures[0].regions[0].attributes = {};
    const auto json = written(project, AnnotationFormat::coco);
    QCOMPARE(asDouble(json["annotations"][0]["area"]), std::numeric_limits<double>::max());
  }

  void aRimIsABoxWithFourKeypoints() {
    const auto json = written(oneRim(), AnnotationFormat::cocoKeypoints);
    const auto& category = json["categories"][0];
    QCOMPARE(std::string(category["name"].GetString()), std::string("box"));
    QCOMPARE(std::string(category["supercategory"].GetString()), std::string("container"));
    QCOMPARE(compactJson(category["keypoints"]),
             std::string(R"(["top_left","top_right","bottom_right","bottom_left"])"));
    QCOMPARE(compactJson(category["skeleton"]), std::string("[[1,2],[2,3],[3,4],[4,1]]"));
    const auto& annotation = json["annotations"][0];
    QCOMPARE(compactJson(annotation["segmentation"]), std::string("[[10.5,20,110,20,110,80,10.5,80]]"));
    QCOMPARE(asDouble(annotation["area"]), 99.5 * 60);
    QCOMPARE(compactJson(annotation["keypoints"]),
             std::string("[10,19.5,2,109.5,19.5,2,109.5,79.5,2,10,79.5,2]"));
    QCOMPARE(asDouble(annotation["num_keypoints"]), 4.0);
    const auto read = readAnnotations(path("written.json"));
    QVERIFY(read.ok());
    QCOMPARE(read->project.pictures[0].regions.size(), std::size_t(1));
    QCOMPARE(read->project.pictures[0].regions[0].attributes, oneRim().pictures[0].regions[0].attributes);
    QCOMPARE(rimOf(read->project.pictures[0])->corners, rimOf(oneRim().pictures[0])->corners);
  }

  void theHalfPixelIsASwitch() {
    WriteOptions options;
    options.conventions.cocoKeypointsArePixelIndices = false;
    const auto json = written(oneRim(), AnnotationFormat::cocoKeypoints, options);
    QCOMPARE(asDouble(json["annotations"][0]["keypoints"][0]), 10.5);
    QVERIFY(std::string(json["info"]["description"].GetString()).find("continuous") != std::string::npos);
    // What the file says of itself counts.
    const auto read = readAnnotations(path("written.json"));
    QCOMPARE(rimOf(read->project.pictures[0])->corners, rimOf(oneRim().pictures[0])->corners);
  }

  void instancesHoldTheOutline() {
    const auto json = written(oneRim(), AnnotationFormat::coco);
    QVERIFY(!json["categories"][0].HasMember("keypoints"));
    QVERIFY(!json["annotations"][0].HasMember("keypoints"));
    const auto read = readAnnotations(path("written.json"));
    QCOMPARE(read->report.format, AnnotationFormat::coco);
    QCOMPARE(rimOf(read->project.pictures[0]), rimOf(oneRim().pictures[0]));
  }

  void masksComeBackToTheLastBit_data() {
    QTest::addColumn<QByteArray>("counts");
    QTest::addColumn<int>("crowd");
    QTest::newRow("uncompressed crowd") << QByteArray("[3,4,2,1,7,3]") << 1;
    QTest::newRow("compressed") << QByteArray("\"") +
                                       QByteArray::fromStdString(rleText({4, 5, {3, 4, 2, 1, 7, 3}})) + "\""
                                << 0;
  }
  /// A detector would learn a crowd as one object.
  void crowdsThatAreLostAreTold() {
    for (const int crowd : {0, 1}) {
      const auto read = readText(R"({"images":[{"id":3,"width":50,"height":40,"file_name":"a.png"}],
        "categories":[{"id":7,"name":"heap"}],"annotations":[{"id":9,"image_id":3,"category_id":7,"area":100,
        "iscrowd":)" + std::to_string(crowd) +
                                 R"(,"bbox":[5,5,10,10],"segmentation":[[5,5,15,5,15,15,5,15]]}]})");
      for (const AnnotationFormat format : {AnnotationFormat::yoloDetect, AnnotationFormat::cvat,
                                            AnnotationFormat::voc, AnnotationFormat::masks}) {
        const auto losses = lossesOf(read.project, format);
        const bool told = std::any_of(losses.begin(), losses.end(), [](const Loss& loss) {
          return loss.what == "crowd" && loss.count == 1 && loss.example == "a.png";
        });
        QCOMPARE(told, crowd == 1);
      }
      for (const AnnotationFormat format :
           {AnnotationFormat::via2, AnnotationFormat::labelme, AnnotationFormat::datumaro}) {
        const auto losses = lossesOf(read.project, format);
        QVERIFY(std::none_of(losses.begin(), losses.end(),
                             [](const Loss& loss) { return loss.what == "crowd"; }));
      }
    }
  }

  void masksComeBackToTheLastBit() {
    QFETCH(QByteArray, counts);
    QFETCH(int, crowd);
    const std::string segmentation = "{\"size\":[4,5],\"counts\":" + counts.toStdString() + "}";
    const auto read = readText(R"({"images":[{"id":3,"width":5,"height":4,"file_name":"a.png"}],
      "categories":[{"id":7,"name":"heap"}],"annotations":[{"id":9,"image_id":3,"category_id":7,"area":8,
      "iscrowd":)" + std::to_string(crowd) +
                               R"(,"bbox":[0,0,5,4],"track_id":5,"segmentation":)" + segmentation + "}]}");
    const auto& regions = read.project.pictures[0].regions;
    double area = 0;
    for (const Region& region : regions) {
      area += enclosedArea(region.shape);
      QCOMPARE(labelOf(region), std::string("heap"));
      QCOMPARE(region.attributes.text("group_id"), regions[0].attributes.text("group_id"));
    }
    QCOMPARE(area, 8.0);
    auto json = written(read.project, AnnotationFormat::coco);
    QCOMPARE(json["annotations"].Size(), 1u);
    QCOMPARE(compactJson(json["annotations"][0]["segmentation"]), segmentation);
    QCOMPARE(asDouble(json["annotations"][0]["iscrowd"]), 1.0 * crowd);
    QCOMPARE(asDouble(json["annotations"][0]["track_id"]), 5.0);
    QCOMPARE(asDouble(json["annotations"][0]["id"]), 9.0);
    QCOMPARE(asDouble(json["annotations"][0]["category_id"]), 7.0);
    // Once a part has been moved the old mask is no longer right.
    Project moved = read.project;
    std::get<PolygonShape>(moved.pictures[0].regions[0].shape).points[0].x += 2;
    json = written(moved, AnnotationFormat::coco);
    const auto& changed = json["annotations"][0]["segmentation"];
    QVERIFY(crowd ? changed.IsObject() : changed.IsArray());
    QVERIFY(compactJson(changed) != segmentation);
  }

  // A changed crowd is a mask again: COCO has no other crowds.
  void changedCrowdsStayCrowds() {
    const auto read = readText(R"({"images":[{"id":3,"width":50,"height":40,"file_name":"a.png"}],
      "categories":[{"id":7,"name":"heap"}],"annotations":[{"id":9,"image_id":3,"category_id":7,"area":100,
      "iscrowd":1,"bbox":[10,10,10,10],"segmentation":{"size":[40,50],"counts":[410,)" +
                               [] {
                                 std::string runs;
                                 for (int column = 0; column < 9; ++column)
                                   runs += "10,30,";
                                 return runs + "10,1220";
                               }() +
                               "]}}]}");
    Project moved = read.project;
    auto& points = std::get<PolygonShape>(moved.pictures[0].regions[0].shape).points;
    for (Vec2& p : points)
      p = p + Vec2{2, 3};
    const auto json = written(moved, AnnotationFormat::coco);
    QCOMPARE(differences_, std::vector<std::string>());
    const auto& annotation = json["annotations"][0];
    QCOMPARE(asDouble(annotation["iscrowd"]), 1.0);
    QCOMPARE(asDouble(annotation["area"]), 100.0);
    QCOMPARE(compactJson(annotation["bbox"]), std::string("[12,13,10,10]"));
    const auto mask = rleFromText(annotation["segmentation"]["counts"].GetString(), 40, 50);
    QVERIFY(mask && isWhole(*mask));
    QCOMPARE(rleBounds(*mask), (RectShape{12, 13, 10, 10}));
    const auto losses = lossesOf(moved, AnnotationFormat::coco);
    QCOMPARE(losses.size(), std::size_t(1));
    QCOMPARE(losses[0].becomes, std::string("mask of whole pixels"));
    QVERIFY(lossesOf(read.project, AnnotationFormat::coco).empty());
  }

  /// How sure a detector was is an attribute, and a member of the annotation again.
  void scoresComeBack() {
    const auto read = readText(R"({"images":[{"id":3,"width":50,"height":40,"file_name":"a.png"}],
      "categories":[{"id":7,"name":"box"}],"annotations":[
      {"id":1,"image_id":3,"category_id":7,"bbox":[1,2,3,4],"score":0.875,"attributes":{"colour":"red"}},
      {"id":2,"image_id":3,"category_id":7,"segmentation":[[0,0,9,0,9,9],[20,0,29,0,29,9]],"score":1.0},
      {"id":3,"image_id":3,"category_id":7,"bbox":[5,2,3,4],"score":0.5,"attributes":{"score":"good"}},
      {"id":4,"image_id":3,"category_id":7,"bbox":[6,2,3,4],"attributes":{"score":0.25}},
      {"id":5,"image_id":3,"category_id":7,"bbox":[7,2,3,4],"score":"high"}]})");
    const auto scoreOf = [](const Project& project, std::size_t region) {
      return project.pictures[0].regions[region].attributes.text("score");
    };
    QCOMPARE(scoreOf(read.project, 0), std::string("0.875"));
    QCOMPARE(scoreOf(read.project, 1), std::string("1"));
    QCOMPARE(scoreOf(read.project, 2), std::string("1")); // its other part
    QCOMPARE(scoreOf(read.project, 3), std::string("good"));
    QCOMPARE(scoreOf(read.project, 4), std::string("0.25"));
    QCOMPARE(scoreOf(read.project, 5), std::string());
    const auto same = written(read.project, AnnotationFormat::coco);
    QCOMPARE(differences_, std::vector<std::string>());
    const auto textOf = [](const rapidjson::Value& annotation, const char* name) {
      const auto* value = member(annotation, name);
      return value ? compactJson(*value) : std::string();
    };
    const auto& list = same["annotations"];
    QCOMPARE(textOf(list[0], "score"), std::string("0.875"));
    QCOMPARE(textOf(list[0], "attributes"), std::string(R"({"colour":"red"})"));
    QCOMPARE(asDouble(list[1]["score"]), 1.0);
    QCOMPARE(textOf(list[1], "attributes"), std::string(R"({"group_id":"2"})"));
    QCOMPARE(textOf(list[2], "score"), std::string("0.5"));
    QCOMPARE(textOf(list[2], "attributes"), std::string(R"({"score":"good"})"));
    QVERIFY(!list[3].HasMember("score"));
    QCOMPARE(textOf(list[3], "attributes"), std::string(R"({"score":0.25})"));
    QCOMPARE(textOf(list[4], "score"), std::string(R"("high")"));

    Project edited = read.project;
    auto& regions = edited.pictures[0].regions;
    regions[0].attributes.set("score", "0.9");
    regions[1].attributes.remove("score");
    regions[2].attributes.remove("score");
    const auto other = written(edited, AnnotationFormat::coco);
    QCOMPARE(differences_, std::vector<std::string>());
    QCOMPARE(textOf(other["annotations"][0], "score"), std::string("0.9"));
    QVERIFY(!other["annotations"][1].HasMember("score"));
    regions[0].attributes.set("score", "very sure");
    const auto word = written(edited, AnnotationFormat::coco);
    QVERIFY(!word["annotations"][0].HasMember("score"));
    QCOMPARE(textOf(word["annotations"][0], "attributes"),
             std::string(R"({"colour":"red","score":"very sure"})"));
  }

  // The mask is the shape's, not the keypoints': instances leave those out.
  void masksBesideKeypointsComeBack_data() {
    QTest::addColumn<bool>("keypoints");
    QTest::newRow("instances") << false;
    QTest::newRow("keypoints") << true;
  }
  void masksBesideKeypointsComeBack() {
    QFETCH(bool, keypoints);
    const auto read = readText(R"({"images":[{"id":3,"width":5,"height":4,"file_name":"a.png"}],
      "categories":[{"id":7,"name":"heap","keypoints":["l","r"],"skeleton":[]}],"annotations":[{"id":19,
      "image_id":3,"category_id":7,"area":7.5,"iscrowd":1,"bbox":[0,0,5,3.5],"keypoints":[1,1,2,2,3,1],
      "num_keypoints":2,"score":0.5,"segmentation":{"size":[4,5],"counts":[3,4,2,1,7,3]}}]})");
    const auto format = keypoints ? AnnotationFormat::cocoKeypoints : AnnotationFormat::coco;
    const auto check = [&](const Project& project) {
      const auto json = written(project, format);
      QCOMPARE(differences_, std::vector<std::string>());
      QCOMPARE(json["annotations"].Size(), 1u);
      const auto& annotation = json["annotations"][0];
      QCOMPARE(asDouble(annotation["id"]), 19.0);
      QCOMPARE(asDouble(annotation["area"]), 7.5);
      QCOMPARE(asDouble(annotation["iscrowd"]), 1.0);
      QCOMPARE(asDouble(annotation["score"]), 0.5);
      QCOMPARE(compactJson(annotation["segmentation"]),
               std::string(R"({"size":[4,5],"counts":[3,4,2,1,7,3]})"));
      QCOMPARE(annotation.HasMember("keypoints"), keypoints);
    };
    check(read.project);
    Project moved = read.project; // of the keypoints alone
    std::get<PolylineShape>(moved.pictures[0].regions[0].shape).points[0].x += 0.25;
    check(moved);
  }

  void masksThatCannotBeReadAreTheirBoxes_data() {
    QTest::addColumn<QByteArray>("segmentation");
    QTest::newRow("empty") << QByteArray(R"({"size":[40,50],"counts":[2000]})");
    QTest::newRow("does not fit") << QByteArray(R"({"size":[40,50],"counts":[5,6]})");
  }
  void masksThatCannotBeReadAreTheirBoxes() {
    QFETCH(QByteArray, segmentation);
    for (const bool hasBox : {true, false}) {
      const auto read = readText(R"({"images":[{"id":3,"width":50,"height":40,"file_name":"a.png"}],
        "categories":[{"id":7,"name":"heap"}],"annotations":[{"id":9,"image_id":3,"category_id":7,"area":3,
        "iscrowd":1,"bbox":)" + std::string(hasBox ? "[10,10,20,10]" : "[0,0,0,0]") +
                                 ",\"segmentation\":" + segmentation.toStdString() + "}]}");
      const auto& regions = read.project.pictures[0].regions;
      QCOMPARE(regions.size(), std::size_t(hasBox));
      const bool told =
          std::any_of(read.report.notes.begin(), read.report.notes.end(), [&](const ImportNote& note) {
            return note.kind == (hasBox ? ImportNote::Kind::repaired : ImportNote::Kind::dropped) &&
                   (!hasBox || note.text.ends_with("the annotation's box is read instead."));
          });
      QVERIFY(told);
      if (!hasBox) continue;
      QCOMPARE(regions[0].shape, Shape(RectShape{10, 10, 20, 10}));
      const auto json = written(read.project, AnnotationFormat::coco);
      QCOMPARE(differences_, std::vector<std::string>());
      QCOMPARE(asDouble(json["annotations"][0]["iscrowd"]), 1.0);
      QCOMPARE(asDouble(json["annotations"][0]["area"]), 200.0);
      QVERIFY(json["annotations"][0]["segmentation"].IsObject());
    }
  }

  // As pycocotools counts the mask of what is written.
  void areasAreThoseOfTheMask() {
    Project project = oneRim();
    auto& regions = project.pictures[0].regions;
    regions.clear();
    const auto add = [&](std::vector<Vec2> points, const char* group) {
      Region region;
      region.shape = PolygonShape{std::move(points)};
      region.attributes.set("label", std::string("x"));
      region.attributes.set("group_id", std::string(group));
      regions.push_back(region);
    };
    add({{10, 10}, {50, 50}, {50, 10}, {10, 50}}, "bow tie");
    add({{100, 10}, {140, 10}, {140, 50}, {100, 50}}, "overlapping parts");
    add({{120, 30}, {160, 30}, {160, 70}, {120, 70}}, "overlapping parts");
    add({{200, 10}, {240, 10}, {240, 50}, {200, 50}}, "hole");
    add({{210, 20}, {210, 40}, {230, 40}, {230, 20}}, "hole");
    const auto json = written(project, AnnotationFormat::coco);
    QCOMPARE(json["annotations"].Size(), 3u);
    for (const auto& annotation : json["annotations"].GetArray()) {
      std::vector<RunLengths> parts;
      for (const auto& part : annotation["segmentation"].GetArray()) {
        std::vector<Vec2> points;
        for (rapidjson::SizeType i = 0; i < part.Size(); i += 2)
          points.push_back({asDouble(part[i]), asDouble(part[i + 1])});
        parts.push_back(*rleFromPolygon(points, 480, 640));
      }
      const double mask = static_cast<double>(rleArea(rleUnion(parts)));
      QVERIFY(std::abs(asDouble(annotation["area"]) - mask) < 60); // parts of pixels along the outline
    }
    QCOMPARE(asDouble(json["annotations"][0]["area"]), 800.0);
    QCOMPARE(asDouble(json["annotations"][1]["area"]), 2800.0);
    QCOMPARE(asDouble(json["annotations"][2]["area"]), 1600.0);
  }

  void anAnnotationNeedsNoId() {
    const auto read = readText(
        R"({"images":[{"id":1,"file_name":"a.jpg","width":6,"height":5}],"categories":[{"id":1,"name":"box"}],
            "annotations":[{"image_id":1,"category_id":1,"bbox":[1,1,2,2],"area":4}]})");
    QCOMPARE(read.project.pictures[0].regions.size(), std::size_t(1));
    for (const auto& [name, json] : read.project.pictures[0].regions[0].extras)
      QVERIFY2(parseJson(json, name.c_str()), json.c_str());
    const auto again = written(read.project, AnnotationFormat::coco);
    QVERIFY2(differences_.empty(), differences_.empty() ? "" : differences_[0].c_str());
    QCOMPARE(asDouble(again["annotations"][0]["area"]), 4.0);
  }

  void partsStayOneThing() {
    const auto read = readText(R"({"images":[{"id":1,"width":99,"height":99,"file_name":"a.png"}],
      "categories":[{"id":2,"name":"tin"}],"annotations":[{"id":4,"image_id":1,"category_id":2,
      "segmentation":[[1,1,9,1,9,9],[20,20,30,20,30,31]]}]})");
    QCOMPARE(read.project.pictures[0].regions.size(), std::size_t(2));
    const auto json = written(read.project, AnnotationFormat::coco);
    QCOMPARE(json["annotations"].Size(), 1u);
    QCOMPARE(json["annotations"][0]["segmentation"].Size(), 2u);
    QCOMPARE(asDouble(json["annotations"][0]["area"]), 32.0 + 55);
    QCOMPARE(compactJson(json["annotations"][0]["bbox"]), std::string("[1,1,29,30]"));
  }

  // pycocotools: an object's keypoints against themselves are 1 wherever the area is above 0.
  void identicalKeypointsAreFullyAlike() {
    const Project project = tests::RandomProject(3).make();
    const auto json = written(project, AnnotationFormat::cocoKeypoints);
    int sets = 0;
    for (const auto& annotation : json["annotations"].GetArray()) {
      QVERIFY(asDouble(annotation["area"]) > 0);
      QVERIFY(asDouble(annotation["id"]) >= 1);
      const auto& keypoints = annotation["keypoints"];
      QCOMPARE(keypoints.Size() % 3, 0u);
      int labelled = 0;
      for (rapidjson::SizeType i = 2; i < keypoints.Size(); i += 3)
        labelled += asDouble(keypoints[i]) > 0;
      QCOMPARE(asDouble(annotation["num_keypoints"]), 1.0 * labelled);
      sets += labelled > 0;
      for (const auto& category : json["categories"].GetArray())
        if (asDouble(category["id"]) == asDouble(annotation["category_id"]) &&
            category.HasMember("keypoints"))
          QCOMPARE(category["keypoints"].Size() * 3, keypoints.Size());
    }
    QVERIFY(sets > 5);
  }

  void randomProjectsComeBack_data() {
    QTest::addColumn<bool>("keypoints");
    QTest::newRow("instances") << false;
    QTest::newRow("keypoints") << true;
  }
  void randomProjectsComeBack() {
    QFETCH(bool, keypoints);
    tests::RandomShapes shapes;
    shapes.circles = shapes.ellipses = shapes.polylines = false;
    shapes.points = shapes.sets = keypoints;
    for (unsigned seed = 0; seed < 20; ++seed) {
      const Project project = tests::RandomProject(seed, shapes).make();
      const auto format = keypoints ? AnnotationFormat::cocoKeypoints : AnnotationFormat::coco;
      (void)written(project, format);
      QCOMPARE(differences_, std::vector<std::string>());
      const auto read = readAnnotations(path("written.json"));
      QVERIFY(read.ok());
      QVERIFY(read->report.notes.empty() || read->report.notes[0].kind == ImportNote::Kind::missing);
      for (std::size_t p = 0; p < project.pictures.size(); ++p) {
        const auto &before = project.pictures[p].regions, &after = read->project.pictures[p].regions;
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
          QVERIFY(after[i].attributes == before[i].attributes);
          QCOMPARE(after[i].shape.index(), before[i].shape.index());
          const auto set = keypointSetOf(before[i]);
          if (!set) QVERIFY(closeTo(pointsOf(after[i]), pointsOf(before[i])));
          if (std::holds_alternative<RectShape>(before[i].shape)) QVERIFY(after[i].shape == before[i].shape);
          if (!set) continue;
          const auto again = keypointSetOf(after[i]);
          QVERIFY(again && again->kind == set->kind);
          for (std::size_t k = 0; k < set->points.size(); ++k) {
            QCOMPARE(again->points[k].visibility, set->points[k].visibility);
            if (set->points[k].visibility != KeypointVisibility::outside)
              QVERIFY(norm(again->points[k].at - set->points[k].at) < 1e-9);
          }
        }
      }
      // A second writing changes nothing any more.
      const auto first = *readFile(path("written.json"));
      (void)written(read->project, format);
      QCOMPARE(*readFile(path("written.json")), first);
    }
  }

  void lossesAreTold() {
    Project project = oneRim();
    auto& regions = project.pictures[0].regions;
    const auto add = [&](Shape shape) {
      Region region;
      region.shape = std::move(shape);
      region.attributes.set("label", std::string("x"));
      regions.push_back(region);
    };
    add(CircleShape{{50, 50}, 20});
    add(PolylineShape{{{1, 1}, {9, 9}, {1, 9}}});
    add(PointShape{{3, 3}});
    project.pictures.push_back({});
    project.pictures.back().filename = "unknown.png";
    const auto find = [](const std::vector<Loss>& losses, const std::string& what) {
      for (const Loss& loss : losses)
        if (loss.what == what) return loss.becomes;
      return std::string("not told");
    };
    auto losses = lossesOf(project, AnnotationFormat::coco);
    QCOMPARE(find(losses, "circle"), std::string("polygon of 72 points"));
    QCOMPARE(find(losses, "polyline"), std::string());
    QCOMPARE(find(losses, "point"), std::string());
    QCOMPARE(find(losses, "picture of unknown size"), std::string());
    losses = lossesOf(project, AnnotationFormat::cocoKeypoints);
    QCOMPARE(find(losses, "point"), std::string("not told"));
    WriteOptions options;
    options.closePolylines = true;
    QCOMPARE(find(lossesOf(project, AnnotationFormat::coco, options), "polyline"), std::string("polygon"));
    const auto json = written(project, AnnotationFormat::coco);
    QCOMPARE(json["annotations"].Size(), 2u);
    QCOMPARE(json["images"].Size(), 1u);
    QVERIFY(differences_.empty());
  }

  void splitsAreFiles() {
    const Project project = tests::RandomProject(1).make(20, 3);
    WriteOptions options;
    options.split = {0.8, 0.1, 0.1};
    const auto done = writeAnnotations(project, AnnotationFormat::coco, path("split"), options);
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().sentence().c_str());
    QCOMPARE(done->files.size(), std::size_t(3));
    QCOMPARE(done->differences, std::vector<std::string>());
    const auto train = parseJson(*readFile(path("split/annotations/instances_train.json")), "");
    QVERIFY((*train)["images"].Size() >= 12u && (*train)["images"].Size() <= 18u);
  }

  void everyPartNumbersTheClassesAlike() {
    Project project;
    for (int i = 0; i < 6; ++i) {
      Picture picture;
      picture.id = picture.filename = std::to_string(i) + ".png";
      setPictureSize(picture, {640, 480});
      const bool whole = i % 2;
      KeypointSet set{boxTemplate(whole ? 8 : 4), {}};
      for (std::size_t k = 0; k < set.kind.keypoints.size(); ++k)
        set.points.push_back({{10.0 * static_cast<double>(k), 5.0}});
      picture.regions = {regionOfKeypoints(set, {})};
      project.pictures.push_back(picture);
    }
    WriteOptions options;
    options.split = {0.5, 0.5};
    for (options.seed = 0; options.seed < 6; ++options.seed) {
      const fs::path out = path(("alike" + std::to_string(options.seed)).c_str());
      QVERIFY(writeAnnotations(project, AnnotationFormat::cocoKeypoints, out, options).ok());
      std::map<std::int64_t, std::size_t> joints;
      for (const char* part : {"train", "val"}) {
        const auto text = readFile(out / "annotations" / ("keypoints_" + std::string(part) + ".json"));
        const auto json = parseJson(*text, "");
        for (const auto& category : member(*json, "categories")->GetArray()) {
          const auto count = static_cast<std::size_t>(member(category, "keypoints")->Size());
          const auto [at, isNew] = joints.emplace(member(category, "id")->GetInt64(), count);
          QCOMPARE(at->second, count);
        }
      }
      QCOMPARE(joints.size(), std::size_t(2));
    }
  }

  void aCrowdIsToldByItsValue_data() {
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("crowd");
    for (const char* no : {"0", "false", "null", "\"0\""})
      QTest::newRow(no) << no << false;
    for (const char* yes : {"1", "true"})
      QTest::newRow(yes) << yes << true;
  }
  void aCrowdIsToldByItsValue() {
    QFETCH(QString, value);
    QFETCH(bool, crowd);
    const auto read = readText(
        R"({"images":[{"id":1,"file_name":"a.png","width":64,"height":48}],"categories":[{"id":1,"name":"box"}],
        "annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[1,2,3,4],"area":12,"iscrowd":)" +
        value.toStdString() + R"(,"segmentation":[[1,2,4,2,4,6]]}]})");
    const auto losses = lossesOf(read.project, AnnotationFormat::voc);
    const bool told =
        std::any_of(losses.begin(), losses.end(), [](const Loss& l) { return l.what == "crowd"; });
    QCOMPARE(told, crowd);
  }

  void idsAreWholeNumbers() {
    const auto read = readText(R"({"images":[{"id":139,"width":100,"height":80},
      {"id":9007199254740992,"width":100,"height":80,"file_name":"a.png"},
      {"id":9007199254740993,"width":100,"height":80,"file_name":"b.png"}],"categories":[{"id":7},{"id":8.0}],
      "annotations":[
      {"id":12,"image_id":139.0,"category_id":"7","segmentation":[[1,2,31,2,31,42],[40,50,60,50,60,70]]},
      {"id":13,"image_id":"9007199254740993","category_id":8,"bbox":[1,2,3,4]}]})");
    const auto& pictures = read.project.pictures;
    QCOMPARE(pictures.size(), std::size_t(3));
    QCOMPARE(pictures[0].filename, std::string("139"));
    QCOMPARE(pictures[0].regions.size(), std::size_t(2));
    QCOMPARE(labelOf(pictures[0].regions[0]), std::string("category 7"));
    QCOMPARE(pictures[0].regions[0].attributes.text("group_id"), std::string("12"));
    QVERIFY(pictures[1].regions.empty());
    QCOMPARE(pictures[2].regions.size(), std::size_t(1));
    QCOMPARE(labelOf(pictures[2].regions[0]), std::string("category 8"));
  }

  void idsAreKeptOrTold() {
    const auto read = readText(R"({"images":[{"id":0,"width":100,"height":80,"file_name":"a.png"},
      {"id":900719925474099312,"width":100,"height":80,"file_name":"b.png"},
      {"id":3000000000,"width":100,"height":80,"file_name":"c.png"}],
      "categories":[{"id":0,"name":"zero"},{"id":4000000000,"name":"large"}],"annotations":[
      {"id":5000000000,"image_id":0,"category_id":4000000000,"bbox":[1,2,3,4]},
      {"id":7,"image_id":3000000000,"category_id":0,"bbox":[1,2,3,4]}]})");
    QVERIFY(lossesOf(read.project, AnnotationFormat::coco).empty());
    const auto json = written(read.project, AnnotationFormat::coco);
    QCOMPARE(json["images"][0]["id"].GetInt64(), 0);
    QCOMPARE(json["images"][1]["id"].GetInt64(), 900719925474099312);
    QCOMPARE(json["images"][2]["id"].GetInt64(), 3000000000);
    QCOMPARE(json["categories"][0]["id"].GetInt64(), 0);
    QCOMPARE(json["categories"][1]["id"].GetInt64(), 4000000000);
    QCOMPARE(json["annotations"][0]["id"].GetInt64(), 5000000000);
    QCOMPARE(json["annotations"][0]["category_id"].GetInt64(), 4000000000);
    QCOMPARE(json["annotations"][1]["image_id"].GetInt64(), 3000000000);
    QVERIFY(differences_.empty());

    const auto odd = readText(R"({"images":[{"id":-1,"width":100,"height":80,"file_name":"a.png"}],
      "categories":[{"id":-5,"name":"x"}],"annotations":[{"id":0,"image_id":-1,"category_id":-5,"bbox":[1,2,3,4]},
      {"id":7,"image_id":-1,"category_id":-5,"bbox":[11,2,3,4]},
      {"id":7,"image_id":-1,"category_id":-5,"bbox":[21,2,3,4]}]})");
    const auto losses = lossesOf(odd.project, AnnotationFormat::coco);
    QStringList told;
    for (const Loss& loss : losses)
      told << QString("%1 %2").arg(QString::fromStdString(loss.what)).arg(loss.count);
    QCOMPARE(told, (QStringList{"id of an image 1", "id of an annotation 2", "id of a category 1"}));
    const auto again = written(odd.project, AnnotationFormat::coco);
    QCOMPARE(again["annotations"][0]["id"].GetInt64(), 8);
    QCOMPARE(again["annotations"][1]["id"].GetInt64(), 7);
    QCOMPARE(again["annotations"][2]["id"].GetInt64(), 9);
    QVERIFY(differences_.empty());
  }

  void imagesOfOneNameStayApart() {
    const auto read =
        readText(R"({"images":[{"id":1,"width":640,"height":480,"file_name":"a.jpg","licence":4},
      {"id":2,"width":1280,"height":960,"file_name":"a.jpg","licence":5},
      {"id":2,"width":1280,"height":960,"file_name":"a.jpg","licence":5}],"categories":[{"id":1,"name":"x"}],
      "annotations":[{"image_id":1,"category_id":1,"bbox":[1,2,3,4]},
      {"image_id":2,"category_id":1,"bbox":[700,2,3,4]}]})");
    const auto& pictures = read.project.pictures;
    QCOMPARE(pictures.size(), std::size_t(2));
    QCOMPARE(pictureSizeOf(pictures[0]), (PictureSize{640, 480}));
    QCOMPARE(pictureSizeOf(pictures[1]), (PictureSize{1280, 960}));
    QCOMPARE(pictures[0].regions.size(), std::size_t(1));
    QCOMPARE(pictures[1].regions.size(), std::size_t(1));
    QCOMPARE(pictures[1].regions[0].shape, Shape(RectShape{700, 2, 3, 4}));
    QVERIFY(pictures[0].id != pictures[1].id);
    QStringList said;
    for (const ImportNote& note : read.report.notes)
      if (note.kind != ImportNote::Kind::missing) said << QString::fromStdString(note.text);
    QCOMPARE(said.size(), 2);
    QVERIFY(said[0].contains("two pictures"));
    QVERIFY(said[1].contains("listed twice"));
    const auto json = written(read.project, AnnotationFormat::coco);
    QCOMPARE(json["images"].Size(), 2u);
    QCOMPARE(json["images"][1]["licence"].GetInt(), 5);
    QCOMPARE(json["annotations"][1]["image_id"].GetInt(), 2);
    QVERIFY(differences_.empty());
  }

  void filesShareImagesOfOneSize() {
    const fs::path folder = path("shared");
    fs::create_directories(folder);
    const auto make = [&](const char* name, const std::string& images) {
      QVERIFY(writeFileAtomically(folder / name, R"({"categories":[],"annotations":[
        {"image_id":7,"bbox":[1,2,3,4]}],"images":[)" +
                                                     images + "]}")
                  .ok());
    };
    make("1.json", R"({"id":7,"width":20,"height":10,"file_name":"a.jpg"},
      {"id":8,"width":20,"height":10,"file_name":"b.jpg"},{"id":9,"file_name":"c.jpg"})");
    make("2.json", R"({"id":7,"width":20,"height":10,"file_name":"b.jpg"},
      {"id":8,"width":40,"height":10,"file_name":"a.jpg"},{"id":9,"width":5,"height":6,"file_name":"c.jpg"})");
    const auto read = readAnnotations(folder);
    QVERIFY(read.ok());
    QStringList found;
    for (const Picture& picture : read->project.pictures)
      found << QString("%1 %2 %3")
                   .arg(QString::fromStdString(picture.filename))
                   .arg(pictureSizeOf(picture).width)
                   .arg(picture.regions.size());
    QCOMPARE(found, (QStringList{"a.jpg 20 1", "b.jpg 20 1", "c.jpg 5 0", "a.jpg 40 0"}));
  }

  void aFolderLeavesNoFileOut() {
    const fs::path folder = path("many");
    fs::create_directories(folder / "annotations");
    const auto write = [&](const std::string& name, const std::string& text) {
      QVERIFY(writeFileAtomically(folder / "annotations" / name, text).ok());
    };
    const auto one = [](int i) {
      const QString text =
          R"({"images":[{"id":1,"width":20,"height":10,"file_name":"%1.jpg"}],"annotations":[)"
          R"({"image_id":1,"bbox":[1,2,3,4]}],"categories":[]})";
      return text.arg(i).toStdString();
    };
    constexpr int count = 70;
    for (int i = 0; i < count; ++i)
      write(std::to_string(i) + (i % 2 ? ".json" : ".JSON"), one(i));
    write("0.json", R"({"session":7})"); // whole, of another kind
    const auto read = readAnnotations(folder);
    QVERIFY(read.ok());
    QCOMPARE(int(read->project.pictures.size()), count);
    QCOMPARE(int(read->files.size()), count);
    QCOMPARE(std::count_if(read->report.notes.begin(), read->report.notes.end(),
                           [](const ImportNote& note) { return note.picture == "0.json"; }),
             1);
    for (const char* name : {"0.json", "69.json"}) {
      const std::string before = *readFile(folder / "annotations" / name);
      write(name, one(69).substr(0, 60));
      const auto cut = readAnnotations(folder);
      QVERIFY(!cut.ok());
      QVERIFY2(cut.error().sentence().find(name) != std::string::npos, cut.error().sentence().c_str());
      write(name, before);
    }
  }

  void brokenFilesAreMendedOrRefused_data() {
    QTest::addColumn<QByteArray>("annotation");
    QTest::addColumn<int>("regions");
    QTest::newRow("no category") << QByteArray(R"({"image_id":1,"bbox":[1,1,5,5]})") << 1;
    QTest::newRow("text numbers") << QByteArray(
                                         R"({"image_id":"1","category_id":"1","bbox":["1","1","5","5"]})")
                                  << 1;
    QTest::newRow("no such image") << QByteArray(R"({"image_id":8,"category_id":1,"bbox":[1,1,5,5]})") << 0;
    QTest::newRow("flat outline") << QByteArray(
                                         R"({"image_id":1,"category_id":1,"segmentation":[1,1,5,1,5,5]})")
                                  << 1;
    QTest::newRow("odd outline") << QByteArray(
                                        R"({"image_id":1,"category_id":1,"segmentation":[[1,1,5,1,5,5,7]]})")
                                 << 1;
    QTest::newRow("two points") << QByteArray(R"({"image_id":1,"category_id":1,"segmentation":[[1,1,5]]})")
                                << 0;
    QTest::newRow("words in an outline")
        << QByteArray(R"({"image_id":1,"category_id":1,"segmentation":[["a",1,5,1,5,5]]})") << 0;
    QTest::newRow("runs that do not fit")
        << QByteArray(R"({"image_id":1,"category_id":1,"segmentation":{"size":[4,4],"counts":[1,2]}})") << 0;
    QTest::newRow("huge mask")
        << QByteArray(
               R"({"image_id":1,"category_id":1,"segmentation":{"size":[900000,900000],"counts":"00"}})")
        << 0;
    QTest::newRow("negative runs")
        << QByteArray(R"({"image_id":1,"category_id":1,"segmentation":{"size":[2,2],"counts":[-4,8]}})") << 0;
    QTest::newRow("keypoints cut short")
        << QByteArray(R"({"image_id":1,"category_id":1,"keypoints":[1,2]})") << 0;
    QTest::newRow("keypoints beyond the names")
        << QByteArray(R"({"image_id":1,"category_id":1,"keypoints":[1,2,2,3,4,1],"num_keypoints":2})") << 1;
    QTest::newRow("no object") << QByteArray("17") << 0;
    QTest::newRow("everything of a wrong type")
        << QByteArray(R"({"image_id":[1],"category_id":{},"bbox":"x","segmentation":3,"keypoints":{}})") << 0;
    QTest::newRow("huge numbers") << QByteArray(R"({"image_id":1,"category_id":1,"bbox":[1e308,1,1e308,5]})")
                                  << 0;
  }
  void brokenFilesAreMendedOrRefused() {
    QFETCH(QByteArray, annotation);
    QFETCH(int, regions);
    const auto read = readText(R"({"images":[{"id":1,"width":20,"height":20,"file_name":"a.png"}],
      "categories":[{"id":1,"name":"x","keypoints":[],"skeleton":[[0,5],["a"],3]}],"annotations":[)" +
                               annotation.toStdString() + "]}");
    QCOMPARE(read.project.pictures[0].regions.size(), std::size_t(regions));
    bool told = false;
    for (const ImportNote& note : read.report.notes)
      told = told || note.kind != ImportNote::Kind::missing;
    QVERIFY(regions == 1 || told);
  }

  void filesCutShortAreRefusedWithTheirPlace() {
    (void)written(oneRim(), AnnotationFormat::cocoKeypoints);
    const std::string text = *readFile(path("written.json"));
    for (std::size_t length = 0; length + 2 < text.size(); length += 7) {
      QVERIFY(writeFileAtomically(path("cut.json"), text.substr(0, length)).ok());
      const auto read = readAnnotations(path("cut.json"));
      QVERIFY(!read.ok());
      QCOMPARE(read.error().code, ErrorCode::badInput);
    }
  }
};

QTEST_GUILESS_MAIN(TestCoco)
#include "test_coco.moc"
