// In the smallest window that a laptop shows, no text of any workspace is cut off, in English and in German.
#include "app/gui/photo_page.h"
#include "core/base/file_io.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/elided_combo_box.h"
#include "widgets/image_canvas.h"
#include "widgets/job_panel.h"
#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDebug>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSemaphore>
#include <QSizeGrip>
#include <QStatusBar>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTabWidget>
#include <QTranslator>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

QString textOf(const QWidget& widget) {
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) return label->text();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) return button->text();
  if (const auto* box = qobject_cast<const QComboBox*>(&widget)) return box->currentText();
  if (const auto* box = qobject_cast<const QAbstractSpinBox*>(&widget)) return box->text();
  return {};
}

bool labelIsCut(const QLabel& label) {
  if (label.wordWrap()) return label.heightForWidth(label.width()) > label.height() + 1;
  return label.sizeHint().width() > label.width() + 1;
}

bool comboIsCut(const QComboBox& box) {
  QStyleOptionComboBox option;
  option.initFrom(&box);
  const QRect place =
      box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
  return box.fontMetrics().horizontalAdvance(box.currentText()) > place.width();
}

/// Too little room for its text. Who shows all of it when the mouse rests on it has elided it on purpose.
bool isCut(const QWidget& widget) {
  if (widget.toolTip().contains(textOf(widget)) || dynamic_cast<const ElidedComboBox*>(&widget)) return false;
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) return labelIsCut(*label);
  if (const auto* box = qobject_cast<const QComboBox*>(&widget)) return comboIsCut(*box);
  if (qobject_cast<const QAbstractSpinBox*>(&widget)) {
    const auto* line = widget.findChild<QLineEdit*>();
    return line && line->fontMetrics().horizontalAdvance(line->text()) > line->width() - 4;
  }
  return qobject_cast<const QAbstractButton*>(&widget) && widget.sizeHint().width() > widget.width() + 1;
}

/// Reaches out of the window, or sideways out of what cannot be scrolled sideways.
bool sticksOut(const QWidget& widget) {
  const QWidget* at = widget.parentWidget();
  for (; at; at = at->parentWidget()) {
    const auto* area = qobject_cast<const QAbstractScrollArea*>(at->parentWidget());
    const bool isViewport = area && area->viewport() == at;
    if (isViewport && area->horizontalScrollBar()->isVisible()) return false;
    if (!isViewport && !at->isWindow()) continue;
    const QRect place(widget.mapTo(at, QPoint(0, 0)), widget.size());
    if (place.left() < 0 || place.right() >= at->width()) return true;
    if (at->isWindow() && (place.top() < -1 || place.bottom() > at->height() + 1)) return true;
    if (isViewport) return false; // what scrolls may lie anywhere above or below
  }
  return false;
}

bool isBehindATab(const QWidget& widget) {
  for (const QWidget* at = &widget; at; at = at->parentWidget())
    if (qobject_cast<const QDockWidget*>(at)) return at->visibleRegion().isEmpty();
  return false;
}

QStringList faults(const QWidget& window) {
  QStringList found;
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    if (!widget->isVisible() || widget->window() != &window || isBehindATab(*widget)) continue;
    if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
      for (int i = 0; i < tabs->count(); ++i)
        if (tabs->tabRect(i).right() > tabs->width() + 1) found << QStringLiteral("tab: ") + tabs->tabText(i);
    if (textOf(*widget).isEmpty()) continue;
    if (isCut(*widget) || sticksOut(*widget))
      found << QStringLiteral("%1 “%2”: %3 of %4 pixels%5")
                   .arg(QLatin1String(widget->metaObject()->className()), textOf(*widget))
                   .arg(widget->width())
                   .arg(widget->sizeHint().width())
                   .arg(sticksOut(*widget) ? QStringLiteral(", sticks out") : QString());
  }
  return found;
}

} // namespace

