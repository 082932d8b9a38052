#pragma once
// The built command line, run as a user runs it.
#include <QProcess>
#include <QString>
#include <QStringList>

namespace fillscope::tests {

struct Run {
  int exitCode = -1;
  QString out, err;
};

inline Run run(const QStringList& arguments, const QString& folder = {}) {
  QProcess process;
  process.setProgram(QStringLiteral(FILLSCOPE_BINARY_DIR "/bin/fillscope-cli"));
  process.setArguments(arguments);
  if (!folder.isEmpty()) process.setWorkingDirectory(folder);
  process.start();
  if (!process.waitForFinished(120000)) return {};
  return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
          QString::fromUtf8(process.readAllStandardOutput()),
          QString::fromUtf8(process.readAllStandardError())};
}

} // namespace fillscope::tests
