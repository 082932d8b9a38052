// The program as a process: the real window, loaded, measured, grabbed, closed.
#include "app/gui/workspaces.h"
#include "tests/app/gui/window_fixture.h"
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

class TestScreenshotProcess : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { box_ = writeBoxFolder(toPath(home_.path()) / "boxes"); }

  void grabsTheLoadedWindow_data() {
    QTest::addColumn<QStringList>("more");
    QTest::newRow("annotate") << QStringList{};
    QTest::newRow("volume, dark") << QStringList{"--workspace", "volume", "--theme", "dark"};
    QTest::newRow("data set") << QStringList{"--workspace", "dataset"};
    QTest::newRow("other picture") << QStringList{"--picture", "empty"};
  }
  void grabsTheLoadedWindow() {
    QFETCH(QStringList, more);
    const QString file = home_.filePath(QStringLiteral("shot.png"));
    QFile::remove(file);
    run(QStringList{"--screenshot", file, "--size", "1000x700", toText(box_.folder)} + more, 0);
    const QImage image(file);
    QCOMPARE(image.size(), QSize(1000, 700));
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 5)
      for (int x = 0; x < image.width(); x += 5)
        colours.insert(image.pixel(x, y));
    QVERIFY2(colours.size() > 100, "photo and cloud are on it");
  }

  // Neither data sets nor trainings need a project.
  void grabsWhatNeedsNoProject_data() {
    QTest::addColumn<QString>("workspace");
    for (const Workspace workspace : allWorkspaces)
      if (!needsProject(workspace)) QTest::newRow(qPrintable(idOf(workspace))) << idOf(workspace);
  }
  void grabsWhatNeedsNoProject() {
    QFETCH(QString, workspace);
    const auto shot = [this](const QString& shown, bool withProject) {
      const QString file = home_.filePath(QStringLiteral("%1-%2.png").arg(shown).arg(withProject));
      QStringList more{"--screenshot", file, "--size", "1000x700", "--workspace", shown};
      if (withProject) more << toText(box_.folder);
      run(more, 0);
      return QImage(file);
    };
    const QImage alone = shot(workspace, false), withProject = shot(workspace, true);
    QCOMPARE(alone.size(), QSize(1000, 700));
    const QImage annotate = shot(QStringLiteral("annotate"), true);
    QVERIFY(alone != annotate);
    QVERIFY2(annotate != withProject, "the project's opening shows what was asked for");
  }

  void badInputEndsWithASentence() {
    const QString error = run({"--screenshot", home_.filePath("x.png"), home_.filePath("nowhere")}, 3);
    QVERIFY2(error.contains("nowhere"), qPrintable(error));
    QVERIFY(!QFile::exists(home_.filePath("x.png")));
    run({"--screenshot", home_.filePath("x.png"), toText(box_.folder), "--picture", "moon"}, 3);
    run({"--screenshot", home_.filePath("no/such/folder/x.png"), toText(box_.folder)}, 3);
    run({"--screenshot"}, 2);
    QFile recording(home_.filePath("box.bag"));
    QVERIFY(recording.open(QIODevice::WriteOnly) && recording.write("#ROSBAG V2.0\n") > 0);
    recording.close();
    QVERIFY(run({"--screenshot", home_.filePath("x.png"), recording.fileName()}, 3)
                .contains("fillscope-cli frames"));
  }

  void helpNeedsNoDisplay() {
    QProcessEnvironment bare = environment();
    bare.remove(QStringLiteral("DISPLAY"));
    QProcess process;
    process.setProcessEnvironment(bare);
    process.start(program(), {"--help"});
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains("Examples"));
  }

 private:
  static QString program() { return QStringLiteral(FILLSCOPE_BINARY_DIR "/bin/fillscope"); }
  QProcessEnvironment environment() const {
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
      all.insert(QLatin1String(name), home_.path() + QLatin1Char('/') + QLatin1String(name));
    return all;
  }
  QString run(const QStringList& arguments, int exitCode) {
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(program(), arguments);
    const bool ended = process.waitForFinished(120000);
    const QString error = QString::fromUtf8(process.readAllStandardError());
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != exitCode)
      QTest::qFail(qPrintable(QStringLiteral("exit code %1: %2").arg(process.exitCode()).arg(error)),
                   __FILE__, __LINE__);
    return error;
  }

  QTemporaryDir home_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestScreenshotProcess>(argc, argv); }
#include "test_screenshot_process.moc"
