// Composing data sets as a user and a cluster do it.
#include "cli_run.h"
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using namespace fillscope::tests;

namespace {

QJsonObject objectOf(const QString& text) { return QJsonDocument::fromJson(text.toUtf8()).object(); }

QByteArray bytesOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Run runWith(const QMap<QString, QString>& variables, const QStringList& arguments) {
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  for (auto at = variables.begin(); at != variables.end(); ++at)
    environment.insert(at.key(), at.value());
  process.setProcessEnvironment(environment);
  process.start(QStringLiteral(FILLSCOPE_BINARY_DIR "/bin/fillscope-cli"), arguments);
  if (!process.waitForFinished(120000)) return {};
  return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
          QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

class TestCliCompose : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    for (const char* name : {"bg", "fg"})
      QVERIFY(QDir(folder_.path()).mkdir(name));
    for (int i = 0; i < 5; ++i) {
      QImage background(224, 224, QImage::Format_RGB32);
      background.fill(QColor::fromHsv(60 * i, 120, 200));
      QVERIFY(background.save(path(QString("bg/bg%1.png").arg(i + 1))));
      QImage foreground(70, 130, QImage::Format_ARGB32);
      foreground.fill(Qt::transparent);
      QPainter painter(&foreground);
      painter.setBrush(QColor::fromHsv(60 * i, 255, 90));
      painter.drawEllipse(5, 5, 60, 120);
      painter.end();
      QVERIFY(foreground.save(path(QString("fg/fg%1.png").arg(i + 1))));
    }
  }

  void aSetIsComposedCheckedAndPlanned() {
    const Run plan = run(with("plan", {"--json"}));
    QVERIFY2(plan.exitCode == 0, qPrintable(plan.err));
    QCOMPARE(objectOf(plan.out)["samples"].toInt(), 5 * 5 * 2 * 20);
    QCOMPARE(objectOf(plan.out)["shards"].toInt(), 1);

    const Run r = run(with("compose", {"--out", path("set"), "--sheet", path("sheet.png"), "--json"}));
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QCOMPARE(objectOf(r.out)["samples"].toInt(), 1000);
    QCOMPARE(objectOf(r.out)["shards_missing"].toInt(), 0);
    const double bytes = objectOf(r.out)["bytes"].toDouble(),
                 planned = objectOf(plan.out)["bytes"].toDouble();
    QVERIFY(std::abs(planned / bytes - 1) < 0.05);
    QVERIFY(QImage(path("sheet.png")).width() > 8 * 160);

    const Run merged = run({"merge", "--in", path("set"), "--check", "--json"});
    QVERIFY2(merged.exitCode == 0, qPrintable(merged.err));
    QCOMPARE(objectOf(merged.out)["samples"].toInt(), 1000);
    QCOMPARE(objectOf(merged.out)["image"].toObject()["mean"].toArray().size(), 3);
    QVERIFY(run({"merge", "--in", path("set")}).out.contains("mask   mean"));
  }

