// labelme's files in and out, X-AnyLabeling's in, and labelme's own reader on what is written for it.
#include "core/annotation/region_edit.h"
#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/annotation_format.h"
#include "core/formats/image_io.h"
#include "core/formats/picture_set.h"
#include "core/formats/via_project.h"
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

Region regionWith(Shape shape, const char* label) {
  Region region;
  region.shape = std::move(shape);
  region.attributes.set("label", std::string(label));
  return region;
}

Project sample() {
  Project project;
  project.pictures.resize(2);
  Picture& a = project.pictures[0];
  a.filename = "a.png";
  a.regions = {regionWith(RectShape{1.5, 2, 30, 20.25}, "box"),
               regionWith(CircleShape{{20, 20}, 7.5}, "lid"),
               regionWith(PolygonShape{{{1, 1}, {39, 1}, {20, 28.125}}}, "fl\xc3\xa4"
                                                                         "che \"x\""),
               regionWith(PolylineShape{{{1, 1}, {9, 1}, {5, 8}, {2, 2}}}, "edge"),
               regionWith(PolylineShape{{{1, 1}, {9, 1}}}, "edge"),
               regionWith(PointShape{{0.1, -3}}, "dot")};
  a.regions[0].attributes.set("group_id", std::string("3"));
  a.regions[0].attributes.set("description", std::string("left one"));
  a.regions[0].attributes.set("flags", AttributeValue{R"({"wet":true,"torn":false})", true});
  a.regions[1].attributes.set("colour", std::string("red"));
  a.regions[1].attributes.set("set", AttributeValue{R"({"a":[1,2.5]})", true});
  a.regions[2].extras.emplace_back("score", "0.75");
  Rim rim{{{1, 1}, {38, 2}, {37, 28}, {2, 27}}, BoxSize{0.6, 0.4, 0.2}, {}};
  a.regions.push_back(regionFromRim(rim));
  project.pictures[1].filename = "sub/b.png";
  project.pictures[1].regions = {regionWith(RectShape{0, 0, 5, 5}, "box")};
  return project;
}

/// The same with the attributes by name: labelme puts what it does not know at the end.
std::vector<Region> sorted(std::vector<Region> regions) {
  for (Region& region : regions)
    std::sort(region.attributes.items.begin(), region.attributes.items.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
  return regions;
}

} // namespace

