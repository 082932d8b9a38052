// The parts of the window that need none.
#include "app/gui/command_line.h"
#include "app/gui/depth_range.h"
#include "app/gui/learning_pictures.h"
#include "app/gui/paths.h"
#include "app/gui/picture_actions.h"
#include "app/gui/report_phrases.h"
#include "app/gui/rim_editor.h"
#include "app/gui/settings.h"
#include "app/gui/spec_knobs.h"
#include "app/gui/train_controller.h"
#include "app/gui/workspaces.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/report_writer.h"
#include "core/geometry/fill_warnings.h"
#include "core/geometry/odd_size.h"
#include "core/imaging/colour_map.h"
#include "widgets/fill_texts.h"
#include "widgets/qimage_from.h"
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <algorithm>

using namespace fillscope;

class TestGuiParts : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aLargeMapHasTheRangeOfItsPixels() {
    auto map = std::make_shared<DepthMap>();
    map->unit = "m";
    map->values = Raster<float>(2000, 1000);
    for (int y = 0; y < 1000; y += 2) // every second row is measured
      for (int x = 0; x < 2000; ++x)
        map->values.at(x, y) = 1 + 0.001f * static_cast<float>(x);
    const ColourScale scale = DepthRange().scaleFor(map);
    QVERIFY2(std::abs(scale.low - 1.04) < 0.01, qPrintable(QString::number(scale.low)));
    QVERIFY2(std::abs(scale.high - 2.96) < 0.01, qPrintable(QString::number(scale.high)));
    map->values = Raster<float>(2000, 1000);
    for (int x = 0; x < 10; ++x) // between those that are looked at first
      map->values.at(x, 1) = 3;
    QCOMPARE(DepthRange().scaleFor(map).low, 3.0);
  }

  void everyWarningIsSaidInGerman() {
    FillReport report;
    report.cameraGuessed = true;
    report.camera.fx = 612.4;
    report.holePercent = report.hiddenPercent = 40;
    report.rim.reprojectionError = 9;
    FillDoubts doubts;
    doubts.cornersOutside = doubts.relativeDepth = true;
    doubts.floorFound = false;
    doubts.overfillShare = doubts.depthGap = 0.3;
    doubts.heightPoints = 12;
    std::vector<FillWarning> warnings = warningsFor(report, doubts);
    doubts.outsidePercent = 7;
    doubts.scaleGap = 0.3;
    for (const FillWarning& warning : warningsFor(report, doubts))
      warnings.push_back(warning);
    QVERIFY(warnings.size() > 20);
    QTranslator german;
    QVERIFY(german.load(QStringLiteral(":/i18n/fillscope_de.qm")));
    QStringList english;
    for (const FillWarning& warning : warnings)
      english << meaningText(warning) << remedyText(warning);
    QVERIFY(english.contains(
        QStringLiteral("The camera is unknown: its focal length was taken as 612 pixels. Ten "
                       "percent of error there moves the fill by about five points.")));
    QCOMPARE(meaningText(warnings[1]).toStdString(), meaningOf(warnings[1]));
    QCoreApplication::installTranslator(&german);
    int at = 0;
    for (const FillWarning& warning : warnings)
      for (const QString& said : {meaningText(warning), remedyText(warning)})
        QVERIFY2(said != english[at++] && !said.contains(QStringLiteral("%1")), qPrintable(said));
    QCoreApplication::removeTranslator(&german);
  }
  void theReportsPageIsInGerman() {
    QTranslator german;
    QVERIFY(german.load(QStringLiteral(":/i18n/fillscope_de.qm")));
    QCoreApplication::installTranslator(&german);
    QStringList untranslated;
    ReportWords words = reportPhrases();
    words.translate = [&untranslated, known = words.translate](const std::string& english) {
      const std::string said = known(english);
      if (said == english) untranslated << QString::fromStdString(english);
      return said;
    };
    words.decimalPoint = ",";
    ReportItem item, predicted, failed;
    item.name = "a.png";
    item.report.size = {0.6, 0.4, 0.2};
    item.report.boxLitres = 48.0, item.report.contentLitres = 15.5, item.report.overfillLitres = 2.5;
    item.report.cutHeight = 0.215;
    item.report.camera = {600, 600, 320, 240, 640, 480};
    item.report.cameraGuessed = true;
    item.report.method = "size given; depth scaled on rim and walls";
    item.image = std::make_shared<const Image>(8, 8, 3, 90);
    DepthMap depth;
    depth.values = Raster<float>(8, 8, 1, 1.0f);
    depth.source = "a.depth.png";
    item.depth = std::make_shared<const DepthMap>(depth);
    predicted = item;
    predicted.report.sizeMeasured = true;
    predicted.report.warnings = {
        {"depth-predicted", "Look into the box more from above.", "Type in the inner size."}};
    predicted.report.method = "depth predicted by box-depth; inner height estimated";
    predicted.report.boxLitres.reset();
    failed.name = "b.png", failed.error = "b.png: nothing.";
    QTemporaryDir home;
    QVERIFY(writeReport({item, predicted, failed}, toPath(home.path()), {}, words).ok());
    QCoreApplication::removeTranslator(&german);
    const auto page = readFile(toPath(home.path()) / "index.html");
    QVERIFY(page.ok());
    const QString text = QString::fromStdString(*page);
    QVERIFY2(untranslated.isEmpty(), qPrintable(untranslated.join(QLatin1Char('\n'))));
    for (const char* said : {"<html lang=\"de\">", "Maß angegeben", "15,5 l", "box-depth"})
      QVERIFY2(text.contains(QString::fromUtf8(said)), said);
    QVERIFY(QString::fromStdString(*readFile(toPath(home.path()) / "report.json"))
                .contains(QStringLiteral("size given; depth scaled on rim and walls")));
  }

  void theMethodIsSaidInGerman_data() {
    QTest::addColumn<QString>("method");
    for (const char* method :
         {"empty reference; scale from the depth on the rim", "size given; depth scaled on rim and walls",
          "floor fitted; depth scaled and shifted on rim and walls",
          "depth predicted by box-depth; size given", "depth predicted by box-depth; inner height estimated"})
      QTest::newRow(method) << QString::fromLatin1(method);
  }
  void theMethodIsSaidInGerman() {
    QFETCH(QString, method);
    QCOMPARE(methodText(method.toStdString()), method);
    QTranslator german;
    QVERIFY(german.load(QStringLiteral(":/i18n/fillscope_de.qm")));
    QCoreApplication::installTranslator(&german);
    const QStringList said = methodText(method.toStdString()).split(QStringLiteral("; ")),
                      english = method.split(QStringLiteral("; "));
    QCoreApplication::removeTranslator(&german);
    QCOMPARE(said.size(), english.size());
    for (qsizetype i = 0; i < said.size(); ++i) {
      QVERIFY2(said[i] != english[i], qPrintable(said[i]));
      QCOMPARE(said[i].contains(QStringLiteral("box-depth")),
               english[i].contains(QStringLiteral("box-depth")));
    }
  }

  void oddSizesAreSaidInGerman() {
    QTranslator german;
    QVERIFY(german.load(QStringLiteral(":/i18n/fillscope_de.qm")));
    for (const BoxSize& size : {BoxSize{600, 400, 200}, BoxSize{0.6, 0.4, 0.0001}, BoxSize{2.4, 0.1, 0.1}}) {
      const auto odd = oddSize(size);
      QVERIFY(odd);
      const QString meaning = meaningText(*odd), remedy = remedyText(*odd);
      QCoreApplication::installTranslator(&german);
      QVERIFY(meaningText(*odd) != meaning && remedyText(*odd) != remedy);
      QVERIFY(meaningText(*odd).contains(QString::fromStdString(odd->values[0])));
      QCoreApplication::removeTranslator(&german);
    }
  }

  void thePictureNamedExactlyComesFirst_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("found");
    QTest::newRow("exact, not the one before that holds it") << "box.png"
                                                             << "day/box.png";
    QTest::newRow("without suffix") << "box"
                                    << "day/box.png";
    QTest::newRow("as it is listed") << "Tote"
                                     << "day/tote.color.png";
    QTest::newRow("with its folder") << "day/box.png"
                                     << "day/box.png";
    QTest::newRow("begins") << "bo"
                            << "day/box.png";
    QTest::newRow("holds") << "ox_la"
                           << "day/a_box_large.png";
    QTest::newRow("number") << "2"
                            << "day/my-tote.png";
    QTest::newRow("number that is none of them") << "31"
                                                 << "day/031.png";
    QTest::newRow("name of digits") << "007"
                                    << "day/007.png";
    QTest::newRow("none") << "crate"
                          << "";
    QTest::newRow("nothing typed") << " "
                                   << "";
  }
  void thePictureNamedExactlyComesFirst() {
    QFETCH(QString, typed);
    QFETCH(QString, found);
    std::vector<Picture> pictures;
    for (const char* name : {"day/a_box_large.png", "day/my-tote.png", "day/1007.png", "day/box.png",
                             "day/box-2.png", "day/tote.color.png", "day/007.png", "day/031.png"}) {
      pictures.emplace_back();
      pictures.back().filename = name;
    }
    const int index = pictureMeant(typed, pictures);
    QCOMPARE(index < 0 ? QString()
                       : QString::fromStdString(pictures[static_cast<std::size_t>(index)].filename),
             found);
  }

  void aProjectIsRecentOnceHoweverItIsNamed() {
    QTemporaryDir home;
    const std::filesystem::path root = toPath(home.path());
    std::filesystem::create_directories(root / "boxes");
    std::filesystem::create_directory_symlink(root / "boxes", root / "link");
    QVERIFY(writeFileAtomically(root / "boxes/p.json", "x").ok());
    const QString file = toText(root / "boxes/p.json"), linked = toText(root / "link/p.json");
    const QString relative = QDir().relativeFilePath(file), gone = toText(root / "gone.json");
    Settings settings(home.filePath(QStringLiteral("settings.ini")));
    settings.addRecentPath(gone);
    settings.addRecentPath(file);
    settings.setRecentPlace(file, {3, 12});
    settings.addRecentPath(linked);
    QCOMPARE(settings.recentPaths(), (QStringList{linked, gone}));
    settings.addRecentPath(relative);
    QCOMPARE(settings.recentPaths(), (QStringList{file, gone}));
    QCOMPARE(settings.recentPlace(linked), QSize(3, 12));
    settings.setLastProject(relative);
    QCOMPARE(settings.lastProject(), file);
    settings.removeRecentPath(linked);
    QCOMPARE(settings.recentPaths(), QStringList{gone});
    // A list written before.
    {
      QSettings old(home.filePath(QStringLiteral("old.ini")), QSettings::IniFormat);
      old.setValue(QStringLiteral("recent"), QStringList{linked, file, gone});
    }
    QCOMPARE(Settings(home.filePath(QStringLiteral("old.ini"))).recentPaths(), (QStringList{linked, gone}));
  }

  void depthIsColouredAsOnEveryPage() {
    Raster<float> depth(2, 1);
    depth.at(0, 0) = 0.5f;
    depth.at(1, 0) = 1.5f;
    const QImage learnt = depthPicture(depth);
    DepthMap map;
    map.values = depth;
    const QImage usual = toQImage(colourise(map, ColourScale{ColourMap::turbo, 0.5, 1.5, false, "m"}));
    QVERIFY(qBlue(usual.pixel(0, 0)) != qBlue(usual.pixel(1, 0)));
    QCOMPARE(learnt.pixel(0, 0), usual.pixel(0, 0));
    QCOMPARE(learnt.pixel(1, 0), usual.pixel(1, 0));
  }

  void anyOrderOfCornersIsPutInOrder() {
    const RimCorners right{Vec2{10, 10}, {90, 12}, {95, 80}, {5, 78}};
    std::array<int, 4> order{0, 1, 2, 3};
    do {
      const RimCorners clicked{right[order[0]], right[order[1]], right[order[2]], right[order[3]]};
      QVERIFY(inOrder(clicked) == right);
    } while (std::next_permutation(order.begin(), order.end()));
  }

  void theExportedNetworkIsThatOfTheConfiguration() {
    namespace fs = std::filesystem;
    QTemporaryDir home;
    const fs::path run = toPath(home.path()) / "run";
    const auto exports = [&](const char* id) {
      fs::create_directories(run / "export" / id);
      QVERIFY(writeFileAtomically(run / "export" / id / "manifest.json", "{}").ok());
    };
    const auto configure = [&](const char* id) {
      TrainingConfig config = defaultConfig(NetworkKind::cornersHeatmap);
      config.id = id;
      QVERIFY(writeFileAtomically(run / "config.json", trainingConfigJson(config)).ok());
    };
    for (const char* id : {"first", "second", "third"})
      exports(id);
    QVERIFY(TrainController::exportedIn(run).empty());
    for (const char* id : {"third", "first", "second"}) {
      configure(id);
      QCOMPARE(TrainController::exportedIn(run), run / "export" / id / "manifest.json");
      QVERIFY(TrainController::holdsTraining(run));
    }
    configure("fourth");
    QVERIFY(TrainController::exportedIn(run).empty());
    QVERIFY(!TrainController::holdsTraining(run));
  }

  void noKnobGoesFartherThanWhatIsAllowed_data() {
    QTest::addColumn<NetworkKind>("network");
    for (const NetworkKind network : networkKinds)
      QTest::newRow(qPrintable(networkKindText(network))) << network;
  }
  void noKnobGoesFartherThanWhatIsAllowed() {
    QFETCH(NetworkKind, network);
    const BoundKnobs<AugmentationSpec> knobs = augmentationKnobs(network);
    int number = 0, used = 0;
    for (const KnobGroup& group : knobs.groups())
      for (const Knob& knob : group.knobs) {
        for (const double end : {knob.lowest, knob.highest}) {
          TrainingConfig config = defaultConfig(network);
          config.augmentation = AugmentationSpec::none();
          knobs.apply(config.augmentation, number, {end, end});
          if (!knobs.isUsed(config.augmentation, number)) continue;
          ++used;
          QVERIFY2(config.check().ok(), qPrintable(QStringLiteral("%1: %2").arg(knob.name).arg(end)));
        }
        ++number;
      }
    const int kept = takesMoves(network) ? number - 1 : number - 8; // what moves or covers a sample
    QVERIFY(number > 15 && used >= 2 * kept);
  }

  void scenesAreMadeForTheNetworkThatLearnsFromThem() {
    TrainingDataChoice choice;
    choice.photo.width = 64;
    choice.photo.height = 48;
    choice.count = 100000;
    TrainingConfig config = defaultConfig(NetworkKind::cornersHeatmap);
    config.validationShare = 0.2;
    Result<TrainingDataChoice::Sources> sources = choice.open(config);
    QVERIFY(sources.ok());
    QCOMPARE(sources->training->size(), std::size_t(100000));
    QCOMPARE(sources->validation->size(), std::size_t(600));
    QCOMPARE(sources->training->load(0)->keypoints.size(), std::size_t(4));
    config.keypoints = {"a", "b", "c", "d", "e", "f", "g", "h"};
    sources = choice.open(config);
    QVERIFY(sources.ok());
    QCOMPARE(sources->training->load(0)->keypoints.size(), std::size_t(8));
    QCOMPARE(sources->validation->load(0)->keypoints.size(), std::size_t(8));
    config.keypoints = {"a", "b", "c"};
    QCOMPARE(int(choice.open(config).error().code), int(ErrorCode::badInput));
    choice.count = 10;
    config.keypoints.push_back("d");
    QCOMPARE(choice.open(config)->validation->size(), std::size_t(8));
    QVERIFY(choice.open(config)->training->load(0)->measured.values.empty());
    config = defaultConfig(NetworkKind::depthDenoiser);
    for (const auto& source : {choice.open(config)->training, choice.open(config)->validation}) {
      const Result<TrainingSample> sample = source->load(0);
      QVERIFY(sample->measured.values.sameSize(sample->depth.values) && !sample->depth.values.empty());
    }
  }

  void commandLine_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode"); // −1: go on
    QTest::newRow("nothing") << QStringList{} << -1;
    QTest::newRow("paths") << QStringList{"a", "b"} << -1;
    QTest::newRow("screenshot") << QStringList{"--screenshot", "o.png",   "a",   "--size",
                                               "800x600",      "--theme", "dark"}
                                << -1;
    QTest::newRow("help") << QStringList{"--help"} << 0;
    QTest::newRow("version") << QStringList{"--version"} << 0;
    QTest::newRow("unknown") << QStringList{"--frobnicate"} << 2;
    QTest::newRow("size") << QStringList{"--size", "800"} << 2;
    QTest::newRow("workspace") << QStringList{"--workspace", "moon"} << 2;
    for (const Workspace workspace : allWorkspaces)
      QTest::newRow(qPrintable(idOf(workspace))) << QStringList{"--workspace", idOf(workspace)} << -1;
    QTest::newRow("screenshot of nothing") << QStringList{"--screenshot", "o.png"} << 2;
    QTest::newRow("screenshot of the training")
        << QStringList{"--screenshot", "o.png", "--workspace", "train"} << -1;
    QTest::newRow("screenshot of no volume")
        << QStringList{"--screenshot", "o.png", "--workspace", "volume"} << 2;
  }
  void commandLine() {
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    std::vector<std::string> words{"fillscope"};
    for (const QString& argument : arguments)
      words.push_back(argument.toStdString());
    std::vector<char*> argv;
    for (std::string& word : words)
      argv.push_back(word.data());
    const ParsedCommandLine parsed = parseCommandLine(static_cast<int>(argv.size()), argv.data());
    QCOMPARE(parsed.exitCode.value_or(-1), exitCode);
    if (arguments.contains("--size") && exitCode == -1) QCOMPARE(*parsed.options.size, QSize(800, 600));
  }
};

QTEST_GUILESS_MAIN(TestGuiParts)
#include "test_gui_parts.moc"
