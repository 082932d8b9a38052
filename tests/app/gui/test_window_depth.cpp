// Depth: which map is shown in which colours, and networks that make another one.
#include "app/gui/cloud_pane.h"
#include "app/gui/depth_page.h"
#include "app/gui/notice_bar.h"
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/inference/depth_tile.h"
#include "tests/app/gui/window_fixture.h"
#include "tests/support/lane_gate.h"
#include "widgets/colour_bar.h"
#include "widgets/empty_state.h"
#include "widgets/image_canvas.h"
#include "widgets/plane_tool.h"
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <thread>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

/// Says that everything is one metre away; the far one of a slope behind, the slow one works until it is
/// stopped. A denoiser moves what is measured to the median where it is shown a picture, leaves it elsewhere,
/// fills holes with the median, and is sure of what is measured alone.
class FlatNetwork : public Network {
 public:
  explicit FlatNetwork(ModelManifest manifest)
      : manifest_(std::move(manifest)) {}
  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return "cpu"; }
  Result<std::vector<Tensor>> run(const Tensor& input, const Progress& progress) override {
    while (manifest_.id == "slow") {
      progress.report(0.5, "thinking");
      if (progress.cancelled()) return cancelledError();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    if (manifest_.task == ModelTask::denoiser) return std::vector<Tensor>{flattened(input)};
    const auto width = static_cast<std::size_t>(input.shape[3]),
               height = static_cast<std::size_t>(input.shape[2]);
    Tensor depth{{1, 1, input.shape[2], input.shape[3]}, std::vector<float>(width * height, 1.0f)};
    if (manifest_.id == "far")
      for (std::size_t k = 0; k < depth.values.size(); ++k)
        depth.values[k] = 5.0f + float(k % width) / float(width);
    return std::vector<Tensor>{std::move(depth)};
  }

 private:
  static Tensor flattened(const Tensor& input) {
    const std::size_t plane = input.values.size() / depthTilePlanes;
    Tensor answer{{1, 2, input.shape[2], input.shape[3]}, std::vector<float>(2 * plane)};
    for (std::size_t k = 0; k < plane; ++k) {
      const bool measured = input.values[plane + k] > 0, seesPicture = input.values[2 * plane + k] != 0.5f;
      if (measured && seesPicture) answer.values[k] = -input.values[k];
      answer.values[plane + k] = measured ? -8.0f : 3.0f;
    }
    return answer;
  }
  ModelManifest manifest_;
};

Result<std::shared_ptr<Network>> loadFlat(const ModelManifest& manifest) {
  return std::shared_ptr<Network>(std::make_shared<FlatNetwork>(manifest));
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

std::string denoiserOf(const std::string& id) {
  return R"({"id":")" + id + R"(","task":"denoiser","engine":"torchscript","file":"network.pt",
    "input":{"width":64,"height":64},"denoiser":{"unit":0.1}})";
}

std::size_t holesOf(const DepthMap& depth) {
  return static_cast<std::size_t>(std::count_if(depth.values.data(),
                                                depth.values.data() + depth.values.pixelCount(),
                                                [](float z) { return !DepthMap::isMeasured(z); }));
}

} // namespace

class TestWindowDepth : public QObject {
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

  void theShownMapIsDenoisedAsOneMoreMap() {
    useDenoisers({"smooth"});
    showDepth();
    QCOMPARE(predictButton()->isVisible(), false); // a denoiser predicts nothing from a photo
    QCOMPARE(denoiserChooser()->currentData().toString(), QStringLiteral("smooth"));
    denoiseButton()->click();
    QVERIFY(fixture_->waitIdle());
    const QString name = QStringLiteral("measured, denoised by smooth");
    std::vector<NamedDepth> maps = context().depthMaps.of(0);
    QCOMPARE(DepthMaps::namesOf(maps), (QStringList{QStringLiteral("measured"), name}));
    QCOMPARE(page().shownMap(), 1);
    const DepthMap &before = *maps[0].map, &after = *maps[1].map;
    QCOMPARE(after.kind, before.kind);
    QCOMPARE(after.unit, before.unit);
    QVERIFY(after.values.sameSize(before.values) && !(after.values == before.values));
    QVERIFY(after.source.ends_with("denoised by smooth"));
    const QString notice = fixture_->window->noticeBar().text();
    QVERIFY2(notice.contains(QStringLiteral("have none now")), qPrintable(notice));

    fixture_->prompts.paths = {toText(fixture_->path("smooth.tiff"))};
    context().exports.saveDepthMap(1);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(loadDepth(fixture_->path("smooth.tiff"), {})->values == after.values);

    fixture_->window->actions().action(QStringLiteral("workspace.compare"))->trigger();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().compare.comparison());
    QCOMPARE(context().compare.estimate(), maps[1].map);
    QCOMPARE(context().compare.reference(), maps[0].map);

