#include "tests/support/image_baseline.h"
#include "tests/support/widget_look.h"
#include "widgets/sources_panel.h"
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <numbers>

using namespace fillscope;

namespace {

PictureSources tote() {
  PictureSources sources;
  sources.depthFile = "depth/tote.depth.png";
  sources.depthScale = 1e-4;
  sources.intrinsicsFile = "intrinsics.txt";
  return sources;
}

QComboBox* chooser(const QWidget& panel, const QString& itemStart) {
  for (QComboBox* box : panel.findChildren<QComboBox*>())
    for (int i = 0; i < box->count(); ++i)
      if (box->itemText(i).startsWith(itemStart)) return box;
  return nullptr;
}

void choose(QComboBox* box, const QString& start) {
  for (int i = 0; i < box->count(); ++i)
    if (box->itemText(i).startsWith(start)) {
      box->setCurrentIndex(i);
      Q_EMIT box->activated(i);
      return;
    }
  QFAIL(qPrintable(start));
}

QToolButton* button(const QWidget& panel, const QString& name) {
  for (QToolButton* made : panel.findChildren<QToolButton*>())
    if (made->accessibleName() == name) return made;
  return nullptr;
}

} // namespace

Q_DECLARE_METATYPE(fillscope::PictureSources)

class TestSourcesPanel : public QObject {
  Q_OBJECT

 private:
  static PictureSources lastOf(const QSignalSpy& spy) { return spy.back().front().value<PictureSources>(); }

