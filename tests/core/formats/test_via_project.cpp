// VIA files of every generation come in, go out as VIA demands, and lose nothing on the way.
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/picture_lookup.h"
#include "core/formats/via_project.h"
#include "tests/support/shared_data.h"
#include "tests/support/via_rules.h"
#include <QTemporaryDir>
#include <QTest>
#include <bit>
#include <map>
#include <random>

using namespace fillscope;
using rapidjson::Value;

namespace {

/// The value with its members sorted, numbers as their shortest text: equal texts mean equal values, whole
/// numbers and fractions told apart.
std::string sorted(const Value& value) {
  std::string text;
  if (value.IsObject()) {
    std::multimap<std::string, std::string> members;
    for (const auto& item : value.GetObject())
      members.emplace(item.name.GetString(), sorted(item.value));
    for (const auto& [name, json] : members)
      text += name + ":" + json + "\n";
    return "{" + text + "}";
  }
  if (!value.IsArray()) return compactJson(value);
  for (const Value& item : value.GetArray())
    text += sorted(item) + ",";
  return "[" + text + "]";
}

std::string file(const QString& path) { return readFile(path.toStdString()).value(); }

rapidjson::Document json(const std::string& text) { return parseJson(text, "test").value(); }

Project parsed(const std::string& text) {
  auto project = parseViaProject(text, "test.json");
  if (!project) qFatal("%s", project.error().sentence().c_str());
  return std::move(*project);
}

/// One picture with these regions, as a VIA 2 project.
std::string projectWith(const std::string& regions) {
  return R"({"_via_settings":{},"_via_img_metadata":{"a.jpg5":{"filename":"a.jpg","size":5,"regions":)" +
         regions + R"(,"file_attributes":{}}},"_via_attributes":{"region":{},"file":{}}})";
}

void addSharedFiles() {
  QTest::addColumn<QString>("path");
  QTest::addColumn<int>("pictures");
  QTest::addColumn<int>("regions");
  const auto row = [](const char* path, int pictures, int regions) {
    QTest::newRow(path) << QString("annotations/") + path << pictures << regions;
  };
  row("canonical/via2_project_canonical.json", 2, 6);
  row("canonical/via2_annotations.json", 2, 6);
  row("via-early/sample_img5_region_data.json", 2, 5);
  row("via2-shapes/via_region_data.json", 4, 42);
  row("via2-project/data/via_project.json", 309, 937);
  row("via2-many-points/via_export_json.json", 63, 7898);
  row("via2-polygons/val/via_region_data.json", -1, 349);
  row("via2-video/sherlock_ep01_tracks_FRCNN.json", 266, -1);
}

} // namespace

