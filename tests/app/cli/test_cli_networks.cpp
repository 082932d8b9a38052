// Networks from the command line, as a user runs it: detect, measure and predict on a photo alone, evaluate.
#include "cli_run.h"
#include "core/annotation/depth_network.h"
#include "core/annotation/rejected_corners.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "core/workflow/synthesise.h"
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <csignal>
#include <fcntl.h>
#include <map>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

rapidjson::Document jsonOf(const Run& r) {
  rapidjson::Document document;
  document.Parse(r.out.toUtf8().constData());
  return document;
}

} // namespace

class TestCliNetworks : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::filesystem::path path(const char* name) const {
    return std::filesystem::path(folder_.path().toStdString()) / name;
  }
  /// A synthetic set of small pictures.
  bool makePhotos(const char* name, std::uint64_t count) const {
    SynthesisRequest request;
    request.folder = path(name);
    request.count = count;
    request.spec.width = 128;
    request.spec.height = 96;
    return synthesise(request).ok();
  }

  /// Below a folder, relative to it.
  std::set<std::string> filesIn(const char* name) const {
    std::set<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path(name)))
      if (entry.is_regular_file()) files.insert(entry.path().lexically_relative(path(name)).generic_string());
    return files;
  }

 private Q_SLOTS:
  // The folder of networks holds many that are no use; those meant here are copied out of it.
  void initTestCase() {
    QVERIFY(folder_.isValid());
    std::filesystem::create_directory(path("networks"));
    const auto networks = std::filesystem::path(FILLSCOPE_TEST_NETWORKS);
    // Under the names of those that ship, which they hide: whatever ships, these are meant where none is
    // named.
    const std::map<std::string, std::string> names{
        {"corners", "box-corners"}, {"rim-half", "box-depth"}, {"luminance", "luminance"}};
    for (const auto& [id, name] : names) {
      const auto folder = path("networks") / name;
      std::filesystem::copy(networks / id, folder, std::filesystem::copy_options::recursive);
      std::string manifest = readFile(folder / "manifest.json").value();
      manifest.replace(manifest.find('"' + id + '"'), id.size() + 2, '"' + name + '"');
      QVERIFY(writeFileAtomically(folder / "manifest.json", manifest).ok());
    }
    qputenv("FILLSCOPE_MODELS", QByteArray::fromStdString(path("networks").string()));
    qputenv("HOME", folder_.path().toUtf8());
    std::filesystem::create_directory(path("photos"));
    for (const char* name : {"a.png", "b.png"})
      QVERIFY(saveImage(Image(640, 480, 3, 90), path("photos") / name).ok());
  }

  void detectsTheCornersOfAPicture() {
    const Run r = run({"detect", "photos/a.png", "--json", "--model", "box-corners"}, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    QVERIFY2(!json.HasParseError() && json.HasMember("corners"), qPrintable(r.out));
    QCOMPARE(std::string(json["model"].GetString()), std::string("box-corners"));
    const double expected[4][2] = {{120, 40}, {520, 40}, {520, 440}, {120, 440}};
    for (rapidjson::SizeType k = 0; k < 4; ++k) {
      QCOMPARE(json["corners"][k].Size(), rapidjson::SizeType(4));
      QVERIFY(std::hypot(json["corners"][k][0].GetDouble() - expected[k][0],
                         json["corners"][k][1].GetDouble() - expected[k][1]) < 0.5);
      QCOMPARE(json["corners"][k][2].GetInt(), k == 3 ? 1 : 2);
      const double confidence = json["corners"][k][3].GetDouble();
      QVERIFY(confidence > 0.5 && confidence <= 1);
    }
    const Run text = run({"detect", "photos/a.png", "--model", "box-corners"}, folder_.path());
    QVERIFY(text.out.startsWith("a.png: confidence") && text.out.contains("(hidden)"));
  }

  void aFolderBecomesAProject() {
    const Run r = run({"detect", "photos", "--model", "box-corners", "--least-certain-first", "--json",
                       "--project", "marked.json"},
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QCOMPARE(jsonOf(r)["pictures"].Size(), rapidjson::SizeType(2));
    const auto project = loadViaProject(path("marked.json"));
    QVERIFY(project.ok());
    QCOMPARE(project->pictures.size(), std::size_t(2));
    for (const Picture& picture : project->pictures) {
      QVERIFY(rimOf(picture) && rimOf(picture)->complete());
      QCOMPARE(picture.regions[0].attributes.text("source"), std::string("model"));
      QVERIFY(!resolvePicture(*project, picture, path("")).empty());
    }
  }

  /// A project that is there already goes on: nothing that somebody did in it is lost.
  void aProjectWrittenBeforeGoesOn() {
    std::filesystem::create_directory(path("elsewhere"));
    const QStringList again{"detect", "photos", "--model", "box-corners", "--project", "elsewhere/on.json"};
    QCOMPARE(run({"detect", "photos/a.png", "--model", "box-corners", "--project", "elsewhere/on.json"},
                 folder_.path())
                 .exitCode,
             0);
    auto project = loadViaProject(path("elsewhere/on.json"));
    QVERIFY(project.ok() && project->pictures.size() == 1);
    Rim rim = *rimOf(project->pictures[0]);
    rim.corners[0] = {99, 33};
    rim.origin.reviewed = true;
    setRim(project->pictures[0], rim);
    project->pictures[0].attributes.set("note", "hours of work");
    QVERIFY(saveViaProject(*project, path("elsewhere/on.json")).ok());
    const Run r = run(again, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto on = loadViaProject(path("elsewhere/on.json"));
    QVERIFY(on.ok());
    QCOMPARE(on->pictures.size(), std::size_t(2));
    QCOMPARE(on->pictures[0].attributes.text("note"), std::string("hours of work"));
    QCOMPARE(rimOf(on->pictures[0])->corners[0], (Vec2{99, 33}));
    QVERIFY(rimOf(on->pictures[1])->origin.isProposal());
    QVERIFY(writeFileAtomically(path("elsewhere/list.json"), "[1, 2]").ok());
    const Run refused = run(
        {"detect", "photos", "--model", "box-corners", "--project", "elsewhere/list.json"}, folder_.path());
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.err.contains("elsewhere/list.json") && refused.err.contains("another file"),
             qPrintable(refused.err));
    QCOMPARE(readFile(path("elsewhere/list.json")).value(), std::string("[1, 2]"));
  }

  /// What somebody has refused in the window does not come again.
  void rejectedCornersStayAway() {
    std::filesystem::create_directory(path("refused"));
    const QStringList again{"detect", "photos", "--model", "box-corners", "--project", "refused/p.json"};
    QCOMPARE(run(again, folder_.path()).exitCode, 0);
    auto project = loadViaProject(path("refused/p.json"));
    QVERIFY(project.ok() && project->pictures.size() == 2);
    for (Picture& picture : project->pictures)
      setRim(picture, {});
    project->pictures[0].attributes = withCornersRejected(project->pictures[0].attributes, "box-corners");
    project->pictures[1].attributes = withCornersRejected(project->pictures[1].attributes, "another");
    QVERIFY(saveViaProject(*project, path("refused/p.json")).ok());
    // Into a project that is there, and with that project itself as what is looked at.
    for (const QStringList& arguments :
         {again, {"detect", "refused/p.json", "--model", "box-corners", "--project", "refused/p.json"}}) {
      const Run r = run(arguments, folder_.path());
      QVERIFY2(r.exitCode == 0, qPrintable(r.err));
      QVERIFY2(r.err.contains("corners of box-corners were rejected there: 1"), qPrintable(r.err));
      const auto on = loadViaProject(path("refused/p.json"));
      QVERIFY(on.ok());
      QVERIFY(!rimOf(on->pictures[0]));
      QVERIFY(rimOf(on->pictures[1])->origin.isProposal());
    }
  }

  /// Hours of looking are not lost, and what is there is not looked at again.
  void whatWasFoundBeforeAStopIsKept() {
    std::filesystem::create_directory(path("stopping"));
    const auto photo = [&](const char* name) { return path("stopping") / name; };
    Project list;
    for (const char* name : {"a.png", "b.png", "c.png"}) {
      list.pictures.emplace_back();
      list.pictures.back().id = list.pictures.back().filename = name;
    }
    QVERIFY(saveViaProject(list, photo("list.json")).ok());
    for (const char* name : {"a.png", "c.png"})
      std::filesystem::copy_file(path("photos") / "a.png", photo(name));
    // It waits for what comes out of the pipe: then the signal comes while it looks at the second picture.
    QCOMPARE(::mkfifo(photo("b.png").c_str(), 0600), 0);
    QStringList arguments{"detect", "stopping/list.json", "--model",          "box-corners",
                          "--json", "--project",          "stopping/out.json"};
    QProcess process;
    process.setWorkingDirectory(folder_.path());
    process.start(QStringLiteral(FILLSCOPE_BINARY_DIR "/bin/fillscope-cli"), arguments);
    int pipe = -1;
    const auto isWaitedFor = [&] {
      if (pipe < 0) pipe = ::open(photo("b.png").c_str(), O_WRONLY | O_NONBLOCK);
      return pipe >= 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWaitedFor(), 60000);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    const std::string bytes = readFile(photo("a.png")).value();
    QCOMPARE(::write(pipe, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    ::close(pipe);
    QVERIFY(process.waitForFinished(60000));
    const Run stopped{process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                      QString::fromUtf8(process.readAllStandardError())};
    QVERIFY2(stopped.exitCode == 75, qPrintable(stopped.err));
    const auto answers = jsonOf(stopped);
    QVERIFY2(answers.IsObject() && answers.HasMember("pictures"), qPrintable(stopped.out));
    const auto found = answers["pictures"].Size();
    QVERIFY(found == 1 || found == 2); // The signal may come a moment after the bytes.
    for (const QString& said : {QStringLiteral("after %1 of 3 pictures").arg(found),
                                QStringLiteral("stopping/out.json"), QStringLiteral("--resume")})
      QVERIFY2(stopped.err.contains(said), qPrintable(stopped.err));
    auto kept = loadViaProject(photo("out.json"));
    QVERIFY(kept.ok());
    QCOMPARE(kept->pictures.size(), std::size_t(3));
    for (std::size_t k = 0; k < 3; ++k)
      QCOMPARE(rimOf(kept->pictures[k]).has_value(), k < found);

    std::filesystem::remove(photo("b.png"));
    std::filesystem::copy_file(photo("a.png"), photo("b.png"));
    Rim mine{{{1, 1}, {9, 1}, {9, 9}, {1, 9}}, {}};
    setRim(kept->pictures[2], mine);
    QVERIFY(saveViaProject(*kept, photo("out.json")).ok());
    arguments << "--resume";
    const Run on = run(arguments, folder_.path());
    QVERIFY2(on.exitCode == 0, qPrintable(on.err));
    QVERIFY2(on.err.contains(QStringLiteral("%1 of 3").arg(found + 1)), qPrintable(on.err));
    QCOMPARE(jsonOf(on)["pictures"].Size(), 2 - found);
    const auto whole = loadViaProject(photo("out.json"));
    QVERIFY(whole.ok());
    QCOMPARE(whole->pictures.size(), std::size_t(3));
    QVERIFY(rimOf(whole->pictures[0])->origin.isProposal() && rimOf(whole->pictures[1])->origin.isProposal());
    QCOMPARE(rimOf(whole->pictures[2])->corners[0], (Vec2{1, 1}));

    const Run done = run(arguments, folder_.path());
    QVERIFY2(done.exitCode == 0, qPrintable(done.err));
    QCOMPARE(jsonOf(done)["pictures"].Size(), rapidjson::SizeType(0));
    QCOMPARE(run({"detect", "photos", "--resume"}, folder_.path()).exitCode, 2);
  }

  void aHangUpIsAStopAlsoWithoutStreams() {
    std::filesystem::create_directory(path("hanging"));
    QCOMPARE(::mkfifo((path("hanging") / "a.png").c_str(), 0600), 0);
    Project list;
    list.pictures.emplace_back().filename = "a.png";
    list.pictures.emplace_back().filename = "b.png";
    QVERIFY(saveViaProject(list, path("hanging") / "list.json").ok());
    QProcess process;
    process.setWorkingDirectory(folder_.path());
    process.start("sh", {"-c", "exec \"$0\" detect hanging/list.json <&- >&- 2>&-",
                         QStringLiteral(FILLSCOPE_BINARY_DIR "/bin/fillscope-cli")});
    int pipe = -1;
    const auto isWaitedFor = [&] {
      if (pipe < 0) pipe = ::open((path("hanging") / "a.png").c_str(), O_WRONLY | O_NONBLOCK);
      return pipe >= 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWaitedFor(), 60000);
    // No file that it opens takes the place of a closed stream, and gets the answer.
    for (const char* stream : {"0", "1", "2"})
      QCOMPARE(QFile::symLinkTarget(QStringLiteral("/proc/%1/fd/%2").arg(process.processId()).arg(stream)),
               QString("/dev/null"));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGHUP), 0);
    ::close(pipe);
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 75);
  }

  void whatIsFoundIsKeptWhereNobodyReadsTheAnswer() {
    std::filesystem::create_directory(path("unread"));
    for (int k = 0; k < 24; ++k) // more than a pipe's buffer of the program holds
      std::filesystem::copy_file(path("photos") / "a.png",
                                 path("unread") / (std::to_string(k) + std::string(200, 'n') + ".png"));
    QProcess shell;
    shell.setWorkingDirectory(folder_.path());
    shell.start("sh", {"-c", "{ \"$0\" detect unread --project unread.json; echo $? > code; } | true",
                       QStringLiteral(FILLSCOPE_BINARY_DIR "/bin/fillscope-cli")});
    QVERIFY(shell.waitForFinished(60000));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder_.filePath("code")), 60000);
    const auto kept = loadViaProject(path("unread.json"));
    QVERIFY(kept.ok());
    QVERIFY(rimOf(kept->pictures.back()).has_value());
    QTRY_COMPARE(QString::fromStdString(readFile(path("code")).value()), QString("75\n"));
  }

  /// Of a project that is named after one picture, and holds others too, only that picture is looked at.
  void theOtherPicturesOfAProjectStay() {
    std::filesystem::create_directory(path("beside"));
    Project project;
    for (const char* name : {"b.png", "a.png"}) {
      std::filesystem::copy_file(path("photos") / "a.png", path("beside") / name);
      project.pictures.emplace_back();
      project.pictures.back().id = project.pictures.back().filename = name;
    }
    QVERIFY(saveViaProject(project, path("beside/a.fillscope.json")).ok());
    const Run r = run({"detect", "beside/a.png", "--model", "box-corners", "--json", "--project",
                       "beside/a.fillscope.json"},
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY(jsonOf(r).HasMember("corners"));
    const auto on = loadViaProject(path("beside/a.fillscope.json"));
    QVERIFY(on.ok());
    QCOMPARE(on->pictures.size(), std::size_t(2));
    QVERIFY(!rimOf(on->pictures[0]) && rimOf(on->pictures[1]));
  }

  void whereNoPictureIsThatIsSaid() {
    std::filesystem::create_directory(path("nothing"));
    const Run r = run({"detect", "nothing", "--project", "nothing/x.json"}, folder_.path());
    QCOMPARE(r.exitCode, 3);
    QVERIFY2(!r.err.isEmpty(), qPrintable(r.err));
    QVERIFY(!std::filesystem::exists(path("nothing") / "x.json"));
  }

  void aProjectThatCannotBeWrittenIsToldBeforeTheWork() {
    const Run r =
        run({"detect", "photos", "--model", "box-corners", "--project", "no/such/p.json"}, folder_.path());
    QCOMPARE(r.exitCode, 3);
    QVERIFY2(r.err.contains("no such folder") && r.out.isEmpty(), qPrintable(r.err));
    // So is what lies there and cannot go on.
    std::filesystem::create_directory(path("taken.json"));
    const Run taken =
        run({"detect", "photos", "--model", "box-corners", "--project", "taken.json"}, folder_.path());
    QCOMPARE(taken.exitCode, 3);
    QVERIFY2(taken.err.contains("no project that can go on") && taken.out.isEmpty(), qPrintable(taken.err));
  }

  void picturesThatFailAreToldOnTheOtherStream() {
    std::filesystem::create_directory(path("mixed"));
    std::filesystem::copy_file(path("photos") / "a.png", path("mixed") / "a.png");
    QFile broken(QString::fromStdString((path("mixed") / "b.png").string()));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("no picture") > 0);
    broken.close();
    const Run r = run({"detect", "mixed", "--model", "box-corners"}, folder_.path());
    QCOMPARE(r.exitCode, 0);
    QVERIFY2(r.out.contains("a.png: confidence") && !r.out.contains("b.png"), qPrintable(r.out));
    QVERIFY2(r.err.contains("b.png") && r.err.contains("1 of 2 pictures"), qPrintable(r.err));
  }

  void anAnswerThatCannotBeWrittenIsNoSuccess() {
    if (!std::filesystem::exists("/dev/full")) QSKIP("this system has no /dev/full");
    QProcess program;
    program.setWorkingDirectory(folder_.path());
    program.setStandardOutputFile(QStringLiteral("/dev/full"));
    program.start(QStringLiteral(FILLSCOPE_BINARY_DIR "/bin/fillscope-cli"),
                  {"detect", "photos/a.png", "--json"});
    QVERIFY(program.waitForFinished(60000));
    QCOMPARE(program.exitCode(), 75);
    QVERIFY(program.readAllStandardError().contains("could not be written"));
  }

  void picturesAreClassified() {
    const auto model = std::filesystem::path(FILLSCOPE_TEST_NETWORKS) / "brightness";
    const QStringList named{"--model", QString::fromStdString(model.string())};
    const Run one = run(QStringList{"classify", "photos/a.png", "--json"} + named, folder_.path());
    QVERIFY2(one.exitCode == 0, qPrintable(one.err));
    const auto json = jsonOf(one);
    QVERIFY2(!json.HasParseError(), qPrintable(one.out));
    QCOMPARE(json["model"].GetString(), "brightness");
    QVERIFY(json["probability"].GetDouble() >= 0.5);
    const Run all = run(QStringList{"classify", "photos", "--maps", "evidence", "--csv", "classes.csv",
                                    "--sheet", "sheet.png"} +
                            named,
                        folder_.path());
    QVERIFY2(all.exitCode == 0, qPrintable(all.err));
    QVERIFY2(all.out.contains("a.png: "), qPrintable(all.out));
    QVERIFY(filesIn("evidence").contains("a.evidence.png"));
    QVERIFY(loadImage(path("sheet.png")).ok());
    QVERIFY(readFile(path("classes.csv"))->starts_with("picture,class,probability,\"dark\",\"bright\"\n"));
    // What lies there and is none of these stays.
    const std::string photo = readFile(path("photos/a.png")).value();
    QCOMPARE(
        run(QStringList{"classify", "photos", "--sheet", "photos/a.png"} + named, folder_.path()).exitCode,
        3);
    QCOMPARE(run(QStringList{"classify", "photos", "--csv", "photos/a.png"} + named, folder_.path()).exitCode,
             3);
    QCOMPARE(readFile(path("photos/a.png")).value(), photo);
    const Run none = run({"classify", "photos"}, folder_.path());
    QCOMPARE(none.exitCode, 3);
    QVERIFY2(none.err.contains("there is no classes network"), qPrintable(none.err));
  }

  void classesAreEvaluated() {
    for (const auto& [name, grey] : {std::pair{"bright", 250}, std::pair{"dark", 5}})
      for (const char* file : {"1.png", "2.png"}) {
        std::filesystem::create_directories(path("greys") / name);
        QVERIFY(
            saveImage(Image(32, 32, 3, static_cast<std::uint8_t>(grey)), path("greys") / name / file).ok());
      }
    const auto model = std::filesystem::path(FILLSCOPE_TEST_NETWORKS) / "brightness";
    const Run r = run({"evaluate", "classes", "--model", QString::fromStdString(model.string()), "--data",
                       "greys", "--json", "--sheet", "greys.jpg", "--each", "greys.csv"},
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    QCOMPARE(json["classes"][0]["accuracy"].GetDouble(), 1.0);
    QCOMPARE(json["classes"][0]["pictures"].GetInt(), 4);
    QVERIFY(loadImage(path("greys.jpg")).ok());
    QVERIFY(readFile(path("greys.csv"))->find("\"dark/2.png\"") != std::string::npos);
    const Run wrong = run({"evaluate", "classes", "--data", "photos"}, folder_.path());
    QCOMPARE(wrong.exitCode, 3);
  }

  void aPhotoAloneIsMeasured_data() {
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<bool>("sized");
    const QStringList detected{"--corners", "detect"};
    const QStringList given{"--corners", "120,40 520,40 520,440 120,440"};
    QTest::newRow("detected") << detected + QStringList{"--size", "0.4x0.4x0.3"} << true;
    QTest::newRow("given") << given + QStringList{"--size", "0.4x0.4x0.3", "--fov", "60"} << true;
    QTest::newRow("no size") << detected << false;
    QTest::newRow("a network named") << QStringList{"--corners", "detect:box-corners"} << false;
    QTest::newRow("no corners named") << QStringList{} << false;
  }
  void aPhotoAloneIsMeasured() {
    QFETCH(QStringList, more);
    QFETCH(bool, sized);
    const Run r = run(
        QStringList{"measure", "--image", "photos/a.png", "--depth", "predict:box-depth", "--json"} + more,
        folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    QVERIFY2(!json.HasParseError(), qPrintable(r.out));
    const double fill = json["fill_percent"].GetDouble();
    QVERIFY2(fill > 30 && fill < 70, qPrintable(QString::number(fill)));
    QVERIFY(json["fill_low"].GetDouble() <= fill - 3 && json["fill_high"].GetDouble() >= fill + 3);
    QCOMPARE(json["content_litres"].IsNumber(), sized);
    QStringList warnings;
    for (const auto& warning : json["warnings"].GetArray())
      warnings << QString::fromUtf8(warning["id"].GetString());
    QVERIFY(warnings.contains("depth-predicted"));
    QCOMPARE(warnings.contains("scale-unknown"), !sized);
    QCOMPARE(warnings.contains("corners-detected"), !more.join(' ').contains("120,40"));
  }

  /// A folder of photos, without a project: every one of them gets corners, depth and a figure.
  void aFolderOfPhotosIsMeasured() {
    const Run r = run({"measure", "photos", "--depth", "predict:box-depth", "--corners", "detect", "--json",
                       "--report", "report"},
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    QVERIFY2(!json.HasParseError(), qPrintable(r.out));
    const auto& pictures = json["pictures"];
    QVERIFY(pictures.Size() >= 2);
    for (const auto& picture : pictures.GetArray()) {
      const double fill = picture["fill_percent"].GetDouble();
      QVERIFY2(fill > 30 && fill < 70, qPrintable(QString::number(fill)));
      QStringList warnings;
      for (const auto& warning : picture["warnings"].GetArray())
        warnings << QString::fromUtf8(warning["id"].GetString());
      QVERIFY(warnings.contains("depth-predicted") && warnings.contains("corners-detected"));
    }
    QVERIFY(std::filesystem::exists(path("report") / "index.html"));
    const Run whole = run({"measure", "photos", "--depth", "predict:luminance", "--corners", "detect",
                           "--picture", "a.png", "--json"},
                          folder_.path());
    QCOMPARE(whole.exitCode, 3); // it answers with brightness, and this picture is grey throughout
    QVERIFY2(whole.err.contains("a.png") && whole.err.contains("the same value"), qPrintable(whole.err));
  }

  /// What was predicted in the window is predicted again, picture by picture.
  void aProjectsOwnNetworksAreAsked() {
    QCOMPARE(run({"detect", "photos", "--model", "box-corners", "--project", "kept.json"}, folder_.path())
                 .exitCode,
             0);
    auto project = loadViaProject(path("kept.json"));
    QVERIFY(project.ok() && project->pictures.size() == 2);
    const char* networks[] = {"box-depth", "gone"};
    for (std::size_t k = 0; k < 2; ++k)
      project->pictures[k].attributes = withDepthNetwork(project->pictures[k].attributes, networks[k]);
    QVERIFY(saveViaProject(*project, path("kept.json")).ok());
    const Run r = run({"measure", "--project", "kept.json", "--json"}, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    QVERIFY2(!json.HasParseError() && json["pictures"].Size() == 2, qPrintable(r.out));
    const auto& predicted = json["pictures"][0];
    QVERIFY(QString(predicted["method"].GetString()).contains("box-depth"));
    QVERIFY(QString(json["pictures"][1]["error"].GetString()).contains("gone"));
    const Run other = run(
        {"measure", "--project", "kept.json", "--depth", "predict:box-depth", "--picture", "b.png", "--json"},
        folder_.path());
    QVERIFY2(other.exitCode == 0, qPrintable(other.err));
    QVERIFY(QString(jsonOf(other)["method"].GetString()).contains("box-depth"));
  }

  void depthInsideTheRimIsWritten() {
    const Run r = run({"predict", "photos/a.png", "--model", "box-depth", "--corners",
                       "120,40 520,40 520,440 120,440", "--size", "0.4x0.4x0.3", "--out", "depth.npy"},
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto depth = loadDepth(path("depth.npy"), {});
    QVERIFY(depth.ok());
    QVERIFY(depth->isMeasuredAt(320, 240) && !depth->isMeasuredAt(20, 20));
    const Run relative =
        run({"predict", "photos/a.png", "--model", "box-depth", "--out", "depth.png"}, folder_.path());
    QCOMPARE(relative.exitCode, 3); // no unit: not as 16-bit PNG
  }

  void depthOfAFolderIsWritten() {
    const std::filesystem::path photos = path("many/deep");
    std::filesystem::create_directories(photos);
    for (const char* name : {"a.png", "a.jpg", "b.color.png", "deep/c.jpg"})
      QVERIFY(saveImage(Image(64, 48, 3, 90), path("many") / name).ok());
    QVERIFY(writeFileAtomically(path("many/damaged.png"), "no picture").ok());
    const QStringList arguments{"predict", "many", "--model", "luminance", "--json", "--out"};
    const Run whole = run(arguments + QStringList{"depth"}, folder_.path());
    QVERIFY2(whole.exitCode == 0, qPrintable(whole.err));
    const auto json = jsonOf(whole);
    QCOMPARE(json["failed"].Size(), rapidjson::SizeType(1));
    QVERIFY(QString(json["failed"][0]["error"].GetString()).contains("damaged.png"));
    const auto found = filesIn("depth");
    QCOMPARE(json["written"].GetInt(), static_cast<int>(found.size()));
    QVERIFY2((found.size() >= 3), "too few");
    for (const std::string& name : found) {
      const auto depth = loadDepth(path("depth") / name, {1e-4});
      QVERIFY2(depth.ok() && depth->values.sameSize(64, 48), name.c_str());
    }
    // What differs in its suffix alone keeps it; what a camera calls colour does not.
    QVERIFY(found.contains("a.png.depth.png") && found.contains("a.jpg.depth.png"));
    QVERIFY(found.contains("b.depth.png"));

    for (const char* part : {"1/2", "2/2"}) {
      const Run r = run(arguments + QStringList{"parts", "--shard", part}, folder_.path());
      QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    }
    QVERIFY(filesIn("parts") == found);
    std::filesystem::remove(path("parts/b.depth.png"));
    const Run resumed = run(arguments + QStringList{"parts", "--resume"}, folder_.path());
    QCOMPARE(jsonOf(resumed)["written"].GetInt(), 1);
    QCOMPARE(jsonOf(resumed)["kept"].GetInt(), static_cast<int>(found.size()) - 1);
    QVERIFY(filesIn("parts") == found);
  }

  void depthOfAProjectIsThatOfItsRims() {
    // One picture has its box and its size, the other one's corners are found and its depth has no unit.
    const auto folder = path("rims");
    std::filesystem::create_directories(folder);
    Project project;
    for (const char* name : {"a.png", "b.png"}) {
      QVERIFY(saveImage(Image(640, 480, 3, 90), folder / name).ok());
      Picture picture;
      picture.filename = name;
      if (*name == 'a') {
        Rim rim;
        rim.corners = {{120, 40}, {520, 40}, {520, 440}, {120, 440}};
        rim.size = BoxSize{0.4, 0.4, 0.3};
        setRim(picture, rim);
      }
      project.pictures.push_back(picture);
    }
    QVERIFY(saveViaProject(project, folder / "boxes.json").ok());
    const Run r = run({"predict", "rims/boxes.json", "--model", "box-depth", "--out", "rim-depth", "--json"},
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QCOMPARE(jsonOf(r)["without_unit"].GetInt(), 1);
    QVERIFY((filesIn("rim-depth") == std::set<std::string>{"a.depth.png", "b.depth.tif"}));
    const auto depth = loadDepth(path("rim-depth/a.depth.png"), {1e-4});
    QVERIFY(depth.ok() && depth->isMeasuredAt(320, 240) && !depth->isMeasuredAt(20, 20));
    const Run wrong = run({"predict", "rims", "--size", "1x1x1", "--out", "x"}, folder_.path());
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY2(wrong.err.contains("put them into the project"), qPrintable(wrong.err));
  }

  void predictedDepthReplacesNothingThatIsRead() {
    std::filesystem::create_directory(path("kept"));
    QVERIFY(saveImage(Image(64, 48, 3, 90), path("kept/a.png")).ok());
    DepthMap measured;
    measured.values = Raster<float>(64, 48, 1, 1.5f);
    QVERIFY(saveDepth(measured, path("kept/a.depth.png"), 1e-4).ok());
    const std::string depth = readFile(path("kept/a.depth.png")).value(),
                      photo = readFile(path("kept/a.png")).value();
    const Run r = run({"predict", "kept", "--model", "luminance", "--out", "kept"}, folder_.path());
    QCOMPARE(r.exitCode, 3);
    QVERIFY2(r.err.contains("a.depth.png") && r.err.contains("written over"), qPrintable(r.err));
    QCOMPARE(run({"predict", "kept/a.png", "--model", "luminance", "--out", "kept/a.png"}, folder_.path())
                 .exitCode,
             3);
    QCOMPARE(readFile(path("kept/a.depth.png")).value(), depth);
    QCOMPARE(readFile(path("kept/a.png")).value(), photo);
    // What an earlier run wrote elsewhere is its own.
    for (int k = 0; k < 2; ++k)
      QCOMPARE(
          run({"predict", "kept", "--model", "luminance", "--out", "kept-depth"}, folder_.path()).exitCode,
          0);
    for (const char* option : {"--resume", "--json"})
      QCOMPARE(
          run({"predict", "kept/a.png", "--model", "luminance", "--out", "one.png", option}, folder_.path())
              .exitCode,
          2);
  }

  void picturesOfOneNameKeepADepthEach() {
    Project project;
    for (const char* name : {"one/x.png", "two/x.png"}) {
      std::filesystem::create_directories((path("cams") / name).parent_path());
      QVERIFY(saveImage(Image(64, 48, 3, 90), path("cams") / name).ok());
      Picture picture;
      picture.filename = (path("cams") / name).string();
      project.pictures.push_back(picture);
    }
    QVERIFY(saveViaProject(project, path("cams.json")).ok());
    const Run r =
        run({"predict", "cams.json", "--model", "luminance", "--out", "cams-depth"}, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY((filesIn("cams-depth") == std::set<std::string>{"one/x.depth.png", "two/x.depth.png"}));
  }

  void depthThatDoesNotFitIntoAPngIsKeptAsTiff() {
    Project project;
    std::filesystem::create_directory(path("hall"));
    for (const char* name : {"a.png", "b.png"}) {
      QVERIFY(saveImage(Image(640, 480, 3, 90), path("hall") / name).ok());
      Picture picture;
      picture.filename = name;
      Rim rim;
      rim.corners = {{120, 40}, {520, 40}, {520, 440}, {120, 440}};
      rim.size = *name == 'a' ? BoxSize{9, 9, 6} : BoxSize{0.4, 0.4, 0.3};
      setRim(picture, rim);
      project.pictures.push_back(picture);
    }
    QVERIFY(saveViaProject(project, path("hall/boxes.json")).ok());
    const Run r =
        run({"predict", "hall", "--model", "box-depth", "--out", "hall-depth", "--json"}, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QCOMPARE(jsonOf(r)["written"].GetInt(), 2);
    QVERIFY((filesIn("hall-depth") == std::set<std::string>{"a.depth.tif", "b.depth.png"}));
    const auto depth = loadDepth(path("hall-depth/a.depth.tif"), {});
    QVERIFY(depth.ok() && depth->values.at(320, 240) > 6.5535f);
  }

  void faultsAreTold_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const QStringList& arguments, int code, const char* said) {
      QTest::newRow(name) << arguments << code << QString(said);
    };
    row("no picture", {"detect", "none.png"}, 3, "none.png");
    row("no such network", {"detect", "photos", "--model", "nobody"}, 3, "nobody");
    row("a depth network for corners", {"detect", "photos/a.png", "--model", "box-depth"}, 3,
        "finds no corners");
    row("no such network for the corners",
        {"measure", "--image", "photos/a.png", "--depth", "predict", "--corners", "detect:nobody"}, 3,
        "nobody");
    row("depth for the corners",
        {"predict", "photos/a.png", "--corners", "detect:luminance", "--model", "box-depth", "--out",
         "d.npy"},
        3, "finds no corners");
    row("corners misspelt",
        {"measure", "--image", "photos/a.png", "--depth", "predict", "--corners", "detected"}, 3,
        "detect[:ID]");
    row("no such network for a folder", {"measure", "photos", "--depth", "predict:nobody"}, 3, "nobody");
    row("a depth file for a folder", {"measure", "photos", "--depth", "d.png"}, 2, "predict[:ID]");
    row("a wrong word for the depth", {"measure", "photos", "--depth", "predcit"}, 2, "\"predcit\"");
    row("a wrong word for the corners", {"measure", "photos", "--corners", "dectect"}, 2, "\"dectect\"");
    row("two cameras for a folder", {"measure", "photos", "--fov", "60", "--intrinsics", "K.txt"}, 3,
        "--fov");
    row("an empty box for a folder", {"measure", "photos", "--empty-depth", "e.png"}, 2, "--empty-depth");
    row("a scale for a network",
        {"measure", "--image", "photos/a.png", "--depth", "predict", "--depth-scale", "0.001"}, 2,
        "--depth-scale");
    row("two cameras",
        {"measure", "--image", "photos/a.png", "--depth", "predict", "--fov", "60", "--intrinsics", "K.txt"},
        3, "--fov");
    row("no number of degrees", {"measure", "--image", "photos/a.png", "--depth", "predict", "--fov", "nan"},
        2, "\"nan\"");
    row("no corners in a folder", {"measure", "photos", "--depth", "predict"}, 3, "--corners detect");
    row("an empty reference",
        {"measure", "--image", "photos/a.png", "--depth", "predict:box-depth", "--empty-depth", "e.png"}, 3,
        "--empty-depth");
    row("nothing to evaluate with", {"evaluate", "corners", "--data", "photos", "--model", "box-depth"}, 3,
        "");
    row("no data", {"evaluate", "all"}, 2, "--data");
    row("an empty project", {"detect", "photos", "--project", ""}, 2, "--project");
    row("a project that is none", {"detect", "photos", "--project", "photos/a.png"}, 3, "can go on");
    row("an empty limit", {"measure", "photos", "--limit", ""}, 2, "--limit");
    row("an empty report", {"measure", "photos", "--report", ""}, 2, "--report");
    row("an empty seed", {"synth", "--count", "1", "--seed", "", "--out", "none"}, 2, "--seed");
    row("a seed below 0", {"train", "depth", "--synth", "default", "--seed", "-1", "--out", "none"}, 2,
        "--seed");
    row("a sheet of depth", {"evaluate", "depth", "--data", "photos", "--sheet", "s.png"}, 3, "--sheet");
    row("another part", {"evaluate", "boxes", "--data", "photos"}, 2, "boxes");
  }
  void faultsAreTold() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, said);
    const Run r = run(arguments, folder_.path());
    QVERIFY2(r.exitCode == code, qPrintable(QString::number(r.exitCode) + r.err));
    QVERIFY2((r.err + r.out).contains(said), qPrintable(r.err));
  }

  void whatHasNoTruthIsLeftOutOfAll() {
    Project project;
    std::filesystem::create_directory(path("rims"));
    for (const char* name : {"a.png", "b.png"}) {
      Picture picture;
      picture.filename = picture.id = name;
      picture.regions.push_back(regionFromRim({{{10, 10}, {60, 10}, {60, 60}, {10, 60}}, {}}));
      project.pictures.push_back(picture);
      QVERIFY(saveImage(Image(96, 80, 3, 100), path("rims") / name).ok());
    }
    QVERIFY(saveViaProject(project, path("rims/boxes.json")).ok());
    const Run r = run({"evaluate", "all", "--data", "rims", "--json"}, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    QVERIFY(json.HasMember("corners") && !json.HasMember("depth") && !json.HasMember("fill"));
    QVERIFY2(r.err.contains("depth left out: ") && r.err.contains("fill left out: "), qPrintable(r.err));
    // A damaged picture is told once, and the others are judged.
    QVERIFY(writeFileAtomically(path("rims/b.png"), "damaged").ok());
    const Run damaged =
        run({"evaluate", "corners", "--data", "rims", "--json", "--sheet", "rims.png"}, folder_.path());
    QVERIFY2(damaged.exitCode == 0, qPrintable(damaged.err));
    QCOMPARE(jsonOf(damaged)["corners"][0]["pictures"].GetInt(), 1);
    QCOMPARE(damaged.err.count("b.png"), 1);
    const Run nowhere =
        run({"evaluate", "corners", "--data", "rims", "--sheet", "none/such/s.png"}, folder_.path());
    QVERIFY(nowhere.exitCode != 0 && nowhere.out.isEmpty());
    const Run depth = run({"evaluate", "depth", "--data", "rims"}, folder_.path());
    QCOMPARE(depth.exitCode, 3);
  }

  void evaluatesOnASyntheticSet() {
    QVERIFY(makePhotos("set", 2));
    const Run r = run({"evaluate", "all", "--data", "set", "--json"}, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    QVERIFY2(!json.HasParseError(), qPrintable(r.out));
    QCOMPARE(json["corners"].Size(), rapidjson::SizeType(2)); // one look and two
    QCOMPARE(json["depth"].Size(), rapidjson::SizeType(3));   // luminance, box-depth with and without size
    QCOMPARE(json["fill"].Size(), rapidjson::SizeType(6));
    for (const auto& row : json["fill"].GetArray())
      QVERIFY(row["pictures"].GetInt() == 2 && row["mean_error"].GetDouble() <= 100);
    const Run table = run({"evaluate", "fill", "--data", "set", "--markdown", "--corners", "truth", "--told",
                           "photo", "--model", "box-depth", "--limit", "1"},
                          folder_.path());
    QVERIFY2(table.exitCode == 0, qPrintable(table.err));
    QVERIFY(table.out.contains("| box-depth |") && table.out.contains("photo alone"));
    QVERIFY(!table.out.contains("detected"));
    const Run each = run({"evaluate", "fill", "--data", "set", "--corners", "detect", "--told", "size",
                          "--model", "box-depth", "--each", "each.csv"},
                         folder_.path());
    QVERIFY2(each.exitCode == 0, qPrintable(each.err));
    QFile csv(folder_.filePath("each.csv"));
    QVERIFY(csv.open(QFile::ReadOnly));
    const QStringList lines = QString::fromUtf8(csv.readAll()).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.front(), QString("picture,part,network,given,figure,value"));
    QVERIFY(lines.size() > 2);
    for (const QString& line : lines.mid(1))
      QVERIFY2(line.contains("\"fill\",\"box-depth\",\"detected corners, camera and size\","),
               qPrintable(line));
    const Run nowhere =
        run({"evaluate", "fill", "--data", "set", "--each", "missing/each.csv"}, folder_.path());
    QVERIFY2(nowhere.exitCode != 0 && nowhere.err.contains("missing"), qPrintable(nowhere.err));
  }

  void networksOfEightKeypointsAreJudgedOnAsMany() {
    QVERIFY(makePhotos("eights", 2));
    const QString eight = QStringLiteral(FILLSCOPE_TEST_NETWORKS) + QStringLiteral("/eight-corners");
    const QStringList corners{"evaluate", "corners", "--data", "eights", "--json", "--model", eight};
    const Run r = run(QStringList(corners) << "--sheet"
                                           << "eight.png",
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QCOMPARE(jsonOf(r)["corners"].Size(), rapidjson::SizeType(2)); // one look and two
    QCOMPARE(jsonOf(r)["corners"][0]["pictures"].GetInt(), 2);
    QVERIFY(loadImage(path("eight.png")).ok());
    const Run both = run(QStringList(corners) << "--model"
                                              << "box-corners",
                         folder_.path());
    QVERIFY2(both.exitCode == 0, qPrintable(both.err));
    QCOMPARE(jsonOf(both)["corners"].Size(), rapidjson::SizeType(4));
    // Known before anything is judged, or even opened.
    const Run sheet = run({"evaluate", "corners", "--data", "nowhere", "--sheet", "two.png", "--model", eight,
                           "--model", "box-corners"},
                          folder_.path());
    QCOMPARE(sheet.exitCode, 3);
    QVERIFY2(sheet.err.contains("--sheet"), qPrintable(sheet.err));
  }

  void fillIsJudgedWithTheNetworkThatIsTakenWhereNoneIsNamed() {
    QVERIFY(makePhotos("judged", 2));
    // Before all others, and it does not load: nobody may ask for it.
    const auto first = path("first/a-finder");
    std::filesystem::create_directories(first);
    std::string manifest = readFile(path("networks/box-corners/manifest.json")).value();
    manifest.replace(manifest.find("box-corners"), 11, "a-finder");
    QVERIFY(writeFileAtomically(first / "manifest.json", manifest).ok());
    QVERIFY(writeFileAtomically(first / "net.pt", "no network").ok());
    const QByteArray before = qgetenv("FILLSCOPE_MODELS");
    qputenv("FILLSCOPE_MODELS", QByteArray::fromStdString(path("first").string()) + ':' + before);
    const QStringList fill{"evaluate", "fill",   "--data", "judged", "--corners",
                           "detect",   "--told", "photo",  "--json"};
    const Run r = run(fill, folder_.path());
    const Run named = run(QStringList(fill) << "--model"
                                            << "box-depth"
                                            << "--model"
                                            << "a-finder",
                          folder_.path());
    qputenv("FILLSCOPE_MODELS", before);
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QCOMPARE(jsonOf(r)["fill"].Size(), rapidjson::SizeType(1));
    QVERIFY2(named.exitCode == 3 && named.err.contains("net.pt"), qPrintable(named.err));
  }

  void aSheetShowsWhereCornersAreFound() {
    QVERIFY(makePhotos("shown", 2));
    const QStringList corners{"evaluate", "corners", "--data", "shown", "--model", "box-corners", "--json"};
    const Run r = run(QStringList(corners) << "--group"
                                           << "000001"
                                           << "--sheet"
                                           << "sheet.png",
                      folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QCOMPARE(jsonOf(r)["corners"][0]["pictures"].GetInt(), 1);
    const auto sheet = loadImage(path("sheet.png"));
    QVERIFY(sheet.ok() && sheet->width() >= 320 && sheet->width() < 640); // one picture
    const Run none = run(QStringList(corners) << "--group"
                                              << "nobody",
                         folder_.path());
    QCOMPARE(none.exitCode, 3);
    QVERIFY(none.err.contains("nobody"));
  }
};

QTEST_GUILESS_MAIN(TestCliNetworks)
#include "test_cli_networks.moc"
