// Corners and fill by networks in the real window: seen first, then taken, mended or refused; kept in the
// file.
#include "app/gui/depth_page.h"
#include "app/gui/inspector.h"
#include "app/gui/notice_bar.h"
#include "app/gui/photo_page.h"
#include "app/gui/picture_rows.h"
#include "core/base/file_io.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/box_tool.h"
#include "widgets/ghost_tool.h"
#include "widgets/image_canvas.h"
#include "widgets/picture_list.h"
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

/// Where the test network's peaks lie in a picture of 320 × 240.
const std::vector<Vec2> found{{60, 20}, {260, 20}, {260, 220}, {60, 220}};

bool near(const std::vector<Vec2>& a, const std::vector<Vec2>& b, double tolerance) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [=](Vec2 p, Vec2 q) { return norm(p - q) <= tolerance; });
}

} // namespace

class TestWindowDetect : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    writeBoxFolder(fixture_->path("boxes"));
  }
  void cleanup() { fixture_.reset(); }

  void cornersAreSeenBeforeTheyAreTaken() {
    start({"corners"});
    QVERIFY(detect());
    QVERIFY(!document().rim(0));
    QCOMPARE(canvas().tool(), static_cast<CanvasTool*>(&fixture_->window->photoPage().ghostTool()));
    const GhostRim ghost = fixture_->window->photoPage().ghostTool().ghost().value_or(GhostRim());
    QVERIFY(near(ghost.corners, found, 3));
    for (const double confidence : ghost.confidence)
      QVERIFY(confidence > 0 && confidence <= 1);
    QTest::keyClick(&canvas(), Qt::Key_Return);
    const Rim rim = *document().rim(0);
    QVERIFY(near(rim.corners, found, 3));
    QCOMPARE(int(rim.origin.source), int(RimSource::model));
    QCOMPARE(rim.origin.network, std::string("corners"));
    QVERIFY(rim.origin.reviewed);
    QVERIFY(!fixture_->context->detect.ghost());
    QCOMPARE(canvas().tool(), static_cast<CanvasTool*>(&fixture_->window->photoPage().boxTool()));
    QCOMPARE(document().undoStack(0)->count(), 1);
    QCOMPARE(document().undoStack(0)->undoText(), QStringLiteral("Accept detected corners"));
    trigger("edit.undo");
    QVERIFY(!document().rim(0));
    trigger("edit.redo");
    QVERIFY(document().rim(0).has_value() && *document().rim(0) == rim);
  }

  void thePicturesClassIsToldShownAndKept() {
    start({"brightness"});
    PhotoPage& page = fixture_->window->photoPage();
    QAction* evidence = fixture_->window->actions().action(QStringLiteral("view.evidence"));
    trigger("measure.classify");
    QVERIFY(fixture_->waitIdle());
    const NoticeBar& notice = fixture_->window->noticeBar();
    QVERIFY(notice.isVisible());
    QVERIFY2(notice.text().contains(QStringLiteral("probable (network “brightness”)")),
             qPrintable(notice.text()));
    QVERIFY(evidence->isChecked());
    QCOMPARE(int(page.overlay()), int(PhotoPage::Overlay::evidence));
    QVERIFY(!fixture_->context->pictureClass.evidence().isNull());
    QVERIFY(document().picture(0).attributes.text("class").empty());
    auto* keep = notice.findChild<QToolButton*>();
    QVERIFY(keep && keep->isVisible());
    QCOMPARE(keep->text(), QStringLiteral("Keep as its class"));
    keep->click();
    const std::string kept = document().picture(0).attributes.text("class");
    QVERIFY(kept == "dark" || kept == "bright");
    QVERIFY(notice.text().startsWith(QString::fromStdString(kept)) || !notice.isVisible());
    trigger("edit.undo");
    QVERIFY(document().picture(0).attributes.text("class").empty());
    trigger("picture.next");
    QVERIFY(fixture_->waitIdle());
    QVERIFY(fixture_->context->pictureClass.evidence().isNull());
    QVERIFY(!evidence->isChecked());
    QVERIFY(fixture_->window->actions().action(QStringLiteral("view.photo"))->isChecked());
  }

  void withoutANetworkOfClassesOneIsOffered() {
    start({"corners"});
    trigger("measure.classify");
    const NoticeBar& notice = fixture_->window->noticeBar();
    QVERIFY2(notice.isVisible() && notice.text().contains(QStringLiteral("classes of pictures apart")),
             qPrintable(notice.text()));
  }

  void aNetworkMaySayAClassWithoutSayingWhere() {
    start({"brightness-alone"});
    trigger("measure.classify");
    QVERIFY(fixture_->waitIdle());
    const NoticeBar& notice = fixture_->window->noticeBar();
    QVERIFY2(notice.text().contains(QStringLiteral("probable")) &&
                 !notice.text().contains(QStringLiteral("Warm")),
             qPrintable(notice.text()));
    QVERIFY(fixture_->window->actions().action(QStringLiteral("view.photo"))->isChecked());
  }

  void enterWhileTheyAreLookedForPlacesNothing() {
    start({"corners"});
    trigger("measure.detect");
    QVERIFY(fixture_->context->detect.isDetecting());
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QVERIFY(!document().rim(0));
    QVERIFY(fixture_->window->noticeBar().isVisible());
    QVERIFY(fixture_->window->noticeBar().text().contains(QStringLiteral("still being looked for")));
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!document().rim(0));
    QTest::keyClick(&canvas(), Qt::Key_Return); // now it accepts
    QVERIFY(near(document().rim(0)->corners, found, 3));
    trigger("edit.undo");
    QTest::keyClick(&canvas(), Qt::Key_Return); // and places one where nothing is looked for
    QCOMPARE(document().rim(0)->corners.size(), std::size_t(1));
  }

  void refusedCornersCanBeHadBack() {
    start({"corners"});
    QVERIFY(detect());
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(!fixture_->context->detect.ghost());
    NoticeBar& notice = fixture_->window->noticeBar();
    QVERIFY2(notice.text().contains(QStringLiteral("rejected")), qPrintable(notice.text()));
    notice.findChild<QToolButton*>(QStringLiteral("noticeAction"))->click();
    QVERIFY(notice.text().isEmpty());
    QVERIFY(fixture_->context->detect.ghost());
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QVERIFY(near(document().rim(0)->corners, found, 3));
  }

  void refusedCornersLeaveNothing() {
    start({"corners"});
    const RimCorners mine{{{40, 40}, {280, 40}, {280, 200}, {40, 200}}};
    document().setRimCorners(0, mine);
    QVERIFY(detect());
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(!fixture_->context->detect.ghost());
    QVERIFY(document().rim(0)->asCorners() == mine);
    QVERIFY(!document().picture(0).attributes.find("corners_rejected")); // mine are there
    QCOMPARE(document().undoStack(0)->count(), 1);
    QVERIFY(detect());
    trigger("edit.rejectCorners");
    QVERIFY(!fixture_->context->detect.ghost());
    QVERIFY(detect());
    trigger("picture.next");
    QVERIFY(!fixture_->context->detect.ghost());
  }

  void refusedCornersAreRemembered() {
    start({"corners"});
    const auto mark = [&] { return document().picture(0).attributes.text("corners_rejected"); };
    QVERIFY(detect());
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(!fixture_->context->detect.ghost());
    QVERIFY(!document().rim(0));
    QCOMPARE(mark(), std::string("corners"));
    QCOMPARE(document().undoStack(0)->undoText(), QStringLiteral("Reject detected corners"));
    QVERIFY(detect()); // once more: it is known
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QCOMPARE(document().undoStack(0)->count(), 1);
    QSignalSpy done(&fixture_->context->detect, &DetectController::allDetected);
    trigger("measure.detectAll");
    QVERIFY(done.wait(60000));
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(done.first().at(2).toInt(), 1); // left alone
    QVERIFY(!document().rim(0));
    trigger("edit.undo");
    QCOMPARE(mark(), std::string());
    // Accepted ones are no longer refused.
    trigger("edit.redo");
    QVERIFY(detect());
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QCOMPARE(mark(), std::string());
  }

  void aMendedCornerIsAnEditedOneAndIsKept() {
    start({"corners"});
    QVERIFY(detect());
    fixture_->drag(found[1], {250, 30});
    const Rim mended = *document().rim(0);
    QCOMPARE(int(mended.origin.source), int(RimSource::edited));
    QVERIFY(norm(mended.corners[1] - Vec2{250, 30}) < 3);
    QVERIFY(norm(mended.corners[0] - found[0]) < 3);
    saveAndReopen();
    QVERIFY(*document().rim(0) == mended);
    const auto text = readFile(fixture_->path("boxes.json"));
    QVERIFY(text && text->find("\"source\":\"edited\"") != std::string::npos);
  }

  void acceptedCornersThatAreMovedLaterAreEdited() {
    start({"corners"});
    QVERIFY(detect());
    trigger("edit.acceptCorners");
    saveAndReopen();
    QCOMPARE(int(document().rim(0)->origin.source), int(RimSource::model));
    QCOMPARE(document().rim(0)->origin.confidence.size(), std::size_t(4));
    fixture_->drag(document().rim(0)->corners[2], {240, 210});
    QCOMPARE(int(document().rim(0)->origin.source), int(RimSource::edited));
    trigger("edit.undo");
    QCOMPARE(int(document().rim(0)->origin.source), int(RimSource::model));
  }

  void withoutANetworkItSaysWhatToDo() {
    start({});
    for (const char* id :
         {"measure.detect", "measure.predictFill", "measure.detectAll", "measure.predictFillAll"}) {
      fixture_->window->noticeBar().hide();
      trigger(id);
      QVERIFY2(fixture_->window->noticeBar().isVisible(), id);
      QVERIFY(fixture_->window->noticeBar().text().contains(toText(fixture_->path("models"))));
    }
    auto* button = [this]() -> QToolButton* {
      for (auto* candidate : fixture_->window->noticeBar().findChildren<QToolButton*>())
        if (candidate->text() == QStringLiteral("Train")) return candidate;
      return nullptr;
    }();
    QVERIFY(button);
    button->click();
    QCOMPARE(fixture_->window->workspaces().current(), Workspace::train);
  }

  void theNetworkTakenIntoUseIsAskedUntilAnotherOneIs() {
    const std::filesystem::path models = fixture_->path("models");
    const auto add = [&models](const std::string& id, const std::string& as) {
      std::filesystem::copy(std::filesystem::path(FILLSCOPE_TEST_NETWORKS) / id, models / as,
                            std::filesystem::copy_options::recursive);
      std::string manifest = *readFile(models / as / "manifest.json");
      manifest.replace(manifest.find('"' + id + '"'), id.size() + 2, '"' + as + '"');
      QVERIFY(writeFileAtomically(models / as / "manifest.json", manifest).ok());
    };
    std::filesystem::create_directories(models);
    for (const char* as : {"box-corners", "own-corners", "third-corners"})
      add("corners", as);
    for (const char* as : {"box-depth", "own-depth"})
      add("rim-half", as);
    start({});
    QString told; // before the corners were rejected, which is told too
    const auto asked = [this, &told] {
      trigger("measure.detect");
      if (!fixture_->waitIdle() || fixture_->context->detect.isStored()) return QString();
      const std::string network = fixture_->context->detect.ghost()->origin.network;
      told = fixture_->window->noticeBar().text();
      trigger("edit.rejectCorners");
      return QString::fromStdString(network);
    };
    QCOMPARE(asked(), QStringLiteral("box-corners"));
    // As after "Use this network".
    Q_EMIT fixture_->context->training.installed(QStringLiteral("own-corners"), NetworkUse::corners);
    Q_EMIT fixture_->context->training.installed(QStringLiteral("own-depth"), NetworkUse::rimDepth);
    QVERIFY(fixture_->window->noticeBar().text().contains(QStringLiteral("own-depth")));
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(asked(), QStringLiteral("own-corners"));
    // Another day, and in the menu it can be seen and changed.
    fixture_->restart();
    fixture_->prompts.choices = {Choice::restore}; // what was rejected
    QVERIFY(fixture_->open(fixture_->path("boxes")));
    QCOMPARE(asked(), QStringLiteral("own-corners"));
    QCOMPARE(listed("cornersNetworks"),
             (QStringList{"  box-corners (standard)", "* own-corners", "  third-corners"}));
    QCOMPARE(listed("fillNetworks"), (QStringList{"  box-depth (standard)", "* own-depth"}));
    trigger("measure.predictFill");
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(fixture_->context->measure.network(), QStringLiteral("own-depth"));
    QCOMPARE(document().rim(0)->origin.network, std::string("own-corners"));
    // Gone: the shipped one stands in, and that is said.
    std::filesystem::remove_all(models / "own-corners");
    rescan();
    fixture_->window->noticeBar().hide();
    QCOMPARE(asked(), QStringLiteral("box-corners"));
    QVERIFY(told.contains(QStringLiteral("own-corners")));
    QVERIFY(told.contains(QStringLiteral("box-corners")));
    QCOMPARE(listed("cornersNetworks"), (QStringList{"* box-corners (standard)", "  third-corners",
                                                     "- own-corners (not there any more)"}));
    choose("cornersNetworks", "third-corners");
    QCOMPARE(asked(), QStringLiteral("third-corners"));
    choose("cornersNetworks", "box-corners");
    choose("fillNetworks", "box-depth");
    QCOMPARE(asked(), QStringLiteral("box-corners"));
    QCOMPARE(listed("fillNetworks"), (QStringList{"* box-depth (standard)", "  own-depth"}));
    QCOMPARE(listed("cornersNetworks"), (QStringList{"* box-corners (standard)", "  third-corners"}));
  }

  void proposalsForTheWholeListAreLookedAtOneByOne() {
    start({"corners"});
    QSignalSpy done(&fixture_->context->detect, &DetectController::allDetected);
    trigger("measure.detectAll");
    QVERIFY(fixture_->context->detect.isDetectingAll());
    QVERIFY(done.wait(60000));
    QCOMPARE(done.first().first().toInt(), 2);
    QVERIFY(fixture_->waitIdle());
    for (int i = 0; i < 2; ++i) {
      QVERIFY(document().rim(i)->origin.isProposal());
      QCOMPARE(document().undoStack(i)->count(), 1);
    }
    const NoticeBar& notice = fixture_->window->noticeBar();
    QVERIFY2(notice.text().contains(QStringLiteral("2 pictures")), qPrintable(notice.text()));
    PictureListPanel& list = fixture_->window->pictureList();
    QCOMPARE(list.order(), PictureOrder::confidence);
    list.setFilter(QStringLiteral("is:proposed"));
    QCOMPARE(list.shownCount(), 2);
    list.setFilter({});
    const int first = fixture_->context->current.index();
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QVERIFY(!document().rim(first)->origin.isProposal());
    QCOMPARE(int(document().rim(first)->origin.source), int(RimSource::model));
    trigger(list.neighbour(1) < 0 ? "picture.previous" : "picture.next");
    QVERIFY(fixture_->waitIdle());
    const int second = fixture_->context->current.index();
    QVERIFY(second != first);
    QVERIFY2(!notice.isVisible(), "it would hide what lies below it in every picture");
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(!document().rim(second).has_value());
    trigger("edit.undo");
    QVERIFY(document().rim(second)->origin.isProposal());
    list.setFilter(QStringLiteral("is:proposed"));
    QCOMPARE(list.shownCount(), 1);
    list.setFilter({});
    // Nothing is left without a rim.
    trigger("measure.detectAll");
    QVERIFY(fixture_->window->noticeBar().isVisible());
    QVERIFY(!fixture_->context->detect.isDetectingAll());
  }

  void aRejectedProposalDoesNotComeAgain() {
    const auto folder = fixture_->path("boxes");
    std::filesystem::copy(folder / "box.color.png", folder / "third.color.png");
    start({"corners"});
    QSignalSpy done(&fixture_->context->detect, &DetectController::allDetected);
    trigger("measure.detectAll");
    QVERIFY(done.wait(60000));
    QVERIFY(fixture_->waitIdle());
    const int here = fixture_->context->current.index();
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(!document().rim(here));
    const auto mark = [&] { return document().picture(here).attributes.text("corners_rejected"); };
    QCOMPARE(mark(), std::string("corners"));
    const int other = here == 0 ? 1 : 0;
    document().undoStack(other)->undo();
    QVERIFY(!document().rim(other));
    done.clear();
    trigger("measure.detectAll");
    QVERIFY(done.wait(60000));
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(done.first(), (QList<QVariant>{1, 0, 1})); // found, failed, left alone
    QVERIFY(document().rim(other)->origin.isProposal());
    QVERIFY(!document().rim(here));
    QVERIFY(fixture_->window->noticeBar().text().contains(QStringLiteral("1 left alone")));
    trigger("measure.detectAll");
    QVERIFY(!fixture_->context->detect.isDetectingAll());
    QVERIFY(fixture_->window->noticeBar().text().contains(QStringLiteral("rejected (1)")));
    // Asked for this picture, it proposes again; that is seen, and no edit.
    QVERIFY(detect());
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    trigger("edit.undo");
    QVERIFY(document().rim(here)->origin.isProposal());
    QCOMPARE(mark(), std::string());
  }

  void onePictureDoesNotWaitForTheWholeList() {
    const auto folder = fixture_->path("boxes");
    constexpr int copies = 12;
    for (int i = 0; i < copies; ++i)
      std::filesystem::copy(folder / "box.color.png", folder / ("copy" + std::to_string(i) + ".color.png"));
    start({"corners"});
    const int here = document().pictureCount() - 1;
    QVERIFY(here >= copies);
    fixture_->context->current.select(here);
    QVERIFY(fixture_->waitIdle());
    DetectController& controller = fixture_->context->detect;
    QSignalSpy done(&controller, &DetectController::allDetected);
    bool cameFirst = false;
    connect(&controller, &DetectController::ghostChanged, &done, [&] {
      if (controller.ghost() && !controller.isStored()) cameFirst = done.isEmpty();
    });
    trigger("measure.detectAll");
    QVERIFY(detect());
    QVERIFY(cameFirst);
    // The list may have come as far as this picture by now: then its proposal is what is accepted.
    QTest::keyClick(&canvas(), Qt::Key_Return);
    const Rim accepted = *document().rim(here);
    QVERIFY(!accepted.origin.isProposal());
    QVERIFY(near(accepted.corners, found, 3));
    QVERIFY(!done.isEmpty() || done.wait(60000));
    QVERIFY(fixture_->waitIdle());
    // What a person has accepted meanwhile stays; all others got a proposal.
    QVERIFY(*document().rim(here) == accepted);
    QCOMPARE(done.first().at(1).toInt(), 0);
    for (int i = 0; i < document().pictureCount(); ++i)
      QVERIFY(i == here || document().rim(i)->origin.isProposal());
  }

  void aProposalIsMendedByKeys() {
    start({"corners"});
    QVERIFY(detect());
    const Vec2 before = fixture_->window->photoPage().ghostTool().ghost()->corners[1];
    QTest::keyClick(&canvas(), Qt::Key_2);
    QVERIFY(!document().rim(0));
    for (int k = 0; k < 2; ++k) {
      QTest::keyClick(&canvas(), Qt::Key_Right);
      QVERIFY(document().rim(0));
      QVERIFY(norm(document().rim(0)->corners[1] - before - Vec2{k + 1.0, 0}) < 1e-9);
    }
    QCOMPARE(int(document().rim(0)->origin.source), int(RimSource::edited));
    QCOMPARE(fixture_->context->current.index(), 0);
  }

  /// Reviewed is reviewed: the proposal is accepted, the picture marked, the next one shown.
  void reviewingAPictureAcceptsItsProposal() {
    start({"corners"});
    document().proposeRim(0, {found[0], found[1], found[2], found[3]},
                          {RimSource::model, "corners", {}, false});
    QCoreApplication::processEvents();
    QVERIFY(document().rim(0)->origin.isProposal());
    QTest::keyClick(&canvas(), Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(!document().rim(0)->origin.isProposal());
    QCOMPARE(document().picture(0).attributes.text("reviewed"), std::string("yes"));
    QCOMPARE(fixture_->context->current.index(), 1);
  }

  void fillIsPredictedFromThePhotoAlone() {
    start({"corners", "rim-half"});
    QTest::keyClick(&canvas(), Qt::Key_N, Qt::ShiftModifier);
    QVERIFY(fixture_->context->fill.isBusy());
    QVERIFY(fixture_->waitIdle());
    QVERIFY(document().rim(0)->origin.isProposal());
    const auto report = fixture_->context->measure.report();
    QVERIFY(report);
    QVERIFY(report->fillPercent > 5 && report->fillPercent < 95);
    QVERIFY(report->fillLow < report->fillPercent && report->fillPercent < report->fillHigh);
    QCOMPARE(fixture_->context->measure.network(), QStringLiteral("rim-half"));
    QVERIFY(fixture_->window->inspector().findChild<QLabel*>(QStringLiteral("fillNetwork"))->isVisible());
    QVERIFY(fixture_->context->measure.cloud());
    QVERIFY(fixture_->context->measure.summary(0)->predicted);
    // The network looks again as soon as the rim is another one.
    fixture_->drag(document().rim(0)->corners[1], {240, 40});
    QCOMPARE(int(document().rim(0)->origin.source), int(RimSource::edited));
    QTRY_VERIFY_WITH_TIMEOUT(fixture_->context->measure.report() != report, 30000);
    QVERIFY(fixture_->waitIdle());
    const auto chosen = fixture_->context->depthMaps.chosenDepth(0);
    QVERIFY(chosen->prediction->isFor(*document().rim(0), *fixture_->context->current.loaded()));
    QCOMPARE(fixture_->context->measure.network(), QStringLiteral("rim-half"));
  }

  void predictedFillShowsItsDepth() {
    start({"rim-half"});
    fixture_->setScale();
    QVERIFY(fixture_->waitIdle());
    document().setRimCorners(0, {{{60, 20}, {260, 20}, {260, 220}, {60, 220}}});
    trigger("workspace.depth");
    QCOMPARE(fixture_->window->depthPage().shownMap(), 0);
    QSignalSpy predicted(&fixture_->context->fill, &FillPredictor::predicted);
    trigger("measure.predictFill");
    QVERIFY(predicted.count() > 0 || predicted.wait(30000));
    QVERIFY(fixture_->waitIdle());
    const int chosen = fixture_->context->depthMaps.chosen(0);
    QVERIFY(chosen > 0);
    QCOMPARE(fixture_->window->depthPage().shownMap(), chosen);
    fixture_->context->depthMaps.choose(0, 0);
    QCOMPARE(fixture_->window->depthPage().shownMap(), 0);
  }

  void anotherCameraAsksTheNetworkAgain() {
    start({"rim-half"});
    document().setRimCorners(0, {{{60, 20}, {260, 20}, {260, 220}, {60, 220}}});
    QSignalSpy predicted(&fixture_->context->fill, &FillPredictor::predicted);
    trigger("measure.predictFill");
    QVERIFY(predicted.count() > 0 || predicted.wait(30000));
    QVERIFY(fixture_->waitIdle());
    const auto before = fixture_->context->depthMaps.chosenDepth(0)->prediction;
    predicted.clear();
    PictureSources sources = sourcesOf(document().picture(0));
    sources.intrinsicsFile.clear();
    sources.fieldOfView = 1.2;
    document().setSources(0, sources);
    QVERIFY(predicted.count() > 0 || predicted.wait(30000));
    QVERIFY(fixture_->waitIdle());
    const auto after = fixture_->context->depthMaps.chosenDepth(0)->prediction;
    QVERIFY(after->camera && after->camera != before->camera);
    QVERIFY(fixture_->context->measure.report());
    QCOMPARE(fixture_->context->measure.report()->camera, *after->camera);
    // The lens is told by an attribute alone.
    predicted.clear();
    Attributes attributes = document().picture(0).attributes;
    attributes.set("distortion_k1", "-0.1");
    document().setPictureAttributes(0, attributes);
    QVERIFY(predicted.count() > 0 || predicted.wait(30000));
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(fixture_->context->depthMaps.chosenDepth(0)->prediction->k1, -0.1);
    // Changed and changed back before anything was read again.
    attributes.set("distortion_k1", "-0.2");
    document().setPictureAttributes(0, attributes);
    attributes.set("distortion_k1", "-0.1");
    document().setPictureAttributes(0, attributes);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(fixture_->context->current.loaded()->k1, -0.1);
    QCOMPARE(fixture_->context->depthMaps.chosenDepth(0)->prediction->k1, -0.1);
  }

  void whatFailedForARimIsTriedAgainForItsSuccessor() {
    start({"rim-half"});
    const RimCorners crossed{{{60, 20}, {260, 220}, {260, 20}, {60, 220}}},
        mended{{{60, 20}, {260, 20}, {260, 220}, {60, 220}}};
    FillPredictor& fill = fixture_->context->fill;
    QSignalSpy failed(&fill, &FillPredictor::failed), predicted(&fill, &FillPredictor::predicted);
    document().setRimCorners(0, crossed);
    trigger("measure.predictFill");
    QVERIFY(fill.isBusy());
    document().setRimCorners(0, mended);
    QVERIFY(predicted.wait(30000));
    QCOMPARE(failed.count(), 0);
    QCOMPARE(fixture_->context->depthMaps.chosenDepth(0)->prediction->isFor(
                 *document().rim(0), *fixture_->context->current.loaded()),
             true);
    // The same rim is not tried twice.
    QVERIFY(fixture_->waitIdle());
    document().setRimCorners(0, crossed);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 30000);
    QVERIFY(fixture_->waitIdle());
    QTest::qWait(400);
    QCOMPARE(failed.count(), 1);
    QVERIFY(!fill.isBusy());
  }

  void aMeasuredFigureIsNotCalledPredicted() {
    start({"rim-half"});
    const BoxFolder box = writeBoxFolder(fixture_->path("other"));
    QVERIFY(fixture_->open(fixture_->path("other")));
    fixture_->setScale();
    document().setRimCorners(0, box.truth.corners);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(fixture_->context->measure.report());
    QVERIFY(fixture_->context->measure.network().isEmpty());
    auto* mark = fixture_->window->inspector().findChild<QLabel*>(QStringLiteral("fillNetwork"));
    QVERIFY(!mark->isVisible());
    trigger("measure.predictFill");
    QVERIFY(fixture_->waitIdle());
    QVERIFY(mark->isVisible());
    fixture_->context->depthMaps.choose(0, 0);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(fixture_->context->measure.report());
    QVERIFY(!mark->isVisible());
  }

 private:
  void start(std::initializer_list<const char*> networks) {
    std::filesystem::create_directories(fixture_->path("models"));
    for (const char* id : networks)
      std::filesystem::copy(std::filesystem::path(FILLSCOPE_TEST_NETWORKS) / id,
                            fixture_->path("models") / id, std::filesystem::copy_options::recursive);
    rescan();
    QVERIFY(fixture_->open(fixture_->path("boxes")));
    canvas().setFocus();
  }
  void rescan() {
    QSignalSpy changed(&fixture_->context->predict, &PredictController::networksChanged);
    fixture_->context->predict.rescan();
    QVERIFY(changed.wait(10000));
  }
  /// A menu's entries as it would show them: "*" in use, "-" not to be chosen.
  QStringList listed(const char* menu) {
    QStringList lines;
    for (const QAction* action : opened(menu)->actions())
      lines << (action->isChecked()   ? QStringLiteral("* ")
                : action->isEnabled() ? QStringLiteral("  ")
                                      : QStringLiteral("- ")) +
                   action->text();
    return lines;
  }
  void choose(const char* menu, const char* network) {
    for (QAction* action : opened(menu)->actions())
      if (action->data().toString() == QLatin1String(network)) return action->trigger();
    QFAIL(network);
  }
  QMenu* opened(const char* name) {
    auto* menu = fixture_->window->findChild<QMenu*>(QLatin1String(name));
    Q_EMIT menu->aboutToShow();
    return menu;
  }
  bool detect() {
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_N);
    return QTest::qWaitFor([this] { return fixture_->context->detect.ghost().has_value(); }, 60000);
  }
  void trigger(const char* id) { fixture_->window->actions().action(QLatin1String(id))->trigger(); }
  void saveAndReopen() {
    fixture_->prompts.paths = {toText(fixture_->path("boxes.json"))};
    fixture_->context->session.saveAs();
    fixture_->restart();
    QVERIFY(fixture_->open(fixture_->path("boxes.json")));
  }
  AnnotationDocument& document() { return fixture_->context->document; }
  ImageCanvas& canvas() { return fixture_->window->photoPage().canvas(); }
  std::unique_ptr<WindowFixture> fixture_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowDetect>(argc, argv); }
#include "test_window_detect.moc"
