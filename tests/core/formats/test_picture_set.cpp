// Which pictures a path opens, and which files are found to belong to them.
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_format.h"
#include "core/formats/depth_io.h"
#include "core/formats/folder_index.h"
#include "core/formats/image_io.h"
#include "core/formats/picture_set.h"
#include "core/formats/via_project.h"
#include "tests/support/shared_data.h"
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <sys/stat.h>

using namespace fillscope;

namespace {

QStringList names(const OpenedProject& opened) {
  QStringList list;
  for (const Picture& picture : opened.project.pictures)
    list << QString::fromStdString(picture.filename);
  return list;
}

PictureSources sources(const OpenedProject& opened, const std::string& name) {
  for (const Picture& picture : opened.project.pictures)
    if (picture.filename == name) return sourcesOf(picture);
  return {"no such picture", {}, 0, 0, {}, 0};
}

OpenedProject opened(const QString& path) {
  auto result = openPath(path.toStdString());
  if (!result) qFatal("%s", result.error().sentence().c_str());
  return std::move(*result);
}

} // namespace

class TestPictureSet : public QObject {
  Q_OBJECT
  std::unique_ptr<QTemporaryDir> folder_;

  QString make(const QString& name, const std::string& content = "x") {
    const QString path = folder_->filePath("Kisten, neu #1/" + name);
    QDir().mkpath(QFileInfo(path).path());
    if (!writeFileAtomically(path.toStdString(), content)) qFatal("cannot write the test's file");
    return path;
  }
  QString boxes() const { return folder_->filePath("Kisten, neu #1"); }

 private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void naturalOrder() {
    std::vector<std::string> list{"box10.png", "Box2.png", "box1.png", "box02b.png",
                                  "a.png",     "box2.png", "10.png",   "9.png"};
    std::sort(list.begin(), list.end(), naturallyBefore);
    QCOMPARE(list, (std::vector<std::string>{"9.png", "10.png", "a.png", "box1.png", "Box2.png", "box2.png",
                                             "box02b.png", "box10.png"}));
  }

  void whatBelongsToAPicture_data() {
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("depth");
    QTest::addColumn<QString>("camera");
    const auto row = [](const char* title, const QString& files, const QString& picture, const QString& depth,
                        const QString& camera) {
      QTest::newRow(title) << files.split(' ') << picture << depth << camera;
    };
    row("color and depth", "a.color.png a.depth.png intrinsics.txt", "a.color.png", "a.depth.png",
        "intrinsics.txt");
    row("plain picture", "a.jpg a.depth.tiff a.K.txt b.K.txt", "a.jpg", "a.depth.tiff", "a.K.txt");
    row("dashes", "a-color.png a-depth.png a.K.json intrinsics.json", "a-color.png", "a-depth.png",
        "a.K.json");
    row("underscores", "a_rgb.png a_depth.pgm a_intrinsic.json", "a_rgb.png", "a_depth.pgm",
        "a_intrinsic.json");
    row("capitals", "Box.COLOR.PNG box.depth.PNG", "Box.COLOR.PNG", "box.depth.PNG", "");
    row("bare names", "rgb.png depth.png realsense_intrinsic.json", "rgb.png", "depth.png",
        "realsense_intrinsic.json");
    row("a camera's dump", "a.png a_Depth.raw", "a.png", "a_Depth.raw", "");
    row("float before 16 bits", "a.png a.depth.png a.depth.npy", "a.png", "a.depth.npy", "");
    row("camera of a collection", "f-000001.color.png f-000001.depth.png cam.info.txt", "f-000001.color.png",
        "f-000001.depth.png", "cam.info.txt");
    row("the camera of another picture", "a.png b.png b.K.txt", "a.png", "", "");
    row("nothing", "a.png notes.txt pose.json b.depth.png", "a.png", "", "");
    row("names that only end alike", "indepth.png in.png K.txt", "in.png", "", "K.txt");
  }

  void whatBelongsToAPicture() {
    QFETCH(QStringList, files);
    QFETCH(QString, picture);
    QFETCH(QString, depth);
    QFETCH(QString, camera);
    for (const QString& file : files)
      make(file);
    const OpenedProject project = opened(boxes());
    QVERIFY2(names(project).contains(picture), qPrintable(names(project).join(' ')));
    const PictureSources found = sources(project, picture.toStdString());
    QCOMPARE(QString::fromStdString(found.depthFile), depth);
    QCOMPARE(QString::fromStdString(found.intrinsicsFile), camera);
    QCOMPARE(found.depthScale, 0.0);
    for (const QString& name : names(project))
      QVERIFY2(!name.contains(".depth.") && !name.contains("-depth."), qPrintable(name));
  }

