#pragma once
// Real recordings lie beside the checkout, not in it. A test that needs them fails in CI where they are missing.
#include <QByteArray>
#include <QDir>
#include <QFileInfo>
#include <QString>
#include <QTest>
#include <QtGlobal>

namespace fillscope::tests {

/// Absolute path of a file or folder of the shared data; empty where it is missing.
inline QString sharedData(const QString& relative) {
  const QString root = qEnvironmentVariable("FILLSCOPE_SHARED_DATA", QStringLiteral(FILLSCOPE_SOURCE_DIR "/../shared/data"));
  const QFileInfo info(QDir(root).filePath(relative));
  return info.exists() ? info.canonicalFilePath() : QString();
}

} // namespace fillscope::tests

/// Leaves the test function: a failure in CI, a skip with the reason elsewhere.
#define FILLSCOPE_NEEDS_SHARED_DATA(variable, relative)                                                                 \
  const QString variable = fillscope::tests::sharedData(QStringLiteral(relative));                                      \
  if (variable.isEmpty()) {                                                                                             \
    if (qEnvironmentVariableIsSet("CI"))                                                                                \
      QFAIL("the recorded data " relative " is missing: lay it beside the checkout or set FILLSCOPE_SHARED_DATA");      \
    QSKIP("the recorded data " relative " is missing");                                                                 \
  }
