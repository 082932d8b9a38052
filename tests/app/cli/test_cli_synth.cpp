// Making, learning from and cutting out synthetic photos, as a user and a cluster run it.
#include "cli_run.h"
#include "core/annotation/rim.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

QJsonObject objectOf(const QString& text) { return QJsonDocument::fromJson(text.toUtf8()).object(); }

QByteArray bytesOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The files below a folder, one after another.
QByteArray folderBytes(const QString& folder) {
  QByteArray all;
  for (const QString& name : QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name))
    all += name.toUtf8() + '\n' + bytesOf(folder + '/' + name);
  return all;
}

} // namespace

class TestCliSynth : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aNumberThatCannotBeIsToldInASentence_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no samples") << QStringList{"synth", "--count", "0", "--out", "none"};
    QTest::newRow("no training samples") << QStringList{"train", "depth", "--count", "0", "--out", "none"};
    QTest::newRow("no pictures") << QStringList{"evaluate", "fill", "--data", ".", "--limit", "0"};
    QTest::newRow("fewer than none") << QStringList{"evaluate", "fill", "--data", ".", "--limit", "-1"};
  }
  void aNumberThatCannotBeIsToldInASentence() {
    QFETCH(QStringList, arguments);
    const Run r = run(arguments, QDir::tempPath());
    QCOMPARE(r.exitCode, 2);
    QVERIFY2(r.err.contains("expected a number above 0") && r.err.size() < 300, qPrintable(r.err));
  }

  void initTestCase() {
    QVERIFY(folder_.isValid());
    QFile spec(folder_.filePath("spec.json"));
    QVERIFY(spec.open(QIODevice::WriteOnly));
    spec.write(R"({"width": 64, "height": 48})");
  }

  void printsASpecificationThatItReads() {
    const Run first = run({"synth", "--print-spec"});
    QCOMPARE(first.exitCode, 0);
    QVERIFY(objectOf(first.out).contains("camera"));
    QFile file(folder_.filePath("full.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(first.out.toUtf8());
    file.close();
    QCOMPARE(run({"synth", "--spec", file.fileName(), "--print-spec"}).out, first.out);
    QCOMPARE(run({"synth", "--spec", "default", "--print-spec"}).out, first.out);
  }

  void shardsMakeTheSameSet() {
    const QString spec = folder_.filePath("spec.json");
    const Run whole = run(
        {"synth", "--spec", spec, "--count", "5", "--seed", "3", "--out", "whole", "--json"}, folder_.path());
    QVERIFY2(whole.exitCode == 0, qPrintable(whole.err));
    const QJsonObject answer = objectOf(whole.out);
    QCOMPARE(answer["written"].toInt(), 5);
    QCOMPARE(answer["kept"].toInt(), 0);
    QCOMPARE(answer["project"].toString(), QStringLiteral("whole/project.json"));
    for (const char* shard : {"2/2", "1/2"}) {
      const Run part = run({"synth", "--spec", spec, "--count", "5", "--seed", "3", "--out", "parts",
                            "--shard", shard, "--threads", "2"},
                           folder_.path());
      QVERIFY2(part.exitCode == 0, qPrintable(part.err));
    }
    QCOMPARE(folderBytes(folder_.filePath("parts")), folderBytes(folder_.filePath("whole")));
    const QJsonObject record =
        QJsonDocument::fromJson(bytesOf(folder_.filePath("whole/000002.json"))).object();
    QCOMPARE(record["corners"].toArray().size(), 8);
    QCOMPARE(record["index"].toInt(), 2);
    QVERIFY(record["fill_percent"].isDouble() && record["litres"].toObject()["box"].toDouble() > 0);
  }

  void stopsOnSigtermAndGoesOn() {
    QProcess process;
    process.setWorkingDirectory(folder_.path());
    const QStringList arguments{"synth", "--spec",  "spec.json", "--count", "300",
                                "--out", "stopped", "--threads", "2",       "--resume"};
    process.start(QStringLiteral(FILLSCOPE_BINARY_DIR "/bin/fillscope-cli"), arguments);
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder_.filePath("stopped/000002.json")), 60000);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 75);
    QVERIFY(process.readAllStandardError().contains("--resume"));
    QDir stopped(folder_.filePath("stopped"));
    const auto count = [&](const char* pattern) { return stopped.entryList({pattern}, QDir::Files).size(); };
    QVERIFY(count("*.json") < 301);
    QCOMPARE(count("*.color.png"), count("0*.json"));
    QCOMPARE(stopped.entryList({".*~*"}, QDir::Files | QDir::Hidden).size(), 0);
  }

  void cutsOut() {
    const Run made =
        run({"synth", "--spec", "spec.json", "--count", "3", "--out", "for-cutting"}, folder_.path());
    QVERIFY2(made.exitCode == 0, qPrintable(made.err));
    const Run cut =
        run({"cut-out", "--data", "for-cutting", "--out", "cut", "--size", "40x30", "--margin", "3"},
            folder_.path());
    QVERIFY2(cut.exitCode == 0, qPrintable(cut.err));
    QVERIFY(QFile::exists(folder_.filePath("cut/project.json")));
    const Run trial = run({"cut-out", "--data", "for-cutting", "--out", "cut"}, folder_.path());
    QCOMPARE(trial.exitCode, 3);
    QVERIFY(trial.err.contains("holds other files"));
  }

  /// One broken picture, or one with a very long name, does not cost the others.
  void cutsOutWhatCanBeCutOut() {
    const Run made =
        run({"synth", "--spec", "spec.json", "--count", "3", "--out", "partly-broken"}, folder_.path());
    QVERIFY2(made.exitCode == 0, qPrintable(made.err));
    const std::filesystem::path folder = folder_.filePath("partly-broken").toStdString();
    std::filesystem::resize_file(folder / "000001.color.png", 40);
    auto project = loadViaProject(folder / "project.json");
    QVERIFY(project.ok());
    const std::string longName = std::string(240, 'x') + ".png";
    std::filesystem::rename(folder / "000002.color.png", folder / longName);
    project->pictures[2].filename = longName;
    QVERIFY(saveViaProject(*project, folder / "named.json").ok());
    const Run cut =
        run({"cut-out", "--data", "partly-broken/named.json", "--out", "cut-partly"}, folder_.path());
    QVERIFY2(cut.exitCode == 0, qPrintable(cut.err));
    QVERIFY2(cut.out.startsWith("2 cut-outs written"), qPrintable(cut.out));
    QVERIFY2((cut.out + cut.err).contains("000001.color.png"), qPrintable(cut.out + cut.err));
  }

  void saysWhatNobodyReviewed() {
    const std::filesystem::path folder = folder_.filePath("proposed").toStdString();
    const Run made =
        run({"synth", "--spec", "spec.json", "--count", "3", "--out", "proposed"}, folder_.path());
    QVERIFY2(made.exitCode == 0, qPrintable(made.err));
    auto project = loadViaProject(folder / "project.json");
    QVERIFY(project.ok());
    auto rim = rimOf(project->pictures[1]);
    rim->origin = {RimSource::model, "box-corners", {}, false};
    setRim(project->pictures[1], *rim);
    QVERIFY(saveViaProject(*project, folder / "some.json").ok());
    const Run cut = run({"cut-out", "--data", "proposed/some.json", "--out", "cut-some"}, folder_.path());
    QVERIFY2(cut.exitCode == 0, qPrintable(cut.err));
    QVERIFY2(cut.err.contains("proposed/some.json: 1 picture left out"), qPrintable(cut.err));
    QVERIFY(cut.out.startsWith("2 cut-outs written"));
  }

  void trainsClasses() {
#ifdef FILLSCOPE_TRAINS
    for (const auto& [name, grey] : {std::pair{"OK", 220}, std::pair { "NOK", 30 }})
      for (int k = 0; k < 8; ++k) {
        const auto file = std::filesystem::path(folder_.path().toStdString()) / "repack" / name /
                          (std::to_string(k) + ".png");
        std::filesystem::create_directories(file.parent_path());
        QVERIFY(saveImage(Image(48, 32, 3, static_cast<std::uint8_t>(grey + k)), file).ok());
      }
    QFile config(folder_.filePath("classes.json"));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(
        R"({"network": "classifier", "id": "repack", "channels": [8, 8, 8, 8], "blocks": [1, 1, 1, 1],
                     "input_size": 64, "batch": 4, "epochs": 20, "learning_rate": 0.01, "validation_share": 0.25,
                     "workers": 1, "threads": 1, "initial_weights": ""})");
    config.close();
    const QStringList train{"train", "classes", "--config", "classes.json", "--out", "classes"};
    const Run r = run(train + QStringList{"--data", "repack"}, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY2(r.out.contains("balanced_accuracy"), qPrintable(r.out));
    const Run judged =
        run({"evaluate", "classes", "--model", "classes/export/repack", "--data", "repack", "--json"},
            folder_.path());
    QVERIFY2(judged.exitCode == 0, qPrintable(judged.err));
    QCOMPARE(objectOf(judged.out)["classes"][0]["accuracy"].toDouble(), 1.0);
    const Run scenes = run(train + QStringList{"--synth", "default", "--resume"}, folder_.path());
    QCOMPARE(scenes.exitCode, 3);
    QVERIFY2(scenes.err.contains("of no class"), qPrintable(scenes.err));
    const Run other = run({"train", "corners", "--config", "classes.json", "--out", "x", "--data", "repack"},
                          folder_.path());
    QVERIFY2(other.err.contains("trains classes, not corners"), qPrintable(other.err));
#else
    QSKIP("this build trains nothing");
#endif
  }

  void trainsADenoiserJudgesAndUsesIt() {
#ifdef FILLSCOPE_TRAINS
    const Run made = run({"synth", "--out", "noisy", "--spec", "spec.json", "--count", "10"}, folder_.path());
    QVERIFY2(made.exitCode == 0, qPrintable(made.err));
    QFile config(folder_.filePath("denoiser.json"));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"({"network": "depth_denoiser", "id": "smooth", "channels": [4, 8], "blocks": [0, 0],
                     "input_size": 32, "batch": 2, "epochs": 2, "validation_share": 0.2, "workers": 1, "threads": 1})");
    config.close();
    const QStringList train{"train", "denoiser", "--config", "denoiser.json"};
    const Run r = run(train + QStringList{"--out", "smooth", "--data", "noisy"}, folder_.path());
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY2(r.out.contains("mae_mm_before"), qPrintable(r.out));
    const Run scenes =
        run(train + QStringList{"--out", "scenes", "--synth", "spec.json", "--count", "6"}, folder_.path());
    QVERIFY2(scenes.exitCode == 0, qPrintable(scenes.err));

    const QStringList model{"--model", "smooth/export/smooth"};
    const Run judged =
        run(QStringList{"evaluate", "denoiser", "--data", "noisy", "--json", "--limit", "3"} + model,
            folder_.path());
    QVERIFY2(judged.exitCode == 0, qPrintable(judged.err));
    const auto score = objectOf(judged.out)["denoiser"][0];
    QCOMPARE(score["pictures"].toInt(), 3);
    QVERIFY(score["mae_before_m"].toDouble() > 0 && score["mae_m"].toDouble() > 0);
    QVERIFY(score["hole_share_before"].toDouble() > 0 && score["hole_share"].toDouble() == 0);

    const Run all = run(QStringList{"denoise", "noisy", "--out", "smoothed"} + model, folder_.path());
    QVERIFY2(all.exitCode == 0, qPrintable(all.err));
    QVERIFY2(all.out.startsWith("10 depth maps written"), qPrintable(all.out));
    QVERIFY(QFile::exists(folder_.filePath("smoothed/000009.denoised-depth.png")));
    const Run again = run(QStringList{"denoise", "noisy", "--out", "smoothed", "--resume", "--json"} + model,
                          folder_.path());
    QCOMPARE(objectOf(again.out)["kept"].toInt(), 10);
    const QStringList one{"denoise", "noisy/000001.camera-depth.png", "--picture", "noisy/000001.color.png"};
    const Run single =
        run(one + model + QStringList{"--out", "one.png", "--max-error", "0.05"}, folder_.path());
    QVERIFY2(single.exitCode == 0, qPrintable(single.err));
    QVERIFY2(single.out.contains("had no distance"), qPrintable(single.out));
    const Run over = run(one + model + QStringList{"--out", "noisy/000001.color.png"}, folder_.path());
    QCOMPARE(over.exitCode, 3);
    QVERIFY2(over.err.contains("written over"), qPrintable(over.err));
    const Run usage = run(one + model + QStringList{"--out", "one.png", "--resume"}, folder_.path());
    QCOMPARE(usage.exitCode, 2);
