// The command line as a user runs it: the built program, real files, exit codes and the JSON it prints.
#include "cli_run.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/intrinsics_io.h"
#include "core/formats/via_project.h"
#include "core/synthesis/box_scene.h"
#include "tests/support/shared_data.h"
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

rapidjson::Document jsonOf(const Run& r) {
  rapidjson::Document document;
  const QByteArray bytes = r.out.toUtf8();
  document.Parse(bytes.constData());
  return document;
}

double numberOf(const rapidjson::Document& document, const char* name) {
  const auto* value = member(document, name);
  return value && value->IsNumber() ? value->GetDouble() : std::nan("");
}

QString cornersText(const RimCorners& corners) {
  QStringList words;
  for (const Vec2& c : corners)
    words << QStringLiteral("%1,%2").arg(c.x, 0, 'g', 17).arg(c.y, 0, 'g', 17);
  return words.join(QLatin1Char(' '));
}

} // namespace

class TestCli : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(folder_.isValid());
    BoxScene scene = randomScene(7, 3, 0.2);
    auto rendered = renderBox(scene);
    QVERIFY(rendered.ok());
    truth_ = *rendered;
    size_ = scene.size;
    const auto path = [&](const char* name) {
      return std::filesystem::path(folder_.path().toStdString()) / name;
    };
    QVERIFY(saveImage(truth_.image, path("box.png")).ok());
    QVERIFY(saveDepth(truth_.depth, path("box.depth.png"), 1e-4).ok());
    QVERIFY(saveIntrinsics(scene.camera, path("K.txt")).ok());
    scene.items.clear();
    auto empty = renderBox(scene);
    QVERIFY(empty.ok());
    QVERIFY(saveDepth(empty->depth, path("empty.depth.png"), 1e-4).ok());
  }

  void helpHasAnExample_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("program") << QStringList{"--help"};
    for (const char* verb :
         {"measure", "cloud", "compare", "plane", "predict", "detect", "evaluate", "sample"})
      QTest::newRow(verb) << QStringList{verb, "--help"};
  }
  void helpHasAnExample() {
    QFETCH(QStringList, arguments);
    const Run r = run(arguments);
    QCOMPARE(r.exitCode, 0);
    QVERIFY(r.out.contains("Example"));
    QVERIFY(r.out.contains("fillscope-cli"));
  }

  void wrongUsageIsTwo_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no verb") << QStringList{};
    QTest::newRow("unknown verb") << QStringList{"weigh"};
    QTest::newRow("unknown option") << QStringList{"measure", "--frobnicate"};
    QTest::newRow("nothing to measure") << QStringList{"measure"};
    QTest::newRow("picture without depth")
        << QStringList{"measure", "--image", "box.png", "--corners", "1,1 2,1 2,2 1,2"};
    QTest::newRow("scale of zero") << QStringList{"measure", "--image",       "a", "--depth",
                                                  "b",       "--depth-scale", "0"};
    QTest::newRow("depth for a project") << QStringList{"measure", ".", "--depth", "d.png"};
    QTest::newRow("kind of a predicted depth")
        << QStringList{"measure", ".", "--depth", "predict", "--depth-kind", "inverse"};
    QTest::newRow("kind that is none") << QStringList{"measure", ".", "--depth-kind", "disparity"};
    QTest::newRow("corners for a project")
        << QStringList{"measure", "box.png", "--corners", "1,1 2,1 2,2 1,2"};
    QTest::newRow("picture and project")
        << QStringList{"measure", "p.json", "--image", "a", "--depth", "b", "--corners", "1,1 2,1 2,2 1,2"};
    QTest::newRow("half a range") << QStringList{"compare", "a", "b", "--range", "1"};
    QTest::newRow("plane without a camera") << QStringList{"plane", "box.depth.png"};
    QTest::newRow("plane with two cameras") << QStringList{"plane", "a", "--fov", "60", "--intrinsics", "b"};
    QTest::newRow("plane in no rectangle") << QStringList{"plane", "a", "--fov", "60", "--rect", "1,2,3"};
    QTest::newRow("compare one file") << QStringList{"compare", "a"};
  }
  void wrongUsageIsTwo() {
    QFETCH(QStringList, arguments);
    const Run r = run(arguments, folder_.path());
    QCOMPARE(r.exitCode, 2);
    QVERIFY(!r.err.isEmpty());
  }

  void badInputIsThreeWithASentence_data() {
    QTest::addColumn<QStringList>("change");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("missing picture") << QStringList{"--image", "none.png"} << "none.png";
    QTest::newRow("missing depth") << QStringList{"--depth", "none.png"} << "none.png";
    QTest::newRow("three corners") << QStringList{"--corners", "1,1 2,1 2,2"} << "four corners";
    QTest::newRow("crossing corners")
        << QStringList{"--corners", "100,100 300,300 300,100 100,300"} << "corner";
    QTest::newRow("bad size") << QStringList{"--size", "0.6x0.4"} << "0.6x0.4";
    QTest::newRow("bad intrinsics") << QStringList{"--intrinsics", "box.png"} << "box.png";
    QTest::newRow("picture as depth") << QStringList{"--depth", "box.png"} << "box.png";
  }
  void badInputIsThreeWithASentence() {
    QFETCH(QStringList, change);
    QFETCH(QString, mentions);
    QStringList arguments = measureArguments();
    if (const int at = arguments.indexOf(change[0]); at >= 0)
      arguments[at + 1] = change[1];
    else
      arguments += change;
    const Run r = run(arguments, folder_.path());
    QCOMPARE(r.exitCode, 3);
    QVERIFY2(r.err.contains(mentions), qPrintable(r.err));
    QVERIFY(r.out.isEmpty());
  }

  void depthWithoutScaleIsRefused() {
    QStringList arguments = measureArguments();
    const int at = arguments.indexOf("--depth-scale");
    arguments.removeAt(at);
    arguments.removeAt(at);
    const Run r = run(arguments, folder_.path());
    QCOMPARE(r.exitCode, 3);
    QVERIFY2(r.err.contains("scale"), qPrintable(r.err));
  }

  void measuresAPicture() {
    const Run r = run(measureArguments() << "--size" << sizeText(), folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    QVERIFY(json.IsObject());
    for (const char* name : {"fill_percent", "fill_low", "fill_high", "empty_space_percent", "content_litres",
                             "box_litres", "hidden_percent", "tilt_deg", "alignment_residual_m"})
      QVERIFY2(std::isfinite(numberOf(json, name)), name);
    for (const char* name : {"cut_height_m", "method", "warnings"})
      QVERIFY2(member(json, name), name);
    QVERIFY(std::abs(numberOf(json, "fill_percent") - truth_.fillPercent) < 4);
    QVERIFY(numberOf(json, "fill_low") <= truth_.fillPercent + 1);
    QVERIFY(numberOf(json, "fill_high") >= truth_.fillPercent - 1);
    QVERIFY(std::abs(numberOf(json, "fill_percent") + numberOf(json, "empty_space_percent") - 100) < 1e-9);
    QVERIFY(std::abs(numberOf(json, "box_litres") - size_.litres()) < 1e-6 * size_.litres());
  }

  void anOddSizeIsSaidAndTaken() {
    const Run right = run(measureArguments() << "--size" << sizeText(), folder_.path());
    QVERIFY2(!right.err.contains(QStringLiteral("--size")), qPrintable(right.err));
    const Run odd = run(measureArguments() << "--size"
                                           << "600x400x200",
                        folder_.path());
    QCOMPARE(odd.exitCode, 0);
    QVERIFY2(odd.err.contains(QStringLiteral("--size 600x400x200: A box of 600 m is very large.")),
             qPrintable(odd.err));
    QVERIFY(jsonOf(odd).IsObject());
  }

  void scaleOfTheDepthDoesNotMatterWhereTheSizeIsKnown() {
    QStringList arguments = measureArguments() << "--size" << sizeText();
    const double straight = numberOf(jsonOf(run(arguments, folder_.path())), "fill_percent");
    arguments[arguments.indexOf("--depth-scale") + 1] = "1.1e-4";
    const double scaled = numberOf(jsonOf(run(arguments, folder_.path())), "fill_percent");
    QVERIFY2(std::abs(straight - scaled) < 0.2,
             qPrintable(QStringLiteral("%1 and %2").arg(straight).arg(scaled)));
  }

  void emptyReferenceIsUsed() {
    const Run r = run(measureArguments() << "--empty-depth"
                                         << "empty.depth.png",
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    QVERIFY(std::abs(numberOf(json, "fill_percent") - truth_.fillPercent) < 5);
    QVERIFY(QString::fromUtf8(member(json, "method")->GetString()).contains("empty reference"));
  }

  void writesReportAndCloud() {
    const Run r = run(measureArguments() << "--report"
                                         << "report"
                                         << "--cloud"
                                         << "cloud.ply"
                                         << "--size" << sizeText(),
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY(QFile::exists(folder_.filePath("report/index.html")));
    QVERIFY(QFile::exists(folder_.filePath("report/report.json")));
    QFile ply(folder_.filePath("cloud.ply"));
    QVERIFY(ply.open(QIODevice::ReadOnly));
    QVERIFY(ply.readLine().startsWith("ply"));
    QVERIFY(ply.size() > 640 * 480 * 10);
  }

  /// The cloud that measure writes is a picture again, and measures the same.
  void cloudsGoRound() {
    for (const char* name : {"round.pcd", "round.ply", "round.xyz"}) {
      const Run wrote =
          run(measureArguments() << "--cloud" << name << "--size" << sizeText(), folder_.path());
      QVERIFY2(wrote.exitCode == 0, qPrintable(wrote.err));
      const Run cloud =
          run({"cloud", name, "--out", QString("views-") + name, "--up", "camera", "--json"}, folder_.path());
      QVERIFY2(cloud.exitCode == 0, qPrintable(cloud.err));
      const auto json = jsonOf(cloud);
      const auto& made = (*member(json, "clouds"))[0];
      QVERIFY(QFile::exists(folder_.filePath(member(made, "picture")->GetString())));
      if (!QString(name).endsWith("pcd")) continue;
      QVERIFY(member(made, "own_grid")->GetBool());
      const Run again =
          run({"measure", "--image", member(made, "picture")->GetString(), "--depth",
               member(made, "depth")->GetString(), "--intrinsics", member(made, "intrinsics")->GetString(),
               "--corners", cornersText(truth_.corners), "--size", sizeText(), "--json"},
              folder_.path());
      QVERIFY2(again.exitCode == 0, qPrintable(again.err));
      QVERIFY(std::abs(numberOf(jsonOf(again), "fill_percent") - numberOf(jsonOf(wrote), "fill_percent")) <
              0.5);
    }
  }

  void cloudsThatCannotBeReadAreTold() {
    const Run none = run({"cloud", "box.png", "--out", "views"}, folder_.path());
    QCOMPARE(none.exitCode, 3);
    QVERIFY(none.err.contains("box.png"));
    QCOMPARE(run({"cloud", "--out", "views"}, folder_.path()).exitCode, 2);
    QCOMPARE(run({"cloud", "K.txt", "--out", "views", "--up", "q"}, folder_.path()).exitCode, 2);
    const Run other = run(measureArguments() << "--cloud"
                                             << "cloud.stl",
                          folder_.path());
    QCOMPARE(other.exitCode, 3);
    QVERIFY(other.err.contains(".pcd"));
  }

  void cloudsAreSeenAlike() {
    for (const auto& [name, height] : {std::pair("low.xyz", "1"), {"high.xyz", "1.1"}}) {
      QFile file(folder_.filePath(name));
      QVERIFY(file.open(QIODevice::WriteOnly));
      for (int i = 0; i < 400; ++i)
        file.write(
            QStringLiteral("%1 %2 %3\n").arg(0.01 * (i % 20)).arg(0.01 * (i / 20)).arg(height).toUtf8());
    }
    QCOMPARE(run({"cloud", "low.xyz", "--out", "alike"}, folder_.path()).exitCode, 0);
    const Run like =
        run({"cloud", "high.xyz", "--out", "alike", "--like", "alike/low.K.txt", "--json"}, folder_.path());
    QVERIFY2(like.exitCode == 0, qPrintable(like.err));
    QFile low(folder_.filePath("alike/low.K.txt")), high(folder_.filePath("alike/high.K.txt"));
    QVERIFY(low.open(QIODevice::ReadOnly) && high.open(QIODevice::ReadOnly));
    low.readLine(), high.readLine(); // of which cloud
    const QByteArray place = low.readLine(), samePlace = high.readLine();
    QVERIFY(place.left(place.indexOf("picture_hash")) == samePlace.left(samePlace.indexOf("picture_hash")));
    QVERIFY(low.readAll() == high.readAll());
    QCOMPARE(run({"cloud", "low.xyz", "--out", "alike", "--like", "none.K.txt"}, folder_.path()).exitCode, 3);
    QCOMPARE(
        run({"cloud", "low.xyz", "--out", "alike", "--like", "alike", "--up", "z"}, folder_.path()).exitCode,
        2);
  }

  void cloudsOfOneNameAreNotWrittenOver() {
    QDir(folder_.path()).mkpath("first");
    QDir(folder_.path()).mkpath("second");
    for (const char* name : {"first/same.xyz", "second/same.xyz"}) {
      QFile file(folder_.filePath(name));
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write("1 1 1\n2 2 1\n1 2 1\n");
    }
    const Run both =
        run({"cloud", "first/same.xyz", "second/same.xyz", "--out", "same", "--json"}, folder_.path());
    QCOMPARE(both.exitCode, 0);
    QVERIFY2(both.err.contains("second/same.xyz") && both.err.contains("--out"), qPrintable(both.err));
    const auto json = jsonOf(both);
    QCOMPARE(member(json, "clouds")->Size(), 1u);
    QCOMPARE(member(json, "failed")->Size(), 1u);
  }

  void nothingElseIsWrittenOver() {
    const QString depth = folder_.filePath("box.depth.png");
    QFile file(depth);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    file.close();
    const Run cloud = run(measureArguments() << "--cloud" << depth, folder_.path());
    QCOMPARE(cloud.exitCode, 3);
    QVERIFY2(cloud.err.contains("box.depth.png") && cloud.err.contains(".ply"), qPrintable(cloud.err));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == before);
    const Run report = run(measureArguments() << "--report" << folder_.path(), folder_.path());
    QCOMPARE(report.exitCode, 3);
    QVERIFY2(report.err.contains("other files"), qPrintable(report.err));
    QVERIFY(!QFile::exists(folder_.filePath("index.html")));
  }

  void theFloorOfAnEmptyBoxIsFlat() {
    Vec2 middle;
    for (const Vec2 corner : truth_.floorCorners)
      middle = middle + 0.25 * corner;
    const QString rect = QStringLiteral("%1,%2,20x16").arg(int(middle.x) - 10).arg(int(middle.y) - 8);
    const QStringList common{"plane", "empty.depth.png", "--depth-scale", "1e-4", "--intrinsics", "K.txt"};
    const Run r = run(common + QStringList{"--rect", rect, "--json", "--map", "flat.png"}, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    // What is left is the file's rounding to a tenth of a millimetre.
    QVERIFY2(numberOf(json, "rms_m") < 5e-5, r.out.toUtf8().constData());
    QCOMPARE(numberOf(json, "measured_share"), 1.0);
    QCOMPARE(numberOf(json, "pixels"), 320.0);
    const double tilt = randomScene(7, 3, 0.2).pose.tilt() * 180 / M_PI;
    QVERIFY(std::abs(numberOf(json, "tilt_degrees") - tilt) < 0.1);
    const auto map = loadImage((folder_.path() + "/flat.png").toStdString());
    QVERIFY(map.ok() && map->sameSize(20, 16));
    QVERIFY(run(common + QStringList{"--rect", rect}, folder_.path()).out.startsWith("RMS 0.0"));

    const Run over = run(common + QStringList{"--map", "empty.depth.png"}, folder_.path());
    QCOMPARE(over.exitCode, 3);
    QVERIFY(over.err.contains("written over"));
    const Run outside = run(common + QStringList{"--rect", "9000,0,5x5"}, folder_.path());
    QCOMPARE(outside.exitCode, 3);
    QVERIFY(outside.err.contains("empty.depth.png: the rectangle lies outside"));
  }

  void comparesTwoDepthFiles() {
    const Run same =
        run({"compare", "box.depth.png", "box.depth.png", "--depth-scale", "1e-4", "--json"}, folder_.path());
    QVERIFY2(same.exitCode == 0, qPrintable(same.err));
    const auto identical = jsonOf(same);
    QCOMPARE(numberOf(identical, "ssim"), 1.0);
    QCOMPARE(numberOf(identical, "mean_abs_error_m"), 0.0);

    const Run r = run({"compare", "box.depth.png", "empty.depth.png", "--depth-scale", "1e-4", "--range",
                       "0.5", "2", "--json", "--out", "maps"},
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    QVERIFY(numberOf(json, "ssim") < 1);
    QVERIFY(numberOf(json, "mean_abs_error_m") > 0);
    QVERIFY(numberOf(json, "valid_pixels") > 0.9 * 640 * 480);
    const auto* range = member(json, "range");
    QVERIFY(range && range->IsArray() && range->Size() == 2);
    QCOMPARE((*range)[0].GetDouble(), 0.5);
    QCOMPARE((*range)[1].GetDouble(), 2.0);
    for (const char* suffix : {"-Diff.png", "-ssimDiff.png", "-thresh.png", ".json"})
      QVERIFY2(QFile::exists(folder_.filePath(QStringLiteral("maps/box.depth") + QLatin1String(suffix))),
               suffix);
  }

  void aComparisonTakesThePlaceOfAComparisonAlone() {
    QTemporaryDir beside;
    const auto folder = std::filesystem::path(beside.path().toStdString());
    for (const char* name : {"a.png", "b.png"})
      QVERIFY(saveDepth(truth_.depth, folder / name, 1e-4).ok());
    const QStringList arguments{"compare", "a.png", "b.png", "--depth-scale", "1e-4", "--out", "."};
    const std::string labels = R"({"version": "5.1.1", "shapes": [], "imagePath": "a.png"})";
    for (const std::string& others : {labels, std::string("[1, 2]"), std::string("no JSON")}) {
      QVERIFY(writeFileAtomically(folder / "a.json", others).ok());
      const Run refused = run(arguments, beside.path());
      QCOMPARE(refused.exitCode, 3);
      QVERIFY2(refused.err.contains("a.json") && refused.err.contains("another"), qPrintable(refused.err));
      QCOMPARE(readFile(folder / "a.json").value(), others);
      QVERIFY(refused.out.isEmpty() && !std::filesystem::exists(folder / "a-Diff.png"));
    }
    std::filesystem::remove(folder / "a.json");
    for (int times = 0; times < 2; ++times) {
      const Run r = run(arguments, beside.path());
      QVERIFY2(r.exitCode == 0, qPrintable(r.err));
      QVERIFY(readFile(folder / "a.json").value().find("\"ssim\"") != std::string::npos);
    }
  }

  /// What networks such as MiDaS write: right but for a scale and a shift of 1/depth.
  void inverseDepthIsComparedAsSuch() {
    DepthMap inverse = truth_.depth;
    for (std::size_t i = 0; i < inverse.values.pixelCount(); ++i) {
      float& value = inverse.values.data()[i];
      if (value > 0) value = 3.7f / value + 0.9f;
    }
    QVERIFY(saveDepth(inverse, folder_.filePath("inverse.npy").toStdString()).ok());
    const auto absRelOf = [&](const QStringList& more) {
      const Run r = run(
          QStringList{"compare", "inverse.npy", "box.depth.png", "--depth-scale", "1e-4", "--json"} + more,
          folder_.path());
      return r.exitCode == 0 ? numberOf(jsonOf(r), "abs_rel") : -1;
    };
    const double right = absRelOf({"--depth-kind", "inverse", "--align", "scale-shift-inverse"});
    QVERIFY2(right >= 0 && right < 1e-3, qPrintable(QString::number(right)));
    const double asLengths = absRelOf({"--align", "scale-shift-inverse"});
    QVERIFY2(asLengths > 3 * right, qPrintable(QString::number(asLengths)));
    QCOMPARE(absRelOf({"--depth-kind", "inverse"}), -1.0); // needs an alignment
    // As a reference it is in 1/m.
    for (std::size_t i = 0; i < inverse.values.pixelCount(); ++i)
      if (float& value = inverse.values.data()[i]; value > 0) value = (value - 0.9f) / 3.7f;
    QVERIFY(saveDepth(inverse, folder_.filePath("reference.npy").toStdString()).ok());
    const Run r = run({"compare", "box.depth.png", "reference.npy", "--depth-scale", "1e-4",
                       "--reference-kind", "inverse", "--json"},
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY(numberOf(jsonOf(r), "abs_rel") < 1e-3);
  }

  /// Of one folder: a scale is of integers, and says nothing about metres as floats.
  void aScaleForAFolderIsOfItsIntegers() {
    QTemporaryDir mixed;
    const auto at = [&](const char* name) {
      return std::filesystem::path(mixed.path().toStdString()) / name;
    };
    Project project;
    for (const char* name : {"a.png", "b.png"}) {
      QVERIFY(saveImage(truth_.image, at(name)).ok());
      Picture& picture = project.pictures.emplace_back();
      picture.id = picture.filename = name;
      PictureSources sources;
      sources.depthFile = name[0] == 'a' ? "a.depth.png" : "b.depth.npy";
      setSources(picture, sources);
      setRim(picture, Rim{{truth_.corners.begin(), truth_.corners.end()}, size_, {}});
    }
    QVERIFY(saveDepth(truth_.depth, at("a.depth.png"), 1e-4).ok());
    QVERIFY(saveDepth(truth_.depth, at("b.depth.npy")).ok());
    QVERIFY(saveViaProject(project, at("boxes.json")).ok());
    const Run r = run({"measure", mixed.path(), "--depth-scale", "1e-4", "--json"}, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    const auto& pictures = *member(json, "pictures");
    QCOMPARE(pictures.Size(), 2u);
    const double integers = member(pictures[0], "fill_percent")->GetDouble(),
                 floats = member(pictures[1], "fill_percent")->GetDouble();
    QVERIFY2(std::abs(integers - floats) < 0.5, qPrintable(QString("%1 %2").arg(integers).arg(floats)));
    QVERIFY(member(pictures[1], "content_litres")->GetDouble() > 0.1);
  }

  void theReportSaysWhatItLeavesOut() {
    QTemporaryDir partly;
    const auto folder = std::filesystem::path(partly.path().toStdString());
    Project project;
    for (const char* name : {"a.png", "b.png"}) {
      QVERIFY(saveImage(truth_.image, folder / name).ok());
      Picture& picture = project.pictures.emplace_back();
      picture.id = picture.filename = name;
    }
    setRim(project.pictures[0], Rim{{truth_.corners.begin(), truth_.corners.end()}, size_, {}});
    QVERIFY(saveDepth(truth_.depth, folder / "a.depth.npy").ok());
    PictureSources sources;
    sources.depthFile = "a.depth.npy";
    setSources(project.pictures[0], sources);
    QVERIFY(saveViaProject(project, folder / "boxes.json").ok());
    const auto page = [&](const QStringList& more) {
      const Run r = run(QStringList{"measure", partly.path(), "--report", partly.filePath("report")} + more,
                        folder_.path());
      return r.exitCode == 0 ? *readFile(folder / "report/index.html") : r.err.toStdString();
    };
    const std::string whole = page({});
    QVERIFY2(whole.find("<li>b.png: no corner of the rim is placed</li>") != whole.npos, whole.c_str());
    const Run answer = run({"measure", partly.path(), "--json"}, folder_.path());
    QCOMPARE(answer.exitCode, 0);
    QVERIFY2(answer.err.contains("1 of 2 pictures left out") && answer.err.contains("b.png"),
             qPrintable(answer.err));
    const auto json = jsonOf(answer);
    const auto* left = member(json, "left_out");
    QVERIFY(left && left->Size() == 1 && member(json, "fill_percent"));
    QCOMPARE(QString::fromUtf8((*left)[0]["picture"].GetString()), QString("b.png"));
    QCOMPARE(QString::fromUtf8((*left)[0]["reason"].GetString()), QString("no corner of the rim is placed"));
    const std::string one = page({"--picture", "a.png"}); // nobody asked for the other
    QVERIFY2(one.find("<html") != one.npos && one.find("b.png") == one.npos, one.c_str());
  }

  void whatIsMistypedIsNamed() {
    const Run verb = run({"weigh"}, folder_.path());
    QVERIFY2(verb.exitCode == 2 && verb.err.contains("weigh"), qPrintable(verb.err));
    const Run file = run({"predict", "nosuch", "--resume", "--out", "o"}, folder_.path());
    QVERIFY2(file.exitCode == 3 && file.err.contains("nosuch: there is no such file"), qPrintable(file.err));
    QVERIFY(QDir(folder_.path()).mkpath("nothing"));
    const Run folder =
        run({"compose", "--backgrounds", ".", "--foregrounds", "nothing", "--out", "set"}, folder_.path());
    QVERIFY2(folder.exitCode == 3 && folder.err.contains("PNG"), qPrintable(folder.err));
  }

  /// Nobody guesses which one is meant, and its rims do not go unread without a word.
  void severalProjectsAreNotChosenAmong() {
    QTemporaryDir several;
    const auto folder = std::filesystem::path(several.path().toStdString());
    Project project;
    for (const char* name : {"a.png", "b.png"}) {
      QVERIFY(saveImage(truth_.image, folder / name).ok());
      project.pictures.emplace_back().filename = name;
    }
    setRim(project.pictures[0], Rim{{truth_.corners.begin(), truth_.corners.end()}, size_, {}});
    for (const char* name : {"one.fillscope.json", "two.fillscope.json"})
      QVERIFY(saveViaProject(project, folder / name).ok());
    const QStringList out{several.filePath("out")};
    for (const QStringList& verb :
         {QStringList{"measure", several.path()}, QStringList{"predict", several.path(), "--out"} + out,
          QStringList{"detect", several.path()}, QStringList{"validate", several.path()},
          QStringList{"convert", several.path()} + out + QStringList{"--to", "coco"},
          QStringList{"cut-out", "--data", several.path(), "--out"} + out}) {
      const Run r = run(verb, folder_.path());
      QCOMPARE(r.exitCode, 3);
      QVERIFY2(r.err.contains("this folder holds 2 projects") && r.err.contains("one.fillscope.json"),
               qPrintable(verb.first() + ": " + r.err));
    }
    const Run named = run({"measure", several.filePath("one.fillscope.json")}, folder_.path());
    QVERIFY2(named.err.contains("2 pictures, 0 with depth"), qPrintable(named.err)); // its notes are told
  }

  void whereNoRimIsWhatWasNamedIsNamed() {
    QTemporaryDir plain;
    QVERIFY(saveImage(truth_.image, plain.filePath("a.png").toStdString()).ok());
    const Run r = run({"measure", plain.path()}, folder_.path());
    QCOMPARE(r.exitCode, 3);
    QVERIFY2(r.err.contains(plain.path() + ": no picture has a rim"), qPrintable(r.err));
  }

  /// Who reads the answer finds one, and in it why there are no figures.
  void picturesThatAllFailAreAnAnswer() {
    QTemporaryDir failing;
    const auto folder = std::filesystem::path(failing.path().toStdString());
    Project project;
    for (const char* name : {"a.png", "b.png"}) {
      Picture& picture = project.pictures.emplace_back();
      picture.id = picture.filename = name;
      setRim(picture, Rim{{truth_.corners.begin(), truth_.corners.end()}, size_, {}});
    }
    QVERIFY(saveImage(truth_.image, folder / "a.png").ok()); // no depth; and of the other, no picture
    QVERIFY(saveViaProject(project, folder / "boxes.json").ok());
    const QStringList arguments{"measure", failing.path(), "--json", "--report", failing.filePath("report")};
    const Run r = run(arguments, folder_.path());
    QCOMPARE(r.exitCode, 3);
    const auto json = jsonOf(r);
    QVERIFY2(!json.HasParseError(), qPrintable(r.out));
    const auto* pictures = member(json, "pictures");
    QVERIFY(pictures && pictures->Size() == 2);
    for (const char* name : {"a.png", "b.png"}) {
      const rapidjson::Value& entry = (*pictures)[name[0] == 'a' ? 0 : 1];
      QCOMPARE(QString::fromUtf8(entry["picture"].GetString()), QString(name));
      QVERIFY(member(entry, "error") && !member(entry, "fill_percent"));
      QVERIFY2(r.err.contains(name), qPrintable(r.err));
    }
    QVERIFY2(r.err.contains("report/index.html"), qPrintable(r.err));
    const Run one = run(arguments.mid(0, 3) << "--picture"
                                            << "b.png",
                        folder_.path());
    QCOMPARE(one.exitCode, 3);
    QCOMPARE(QString::fromUtf8(jsonOf(one)["picture"].GetString()), QString("b.png"));
    const Run text = run({"measure", failing.path()}, folder_.path());
    QCOMPARE(text.exitCode, 3);
    QVERIFY(text.out.isEmpty() && text.err.contains("a.png") && text.err.contains("b.png"));
  }

  void floatsHoldMetresBesideIntegers() {
    const auto path = [&](const char* name) { return folder_.filePath(name).toStdString(); };
    const auto depth = loadDepth(path("box.depth.png"), {1e-4, 0});
    QVERIFY(depth.ok() && saveDepth(*depth, path("box.npy")).ok());
    for (const QStringList& files :
         {QStringList{"box.npy", "empty.depth.png"}, {"empty.depth.png", "box.npy"}}) {
      const Run r = run(QStringList{"compare"} + files + QStringList{"--depth-scale", "1e-4", "--json"},
                        folder_.path());
      QVERIFY2(r.exitCode == 0, qPrintable(r.err));
      const Run integers = run({"compare", files[0] == "box.npy" ? "box.depth.png" : "empty.depth.png",
                                files[0] == "box.npy" ? "empty.depth.png" : "box.depth.png", "--depth-scale",
                                "1e-4", "--json"},
                               folder_.path());
      QVERIFY(std::abs(numberOf(jsonOf(r), "ssim") - numberOf(jsonOf(integers), "ssim")) < 1e-6);
    }
    // An empty reference of floats beside a depth of integers.
    const auto empty = loadDepth(path("empty.depth.png"), {1e-4, 0});
    QVERIFY(empty.ok() && saveDepth(*empty, path("empty.npy")).ok());
    const Run a = run(measureArguments() << "--empty-depth"
                                         << "empty.depth.png",
                      folder_.path());
    const Run b = run(measureArguments() << "--empty-depth"
                                         << "empty.npy",
                      folder_.path());
    QVERIFY2(a.exitCode == 0 && b.exitCode == 0, qPrintable(b.err));
    QVERIFY(std::abs(numberOf(jsonOf(a), "fill_percent") - numberOf(jsonOf(b), "fill_percent")) < 0.1);
  }

  void unknownNetworkIsNamed() {
    const Run r = run({"predict", "box.png", "--model", "nobody", "--out", "d.npy"}, folder_.path());
    QCOMPARE(r.exitCode, 3);
    QVERIFY2(r.err.contains("nobody"), qPrintable(r.err));
    QVERIFY(!QFile::exists(folder_.filePath("d.npy")));
  }

#ifdef FILLSCOPE_TEST_NETWORKS
  void predictsWithANetwork() {
    // The network answers 0.5 m + 2 m times the luminance: a grey picture has one depth.
    qputenv("FILLSCOPE_MODELS", FILLSCOPE_TEST_NETWORKS);
    const auto path = [&](const char* name) {
      return std::filesystem::path(folder_.path().toStdString()) / name;
    };
    QVERIFY(saveImage(Image(64, 48, 3, 51), path("grey.png")).ok());
    const Run list = run({"predict", "--list"});
    QVERIFY(list.out.contains("luminance"));
    for (const char* name : {"p.png", "p.tif", "p.npy"}) {
      const Run r = run({"predict", "grey.png", "--model", "luminance", "--out", name}, folder_.path());
      QVERIFY2(r.exitCode == 0, qPrintable(r.err));
      const auto depth = loadDepth(path(name), {QByteArray(name).endsWith("png") ? 1e-4 : 0.0, 0});
      QVERIFY2(depth.ok(), name);
      QCOMPARE(depth->width(), 64);
      QVERIFY(std::abs(depth->values.at(30, 20) - 0.9) < 1e-4);
    }
    const Run relative =
        run({"predict", "grey.png", "--model", "relative", "--out", "q.png"}, folder_.path());
    QCOMPARE(relative.exitCode, 3);
    QVERIFY(!QFile::exists(folder_.filePath("q.png")));
    // A measurement on a predicted depth runs the same way, whatever brightness taken for depth makes of the
    // box.
    QStringList measured = measureArguments();
    measured[measured.indexOf("--depth") + 1] = "predict:luminance";
    const int scale = static_cast<int>(measured.indexOf("--depth-scale"));
    measured.removeAt(scale);
    measured.removeAt(scale);
    const Run r = run(measured << "--size" << sizeText(), folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY(std::isfinite(numberOf(jsonOf(r), "fill_percent")));
    qunsetenv("FILLSCOPE_MODELS");
  }
#endif

  void aFileWithoutAUnitIsMeasuredAsWhatItIs_data() {
    QTest::addColumn<QString>("kind");
    QTest::newRow("relative") << "relative";
    QTest::newRow("inverse") << "inverse";
  }
  void aFileWithoutAUnitIsMeasuredAsWhatItIs() {
    QFETCH(QString, kind);
    DepthMap map = truth_.depth;
    for (std::size_t k = 0; k < map.values.pixelCount(); ++k)
      if (float& v = map.values.data()[k]; DepthMap::isMeasured(v))
        v = kind == "relative" ? 0.37f * v + 0.2f : 0.8f / v + 0.1f;
    QVERIFY(saveDepth(map, std::filesystem::path(folder_.path().toStdString()) / "unitless.npy", 1).ok());
    QStringList arguments = measureArguments() << "--size" << sizeText();
    arguments[arguments.indexOf("--depth") + 1] = "unitless.npy";
    const Run r = run(arguments + QStringList{"--depth-kind", kind}, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY2(std::abs(numberOf(jsonOf(r), "fill_percent") - truth_.fillPercent) < 3, qPrintable(r.out));
    QVERIFY(r.out.contains("relative-depth"));
  }

  void aFolderOfFilesWithoutAUnitIsMeasuredAsWhatTheyAre() {
    const std::filesystem::path home = folder_.path().toStdString(), shots = home / "unitless";
    std::filesystem::create_directories(shots);
    DepthMap map = truth_.depth;
    for (std::size_t k = 0; k < map.values.pixelCount(); ++k)
      if (float& v = map.values.data()[k]; DepthMap::isMeasured(v)) v = 0.8f / v + 0.1f;
    QVERIFY(saveDepth(map, shots / "inverse.png", 1e-4).ok()); // integers, and nobody knows their step
    std::filesystem::copy_file(home / "box.depth.png", shots / "metric.png");
    Project project;
    for (const char* name : {"inverse", "metric"}) {
      Picture picture;
      picture.filename = std::string(name) + ".color.png";
      picture.id = picture.filename;
      std::filesystem::copy_file(home / "box.png", shots / picture.filename);
      setRim(picture, Rim{{truth_.corners.begin(), truth_.corners.end()}, size_, {}});
      PictureSources sources;
      sources.depthFile = std::string(name) + ".png";
      sources.intrinsicsFile = "../K.txt";
      if (name == std::string("metric")) sources.depthScale = 1e-4;
      setSources(picture, sources);
      project.pictures.push_back(picture);
    }
    const auto file = shots / "unitless.fillscope.json";
    QVERIFY(saveViaProject(project, file).ok());
    const QStringList bare{"measure", QString::fromStdString(shots.string()), "--json"};
    const auto fillOf = [&](const Run& r, unsigned index) {
      const auto json = jsonOf(r);
      const auto& picture = member(json, "pictures")->GetArray()[index];
      return picture.HasMember("fill_percent") ? picture["fill_percent"].GetDouble() : std::nan("");
    };

    const Run unsaid = run(bare, folder_.path());
    QVERIFY(!(std::abs(fillOf(unsaid, 0) - truth_.fillPercent) < 3));
    const Run asked = run(bare + QStringList{"--depth-kind", "inverse"}, folder_.path());
    QVERIFY2(asked.exitCode == 0, qPrintable(asked.err));
    QVERIFY2(std::abs(fillOf(asked, 0) - truth_.fillPercent) < 3, qPrintable(asked.out));
    QVERIFY2(std::abs(fillOf(asked, 1) - truth_.fillPercent) < 2, "its scale says that it holds lengths");

    // What a picture says itself counts, with the option and without.
    PictureSources sources = sourcesOf(project.pictures[0]);
    sources.depthKind = DepthKind::inverse;
    setSources(project.pictures[0], sources);
    QVERIFY(saveViaProject(project, file).ok());
    for (const QStringList& more : {QStringList{}, QStringList{"--depth-kind", "relative"}}) {
      const Run said = run(bare + more, folder_.path());
      QVERIFY2(said.exitCode == 0, qPrintable(said.err));
      QVERIFY2(std::abs(fillOf(said, 0) - truth_.fillPercent) < 3, qPrintable(said.out));
      QCOMPARE(said.out.count("relative-depth"), 1);
    }
  }

  void optionsServeThePicturesThatSayNothing() {
    const std::filesystem::path shots = std::filesystem::path(folder_.path().toStdString()) / "shots";
    std::filesystem::create_directories(shots);
    for (const char* name : {"box.png", "box.depth.png"})
      std::filesystem::copy_file(shots.parent_path() / name, shots / name);
    Project project;
    Picture picture;
    picture.filename = "box.png";
    setRim(picture, Rim{{truth_.corners.begin(), truth_.corners.end()}, {}, {}});
    PictureSources sources;
    sources.depthFile = "box.depth.png";
    setSources(picture, sources);
    project.pictures.push_back(picture);
    const auto file = shots / "shots.json";
    QVERIFY(saveViaProject(project, file).ok());

    const QStringList bare{"measure", "--project", QString::fromStdString(file.string()), "--json"};
    const Run unsaid = run(bare, folder_.path());
    QCOMPARE(unsaid.exitCode, 3);
    QVERIFY2(unsaid.err.contains("scale"), qPrintable(unsaid.err));
    const Run said =
        run(bare + QStringList{"--depth-scale", "1e-4", "--intrinsics", "K.txt", "--size", sizeText()},
            folder_.path());
    QVERIFY2(said.exitCode == 0, qPrintable(said.err));
    QVERIFY(std::abs(numberOf(jsonOf(said), "fill_percent") - truth_.fillPercent) < 2);

    // What a picture says itself counts.
    sources.depthScale = 2e-4;
    setSources(project.pictures[0], sources);
    QVERIFY(saveViaProject(project, file).ok());
    const Run own = run(bare + QStringList{"--depth-scale", "1e-4", "--intrinsics", "K.txt"}, folder_.path());
    QVERIFY2(own.exitCode == 0, qPrintable(own.err));
    QVERIFY(numberOf(jsonOf(own), "box_litres") > 4 * truth_.boxLitres);
  }

  void sampleIsMeasuredAsAProject() {
    const Run made = run({"sample", "sample"}, folder_.path());
    QVERIFY2(made.exitCode == 0, qPrintable(made.err));
    const QString project = made.out.trimmed();
    const Run all = run({"measure", "--project", project, "--json"}, folder_.path());
    QVERIFY2(all.exitCode == 0, qPrintable(all.err));
    const auto json = jsonOf(all);
    const auto* pictures = member(json, "pictures");
    QVERIFY(pictures && pictures->IsArray() && pictures->Size() >= 6);
    const QString name = QString::fromUtf8((*pictures)[0]["picture"].GetString());
    const Run one = run({"measure", "--project", project, "--picture", name, "--json"}, folder_.path());
    QVERIFY2(one.exitCode == 0, qPrintable(one.err));
    QCOMPARE(numberOf(jsonOf(one), "fill_percent"), (*pictures)[0]["fill_percent"].GetDouble());
    const Run unknown =
        run({"measure", "--project", project, "--picture", "no such picture"}, folder_.path());
    QCOMPARE(unknown.exitCode, 3);
  }

  void realToteWithAndWithoutEmptyReference() {
    FILLSCOPE_NEEDS_SHARED_DATA(tote, "boxes/tote");
    const QStringList common{"measure",
                             "--depth-scale",
                             "1e-4",
                             "--intrinsics",
                             tote + "/intrinsics.txt",
                             "--corners",
                             "158,8 489,8 594,560 27,560",
                             "--json"};
    const QStringList filled = QStringList(common) << "--image" << tote + "/filled.color.png"
                                                   << "--depth" << tote + "/filled.depth.png";
    const Run alone = run(filled);
    const Run referenced = run(QStringList(filled) << "--empty-depth" << tote + "/empty.depth.png");
    const Run empty = run(QStringList(common) << "--image" << tote + "/empty.color.png"
                                              << "--depth" << tote + "/empty.depth.png");
    for (const Run* r : {&alone, &referenced, &empty})
      QVERIFY2(r->exitCode == 0, qPrintable(r->err));
    const auto a = jsonOf(alone), b = jsonOf(referenced), c = jsonOf(empty);
    QVERIFY(std::abs(numberOf(a, "fill_percent") - numberOf(b, "fill_percent")) < 6);
    for (const auto* json : {&a, &b}) {
      QVERIFY(numberOf(*json, "fill_low") <= 30 && numberOf(*json, "fill_high") >= 30);
      bool named = false;
      for (const auto& warning : member(*json, "warnings")->GetArray())
        named = named || std::string(warning["id"].GetString()) == "rim-outside-picture";
      QVERIFY(named);
    }
    QVERIFY(numberOf(c, "fill_percent") < 5);
  }

 private:
  QStringList measureArguments() const {
    return {"measure",
            "--image",
            "box.png",
            "--depth",
            "box.depth.png",
            "--depth-scale",
            "1e-4",
            "--intrinsics",
            "K.txt",
            "--corners",
            cornersText(truth_.corners),
            "--json"};
  }
  QString sizeText() const {
    return QStringLiteral("%1x%2x%3")
        .arg(size_.first, 0, 'g', 17)
        .arg(size_.second, 0, 'g', 17)
        .arg(size_.depth, 0, 'g', 17);
  }

  QTemporaryDir folder_;
  RenderedBox truth_;
  BoxSize size_;
};

QTEST_APPLESS_MAIN(TestCli)
#include "test_cli.moc"
