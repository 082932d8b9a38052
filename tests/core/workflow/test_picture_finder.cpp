// Pictures that are not where their project says.
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/via_project.h"
#include "core/workflow/picture_finder.h"
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;
namespace fs = std::filesystem;

class TestPictureFinder : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    home_ = std::make_unique<QTemporaryDir>();
    for (const char* name :
         {"project/here.png", "project/sub/below.png", "project/.trash/gone.png", "photos/a/shot.png",
          "photos/a/shot.depth.png", "photos/b/shot.png", "photos/lone.png", "photos/intrinsics.txt"}) {
      fs::create_directories(path(name).parent_path());
      QVERIFY(writeFileAtomically(path(name), "x").ok());
    }
  }

  void missingIsWhatCannotBeResolved_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("missing");
    QTest::newRow("beside") << "here.png"
                            << "" << false;
    QTest::newRow("below, by its name") << "elsewhere/below.png"
                                        << "" << false;
    QTest::newRow("from another system") << "C:\\photos\\here.png"
                                         << "" << false;
    QTest::newRow("hidden folder") << "gone.png"
                                   << "" << true;
    QTest::newRow("nowhere") << "nowhere.png"
                             << "" << true;
    QTest::newRow("below the default path") << "lone.png"
                                            << "../photos" << false;
    QTest::newRow("address") << "https://example.org/x/none.png?size=1"
                             << "" << true;
  }
  void missingIsWhatCannotBeResolved() {
    QFETCH(QString, name);
    QFETCH(QString, base);
    QFETCH(bool, missing);
    const Project project = projectOf({name.toStdString()}, base.toStdString());
    QCOMPARE(missingPictures(project, path("project")).size(), std::size_t(missing));
    QCOMPARE(resolvePicture(project, project.pictures[0], path("project")).empty(), missing);
  }

  void longestSharedEndingDecides_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("found");
    QTest::newRow("one folder told") << "x/a/shot.png"
                                     << "photos/a/shot.png";
    QTest::newRow("the other told") << "b\\shot.png"
                                    << "photos/b/shot.png";
    QTest::newRow("two fit equally") << "shot.png"
                                     << "";
    QTest::newRow("only one there") << "q/lone.png"
                                    << "photos/lone.png";
    QTest::newRow("none") << "none.png"
                          << "";
  }
  void longestSharedEndingDecides() {
    QFETCH(QString, name);
    QFETCH(QString, found);
    const auto file = FileTree(path("photos")).find(name.toStdString());
    QCOMPARE(file ? QString::fromStdString(file->string()) : QString(),
             found.isEmpty() ? QString() : QString::fromStdString(path(found.toUtf8().constData()).string()));
  }

  void locatedPicturesBringTheirDepth() {
    Project project = projectOf({"here.png", "old/a/shot.png", "never.png"}, {});
    project.pictures[1].regions.push_back({RectShape{1, 2, 3, 4}, {}, {}, {}});
    const LocatedPictures located = locatePictures(project, path("project"), path("photos"));
    QCOMPARE(located.found, 1);
    QCOMPARE(located.missing, 1);
    QCOMPARE(located.project.pictures[0], project.pictures[0]);
    QCOMPARE(located.project.pictures[2], project.pictures[2]);
    const Picture& moved = located.project.pictures[1];
    QCOMPARE(QString::fromStdString(moved.filename), QStringLiteral("../photos/a/shot.png"));
    QCOMPARE(moved.regions, project.pictures[1].regions);
    QCOMPARE(QString::fromStdString(sourcesOf(moved).depthFile),
             QStringLiteral("../photos/a/shot.depth.png"));
  }

  void filesFollowTheirPictures_data() {
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("said");
    QTest::newRow("beside it") << "shots/lone.png"
                               << "shots/lone.depth.png"
                               << "../moved/lone.depth.png";
    QTest::newRow("in a folder beside its own") << "shots/lone.png"
                                                << "depths/lone.tif"
                                                << "../depths/lone.tif";
    QTest::newRow("written on Windows") << "C:\\data\\lone.png"
                                        << "C:\\data\\raw\\lone.tif"
                                        << "../moved/raw/lone.tif";
    QTest::newRow("elsewhere before, now beside it") << "shots/lone.png"
                                                     << "/cameras/k.txt"
                                                     << "../moved/k.txt";
    QTest::newRow("still where it was") << "shots/lone.png"
                                        << "here.txt"
                                        << "here.txt";
  }
  void filesFollowTheirPictures() {
    QFETCH(QString, picture);
    QFETCH(QString, written);
    QFETCH(QString, said);
    for (const char* name : {"moved/lone.png", "moved/lone.depth.png", "depths/lone.tif",
                             "moved/raw/lone.tif", "moved/k.txt", "project/here.txt", "moved/here.txt"}) {
      fs::create_directories(path(name).parent_path());
      QVERIFY(writeFileAtomically(path(name), "x").ok());
    }
    Project project = projectOf({picture.toStdString()}, {});
    PictureSources sources;
    sources.depthFile = sources.emptyDepthFile = sources.intrinsicsFile = written.toStdString();
    setSources(project.pictures[0], sources);
    project.pictures[0].attributes.set(maskAttribute, written.toStdString());
    const LocatedPictures located = locatePictures(project, path("project"), path("moved"));
    QCOMPARE(located.found, 1);
    QVERIFY(located.lostFiles.empty());
    const PictureSources found = sourcesOf(located.project.pictures[0]);
    QCOMPARE(QString::fromStdString(found.depthFile), said);
    QCOMPARE(QString::fromStdString(found.emptyDepthFile), said);
    QCOMPARE(QString::fromStdString(found.intrinsicsFile), said);
    QCOMPARE(QString::fromStdString(located.project.pictures[0].attributes.text(maskAttribute)), said);
  }

  void lostFilesAreTold() {
    Project project = projectOf({"rgb/lone.png", "rgb/shot.png"}, {});
    PictureSources sources;
    sources.depthFile = "depth/lone.png"; // the picture's own name: never the picture itself
    sources.intrinsicsFile = "gone.txt";
    setSources(project.pictures[0], sources);
    const LocatedPictures located = locatePictures(project, path("project"), path("photos"));
    QCOMPARE(located.found, 1);
    QVERIFY((located.lostFiles == std::vector<std::string>{"depth/lone.png", "gone.txt"}));
    QCOMPARE(sourcesOf(located.project.pictures[0]), sources);
  }

  void stoppedSearchFindsNothing() {
    Progress stopped;
    stopped.isCancelled = [] { return true; };
    QCOMPARE(locatePictures(projectOf({"old/lone.png"}, {}), path("project"), path("photos"), stopped).found,
             0);
  }

 private:
  fs::path path(const char* name) const { return fs::path(home_->path().toStdString()) / name; }
  static Project projectOf(const std::vector<std::string>& names, const std::string& base) {
    Project project;
    project.defaultPath = base;
    for (const std::string& name : names) {
      Picture picture;
      picture.filename = picture.id = name;
      project.pictures.push_back(picture);
    }
    return project;
  }
  std::unique_ptr<QTemporaryDir> home_;
};

QTEST_GUILESS_MAIN(TestPictureFinder)
#include "test_picture_finder.moc"