class TestLabelme : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> folder_;
  fs::path at(const char* name) const { return fs::path(folder_->filePath(name).toStdString()); }
  fs::path make(const char* name, const std::string& text) const {
    fs::create_directories(at(name).parent_path());
    if (!writeFileAtomically(at(name), text)) qFatal("not written");
    return at(name);
  }
  void makePicture(const char* name) const {
    fs::create_directories(at(name).parent_path());
    if (!saveImage(Image(40, 30, 3), at(name))) qFatal("not written");
  }
  ImportedAnnotations read(const fs::path& path) const {
    auto result = readAnnotations(path);
    if (!result) qFatal("%s", result.error().sentence().c_str());
    return std::move(*result);
  }

 private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void comesBackEqual() {
    makePicture("images/a.png");
    makePicture("images/sub/b.png");
    WriteOptions options;
    options.images = at("images");
    const Project project = sample();
    const auto written = writeAnnotations(project, AnnotationFormat::labelme, at("labels"), options);
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
    QVERIFY(written->losses.empty());
    QVERIFY2(written->differences.empty(),
             written->differences.empty() ? "" : written->differences[0].c_str());
    QCOMPARE(written->files.size(), std::size_t(2));
    QVERIFY(fs::exists(at("labels/sub/b.json")));
    const auto again = read(at("labels"));
    QCOMPARE(again.report.format, AnnotationFormat::labelme);
    QCOMPARE(again.report.variant, std::string("labelme 5.1.1"));
    QCOMPARE(again.report.picturesFound, 2);
    QCOMPARE(again.project.pictures[0].filename, std::string("../images/a.png"));
    QVERIFY((pictureSizeOf(again.project.pictures[0]) == PictureSize{40, 30}));
    for (std::size_t i = 0; i < 6; ++i) {
      const Region &before = project.pictures[0].regions[i], &after = again.project.pictures[0].regions[i];
      QVERIFY2(after.shape == before.shape, before.attributes.text("label").c_str());
      QVERIFY(after.extras == before.extras);
      for (const auto& [name, value] : before.attributes.items)
        QVERIFY2(after.attributes.find(name) && *after.attributes.find(name) == value, name.c_str());
    }
    QVERIFY(rimOf(again.project.pictures[0]) == rimOf(project.pictures[0]));
    QVERIFY(isMarkedRim(again.project.pictures[0].regions[6]));
    QCOMPARE(again.project.pictures[0].regions[6].attributes.text("label"), std::string("box"));
  }

  void labelmesOwnReaderOpensIt() {
    const QString python = QStringLiteral("/usr/bin/python3");
    QProcess probe;
    probe.start(python, {"-c", "import labelme.label_file"});
    if (!probe.waitForFinished(60000) || probe.exitCode() != 0) {
      if (qEnvironmentVariableIsSet("CI")) QFAIL("labelme is missing: install the package labelme");
      QSKIP("labelme is missing: install the package labelme");
    }
    makePicture("images/a.png");
    makePicture("images/sub/b.png");
    WriteOptions options;
    options.images = at("images");
    QVERIFY(writeAnnotations(sample(), AnnotationFormat::labelme, at("labels"), options).ok());
    const QString script =
        "import sys\n"
        "from labelme.label_file import LabelFile\n"
        "from labelme import utils\n"
        "from labelme.shape import Shape\n"
        "f = LabelFile(sys.argv[1])\n"
        "print(f.imagePath, len(f.imageData) > 0, sorted(f.otherData))\n"
        "for s in f.shapes:\n"
        "  Shape(label=s['label'], shape_type=s['shape_type'])\n"
        "  m = utils.shape_to_mask((30, 40), s['points'], s['shape_type'])\n"
        "  print(s['label'], s['shape_type'], len(s['points']), s['group_id'], s['flags'], int(m.sum()) > "
        "0)\n"
        "f.save(sys.argv[2], [{**{k: s[k] for k in ('label','points','group_id','shape_type','flags')}, "
        "**s['other_data']} for s in f.shapes], f.imagePath, 30, 40)\n";
    const auto again = at("labels/again.json");
    QProcess labelme;
    labelme.start(python,
                  {"-c", script, folder_->filePath("labels/a.json"), QString::fromStdString(again.string())});
    QVERIFY(labelme.waitForFinished(60000));
    QVERIFY2(labelme.exitCode() == 0, labelme.readAllStandardError().constData());
    QCOMPARE(QString::fromUtf8(labelme.readAllStandardOutput()),
             QString::fromUtf8("../images/a.png True []\n"
                               "box rectangle 2 3 {'wet': True, 'torn': False} True\n"
                               "lid circle 2 None {} True\n"
                               "fl\xc3\xa4"
                               "che \"x\" polygon 3 None {} True\n"
                               "edge linestrip 4 None {} True\n"
                               "edge line 2 None {} True\n"
                               "dot point 1 None {} True\n"
                               "box polygon 4 None {} True\n"));
    // What labelme saves anew is still the same project.
    QVERIFY(sorted(read(again).project.pictures[0].regions) ==
            sorted(read(at("labels/a.json")).project.pictures[0].regions));
  }

  void shapes_data() {
    QTest::addColumn<QString>("shape");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* name, const char* shape, const char* expected) {
      QTest::newRow(name) << shape << expected;
    };
    row("rectangle from below", R"("shape_type":"rectangle","points":[[9,8],[1,2]])", "rect");
    row("rectangle of four corners", R"("shape_type":"rectangle","points":[[1,2],[9,2],[9,8],[1,8]])",
        "rect");
    row("turned rectangle", R"("shape_type":"rotation","direction":0.5,"points":[[5,0],[9,4],[5,8],[1,4]])",
        "polygon");
    row("oriented rectangle", R"("shape_type":"oriented_rectangle","points":[[5,0],[9,4],[5,8],[1,4]])",
        "polygon");
    row("quadrilateral", R"("shape_type":"quadrilateral","points":[[5,0],[9,4],[5,8],[1,3]])", "polygon");
    row("no type", R"("points":[[5,0],[9,4],[5,8]])", "polygon");
    row("closed polygon", R"("shape_type":"polygon","points":[[5,0],[9,4],[5,8],[5,0]])", "polygon");
    row("numbers as texts", R"("shape_type":"point","points":[["5","0.5"]])", "point");
    row("points", R"("shape_type":"points","points":[[5,0],[9,4],[5,8]])", "keypoints");
    row("mask", R"("shape_type":"mask","points":[[5,0],[9,4]],"mask":"iVBORw0KGgo=")", "rect");
    row("circle", R"("shape_type":"circle","points":[[5,5],[5,9]])", "circle");
    row("cuboid", R"("shape_type":"cuboid","points":[[1,1],[2,1],[2,2],[1,2],[3,3],[4,3],[4,4],[3,4]])",
        "labelme");
    row("circle of three points", R"("shape_type":"circle","points":[[5,5],[5,9],[1,1]])", "labelme");
    row("no points", R"("shape_type":"polygon")", "labelme");
  }
  void shapes() {
    QFETCH(QString, shape);
    QFETCH(QString, name);
    const auto imported = read(make(
        "one.json",
        R"({"version":"4.5.6","flags":{"ok":true},"shapes":[{"label":"a",)" + shape.toStdString() +
            R"(,"group_id":null,"later":[1]}],"imagePath":"..\\p\\a.jpg","imageData":null,"imageHeight":10,"imageWidth":20,"mine":{"x":1}})"));
    QCOMPARE(imported.report.regions.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(imported.report.regions.begin()->first), name);
    const Picture& picture = imported.project.pictures[0];
    QCOMPARE(picture.filename, std::string("../p/a.jpg"));
    QVERIFY(picture.attributes.find("flags"));
    QVERIFY(std::find(picture.extras.begin(), picture.extras.end(),
                      std::pair<std::string, std::string>("mine", R"({"x":1})")) != picture.extras.end());
    QCOMPARE(imported.report.variant, std::string("labelme 4.5.6"));
    if (!shape.contains("points")) return; // labelme would refuse the file
    // And out again, with what is not known here.
    QVERIFY(writeAnnotations(imported.project, AnnotationFormat::labelme, at("out.json"), {}).ok());
    const std::string text = readFile(at("out.json")).value();
    QVERIFY(text.find("\"later\"") != text.npos && text.find("\"mine\"") != text.npos);
    const auto again = read(at("out.json"));
    QCOMPARE(again.project.pictures[0].regions.size(), std::size_t(1));
    if (name != "rect" && name != "keypoints")
      QVERIFY(again.project.pictures[0].regions[0].shape == picture.regions[0].shape);
  }

  void xAnyLabelingIsRead() {
    const auto imported = read(make(
        "x.json",
        R"({"version":"2.4.0","flags":{},"checked":true,"shapes":[{"kie_linking":[],"label":"box","score":0.5,
      "points":[[1,2],[9,2],[9,8],[1,8]],"group_id":7,"description":"d","difficult":false,"shape_type":"rectangle","flags":{},
      "attributes":{"colour":"red","n":3}}],"imagePath":"a.jpg","imageData":null,"imageHeight":10,"imageWidth":20})"));
    QCOMPARE(imported.report.format, AnnotationFormat::xAnyLabeling);
    QCOMPARE(imported.report.variant, std::string("X-AnyLabeling 2.4.0"));
    const Region& region = imported.project.pictures[0].regions[0];
    QVERIFY((std::get<RectShape>(region.shape) == RectShape{1, 2, 8, 6}));
    QCOMPARE(region.attributes.text("colour"), std::string("red"));
    QCOMPARE(region.attributes.text("group_id"), std::string("7"));
    QCOMPARE(region.attributes.text("description"), std::string("d"));
    QCOMPARE(region.attributes.text("n"), std::string("3"));
    QCOMPARE(region.extras.size(), std::size_t(4)); // kie_linking, score, difficult, that n is a number
  }

  void whatLabelmeLacksIsTold() {
    Project project;
    project.pictures.resize(1);
    Picture& picture = project.pictures[0];
    picture.filename = "a.png";
    setPictureSize(picture, {40, 30});
    picture.attributes.set("split", std::string("train"));
    picture.regions = {regionWith(EllipseShape{{20, 15}, 8, 4, 0.5}, "e"),
                       regionWith(UnknownShape{R"({"name":"spline"})"}, "u")};
    KeypointSet set{boxTemplate(), {}};
    for (int i = 0; i < 4; ++i)
      set.points.push_back({{double(i), 1}, i ? KeypointVisibility::visible : KeypointVisibility::hidden});
    picture.regions.push_back(regionFromKeypointSet(set));
    const auto written = writeAnnotations(project, AnnotationFormat::labelme, at("a.json"), {});
    QVERIFY(written.ok());
    QStringList told;
    for (const Loss& loss : written->losses)
      told << QString::fromStdString(loss.what + " -> " + loss.becomes);
    QCOMPARE(told, (QStringList{"the picture's attribute split -> ", "ellipse -> polygon of 72 points",
                                "spline -> ", "keypoints -> linestrip with the names as attributes",
                                "keypoints that are not visible -> points with an attribute"}));
    QVERIFY(written->differences.empty());
    const auto again = read(at("a.json"));
    QCOMPARE(again.project.pictures[0].regions.size(), std::size_t(2));
    QVERIFY(keypointSetOf(again.project.pictures[0].regions[1]) == set);
  }

  void anAddressStaysOne() {
    Project project;
    project.pictures.resize(1);
    project.pictures[0].filename = "https://h.org/p/a.png";
    project.pictures[0].regions = {regionWith(RectShape{0, 0, 5, 5}, "box")};
    const std::filesystem::path out = folder_->filePath("address").toStdString();
    QVERIFY(writeAnnotations(project, AnnotationFormat::labelme, out).ok());
    const auto read = readAnnotations(out);
    QVERIFY(read.ok() && read->project.pictures.size() == 1);
    QCOMPARE(read->project.pictures[0].filename, std::string("https://h.org/p/a.png"));
  }

  void picturesOfOneStemKeepTheirFiles() {
    Project project = sample();
    project.pictures[1].filename = "a.jpg";
    const auto written = writeAnnotations(project, AnnotationFormat::labelme, at("labels"), {});
    QVERIFY(written.ok());
    QVERIFY(written->files[0] != written->files[1]);
    QVERIFY(written->differences.empty());
    QVERIFY(!writeAnnotations(project, AnnotationFormat::labelme, at("all.json"), {}).ok());
  }

  void picturesOfOneNameInSeveralFoldersComeBackInTheirPlace() {
    Project project = sample();
    project.pictures.resize(2);
    project.pictures[0].filename = "cam2/0001.png";
    project.pictures[1].filename = "cam1/0001.png";
    project.pictures[1].regions.clear();
    Region point;
    point.shape = PointShape{{3, 4}};
    project.pictures[1].regions.push_back(point);
    const auto written = writeAnnotations(project, AnnotationFormat::labelme, at("cams"), {});
    QVERIFY(written.ok());
    QVERIFY2(written->differences.empty(),
             written->differences.empty() ? "" : written->differences[0].c_str());
  }

  void aMaskIsReadAsItsOutline() {
    // Rows 110000, 110000, 111100, 000000 and a single pixel at the right end of the first.
    const std::string png = "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAAAAACIbxGfAAAAGklEQVQIHR3BAQ0AAAzDIOpf9J4cyqgM"
                            "hck7NIADBoMcNvsAAAAASUVORK5CYII=";
    const auto mask = [&](const std::string& group) {
      return "{\"label\":\"m\",\"points\":[[10,20],[15.4,23.9]],\"shape_type\":\"mask\",\"group_id\":" +
             group + ",\"mask\":\"" + png + "\"}";
    };
    const auto imported = read(
        make("m.json", R"({"version":"5.4.1","flags":{},"shapes":[)" + mask("null") + "," + mask("4") +
                           R"(],"imagePath":"a.png","imageData":null,"imageHeight":30,"imageWidth":40})"));
    const auto& regions = imported.project.pictures[0].regions;
    QCOMPARE(regions.size(), std::size_t(4));
    double area = 0;
    for (const Region& region : regions) {
      QVERIFY(std::holds_alternative<PolygonShape>(region.shape));
      area += polygonArea(verticesOf(region.shape));
      QCOMPARE(region.attributes.text("label"), std::string("m"));
      QVERIFY(region.extras.empty()); // the outline says it all
    }
    QCOMPARE(area, 18.0); // of both
    QCOMPARE(regions[0].attributes.text("group_id"), std::string("5"));
    QCOMPARE(regions[1].attributes.text("group_id"), std::string("5"));
    QCOMPARE(regions[3].attributes.text("group_id"), std::string("4"));
    const auto outline = verticesOf(regions[0].shape);
    QVERIFY(std::count(outline.begin(), outline.end(), Vec2{10, 20}) == 1);
    QVERIFY(std::count(outline.begin(), outline.end(), Vec2{14, 23}) == 1);
    const auto written = writeAnnotations(imported.project, AnnotationFormat::labelme, at("out.json"), {});
    QVERIFY(written.ok() && written->differences.empty());
    QVERIFY(sorted(read(at("out.json")).project.pictures[0].regions) == sorted(regions));
  }

  void aSplitIsFolders() {
    Project project = sample();
    project.pictures.push_back(project.pictures[1]);
    project.pictures[2].filename = "deep/er/c.png";
    for (const char* name : {"images/a.png", "images/sub/b.png", "images/deep/er/c.png"})
      makePicture(name);
    WriteOptions options;
    options.images = at("images");
    options.split = {0.34, 0.33, 0.33};
    const auto written = writeAnnotations(project, AnnotationFormat::labelme, at("labels"), options);
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
    QVERIFY(written->losses.empty() && written->differences.empty());
    const auto again = read(at("labels"));
    QCOMPARE(again.report.format, AnnotationFormat::labelme);
    QCOMPARE(again.project.pictures.size(), std::size_t(3));
    QCOMPARE(again.report.picturesFound, 3);
    QStringList subsets;
    for (const Picture& picture : again.project.pictures)
      subsets << QString::fromStdString(picture.attributes.text("subset"));
    subsets.sort();
    QCOMPARE(subsets, (QStringList{"test", "train", "val"}));
    // What is in parts already is written in them.
    options.split.clear();
    options.images = at("labels");
    QVERIFY(writeAnnotations(again.project, AnnotationFormat::labelme, at("again"), options)->losses.empty());
    for (const char* part : {"again/train", "again/val", "again/test"})
      QVERIFY2(fs::is_directory(at(part)), part);
    QVERIFY(!writeAnnotations(project, AnnotationFormat::labelme, at("none/a.json"), options).ok());
    QVERIFY(!fs::exists(at("none")));
  }

  void picturesAreFoundWhereTheyLie() {
    makePicture("images/somewhere/else/a.png");
    makePicture("images/b#1.png");
    makePicture("images/b#2.png");
    Project project;
    for (const char* name : {"a.png", "b#1.png", "b#2.png"}) {
      project.pictures.emplace_back();
      project.pictures.back().filename = name;
      project.pictures.back().regions = {regionWith(RectShape{1, 1, 5, 5}, name)};
    }
    WriteOptions options;
    options.images = at("images");
    const auto written = writeAnnotations(project, AnnotationFormat::labelme, at("labels"), options);
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
    QVERIFY(written->losses.empty());
    QCOMPARE(written->files.size(), std::size_t(3));
    const auto again = read(at("labels"));
    QCOMPARE(again.report.picturesFound, 3);
    QCOMPARE(again.project.pictures[0].filename, std::string("../images/somewhere/else/a.png"));
  }

  void membersOfOthersDoNotTakeThePlaceOfItsOwn() {
    Project project = sample();
    project.pictures[0].extras = {{"imagePath", "\"x\""}, {"shapes", "3"}, {"mine", "1"}};
    project.pictures[0].regions[0].extras = {{"points", "[1]"}, {"shape_type", "\"mask\""}, {"mine", "1"}};
    const auto written = writeAnnotations(project, AnnotationFormat::labelme, at("labels"), {});
    QVERIFY(written.ok() && written->differences.empty());
    QVERIFY(std::count_if(written->losses.begin(), written->losses.end(),
                          [](const Loss& loss) { return loss.what.find("member") != loss.what.npos; }) == 4);
    const auto again = read(at("labels"));
    QVERIFY(again.project.pictures[0].regions[0].shape == project.pictures[0].regions[0].shape);
    QVERIFY(again.project.pictures[0].regions[0].extras == (Extras{{"mine", "1"}}));
  }

  void aKindThatIsNotDrawnIsWrittenAsOneThatIs() {
    const auto imported = read(
        make("x.json",
             R"({"version":"2.0.0","flags":{},"shapes":[{"label":"c","shape_type":"cuboid","kie_linking":[],
        "points":[[1,1],[2,1],[2,2],[1,2],[3,3],[4,3],[4,4],[3,4]]}],"imagePath":"a.png","imageData":null})"));
    QVERIFY(std::holds_alternative<UnknownShape>(imported.project.pictures[0].regions[0].shape));
    const auto written = writeAnnotations(imported.project, AnnotationFormat::labelme, at("out.json"), {});
    QVERIFY(written.ok());
    QVERIFY(std::any_of(written->losses.begin(), written->losses.end(),
                        [](const Loss& loss) { return loss.what == "cuboid" && loss.becomes == "polygon"; }));
    QVERIFY(readFile(at("out.json"))->find("\"shape_type\": \"polygon\"") != std::string::npos);
    const auto again = read(at("out.json"));
    QVERIFY(std::holds_alternative<UnknownShape>(again.project.pictures[0].regions[0].shape));
  }

  void aFolderOpensWithItsPictures() {
    makePicture("set/a.png");
    makePicture("set/c.png");
    make(
        "set/a.json",
        R"({"version":"5.1.1","flags":{},"shapes":[{"label":"box","points":[[1,2],[3,4]],"shape_type":"rectangle"}],"imagePath":"a.png","imageData":null})");
    const auto opened = openPath(at("set"));
    QVERIFY(opened.ok());
    QCOMPARE(opened->project.pictures.size(), std::size_t(2));
    QCOMPARE(opened->project.pictures[0].regions.size(), std::size_t(1));
    QVERIFY(opened->project.pictures[1].regions.empty());
  }

  // set/a.png is not set/old/a.png, though they have one name.
  void labelsOfSubfoldersStayWithTheirPictures() {
    for (const char* name : {"set/a.png", "set/b.png", "set/old/a.png"})
      makePicture(name);
    const auto label = [&](const char* file, const std::string& picture) {
      const QString text =
          R"({"shapes":[{"label":"box","points":[[1,2],[3,4]],"shape_type":"rectangle"}],"imagePath":"%1"})";
      make(file, text.arg(QString::fromStdString(picture)).toStdString());
    };
    label("set/old/a.json", "a.png");
    label("set/b.json", at("set/b.png").string()); // its whole path
    label("set/gone/c.json", "c.png");
    label("set/more/c.json", "c.png");
    makePicture("set/c.png");
    const auto opened = openPath(at("set"));
    QVERIFY(opened.ok());
    QStringList found;
    for (const Picture& picture : opened->project.pictures)
      found << QString("%1 %2").arg(QString::fromStdString(picture.filename)).arg(picture.regions.size());
    QCOMPARE(found,
             (QStringList{"a.png 0", "b.png 1", "c.png 0", "gone/c.png 1", "more/c.png 1", "old/a.png 1"}));
    fs::remove_all(at("set/more"));
    const auto alone = openPath(at("set")); // it can only be that one
    QCOMPARE(alone->project.pictures[2].regions.size(), std::size_t(1));
  }

  // imagePath starts where its file lies, wherever the files are opened from.
  void picturesAreFoundFromWhereTheirFileLies() {
    // Of the right names, but not where the files say.
    for (const char* name : {"set/a.png", "set/labels/deep/b.png", "set/c.png"})
      makePicture(name);
    for (const char* name : {"set/labels/deep/a.png", "set/images/b.png", "beside/c.png"})
      makePicture(name);
    const auto label = [&](const char* file, const char* picture) {
      const QString text =
          R"({"shapes":[{"label":"box","points":[[1,2],[3,4]],"shape_type":"rectangle"}],"imagePath":"%1"})";
      make(file, text.arg(picture).toStdString());
    };
    label("set/labels/deep/a.json", "a.png");
    label("set/labels/deep/b.json", "../../images/b.png");
    label("set/labels/c.json", "..\\\\..\\\\beside\\\\c.png"); // as JSON writes it on Windows
    const auto pictureOf = [&](const Project& project, const fs::path& folder, const char* name) {
      for (const Picture& picture : project.pictures)
        if (!picture.regions.empty() && fs::path(picture.filename).filename() == name)
          return fs::weakly_canonical(resolvePicture(project, picture, folder))
              .lexically_relative(fs::weakly_canonical(at(".")))
              .string();
      return std::string("none");
    };
    const std::pair<const char*, const char*> expected[] = {
        {"a.png", "set/labels/deep/a.png"}, {"b.png", "set/images/b.png"}, {"c.png", "beside/c.png"}};
    for (const char* folder : {"set", "set/labels"}) {
      const auto read = readAnnotations(at(folder));
      QVERIFY(read.ok());
      for (const auto& [name, place] : expected)
        QCOMPARE(pictureOf(read->project, at(folder), name), std::string(place));
    }
    const auto whole = openPath(at("set"));
    QVERIFY2(whole.ok(), whole ? "" : whole.error().sentence().c_str());
    for (const auto& [name, place] : expected)
      QCOMPARE(pictureOf(whole->project, whole->folder, name), std::string(place));
    for (const auto& [file, name, place] :
         {std::tuple("set/labels/deep/a.json", "a.png", "set/labels/deep/a.png"),
          std::tuple("set/labels/deep/b.json", "b.png", "set/images/b.png"),
          std::tuple("set/labels/c.json", "c.png", "beside/c.png")}) {
      const auto opened = openPath(at(file));
      QVERIFY2(opened.ok(), opened ? "" : opened.error().sentence().c_str());
      QCOMPARE(pictureOf(opened->project, opened->folder, name), std::string(place));
    }
  }

  void aDamagedFileOfAFolderIsAnError() {
    makePicture("set/a.png");
    makePicture("set/b.png");
    make(
        "set/a.json",
        R"({"version":"5.1.1","shapes":[{"label":"box","points":[[1,2],[3,4]],"shape_type":"rectangle"}],"imagePath":"a.png"})");
    make("set/log.json", R"({"session":7})"); // of another kind, whole
    QCOMPARE(openPath(at("set"))->project.pictures[0].regions.size(), std::size_t(1));
    make("set/b.json", R"({"version":"5.1.1","shapes":[{"label")");
    const auto opened = openPath(at("set"));
    QVERIFY(!opened.ok());
    QVERIFY2(opened.error().sentence().find("b.json: line 1") != std::string::npos,
             opened.error().sentence().c_str());
    // Where nothing else tells of labels it may be anything.
    fs::remove(at("set/a.json"));
    const auto without = openPath(at("set"));
    QVERIFY(without.ok());
    QCOMPARE(std::count_if(without->notes.begin(), without->notes.end(),
                           [](const auto& note) { return note.find("b.json: line 1") != note.npos; }),
             1);
  }

  void filesOfAFolderAreDecoded() {
    make("set/a.json", "{\"shapes\":[{\"label\":\"K\xE4stchen \\ud800\",\"points\":[[1,2],[3,4],[3,1]]}],"
                       "\"imagePath\":\"\xFC.png\"}");
    std::string wide("\xFF\xFE");
    for (const char c : std::string(R"({"shapes":[],"imagePath":"b.png"})"))
      (wide += c) += '\0';
    make("set/b.json", wide);
    const auto imported = read(at("set"));
    QCOMPARE(imported.project.pictures.size(), std::size_t(2));
    QCOMPARE(QString::fromStdString(imported.project.pictures[0].filename), QString::fromUtf8("\u00fc.png"));
    QCOMPARE(QString::fromStdString(labelOf(imported.project.pictures[0].regions[0])),
             QString::fromUtf8("K\u00e4stchen \ufffd"));
    QStringList notes;
    for (const ImportNote& note : imported.report.notes)
      if (note.kind == ImportNote::Kind::repaired) notes << QString::fromStdString(note.picture + note.text);
    QCOMPARE(notes.size(), 3);
    QVERIFY(notes[0].startsWith("a.json") && notes[0].contains("Windows-1252"));
    QVERIFY(notes[2].startsWith("b.json") && notes[2].contains("UTF-16"));
  }

  void membersWithViasNamesDoNotSpoilAProject() {
    const fs::path file = folder_->filePath("a.json").toStdString();
    QVERIFY(
        writeFileAtomically(file, R"({"version":"5.1.1","imagePath":"a.png","regions":"mine","size":"large",
      "shapes":[{"label":"box","points":[[1,2],[3,4],[5,1]],"shape_type":"polygon","shape_attributes":7}]})"));
    const auto imported = readAnnotations(file);
    QVERIFY(imported);
    const auto again = parseViaProject(viaProjectJson(imported->project), "again");
    QVERIFY2(again, again ? "" : again.error().what.c_str());
    const Picture& picture = again->pictures.at(0);
    QCOMPARE(picture.regions.size(), std::size_t(1));
    QVERIFY(picture.regions[0].extras == (Extras{{"shape_attributes_", "7"}}));
    QVERIFY(
        std::count(picture.extras.begin(), picture.extras.end(), Extras::value_type("regions_", "\"mine\"")));
    QVERIFY(
        std::count(picture.extras.begin(), picture.extras.end(), Extras::value_type("size_", "\"large\"")));
  }

  void aBrokenFileDoesNotOpen() {
    for (const char* text :
         {R"({"version":"5.1.1","imagePath":"a.png","shapes":7})", R"({"shapes":[],"imagePath":"a.png")"})
      QVERIFY(!readAnnotations(make("broken.json", text)).ok());
  }
};

QTEST_GUILESS_MAIN(TestLabelme)
#include "test_labelme.moc"
