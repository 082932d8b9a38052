// A project that is kept in another folder still means the same files.
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/picture_sources.h"
#include "core/workflow/project_paths.h"
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;

class TestProjectPaths : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void pathsAreSaidFromTheProjectsFolder_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("said");
    QTest::newRow("inside") << "/a/b/c.png"
                            << "/a/b"
                            << "c.png";
    QTest::newRow("below") << "/a/b/c/d.png"
                           << "/a/b"
                           << "c/d.png";
    QTest::newRow("beside") << "/a/x/d.png"
                            << "/a/b"
                            << "../x/d.png";
    QTest::newRow("far") << "/q/r/s.png"
                         << "/a/b/c/d"
                         << "/q/r/s.png";
    QTest::newRow("dots") << "/a/b/../b/c.png"
                          << "/a/b/."
                          << "c.png";
  }
  void pathsAreSaidFromTheProjectsFolder() {
    QFETCH(QString, file);
    QFETCH(QString, folder);
    QFETCH(QString, said);
    const std::string text =
        pathFor(std::filesystem::path(file.toStdString()), std::filesystem::path(folder.toStdString()));
    QCOMPARE(QString::fromStdString(text), said);
    QCOMPARE(fileOf(text, std::filesystem::path(folder.toStdString())),
             std::filesystem::path(file.toStdString()).lexically_normal());
  }

  void rebasedProjectMeansTheSameFiles() {
    QTemporaryDir home;
    const std::filesystem::path root = home.path().toStdString();
    std::filesystem::create_directories(root / "photos");
    std::filesystem::create_directories(root / "projects");
    QVERIFY(writeFileAtomically(root / "photos/a.png", "x").ok());
    Project project;
    Picture here, gone;
    here.filename = "a.png";
    PictureSources sources;
    sources.depthFile = "a.depth.png";
    setSources(here, sources);
    here.attributes.set(maskAttribute, "a.mask.png");
    gone.filename = "gone.png";
    project.pictures = {here, gone};
    const Project moved = rebased(project, root / "photos", root / "projects");
    QCOMPARE(QString::fromStdString(moved.pictures[0].filename), QStringLiteral("../photos/a.png"));
    QCOMPARE(QString::fromStdString(sourcesOf(moved.pictures[0]).depthFile),
             QStringLiteral("../photos/a.depth.png"));
    QCOMPARE(QString::fromStdString(moved.pictures[0].attributes.text(maskAttribute)),
             QStringLiteral("../photos/a.mask.png"));
    QCOMPARE(moved.pictures[1], gone);
    QCOMPARE(rebased(project, root / "photos", root / "photos"), project);
    // Below a folder that is not at hand now.
    project.defaultPath = "/media/stick/photos/";
    const Project away = rebased(project, root / "photos", root / "projects");
    QCOMPARE(away.defaultPath, std::string());
    QCOMPARE(away.pictures[1].filename, std::string("/media/stick/photos/gone.png"));
  }

  void rebasedFilesFollowAPictureThatWasFoundBelow() {
    QTemporaryDir home;
    const std::filesystem::path root = home.path().toStdString();
    std::filesystem::create_directories(root / "project/sub");
    for (const char* name : {"project/sub/a.png", "project/sub/a.depth.png"})
      QVERIFY(writeFileAtomically(root / name, "x").ok());
    Project project;
    Picture picture;
    picture.filename = "a.png";
    PictureSources sources;
    sources.depthFile = "a.depth.png";
    setSources(picture, sources);
    project.pictures = {picture};
    const Project moved = rebased(project, root / "project", root / "other");
    QCOMPARE(QString::fromStdString(moved.pictures[0].filename), QStringLiteral("../project/sub/a.png"));
    QCOMPARE(QString::fromStdString(sourcesOf(moved.pictures[0]).depthFile),
             QStringLiteral("../project/sub/a.depth.png"));
  }
};

QTEST_GUILESS_MAIN(TestProjectPaths)
#include "test_project_paths.moc"