#else
    QSKIP("this build trains nothing");
#endif
  }

  void trainsStopsAndGoesOn() {
#ifndef FILLSCOPE_TRAINS
    const Run r = run({"train", "corners", "--out", "trained", "--synth", "spec.json"}, folder_.path());
    QCOMPARE(r.exitCode, 3);
    QVERIFY(r.err.contains("need the module"));
#else
    QFile config(folder_.filePath("tiny.json"));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"({"network": "corners_heatmap", "id": "tiny", "input_size": 64, "channels": [8, 12, 16],
                     "blocks": [0, 1, 1], "batch": 8, "epochs": 200, "samples_per_epoch": 16, "threads": 1,
                     "patience": 3})");
    config.close();
    const QStringList arguments{"train",    "corners",   "--synth", "spec.json", "--count",  "40",
                                "--config", "tiny.json", "--out",   "trained",   "--resume", "--json"};
    QProcess process;
    process.setWorkingDirectory(folder_.path());
    process.start(QStringLiteral(FILLSCOPE_BINARY_DIR "/bin/fillscope-cli"), arguments);
    QVERIFY(process.waitForStarted());
    QVERIFY2(process.waitForReadyRead(120000), process.readAllStandardError().constData());
    const QJsonObject first = QJsonDocument::fromJson(process.readLine()).object();
    QCOMPARE(first["epoch"].toInt(), 1);
    QVERIFY(first["validation"].toObject()["mean_error_percent"].isDouble());
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
    QVERIFY(process.waitForFinished(120000));
    QCOMPARE(process.exitCode(), 75);
    QVERIFY(process.readAllStandardError().contains("checkpoint is kept. Go on"));
    const Run rest = run(arguments, folder_.path());
    QVERIFY2(rest.exitCode == 0, qPrintable(rest.err));
    const QStringList lines = rest.out.split('\n', Qt::SkipEmptyParts);
    QVERIFY(objectOf(lines.front())["epoch"].toInt() > 1); // it went on
    const QJsonObject outcome = objectOf(lines.back());
    QVERIFY(outcome["stopped_early"].toBool());
    QVERIFY(QFile::exists(folder_.filePath(outcome["manifest"].toString())));