    // The fill rests on it, and says so, without being a network's guess.
    context().document.setRimCorners(0, box_.truth.corners);
    context().document.setBoxSize(0, box_.size);
    QVERIFY(fixture_->waitIdle());
    const double asMeasured = context().measure.report()->fillPercent;
    QVERIFY(context().measure.denoised().isEmpty());
    context().depthMaps.choose(0, 1);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().measure.report()->fillPercent != asMeasured);
    QCOMPARE(context().measure.denoised(), name);
    QVERIFY(context().measure.network().isEmpty() && !context().measure.summary(0)->predicted);
    const auto* said = fixture_->window->findChild<QLabel*>(QStringLiteral("fillNetwork"));
    QVERIFY2(said->text().contains(QStringLiteral("denoised")), qPrintable(said->text()));
    QVERIFY(context().depthMaps.predictions().at(0).measuredWith(true)->map == maps[1].map); // reports, too
  }

  void aDenoisedMapGoesWithTheMapThatItIsOf() {
    useDenoisers({"smooth"});
    showDepth();
    denoiseButton()->click();
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(page().shownMap(), 1);
    denoiseButton()->click(); // of what was measured again, not of the answer
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(context().depthMaps.of(0).size(), std::size_t(2));
    context().depthMaps.choose(0, 1);
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.fieldOfView = 1; // says nothing of the depth
    context().document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(context().depthMaps.of(0).size(), std::size_t(2));
    QCOMPARE(context().depthMaps.chosen(0), 1);
    sources.depthScale *= 2;
    context().document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(DepthMaps::namesOf(context().depthMaps.of(0)), QStringList{QStringLiteral("measured")});
    QCOMPARE(context().depthMaps.chosen(0), 0);
    QCOMPARE(page().shownMap(), 0);
  }

  void whatIsUnsureKeepsNoDepthWhereThatIsAsked() {
    DepthMap holed = *context().current.loaded()->depth;
    for (int y = 40; y < 60; ++y)
      for (int x = 40; x < 60; ++x)
        holed.values.at(x, y) = 0;
    QVERIFY(saveDepth(holed, box_.folder / "box.depth.png").ok());
    fixture_->prompts.choices = {Choice::discard};
    QVERIFY(fixture_->open(box_.folder));
    fixture_->setScale();
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(page().findChild<QDoubleSpinBox*>(QStringLiteral("denoiseMostError"))->value(), 10.0);
    useDenoisers({"smooth"});
    showDepth();
    auto* most = page().findChild<QDoubleSpinBox*>(QStringLiteral("denoiseMostError"));
    QCOMPARE(most->text(), QStringLiteral("any error"));
    denoiseButton()->click();
    QVERIFY(fixture_->waitIdle());
    most->setValue(20);
    denoiseButton()->click();
    QVERIFY(fixture_->waitIdle());
    const std::vector<NamedDepth> maps = context().depthMaps.of(0);
    QCOMPARE(maps.size(), std::size_t(3)); // both stay, to be compared
    QVERIFY2(maps[2].name.contains(QStringLiteral("20 mm")), qPrintable(maps[2].name));
    QVERIFY(holesOf(*maps[0].map) >= 400);
    QCOMPARE(holesOf(*maps[1].map), std::size_t(0));
    QCOMPARE(holesOf(*maps[2].map), holesOf(*maps[0].map));
  }

  void anEmptyReferenceStaysOneWhenItIsDenoised() {
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.emptyDepthFile = "empty.depth.png";
    context().document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    useDenoisers({"smooth"});
    showDepth();
    page().findChild<QComboBox*>(QStringLiteral("depthMapChooser"))->setCurrentIndex(1);
    denoiseButton()->click();
    QVERIFY(fixture_->waitIdle());
    const std::vector<NamedDepth> maps = context().depthMaps.of(0);
    QCOMPARE(maps.size(), std::size_t(3));
    QVERIFY(maps[2].role == NamedDepth::Role::emptyReference);
    context().depthMaps.choose(0, 2);
    QCOMPARE(context().depthMaps.chosen(0), 0);
    QVERIFY(context().depthMaps.predictions().at(0).maps.empty());
  }

  /// Files where they were asked for, and a map more of every picture; what is measured stays what is shown.
  void allPicturesAreDenoised() {
    useDenoisers({"smooth"});
    showDepth();
    const auto folder = fixture_->path("denoised");
    fixture_->prompts.paths = {toText(folder)};
    const auto* more = page().findChild<QToolButton*>(QStringLiteral("denoiseMore"));
    QVERIFY(more->isVisible() && more->menu()->actions().size() == 1);
    QAction* all = more->menu()->actions().front();
    QVERIFY(all->isEnabled());
    all->trigger();
    QVERIFY(fixture_->waitIdle());
    const QString told = fixture_->window->noticeBar().text();
    QVERIFY2(told.contains(QStringLiteral("the depth of 2 pictures")), qPrintable(told));
    for (int i = 0; i < 2; ++i) {
      context().current.select(i);
      QVERIFY(fixture_->waitIdle());
      const std::vector<NamedDepth> maps = context().depthMaps.of(i);
      QCOMPARE(maps.size(), std::size_t(2));
      QVERIFY(maps[1].role == NamedDepth::Role::denoised);
      QCOMPARE(context().depthMaps.chosen(i), 0);
      const auto saved =
          loadDepth(folder / (i == 0 ? "box.denoised-depth.png" : "empty.denoised-depth.png"), {1e-4, 0});
      QVERIFY2(saved.ok(), saved ? "" : saved.error().sentence().c_str());
      QVERIFY(std::abs(saved->values.at(160, 120) - maps[1].map->values.at(160, 120)) < 1e-4);
    }
    // Stopped, it leaves the lists as they are.
    useDenoisers({"slow"});
    denoiserChooser()->setCurrentIndex(denoiserChooser()->findData(QStringLiteral("slow")));
    fixture_->prompts.paths = {toText(fixture_->path("slow"))};
    all->trigger();
    QTRY_VERIFY(context().denoise.isBusy());
    denoiseButton()->click();
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(context().depthMaps.of(1).size(), std::size_t(2));
  }

  void aMapThatCannotBeDenoisedSaysWhy() {
    QAction* denoise = fixture_->window->actions().action(QStringLiteral("measure.denoise"));
    QVERIFY(!denoise->isEnabled() && !denoiseButton()->isVisible());
    QVERIFY2(denoise->toolTip().contains(QStringLiteral("no network that denoises")),
             qPrintable(denoise->toolTip()));
    useNetworks({"flat"}); // predicts, denoises nothing
    QVERIFY(!denoise->isEnabled());
    useDenoisers({"smooth", "slow"});
    QVERIFY(denoise->isEnabled());
    QCOMPARE(fixture_->window->findChild<QComboBox*>(QStringLiteral("networkChooser"))->count(), 1);
    DepthMap relative = *context().current.loaded()->depth;
    relative.kind = DepthKind::relative;
    relative.unit.clear();
    context().depthMaps.addPredicted(0, QStringLiteral("relative"),
                                     std::make_shared<const DepthMap>(relative));
    showDepth();
    page().findChild<QComboBox*>(QStringLiteral("depthMapChooser"))->setCurrentIndex(1);
    QVERIFY(!denoiseButton()->isEnabled());
    const auto* note = page().findChild<QLabel*>(QStringLiteral("denoiseNote"));
    QVERIFY2(note->text().contains(QStringLiteral("Only depth in metres")), qPrintable(note->text()));
    denoise->trigger();
    QCOMPARE(fixture_->window->noticeBar().text(), note->text());
    page().findChild<QComboBox*>(QStringLiteral("depthMapChooser"))->setCurrentIndex(0);
    QVERIFY(note->text().isEmpty() && denoiseButton()->isEnabled());

    // One that runs is stopped by the same button.
    const int slow = denoiserChooser()->findData(QStringLiteral("slow"));
    denoiserChooser()->setCurrentIndex(slow);
    Q_EMIT denoiserChooser()->activated(slow);
    QVERIFY(context().networkChoice.inUse(NetworkUse::denoiser) == QStringLiteral("slow"));
    denoise->trigger();
    QVERIFY(context().denoise.isBusy());
    denoise->trigger();
    QVERIFY(fixture_->window->noticeBar().text().contains(QStringLiteral("being denoised already")));
    QTRY_COMPARE(denoiseButton()->text(), QStringLiteral("Cancel"));
    denoiseButton()->click();
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(context().depthMaps.of(0).size(), std::size_t(2));
    QCOMPARE(denoiseButton()->text(), QStringLiteral("Denoise"));
  }

  void flatnessOfARectangleIsTold() {
    QAction* flatness = fixture_->window->actions().action(QStringLiteral("measure.flatness"));
    flatness->trigger();
    auto* button = page().findChild<QPushButton*>(QStringLiteral("flatnessButton"));
    auto* note = page().findChild<QLabel*>(QStringLiteral("planeNote"));
    auto* bar = page().findChild<ColourBar*>(QStringLiteral("planeBar"));
    QVERIFY(page().isVisible() && button->isChecked() && note->isVisible() && bar->isVisible());
    auto* tool = qobject_cast<PlaneTool*>(page().canvas().tool());
    QVERIFY(tool);
    const QRect before = page().canvas().geometry();
    const PixelArea area{300, 220, 40, 30};
    tool->setArea(area);
    Q_EMIT tool->areaChosen(area);
    QVERIFY(fixture_->waitIdle());
    const PictureStore::Loaded loaded = context().current.loaded();
    const auto fit = fitPlane(*loaded->depth, *loaded->camera, area);
    QVERIFY2(fit.ok(), fit ? "" : fit.error().sentence().c_str());
    QVERIFY2(note->text().contains(QStringLiteral("RMS %1\u00a0mm").arg(1000 * fit->rms, 0, 'f', 2)),
             qPrintable(note->text()));
    QCoreApplication::processEvents();
    QCOMPARE(page().canvas().geometry(), before); // the picture does not jump under the mouse
    QCOMPARE(bar->scale().unit, std::string("mm"));
    QVERIFY(bar->scale().high >= 1 && bar->scale().low == -bar->scale().high);
    // Another map of the picture is judged in the same rectangle, another picture in none.
    context().current.select(1);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!tool->area());
    QVERIFY(!note->text().contains(QStringLiteral("RMS")));
    button->click();
    QVERIFY(!page().canvas().tool() && !note->isVisible() && !bar->isVisible());
  }

  void flatnessThatIsOnIsSeenInEveryTheme() {
    showDepth();
    auto* button = page().findChild<QPushButton*>(QStringLiteral("flatnessButton"));
    // A place beside the text.
    const auto fill = [button] { return button->grab().toImage().pixelColor(6, button->height() / 2); };
    const QSize size = button->size();
    for (const ThemeChoice choice : {ThemeChoice::dark, ThemeChoice::light, ThemeChoice::dark}) {
      if (button->isChecked()) button->click();
      context().theme.apply(choice);
      QCoreApplication::processEvents();
      const QColor off = fill();
      button->click();
      QCoreApplication::processEvents();
      const QColor on = fill();
      QVERIFY2(on.hsvSaturation() > off.hsvSaturation() + 40, qPrintable(off.name() + on.name()));
      QCOMPARE(button->size(), size);
    }
    // Also one that was on when the theme changed.
    const QColor dark = fill();
    context().theme.apply(ThemeChoice::light);
    QTRY_VERIFY(fill().lightness() > dark.lightness() + 40);
    QVERIFY(fill().hsvSaturation() > 40);
  }

  void flatnessNeedsACamera() {
    PictureSources sources = sourcesOf(context().document.project().pictures[0]);
    sources.intrinsicsFile.clear();
    sources.fieldOfView = 0;
    context().document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    auto* button = page().findChild<QPushButton*>(QStringLiteral("flatnessButton"));
    QVERIFY(!button->isEnabled());
    QVERIFY2(button->toolTip().contains(QStringLiteral("camera")), qPrintable(button->toolTip()));
  }

  void aHiddenMapIsColouredWhenItIsShown() {
    QVERIFY(context().current.loaded()->depth);
    QVERIFY(!page().isVisible());
    QVERIFY(page().canvas().image().isNull());
    QCOMPARE(page().shownMap(), 0); // it is known nevertheless
    showDepth();
    QTRY_VERIFY(page().isVisible());
    QCOMPARE(page().canvas().image().size(), QSize(320, 240));
    QVERIFY(page().colourBar().isVisible());
    fixture_->window->actions().action(QStringLiteral("workspace.annotate"))->trigger();
    context().current.select(-1);
    showDepth();
    QTRY_VERIFY(page().canvas().image().isNull());
    QVERIFY(!page().colourBar().isVisible());
  }

  void compareOffersWhatIsMissing() {
    fixture_->window->actions().action(QStringLiteral("workspace.compare"))->trigger();
    QVERIFY(fixture_->waitIdle());
    auto* state = fixture_->window->findChild<EmptyState*>();
    QVERIFY(state && state->isVisible());
    QStringList offered;
    QToolButton* empty = nullptr;
    for (QToolButton* button : state->findChildren<QToolButton*>()) {
      offered += fixture_->window->actions().idOf(button->defaultAction());
      if (offered.back() == QStringLiteral("measure.chooseEmptyDepth")) empty = button;
    }
    QCOMPARE(offered,
             (QStringList{QStringLiteral("measure.predict"), QStringLiteral("measure.predictFill"),
                          QStringLiteral("measure.denoise"), QStringLiteral("measure.chooseEmptyDepth")}));
    fixture_->prompts.paths = {toText(box_.folder / "empty.depth.png")};
    empty->click();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().compare.comparison());
    QVERIFY(!state->isVisible());
  }

  void aDepthFileWithoutAScaleIsNotNoDepth() {
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.depthScale = 0;
    context().document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().current.loaded()->lacksScale);
    showDepth();
    QVERIFY(page().canvas().emptyText().contains(QStringLiteral("The depth scale is missing")));
    fixture_->window->actions().action(QStringLiteral("workspace.compare"))->trigger();
    QVERIFY(fixture_->waitIdle());
    auto* state = fixture_->window->findChild<EmptyState*>();
    QVERIFY(state && state->isVisible());
    bool said = false;
    for (const QLabel* label : state->findChildren<QLabel*>())
      said = said || label->text().contains(QStringLiteral("see the Depth workspace"));
    QVERIFY(said);
  }

  /// 256 steps: the scale is asked for as of any other file, and then it is said what they are.
  void depthOfEightBitsAsksForItsScaleAndIsToldOf() {
    const DepthMap& depth = box_.truth.depth;
    Image grey(depth.width(), depth.height(), 1);
    for (std::size_t i = 0; i < grey.pixelCount(); ++i)
      grey.data()[i] = static_cast<std::uint8_t>(std::clamp(depth.values.data()[i] / 0.005f, 0.0f, 255.0f));
    QVERIFY(saveImage(grey, box_.folder / "grey.png").ok());
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.depthFile = "grey.png";
    sources.depthScale = 0;
    context().document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().current.loaded()->lacksScale && !context().current.loaded()->depth);
    const auto isSaid = [&] {
      for (const QLabel* label : fixture_->window->findChildren<QLabel*>())
        if (label->text().contains(QStringLiteral("256 steps of 5\u00a0mm each"))) return true;
      return false;
    };
    QVERIFY(!isSaid());
    sources.depthScale = 0.005;
    context().document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().current.loaded()->depth && context().current.loaded()->depthHasFewSteps);
    QTRY_VERIFY(isSaid());
  }

  void whatIsPredictedIsKeptWhateverBecomesOfTheMemory() {
    useNetworks({"flat"});
    LaneGate gate(context().jobs, JobLane::inference);
    context().predict.predict(QStringLiteral("flat"));
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.depthScale *= 2; // the picture is read anew
    context().document.setSources(0, sources);
    gate.open();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(DepthMaps::namesOf(context().depthMaps.of(0)).contains(QStringLiteral("network flat")));
  }

  void whatIsDenoisedOfDepthThatIsGoneIsSaidAndNotKept() {
    useDenoisers({"smooth"});
    showDepth();
    QSignalSpy failed(&context().denoise, &DenoiseController::failed);
    LaneGate gate(context().jobs, JobLane::inference);
    denoiseButton()->click();
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.depthScale *= 2;
    context().document.setSources(0, sources);
    gate.open();
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(failed.size(), 1);
    QCOMPARE(DepthMaps::namesOf(context().depthMaps.of(0)), QStringList{QStringLiteral("measured")});
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

  void everyMapHasItsOwnRangeUntilOneIsLocked() {
    useNetworks({"far"});
    showDepth();
    predictButton()->click();
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(page().shownMap(), 1);
    const ColourBar& bar = page().colourBar();
    QVERIFY2(bar.scale().low > 4.9 && bar.scale().high < 6.1, "the range of the map that is shown");
    QVERIFY2(coloursOf(page().canvas().image()) > 100, "not one flat rectangle");
    auto* maps = fixture_->window->findChild<QComboBox*>(QStringLiteral("depthMapChooser"));
    maps->setCurrentIndex(0);
    QVERIFY(bar.scale().high < 2);
    const ColourScale measured = bar.scale();
    Q_EMIT page().colourBar().lockToggled(true);
    QVERIFY(bar.isLocked());
    maps->setCurrentIndex(1);
    QCOMPARE(bar.scale(), measured);
    Q_EMIT page().colourBar().rangeEdited(5.25, 5.5);
    QCOMPARE(bar.scale().low, 5.25);
    QVERIFY(bar.isLocked());
    Q_EMIT page().colourBar().lockToggled(false);
    QVERIFY(!bar.isLocked());
    QVERIFY(bar.scale().high > 5.9);
  }

  void lockedRangeCountsOnlyForItsUnit() {
    DepthRange range;
    auto metres = std::make_shared<DepthMap>(), bare = std::make_shared<DepthMap>();
    metres->values = Raster<float>(4, 4, 1, 2.0f);
    metres->unit = "m";
    bare->values = Raster<float>(4, 4, 1, 70.0f);
    bare->unit.clear();
    range.lock(1, 3, "m");
    QVERIFY(range.isLockedFor(*metres) && !range.isLockedFor(*bare));
    QCOMPARE(range.scaleFor(metres).high, 3.0);
    QCOMPARE(range.scaleFor(bare).low, 70.0);
    QVERIFY(range.scaleFor(bare).high > 70.0);
  }

  void lockedRangeCountsOnlyForItsDirection() {
    DepthRange range;
    auto relative = std::make_shared<DepthMap>(), inverse = std::make_shared<DepthMap>();
    for (const auto& map : {relative, inverse}) {
      map->values = Raster<float>(4, 4, 1, 70.0f);
      map->unit.clear();
    }
    relative->kind = DepthKind::relative;
    inverse->kind = DepthKind::inverse;
    QVERIFY(!range.scaleFor(relative).reversed && range.scaleFor(inverse).reversed);
    range.lock(1, 3, "", true);
    QVERIFY(range.isLockedFor(*inverse) && !range.isLockedFor(*relative));
    QVERIFY(range.scaleFor(inverse).reversed && range.scaleFor(inverse).high == 3.0);
    QCOMPARE(range.scaleFor(relative).low, 70.0);
  }

  void aMapWithoutAUnitIsShownAndCompared_data() {
    QTest::addColumn<QString>("word");
    QTest::newRow("relative") << QStringLiteral("relative");
    QTest::newRow("inverse") << QStringLiteral("inverse");
  }
  void aMapWithoutAUnitIsShownAndCompared() {
    QFETCH(QString, word);
    const DepthKind kind = *depthKindNamed(word.toStdString());
    showDepth();
    const QImage metres = page().canvas().image();
    const auto metric = context().current.loaded()->depth;
    DepthMap unitless = *metric;
    for (std::size_t i = 0; i < unitless.values.pixelCount(); ++i)
      if (float& value = unitless.values.data()[i]; DepthMap::isMeasured(value))
        value = kind == DepthKind::inverse ? 400 / value + 100 : 400 * value + 100;
    QVERIFY(saveDepth(unitless, box_.folder / "box.npy").ok());
    PictureSources sources = sourcesOf(context().document.picture(0));
    sources.depthFile = "box.npy";
    sources.depthKind = kind;
    context().document.setSources(0, sources);
    context().document.setRimCorners(0, box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().measure.report() && !context().measure.report()->boxLitres);

    const ColourBar& bar = page().colourBar();
    QVERIFY(bar.isVisible() && bar.scale().unit.empty());
    QVERIFY(bar.scale().low > 200 && bar.scale().high < 1000);
    // Near is of one colour, whichever way the numbers grow.
    const QImage shown = page().canvas().image();
    for (const QPoint place : {QPoint(10, 10), QPoint(160, 120), QPoint(300, 230)}) {
      const QColor a(metres.pixel(place)), b(shown.pixel(place));
      QVERIFY2(std::abs(a.hsvHue() - b.hsvHue()) < 40, qPrintable(a.name() + QLatin1Char(' ') + b.name()));
    }
    auto* status = fixture_->window->findChild<QLabel*>(QStringLiteral("statusDepth"));
    Q_EMIT page().canvas().cursorMoved({160.5, 120.5});
    QVERIFY2(status->text().startsWith(QStringLiteral("depth ")) && status->text().back().isDigit(),
             qPrintable(status->text()));

    // The points of the cloud lie in lengths of the box, not in the file's numbers.
    auto* pane = &fixture_->window->cloudPane();
    fixture_->window->actions().action(QStringLiteral("workspace.annotate"))->trigger();
    QVERIFY(fixture_->waitIdle());
    for (QComboBox* box : pane->findChildren<QComboBox*>())
      if (const int depth = box->findText(QStringLiteral("Depth")); depth >= 0) box->setCurrentIndex(depth);
    QVERIFY(fixture_->waitIdle());
    const ColourScale& points = pane->findChild<ColourBar*>()->scale();
    QVERIFY2(points.low > 0 && points.high < 20 && points.high > points.low, "lengths of the first side");
    QVERIFY(!points.reversed && points.unit.empty());
    QCOMPARE(pane->findChild<ColourBar*>()->focusPolicy(), Qt::NoFocus); // their range is nobody else's

    // Whoever has a unit is the reference, also where the other one is asked for.
    context().depthMaps.addPredicted(0, QStringLiteral("true"), metric);
    fixture_->window->actions().action(QStringLiteral("workspace.compare"))->trigger();
    QVERIFY(fixture_->waitIdle());
    for (int i = 0; i < 2; ++i) {
      const auto comparison = context().compare.comparison();
      QVERIFY(comparison);
      QVERIFY(context().compare.estimate()->kind == kind);
      QCOMPARE(context().compare.reference(), metric);
      QVERIFY(comparison->alignment ==
              (kind == DepthKind::inverse ? DepthAlignment::scaleShiftInverse : DepthAlignment::scaleShift));
      QVERIFY2(comparison->metrics.meanAbs < 1e-3, qPrintable(QString::number(comparison->metrics.meanAbs)));
      context().compare.choose(1, 0);
      QVERIFY(fixture_->waitIdle());
    }
  }

  void holesAreNoNearDepth() {
    const auto measured = context().current.loaded()->depth;
    QVERIFY(measured);
    DepthMap holed = *measured;
    for (int y = 100; y < 140; ++y)
      for (int x = 100; x < 140; ++x)
        holed.values.at(x, y) = 0;
    QVERIFY(saveDepth(holed, box_.folder / "box.depth.png").ok());
    fixture_->prompts.choices = {Choice::discard};
    QVERIFY(fixture_->open(box_.folder));
    fixture_->setScale();
    QVERIFY(fixture_->waitIdle());
    showDepth();
    const QImage image = page().canvas().image();
    QCOMPARE(image.pixelColor(120, 120), QColor(holeColour[0], holeColour[1], holeColour[2]));
    QVERIFY(image.pixelColor(60, 60) != image.pixelColor(120, 120));
  }

  void workingNetworkComesBeforeABrokenOne() {
    writeNetwork(fixture_->path("models"), "a-odd", "{ \"id\": \"a-odd\" }");
    useNetworks({"flat"});
    showDepth();
    auto* chooser = fixture_->window->findChild<QComboBox*>(QStringLiteral("networkChooser"));
    QCOMPARE(chooser->count(), 2);
    QCOMPARE(chooser->currentData().toString(), QStringLiteral("flat"));
    QVERIFY(predictButton()->isEnabled());
  }

  void predictingIsOffWhereNoNetworkFits_data() {
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("said");
    QTest::newRow("no network") << ""
                                << "No network that predicts depth was found";
    QTest::newRow("broken") << "odd"
                            << "cannot be used";
    QTest::newRow("only through the rim") << "rim"
                                          << "No network for whole pictures was found. Predict fill";
  }
  void predictingIsOffWhereNoNetworkFits() {
    QFETCH(QString, network);
    QFETCH(QString, said);
    if (network == QStringLiteral("odd"))
      writeNetwork(fixture_->path("models"), "odd", "{ \"id\": \"odd\" }");
    else if (!network.isEmpty())
      writeNetwork(fixture_->path("models"), "rim", R"({"id":"rim","task":"depth","engine":"torchscript",
        "file":"network.pt","input":{"width":64,"height":64},"rim":{"margin":4}})");
    useNetworks({});
    QAction* predict = fixture_->window->actions().action(QStringLiteral("measure.predict"));
    QVERIFY(!predict->isEnabled());
    QVERIFY2(predict->toolTip().contains(said), qPrintable(predict->toolTip()));
    showDepth();
    QVERIFY(!predictButton()->isEnabled() || !predictButton()->isVisible());
    useNetworks({"flat"});
    QVERIFY(predict->isEnabled());
    QVERIFY2(predict->toolTip().contains(QStringLiteral("chosen in the Depth workspace")),
             qPrintable(predict->toolTip()));
  }

  void predictingByKeySaysWhyItCannotNow() {
    useNetworks({"slow"});
    QAction* predict = fixture_->window->actions().action(QStringLiteral("measure.predict"));
    QVERIFY(predict->isEnabled());
    predict->trigger();
    QVERIFY(context().predict.isBusy());
    predict->trigger();
    const QString notice = fixture_->window->noticeBar().text();
    QVERIFY2(notice.contains(QStringLiteral("running already")), qPrintable(notice));
    QVERIFY(context().predict.isBusy());
    context().predict.cancel();
    QVERIFY(fixture_->waitIdle());
  }

 private:
  AppContext& context() { return *fixture_->context; }
  DepthPage& page() { return fixture_->window->depthPage(); }
  void showDepth() { fixture_->window->actions().action(QStringLiteral("workspace.depth"))->trigger(); }
  static int coloursOf(const QImage& image) {
    QSet<QRgb> colours;
    for (int x = 0; x < image.width(); ++x)
      colours.insert(image.pixel(x, image.height() / 2));
    return static_cast<int>(colours.size());
  }
  QPushButton* predictButton() {
    return fixture_->window->findChild<QPushButton*>(QStringLiteral("predictButton"));
  }
  QPushButton* denoiseButton() { return page().findChild<QPushButton*>(QStringLiteral("denoiseButton")); }
  QComboBox* denoiserChooser() { return page().findChild<QComboBox*>(QStringLiteral("denoiserChooser")); }
  void useNetworks(const std::vector<std::string>& ids) { use(ids, &manifestOf); }
  /// Whatever error they expect.
  void useDenoisers(const std::vector<std::string>& ids) {
    use(ids, &denoiserOf);
    auto* most = page().findChild<QDoubleSpinBox*>(QStringLiteral("denoiseMostError"));
    most->setValue(0);
  }
  void use(const std::vector<std::string>& ids, std::string (*manifest)(const std::string&)) {
    for (const std::string& id : ids)
      writeNetwork(fixture_->path("models"), id, manifest(id));
    context().networks.setLoader(ModelEngine::torchScript, &loadFlat);
    QSignalSpy changed(&context().predict, &PredictController::networksChanged);
    context().predict.rescan();
    QVERIFY(changed.wait(10000));
  }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowDepth>(argc, argv); }
#include "test_window_depth.moc"
