#include "tests/support/mouse.h"
#include "tests/support/widget_look.h"
#include "widgets/drag_shape_tool.h"
#include "widgets/image_canvas.h"
#include "widgets/keypoint_tool.h"
#include "widgets/path_tool.h"
#include "widgets/region_handles_view.h"
#include "widgets/select_tool.h"
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace fillscope;

namespace {

/// Stands for the document: does what the tools ask and shows it again.
struct Document {
  explicit Document(RegionLayer& layer)
      : layer_(layer) {}
  void follow(RegionTool& tool) {
    QObject::connect(&tool, &RegionTool::gestureStarted, &tool,
                     [this](int* gesture) { *gesture = ++gestures; });
    QObject::connect(&tool, &RegionTool::selectionRequested, &tool,
                     [this](const std::vector<int>& chosen) { select(chosen); });
    QObject::connect(&tool, &RegionTool::shapeDrawn, &tool, [this](const Shape& shape) {
      regions.push_back({shape, {}, {}, {}});
      show();
    });
    QObject::connect(&tool, &RegionTool::shapesEdited, &tool,
                     [this](const std::vector<std::pair<int, Shape>>& shapes, ShapeEdit edit, int gesture) {
                       for (const auto& [index, shape] : shapes)
                         regions[std::size_t(index)].shape = shape;
                       edits.push_back(edit);
                       usedGestures.push_back(gesture);
                       show();
                     });
    QObject::connect(&tool, &RegionTool::removeRequested, &tool, [this] {
      for (auto it = selected.rbegin(); it != selected.rend(); ++it)
        regions.erase(regions.begin() + *it);
      select({});
      show();
    });
  }
  void select(std::vector<int> chosen) {
    const int active = chosen.empty() ? -1 : chosen.back();
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    selected = chosen;
    layer_.setSelected(chosen, active);
  }
  void show() { layer_.setRegions(regions); }
  void set(std::vector<Shape> shapes) {
    regions.clear();
    for (Shape& shape : shapes)
      regions.push_back({std::move(shape), {}, {}, {}});
    show();
    select({});
  }

  std::vector<Region> regions;
  std::vector<int> selected, usedGestures;
  std::vector<ShapeEdit> edits;
  int gestures = 0;

 private:
  RegionLayer& layer_;
};

bool near(Vec2 a, Vec2 b, double tolerance = 1e-6) { return norm(a - b) <= tolerance; }

} // namespace

