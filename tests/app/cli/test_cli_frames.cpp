// The verb frames as a user runs it: what a recording holds, frames of it, what is refused.
#include "cli_run.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "tests/support/recorded_scene.h"
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;
using namespace fillscope::test;
using namespace fillscope::tests;

class TestCliFrames : public QObject {
  Q_OBJECT

  QTemporaryDir home_;
  QString path(const QString& name) const { return home_.filePath(name); }
  static rapidjson::Document jsonOf(const Run& r) {
    rapidjson::Document document;
    document.Parse(r.out.toUtf8().constData());
    return document;
  }

 private Q_SLOTS:
  void initTestCase() {
    const std::string bytes = realSenseBag(recordedScene()).bytes();
    QVERIFY(writeFileQuickly(path("box.bag").toStdString(), bytes));
    QVERIFY(writeFileQuickly(path("short.bag").toStdString(), bytes.substr(0, bytes.size() * 6 / 10)));
  }

  void listsWhatIsThere() {
    const Run r = run({"frames", path("box.bag"), "--list"});
    QCOMPARE(r.exitCode, 0);
    QVERIFY(r.out.contains("0.200 s, 4 depth maps"));
    QVERIFY(
        r.out.contains("/device_0/sensor_0/Depth_0/image/data (sensor_msgs/Image): 4 messages, 15 a second, "
                       "424 × 240 pixels, mono16"));
    QVERIFY(r.out.contains("Depth is brought into the colour camera's view."));
    const auto json = jsonOf(run({"frames", path("box.bag"), "--list", "--json"}));
    QVERIFY(json.IsObject());
    QCOMPARE(json["topics"].Size(), 8u);
    QCOMPARE(json["view"].GetString(), "colour");
    QCOMPARE(json["picture_topic"].GetString(), "/device_0/sensor_1/Color_0/image/data");
    QVERIFY(!QDir(home_.path()).exists("frames.json"));
  }

  void writesFramesThatMeasure() {
    const Run r = run({"frames", "box.bag", "--out", "out", "--count", "2", "--median", "3"}, home_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY(r.out.contains("out/project.json") && r.out.contains("2 frames written"));
    QVERIFY(r.out.contains("Depth and picture are up to 4 ms apart."));
    QVERIFY(QFile::exists(path("out/box-000000ms.K.txt")) &&
            QFile::exists(path("out/box-000200ms.depth.png")));
    const RenderedBox truth = recordedScene().colour;
    QStringList corners;
    for (const Vec2 c : truth.corners)
      corners += QStringLiteral("%1,%2").arg(c.x).arg(c.y);
    const Run measured = run({"measure", "--image", "out/box-000000ms.color.png", "--depth",
                              "out/box-000000ms.depth.png", "--depth-scale", "0.0001", "--intrinsics",
                              "out/box-000000ms.K.txt", "--corners", corners.join(' '), "--json"},
                             home_.path());
    QVERIFY2(measured.exitCode == 0, qPrintable(measured.err));
    const Run again =
        run({"frames", "box.bag", "--out", "out", "--count", "2", "--median", "3"}, home_.path());
    QCOMPARE(again.exitCode, 3);
    QVERIFY(again.err.contains("Go on with --resume, or choose another folder."));
    const auto json = jsonOf(
        run({"frames", "box.bag", "--out", "out", "--count", "2", "--median", "3", "--resume", "--json"},
            home_.path()));
    QVERIFY(json.IsObject() && json["kept"].GetInt() == 2 && json["written"].GetInt() == 0);
  }

  void readsACutOffRecording() {
    const auto json = jsonOf(run({"frames", path("short.bag"), "--out", path("short"), "--json"}));
    QVERIFY(json.IsObject());
    QVERIFY(json["written"].GetInt() >= 1);
    QVERIFY(QString(json["notes"][0].GetString()).contains("short.bag is cut off or damaged"));
  }

  void refusesWhatIsWrong() {
    QCOMPARE(run({"frames", path("box.bag")}).exitCode, 2);
    QCOMPARE(run({"frames", path("box.bag"), "--out", path("x"), "--every", "0"}).exitCode, 2);
    QCOMPARE(run({"frames", path("box.bag"), "--out", path("x"), "--median", "100"}).exitCode, 2);
    QCOMPARE(run({"frames", path("box.bag"), "--out", path("x"), "--from", "3", "--to", "2"}).exitCode, 2);
    QCOMPARE(run({"frames", path("missing.bag"), "--out", path("x")}).exitCode, 3);
    const Run late = run({"frames", path("box.bag"), "--out", path("x"), "--from", "3"});
    QCOMPARE(late.exitCode, 3);
    QVERIFY(late.err.contains("the recording lasts 0.2 s"));
    QVERIFY(!QFile::exists(path("x")));
    const Run topic = run({"frames", path("box.bag"), "--list", "--depth", "/nothing"});
    QCOMPARE(topic.exitCode, 3);
    QVERIFY(topic.out.contains("Depth_0/image/data") && topic.err.contains("there is no topic /nothing"));
  }

  void helpTellsExamples() {
    const Run r = run({"frames", "--help"});
    QCOMPARE(r.exitCode, 0);
    QVERIFY(r.out.contains("fillscope-cli frames box.bag --list") && r.out.contains("Exit codes:"));
  }
};

QTEST_GUILESS_MAIN(TestCliFrames)
#include "test_cli_frames.moc"
