#pragma once
// Compares a grabbed widget with a picture kept beside the tests, as an eye would: blurred, so that a font
// rendered by another version passes and a moved, missing or recoloured part does not.
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QString>
#include <QTest>
#include <QWidget>
#include <QtGlobal>
#include <algorithm>
#include <cmath>

namespace fillscope::tests {

struct BaselineResult {
  bool ok = false;
  QString message;
};

/// Mean of the channel differences of the worst 16×16 block of the two pictures, 0..255, after shrinking to a
/// quarter.
inline double worstBlockDifference(const QImage& a, const QImage& b) {
  if (a.size() != b.size()) return 255;
  const auto shrink = [](const QImage& image) {
    return image.convertToFormat(QImage::Format_RGB888)
        .scaled(image.width() / 4, image.height() / 4, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB888);
  };
  const QImage x = shrink(a), y = shrink(b);
  constexpr int block = 4;
  double worst = 0;
  for (int top = 0; top + block <= x.height(); top += block)
    for (int left = 0; left + block <= x.width(); left += block) {
      double sum = 0;
      for (int row = top; row < top + block; ++row)
        for (int i = 3 * left; i < 3 * (left + block); ++i)
          sum += std::abs(int(x.constScanLine(row)[i]) - int(y.constScanLine(row)[i]));
      worst = std::max(worst, sum / (block * block * 3));
    }
  return worst;
}

/// Checks tests/widgets/baselines/NAME.png; with FILLSCOPE_UPDATE_BASELINES=1 writes it instead. What was
/// grabbed is always left in BUILD/baselines, to be looked at. Baselines hold one pixel for a logical pixel:
/// what was grabbed at another ratio is shrunk first.
inline BaselineResult compareWithBaseline(QImage grabbed, const QString& name, double tolerance = 40) {
  if (grabbed.devicePixelRatio() != 1) {
    grabbed = grabbed.scaled(grabbed.deviceIndependentSize().toSize(), Qt::IgnoreAspectRatio,
                             Qt::SmoothTransformation);
    grabbed.setDevicePixelRatio(1);
  }
  const QString folder = QStringLiteral(FILLSCOPE_SOURCE_DIR "/tests/widgets/baselines");
  const QString path = folder + QLatin1Char('/') + name + QStringLiteral(".png");
  const QString shots = QStringLiteral(FILLSCOPE_BINARY_DIR "/baselines");
  QDir().mkpath(shots);
  grabbed.save(shots + QLatin1Char('/') + name + QStringLiteral(".png"));
  if (qEnvironmentVariableIsSet("FILLSCOPE_UPDATE_BASELINES")) {
    QDir().mkpath(folder);
    return {grabbed.save(path), QStringLiteral("could not write ") + path};
  }
  const QImage wanted(path);
  if (wanted.isNull()) return {false, QStringLiteral("no baseline ") + path};
  const double difference = worstBlockDifference(grabbed, wanted);
  return {difference <= tolerance, QStringLiteral("%1 differs by %2 (allowed %3); see %4 and %5")
                                       .arg(name)
                                       .arg(difference, 0, 'f', 1)
                                       .arg(tolerance, 0, 'f', 1)
                                       .arg(path, shots)};
}

/// The rows of a test of looks: QFETCH(bool, dark).
inline void lightAndDark() {
  QTest::addColumn<bool>("dark");
  QTest::newRow("light") << false;
  QTest::newRow("dark") << true;
}

} // namespace fillscope::tests

/// Of NAME_light or NAME_dark.
#define FILLSCOPE_COMPARE_BASELINE(image, name, dark)                                                        \
  do {                                                                                                       \
    const auto baselineResult = fillscope::tests::compareWithBaseline(                                       \
        image, (dark) ? QStringLiteral(name "_dark") : QStringLiteral(name "_light"));                       \
    QVERIFY2(baselineResult.ok, qPrintable(baselineResult.message));                                         \
  } while (false)