#endif
  }

  void picturesWithDepthAreEnoughForAUNet() {
#ifdef FILLSCOPE_TRAINS
    const Run made = run({"synth", "--spec", "spec.json", "--count", "6", "--out", "rgbd"}, folder_.path());
    QVERIFY2(made.exitCode == 0, qPrintable(made.err));
    // Of the set only pictures and depth stay, as a depth camera writes them.
    QDir folder(folder_.filePath("rgbd"));
    for (const QString& name : folder.entryList(QDir::Files))
      if (!name.endsWith(".color.png") && !name.endsWith(".depth.png")) QVERIFY(folder.remove(name));
    QFile config(folder_.filePath("unet.json"));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"({"network": "unet", "id": "tiny-unet", "input_size": 32, "batch": 2, "epochs": 1,
                     "samples_per_epoch": 2, "threads": 1, "validation_share": 0.5})");
    config.close();
    const QStringList train{"train", "depth", "--config", "unet.json", "--data", "rgbd", "--out", "unet"};
    const Run untold = run(train, folder_.path());
    QCOMPARE(untold.exitCode, 3);
    QVERIFY2(untold.err.contains("--depth-scale"), qPrintable(untold.err));
    const QStringList scale{"--depth-scale", "1e-4"};
    const Run trained = run(train + scale, folder_.path());
    QVERIFY2(trained.exitCode == 0, qPrintable(trained.err));
    const Run judged = run(QStringList{"evaluate", "depth", "--model", "unet/export/tiny-unet/manifest.json",
                                       "--data", "rgbd", "--json"} +
                               scale,
                           folder_.path());
    QVERIFY2(judged.exitCode == 0, qPrintable(judged.err));
    const QJsonObject score =
        QJsonDocument::fromJson(judged.out.toUtf8()).object()["depth"].toArray().at(0).toObject();
    QCOMPARE(score["place"].toString(), QString("picture"));
    QCOMPARE(score["pictures"].toInt(), 6);
    QVERIFY(score["abs_rel"].toDouble() > 0);
    // Corners and depth through the rim still ask for one.
    const Run rims =
        run(QStringList{"train", "depth", "--data", "rgbd", "--out", "rims"} + scale, folder_.path());
    QCOMPARE(rims.exitCode, 3);
    QVERIFY2(rims.err.contains("has a rim"), qPrintable(rims.err));
