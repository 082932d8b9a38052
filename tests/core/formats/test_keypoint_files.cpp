// A keypoint set of somebody's own through the files that can hold one: names, order, edges, what a mirror
// exchanges, and what is seen.
#include "core/annotation/keypoint_set.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_format.h"
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <set>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

/// Neither in the order of its names nor with its pairs in that of its points.
KeypointTemplate pallet() {
  return {"pallet", {"front left", "back", "front right", "tag"}, {{0, 2}, {2, 1}, {1, 0}}, {{0, 2}}};
}

Project project() {
  Project made;
  for (int i = 0; i < 2; ++i) {
    Picture picture;
    picture.id = picture.filename = i ? "b.png" : "a.png";
    setPictureSize(picture, {640, 480});
    KeypointSet set{pallet(), {}};
    set.points = {{{100.5, 80.25}, KeypointVisibility::visible},
                  {{300, 60}, i ? KeypointVisibility::visible : KeypointVisibility::hidden},
                  {{420, 200.5}, KeypointVisibility::visible},
                  {{100.5, 80.25}, i ? KeypointVisibility::visible : KeypointVisibility::outside}};
    picture.regions = {regionFromKeypointSet(set)};
    made.pictures.push_back(picture);
  }
  return made;
}

std::vector<int> visibilityOf(const KeypointSet& set) {
  std::vector<int> values;
  for (const Keypoint& point : set.points)
    values.push_back(static_cast<int>(point.visibility));
  return values;
}

std::set<std::pair<int, int>> withoutDirection(const std::vector<std::pair<int, int>>& pairs) {
  std::set<std::pair<int, int>> all;
  for (const auto& [a, b] : pairs)
    all.emplace(std::min(a, b), std::max(a, b));
  return all;
}

} // namespace