 private Q_SLOTS:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    tests::useLook(false);
  }

  void showingIsNotEditing() {
    SourcesPanel panel;
    QSignalSpy edited(&panel, &SourcesPanel::sourcesEdited);
    panel.setSources(tote(), QStringLiteral("640 × 480, f 615 pixels"), {});
    PictureSources other = tote();
    other.depthRotation = 3;
    other.intrinsicsFile.clear();
    other.fieldOfView = 1;
    panel.setSources(other, {}, {});
    QCOMPARE(edited.size(), 0);
  }

  void scalesAreChosen_data() {
    QTest::addColumn<QString>("item");
    QTest::addColumn<double>("scale");
    QTest::newRow("mm") << QStringLiteral("1 mm") << 1e-3;
    QTest::newRow("tenths") << QStringLiteral("0.1 mm") << 1e-4;
    QTest::newRow("5000") << QStringLiteral("1/5000 m") << 1.0 / 5000;
    QTest::newRow("256") << QStringLiteral("1/256 m") << 1.0 / 256;
    QTest::newRow("not set") << QStringLiteral("Choose") << 0.0;
  }
  void scalesAreChosen() {
    QFETCH(QString, item);
    QFETCH(double, scale);
    SourcesPanel panel;
    PictureSources start = tote();
    start.depthScale = 0.5;
    panel.setSources(start, {}, {});
    QSignalSpy edited(&panel, &SourcesPanel::sourcesEdited);
    choose(chooser(panel, QStringLiteral("1 mm")), item);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(lastOf(edited).depthScale, scale);
    QCOMPARE(lastOf(edited).depthFile, start.depthFile);
    SourcesPanel again;
    again.setSources(lastOf(edited), {}, {});
    QVERIFY(chooser(again, QStringLiteral("1 mm"))->currentText().startsWith(item));
  }

  void whatTheFileHoldsIsChosen_data() {
    QTest::addColumn<QString>("item");
    QTest::addColumn<int>("kind");
    QTest::newRow("metric") << QStringLiteral("Distances") << static_cast<int>(DepthKind::metric);
    QTest::newRow("relative") << QStringLiteral("Distances, no") << static_cast<int>(DepthKind::relative);
    QTest::newRow("inverse") << QStringLiteral("1/distance") << static_cast<int>(DepthKind::inverse);
  }
  void whatTheFileHoldsIsChosen() {
    QFETCH(QString, item);
    QFETCH(int, kind);
    const auto kindOf = [](int value) { return static_cast<DepthKind>(value); };
    SourcesPanel panel;
    PictureSources start = tote();
    start.depthKind = kindOf((kind + 1) % 3);
    panel.setSources(start, {}, {});
    panel.show();
    QSignalSpy edited(&panel, &SourcesPanel::sourcesEdited);
    QComboBox *holds = chooser(panel, QStringLiteral("1/distance")),
              *unit = chooser(panel, QStringLiteral("1 mm"));
    QCOMPARE(holds->currentIndex(), static_cast<int>(start.depthKind));
    QCOMPARE(unit->isEnabled(), start.depthKind == DepthKind::metric);
    choose(holds, item);
    QCOMPARE(edited.size(), 1);
    QVERIFY(lastOf(edited).depthKind == kindOf(kind));
    QCOMPARE(lastOf(edited).depthScale, start.depthScale); // it comes back with the metres
    QCOMPARE(unit->isEnabled(), kindOf(kind) == DepthKind::metric);
    panel.setSources(PictureSources(), {}, {});
    QVERIFY2(!holds->isEnabled(), "there is no file");
    QCOMPARE(edited.size(), 1);
  }

  void anyFactorIsTyped_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("scale"); // negative: refused
    QTest::newRow("decimal") << QStringLiteral("0.00025") << 0.00025;
    QTest::newRow("fraction") << QStringLiteral("1/4000") << 1.0 / 4000;
    QTest::newRow("zero") << QStringLiteral("0") << -1.0;
    QTest::newRow("division by zero") << QStringLiteral("1/0") << -1.0;
    QTest::newRow("words") << QStringLiteral("mm") << -1.0;
  }
  void anyFactorIsTyped() {
    QFETCH(QString, text);
    QFETCH(double, scale);
    SourcesPanel panel;
    panel.setSources(tote(), {}, {});
    panel.show();
    QSignalSpy edited(&panel, &SourcesPanel::sourcesEdited);
    choose(chooser(panel, QStringLiteral("1 mm")), QStringLiteral("Another"));
    auto* factor = [&]() -> QLineEdit* {
      for (QLineEdit* edit : panel.findChildren<QLineEdit*>())
        if (edit->accessibleName() == QStringLiteral("Metres per unit")) return edit;
      return nullptr;
    }();
    QVERIFY(factor && factor->isVisible());
    factor->clear();
    QTest::keyClicks(factor, text);
    QTest::keyClick(factor, Qt::Key_Return);
    if (scale < 0)
      QCOMPARE(edited.size(), 0);
    else
      QCOMPARE(lastOf(edited).depthScale, scale);
  }

  void theWheelChangesNothingInPassing() {
    SourcesPanel panel;
    panel.setSources(tote(), {}, {});
    panel.setDepthMaps({QStringLiteral("measured"), QStringLiteral("network")}, 0);
    panel.show();
    panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    QSignalSpy edited(&panel, &SourcesPanel::sourcesEdited), chosen(&panel, &SourcesPanel::depthMapChosen);
    int turned = 0;
    for (QComboBox* box : panel.findChildren<QComboBox*>()) {
      const int before = box->currentIndex();
      const QPointF middle = QRectF(box->rect()).center();
      box->setFocus(); // one that was clicked keeps it
      QCOMPARE(box->hasFocus(), box->isEnabled());
      for (const int delta : {-120, 120}) {
        QWheelEvent event(middle, box->mapToGlobal(middle), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(box, &event);
        QCOMPARE(box->currentIndex(), before);
      }
      ++turned;
    }
    QCOMPARE(turned, 4);
    QCOMPARE(edited.size() + chosen.size(), 0);
  }

  void rotationAndFiles() {
    SourcesPanel panel;
    PictureSources sources = tote();
    sources.emptyDepthFile = "depth/empty.png";
    panel.setSources(sources, {}, {});
    QSignalSpy edited(&panel, &SourcesPanel::sourcesEdited),
        asked(&panel, &SourcesPanel::chooseFileRequested);
    panel.findChild<QCheckBox*>()->click();
    QCOMPARE(lastOf(edited).depthRotation, 3);
    button(panel, QStringLiteral("Use none: Same box, empty"))->click();
    QVERIFY(lastOf(edited).emptyDepthFile.empty());
    QCOMPARE(lastOf(edited).depthFile, sources.depthFile);
    QCOMPARE(edited.size(), 2);
    button(panel, QStringLiteral("Choose: Depth file"))->click();
    button(panel, QStringLiteral("Choose: Camera file"))->click();
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked[0][0].value<SourcesPanel::File>(), SourcesPanel::File::depth);
    QCOMPARE(asked[1][0].value<SourcesPanel::File>(), SourcesPanel::File::intrinsics);
  }

  void theCameraIsChosen() {
    SourcesPanel panel;
    panel.setSources(tote(), QStringLiteral("f 615 pixels"), {});
    QSignalSpy edited(&panel, &SourcesPanel::sourcesEdited),
        asked(&panel, &SourcesPanel::chooseFileRequested);
    QComboBox* camera = chooser(panel, QStringLiteral("Field of view"));
    QVERIFY(camera->currentText().startsWith(QStringLiteral("From a file")));
    choose(camera, QStringLiteral("Field of view"));
    QVERIFY(lastOf(edited).intrinsicsFile.empty());
    QVERIFY(std::abs(lastOf(edited).fieldOfView - std::numbers::pi / 3) < 1e-12);
    choose(camera, QStringLiteral("Not known"));
    QCOMPARE(lastOf(edited).fieldOfView, 0.0);
    panel.setSources(lastOf(edited), {}, {});
    bool explained = false;
    for (const QLabel* label : panel.findChildren<QLabel*>())
      explained |= label->text().contains(QStringLiteral("guessed from the rim"));
    QVERIFY(explained);
    choose(camera, QStringLiteral("From a file"));
    QCOMPARE(asked.size(), 1);
    QVERIFY(button(panel, QStringLiteral("Choose: Camera file"))->isVisibleTo(&panel));
  }

  void depthMapsProblemsAndAll() {
    SourcesPanel panel;
    QSignalSpy chosen(&panel, &SourcesPanel::depthMapChosen), all(&panel, &SourcesPanel::applyToAllRequested);
    panel.setDepthMaps({QStringLiteral("measured"), QStringLiteral("network box-depth-s")}, 0);
    QCOMPARE(chosen.size(), 0);
    QComboBox* maps = chooser(panel, QStringLiteral("network"));
    QVERIFY(maps && maps->isVisibleTo(&panel));
    choose(maps, QStringLiteral("network"));
    QCOMPARE(chosen.back().front().toInt(), 1);
    panel.setSources(tote(), {}, {QStringLiteral("The depth file is missing.")});
    bool shown = false;
    for (const QLabel* label : panel.findChildren<QLabel*>())
      shown |= label->text() == QStringLiteral("The depth file is missing.");
    QVERIFY(shown);
    for (QPushButton* b : panel.findChildren<QPushButton*>())
      b->click();
    QCOMPARE(all.size(), 1);
    panel.setDepthMaps({}, -1);
    QVERIFY(!maps->isVisibleTo(&panel));
  }

  void looks_data() { tests::lightAndDark(); }
  void looks() {
    QFETCH(bool, dark);
    tests::useLook(dark);
    SourcesPanel panel;
    panel.resize(320, 520);
    panel.setDepthMaps({QStringLiteral("measured"), QStringLiteral("network box-depth-s")}, 0);
    panel.setSources(tote(), QStringLiteral("640 × 480, focal length 615 pixels"),
                     {QStringLiteral("The empty reference has another size than the depth map.")});
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const QImage shot = panel.grab().toImage();
    FILLSCOPE_COMPARE_BASELINE(shot, "sources_panel", dark);

    PictureSources inverse = tote();
    inverse.depthKind = DepthKind::inverse;
    inverse.depthScale = 0;
    panel.setSources(inverse, QStringLiteral("640 × 480, focal length 615 pixels"), {});
    panel.resize(280, 400); // as narrow as the side of the window gets
    QCoreApplication::processEvents();
    const QImage narrow = panel.grab().toImage();
    FILLSCOPE_COMPARE_BASELINE(narrow, "sources_panel_without_unit", dark);
    tests::useLook(false);
  }
};

QTEST_MAIN(TestSourcesPanel)
#include "test_sources_panel.moc"
