// Looks at what the dynamic linker really loads into a running program, not at what the build intends.
#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Run {
  int exitCode = -1;
  QString output;
  QStringList libraries; ///< file names, in order of loading
};

Run runTraced(const QString& program, const QStringList& arguments) {
  QTemporaryDir traces;
  QProcess process;
  auto environment = QProcessEnvironment::systemEnvironment();
  environment.insert("LD_DEBUG", "files");
  environment.insert("LD_DEBUG_OUTPUT", traces.filePath("trace"));
  process.setProcessEnvironment(environment);
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(program, arguments);
  Run run;
  if (!process.waitForFinished(120000)) return run;
  run.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
  run.output = QString::fromUtf8(process.readAll());
  static const QRegularExpression loaded(QStringLiteral("calling init: \\S*?([^/\\s]+)\\s*$"));
  for (const auto& name : QDir(traces.path()).entryList({"trace.*"})) {
    QFile trace(traces.filePath(name));
    if (!trace.open(QIODevice::ReadOnly)) continue;
    for (const auto& line : QString::fromUtf8(trace.readAll()).split('\n'))
      if (const auto match = loaded.match(line); match.hasMatch()) run.libraries << match.captured(1);
  }
  return run;
}

QStringList unwanted(const QStringList& libraries) {
  static const QRegularExpression pattern(QStringLiteral(
      "^lib(Qt6Widgets|Qt6OpenGLWidgets|Qt6PrintSupport|Qt5|vtk|opencv_highgui|torch|fillscope_torch)"));
  return libraries.filter(pattern);
}

} // namespace

class TestCliLibraries : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // This program links Qt Test: if that is not seen, nothing would be.
  void theTraceSeesLibraries() {
    const Run run = runTraced(QCoreApplication::applicationFilePath(), {"-functions"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(!run.libraries.filter("libQt6Test.so").isEmpty(), qPrintable(run.libraries.join(' ')));
  }

  void theFilterKnowsThem() {
    const QStringList bad{"libQt6Widgets.so.6", "libQt5Core.so.5", "libvtkCommonCore-9.1.so.9.1",
                          "libtorch_cpu.so.1.13"};
    QCOMPARE(unwanted(bad + QStringList{"libQt6Core.so.6", "libopencv_core.so.406", "libc.so.6"}), bad);
  }

  void measuringLoadsNoWidgetsNoVtkNoTorch() {
    QTemporaryDir folder;
    const Run sample = runTraced(FILLSCOPE_CLI, {"sample", folder.filePath("sample")});
    QVERIFY2(sample.exitCode == 0, qPrintable(sample.output));
    QCOMPARE(unwanted(sample.libraries), QStringList());
    const Run measure = runTraced(FILLSCOPE_CLI, {"measure", folder.filePath("sample"), "--json"});
    QVERIFY2(measure.exitCode == 0, qPrintable(measure.output));
    QVERIFY2(!measure.libraries.filter("libopencv_core.so").isEmpty(),
             qPrintable(measure.libraries.join(' ')));
    QCOMPARE(unwanted(measure.libraries), QStringList());
  }
};

QTEST_GUILESS_MAIN(TestCliLibraries)
#include "test_cli_libraries.moc"