class TestKeypointFiles : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;

 private Q_SLOTS:
  void comesBack_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("withEdges");
    const auto row = [](const char* title, AnnotationFormat format, const char* name, bool edges) {
      QTest::newRow(title) << static_cast<int>(format) << QString::fromLatin1(name) << edges;
    };
    row("VIA 2", AnnotationFormat::via2, "via.json", true);
    row("COCO keypoints", AnnotationFormat::cocoKeypoints, "coco.json", true);
    row("YOLO pose", AnnotationFormat::yoloPose, "yolo", false);
  }
  void comesBack() {
    QFETCH(int, format);
    QFETCH(QString, name);
    QFETCH(bool, withEdges);
    const fs::path out = folder_.filePath(name).toStdString();
    const Project before = project();
    const auto written = writeAnnotations(before, static_cast<AnnotationFormat>(format), out);
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
    const auto read = readAnnotations(out);
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().sentence().c_str());
    QCOMPARE(read->project.pictures.size(), std::size_t(2));
    for (std::size_t i = 0; i < 2; ++i) {
      QCOMPARE(read->project.pictures[i].regions.size(), std::size_t(1));
      const auto wanted = keypointSetOf(before.pictures[i].regions[0]);
      const auto set = keypointSetOf(read->project.pictures[i].regions[0]);
      QVERIFY(set && wanted);
      QCOMPARE(set->kind.name, wanted->kind.name);
      QCOMPARE(set->kind.keypoints, wanted->kind.keypoints);
      if (withEdges) QCOMPARE(set->kind.edges, wanted->kind.edges);
      QCOMPARE(withoutDirection(set->kind.flipPairs), withoutDirection(wanted->kind.flipPairs));
      QCOMPARE(visibilityOf(*set), visibilityOf(*wanted));
      for (std::size_t k = 0; k < set->points.size(); ++k)
        if (wanted->points[k].visibility != KeypointVisibility::outside)
          QVERIFY(norm(set->points[k].at - wanted->points[k].at) < 1e-6);
    }
  }

  void aRimsHiddenCornersComeBack_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("name");
    for (const auto& [format, name] : {std::pair{AnnotationFormat::via2, "rim.json"},
                                       {AnnotationFormat::via3, "rim3.json"},
                                       {AnnotationFormat::cocoKeypoints, "rim-coco.json"},
                                       {AnnotationFormat::yoloPose, "rim-yolo"},
                                       {AnnotationFormat::cvat, "rim.xml"},
                                       {AnnotationFormat::datumaro, "rim-datumaro"}})
      QTest::newRow(name) << static_cast<int>(format) << QString::fromLatin1(name);
  }
  void aRimsHiddenCornersComeBack() {
    using enum KeypointVisibility;
    QFETCH(int, format);
    QFETCH(QString, name);
    const fs::path out = folder_.filePath(name).toStdString();
    const Rim rim{
        {{100, 100}, {300, 110}, {310, 250}, {90, 240}}, {}, {}, {visible, hidden, visible, visible}};
    Project before;
    before.pictures.resize(1);
    before.pictures[0].id = before.pictures[0].filename = "a.png";
    setPictureSize(before.pictures[0], {640, 480});
    before.pictures[0].regions = {regionFromRim(rim)};
    const auto written = writeAnnotations(before, static_cast<AnnotationFormat>(format), out);
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
    const auto read = readAnnotations(out);
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().sentence().c_str());
    QCOMPARE(read->project.pictures.size(), std::size_t(1));
    const auto back = rimOf(read->project.pictures[0]);
    QVERIFY(back && back->complete());
    QVERIFY(back->visibility == rim.visibility);
    for (std::size_t i = 0; i < 4; ++i)
      QVERIFY(norm(back->corners[i] - rim.corners[i]) < 1e-6);
  }

  void theFilesSayItInTheirWords() {
    const fs::path coco = folder_.filePath("words.json").toStdString(),
                   yolo = folder_.filePath("words").toStdString();
    QVERIFY(writeAnnotations(project(), AnnotationFormat::cocoKeypoints, coco).ok());
    QVERIFY(writeAnnotations(project(), AnnotationFormat::yoloPose, yolo).ok());
    std::string json = readFile(coco).value();
    std::erase_if(json, [](char c) { return c == ' ' || c == '\n'; });
    QVERIFY(json.find(R"("skeleton":[[1,3],[3,2],[2,1]])") != std::string::npos);
    QVERIFY(json.find(R"("keypoints":["frontleft","back","frontright","tag"])") != std::string::npos);
    QVERIFY(json.find(R"("num_keypoints":3)") != std::string::npos);
    const std::string yaml = readFile(yolo / "data.yaml").value();
    QVERIFY(yaml.find("kpt_shape: [4, 3]\nflip_idx: [2, 1, 0, 3]\n") != std::string::npos);
  }

  // VIA holds a place for them all, other formats do not.
  void whereUnlabelledOnesLieIsNoDifference() {
    Project given;
    given.pictures.resize(1);
    Picture& picture = given.pictures[0];
    picture.id = picture.filename = "a.png";
    setPictureSize(picture, {64, 48});
    const KeypointTemplate kind{"bird", {"beak", "wing", "tail"}, {}, {}};
    picture.regions = {
        regionFromKeypointSet({kind, {{{20, 20}}, {{40, 40}}, {{20, 20}, KeypointVisibility::outside}}}),
        regionFromKeypointSet({kind, {{{20, 20}}, {{40, 40}}, {{60, 47}, KeypointVisibility::outside}}}),
        regionFromKeypointSet({kind, {{{3, 4}, KeypointVisibility::outside}, {{9, 9}}, {{9, 12}}}})};
    const fs::path folder = folder_.filePath("unlabelled").toStdString();
    fs::create_directories(folder);
    for (const AnnotationFormat format : {AnnotationFormat::cocoKeypoints, AnnotationFormat::yoloPose,
                                          AnnotationFormat::cvat, AnnotationFormat::datumaro}) {
      const auto written = writeAnnotations(given, format, folder / formatName(format));
      QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
      QCOMPARE(written->differences, std::vector<std::string>());
    }
  }

  void edgesThatYoloCannotHoldAreTold() {
    const auto losses = lossesOf(project(), AnnotationFormat::yoloPose);
    QVERIFY(std::any_of(losses.begin(), losses.end(), [](const Loss& loss) {
      return loss.what.find("skeleton") != std::string::npos || loss.what.find("edges") != std::string::npos;
    }));
  }
};

QTEST_GUILESS_MAIN(TestKeypointFiles)
#include "test_keypoint_files.moc"