  void aSpecificationIsPrintedAndRead() {
    const Run printed = run(with("compose", {"--print-spec"}));
    QCOMPARE(printed.exitCode, 0);
    QJsonObject spec = objectOf(printed.out);
    spec["positions"] = 1, spec["samples_per_shard"] = 10;
    QFile file(path("spec.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(spec).toJson());
    file.close();
    const Run r =
        run({"compose", "--spec", path("spec.json"), "--out", path("small"), "--format", "dir", "--json"});
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QCOMPARE(objectOf(r.out)["shards_written"].toInt(), 5);
    QVERIFY(QImage(path("small/data_5/Fg-Bg/fg-bg50.jpg")).size() == QSize(224, 224));
  }

  void batchSystemsSayWhichPart_data() {
    QTest::addColumn<QString>("variables");
    QTest::addColumn<QStringList>("more");
    QTest::newRow("Slurm") << "SLURM_ARRAY_TASK_ID=%1 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=0"
                           << QStringList{};
    QTest::newRow("Slurm again") << "SLURM_ARRAY_TASK_ID=%1 SLURM_ARRAY_TASK_COUNT=1 SLURM_ARRAY_TASK_MIN=%1"
                                 << QStringList{"--shards", "2"};
    QTest::newRow("Open MPI") << "OMPI_COMM_WORLD_RANK=%1 OMPI_COMM_WORLD_SIZE=2" << QStringList{};
    QTest::newRow("Kubernetes") << "JOB_COMPLETION_INDEX=%1" << QStringList{"--shards", "2"};
    QTest::newRow("GNU parallel") << "PARALLEL_SEQ=%2 UNUSED=%1" << QStringList{"--shards", "2"};
  }
  void batchSystemsSayWhichPart() {
    QFETCH(QString, variables);
    QFETCH(QStringList, more);
    aSpecificationIsPrintedAndRead(); // for its file
    const QString out = path(QString("by ") + QTest::currentDataTag());
    for (int part = 0; part < 2; ++part) {
      QMap<QString, QString> environment;
      for (const QString& pair : variables.arg(part).arg(part + 1).split(' '))
        environment[pair.section('=', 0, 0)] = pair.section('=', 1);
      const Run r = runWith(environment, QStringList{"compose", "--spec", path("spec.json"), "--out", out,
                                                     "--shard-from-env", "--resume", "--json"} +
                                             more);
      QVERIFY2(r.exitCode == 0, qPrintable(r.err));
      QCOMPARE(objectOf(r.out)["shards_missing"].toInt(), part == 0 ? 3 : 0);
    }
    QVERIFY(QFile::exists(out + "/dataset.json"));
  }

  void jobScriptsAreRun() {
    aSpecificationIsPrintedAndRead();
    const Run slurm = run({"plan", "--spec", path("spec.json"), "--script", "slurm", "--parts", "4"});
    QVERIFY(slurm.out.contains("#SBATCH --array=0-3\n") && slurm.out.contains("--shard-from-env"));
    const Run parallel = run({"plan", "--spec", path("spec.json"), "--script", "parallel", "--parts", "3"});
    // What GNU parallel would run for one of its jobs.
    const QString command = parallel.out.section("'", 1).section("'\n", 0, 0).replace("'\\''", "'");
    for (int part = 1; part <= 3; ++part) {
      QProcess shell;
      QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
      environment.insert("OUT", path("by script"));
      environment.insert("PATH", QStringLiteral(FILLSCOPE_BINARY_DIR "/bin:") + environment.value("PATH"));
      shell.setProcessEnvironment(environment);
      shell.start("/bin/sh", {"-c", QString(command).replace("{}", QString::number(part))});
      QVERIFY(shell.waitForFinished(60000));
      QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    }
    QCOMPARE(run({"merge", "--in", path("by script"), "--check"}).exitCode, 0);
  }

  void killedAndStoppedSetsGoOn_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("kill -9") << SIGKILL;
    QTest::newRow("SIGTERM") << SIGTERM;
  }
  void killedAndStoppedSetsGoOn() {
    QFETCH(int, signal);
    QJsonObject spec = objectOf(run(with("compose", {"--print-spec"})).out);
    spec["positions"] = 100, spec["samples_per_shard"] = 500;
    QFile file(path("long.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(spec).toJson());
    file.close();
    const QString out = path(QString("stopped ") + QTest::currentDataTag());
    const QStringList arguments{"compose", "--spec", path("long.json"), "--out", out, "--resume", "--json"};
    QProcess process;
    process.start(QStringLiteral(FILLSCOPE_BINARY_DIR "/bin/fillscope-cli"), arguments);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(out + "/shard-000001.json"), 60000);
    ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(30000));
    if (signal == SIGTERM) {
      QCOMPARE(process.exitCode(), 75);
      QVERIFY(QString::fromUtf8(process.readAllStandardError()).contains("--resume"));
    }
    QVERIFY(!QFile::exists(out + "/dataset.json"));
    const Run done = run(arguments);
    QVERIFY2(done.exitCode == 0, qPrintable(done.err));
    QVERIFY(objectOf(done.out)["shards_kept"].toInt() >= 2);
    QCOMPARE(objectOf(done.out)["shards_missing"].toInt(), 0);
    QVERIFY(QDir(out).entryList({".*.tmp"}, QDir::Files | QDir::Hidden).isEmpty());
    const Run checked = run({"merge", "--in", out, "--check", "--json"});
    QVERIFY2(checked.exitCode == 0, qPrintable(checked.err));
    QCOMPARE(objectOf(checked.out)["samples"].toInt(), 5000);
    if (first_.isEmpty()) first_ = bytesOf(out + "/labels.txt");
    QVERIFY(bytesOf(out + "/labels.txt") == first_);
  }

  void mistakesAreSentences_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing to write") << QStringList{"compose"} << 2 << "needs --out or --sheet";
    QTest::newRow("no folders") << QStringList{"compose", "--out", "x"} << 3 << "Give --backgrounds DIR";
    QTest::newRow("no such folder") << QStringList{"plan", "--backgrounds", "/none", "--foregrounds", "/none"}
                                    << 3 << "/none: there is no such folder";
    QTest::newRow("no such spec") << QStringList{"plan", "--spec", "/none.json"} << 3 << "/none.json";
    QTest::newRow("no set") << QStringList{"merge", "--in", "/"} << 3 << "hoose a folder that compose wrote";
    QTest::newRow("no batch system") << QStringList{"compose", "--out", "x", "--shard-from-env"} << 2
                                     << "no batch system says which part this is";
    QTest::newRow("parts of nothing")
        << QStringList{"compose", "--out", "x", "--shards", "3"} << 2 << "requires --shard-from-env";
    QTest::newRow("a script of nothing")
        << QStringList{"plan", "--script", "slurm"} << 3 << "Give --backgrounds";
    QTest::newRow("a sheet among the pictures")
        << QStringList{"compose",       "--out",    "x",       "--backgrounds",     path("bg"),
                       "--foregrounds", path("fg"), "--sheet", path("bg/sheet.png")}
        << 3 << "among the pictures that are read";
    QTest::newRow("a seed of base eight")
        << QStringList{"compose", "--out", "x", "--seed", "010"} << 2 << "begins with a zero";
    QTest::newRow("no seed") << QStringList{"compose", "--out", "x", "--seed", "-1"} << 2 << "no seed. Write";
    QTest::newRow("two shards") << QStringList{"compose", "--out", "x", "--shard-from-env", "--shard", "1/2"}
                                << 2 << "excludes";
    QTest::newRow("no such format") << QStringList{"compose", "--out", "x", "--format", "rar"} << 2 << "rar";
  }
  void mistakesAreSentences() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, says);
    const Run r = run(arguments, folder_.path());
    QCOMPARE(r.exitCode, code);
    QVERIFY2(r.err.contains(says), qPrintable(r.err));
    QVERIFY(r.out.isEmpty() && !QFile::exists(path("x")));
  }

 private:
  QString path(const QString& name) const { return folder_.filePath(name); }
  QStringList with(const QString& verb, const QStringList& more) const {
    return QStringList{verb, "--backgrounds", path("bg"), "--foregrounds", path("fg")} + more;
  }

  QTemporaryDir folder_;
  QByteArray first_;
};

QTEST_GUILESS_MAIN(TestCliCompose)
#include "test_cli_compose.moc"
