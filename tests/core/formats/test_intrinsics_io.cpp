// Camera files of every kind give the same four numbers.
#include "core/base/file_io.h"
#include "core/formats/intrinsics_io.h"
#include "tests/support/shared_data.h"
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;

class TestIntrinsicsIo : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  Result<CameraIntrinsics> load(const QString& name, const QString& text) {
    const std::filesystem::path path = folder_.filePath(name).toStdString();
    if (!writeFileAtomically(path, text.toStdString())) qFatal("cannot write the test's file");
    return loadIntrinsics(path);
  }

 private Q_SLOTS:
  void recordedFiles() {
    FILLSCOPE_NEEDS_SHARED_DATA(tote, "boxes/tote/intrinsics.txt");
    FILLSCOPE_NEEDS_SHARED_DATA(pod, "boxes/pod-bin/cam.info.txt");
    FILLSCOPE_NEEDS_SHARED_DATA(realsense, "rgbd/realsense/realsense_intrinsic.json");
    QVERIFY((loadIntrinsics(tote.toStdString()).value() ==
             CameraIntrinsics{616.521545, 616.521606, 311.354492, 231.087402, 0, 0}));
    QVERIFY((loadIntrinsics(pod.toStdString()).value() ==
             CameraIntrinsics{615.195190, 615.195251, 298.442688, 247.519196, 0, 0}));
    QVERIFY((loadIntrinsics(realsense.toStdString()).value() ==
             CameraIntrinsics{622.4392700195312, 622.4393310546875, 315.746337890625, 250.80445861816406, 640,
                              480}));
  }

  void everyWayToWriteIt_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("sized");
    QTest::newRow("spaces") << "K.txt"
                            << "525 0 319.5\n0 526 239.5\n0 0 1\n"
                            << false;
    QTest::newRow("a byte order mark")
        << "K.txt" << QString(QChar(0xfeff)) + "525 0 319.5\n0 526 239.5\n0 0 1\n"
        << false;
    QTest::newRow("tabs, exponents, Windows line ends")
        << "K.txt"
        << "5.25e+02\t0\t319.5\t\r\n0\t526\t239.5\r\n0\t0\t1.0" << false;
    QTest::newRow("commas and brackets") << "K.txt"
                                         << "[[525, 0, 319.5],\n [0, 526, 239.5],\n [0, 0, 1]]" << false;
    QTest::newRow("comments and headings")
        << "K.txt"
        << "# camera\n% depth\nColor camera:\n\n525 0 319.5\n\n0 526 239.5\n0 0 1\n9 9 9\n"
        << false;
    QTest::newRow("one line") << "K.txt"
                              << "525 0 319.5 0 526 239.5 0 0 1" << false;
    QTest::newRow("projection") << "K.txt"
                                << "525 0 319.5 0\n0 526 239.5 0\n0 0 1 0" << false;
    QTest::newRow("text by columns") << "K.txt"
                                     << "525 0 0\n0 526 0\n319.5 239.5 1" << false;
    QTest::newRow("JSON rows") << "K.json"
                               << R"({"K":[[525,0,319.5],[0,526,239.5],[0,0,1]]})" << false;
    QTest::newRow("JSON columns") << "K.json"
                                  << R"([[525,0,0],[0,526,0],[319.5,239.5,1]])" << false;
    QTest::newRow("nine numbers by rows")
        << "K.json"
        << R"({"width":640,"height":480,"intrinsic_matrix":[525,0,319.5,0,526,239.5,0,0,1]})" << true;
    QTest::newRow("nine numbers by columns")
        << "K.json"
        << R"({"width":640,"height":480,"intrinsic_matrix":[525,0,0,0,526,0,319.5,239.5,1]})" << true;
    QTest::newRow("members") << "K.json"
                             << R"({"fx":525,"fy":"526","cx":319.5,"cy":239.5,"width":640,"height":480})"
                             << true;
    QTest::newRow("RealSense members, deeper")
        << "K.json"
        << R"({"color":{"intrinsics":{"fx":525,"fy":526,"ppx":319.5,"ppy":239.5,"width":640,"height":480,"coeffs":[0,0,0,0,0]}}})"
        << true;
    QTest::newRow("size outside")
        << "K.json"
        << R"({"image_width":640,"image_height":480,"distortion":[0.1,0,0,0,0,0,0,0,0],"camera_matrix":{"rows":3,"cols":3,"data":[525,0,319.5,0,526,239.5,0,0,1]}})"
        << true;
    QTest::newRow("JSON inside .txt") << "K.txt"
                                      << R"({"fx":525,"fy":526,"cx":319.5,"cy":239.5})" << false;
  }

  void everyWayToWriteIt() {
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(bool, sized);
    const auto camera = load(name, text);
    QVERIFY2(camera, camera.ok() ? "" : camera.error().sentence().c_str());
    const int width = sized ? 640 : 0, height = sized ? 480 : 0;
    QVERIFY((*camera == CameraIntrinsics{525, 526, 319.5, 239.5, width, height}));
  }

  void faultsAreNamed_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << "K.txt"
                           << ""
                           << "line 1";
    QTest::newRow("words") << "K.txt"
                           << "no numbers\nat all\n"
                           << "line 2: no camera matrix";
    QTest::newRow("a word inside") << "K.txt"
                                   << "525 0 319.5\n0 about 239.5\n0 0 1"
                                   << "line 2: expected three numbers";
    QTest::newRow("decimal commas") << "K.txt"
                                    << "525,0 0 319\n0 526,0 239\n0 0 1"
                                    << "line 3: expected three numbers";
    QTest::newRow("too short") << "K.txt"
                               << "525 0 319.5\n0 526 239.5\n"
                               << "line 2: no camera matrix";
    QTest::newRow("a rotation") << "K.txt"
                                << "0.9 0.1 0\n-0.1 0.9 0\n0 0 1"
                                << "line 3: no camera matrix";
    QTest::newRow("a negative focal length") << "K.txt"
                                             << "-525 0 319.5\n0 526 239.5\n0 0 1"
                                             << "no camera matrix";
    QTest::newRow("not finite") << "K.txt"
                                << "nan 0 319.5\n0 526 239.5\n0 0 1"
                                << "camera matrix";
    QTest::newRow("JSON without one") << "K.json"
                                      << R"({"fx":525,"fy":526})"
                                      << "no camera matrix";
    QTest::newRow("JSON cut off") << "K.json"
                                  << "{\n\"fx\":525,"
                                  << "line 2";
  }

  void faultsAreNamed() {
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(QString, words);
    const auto camera = load(name, text);
    QVERIFY(!camera);
    const QString sentence = QString::fromStdString(camera.error().sentence());
    QVERIFY2(sentence.contains(words), qPrintable(sentence));
    QCOMPARE(int(camera.error().code), int(ErrorCode::badInput));
  }

  void theLensIsReadWhereItIsSaid_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("k1");
    QTest::newRow("text") << "525 0 319.5\n0 526 239.5\n0 0 1" << 0.0;
    QTest::newRow("nothing said") << R"({"fx":525,"fy":526,"cx":319.5,"cy":239.5})" << 0.0;
    QTest::newRow("beside fx") << R"({"fx":525,"fy":526,"cx":319.5,"cy":239.5,"k1":-0.1})" << -0.1;
    QTest::newRow("beside a matrix")
        << R"({"camera_matrix":[[525,0,319.5],[0,526,239.5],[0,0,1]],"distortion_k1":0.03})" << 0.03;
    QTest::newRow("of an inner camera")
        << R"({"k1":9,"camera":{"fx":525,"fy":526,"cx":319.5,"cy":239.5,"k1":-0.1}})" << -0.1;
    QTest::newRow("of another") << R"({"a":{"fx":525,"fy":526,"cx":319.5,"cy":239.5},"b":{"k1":0.2}})" << 0.0;
  }
  void theLensIsReadWhereItIsSaid() {
    QFETCH(QString, text);
    QFETCH(double, k1);
    const std::filesystem::path path =
        folder_.filePath(text.startsWith('{') ? "L.json" : "L.txt").toStdString();
    QVERIFY(writeFileAtomically(path, text.toStdString()).ok());
    const auto lens = loadLens(path);
    QVERIFY2(lens.ok(), lens ? "" : lens.error().sentence().c_str());
    QCOMPARE(lens->k1, k1);
    QVERIFY((lens->camera == CameraIntrinsics{525, 526, 319.5, 239.5, 0, 0}));
  }

  void aCameraOfAnotherShapeIsRefused() {
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "K.json";
    QVERIFY(
        writeFileAtomically(
            path, R"({"fx": 3000, "fy": 3000, "cx": 2015.5, "cy": 1511.5, "width": 4032, "height": 3024})")
            .ok());
    const auto half = loadLensFor(path, 2016, 1512);
    QVERIFY(half.ok());
    QCOMPARE(half->camera.fx, 1500.0);
    QCOMPARE(half->camera.cx, 1007.5);
    const auto turned = loadLensFor(path, 3024, 4032);
    QVERIFY(!turned.ok());
    QCOMPARE(turned.error().code, ErrorCode::badInput);
    QCOMPARE(turned.error().where, path.string());
    QVERIFY2(turned.error().what.find("4032×3024") != std::string::npos, turned.error().what.c_str());
  }

  void savedCameraComesBack() {
    const CameraIntrinsics camera{622.4392700195312, 1.0 / 3 * 1e3, 315.746337890625, 0, 0, 0};
    const std::filesystem::path path = folder_.filePath("größe, #1.K.txt").toStdString();
    QVERIFY(saveIntrinsics(camera, path));
    QVERIFY(loadIntrinsics(path).value() == camera);
    QVERIFY(!saveIntrinsics({}, path));
    QCOMPARE(int(loadIntrinsics(folder_.filePath("none").toStdString()).error().code),
             int(ErrorCode::notFound));
  }
};

QTEST_GUILESS_MAIN(TestIntrinsicsIo)
#include "test_intrinsics_io.moc"