  void newProjectOfAFolder() {
    for (const char* name : {"box10.jpg", "box9.jpg", ".hidden.jpg", "notes.txt", "left.depth.png"})
      make(name);
    for (const QString& path : {boxes(), boxes() + "/"}) {
      const OpenedProject project = opened(path);
      QVERIFY(project.isNew);
      QCOMPARE(names(project), (QStringList{"box9.jpg", "box10.jpg"}));
      QCOMPARE(QString::fromStdString(project.project.name), QString("Kisten, neu #1"));
      QCOMPARE(QString::fromStdString(project.projectFile.filename().string()),
               QString("Kisten, neu #1.fillscope.json"));
      QCOMPARE(project.project.pictures[0].id, std::string("box9.jpg1"));
      QCOMPARE(project.project.pictures[0].size, 1LL);
      QVERIFY(project.notes.size() == 2 && project.notes[1].find("left.depth.png") != std::string::npos);
    }
  }

  void masksOfPicturesAreNone() {
    for (const char* name : {"box.color.png", "box.mask.png", "Tray.jpg", "tray_mask.png", "alone.mask.png"})
      make(name);
    QCOMPARE(names(opened(boxes())), (QStringList{"alone.mask.png", "box.color.png", "Tray.jpg"}));
  }

  /// Whoever opened a pipe would wait for ever.
  void pipesAreNoPictures() {
    make("box.jpg");
    for (const char* name : {"notes.json", "other.png", "K.txt"})
      QCOMPARE(::mkfifo((boxes().toStdString() + "/" + name).c_str(), 0600), 0);
    QCOMPARE(names(opened(boxes())), (QStringList{"box.jpg"}));
  }

  void namesThatNoProjectCanHoldAreLeftOutAndTold() {
    make("box.jpg");
    const std::string odd = "k\xf6ln.png";
    QVERIFY(writeFileAtomically(boxes().toStdString() + "/" + odd, "x").ok());
    const OpenedProject found = opened(boxes());
    QCOMPARE(names(found), (QStringList{"box.jpg"}));
    const auto tells = [](const std::string& note) {
      return note.find("k\xc3\xb6ln.png") != std::string::npos;
    };
    QVERIFY(std::any_of(found.notes.begin(), found.notes.end(), tells));
    QVERIFY(!openPath(boxes().toStdString() + "/" + odd).ok());
    Project named;
    named.pictures.resize(1);
    named.pictures[0].filename = odd;
    const auto written =
        writeAnnotations(named, AnnotationFormat::coco, boxes().toStdString() + "/coco.json");
    QVERIFY(!written.ok() && written.error().sentence().find("UTF-8") != std::string::npos);
  }

  void emptyBoxIsOfferedToTheOthers() {
    DepthMap depth;
    depth.values = Raster<float>(8, 6, 1, 1.0f);
    for (const char* name : {"empty.color.png", "full.color.png", "small.color.png", "bare.color.png"})
      make(name);
    for (const char* name : {"empty.depth.png", "full.depth.png"})
      QVERIFY(saveDepth(depth, (boxes() + "/" + name).toStdString()));
    depth.values = Raster<float>(4, 3, 1, 1.0f);
    QVERIFY(saveDepth(depth, (boxes() + "/small.depth.png").toStdString()));
    const OpenedProject project = opened(boxes());
    QCOMPARE(sources(project, "full.color.png").emptyDepthFile, std::string("empty.depth.png"));
    QCOMPARE(sources(project, "empty.color.png").emptyDepthFile, std::string());
    QCOMPARE(sources(project, "small.color.png").emptyDepthFile, std::string());
    QCOMPARE(sources(project, "bare.color.png").emptyDepthFile, std::string());
  }

  void colourAndDepthFolders() {
    for (const char* name : {"color/1.jpg", "color/2.jpg", "depth/1.png", "depth/2.png", "intrinsics.txt"})
      make(name);
    const OpenedProject above = opened(boxes());
    QCOMPARE(names(above), (QStringList{"color/1.jpg", "color/2.jpg"}));
    QCOMPARE(sources(above, "color/2.jpg").depthFile, std::string("depth/2.png"));
    QCOMPARE(sources(above, "color/2.jpg").intrinsicsFile, std::string("intrinsics.txt"));
    const OpenedProject inside = opened(boxes() + "/color");
    QCOMPARE(sources(inside, "1.jpg").depthFile, std::string("../depth/1.png"));
  }

