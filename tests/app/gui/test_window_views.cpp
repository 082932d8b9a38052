// Compare, predict, 3D, reports, and the frame around them.
#include "app/gui/cloud_pane.h"
#include "app/gui/compare_page.h"
#include "app/gui/key_sheet.h"
#include "app/gui/notice_bar.h"
#include "app/gui/photo_page.h"
#include "core/base/file_io.h"
#include "core/imaging/compare_depth.h"
#include "tests/app/gui/window_fixture.h"
#include "tests/support/lane_gate.h"
#include "widgets/command_palette.h"
#include "widgets/compare_view.h"
#include "widgets/empty_state.h"
#include "widgets/image_canvas.h"
#include "widgets/vtk/cloud_view.h"
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QUndoStack>

using namespace fillscope;
using namespace fillscope::tests;

class TestWindowViews : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box_.folder));
    fixture_->setScale();
    QVERIFY(fixture_->waitIdle());
  }
  void cleanup() { fixture_.reset(); }

  void detachedCloudLeavesThePhotoFree() {
    auto* dock = fixture_->window->findChild<QDockWidget*>(QStringLiteral("cloudDock"));
    const QRect photo(fixture_->window->photoPage().canvas().mapToGlobal(QPoint()),
                      fixture_->window->photoPage().canvas().size());
    const QPoint before = dock->mapToGlobal(QPoint());
    QSignalSpy moved(dock, &QDockWidget::topLevelChanged);
    dock->setFloating(true);
    QCOMPARE(moved.size(), 1);
    QTRY_VERIFY(dock->mapToGlobal(QPoint()) != before);
    const QRect cover = photo & dock->frameGeometry();
    QVERIFY2(4 * cover.width() * cover.height() < photo.width() * photo.height(),
             "most of the photo is free");
    QVERIFY(fixture_->window->screen()->geometry().contains(dock->geometry()));
    dock->setFloating(false);
    QVERIFY(!dock->isFloating());
  }

  void cloudShowsPointsAndLinksTheCursor() {
    context().document.setRimCorners(0, box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    const auto cloud = context().measure.cloud();
    QVERIFY(cloud);
    QVERIFY(cloud->measuredCount() > 320u * 240u / 2);
    CloudView& view = fixture_->window->cloudPane().view();
    QVERIFY(view.isVisible());
    const QImage grabbed = view.grabImage();
    QSet<QRgb> colours;
    for (int y = 0; y < grabbed.height(); y += 4)
      for (int x = 0; x < grabbed.width(); x += 4)
        colours.insert(grabbed.pixel(x, y));
    QVERIFY2(colours.size() > 50, "the 3D view is not empty");

    auto* depth = fixture_->window->findChild<QLabel*>(QStringLiteral("statusDepth"));
    ImageCanvas& canvas = fixture_->window->photoPage().canvas();
    Q_EMIT canvas.cursorMoved({160.5, 120.5});
    QVERIFY2(depth->text().contains(QLatin1Char('m')), qPrintable(depth->text()));
    Q_EMIT view.pixelHovered({30, 40});
    QCOMPARE(canvas.linkedCursor(), std::optional(QPointF(30.5, 40.5)));
    Q_EMIT view.hoverLeft();
    QVERIFY(!canvas.linkedCursor());
  }

  /// Also where the strip is too narrow for all of its buttons, and by keys in the menu.
  void pointSizeIsReachedEverywhere() {
    CloudPane& pane = fixture_->window->cloudPane();
    QMenu* sizes = pane.pointSizeMenu();
    QVERIFY(sizes->actions().size() > 4 && sizes->actions().front()->isChecked());
    sizes->actions().at(3)->trigger();
    QVERIFY(sizes->actions().at(3)->isChecked() && !sizes->actions().front()->isChecked());
    bool isInAMenu = false;
    for (QAction* title : fixture_->window->menuBar()->actions())
      isInAMenu |= title->menu()->actions().contains(sizes->menuAction());
    QVERIFY(isInAMenu);
    auto* strip = pane.findChild<QToolBar*>();
    for (const int width : {1200, 260}) {
      strip->setFixedWidth(width);
      QTest::qWait(50); // layouts settle
      auto* more = strip->findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button"));
      QWidget* button = strip->widgetForAction(sizes->menuAction());
      const bool isShown = button && button->isVisible() && strip->rect().contains(button->geometry());
      const bool isBehind = more->menu() && more->menu()->actions().contains(sizes->menuAction());
      QVERIFY(isShown != isBehind);
      QCOMPARE(isShown, width > 1000);
    }
  }

  void compareSaysHowAlikeMeasuredAndEmptyAre() {
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.emptyDepthFile = "empty.depth.png";
    context().document.setSources(0, sources);
    fixture_->window->actions().action(QStringLiteral("workspace.compare"))->trigger();
    QVERIFY(fixture_->waitIdle());
    const auto comparison = context().compare.comparison();
    QVERIFY(comparison);
    const auto loaded = context().current.loaded();
    const auto expected = compareDepth(*loaded->depth, *loaded->emptyDepth);
    QVERIFY(expected);
    QCOMPARE(comparison->ssim, expected->ssim);
    QVERIFY(comparison->ssim < 1.0);
    QVERIFY(fixture_->window->comparePage().view().isVisible());

    fixture_->prompts.paths = {toText(fixture_->path("compared"))};
    Q_EMIT fixture_->window->comparePage().view().saveRequested();
    QVERIFY(fixture_->waitIdle());
    for (const char* file : {"box-Diff.png", "box-ssimDiff.png", "box-thresh.png", "box.json"})
      QVERIFY2(std::filesystem::exists(fixture_->path("compared/fillscope-comparison") / file), file);
    // Nothing that could be taken for a photo or a project lies in the chosen folder itself.
    for (const auto& file : std::filesystem::directory_iterator(fixture_->path("compared")))
      QVERIFY(file.is_directory());
  }

  /// The rim is followed where it moves; without one the whole picture is offered.
  void compareCountsInsideTheRim() {
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.emptyDepthFile = "empty.depth.png";
    context().document.setSources(0, sources);
    context().document.setRimCorners(0, box_.truth.corners);
    fixture_->window->actions().action(QStringLiteral("workspace.compare"))->trigger();
    QVERIFY(fixture_->waitIdle());
    const std::size_t whole = context().compare.comparison()->validPixels;
    Q_EMIT fixture_->window->comparePage().view().insideRimChosen(true);
    QVERIFY(fixture_->waitIdle());
    const auto inside = context().compare.comparison();
    QVERIFY(inside && inside->validPixels < whole && inside->validPixels > whole / 20);
    QCOMPARE(inside->counted.withinName, std::string("rim"));
    bool said = false;
    for (const QLabel* label : fixture_->window->comparePage().view().findChildren<QLabel*>())
      said |= label->text() == QStringLiteral("Compared inside the rim");
    QVERIFY(said);

    fixture_->prompts.paths = {toText(fixture_->path("inside"))};
    Q_EMIT fixture_->window->comparePage().view().saveRequested();
    QVERIFY(fixture_->waitIdle());
    const auto json = readFile(fixture_->path("inside/fillscope-comparison/box.json"));
    QVERIFY(json.ok() && json->find("\"within\": \"rim\"") != std::string::npos);

    RimCorners smaller = box_.truth.corners;
    const Vec2 middle = 0.25 * (smaller[0] + smaller[1] + smaller[2] + smaller[3]);
    for (Vec2& corner : smaller)
      corner = middle + 0.5 * (corner - middle);
    context().document.setRimCorners(0, smaller);
    QVERIFY(fixture_->waitIdle());
    const double share = double(context().compare.comparison()->validPixels) / double(inside->validPixels);
    QVERIFY2(share > 0.2 && share < 0.3, qPrintable(QString::number(share)));

    QSignalSpy missing(&context().compare, &CompareController::missing);
    while (context().document.rim(0) && context().document.rim(0)->complete())
      context().document.undoStack(0)->undo();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!missing.isEmpty() && !context().compare.comparison());
    QCOMPARE(missing.back()[0].toString(), QStringLiteral("This picture has no rim"));
    Q_EMIT fixture_->window->comparePage().view().insideRimChosen(false);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(context().compare.comparison()->validPixels, whole);
  }

  void comparingOneMapSaysWhatIsMissing() {
    QSignalSpy missing(&context().compare, &CompareController::missing);
    fixture_->window->actions().action(QStringLiteral("workspace.compare"))->trigger();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!missing.isEmpty());
    QVERIFY(!context().compare.comparison());
    QStringList offered;
    for (const QToolButton* button :
         fixture_->window->comparePage().findChild<EmptyState*>()->findChildren<QToolButton*>())
      offered << fixture_->window->actions().idOf(button->defaultAction());
    for (const char* id :
         {"measure.predict", "measure.denoise", "measure.predictFill", "measure.chooseEmptyDepth"})
      QVERIFY2(offered.contains(QLatin1String(id)), id);
  }

  /// Who compares stays there when one more map is asked for.
  void aMapAskedForWhileComparingIsComparedThere() {
    Workspaces& workspaces = fixture_->window->workspaces();
    workspaces.show(Workspace::compare);
    QVERIFY(fixture_->waitIdle());
    QAction* predict = fixture_->window->actions().action(QStringLiteral("measure.predict"));
    predict->setEnabled(true); // there is no network: it says so
    predict->trigger();
    QCOMPARE(workspaces.current(), Workspace::compare);
    context().depthMaps.addPredicted(0, QStringLiteral("mine"), context().depthMaps.of(0).front().map);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().compare.comparison());
    workspaces.show(Workspace::annotate);
    predict->setEnabled(true);
    predict->trigger();
    QCOMPARE(workspaces.current(), Workspace::depth);
  }

  void aPictureLeftWhileItIsComparedEndsThat_data() {
    QTest::addColumn<int>("next");
    QTest::newRow("a picture with one map") << 1;
    QTest::newRow("no picture") << -1;
  }
  void aPictureLeftWhileItIsComparedEndsThat() {
    QFETCH(int, next);
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.emptyDepthFile = "empty.depth.png";
    context().document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    LaneGate gate(context().jobs, JobLane::compute);
    fixture_->window->actions().action(QStringLiteral("workspace.compare"))->trigger();
    QTRY_VERIFY(context().compare.isBusy());
    QSignalSpy compared(&context().compare, &CompareController::compared);
    context().current.select(next);
    QTRY_VERIFY(!context().current.isLoading());
    gate.open();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(compared.isEmpty());
    QVERIFY(!context().compare.isBusy());
    QVERIFY(!context().compare.comparison());
  }

  void reportAndCloudAreWritten() {
    context().document.setRimCorners(0, box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    fixture_->prompts.paths = {fixture_->home.path(), toText(fixture_->path("box.ply"))};
    fixture_->window->actions().action(QStringLiteral("file.report"))->trigger();
    fixture_->window->actions().action(QStringLiteral("file.exportCloud"))->trigger();
    QVERIFY(fixture_->waitIdle());
    const auto report = fixture_->path("fillscope-report-box.color");
    QVERIFY(std::filesystem::exists(report / "index.html"));
    QVERIFY(std::filesystem::exists(report / "report.json"));
    // The one of all pictures lies beside it.
    fixture_->prompts.paths = {fixture_->home.path()};
    fixture_->window->actions().action(QStringLiteral("file.reportAll"))->trigger();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(std::filesystem::exists(fixture_->path("fillscope-report/index.html")));
    QVERIFY(std::filesystem::exists(report / "index.html"));
    const auto ply = readFile(fixture_->path("box.ply"));
    QVERIFY(ply);
    QCOMPARE(ply->substr(0, 3), std::string("ply"));
  }

  void everyWorkspaceComesUpAndKeepsItsLayout() {
    for (const Workspace workspace : allWorkspaces) {
      fixture_->window->actions().action(QStringLiteral("workspace.") + idOf(workspace))->trigger();
      QVERIFY(fixture_->waitIdle());
      QCOMPARE(fixture_->window->workspaces().current(), workspace);
    }
    fixture_->window->actions().action(QStringLiteral("workspace.volume"))->trigger();
    fixture_->window->actions().action(QStringLiteral("view.pictures"))->trigger();
    fixture_->window->actions().action(QStringLiteral("workspace.annotate"))->trigger();
    fixture_->window->actions().action(QStringLiteral("workspace.volume"))->trigger();
    QVERIFY(!fixture_->window->findChild<QWidget*>(QStringLiteral("picturesDock"))->isVisible());
    fixture_->prompts.choices = {Choice::discard};
    QVERIFY(fixture_->window->close());
    fixture_->restart();
    QVERIFY(fixture_->open(box_.folder));
    QCOMPARE(fixture_->window->workspaces().current(), Workspace::volume);
  }

  void everyActionHasAnIdATextAndAKeyOfItsOwn() {
    QHash<QKeySequence, QString> taken;
    for (const QAction* action : fixture_->window->actions().actions()) {
      const QString id = fixture_->window->actions().idOf(action);
      QVERIFY2(!action->text().isEmpty(), qPrintable(id));
      for (const QKeySequence& keys : action->shortcuts()) {
        QVERIFY2(!taken.contains(keys), qPrintable(taken.value(keys) + QStringLiteral(" / ") + id));
        taken.insert(keys, id);
      }
    }
    QVERIFY(taken.size() > 30);
  }

  void quittingByKeyClosesTheWindow() {
    fixture_->prompts.choices = {Choice::discard};
    QTest::keyClick(fixture_->window.get(), Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(!fixture_->window->isVisible());
  }

  void cloudFollowsAnotherScale() {
    context().document.setRimCorners(0, box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    CloudView& view = fixture_->window->cloudPane().view();
    const int before = drawnShare(view);
    QVERIFY2(before >= 5, qPrintable(QString::number(before)));
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.depthScale = 1e-3;
    context().document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    const int after = drawnShare(view);
    QVERIFY2(after >= before / 2, qPrintable(QStringLiteral("%1 %, before %2 %").arg(after).arg(before)));
  }

  void aDoubtfulFigureOfAProposalIsCounted() {
    const auto* counts = fixture_->window->findChild<QLabel*>(QStringLiteral("pictureCounts"));
    QVERIFY(counts);
    const BoxSize& size = box_.size;
    context().document.proposeRim(0, box_.truth.corners, {RimSource::model, "net", {}, false});
    context().document.setBoxSize(0, BoxSize{2 * size.first, 2 * size.second, 2 * size.depth});
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().document.rim(0)->origin.isProposal());
    QTRY_VERIFY2(counts->text().contains(QStringLiteral("1 to review · 1 doubtful")),
                 qPrintable(counts->text()));
    // That nobody has looked at the corners is said by the state.
    FillReport report;
    report.warnings = {detectedCornersWarning(0.9)};
    QVERIFY(!FillSummaries::isDoubtful(report));
    report.warnings.push_back({"size-contradicts", "It does.", ""});
    QVERIFY(FillSummaries::isDoubtful(report));
  }

  void cloudOfTheLastPictureGoesWithIt() {
    context().document.setRimCorners(0, box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    CloudView& view = fixture_->window->cloudPane().view();
    QVERIFY(context().measure.cloud());
    QVERIFY(drawnShare(view) >= 5);
    const QString loading = QStringLiteral("Loading…");
    QString whenLoaded;
    connect(&context().current, &CurrentPicture::loadedChanged, &view,
            [&] { whenLoaded = context().measure.cloud() ? QString() : view.emptyText(); });
    context().pictures.invalidate(1);
    context().current.select(1);
    QVERIFY(context().current.isLoading());
    QVERIFY2(!context().measure.cloud(), "it is another picture's");
    QVERIFY(drawnShare(view) < 5);
    QCOMPARE(view.emptyText(), loading);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(whenLoaded, loading); // the picture is there, its cloud not yet
    QVERIFY(context().measure.cloud());
    QVERIFY(view.emptyText() != loading);
  }

  void aHiddenCloudIsMadeWhenItIsShown() {
    context().document.setRimCorners(0, box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    auto* dock = fixture_->window->findChild<QDockWidget*>(QStringLiteral("cloudDock"));
    CloudView& view = fixture_->window->cloudPane().view();
    dock->close();
    context().current.select(1);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!view.isVisible());
    const auto cloud = context().measure.cloud();
    QVERIFY(cloud);
    const long unseen = cloud.use_count();
    dock->show();
    QTRY_VERIFY2(cloud.use_count() > unseen, "only a view that is shown holds it");
    QVERIFY(drawnShare(view) >= 5);
    const long seen = cloud.use_count();
    dock->close();
    context().current.select(-1);
    QVERIFY2(cloud.use_count() < seen, "what is gone is not kept");
    dock->show();
    QVERIFY(drawnShare(view) < 5);
  }

  void emptyCloudSaysWhatToDo() {
    QCOMPARE(context().measure.cloud() != nullptr, true);
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.depthScale = 0;
    context().document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!context().measure.cloud());
    QVERIFY2(context().measure.missing().contains(QStringLiteral("One unit is")),
             qPrintable(context().measure.missing()));
  }

  void lowWindowLeavesThePhotoItsRoom() {
    QWidget* cloud = fixture_->window->findChild<QWidget*>(QStringLiteral("cloudDock"));
    QWidget& photo = fixture_->window->photoPage().canvas();
    fixture_->window->resize(1440, 900);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(cloud->isVisible());
    fixture_->window->resize(1024, 700);
    QVERIFY(fixture_->waitIdle());
    QTRY_VERIFY2(photo.height() > cloud->height(),
                 qPrintable(QStringLiteral("photo %1, 3D %2").arg(photo.height()).arg(cloud->height())));
    // What was arranged in a large window is no reason to hide the photo in a small one.
    fixture_->window->actions().action(QStringLiteral("workspace.volume"))->trigger();
    fixture_->window->actions().action(QStringLiteral("workspace.annotate"))->trigger();
    QVERIFY(fixture_->waitIdle());
    QTRY_VERIFY(photo.height() > cloud->height());
    QVERIFY(photo.height() > 300);
  }

  void statusBarSaysWhereAndWhat() {
    context().document.setRimCorners(0, box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    Q_EMIT fixture_->window->photoPage().canvas().cursorMoved({160.5, 120.5});
    const auto text = [this](const char* name) {
      return fixture_->window->findChild<QLabel*>(QLatin1String(name))->text();
    };
    QCOMPARE(text("statusCursor"), QStringLiteral("x 160.5 y 120.5"));
    QCOMPARE(text("statusSize"), QStringLiteral("320×240"));
    QVERIFY2(text("statusDepth").endsWith(QStringLiteral(" m")), qPrintable(text("statusDepth")));
    QVERIFY2(text("statusZoom").endsWith(QLatin1Char('%')), qPrintable(text("statusZoom")));
    QVERIFY2(text("statusDepth").startsWith(QStringLiteral("depth ")), qPrintable(text("statusDepth")));
    const Image& image = *context().current.loaded()->image;
    QCOMPARE(text("statusValue"), QStringLiteral("RGB %1 %2 %3")
                                      .arg(image.at(160, 120, 0))
                                      .arg(image.at(160, 120, 1))
                                      .arg(image.at(160, 120, 2)));
    QCOMPARE(text("statusPicture"), QStringLiteral("picture 1 of 2"));
    QCOMPARE(text("statusCorners"), QStringLiteral("4 corners"));
    QCOMPARE(text("statusSaved"), QStringLiteral("not saved"));
    QVERIFY(fixture_->window->windowTitle().contains(QStringLiteral("boxes.fillscope.json[*]")));
    QVERIFY(context().session.saveAndWait());
    QVERIFY2(text("statusSaved").startsWith(QStringLiteral("saved ")), qPrintable(text("statusSaved")));
  }

  void statusFieldsKeepTheirPlaces() {
    ImageCanvas& canvas = fixture_->window->photoPage().canvas();
    const auto places = [this] {
      QList<int> all;
      for (const char* name : {"statusCursor", "statusSize", "statusValue", "statusDepth", "statusZoom",
                               "statusPicture", "statusCorners", "statusSaved"})
        all << fixture_->window->findChild<QLabel*>(QLatin1String(name))->x();
      return all;
    };
    Q_EMIT canvas.cursorMoved({10.5, 10.5});
    QCoreApplication::processEvents();
    const QList<int> before = places();
    for (const QPointF& place : {QPointF(160.5, 120.5), QPointF(-20, 3), QPointF(319.5, 239.5)}) {
      Q_EMIT canvas.cursorMoved(place);
      QCoreApplication::processEvents();
      QCOMPARE(places(), before);
    }
    Q_EMIT canvas.cursorLeft();
    QCoreApplication::processEvents();
    QCOMPARE(places(), before);
  }

  void statusSaysWhatTheCornersAre() {
    const auto text = [this] {
      return fixture_->window->findChild<QLabel*>(QStringLiteral("statusCorners"))->text();
    };
    QCOMPARE(text(), QStringLiteral("no corners"));
    context().document.addRimCorner(0, {10, 10});
    context().document.addRimCorner(0, {200, 12});
    QCOMPARE(text(), QStringLiteral("2 of 4 corners"));
    context().document.setRimCorners(0, {{{10, 10}, {200, 12}, {20, 200}, {190, 190}}});
    QCOMPARE(text(), QStringLiteral("4 corners, sides cross"));
    context().document.setRimCorners(0, {{{10, 10}, {200, 12}, {60, 60}, {20, 200}}});
    QCOMPARE(text(), QStringLiteral("4 corners, one lies inside"));
  }

  void paletteAndKeySheetOpenByKey() {
    QTest::keyClick(fixture_->window.get(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(fixture_->window->findChild<CommandPalette*>());
    fixture_->window->findChild<CommandPalette*>()->close();
    QTest::keyClick(fixture_->window.get(), Qt::Key_F1);
    QTRY_VERIFY(fixture_->window->findChild<KeySheet*>());
    fixture_->window->findChild<KeySheet*>()->close();
  }

  void customKeyReplacesTheDefaultAndComesBack() {
    ActionRegistry& actions = fixture_->window->actions();
    const QString id = QStringLiteral("view.fit");
    actions.setCustomShortcut(id, QKeySequence(QStringLiteral("Ctrl+Alt+F")));
    QCOMPARE(actions.action(id)->shortcut(), QKeySequence(QStringLiteral("Ctrl+Alt+F")));
    fixture_->restart();
    QCOMPARE(fixture_->window->actions().action(id)->shortcut(), QKeySequence(QStringLiteral("Ctrl+Alt+F")));
    fixture_->window->actions().setCustomShortcut(id, std::nullopt);
    QCOMPARE(fixture_->window->actions().action(id)->shortcuts(),
             fixture_->window->actions().defaultShortcuts(id));
  }

 private:
  /// Per cent of the 3D view that is neither ground nor grey: what the box and its content cover.
  static int drawnShare(CloudView& view) {
    const QImage image = view.grabImage();
    int drawn = 0, all = 0;
    for (int y = 0; y < image.height(); y += 3)
      for (int x = 0; x < image.width(); x += 3, ++all)
        drawn += QColor(image.pixel(x, y)).saturation() > 60;
    return 100 * drawn / all;
  }
  AppContext& context() { return *fixture_->context; }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowViews>(argc, argv); }
#include "test_window_views.moc"
