// Starting masks, carrying along, a drawn polygon used as the rim, and keypoint sets of one's own, through
// the real window.
#include "app/gui/action_registry.h"
#include "app/gui/mask_assistant.h"
#include "app/gui/notice_bar.h"
#include "app/gui/photo_page.h"
#include "app/gui/region_carrier.h"
#include "app/gui/region_tools.h"
#include "core/annotation/box_keypoints.h"
#include "core/formats/via_project.h"
#include "tests/app/gui/window_fixture.h"
#include "tests/support/lane_gate.h"
#include "tests/support/mouse.h"
#include "widgets/image_canvas.h"
#include "widgets/keypoint_dialog.h"
#include "widgets/keypoint_tool.h"
#include "widgets/select_tool.h"
#include <QDialogButtonBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace fillscope;
using namespace fillscope::tests;

class TestWindowAssist : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box_.folder));
    canvas().setFocus();
  }
  void cleanup() { fixture_.reset(); }

  void aMaskIsProposedAndAccepted() {
    key(Qt::Key_Q);
    QVERIFY(strip().isVisible());
    QVERIFY(!accept().isEnabled());
    dragAroundTheBox();
    QVERIFY(masks().hasProposal());
    QVERIFY(masks().isWorking());
    QVERIFY(!accept().isEnabled()); // not before it is there
    key(Qt::Key_Return);            // nor by its key
    QVERIFY(regions().empty());
    QTRY_VERIFY(!masks().isWorking());
    QVERIFY(accept().isEnabled());
    key(Qt::Key_2); // by brightness
    QVERIFY(!accept().isEnabled());
    QTRY_VERIFY(!masks().isWorking());
    QCOMPARE(int(strip().settings().mask.method), int(MaskOptions::Method::threshold));
    key(Qt::Key_1);
    QTRY_VERIFY(!masks().isWorking());
    key(Qt::Key_Return);
    QCOMPARE(regions().size(), std::size_t(1));
    QCOMPARE(int(kindOf(regions()[0].shape)), int(ShapeKind::polygon));
    QVERIFY(containsPoint(regions()[0], middle()));
    for (const Vec2& p : verticesOf(regions()[0].shape))
      QVERIFY(p.x >= low().x - 1 && p.y >= low().y - 1 && p.x <= high().x + 1 && p.y <= high().y + 1);
    QVERIFY(!document().rim(0)); // however many corners it has
    QVERIFY(!masks().hasProposal());
    act("edit.undo");
    QVERIFY(regions().empty());
  }

  void aMaskIsDiscarded() {
    key(Qt::Key_Q);
    dragAroundTheBox();
    QVERIFY(masks().isWorking());
    key(Qt::Key_Escape); // while it is looked for
    QVERIFY(!masks().hasProposal());
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!masks().hasProposal());
    dragAroundTheBox();
    QTRY_VERIFY(!masks().isWorking());
    key(Qt::Key_Escape);
    QVERIFY(!masks().hasProposal());
    QVERIFY(regions().empty());
    key(Qt::Key_V);
    QVERIFY(!strip().isVisible());
  }

  void anOutlineBegunStaysInItsPicture() {
    key(Qt::Key_Q);
    fixture_->click({40, 40});
    fixture_->click({90, 45});
    QVERIFY(masks().tool().isDrawing());
    fixture_->context->current.select(1);
    QVERIFY(!masks().tool().isDrawing());
  }

  void aSearchThatFailsIsToldOnce() {
    const Vec2 outside{-60, -60}; // of the picture, beside it on the stage
    QSignalSpy told(&masks(), &MaskAssistant::told);
    key(Qt::Key_Q);
    fixture_->drag(outside, {-20, -20});
    QTRY_COMPARE(told.count(), 1);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!masks().hasProposal());
    QVERIFY(fixture_->context->jobs.jobs().empty()); // not in the list of jobs as well
  }

  /// By the cross in the status bar.
  void aSearchThatWasStoppedLeavesTheToolFree() {
    key(Qt::Key_Q);
    dragAroundTheBox();
    QVERIFY(masks().isWorking());
    stopJobs();
    QVERIFY(!masks().isWorking());
    QTRY_VERIFY2(!masks().hasProposal(), "as Esc does");
    QVERIFY(!accept().isEnabled());
    QVERIFY(fixture_->waitIdle());
    dragAroundTheBox();
    QTRY_VERIFY(!masks().isWorking());
    key(Qt::Key_Return);
    QCOMPARE(regions().size(), std::size_t(1));
  }

  void aChosenRegionBecomesItsMask() {
    Region rough{RectShape{low().x, low().y, high().x - low().x, high().y - low().y}, {}, {}, {}};
    rough.attributes.set("label", std::string("tote"));
    document().addRegions(0, {rough});
    key(Qt::Key_V);
    act("region.selectAll");
    key(Qt::Key_Q);
    QTRY_VERIFY(masks().hasProposal() && !masks().isWorking());
    QTest::mouseClick(&accept(), Qt::LeftButton);
    QVERIFY(regions().size() >= 1);
    QCOMPARE(int(kindOf(regions()[0].shape)), int(ShapeKind::polygon));
    QCOMPARE(regions()[0].attributes.text("label"), std::string("tote"));
    act("edit.undo");
    QCOMPARE(regions().size(), std::size_t(1));
    QVERIFY(regions()[0] == rough);
  }

  void theRimGoesAlongToTheNextPicture() {
    fixture_->placeRim(box_.truth.corners);
    const Rim placed = document().rim(0).value();
    key(Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(fixture_->context->current.index(), 1);
    QCOMPARE(document().rim(1)->corners, placed.corners);
    QCOMPARE(int(document().rim(1)->origin.source), int(RimSource::propagated));
    QVERIFY(fixture_->waitIdle());
    act("tool.box");
    fixture_->drag(placed.corners[0], placed.corners[0] + Vec2{6, 4});
    QCOMPARE(int(document().rim(1)->origin.source), int(RimSource::edited));
    QVERIFY(norm(document().rim(1)->corners[0] - placed.corners[0]) > 4);
    act("edit.undo");
    act("edit.undo");
    QVERIFY(!document().rim(1));
    QVERIFY(document().rim(0)->corners == placed.corners);
  }

  void anAlignedRimStaysWhereTheBoxStays() {
    fixture_->placeRim(box_.truth.corners); // what lies in the box is gone in the next picture
    const RimCorners placed = document().rim(0)->asCorners();
    act("picture.carryAligned");
    key(Qt::Key_B, Qt::ControlModifier);
    QTRY_VERIFY(!carrier().isCarrying());
    QVERIFY(document().rim(1));
    for (std::size_t i = 0; i < 4; ++i)
      QVERIFY(norm(document().rim(1)->corners[i] - placed[i]) < 0.5);
    QCOMPARE(int(document().rim(1)->origin.source), int(RimSource::propagated));
  }

  void carryingAlongDoesNotCallBackWhoWentOn() {
    fixture_->placeRim(box_.truth.corners);
    std::filesystem::copy_file(box_.folder / "box.color.png", fixture_->path("third.png"));
    fixture_->context->session.add({fixture_->path("third.png")});
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(document().pictureCount(), 3);
    act("picture.carryAligned");
    {
      LaneGate gate(fixture_->context->jobs, JobLane::compute);
      canvas().setFocus();
      key(Qt::Key_B, Qt::ControlModifier);
      QVERIFY(carrier().isCarrying());
      fixture_->context->current.select(2);
    }
    QTRY_VERIFY(!carrier().isCarrying());
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(fixture_->context->current.index(), 2);
    QVERIFY(document().rim(1));
    QVERIFY2(document().rim(1)->origin.isProposal(), "nobody has looked at it");
    const QString notice = fixture_->window->noticeBar().text();
    QVERIFY2(notice.contains(QStringLiteral("Carried along to 1 picture")), qPrintable(notice));
  }

  void carryingAlongGoesOnAfterItWasStopped() {
    fixture_->placeRim(box_.truth.corners);
    act("picture.carryAligned");
    key(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(carrier().isCarrying());
    stopJobs();
    QVERIFY(!carrier().isCarrying());
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!document().rim(1));
    key(Qt::Key_B, Qt::ControlModifier);
    QTRY_VERIFY(document().rim(1));
    QVERIFY(!carrier().isCarrying());
  }

  void chosenRegionsGoAlongToSeveralPictures() {
    fixture_->placeRim(box_.truth.corners);
    document().addRegions(0,
                          {{CircleShape{{30, 40}, 15}, {}, {}, {}}, {RectShape{20, 90, 30, 20}, {}, {}, {}}});
    key(Qt::Key_V);
    fixture_->click({30, 40});
    QCOMPARE(selected().size(), std::size_t(1));
    key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    auto* dialog = fixture_->window->findChild<QInputDialog*>(QStringLiteral("carryOn"));
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(fixture_->context->current.index(), 0); // stays
    const std::vector<Region>& there = document().picture(1).regions;
    QCOMPARE(there.size(), std::size_t(1));
    QVERIFY(there[0].shape == Shape(CircleShape{{30, 40}, 15}));
    QVERIFY(isPropagated(there[0]));
    act("picture.carry"); // it is there already
    QCOMPARE(document().picture(1).regions.size(), std::size_t(1));
    QCOMPARE(fixture_->context->current.index(), 1);
    key(Qt::Key_B, Qt::ControlModifier); // no picture behind the last one
    QCOMPARE(fixture_->context->current.index(), 1);
  }

  void carryingAlongToSeveralPicturesIsOneStep() {
    fixture_->placeRim(box_.truth.corners);
    fixture_->window->photoPage().regionTools().carrier().carryOn(1);
    QVERIFY(document().rim(1));
    const RimCorners carried = document().rim(1)->asCorners();
    QVERIFY(fixture_->window->actions()
                .action(QStringLiteral("edit.undo"))
                ->text()
                .contains(QStringLiteral("Carry along")));
    act("edit.undo");
    QVERIFY2(!document().rim(1), "undo takes the batch back");
    QVERIFY(document().rim(0)->complete());
    act("edit.redo");
    QVERIFY(document().rim(1) && document().rim(1)->asCorners() == carried);
    act("edit.undo");
    QVERIFY(!document().rim(1));
    fixture_->window->photoPage().regionTools().carrier().carryOn(1);
    NoticeBar& notice = fixture_->window->noticeBar();
    auto* undo = notice.findChild<QToolButton*>(QStringLiteral("noticeAction"));
    QVERIFY2(notice.text().contains(QStringLiteral("Carried along")), qPrintable(notice.text()));
    QCOMPARE(undo->text(), QStringLiteral("Undo"));
    undo->click();
    QVERIFY(!document().rim(1));
    QVERIFY(document().rim(0)->complete());
    QVERIFY2(notice.text().isEmpty(), qPrintable(notice.text()));
  }

  void aRejectedRimCanBeHadBack() {
    fixture_->placeRim(box_.truth.corners);
    fixture_->window->photoPage().regionTools().carrier().carryOn(1);
    fixture_->context->current.select(1);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(document().rim(1)->origin.isProposal());
    canvas().setFocus();
    key(Qt::Key_Escape);
    QVERIFY(!document().rim(1));
    NoticeBar& notice = fixture_->window->noticeBar();
    QVERIFY2(notice.text().contains(QStringLiteral("rejected")), qPrintable(notice.text()));
    auto* undo = notice.findChild<QToolButton*>(QStringLiteral("noticeAction"));
    QCOMPARE(undo->text(), QStringLiteral("Undo"));
    undo->click();
    QVERIFY(document().rim(1)->origin.isProposal());
    QVERIFY(notice.text().isEmpty());
    key(Qt::Key_Escape);
    QVERIFY(!notice.text().isEmpty());
    act("edit.undo"); // its button would take back something else now
    QVERIFY(notice.text().isEmpty());
    QVERIFY(document().rim(1));
  }

  void aPolygonIsNoRimUntilItIsSaid() {
    QSignalSpy offered(&fixture_->window->photoPage().regionTools(), &RegionTools::offered);
    key(Qt::Key_P);
    for (const Vec2& corner : box_.truth.corners)
      fixture_->click(corner);
    key(Qt::Key_Return);
    QCOMPARE(regions().size(), std::size_t(1));
    QVERIFY(!document().rim(0));
    QCOMPARE(offered.size(), 1);
    act("file.save");
    QTRY_VERIFY(!fixture_->context->session.isSaving());
    const auto saved = loadViaProject(fixture_->context->session.projectFile());
    QVERIFY(saved.ok());
    QVERIFY(!rimOf(saved->pictures[0])); // nor after it comes back
    key(Qt::Key_B, Qt::ShiftModifier);
    QVERIFY(document().rim(0)->complete());
    QVERIFY(isMarkedRim(regions()[0]));
    act("edit.undo");
    QVERIFY(!document().rim(0));
  }

  void keypointsOfOnesOwn() {
    act("region.newKeypointSet");
    KeypointDialog* dialog = keypointDialog();
    QVERIFY(dialog);
    QPushButton* ok = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    QVERIFY(!ok->isEnabled()); // it has no name yet
    QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("setName")), QStringLiteral("pallet"));
    QVERIFY(ok->isEnabled());
    QTableWidget& table = dialog->table();
    table.item(0, 0)->setText(QStringLiteral("front left"));
    table.item(1, 0)->setText(QStringLiteral("front right"));
    QTest::mouseClick(dialog->findChild<QToolButton*>(QStringLiteral("addKeypoint")), Qt::LeftButton);
    QCOMPARE(table.rowCount(), 3);
    auto* cell = table.viewport()->findChild<QLineEdit*>();
    QVERIFY(cell); // a new one is named at once
    QTest::keyClicks(cell, QStringLiteral("back"));
    QTest::keyClick(cell, Qt::Key_Return);
    QTRY_COMPARE(table.item(2, 0)->text(), QStringLiteral("back"));
    QVERIFY(dialog->isVisible()); // Return ended the cell alone
    table.item(0, 1)->setText(QStringLiteral("2, 3"));
    table.item(0, 2)->setText(QStringLiteral("2"));
    QTest::mouseClick(ok, Qt::LeftButton);
    const KeypointTemplate wanted{
        "pallet", {"front left", "front right", "back"}, {{0, 1}, {0, 2}}, {{0, 1}}};
    QCOMPARE(tool().kind(), wanted);
    QVERIFY(canvas().tool() == &tool());
    fixture_->window->activateWindow(); // no window manager does so after a dialog
    QVERIFY(QTest::qWaitForWindowActive(fixture_->window.get()));

    fixture_->click({120, 160});
    key(Qt::Key_O); // the next one is hidden
    fixture_->click({201, 167});
    key(Qt::Key_O);
    key(Qt::Key_O); // and the last not in the picture
    key(Qt::Key_Return);
    QCOMPARE(regions().size(), std::size_t(1));
    auto set = keypointSetOf(regions()[0]);
    QVERIFY(set);
    QCOMPARE(set->kind, wanted);
    QCOMPARE(visibilityOf(*set), (std::vector<int>{2, 1, 0}));
    key(Qt::Key_V);
    act("region.selectAll");
    QCOMPARE(selected(), std::vector<int>{0});
    key(Qt::Key_1);
    QCOMPARE(fixture_->window->photoPage().regionTools().selectTool().selectedVertex(), 0);
    key(Qt::Key_O);
    QCOMPARE(visibilityOf(*keypointSetOf(regions()[0])), (std::vector<int>{1, 1, 0}));

    act("region.changeKeypointSet"); // of what is chosen
    dialog = keypointDialog();
    QVERIFY(dialog);
    dialog->table().item(1, 0)->setText(QStringLiteral("front middle"));
    dialog->table().setCurrentCell(2, 0);
    QTest::mouseClick(dialog->findChild<QToolButton*>(QStringLiteral("addKeypoint")), Qt::LeftButton);
    dialog->table().setCurrentCell(0, 0);
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    set = keypointSetOf(regions()[0]);
    QVERIFY(set);
    QCOMPARE(set->points.size(), std::size_t(4));
    QCOMPARE(set->kind.keypoints[1], std::string("front middle"));
    QCOMPARE(visibilityOf(*set), (std::vector<int>{1, 1, 0, 0}));
    QCOMPARE(set->kind, tool().kind());

    fixture_->restart(); // remembered
    QMenu* menu = fixture_->window->photoPage().regionTools().keypointMenu();
    Q_EMIT menu->aboutToShow();
    bool offered = false;
    for (const QAction* action : menu->actions())
      offered = offered || action->text().startsWith(QStringLiteral("pallet"));
    QVERIFY(offered);
  }

 private:
  AnnotationDocument& document() { return fixture_->context->document; }
  const std::vector<Region>& regions() {
    return document().picture(fixture_->context->current.index()).regions;
  }
  std::vector<int> selected() { return fixture_->context->regions.selected(); }
  ImageCanvas& canvas() { return fixture_->window->photoPage().canvas(); }
  MaskAssistant& masks() { return fixture_->window->photoPage().regionTools().maskAssistant(); }
  RegionCarrier& carrier() { return fixture_->window->photoPage().regionTools().carrier(); }
  void stopJobs() {
    for (const JobInfo& job : fixture_->context->jobs.jobs())
      fixture_->context->jobs.cancel(job.id);
  }
  MaskStrip& strip() { return masks().strip(); }
  QToolButton& accept() { return *strip().findChild<QToolButton*>(QStringLiteral("accept")); }
  KeypointTool& tool() { return fixture_->window->photoPage().regionTools().keypointTool(); }
  /// The open one.
  KeypointDialog* keypointDialog() {
    for (auto* dialog : fixture_->window->findChildren<KeypointDialog*>())
      if (dialog->isVisible()) return dialog;
    return nullptr;
  }
  static std::vector<int> visibilityOf(const KeypointSet& set) {
    std::vector<int> values;
    for (const Keypoint& point : set.points)
      values.push_back(static_cast<int>(point.visibility));
    return values;
  }
  Vec2 low() const {
    Vec2 corner = box_.truth.corners[0];
    for (const Vec2& p : box_.truth.corners)
      corner = {std::min(corner.x, p.x - 14), std::min(corner.y, p.y - 12)};
    return corner;
  }
  Vec2 high() const {
    Vec2 corner = box_.truth.corners[0];
    for (const Vec2& p : box_.truth.corners)
      corner = {std::max(corner.x, p.x + 14), std::max(corner.y, p.y + 12)};
    return corner;
  }
  Vec2 middle() const { return 0.5 * (low() + high()); }
  void dragAroundTheBox() { fixture_->drag(low(), high()); }
  void key(Qt::Key k, Qt::KeyboardModifiers m = {}) { QTest::keyClick(&canvas(), k, m); }
  void act(const char* id) { fixture_->window->actions().action(QLatin1String(id))->trigger(); }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowAssist>(argc, argv); }
#include "test_window_assist.moc"
