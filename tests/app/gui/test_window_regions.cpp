// Every shape through the real window: drawn by mouse and keys, changed, copied, converted, undone, saved.
#include "app/gui/action_registry.h"
#include "app/gui/photo_page.h"
#include "app/gui/region_tools.h"
#include "core/annotation/region_edit.h"
#include "core/formats/via_project.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/box_tool.h"
#include "widgets/image_canvas.h"
#include "widgets/keypoint_tool.h"
#include "widgets/select_tool.h"
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

class TestWindowRegions : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box_.folder));
    canvas().setFocus();
  }
  void cleanup() { fixture_.reset(); }

  void everyShapeIsDrawnByItsKey() {
    key(Qt::Key_R);
    fixture_->drag({20, 20}, {80, 60});
    key(Qt::Key_C);
    fixture_->drag({150, 50}, {170, 50});
    key(Qt::Key_E);
    fixture_->drag({250, 50}, {280, 70});
    key(Qt::Key_P);
    for (const Vec2 p : {Vec2{20, 100}, Vec2{80, 107}, Vec2{90, 160}, Vec2{31, 150}, Vec2{11, 133}})
      fixture_->click(p);
    key(Qt::Key_Return);
    key(Qt::Key_L);
    for (const Vec2 p : {Vec2{120, 100}, Vec2{180, 117}})
      fixture_->click(p);
    key(Qt::Key_Return);
    key(Qt::Key_P, Qt::ShiftModifier);
    fixture_->click({220, 140});
    key(Qt::Key_K);
    for (const Vec2 p : {Vec2{120, 160}, Vec2{201, 167}, Vec2{208, 228}, Vec2{113, 219}})
      fixture_->click(p);
    const ShapeKind kinds[] = {ShapeKind::rect,     ShapeKind::circle, ShapeKind::ellipse, ShapeKind::polygon,
                               ShapeKind::polyline, ShapeKind::point,  ShapeKind::polyline};
    QCOMPARE(regions().size(), std::size(kinds));
    for (std::size_t i = 0; i < std::size(kinds); ++i)
      QCOMPARE(int(kindOf(regions()[i].shape)), int(kinds[i]));
    QVERIFY(keypointSetOf(regions()[6]));
    QCOMPARE(selected(), std::vector<int>{6}); // what was drawn last
    QCOMPARE(stack().count(), 7);

    const std::vector<Region> drawn = regions();
    while (stack().canUndo())
      act("edit.undo");
    QVERIFY(regions().empty());
    while (stack().canRedo())
      act("edit.redo");
    QVERIFY(regions() == drawn);
    act("file.save");
    QTRY_VERIFY(!fixture_->context->session.isSaving());
    const auto saved = loadViaProject(fixture_->context->session.projectFile());
    QVERIFY(saved.ok());
    QVERIFY(saved->pictures[0].regions == drawn);
  }

  void aDragIsOneStepAndANudgeSeriesToo() {
    add({RectShape{40, 40, 60, 50}});
    key(Qt::Key_V);
    fixture_->click({60, 60});
    QCOMPARE(selected(), std::vector<int>{0});
    const int steps = stack().count();
    fixture_->drag({60, 60}, {90, 80});
    QCOMPARE(stack().count(), steps + 1);
    const auto moved = std::get<RectShape>(regions()[0].shape);
    QVERIFY(std::abs(moved.x - 70) < 1 && std::abs(moved.y - 60) < 1);
    for (int i = 0; i < 5; ++i)
      key(Qt::Key_Right);
    QCOMPARE(stack().count(), steps + 2);
    QCOMPARE(std::get<RectShape>(regions()[0].shape).x, moved.x + 5);
    QCOMPARE(fixture_->context->current.index(), 0); // the arrow was the region's
    key(Qt::Key_Escape);
    key(Qt::Key_Right);
    QCOMPARE(fixture_->context->current.index(), 1);
  }

  void theRimMovesByItsOwnVerb() {
    fixture_->setScale();
    fixture_->placeRim(box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    const auto before = fixture_->context->measure.report();
    key(Qt::Key_V);
    key(Qt::Key_S); // a side nearly level would snap to it
    const Vec2 corner = document().rim(0)->corners[1];
    fixture_->click(0.5 * (document().rim(0)->corners[0] + corner));
    QCOMPARE(selected().size(), std::size_t(1));
    fixture_->drag(corner, corner + Vec2{9, -6});
    QVERIFY(norm(document().rim(0)->corners[1] - corner - Vec2{9, -6}) < 1.5);
    QVERIFY(document().rim(0)->complete());
    QVERIFY(fixture_->waitIdle());
    QVERIFY(fixture_->context->measure.report() != before); // measured again
    fixture_->drag(document().rim(0)->corners[1], corner + Vec2{3, 3});
    QCOMPARE(verticesOf(regions()[std::size_t(selected()[0])].shape).size(), std::size_t(4));
  }

  void copiesGoToOtherPictures() {
    add({RectShape{40, 40, 60, 50}, CircleShape{{200, 100}, 20}});
    key(Qt::Key_V);
    key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selected(), (std::vector<int>{0, 1}));
    key(Qt::Key_C, Qt::ControlModifier);
    key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(regions().size(), std::size_t(4));
    QVERIFY(regions()[2].shape != regions()[0].shape); // aside
    key(Qt::Key_Delete);
    QCOMPARE(regions().size(), std::size_t(2));
    fixture_->context->current.select(1);
    key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(regions() == document().picture(0).regions);
    act("edit.undo");
    QVERIFY(regions().empty());
    act("region.repeatPrevious");
    QVERIFY(regions() == document().picture(0).regions);
    act("region.repeatPrevious"); // what is here is not added again
    QCOMPARE(regions().size(), std::size_t(2));
    act("region.duplicate");
    QCOMPARE(regions().size(), std::size_t(4));
  }

  void aSecondRimBecomesAPolygon() {
    fixture_->placeRim(box_.truth.corners);
    act("region.selectAll");
    act("tool.select");
    act("region.selectAll");
    QCOMPARE(selected().size(), std::size_t(1));
    act("region.duplicate");
    QCOMPARE(regions().size(), std::size_t(2));
    QVERIFY(isMarkedRim(regions()[0]) && !isMarkedRim(regions()[1]));
    QCOMPARE(int(kindOf(regions()[1].shape)), int(ShapeKind::polygon));
  }

  void convertsAndOrders() {
    add({RectShape{40, 40, 60, 50}});
    key(Qt::Key_V);
    act("region.selectAll");
    act("region.toPolygon");
    QCOMPARE(verticesOf(regions()[0].shape), (std::vector<Vec2>{{40, 40}, {100, 40}, {100, 90}, {40, 90}}));
    act("region.toEllipse");
    QCOMPARE(int(kindOf(regions()[0].shape)), int(ShapeKind::ellipse));
    act("edit.undo");
    document().replaceRegions(
        0, {{0, {PolygonShape{{{40, 90}, {100, 90}, {100, 40}, {40, 40}}}, {}, {}, {}}}}, QString());
    act("region.order");
    QCOMPARE(verticesOf(regions()[0].shape), (std::vector<Vec2>{{40, 40}, {100, 40}, {100, 90}, {40, 90}}));
    act("region.toKeypoints");
    QVERIFY(keypointSetOf(regions()[0]));
    act("region.toPolygon");
    QVERIFY(!keypointSetOf(regions()[0]));
    act("region.toRim");
    QVERIFY(isMarkedRim(regions()[0]));
    QVERIFY(document().rim(0)->complete());
    act("region.toPoint");
    QVERIFY(!document().rim(0));
    QSignalSpy told(&fixture_->window->photoPage(), &PhotoPage::told);
    act("region.toPolygon");
    QCOMPARE(told.size(), 1);
  }

  void lockedRegionsStay() {
    add({RectShape{40, 40, 60, 50}, CircleShape{{200, 100}, 20}});
    key(Qt::Key_V);
    fixture_->context->regions.setLocked({0}, true);
    fixture_->context->regions.select({1, 0});
    key(Qt::Key_Delete);
    QCOMPARE(regions().size(), std::size_t(1));
    QCOMPARE(int(kindOf(regions()[0].shape)), int(ShapeKind::rect));
    QVERIFY(fixture_->context->regions.isLocked(0));
    act("edit.undo");
    QVERIFY(fixture_->context->regions.isLocked(0) && !fixture_->context->regions.isLocked(1));
  }

  void aLockedRimStays() {
    fixture_->placeRim(box_.truth.corners);
    fixture_->context->regions.setLocked({0}, true);
    QSignalSpy told(&fixture_->window->photoPage(), &PhotoPage::told);
    const std::vector<Region> before = regions();
    const int steps = stack().count();
    BoxTool& tool = fixture_->window->photoPage().boxTool();
    QVERIFY2(tool.hint().contains(QStringLiteral("unlocks")), qPrintable(tool.hint()));
    fixture_->drag(box_.truth.corners[0], box_.truth.corners[0] + Vec2{10, 10});
    key(Qt::Key_Delete);
    act("edit.removeRim");
    QCOMPARE(told.size(), 1);
    tool.selectCorner(0);
    key(Qt::Key_X);
    QCOMPARE(told.size(), 2);
    RegionEditor& editor = fixture_->window->photoPage().regionTools().editor();
    editor.cycleVisibility(0, 0, {});
    QCOMPARE(told.size(), 3);
    const Shape moved = movedBy(before[0].shape, {5, 5});
    editor.edit({{0, moved}}, ShapeEdit::move, 1);
    QVERIFY(regions() == before);
    QCOMPARE(stack().count(), steps);
    fixture_->context->current.select(1);
    document().setRimCorners(1, box_.truth.corners);
    fixture_->context->regions.setLocked({0}, true);
    document().moveRimCorner(0, 0, {1, 1});
    act("edit.copyRim");
    QVERIFY(document().rim(1)->asCorners() == box_.truth.corners);
    fixture_->context->regions.setLocked({0}, false);
    act("edit.copyRim");
    QVERIFY(document().rim(1)->corners[0] == Vec2(1, 1));
  }

  void aLockedProposalIsNeitherAcceptedNorRejected() {
    document().proposeRim(0, box_.truth.corners, {RimSource::model, "corners", {0.9, 0.9, 0.9, 0.9}, false});
    fixture_->context->regions.setLocked({0}, true);
    QSignalSpy told(&fixture_->window->photoPage(), &PhotoPage::told);
    act("edit.acceptCorners");
    act("edit.rejectCorners");
    QCOMPARE(told.size(), 2);
    QVERIFY(document().rim(0) && document().rim(0)->origin.isProposal());
  }

  void aNetworksRimThatMovesWithOthersIsAnEditedOne() {
    document().proposeRim(0, box_.truth.corners, {RimSource::model, "corners", {0.9, 0.9, 0.9, 0.9}, false});
    add({RectShape{40, 40, 60, 50}});
    key(Qt::Key_V);
    fixture_->context->regions.select({0, 1});
    key(Qt::Key_Right);
    const Rim rim = *document().rim(0);
    QCOMPARE(rim.corners[0].x, box_.truth.corners[0].x + 1);
    QCOMPARE(int(rim.origin.source), int(RimSource::edited));
    QVERIFY(!rim.origin.isProposal());
    QCOMPARE(rim.origin.network, std::string("corners"));
  }

  void flagsFollowTheirRegions() {
    RegionSelection& selection = fixture_->context->regions;
    add({RectShape{40, 40, 60, 50}, CircleShape{{200, 100}, 20}, RectShape{10, 10, 5, 5}});
    selection.setHidden({2}, true);
    selection.setLocked({1}, true);
    document().removeRegions(0, {0});
    QCOMPARE(selection.hidden(), std::set<int>{1});
    QCOMPARE(selection.locked(), std::set<int>{0});
    act("edit.undo");
    QCOMPARE(selection.hidden(), std::set<int>{2});
    QCOMPARE(selection.locked(), std::set<int>{1});
    fixture_->context->current.select(1);
    QVERIFY(selection.hidden().empty());
    fixture_->context->current.select(0);
    QCOMPARE(selection.hidden(), std::set<int>{2});
  }

  void hidesWhileTheKeyIsHeld() {
    add({RectShape{40, 40, 60, 50}});
    QTest::keyPress(&canvas(), Qt::Key_H);
    QVERIFY(fixture_->context->regions.allHidden());
    QTest::keyRelease(&canvas(), Qt::Key_H);
    QVERIFY(fixture_->context->regions.allHidden()); // a short press stays
    key(Qt::Key_H);
    QVERIFY(!fixture_->context->regions.allHidden());
    QTest::keyPress(&canvas(), Qt::Key_H);
    QTest::qWait(450);
    QTest::keyRelease(&canvas(), Qt::Key_H);
    QVERIFY(!fixture_->context->regions.allHidden());
  }

  void findsTheCornerOfAnEdge() {
    // Rough by some pixels, as a hand is.
    RimCorners rough = box_.truth.corners;
    for (std::size_t i = 0; i < 4; ++i)
      rough[i] = rough[i] + Vec2{i % 2 ? 1.8 : -1.5, i < 2 ? 1.2 : -1.6};
    fixture_->placeRim(rough);
    fixture_->window->photoPage().boxTool().selectCorner(0);
    QSignalSpy told(&fixture_->window->photoPage(), &PhotoPage::told);
    const Vec2 before = document().rim(0)->corners[0];
    key(Qt::Key_X);
    QCOMPARE(told.size(), 1);
    const Vec2 after = document().rim(0)->corners[0];
    QVERIFY2(after != before, qPrintable(told[0][0].toString()));
    QVERIFY2(told[0][0].toString().contains(QStringLiteral("pixels")), qPrintable(told[0][0].toString()));
  }

  void newRegionsTakeTheLabelGivenLast() {
    key(Qt::Key_R);
    fixture_->drag({20, 20}, {80, 60});
    Region labelled = regions()[0];
    labelled.attributes.set("label", std::string("tote"));
    document().replaceRegions(0, {{0, labelled}}, QString());
    fixture_->drag({120, 20}, {180, 60});
    QCOMPARE(labelOf(regions()[1]), std::string("tote"));
  }

  void noTwoActionsShareAKey() {
    QMap<QKeySequence, QString> owners;
    const ActionRegistry& actions = fixture_->window->actions();
    for (const QAction* action : actions.actions())
      for (const QKeySequence& keys : action->shortcuts()) {
        QVERIFY2(!owners.contains(keys),
                 qPrintable(keys.toString() + QStringLiteral(": ") + owners.value(keys) +
                            QStringLiteral(", ") + actions.idOf(action)));
        owners.insert(keys, actions.idOf(action));
      }
    QVERIFY(owners.size() > 40);
  }

  void theKeypointMenuChoosesTheTool() {
    QMenu* menu = fixture_->window->photoPage().regionTools().keypointMenu();
    Q_EMIT menu->aboutToShow();
    QVERIFY(menu->actions().size() >= 3);
    menu->actions()[1]->trigger();
    QCOMPARE(fixture_->window->photoPage().regionTools().keypointTool().kind(), boxTemplate(8));
    QVERIFY(fixture_->window->actions().action(QStringLiteral("tool.keypoints"))->isChecked());
    QVERIFY(canvas().tool() == &fixture_->window->photoPage().regionTools().keypointTool());
  }

 private:
  AnnotationDocument& document() { return fixture_->context->document; }
  QUndoStack& stack() { return *document().undoStack(fixture_->context->current.index()); }
  const std::vector<Region>& regions() {
    return document().picture(fixture_->context->current.index()).regions;
  }
  std::vector<int> selected() { return fixture_->context->regions.selected(); }
  ImageCanvas& canvas() { return fixture_->window->photoPage().canvas(); }
  void key(Qt::Key k, Qt::KeyboardModifiers m = {}) { QTest::keyClick(&canvas(), k, m); }
  void act(const char* id) { fixture_->window->actions().action(QLatin1String(id))->trigger(); }
  void add(std::vector<Shape> shapes) {
    std::vector<Region> made;
    for (Shape& shape : shapes)
      made.push_back({std::move(shape), {}, {}, {}});
    document().addRegions(0, std::move(made));
  }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowRegions>(argc, argv); }
#include "test_window_regions.moc"