class TestRegionTools : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<RegionLayer> layer_;
  std::unique_ptr<ImageCanvas> canvas_;
  std::unique_ptr<Document> document_;
  std::unique_ptr<RegionTool> tool_;

  template <class Tool, class... Args>
  Tool& use(Args... args) {
    canvas_->setTool(nullptr);
    auto tool = std::make_unique<Tool>(*layer_, args...);
    Tool& used = *tool;
    tool_ = std::move(tool);
    document_->follow(used);
    canvas_->setTool(&used);
    canvas_->setFocus();
    return used;
  }
  QPoint at(Vec2 picture) const { return canvas_->viewportFromPicture({picture.x, picture.y}).toPoint(); }
  Vec2 exactly(Vec2 picture) const {
    const QPointF p = canvas_->pictureFromViewport(at(picture));
    return {p.x(), p.y()};
  }
  void press(Vec2 p, Qt::KeyboardModifiers m = {}) {
    QTest::mousePress(canvas_->viewport(), Qt::LeftButton, m, at(p));
  }
  void move(Vec2 p, Qt::KeyboardModifiers m = {}) {
    tests::moveMouse(canvas_->viewport(), at(p), buttons_, m);
  }
  void release(Vec2 p, Qt::KeyboardModifiers m = {}) {
    QTest::mouseRelease(canvas_->viewport(), Qt::LeftButton, m, at(p));
  }
  void click(Vec2 p, Qt::KeyboardModifiers m = {}) {
    move(p);
    press(p, m);
    release(p, m);
    QTest::qWait(1);
  }
  void drag(Vec2 from, Vec2 to, Qt::KeyboardModifiers m = {}) {
    move(from);
    press(from, m);
    buttons_ = Qt::LeftButton;
    move(0.5 * (from + to), m);
    move(to, m);
    buttons_ = Qt::NoButton;
    release(to, m);
  }
  void key(Qt::Key k, Qt::KeyboardModifiers m = {}) { QTest::keyClick(canvas_.get(), k, m); }
  const Shape& shape(std::size_t i) const { return document_->regions.at(i).shape; }
  Qt::MouseButtons buttons_ = Qt::NoButton;

 private Q_SLOTS:
  void init() {
    tests::useLook(false);
    layer_ = std::make_unique<RegionLayer>();
    canvas_ = std::make_unique<ImageCanvas>();
    document_ = std::make_unique<Document>(*layer_);
    canvas_->resize(800, 600);
    QImage photo(320, 240, QImage::Format_RGB888);
    photo.fill(QColor(120, 110, 90));
    canvas_->setImage(photo);
    canvas_->setLayer(layer_.get());
    canvas_->show();
    QVERIFY(QTest::qWaitForWindowExposed(canvas_.get()));
    canvas_->setZoom(2 * canvas_->viewport()->devicePixelRatioF());
  }
  void cleanup() {
    canvas_->setTool(nullptr);
    canvas_.reset();
    tool_.reset();
    layer_.reset();
  }

  void rectIsDraggedOrClicked() {
    auto& tool = use<DragShapeTool>(ShapeKind::rect);
    drag({40, 60}, {120, 100});
    QCOMPARE(document_->regions.size(), std::size_t(1));
    const auto rect = std::get<RectShape>(shape(0));
    QVERIFY(near({rect.x, rect.y}, exactly({40, 60})));
    QVERIFY(near({rect.x + rect.width, rect.y + rect.height}, exactly({120, 100})));
    click({150, 150});
    QVERIFY(tool.isDrawing());
    QCOMPARE(document_->regions.size(), std::size_t(1));
    click({200, 180});
    QVERIFY(!tool.isDrawing());
    QCOMPARE(document_->regions.size(), std::size_t(2));
  }

  void shiftMakesSquaresAndCircles() {
    use<DragShapeTool>(ShapeKind::rect);
    drag({40, 60}, {120, 100}, Qt::ShiftModifier);
    const auto rect = std::get<RectShape>(shape(0));
    QCOMPARE(rect.width, rect.height);
    use<DragShapeTool>(ShapeKind::ellipse);
    drag({200, 150}, {240, 160}, Qt::ShiftModifier);
    const auto ellipse = std::get<EllipseShape>(shape(1));
    QCOMPARE(ellipse.rx, ellipse.ry);
    use<DragShapeTool>(ShapeKind::circle);
    drag({100, 180}, {100, 200});
    QVERIFY(std::abs(std::get<CircleShape>(shape(2)).radius - 20) < 0.51);
  }

  void slipsAndEscapeDrawNothing() {
    auto& tool = use<DragShapeTool>(ShapeKind::rect);
    drag({40, 60}, {42, 60});
    QCOMPARE(document_->regions.size(), std::size_t(0));
    press({40, 60});
    buttons_ = Qt::LeftButton;
    move({90, 90});
    key(Qt::Key_Escape);
    QVERIFY(!tool.isDrawing());
    buttons_ = Qt::NoButton;
    release({90, 90});
    QCOMPARE(document_->regions.size(), std::size_t(0));
  }

  void polygonFinishesInThreeWays_data() {
    QTest::addColumn<QString>("how");
    for (const char* how : {"Enter", "first vertex", "double click"})
      QTest::newRow(how) << QString::fromLatin1(how);
  }
  void polygonFinishesInThreeWays() {
    QFETCH(QString, how);
    use<PathTool>(ShapeKind::polygon);
    const std::vector<Vec2> corners{{40, 60}, {120, 65}, {130, 140}, {35, 130}};
    for (std::size_t i = 0; i + 1 < corners.size(); ++i)
      click(corners[i]);
    if (how == QStringLiteral("double click")) {
      click(corners[3]);
      QTest::mouseDClick(canvas_->viewport(), Qt::LeftButton, {}, at(corners[3]));
    } else {
      click(corners[3]);
      if (how == QStringLiteral("Enter"))
        key(Qt::Key_Return);
      else
        click({corners[0].x + 1.5, corners[0].y});
    }
    QCOMPARE(document_->regions.size(), std::size_t(1));
    const auto& points = std::get<PolygonShape>(shape(0)).points;
    QCOMPARE(points.size(), std::size_t(4));
    for (std::size_t i = 0; i < 4; ++i)
      QVERIFY(near(points[i], exactly(corners[i]), 5)); // sides may snap to the same height
  }

  void verticesAreTakenBackWhileDrawing() {
    auto& tool = use<PathTool>(ShapeKind::polygon);
    click({40, 60});
    click({120, 75});
    click({130, 140});
    key(Qt::Key_Backspace);
    QCOMPARE(tool.vertices().size(), std::size_t(2));
    // The window's Undo must not take this one.
    QKeyEvent undo(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    undo.ignore();
    QCoreApplication::sendEvent(canvas_.get(), &undo);
    QVERIFY(undo.isAccepted());
    key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(tool.vertices().size(), std::size_t(1));
    key(Qt::Key_Return); // one vertex is no polygon
    QCOMPARE(tool.vertices().size(), std::size_t(1));
    key(Qt::Key_Escape);
    QVERIFY(!tool.isDrawing());
    QKeyEvent free(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    free.ignore();
    QCoreApplication::sendEvent(canvas_.get(), &free);
    QVERIFY(!free.isAccepted());
    QVERIFY(document_->regions.empty());
  }

  void crossingSidesAreToldWhileDrawing() {
    auto& tool = use<PathTool>(ShapeKind::polygon);
    for (const Vec2 p : {Vec2{40, 60}, Vec2{140, 150}, Vec2{143, 66}})
      click(p);
    QVERIFY(!tool.hint().contains(shapeFaultText(ShapeFault::crossing)));
    move({45, 143});
    QVERIFY(tool.hint().contains(shapeFaultText(ShapeFault::crossing)));
    move({180, 20});
    QVERIFY(!tool.hint().contains(shapeFaultText(ShapeFault::crossing)));
  }

  void polylinesAndPoints() {
    use<PathTool>(ShapeKind::polyline);
    click({40, 60});
    click({120, 75});
    key(Qt::Key_Enter);
    QCOMPARE(std::get<PolylineShape>(shape(0)).points.size(), std::size_t(2));
    use<PathTool>(ShapeKind::point);
    click({200, 200});
    QVERIFY(near(std::get<PointShape>(shape(1)).position, exactly({200, 200})));
  }

  void snapsToVerticesSidesAndHeights() {
    document_->set({RectShape{100, 50, 80, 60}});
    auto& tool = use<PathTool>(ShapeKind::polyline);
    click({102, 48});
    QCOMPARE(tool.vertices().back(), (Vec2{100, 50}));
    click({139, 111}); // near the lower side
    QCOMPARE(tool.vertices().back().y, 110.0);
    click({230, 160});
    click({270, 161}); // nearly the same height
    QCOMPARE(tool.vertices()[3].y, tool.vertices()[2].y);
    move({181, 51});
    press({181, 51}, Qt::ControlModifier);
    release({181, 51}, Qt::ControlModifier);
    QVERIFY(tool.vertices().back() != (Vec2{180, 50}));
    tool.setSnapping(false);
    click({102, 108});
    QVERIFY(near(tool.vertices().back(), exactly({102, 108})));
  }

  void altSlowsThePointerDown() {
    auto& tool = use<PathTool>(ShapeKind::point);
    Q_UNUSED(tool)
    move({100, 100});
    press({100, 100});
    buttons_ = Qt::LeftButton;
    move({120, 100}, Qt::AltModifier);
    buttons_ = Qt::NoButton;
    release({120, 100}, Qt::AltModifier);
    QVERIFY(std::abs(std::get<PointShape>(shape(0)).position.x - (exactly({100, 100}).x + 2)) < 0.06);
  }

  void keypointsAreNamedAndAdvance() {
    auto& tool = use<KeypointTool>();
    tool.setSnapping(false);
    QSignalSpy drawn(&tool, &KeypointTool::keypointsDrawn);
    KeypointSet set;
    connect(&tool, &KeypointTool::keypointsDrawn, this, [&](const KeypointSet& made) { set = made; });
    QVERIFY(tool.hint().contains(QStringLiteral("1 of 4: top left")));
    click({40, 40});
    QVERIFY(tool.hint().contains(QStringLiteral("2 of 4: top right")));
    key(Qt::Key_O);
    QVERIFY(tool.hint().contains(QStringLiteral("hidden")));
    click({120, 40});
    QVERIFY(tool.hint().contains(QStringLiteral("3 of 4")));
    key(Qt::Key_Backspace);
    QVERIFY(tool.hint().contains(QStringLiteral("2 of 4")));
    key(Qt::Key_O);
    click({120, 40});
    key(Qt::Key_O);
    key(Qt::Key_O);
    QVERIFY(tool.hint().contains(QStringLiteral("not in the picture")));
    key(Qt::Key_Return);
    QVERIFY(tool.hint().contains(QStringLiteral("4 of 4")));
    click({45, 110});
    QCOMPARE(drawn.size(), 1);
    QVERIFY(!tool.isDrawing());
    const auto seen = [&](std::size_t i) { return int(set.points.at(i).visibility); };
    QCOMPARE(seen(0), 2);
    QCOMPARE(seen(1), 1);
    QCOMPARE(seen(2), 0);
    QCOMPARE(seen(3), 2);
    QVERIFY(near(set.points[3].at, exactly({45, 110})));
  }

  void keypointsThatAreNotPlacedHaveNoNumber() {
    use<KeypointTool>();
    const auto painted = [&](const KeypointSet& set) {
      QImage image(canvas_->viewport()->size(), QImage::Format_RGB32);
      image.fill(Qt::black);
      QPainter painter(&image);
      const Region region = regionFromKeypointSet(set);
      paintHandles(painter, *canvas_, region, handlesOf(region.shape), {});
      return image;
    };
    KeypointTemplate two = boxTemplate();
    two.keypoints.resize(2);
    two.edges = {{0, 1}};
    two.flipPairs = {{0, 1}};
    const Keypoint first{{40, 40}}, second{{120, 47}}, outside{{40, 40}, KeypointVisibility::outside};
    QCOMPARE(painted({boxTemplate(), {first, second, outside, outside}}), painted({two, {first, second}}));
  }

  void keypointsEndEarly() {
    auto& tool = use<KeypointTool>();
    KeypointSet set;
    connect(&tool, &KeypointTool::keypointsDrawn, this, [&](const KeypointSet& made) { set = made; });
    tool.setTemplate(boxTemplate(8));
    click({40, 40});
    click({120, 47});
    key(Qt::Key_Return);
    QCOMPARE(set.points.size(), std::size_t(8));
    QCOMPARE(int(set.points[7].visibility), 0);
    click({40, 40});
    key(Qt::Key_Escape);
    QVERIFY(!tool.isDrawing());
  }

  void clicksChoose() {
    document_->set({RectShape{20, 20, 200, 150}, RectShape{60, 60, 40, 40}, CircleShape{{260, 200}, 20}});
    use<SelectTool>();
    click({80, 80});
    QCOMPARE(document_->selected, std::vector<int>{1}); // the smaller one
    click({80, 80});
    QCOMPARE(document_->selected, std::vector<int>{0}); // again: the one below
    click({260, 200}, Qt::ShiftModifier);
    QCOMPARE(document_->selected, (std::vector<int>{0, 2}));
    click({260, 200}, Qt::ShiftModifier);
    QCOMPARE(document_->selected, std::vector<int>{0});
    click({300, 20});
    QVERIFY(document_->selected.empty());
    drag({50, 50}, {110, 110});
    QCOMPARE(document_->selected, std::vector<int>{1});
    drag({5, 5}, {300, 230});
    QCOMPARE(document_->selected, (std::vector<int>{0, 1, 2}));
  }

  void whatIsNotChosenNeverMoves() {
    document_->set({RectShape{60, 60, 80, 80}});
    use<SelectTool>();
    drag({90, 90}, {150, 120});
    QVERIFY(document_->edits.empty());
    click({90, 90});
    press({90, 90});
    buttons_ = Qt::LeftButton;
    move({91, 90}); // a tremble
    buttons_ = Qt::NoButton;
    release({91, 90});
    QVERIFY(document_->edits.empty());
  }

  void chosenOnesMoveTogether() {
    document_->set({RectShape{60, 60, 40, 40}, CircleShape{{180, 80}, 20}, PointShape{{250, 200}}});
    use<SelectTool>();
    document_->select({1, 0});
    layer_->setLocked({1});
    drag({62, 90}, {92, 105});
    QCOMPARE(document_->edits.size(), std::size_t(1));
    QCOMPARE(int(document_->edits[0]), int(ShapeEdit::move));
    QVERIFY(near({std::get<RectShape>(shape(0)).x, std::get<RectShape>(shape(0)).y}, {90, 75}));
    QVERIFY(shape(1) == Shape(CircleShape{{180, 80}, 20})); // locked
    QVERIFY(shape(2) == Shape(PointShape{{250, 200}}));
  }

  void escapeGivesADragUp() {
    const Shape polygon = PolygonShape{{{40, 40}, {140, 45}, {135, 140}, {45, 135}}};
    document_->set({polygon});
    use<SelectTool>();
    document_->select({0});
    press({140, 45});
    buttons_ = Qt::LeftButton;
    move({170, 30});
    key(Qt::Key_Escape);
    buttons_ = Qt::NoButton;
    release({170, 30});
    QVERIFY(shape(0) == polygon);
    QVERIFY(document_->edits.empty());
    QCOMPARE(document_->selected, std::vector<int>{0});
  }

  void keysWaitUntilADragHasEnded() {
    document_->set({RectShape{60, 60, 40, 40}, RectShape{180, 60, 40, 40}});
    use<SelectTool>();
    document_->select({0});
    move({62, 90});
    press({62, 90});
    buttons_ = Qt::LeftButton;
    move({92, 105});
    key(Qt::Key_Delete);
    key(Qt::Key_Tab);
    key(Qt::Key_Right);
    const QKeyEvent undo(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY2(tool_->wantsKey(undo), "it is no shortcut meanwhile");
    buttons_ = Qt::NoButton;
    release({92, 105});
    QVERIFY(!tool_->wantsKey(undo));
    QCOMPARE(document_->regions.size(), std::size_t(2));
    QCOMPARE(document_->selected, std::vector<int>{0});
    QCOMPARE(document_->edits.size(), std::size_t(1));
    QVERIFY(near({std::get<RectShape>(shape(0)).x, std::get<RectShape>(shape(0)).y}, {90, 75}));
    QVERIFY(shape(1) == Shape(RectShape{180, 60, 40, 40}));
  }

  void aDragEndsWhenItsRegionChanges_data() {
    QTest::addColumn<bool>("gone");
    QTest::newRow("it is gone") << true;
    QTest::newRow("it has another shape") << false;
  }
  void aDragEndsWhenItsRegionChanges() {
    QFETCH(bool, gone);
    document_->set({RectShape{60, 60, 40, 40}, RectShape{180, 60, 40, 40}});
    use<SelectTool>();
    document_->select({0});
    move({62, 90});
    press({62, 90});
    buttons_ = Qt::LeftButton;
    move({92, 105});
    if (gone)
      document_->regions.erase(document_->regions.begin());
    else
      document_->regions[0].shape = RectShape{10, 10, 20, 20};
    document_->show();
    const std::vector<Region> left = document_->regions;
    move({100, 110});
    buttons_ = Qt::NoButton;
    release({100, 110});
    QVERIFY(document_->edits.empty());
    QVERIFY(document_->regions == left);
  }

  void verticesAreDraggedInsertedAndRemoved() {
    document_->set({PolygonShape{{{40, 40}, {140, 45}, {135, 140}, {45, 135}}}});
    auto& tool = use<SelectTool>();
    tool.setSnapping(false);
    document_->select({0});
    drag({140, 45}, {170, 30});
    QCOMPARE(int(document_->edits.back()), int(ShapeEdit::reshape));
    QVERIFY(near(verticesOf(shape(0))[1], {170, 30}, 0.6));
    QCOMPARE(tool.selectedVertex(), 1);
    drag({90, 137.5}, {90, 170}); // the middle of the lower side
    QCOMPARE(int(document_->edits.back()), int(ShapeEdit::insertVertex));
    QCOMPARE(verticesOf(shape(0)).size(), std::size_t(5));
    QVERIFY(near(verticesOf(shape(0))[3], {90, 170}, 0.6));
    QCOMPARE(tool.selectedVertex(), 3);
    key(Qt::Key_Delete);
    QCOMPARE(verticesOf(shape(0)).size(), std::size_t(4));
    // A second click within the time of a double one, on a side.
    QTest::mouseDClick(canvas_->viewport(), Qt::LeftButton, {}, at({42, 65}));
    QCOMPARE(verticesOf(shape(0)).size(), std::size_t(5));
    key(Qt::Key_Escape); // the vertex, not the region
    QCOMPARE(tool.selectedVertex(), -1);
    QCOMPARE(document_->selected, std::vector<int>{0});
    key(Qt::Key_Delete);
    QVERIFY(document_->regions.empty());
  }

  void handlesReshape() {
    document_->set({RectShape{60, 60, 80, 40}, EllipseShape{{220, 150}, 50, 30, 0}});
    auto& tool = use<SelectTool>();
    tool.setSnapping(false);
    document_->select({0});
    drag({140, 100}, {160, 130});
    const auto rect = std::get<RectShape>(shape(0));
    QVERIFY(near({rect.width, rect.height}, {100, 70}, 0.6));
    document_->select({1});
    drag({220, 106}, {270, 150}); // the knob, a quarter turn clockwise
    QVERIFY(std::abs(std::get<EllipseShape>(shape(1)).theta - 1.5707963) < 0.03);
  }

  void arrowsNudgeRegionsAndVertices() {
    document_->set({RectShape{60, 60, 80, 40}, PolygonShape{{{40, 140}, {140, 145}, {135, 220}}}});
    auto& tool = use<SelectTool>();
    document_->select({0});
    key(Qt::Key_Right);
    key(Qt::Key_Down, Qt::ShiftModifier);
    key(Qt::Key_Left, Qt::AltModifier);
    QVERIFY(near({std::get<RectShape>(shape(0)).x, std::get<RectShape>(shape(0)).y}, {60.9, 70}));
    QCOMPARE(document_->usedGestures.front(), document_->usedGestures.back()); // one step
    document_->select({1});
    tool.selectVertex(0);
    key(Qt::Key_Up);
    QCOMPARE(verticesOf(shape(1))[0], (Vec2{40, 139}));
    QVERIFY(document_->usedGestures.back() != document_->usedGestures.front());
    document_->select({});
    QKeyEvent right(QEvent::KeyPress, Qt::Key_Right, Qt::NoModifier);
    QVERIFY(!tool.wantsKey(right)); // free for the next picture
  }

  void tabGoesThroughWhatIsSeen() {
    document_->set({RectShape{60, 60, 80, 40}, RectShape{160, 60, 80, 40}, RectShape{60, 160, 80, 40}});
    layer_->setHidden({1});
    use<SelectTool>();
    document_->select({0});
    key(Qt::Key_Tab);
    QCOMPARE(document_->selected, std::vector<int>{2});
    key(Qt::Key_Tab);
    QCOMPARE(document_->selected, std::vector<int>{0});
    key(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(document_->selected, std::vector<int>{2});
    key(Qt::Key_Escape);
    QVERIFY(document_->selected.empty());
  }

  void keypointsAreChosenByNumberAndChangeVisibility() {
    KeypointSet set{boxTemplate(), {{{40, 40}}, {{140, 45}}, {{135, 140}}, {{45, 135}}}};
    document_->regions = {regionFromKeypointSet(set)};
    document_->show();
    auto& tool = use<SelectTool>();
    QSignalSpy asked(&tool, &SelectTool::visibilityRequested);
    document_->select({0});
    key(Qt::Key_O);
    QCOMPARE(asked.size(), 0);
    key(Qt::Key_3);
    QCOMPARE(tool.selectedVertex(), 2);
    QVERIFY(tool.hint().contains(QStringLiteral("3 of 4, bottom right")));
    key(Qt::Key_O);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][1].toInt(), 2);
    key(Qt::Key_Delete); // a set keeps its number of points: the region goes
    QVERIFY(document_->regions.empty());
  }

  void whatIsUnderTheMouseIsForgottenWithItsRegion() {
    document_->set({RectShape{10, 10, 20, 20}, RectShape{60, 60, 80, 40}});
    SelectTool& tool = use<SelectTool>();
    move({100, 60}); // on the outline of the one that goes
    document_->set({RectShape{10, 10, 20, 20}});
    canvas_->grab();
    document_->set({RectShape{60, 60, 80, 40}});
    document_->select({0});
    move({60, 60});
    QCOMPARE(tool.cursor(), Qt::PointingHandCursor);
    document_->set({});
    QCOMPARE(tool.cursor(), Qt::ArrowCursor);
  }

  void hiddenAndLockedAreLeftAlone() {
    document_->set({RectShape{60, 60, 80, 40}, PolygonShape{{{160, 140}, {240, 145}, {235, 220}}}});
    layer_->setHidden({0});
    layer_->setLocked({1});
    use<SelectTool>();
    click({100, 80});
    QVERIFY(document_->selected.empty());
    click({220, 160});
    QCOMPARE(document_->selected, std::vector<int>{1});
    drag({160, 140}, {150, 120});
    key(Qt::Key_Right);
    QVERIFY(document_->edits.empty());
  }
};

QTEST_MAIN(TestRegionTools)
#include "test_region_tools.moc"