class TestWindowFit : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void noTextIsCutOff_data() {
    QTest::addColumn<bool>("german");
    QTest::addColumn<int>("workspace");
    for (const bool german : {false, true})
      for (int i = 0; i < 6; ++i)
        QTest::addRow("%s %d", german ? "German" : "English", i + 1) << german << i;
  }
  void noTextIsCutOff() {
    QFETCH(bool, german);
    QFETCH(int, workspace);
    speak(german);
    MainWindow& window = *fixture_->window;
    window.workspaces().show(static_cast<Workspace>(workspace));
    window.resize(1024, 700);
    QVERIFY(fixture_->waitIdle());
    QTest::qWait(100); // layouts settle
    if (const QString folder = qEnvironmentVariable("FILLSCOPE_FIT_PICTURES"); !folder.isEmpty())
      window.grab().save(folder + QLatin1Char('/') + QLatin1String(QTest::currentDataTag()) +
                         QStringLiteral(".png"));
    QCOMPARE(window.size(), QSize(1024, 700));
    QStringList found = faults(window);
    for (auto* tabs : window.findChildren<QTabWidget*>()) {
      if (!tabs->isVisible()) continue;
      tabs->setCurrentIndex(1);
      QVERIFY(fixture_->waitIdle());
      found += faults(window);
      tabs->setCurrentIndex(0);
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
  }
  void aJobCoversNoField_data() {
    QTest::addColumn<bool>("german");
    QTest::newRow("English") << false;
    QTest::newRow("German") << true;
  }
  void aJobCoversNoField() {
    QFETCH(bool, german);
    speak(german);
    MainWindow& window = *fixture_->window;
    window.workspaces().show(Workspace::annotate);
    window.resize(1024, 700);
    QVERIFY(fixture_->waitIdle());
    Q_EMIT window.photoPage().canvas().cursorMoved({160.5, 120.5});
    QSemaphore begun, ends;
    context().jobs.run<int>(JobLane::background,
                            QStringLiteral("Detecting corners in all pictures of a project with a long name"),
                            nullptr,
                            [&](const Progress& progress) -> Result<int> {
                              progress.report(0.3, "box.color.png");
                              begun.release();
                              ends.acquire();
                              return 0;
                            },
                            {});
    begun.acquire();
    QTRY_VERIFY(!context().jobs.jobs().empty());
    QTest::qWait(100); // layouts settle
    const QSize size = window.size();
    const auto* bar = window.statusBar();
    QList<QRect> places;
    for (const QWidget* part : bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
      if (part->isVisible() && !qobject_cast<const QSizeGrip*>(part)) places << part->geometry();
    const auto* jobs = window.findChild<JobIndicator*>();
    const bool jobsFit = jobs->isVisible() && jobs->minimumSizeHint().width() <= jobs->width();
    const QStringList found = faults(window);
    ends.release();
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(size, QSize(1024, 700));
    QVERIFY(jobsFit);
    QVERIFY(places.size() > 4);
    for (int i = 0; i < places.size(); ++i) {
      const QString told = QDebug::toString(places[i]) + QStringLiteral(" of ") + QDebug::toString(places);
      QVERIFY2(places[i].left() >= 0 && places[i].right() < bar->width(), qPrintable(told));
      for (int k = 0; k < i; ++k)
        QVERIFY2(!places[i].intersects(places[k]), qPrintable(told));
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
  }
  void cleanupTestCase() {
    fixture_.reset();
    QCoreApplication::removeTranslator(&german_);
  }

 private:
  /// A window with a doubtful picture that has two depth maps, in that language.
  void speak(bool german) {
    if (fixture_ && isGerman_ == german) return;
    fixture_.reset();
    if (german) {
      QVERIFY(german_.load(QStringLiteral(":/i18n/fillscope_de.qm")));
      QCoreApplication::installTranslator(&german_);
    }
    isGerman_ = german;
    fixture_ = std::make_unique<WindowFixture>();
    const BoxFolder box = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box.folder));
    fixture_->setScale();
    context().document.setRimCorners(0, box.truth.corners);
    context().document.setBoxSize(0, BoxSize{6, 4, 2});
    QVERIFY(fixture_->waitIdle());
    const std::filesystem::path denoiser = fixture_->path("models") / "denoiser";
    std::filesystem::create_directories(denoiser);
    QVERIFY(
        writeFileAtomically(denoiser / "manifest.json",
                            R"({"id":"denoiser","name":"Depth denoiser with a long name","task":"denoiser",
      "engine":"torchscript","file":"network.pt","input":{"width":64,"height":64}})")
            .ok());
    QVERIFY(writeFileAtomically(denoiser / "network.pt", "weights").ok());
    context().predict.rescan();
    QVERIFY(fixture_->waitIdle());
    const auto maps = context().depthMaps.of(0);
    QVERIFY(!maps.empty());
    context().depthMaps.addPredicted(0, QStringLiteral("box-depth-large"), maps.front().map);
    QVERIFY(fixture_->waitIdle());
  }
  AppContext& context() { return *fixture_->context; }

  QTranslator german_;
  bool isGerman_ = false;
  std::unique_ptr<WindowFixture> fixture_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowFit>(argc, argv); }
#include "test_window_fit.moc"
