// Compare, predict, 3D, reports, and the frame around them.
#include "app/gui/cloud_pane.h"
#include "app/gui/compare_page.h"
#include "app/gui/depth_page.h"
#include "app/gui/key_sheet.h"
#include "app/gui/notice_bar.h"
#include "app/gui/photo_page.h"
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/imaging/compare_depth.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/command_palette.h"
#include "widgets/compare_view.h"
#include "widgets/image_canvas.h"
#include "widgets/vtk/cloud_view.h"
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <thread>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

/// Says that everything is one metre away; the slow one works until it is stopped.
class FlatNetwork : public DepthModel {
 public:
  explicit FlatNetwork(ModelManifest manifest)
      : manifest_(std::move(manifest)) {}
  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return "cpu"; }
  Result<DepthMap> predict(const Image& image, const Progress& progress) override {
    while (manifest_.id == "slow") {
      progress.report(0.5, "thinking");
      if (progress.cancelled()) return cancelledError();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    DepthMap depth;
    depth.values = Raster<float>(image.width(), image.height(), 1, 1.0f);
    depth.source = "network " + manifest_.id;
    return depth;
  }

 private:
  ModelManifest manifest_;
};

Result<std::shared_ptr<DepthModel>> loadFlat(const ModelManifest& manifest) {
  return std::shared_ptr<DepthModel>(std::make_shared<FlatNetwork>(manifest));
}

void writeNetwork(const std::filesystem::path& folder, const std::string& id, const std::string& manifest) {
  std::filesystem::create_directories(folder / id);
  if (!writeFileAtomically(folder / id / "network.pt", "weights") ||
      !writeFileAtomically(folder / id / "manifest.json", manifest))
    qFatal("cannot write the network");
}

std::string manifestOf(const std::string& id) {
  return R"({"id":")" + id + R"(","name":")" + id +
         R"(","task":"depth","engine":"torchscript","file":"network.pt",
    "input":{"width":64,"height":64},"output":{"kind":"metric","unit":"m"}})";
}

} // namespace

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
    int files = 0;
    for (const auto& file : std::filesystem::directory_iterator(fixture_->path("compared")))
      files += file.is_regular_file();
    QVERIFY(files >= 4);
  }

  void comparingOneMapSaysWhatIsMissing() {
    QSignalSpy missing(&context().compare, &CompareController::missing);
    fixture_->window->actions().action(QStringLiteral("workspace.compare"))->trigger();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!missing.isEmpty());
    QVERIFY(!context().compare.comparison());
  }

  void predictedDepthIsOneMoreMapOfThePicture() {
    useNetworks({"flat"});
    fixture_->window->actions().action(QStringLiteral("workspace.depth"))->trigger();
    predictButton()->click();
    QVERIFY(fixture_->waitIdle());
    const std::vector<NamedDepth> maps = context().depthMaps.of(0);
    QCOMPARE(DepthMaps::namesOf(maps),
             (QStringList{QStringLiteral("measured"), QStringLiteral("network flat")}));
    QCOMPARE(maps[1].map->values.at(10, 10), 1.0f);
    QCOMPARE(fixture_->window->depthPage().shownMap(), 1);

    fixture_->prompts.paths = {toText(fixture_->path("flat.tiff"))};
    context().exports.saveDepthMap(1);
    QVERIFY(fixture_->waitIdle());
    const auto saved = loadDepth(fixture_->path("flat.tiff"), {1.0, 0});
    QVERIFY(saved);
    QVERIFY(saved->values == maps[1].map->values);

    fixture_->window->actions().action(QStringLiteral("workspace.compare"))->trigger();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().compare.comparison());
    QCOMPARE(context().compare.estimate(), maps[1].map);
  }

  void predictionCanBeCancelled() {
    useNetworks({"slow"});
    fixture_->window->actions().action(QStringLiteral("workspace.depth"))->trigger();
    predictButton()->click();
    QTRY_VERIFY(!context().jobs.jobs().empty() && context().jobs.jobs().front().fraction > 0.4);
    QVERIFY(context().predict.isBusy());
    predictButton()->click();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!context().predict.isBusy());
    QCOMPARE(context().depthMaps.of(0).size(), std::size_t(1));
    QVERIFY(predictButton()->isEnabled());
  }

  void brokenManifestIsListedWithItsFault() {
    writeNetwork(fixture_->path("models"), "odd", "{ \"id\": \"odd\" }");
    useNetworks({});
    fixture_->window->actions().action(QStringLiteral("workspace.depth"))->trigger();
    auto* chooser = fixture_->window->findChild<QComboBox*>(QStringLiteral("networkChooser"));
    QCOMPARE(chooser->count(), 1);
    QVERIFY(!predictButton()->isEnabled());
    auto* note = fixture_->window->findChild<QLabel*>(QStringLiteral("networkNote"));
    QVERIFY(note->isVisible());
    QVERIFY(!note->text().isEmpty());
  }

  void measuringWithAPredictionChangesTheFigure() {
    useNetworks({"flat"});
    context().document.setRimCorners(0, box_.truth.corners);
    context().document.setBoxSize(0, box_.size);
    QVERIFY(fixture_->waitIdle());
    const auto measured = context().measure.report();
    QVERIFY(measured);
    context().predict.predict(QStringLiteral("flat"));
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(context().measure.report(), measured);
    context().depthMaps.choose(0, 1);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().measure.report() != measured);
  }

  void reportAndCloudAreWritten() {
    context().document.setRimCorners(0, box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    fixture_->prompts.paths = {fixture_->home.path(), toText(fixture_->path("box.ply"))};
    fixture_->window->actions().action(QStringLiteral("file.report"))->trigger();
    fixture_->window->actions().action(QStringLiteral("file.exportCloud"))->trigger();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(std::filesystem::exists(fixture_->path("fillscope-report/index.html")));
    QVERIFY(std::filesystem::exists(fixture_->path("fillscope-report/report.json")));
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
        if (taken.contains(keys))
          QVERIFY2(taken.value(keys) == id, qPrintable(taken.value(keys) + QStringLiteral(" / ") + id));
        taken.insert(keys, id);
      }
    }
    QVERIFY(taken.size() > 30);
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
  AppContext& context() { return *fixture_->context; }
  QPushButton* predictButton() {
    return fixture_->window->findChild<QPushButton*>(QStringLiteral("predictButton"));
  }
  void useNetworks(const std::vector<std::string>& ids) {
    for (const std::string& id : ids)
      writeNetwork(fixture_->path("models"), id, manifestOf(id));
    context().networks.setLoader(ModelEngine::torchScript, &loadFlat);
    QSignalSpy changed(&context().predict, &PredictController::networksChanged);
    context().predict.rescan();
    QVERIFY(changed.wait(10000));
  }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowViews>(argc, argv); }
#include "test_window_views.moc"
