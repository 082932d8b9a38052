#include "tests/support/image_baseline.h"
#include "tests/support/widget_look.h"
#include "widgets/check_box.h"
#include "widgets/qimage_from.h"
#include "widgets/theme.h"
#include <QDirIterator>
#include <QPainter>
#include <QTest>

using namespace fillscope;

class TestTheme : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { tests::useLook(false); }

  void textColoursAreReadable_data() {
    tests::lightAndDark();
  }
  void textColoursAreReadable() {
    QFETCH(bool, dark);
    const QPalette palette = dark ? tests::darkPalette() : tests::lightPalette();
    QCOMPARE(theme::isDark(palette), dark);
    for (const auto role : {QPalette::Window, QPalette::Base}) {
      const QColor ground = palette.color(role);
      for (const QColor& colour : {theme::accent(palette), theme::good(palette), theme::warning(palette),
                                   theme::bad(palette), theme::quietText(palette)})
        QVERIFY2(theme::contrast(colour, ground) >= 4.5,
                 qPrintable(colour.name() + QStringLiteral(" on ") + ground.name()));
    }
  }

  void contrastIsThatOfTheGuideline() {
    QVERIFY(std::abs(theme::contrast(Qt::black, Qt::white) - 21) < 1e-9);
    QVERIFY(std::abs(theme::contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
  }

  void everyIconDrawsInTheTextColour() {
    theme::icon(QStringLiteral("open"), QApplication::palette());
    int count = 0;
    for (QDirIterator files(QStringLiteral(":/icons")); files.hasNext();) {
      files.next();
      ++count;
      const QString name = files.fileInfo().completeBaseName();
      for (const double ratio : {1.0, 2.0}) {
        const QImage image = theme::icon(name, tests::darkPalette()).pixmap(QSize(16, 16), ratio).toImage();
        QCOMPARE(image.width(), int(16 * ratio));
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y)
          for (int x = 0; x < image.width(); ++x)
            if (const QColor c = image.pixelColor(x, y); c.alpha() > 200) {
              ++drawn;
              QVERIFY2(c.lightness() > 180, qPrintable(name));
            }
        QVERIFY2(drawn >= 8 * ratio, qPrintable(name));
      }
    }
    QVERIFY(count >= 25);
    QVERIFY(theme::icon(QStringLiteral("no such icon"), QApplication::palette()).isNull());
  }

  void iconsFollowTheApplication() {
    const QIcon icon = theme::icon(QStringLiteral("stop"), QApplication::palette());
    const QColor before = icon.pixmap(16, 16).toImage().pixelColor(8, 8);
    tests::useLook(true);
    const QColor after = icon.pixmap(16, 16).toImage().pixelColor(8, 8);
    QVERIFY(before.lightness() < 60);
    QVERIFY(after.lightness() > 180);
  }

  void picturesSurviveTheWayThere() {
    for (const int channels : {1, 3}) {
      Image image(5, 3, channels);
      for (std::size_t i = 0; i < image.byteCount(); ++i)
        image.data()[i] = std::uint8_t(7 * i + 3);
      const QImage shown = toQImage(image);
      QCOMPARE(shown.size(), QSize(5, 3));
      const Image back = fromQImage(shown);
      QCOMPARE(back.channels(), 3);
      for (int y = 0; y < 3; ++y)
        for (int x = 0; x < 5; ++x)
          for (int c = 0; c < 3; ++c)
            QCOMPARE(back.at(x, y, c), image.at(x, y, channels == 1 ? 0 : c));
    }
    QVERIFY(toQImage({}).isNull());
    QVERIFY(fromQImage({}).empty());
  }

  void checkBoxFramesAreSeen_data() {
    tests::lightAndDark();
  }
  void checkBoxFramesAreSeen() {
    QFETCH(bool, dark);
    tests::useLook(dark);
    CheckBox box;
    box.resize(60, 20);
    const QImage shot = box.grab().toImage();
    double best = 1;
    for (int x = 0; x < shot.width() / 2; ++x)
      best = std::max(best, theme::contrast(shot.pixelColor(x, shot.height() / 2),
                                            box.palette().color(QPalette::Window)));
    QVERIFY2(best >= 3, qPrintable(QString::number(best)));
    tests::useLook(false);
  }

  void iconSheet_data() {
    tests::lightAndDark();
  }
  void iconSheet() {
    QFETCH(bool, dark);
    const QPalette palette = dark ? tests::darkPalette() : tests::lightPalette();
    QStringList names;
    for (QDirIterator files(QStringLiteral(":/icons")); files.hasNext();) {
      files.next();
      names << files.fileInfo().completeBaseName();
    }
    names.sort();
    const int rows = (static_cast<int>(names.size()) + 9) / 10;
    QImage sheet(10 * 64, rows * 48, QImage::Format_RGB32);
    sheet.fill(palette.color(QPalette::Window));
    QPainter painter(&sheet);
    for (int i = 0; i < names.size(); ++i) {
      const QIcon icon = theme::icon(names[i], palette);
      painter.drawPixmap(8 + 64 * (i % 10), 16 + 48 * (i / 10), icon.pixmap(QSize(16, 16), 1.0));
      painter.drawPixmap(32 + 64 * (i % 10), 12 + 48 * (i / 10), icon.pixmap(QSize(24, 24), 1.0));
    }
    painter.end();
    FILLSCOPE_COMPARE_BASELINE(sheet, "icons", dark);
  }
};

QTEST_MAIN(TestTheme)
#include "test_theme.moc"