  void projectOfAFolderIsOpened() {
    make("a.jpg");
    make("b.jpg");
    Project project;
    project.name = "kept";
    project.pictures.resize(1);
    project.pictures[0].filename = "b.jpg";
    const auto path = [&](const char* name) {
      return std::filesystem::path((boxes() + "/" + name).toStdString());
    };
    QVERIFY(saveViaProject(project, path("b.fillscope.json")));
    QVERIFY2(opened(boxes()).isNew, "the project of one picture was taken for the folder's");
    QVERIFY(saveViaProject(project, path("work.json")));
    OpenedProject found = opened(boxes());
    QVERIFY(!found.isNew && found.projectFile == path("work.json"));
    QCOMPARE(QString::fromStdString(found.project.name), QString("kept"));
    QVERIFY(saveViaProject(project, path("more.json")));
    found = opened(boxes());
    QVERIFY(found.isNew && found.notes.size() == 2);
    QVERIFY(saveViaProject(project, defaultProjectFile(boxes().toStdString())));
    QVERIFY(!opened(boxes()).isNew);
  }

  void projectAmongTheRecordsOfManyPictures() {
    for (int i = 0; i < 30; ++i) {
      make(QString("%1.color.png").arg(i));
      make(QString("%1.json").arg(i), "{}");
    }
    Project project;
    project.pictures.resize(1);
    project.pictures[0].filename = "7.color.png";
    QVERIFY(saveViaProject(project, (boxes() + "/project.json").toStdString()));
    const OpenedProject found = opened(boxes());
    QVERIFY(!found.isNew);
    QCOMPARE(names(found), QStringList{"7.color.png"});
  }

  void brokenProjectIsNotPassedOver() {
    make("a.jpg");
    make("work.fillscope.json", "{\n\"_via_settings\":");
    const auto result = openPath(boxes().toStdString());
    QVERIFY(!result);
    QVERIFY(result.error().what.find("line 2") == 0);
  }

  void lonePicture() {
    make("a.color.png");
    make("a.depth.png");
    make("b.color.png");
    const OpenedProject project = opened(boxes() + "/a.color.png");
    QCOMPARE(names(project), QStringList{"a.color.png"});
    QCOMPARE(sources(project, "a.color.png").depthFile, std::string("a.depth.png"));
    QCOMPARE(QString::fromStdString(project.projectFile.filename().string()),
             QString("a.color.fillscope.json"));
    QVERIFY(saveViaProject(project.project, project.projectFile));
    const OpenedProject again = opened(boxes() + "/a.color.png");
    QVERIFY(!again.isNew && again.project.pictures == project.project.pictures);
    QCOMPARE(names(opened(boxes() + "/a.depth.png")), QStringList{"a.color.png"});
  }

  void severalFiles() {
    make("b.jpg");
    make("a.jpg");
    make("other/measured.npy");
    make("other/calibration.txt", "1 0 0\n0 1 0\n0 0 1\n");
    const auto at = [&](const char* name) {
      return std::filesystem::path((boxes() + "/" + name).toStdString());
    };
    const auto pair = openPaths({at("b.jpg"), at("a.jpg"), at("b.jpg")});
    QVERIFY(pair && names(*pair) == (QStringList{"b.jpg", "a.jpg"}));
    const auto whole = openPaths({at("other/measured.npy"), at("a.jpg"), at("other/calibration.txt")});
    QVERIFY(whole && names(*whole) == QStringList{"a.jpg"});
    QCOMPARE(sources(*whole, "a.jpg").depthFile, std::string("other/measured.npy"));
    QCOMPARE(sources(*whole, "a.jpg").intrinsicsFile, std::string("other/calibration.txt"));
    QVERIFY(saveViaProject(pair->project, pair->projectFile));
    const auto next = openPaths({at("a.jpg"), at("b.jpg")});
    QVERIFY2(next && next->projectFile != pair->projectFile, "saving would write over another project");
    QVERIFY(!openPaths({at("a.jpg"), pair->projectFile}));
    QVERIFY(!openPaths({}));
  }

  void annotationsOfOthersAreNotWrittenOver() {
    make("a.jpg");
    make("a.depth.png");
    const QString path = make(
        "regions.json",
        R"({"a.jpg1":{"filename":"a.jpg","size":1,"regions":[{"shape_attributes":{"name":"polyline","all_points_x":[1,9,9,1],"all_points_y":[1,1,9,9]},"region_attributes":{}}]}})");
    const OpenedProject project = opened(path);
    QVERIFY(project.isNew);
    QCOMPARE(QString::fromStdString(project.projectFile.filename().string()),
             QString("regions.fillscope.json"));
    QVERIFY(rimOf(project.project.pictures[0])->complete());
    QCOMPARE(sources(project, "a.jpg").depthFile, std::string("a.depth.png"));
    QCOMPARE(names(opened(boxes())), QStringList{"a.jpg"});
  }