class TestViaProject : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void canonicalProjectComesBackEqual() {
    FILLSCOPE_NEEDS_SHARED_DATA(path, "annotations/canonical/via2_project_canonical.json");
    const auto before = json(file(path));
    const auto after = json(viaProjectJson(parsed(file(path))));
    for (const auto& item : before.GetObject()) {
      QVERIFY2(member(after, item.name.GetString()), item.name.GetString());
      QCOMPARE(QString::fromStdString(sorted(after[item.name])), QString::fromStdString(sorted(item.value)));
    }
    QCOMPARE(after.MemberCount(), before.MemberCount());
  }

  void everyGenerationLoads_data() { addSharedFiles(); }

  void everyGenerationLoads() {
    QFETCH(QString, path);
    QFETCH(int, pictures);
    QFETCH(int, regions);
    FILLSCOPE_NEEDS_SHARED_DATA(root, "annotations");
    const auto project = loadViaProject(tests::sharedData(path).toStdString());
    QVERIFY2(project, project.ok() ? "" : project.error().sentence().c_str());
    if (pictures >= 0) QCOMPARE(int(project->pictures.size()), pictures);
    int count = 0;
    for (const Picture& picture : project->pictures) {
      count += int(picture.regions.size());
      for (const Region& region : picture.regions)
        QVERIFY(!std::holds_alternative<UnknownShape>(region.shape));
    }
    if (regions >= 0) QCOMPARE(count, regions);
    const std::string text = viaProjectJson(*project);
    QCOMPARE(QString::fromStdString(tests::brokenViaRule(text)), QString());
    Project again = parsed(text);
    for (auto member : {&Project::settingsJson, &Project::attributesJson, &Project::name})
      again.*member = (*project).*member; // completed on the way out
    QVERIFY(again == *project);
    QCOMPARE(viaProjectJson(parsed(text)), text);
  }

  void metadataOfARealProjectIsUnchanged() {
    FILLSCOPE_NEEDS_SHARED_DATA(path, "annotations/via2-project/data/via_project.json");
    const auto before = json(file(path)), after = json(viaProjectJson(parsed(file(path))));
    for (const char* name :
         {"_via_img_metadata", "_via_settings", "_via_image_id_list", "_via_data_format_version"})
      QVERIFY2(sorted(after[name]) == sorted(before[name]), name);
  }

  void unknownMembersStay() {
    const std::string text =
        R"({"_via_settings":{"ui":{},"core":{"buffer_size":"18","default_filepath":".\\Bilder"},"project":{"name":"x","later":2.50},"new":3},
        "_via_img_metadata":{"b.jpg-1":{"score":1e-9,"filename":"b.jpg","size":-1,"regions":[{"shape_attributes":{"name":"rect","x":1,"y":2,"width":3,"height":4,"angle":0.10},"region_attributes":{"n":5},"id":{"deep":[null,true,"ü\n"]}}],"file_attributes":{},"tags":["a"]},
        "a.jpg-1":{"filename":"a.jpg","size":-1,"regions":[{"shape_attributes":{"name":"spline","knots":[1,2]},"region_attributes":{}},{"shape_attributes":{"name":"circle","cx":1},"region_attributes":{}}],"file_attributes":{}}},
        "_via_attributes":{"region":{"n":{"type":"number","unit":"mm"}},"file":{},"more":1},"_via_image_id_list":["a.jpg-1","b.jpg-1"],"_via_other":{"k":[]},"mine":12345678901234567890})";
    const Project project = parsed(text);
    QCOMPARE(project.pictures[0].filename, std::string("a.jpg"));
    QCOMPARE(project.defaultPath, std::string(".\\Bilder"));
    const auto before = json(text), after = json(viaProjectJson(project));
    for (const auto& item : before.GetObject())
      QCOMPARE(QString::fromStdString(sorted(after[item.name])), QString::fromStdString(sorted(item.value)));
  }

  void objectsThatViaCannotLoadStandBesideTheSettings() {
    const std::string text =
        R"({"_via_settings":{"ui":{"image":{"region_label":"a"},"mine":{"a":1}},"core":{},"project":{"name":"x","empty":{}},)"
        R"("myapp":{"deep":{"list":[1]}},"number":3},"_via_img_metadata":{},"_via_attributes":{}})";
    const Project project = parsed(text);
    const std::string written = viaProjectJson(project);
    QCOMPARE(QString::fromStdString(tests::brokenViaRule(written)), QString());
    const auto root = json(written);
    QVERIFY(!root["_via_settings"].HasMember("myapp") && !root["_via_settings"]["ui"].HasMember("mine"));
    QCOMPARE(root["_via_settings"]["number"].GetInt(), 3);
    const Project again = parsed(written);
    QCOMPARE(QString::fromStdString(sorted(json(again.settingsJson))),
             QString::fromStdString(sorted(json(project.settingsJson))));
    QVERIFY(again.extras.empty());
    QCOMPARE(viaProjectJson(again), written);
  }

  void numbersAreExact() {
    std::mt19937_64 random(11);
    Project project;
    project.pictures.resize(1);
    project.pictures[0].filename = "a.jpg";
    std::vector<Vec2> points{
        {158, -0.0}, {0.1 + 0.2, 1.0 / 3}, {5e-324, 1.7976931348623157e308}, {1e21, 123456789012345680.0}};
    while (points.size() < 20000) {
      const double any = std::bit_cast<double>(random());
      const double usual = std::uniform_real_distribution<>(-1e4, 1e4)(random);
      if (std::isfinite(any)) points.push_back({any, usual});
    }
    project.pictures[0].regions.push_back({PolylineShape{points}, {}, {}, {}});
    const std::string text = viaProjectJson(project);
    QVERIFY(text.find("\"all_points_x\":[158,0.30000000000000004,5e-324,") != std::string::npos);
    const Project again = parsed(text);
    const auto& read = std::get<PolylineShape>(again.pictures[0].regions[0].shape).points;
    QCOMPARE(read.size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      QCOMPARE(std::bit_cast<quint64>(read[i].x), std::bit_cast<quint64>(points[i].x));
      QCOMPARE(std::bit_cast<quint64>(read[i].y), std::bit_cast<quint64>(points[i].y));
    }
  }

  void oldAndBentFilesAreUnderstood_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("regions");
    const QString rect =
        R"([{"shape_attributes":{"name":"rect","x":10,"y":20.5,"width":3,"height":4},"region_attributes":{}}])";
    QTest::newRow("numbers as texts")
        << QString::fromStdString(projectWith(
               R"([{"shape_attributes":{"name":"rect","x":"10","y":" 20.50","width":"3","height":4},"region_attributes":{}}])"))
        << rect;
    QTest::newRow("no region attributes")
        << QString::fromStdString(
               projectWith(R"([{"shape_attributes":{"name":"rect","x":10,"y":20.5,"width":3,"height":4}}])"))
        << rect;
    QTest::newRow("bare file name, nothing but regions")
        << R"({"a.jpg":{"regions":{"0":{"shape_attributes":{"name":"rect","x":10,"y":20.5,"width":3,"height":4}}}}})"
        << rect;
    QTest::newRow("null regions") << QString::fromStdString(projectWith("null")) << "[]";
    QTest::newRow("null region") << QString::fromStdString(projectWith("[null]")) << "[]";
    QTest::newRow("regions by number")
        << QString::fromStdString(projectWith(
               R"({"10":{"shape_attributes":{"name":"point","cx":10,"cy":1},"region_attributes":{}},"9":{"shape_attributes":{"name":"point","cx":9,"cy":1},"region_attributes":{}}})"))
        << R"([{"shape_attributes":{"name":"point","cx":9,"cy":1},"region_attributes":{}},{"shape_attributes":{"name":"point","cx":10,"cy":1},"region_attributes":{}}])";
    QTest::newRow("ellipse without theta")
        << QString::fromStdString(projectWith(
               R"([{"shape_attributes":{"name":"ellipse","cx":1,"cy":2,"rx":3,"ry":4},"region_attributes":{}}])"))
        << R"([{"shape_attributes":{"name":"ellipse","cx":1,"cy":2,"rx":3,"ry":4,"theta":0},"region_attributes":{}}])";
    QTest::newRow("closed polygon")
        << QString::fromStdString(projectWith(
               R"([{"shape_attributes":{"name":"polygon","all_points_x":[1,2,3,1],"all_points_y":[1,1,2,1]},"region_attributes":{}}])"))
        << R"([{"shape_attributes":{"name":"polygon","all_points_x":[1,2,3],"all_points_y":[1,1,2]},"region_attributes":{}}])";
    QTest::newRow("closed polyline stays closed")
        << QString::fromStdString(projectWith(
               R"([{"shape_attributes":{"name":"polyline","all_points_x":[1,2,3,1],"all_points_y":[1,1,2,1]},"region_attributes":{}}])"))
        << R"([{"shape_attributes":{"name":"polyline","all_points_x":[1,2,3,1],"all_points_y":[1,1,2,1]},"region_attributes":{}}])";
    QTest::newRow("duplicated regions")
        << QString::fromStdString(projectWith(
               R"([{"shape_attributes":{"name":"point","cx":9,"cy":1},"region_attributes":{}},{"shape_attributes":{"name":"point","cx":9,"cy":1},"region_attributes":{}}])"))
        << R"([{"shape_attributes":{"name":"point","cx":9,"cy":1},"region_attributes":{}},{"shape_attributes":{"name":"point","cx":9,"cy":1},"region_attributes":{}}])";
  }

  void oldAndBentFilesAreUnderstood() {
    QFETCH(QString, text);
    QFETCH(QString, regions);
    const auto written = viaProjectJson(parsed(text.toStdString()));
    QCOMPARE(QString::fromStdString(tests::brokenViaRule(written)), QString());
    const auto after = json(written);
    const auto expected = json(regions.toStdString());
    const Value& entry = after["_via_img_metadata"].MemberBegin()->value;
    QCOMPARE(QString::fromStdString(sorted(entry["regions"])), QString::fromStdString(sorted(expected)));
    QCOMPARE(QString(entry["filename"].GetString()), QString("a.jpg"));
  }

  void membersOfAnotherKindAreWrittenOnce() {
    const auto project = parseViaProject(
        R"({"_via_settings":{},"_via_attributes":{},"_via_img_metadata":{"a":{"filename":7,"size":1,)"
        R"("file_attributes":[],"regions":[{"shape_attributes":{"name":"point","cx":1,"cy":2},)"
        R"("region_attributes":"none"}]},"b":{"filename":"b","size":1,"file_attributes":[1],"regions":[]}}})",
        "here");
    QVERIFY(project.ok());
    QCOMPARE(project->pictures[0].filename, std::string("a"));
    QVERIFY(project->pictures[0].extras == (Extras{{"filename_as_read", "7"}}));
    QVERIFY(project->pictures[0].regions[0].extras == (Extras{{"region_attributes_as_read", "\"none\""}}));
    QVERIFY(project->pictures[1].extras == (Extras{{"file_attributes_as_read", "[1]"}}));
    const auto again = parseViaProject(viaProjectJson(*project), "again");
    QVERIFY(again.ok());
    QVERIFY(again->pictures == project->pictures);
  }

  void manyPicturesOfOneNameStayQuick() {
    constexpr int count = 50000;
    std::string text = R"({"_via_settings":{},"_via_attributes":{},"_via_img_metadata":{)";
    for (int i = 0; i < count; ++i)
      text +=
          (i ? "," : "") + std::string(R"("a":{"filename":"a","size":1,"regions":[],"file_attributes":{}})");
    auto project = parseViaProject(text + "}}", "here");
    QVERIFY(project.ok());
    QCOMPARE(project->pictures.back().id, "a-" + std::to_string(count));
    for (Picture& picture : project->pictures)
      picture.id = "a";
    const auto again = parseViaProject(viaProjectJson(*project), "again");
    QCOMPARE(again->pictures.back().id, "a-" + std::to_string(count));
  }

  void sizesOfAllKinds() {
    const Project project = parsed(
        R"({"a":{"filename":"a","size":"63930","regions":[]},"b":{"filename":"b","regions":[]},"c":{"filename":"c","size":null,"regions":[]},"d":{"filename":"d","size":-1,"regions":[]}})");
    std::vector<long long> sizes;
    for (const Picture& picture : project.pictures)
      sizes.push_back(picture.size);
    QCOMPARE(sizes, (std::vector<long long>{63930, -1, -1, -1}));
  }

  void idsAndTheirList() {
    const Project project = parsed(
        R"({"_via_settings":{},"_via_attributes":{},"_via_img_metadata":{"b":{"filename":"b","regions":[]},"c":{"filename":"c","regions":[]},"a":{"filename":"a","regions":[]},"b":{"filename":"b","regions":[null],"note":1}},"_via_image_id_list":["a","gone","b","a"]})");
    std::vector<std::string> ids;
    for (const Picture& picture : project.pictures)
      ids.push_back(picture.id);
    QCOMPARE(ids, (std::vector<std::string>{"a", "b", "c", "b-2"})); // unlisted ones behind, nothing lost
    Project made;
    made.pictures.resize(2);
    made.pictures[0].filename = made.pictures[1].filename = "same.jpg";
    QCOMPARE(QString::fromStdString(tests::brokenViaRule(viaProjectJson(made))), QString());
  }

  void attributesAndOptionsAreDeclared() {
    Project project = parsed(
        R"({"_via_settings":{},"_via_attributes":{"region":{"kind":{"type":"dropdown","description":"d","options":{"x":"X"},"default_options":{}}},"file":{}},"_via_img_metadata":{"a":{"filename":"a","size":1,"regions":[{"shape_attributes":{"name":"point","cx":1,"cy":1},"region_attributes":{"kind":"y","free":"text","set":{"p":true},"count":3}},{"shape_attributes":{"name":"point","cx":1,"cy":1},"region_attributes":{"kind":"","set":{"q":true}}}],"file_attributes":{"depth_file":"d.png"}}}})");
    const auto after = json(viaProjectJson(project));
    QCOMPARE(
        compactJson(after["_via_attributes"]),
        std::string(
            R"({"region":{"kind":{"type":"dropdown","description":"d","options":{"x":"X","y":"y"},"default_options":{}},"free":{"type":"text","description":"","default_value":""},"set":{"type":"checkbox","description":"","options":{"p":"p","q":"q"},"default_options":{}},"count":{"type":"text","description":"","default_value":""}},"file":{"depth_file":{"type":"text","description":"","default_value":""}}})"));
  }

  void newProjectKeepsVIAsSettings() {
    Project project;
    project.name = "Kisten, \"groß\" #1";
    project.pictures.resize(1);
    project.pictures[0].filename = "ü #1, a.jpg";
    const auto root = json(viaProjectJson(project));
    QCOMPARE(QString(root["_via_settings"]["project"]["name"].GetString()), QString("Kisten, \"groß\" #1"));
    QCOMPARE(QString(root["_via_settings"]["ui"]["image"]["region_label"].GetString()),
             QString("__via_region_id__"));
    const Project again = parsed(viaProjectJson(project));
    QCOMPARE(again.name, project.name);
    QCOMPARE(again.pictures[0].filename, project.pictures[0].filename);
  }

  void faultsAreNamed_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("code");
    const int bad = int(ErrorCode::badInput), unsupported = int(ErrorCode::unsupported);
    QTest::newRow("empty") << ""
                           << "line 1" << bad;
    QTest::newRow("not JSON") << "filename,file_size"
                              << "line 1" << bad;
    QTest::newRow("syntax") << "{\n \"_via_settings\":{},\n \"_via_img_metadata\":{,}}"
                            << "line 3, column 23" << bad;
    QTest::newRow("zero bytes") << QString(20, QChar(0)) << "line 1" << bad;
    QTest::newRow("two documents") << "{\"a\":{\"regions\":[]}}\n{}"
                                   << "line 2" << bad;
    QTest::newRow("empty object") << "{}"
                                  << "no VIA project" << bad;
    QTest::newRow("metadata is a list") << "{\n\"_via_settings\":{},\n\"_via_img_metadata\":[]}"
                                        << "line 3" << bad;
    QTest::newRow("entry is a number") << "{\"a\":{\"regions\":[]},\n\"b\":5}"
                                       << "line 2: \"b\"" << bad;
    QTest::newRow("regions is a number") << "{\"a\":{\"regions\":[]},\n\n\"b\":{\"regions\":7}}"
                                         << "line 3: \"b\"" << bad;
    QTest::newRow("region is a text") << "{\"a\":{\"regions\":[\"x\"]}}"
                                      << "line 1: \"a\"" << bad;
    QTest::newRow("nested without end")
        << QString("{\"_via_img_metadata\":").leftJustified(2000000, '[') << "line 1" << bad;
    QTest::newRow("list") << "[1]"
                          << "a JSON list" << unsupported;
    QTest::newRow("COCO") << R"({"images":[],"annotations":[],"categories":[]})"
                          << "COCO" << unsupported;
    QTest::newRow("labelme") << R"({"version":"5","shapes":[],"imagePath":"a.jpg"})"
                             << "labelme" << unsupported;
    QTest::newRow("VIA 3") << R"({"project":{},"config":{},"attribute":{},"file":{},"metadata":{},"view":{}})"
                           << "VIA 3" << unsupported;
    QTest::newRow("attributes only") << R"({"region":{},"file":{}})"
                                     << "attribute list" << unsupported;
  }

  void faultsAreNamed() {
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QFETCH(int, code);
    const auto project = parseViaProject(text.toStdString(), "boxes.json");
    QVERIFY(!project);
    const QString sentence = QString::fromStdString(project.error().sentence());
    QVERIFY2(sentence.contains(expected), qPrintable(sentence));
    QVERIFY2(sentence.startsWith("boxes.json: "), qPrintable(sentence));
    QCOMPARE(int(project.error().code), code);
  }

  void bracketsWithoutEnd() {
    const std::string deep =
        "{\"_via_img_metadata\":{},\"x\":" + std::string(300000, '[') + std::string(300000, ']') + "}";
    const auto project = parseViaProject(deep, "deep.json");
    QVERIFY(!project);
    QVERIFY(project.error().what.find("nested deeper") != std::string::npos);
  }

  void otherProgramsFilesAreNamed() {
    FILLSCOPE_NEEDS_SHARED_DATA(via3, "annotations/canonical/via3_from_via2.json");
    FILLSCOPE_NEEDS_SHARED_DATA(derived, "annotations/via3-points/via3_project_derived.json");
    FILLSCOPE_NEEDS_SHARED_DATA(coco, "annotations/other-formats/tests/assets/coco_dataset/"
                                      "coco_person_keypoints/annotations/person_keypoints_train.json");
    for (const auto& [path, kind] :
         {std::pair(via3, "VIA 3"), std::pair(derived, "VIA 3"), std::pair(coco, "COCO")}) {
      const auto project = loadViaProject(path.toStdString());
      QVERIFY(!project);
      QVERIFY2(project.error().what.find(kind) != std::string::npos, project.error().sentence().c_str());
    }
  }

  void cutOffFilesNeverOpen() {
    FILLSCOPE_NEEDS_SHARED_DATA(path, "annotations/canonical/via2_project_canonical.json");
    for (const std::string& text : {file(path), viaProjectJson(parsed(file(path)))}) {
      const std::size_t end = text.find_last_of('}');
      for (std::size_t length = 0; length <= end; ++length)
        QVERIFY2(!parseViaProject(text.substr(0, length), "cut.json"), qPrintable(QString::number(length)));
    }
  }

  void savedFilesOpenEqual_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << "project.json";
    QTest::newRow("spaces, umlauts, commas, number signs") << "Größe 1, Kiste #2 (neu).fillscope.json";
    QTest::newRow("as long as names may be") << QString("n").repeated(250) + ".json";
  }

  void savedFilesOpenEqual() {
    QFETCH(QString, name);
    QTemporaryDir folder;
    const QDir deep(folder.filePath(QString("ein Ordner, #/").append(QString("tief/").repeated(30))));
    QVERIFY(deep.mkpath("."));
    const auto path = std::filesystem::path(deep.filePath(name).toStdString());
    Project project = parsed(
        projectWith(R"([{"shape_attributes":{"name":"point","cx":0.1,"cy":1},"region_attributes":{}}])"));
    const auto saved = saveViaProject(project, path);
    QVERIFY2(saved, saved.ok() ? "" : saved.error().sentence().c_str());
    const auto again = loadViaProject(path);
    QVERIFY(again);
    QVERIFY(again->pictures == project.pictures);
    QCOMPARE(QDir(deep).entryList(QDir::Files | QDir::Hidden).size(), 1);
    project.pictures[0].regions[0].shape = PointShape{{std::nan(""), 1}};
    QVERIFY(!saveViaProject(project, path));
    QVERIFY(loadViaProject(path)->pictures == again->pictures);
  }

  void picturesAreFound_data() {
    QTest::addColumn<QString>("filename");
    QTest::addColumn<QString>("defaultPath");
    QTest::addColumn<QString>("found");
    QTest::newRow("beside the project") << "top.jpg"
                                        << ""
                                        << "top.jpg";
    QTest::newRow("below the default path") << "a.jpg"
                                            << "images/"
                                            << "images/a.jpg";
    QTest::newRow("default path without its slash") << "a.jpg"
                                                    << "images"
                                                    << "images/a.jpg";
    QTest::newRow("Windows' default path") << "a.jpg"
                                           << ".\\images"
                                           << "images/a.jpg";
    QTest::newRow("folder gone, bare name beside") << "C:\\fotos\\top.jpg"
                                                   << ""
                                                   << "top.jpg";
    QTest::newRow("only deeper, once") << "once, #1.jpg"
                                       << ""
                                       << "images/sub/once, #1.jpg";
    QTest::newRow("deeper, in two folders") << "twice.jpg"
                                            << ""
                                            << "";
    QTest::newRow("in two folders, the path tells") << "/gone/right/twice.jpg"
                                                    << ""
                                                    << "right/twice.jpg";
    QTest::newRow("web address") << "https://example.org/pics/top.jpg?size=1"
                                 << ""
                                 << "top.jpg";
    QTest::newRow("nowhere") << "missing.jpg"
                             << ""
                             << "";
    QTest::newRow("no name") << ""
                             << ""
                             << "";
  }

  void picturesAreFound() {
    QFETCH(QString, filename);
    QFETCH(QString, defaultPath);
    QFETCH(QString, found);
    QTemporaryDir folder;
    for (const QString path :
         {"top.jpg", "images/a.jpg", "images/sub/once, #1.jpg", "left/twice.jpg", "right/twice.jpg"}) {
      QVERIFY(QDir(folder.path()).mkpath(QFileInfo(path).path()));
      QFile made(folder.filePath(path));
      QVERIFY(made.open(QIODevice::WriteOnly));
    }
    Project project;
    project.defaultPath = defaultPath.toStdString();
    Picture picture;
    picture.filename = filename.toStdString();
    const auto path = resolvePicture(project, picture, folder.path().toStdString());
    QCOMPARE(QString::fromStdString(path.string()), found.isEmpty() ? QString() : folder.filePath(found));
    // One of many finds the same.
    const auto looked = PictureLookup(folder.path().toStdString()).find(project, picture);
    QCOMPARE(looked.lexically_normal(), path);
  }

  void aMissingPictureIsNoOthers() {
    QTemporaryDir home;
    const std::filesystem::path folder = home.path().toStdString();
    Project project;
    for (const char* name : {"day1/s/rgb.png", "day2/s/rgb.png", "rgb.png", "day3/rgb.png"}) {
      Picture picture;
      picture.filename = name;
      project.pictures.push_back(picture);
    }
    PictureLookup before(folder);
    for (const char* there : {"day1/s/rgb.png", "rgb.png"}) {
      std::filesystem::create_directories((folder / there).parent_path());
      QVERIFY(writeFileAtomically(folder / there, "x").ok());
    }
    for (const Picture& picture : project.pictures) {
      const bool isThere = picture.filename == "day1/s/rgb.png" || picture.filename == "rgb.png";
      const auto expected = isThere ? folder / picture.filename : std::filesystem::path();
      QCOMPARE(resolvePicture(project, picture, folder), expected);
      QCOMPARE(before.find(project, picture), expected);
    }
    // A file that the project knows nothing of may be the one that was moved.
    project.pictures.erase(project.pictures.begin());
    QCOMPARE(resolvePicture(project, project.pictures[0], folder), folder / "day1/s/rgb.png");
    QCOMPARE(PictureLookup(folder).find(project, project.pictures[0]), folder / "day1/s/rgb.png");
  }
};

QTEST_GUILESS_MAIN(TestViaProject)
#include "test_via_project.moc"