#endif
  }

  void printsAConfigurationThatItReads_data() {
    QTest::addColumn<QString>("task");
    QTest::newRow("corners") << "corners";
    QTest::newRow("depth") << "depth";
  }
  void printsAConfigurationThatItReads() {
    QFETCH(QString, task);
    const Run first = run({"train", task, "--print-config"});
    QCOMPARE(first.exitCode, 0);
    QVERIFY(objectOf(first.out).contains("network"));
    QFile file(folder_.filePath(task + ".json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(first.out.toUtf8());
    file.close();
    QCOMPARE(run({"train", task, "--config", file.fileName(), "--print-config"}).out, first.out);
    const QString other = task == "depth" ? "corners" : "depth";
    const Run wrong = run({"train", other, "--config", file.fileName(), "--print-config"});
    QCOMPARE(wrong.exitCode, 3);
    QVERIFY(wrong.err.contains(task + ", not " + other));
  }

  void saysWhatIsWrong_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    QTest::newRow("no count") << QStringList{"synth", "--out", "x"} << 2 << "--count and --out";
    QTest::newRow("shard 0 of 3") << QStringList{"synth", "--count", "5", "--out", "x", "--shard", "0/3"} << 2
                                  << "I from 1 to N";
    QTest::newRow("shard 4 of 3") << QStringList{"synth", "--count", "5", "--out", "x", "--shard", "4/3"} << 2
                                  << "I from 1 to N";
    QTest::newRow("no specification")
        << QStringList{"synth", "--spec", "none.json", "--count", "1", "--out", "x"} << 3 << "none.json";
    QTest::newRow("another seed") << QStringList{"synth",  "--spec", "spec.json", "--count", "5",
                                                 "--seed", "4",      "--out",     "whole",   "--resume"}
                                  << 3 << "samples of seed 3";
    QTest::newRow("train on nothing")
        << QStringList{"train", "corners", "--out", "x"} << 2 << "--data or --synth";
    QTest::newRow("train on both") << QStringList{"train",  "depth", "--out",   "x",
                                                  "--data", "whole", "--synth", "default"}
                                   << 2 << "--data or --synth";
    QTest::newRow("an unknown task") << QStringList{"train", "colours", "--out", "x"} << 2 << "colours";
    QTest::newRow("train on one sample")
        << QStringList{"train", "corners", "--out", "x", "--synth", "spec.json", "--count", "1"} << 3
        << "too few samples";
    QFile config(folder_.filePath("none-held.json"));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"({"network": "corners_heatmap", "validation_share": 0})");
    QTest::newRow("nothing held back") << QStringList{"train",   "corners",   "--out",    "x",
                                                      "--synth", "spec.json", "--config", config.fileName()}
                                       << 3 << "\"validation_share\"";
    QTest::newRow("no data") << QStringList{"train", "corners", "--out", "x", "--data", "nowhere"} << 3
                             << "nowhere";
    QTest::newRow("size of a cut-out")
        << QStringList{"cut-out", "--data", "whole", "--out", "x", "--size", "big"} << 2 << "256x192";
  }
  void saysWhatIsWrong() {
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, says);
    const Run r = run(arguments, folder_.path());
    QCOMPARE(r.exitCode, exitCode);
    QVERIFY2(r.err.contains(says), qPrintable(r.err));
    QVERIFY(r.out.isEmpty());
  }

  void anUnfinishedTrainingIsNotOverwritten() {
    QVERIFY(QDir(folder_.path()).mkpath("run"));
    QFile checkpoint(folder_.filePath("run/checkpoint.pt"));
    QVERIFY(checkpoint.open(QIODevice::WriteOnly));
    checkpoint.close();
    const Run r = run({"train", "corners", "--out", "run", "--synth", "spec.json"}, folder_.path());
    QCOMPARE(r.exitCode, 3);
    QVERIFY(r.err.contains("--resume"));
  }

 private:
  QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(TestCliSynth)
#include "test_cli_synth.moc"