  void recordedFolders() {
    FILLSCOPE_NEEDS_SHARED_DATA(tote, "boxes/tote");
    FILLSCOPE_NEEDS_SHARED_DATA(pod, "boxes/pod-bin");
    FILLSCOPE_NEEDS_SHARED_DATA(armchair, "rgbd/armchair");
    FILLSCOPE_NEEDS_SHARED_DATA(table, "rgbd/tabletop");
    FILLSCOPE_NEEDS_SHARED_DATA(realsense, "rgbd/realsense");
    FILLSCOPE_NEEDS_SHARED_DATA(others, "rgbd/other-encodings");
    FILLSCOPE_NEEDS_SHARED_DATA(shapes, "annotations/via2-shapes");
    const OpenedProject box = opened(tote);
    QCOMPARE(names(box), (QStringList{"empty.color.png", "filled.color.png"}));
    QVERIFY((sources(box, "filled.color.png") ==
             PictureSources{"filled.depth.png", "empty.depth.png", 0, 0, "intrinsics.txt", 0}));
    QCOMPARE(int(opened(pod).project.pictures.size()), 5);
    QCOMPARE(sources(opened(pod), "frame-000003.color.png").depthFile, std::string("frame-000003.depth.png"));
    QCOMPARE(sources(opened(armchair), "color/00003.jpg").depthFile, std::string("depth/00003.png"));
    QCOMPARE(sources(opened(table), "test6-color.png").depthFile, std::string("test6-depth.png"));
    QCOMPARE(sources(opened(realsense), "rgb.png").intrinsicsFile, std::string("realsense_intrinsic.json"));
    QCOMPARE(sources(opened(others), "NYU_color.ppm").depthFile, std::string("NYU_depth.pgm"));
    QCOMPARE(int(opened(shapes).project.pictures[0].regions.size()), 34);
  }

  void whatCannotBeOpened_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::newRow("missing") << "none.jpg"
                             << "no such file";
    QTest::newRow("unknown kind") << "a.docx"
                                  << "no picture, no folder";
    QTest::newRow("table of annotations") << "a.csv"
                                          << "holds no annotations";
    QTest::newRow("depth by itself") << "lone.npy"
                                     << "no picture to go with";
    QTest::newRow("folder without pictures") << "bare"
                                             << "no pictures in this folder";
  }

  void whatCannotBeOpened() {
    QFETCH(QString, name);
    QFETCH(QString, words);
    for (const char* file : {"a.docx", "a.csv", "lone.npy", "bare/notes.txt"})
      make(file);
    const auto result = openPath((boxes() + "/" + name).toStdString());
    QVERIFY(!result);
    const QString sentence = QString::fromStdString(result.error().sentence());
    QVERIFY2(sentence.contains(words), qPrintable(sentence));
  }

  void linkedFoldersLeadToTheFiles() {
    const QString photo = make("rgbd/color/1.jpg", "photo");
    make("rgbd/depth/1.png", "depth");
    const QString other = make("more/2.jpg", "other");
    const QString link = folder_->filePath("link");
    QVERIFY(QFile::link(boxes() + "/rgbd/color", link));
    const auto readBack = [&](const OpenedProject& project, std::size_t index) {
      const Picture& picture = project.project.pictures[index];
      const auto file = resolvePicture(project.project, picture, project.folder);
      return readFile(file).ok() ? *readFile(file) : "nothing at " + file.string();
    };
    // The link's parent is not the folder's: "../more" from the link would be nowhere.
    const auto dropped = openPaths({(link + "/1.jpg").toStdString(), other.toStdString()});
    QVERIFY(dropped.ok());
    QCOMPARE(readBack(*dropped, 0), std::string("photo"));
    QCOMPARE(readBack(*dropped, 1), std::string("other"));
    // And a file in the link's own parent.
    const QString beside = folder_->filePath("3.jpg");
    QVERIFY(writeFileAtomically(beside.toStdString(), "beside"));
    const auto withNeighbour = openPaths({(link + "/1.jpg").toStdString(), beside.toStdString()});
    QVERIFY(withNeighbour.ok());
    QCOMPARE(readBack(*withNeighbour, 1), std::string("beside"));
  }

  void manyPictures() {
    QDir().mkpath(boxes());
    constexpr int count = 20000;
    for (int i = 0; i < count; ++i) {
      QFile file(boxes() + QString("/box%1.jpg").arg(i));
      QVERIFY(file.open(QIODevice::WriteOnly));
    }
    make("box7.depth.png");
    const OpenedProject project = opened(boxes());
    QCOMPARE(int(project.project.pictures.size()), count);
    QCOMPARE(project.project.pictures[10].filename, std::string("box10.jpg"));
    QCOMPARE(sources(project, "box7.jpg").depthFile, std::string("box7.depth.png"));
    const auto stopped = openPath(boxes().toStdString(), Progress{{}, [] { return true; }});
    QCOMPARE(int(stopped.error().code), int(ErrorCode::cancelled));
  }
};

QTEST_GUILESS_MAIN(TestPictureSet)
#include "test_picture_set.moc"
