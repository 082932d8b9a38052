#include "core/annotation/rim.h"
#include "tests/support/image_baseline.h"
#include "tests/support/mouse.h"
#include "tests/support/widget_look.h"
#include "widgets/box_tool.h"
#include "widgets/image_canvas.h"
#include "widgets/loupe.h"
#include <QLinearGradient>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace fillscope;

namespace {

/// Stands for the document: does what the tool asks and shows it again.
struct Document {
  explicit Document(BoxTool& tool)
      : tool_(tool) {
    QObject::connect(&tool, &BoxTool::gestureStarted, &tool, [this](int* gesture) { *gesture = ++gestures; });
    QObject::connect(&tool, &BoxTool::cornerPlaced, &tool, [this](const Vec2& p, bool isHidden) {
      corners.push_back(p);
      hidden.push_back(isHidden);
      show();
    });
    QObject::connect(&tool, &BoxTool::cornerHidden, &tool, [this](int corner, bool isHidden) {
      hidden.resize(corners.size());
      hidden[static_cast<std::size_t>(corner)] = isHidden;
      show();
    });
    QObject::connect(&tool, &BoxTool::cornerMoved, &tool, [this](int corner, const Vec2& p, int gesture) {
      corners[static_cast<std::size_t>(corner)] = p;
      usedGestures.push_back(gesture);
      show();
    });
    QObject::connect(&tool, &BoxTool::rimMoved, &tool, [this](const Vec2& offset, int gesture) {
      for (Vec2& corner : corners)
        corner = corner + offset;
      usedGestures.push_back(gesture);
      show();
    });
    QObject::connect(&tool, &BoxTool::gestureFinished, &tool, [this] { ++finished; });
    QObject::connect(&tool, &BoxTool::removeRequested, &tool, [this] {
      corners.clear();
      show();
    });
  }
  void set(std::vector<Vec2> value) {
    corners = std::move(value);
    show();
  }
  void show() { tool_.setCorners(corners, hidden); }

  std::vector<Vec2> corners;
  std::vector<bool> hidden;
  std::vector<int> usedGestures;
  int gestures = 0, finished = 0;

 private:
  BoxTool& tool_;
};

QImage photo() {
  QImage image(320, 240, QImage::Format_RGB888);
  QPainter painter(&image);
  QLinearGradient ground(0, 0, 320, 240);
  ground.setColorAt(0, QColor(235, 225, 205));
  ground.setColorAt(1, QColor(60, 65, 80));
  painter.fillRect(image.rect(), ground);
  painter.setBrush(QColor(150, 110, 70));
  painter.drawPolygon(QPolygonF({{80, 60}, {240, 60}, {280, 190}, {40, 190}}));
  return image;
}

bool near(const Vec2& a, const Vec2& b, double tolerance = 1e-9) { return norm(a - b) <= tolerance; }

} // namespace

class TestBoxTool : public QObject {
  Q_OBJECT

 private:
  const std::vector<Vec2> rim_{{80, 60}, {240, 60}, {280, 190}, {40, 190}};
  std::unique_ptr<ImageCanvas> canvas_;
  std::unique_ptr<BoxTool> tool_;
  std::unique_ptr<Document> document_;
  Qt::MouseButton held_ = Qt::NoButton;

  /// Logical pixels per picture pixel, so that the mouse moves the same way at every pixel ratio.
  void setScale(double scale) { canvas_->setZoom(scale * canvas_->viewport()->devicePixelRatioF()); }
  QPoint at(const Vec2& picture) const {
    return canvas_->viewportFromPicture({picture.x, picture.y}).toPoint();
  }
  Vec2 exactly(const QPoint& viewport) const {
    const QPointF p = canvas_->pictureFromViewport(viewport);
    return {p.x(), p.y()};
  }
  void press(const QPoint& p, Qt::KeyboardModifiers m = {}) {
    held_ = Qt::LeftButton;
    QTest::mousePress(canvas_->viewport(), held_, m, p);
  }
  void moveTo(const QPoint& p) { tests::moveMouse(canvas_->viewport(), p, held_); }
  void release(const QPoint& p) {
    held_ = Qt::NoButton;
    QTest::mouseRelease(canvas_->viewport(), Qt::LeftButton, {}, p);
  }

 private Q_SLOTS:
  void init() {
    held_ = Qt::NoButton;
    tests::useLook(false);
    canvas_ = std::make_unique<ImageCanvas>();
    canvas_->resize(800, 600);
    canvas_->setImage(photo());
    tool_ = std::make_unique<BoxTool>();
    document_ = std::make_unique<Document>(*tool_);
    canvas_->setTool(tool_.get());
    canvas_->show();
    QVERIFY(QTest::qWaitForWindowExposed(canvas_.get()));
    setScale(2);
  }
  void cleanup() {
    canvas_.reset();
    document_.reset();
    tool_.reset();
  }

  void placesExactlyFourInOrder() {
    for (int i = 0; i < 4; ++i) {
      QVERIFY(tool_->hint().startsWith(QStringLiteral("%1 of 4").arg(i + 1)));
      QVERIFY(tool_->hint().contains(QLatin1String(cornerNames[i])));
      const QPoint p = at(rim_[static_cast<std::size_t>(i)]);
      press(p);
      release(p);
      QCOMPARE(document_->corners.size(), std::size_t(i + 1));
      QVERIFY(near(document_->corners.back(), exactly(p)));
    }
    const QPoint elsewhere = at({150, 120});
    press(elsewhere);
    release(elsewhere);
    QCOMPARE(document_->corners.size(), std::size_t(4));
  }

  void aCornerIsHiddenAndSeenByKey() {
    const auto click = [&](std::size_t corner) {
      press(at(rim_[corner]));
      release(at(rim_[corner]));
    };
    const auto type = [&](Qt::Key key) { QTest::keyClick(canvas_.get(), key); };
    click(0);
    moveTo(at({150, 120}));
    type(Qt::Key_O);
    QVERIFY2(tool_->hint().contains(QStringLiteral("hidden by something")), qPrintable(tool_->hint()));
    type(Qt::Key_O); // taken back
    QVERIFY(!tool_->hint().contains(QStringLiteral("hidden by something")));
    type(Qt::Key_O);
    click(1);
    QVERIFY((document_->hidden == std::vector{false, true}));
    click(2); // O is for one corner
    click(3);
    QVERIFY((document_->hidden == std::vector{false, true, false, false}));
    moveTo(at({150, 120}));
    type(Qt::Key_O); // no corner is meant
    QVERIFY((document_->hidden == std::vector{false, true, false, false}));
    moveTo(at(rim_[2]));
    type(Qt::Key_O);
    type(Qt::Key_2);
    QVERIFY2(tool_->hint().contains(QStringLiteral("hidden")), qPrintable(tool_->hint()));
    type(Qt::Key_O); // the chosen one goes before the one under the mouse
    QVERIFY((document_->hidden == std::vector{false, false, true, false}));
  }

  void placesWhereTheButtonIsReleased() {
    const QPoint from = at({100, 100}), to = at({130, 90});
    press(from);
    moveTo(to);
    QVERIFY(document_->corners.empty());
    release(to);
    QCOMPARE(document_->corners.size(), std::size_t(1));
    QVERIFY(near(document_->corners[0], exactly(to)));
  }

  void placesOutsideThePicture() {
    setScale(1);
    const QPoint outside = at({-40, -25});
    press(outside);
    release(outside);
    QVERIFY(near(document_->corners.at(0), exactly(outside)));
    QVERIFY(document_->corners[0].x < 0 && document_->corners[0].y < 0);
  }

  void escapeGivesUpAPlacement() {
    press(at({100, 100}));
    QTest::keyClick(canvas_.get(), Qt::Key_Escape);
    release(at({100, 100}));
    QVERIFY(document_->corners.empty());
  }

  void dragsACornerByTheSameOffset() {
    document_->set(rim_);
    const QPoint grab = at(rim_[1]) + QPoint(3, -2), to = grab + QPoint(30, 20);
    press(grab);
    QCOMPARE(tool_->selectedCorner(), 1);
    moveTo(to);
    release(to);
    QVERIFY(near(document_->corners[1], rim_[1] + Vec2{15, 10}));
    QCOMPARE(document_->corners[0], rim_[0]);
    QCOMPARE(document_->gestures, 1);
    QCOMPARE(document_->finished, 1);
    for (const int gesture : document_->usedGestures)
      QCOMPARE(gesture, 1);
  }

  void dragsACornerOutsideThePicture() {
    auto rim = rim_;
    rim[0] = {-30, -20};
    document_->set(rim);
    setScale(1);
    const QPoint grab = at(rim[0]);
    press(grab);
    QCOMPARE(tool_->selectedCorner(), 0);
    moveTo(grab + QPoint(-10, -5));
    release(grab + QPoint(-10, -5));
    QVERIFY(near(document_->corners[0], {-40, -25}));
  }

  void aClickMovesNothing() {
    document_->set(rim_);
    press(at(rim_[2]));
    moveTo(at(rim_[2]) + QPoint(1, 1));
    release(at(rim_[2]) + QPoint(1, 1));
    QCOMPARE(document_->corners, rim_);
    QCOMPARE(tool_->selectedCorner(), 2);
  }

  void altSlowsADragToATenth() {
    document_->set(rim_);
    const QPoint grab = at(rim_[0]);
    press(grab);
    QMouseEvent slow(QEvent::MouseMove, QPointF(grab + QPoint(40, 0)),
                     canvas_->viewport()->mapToGlobal(QPointF(grab + QPoint(40, 0))), Qt::NoButton,
                     Qt::LeftButton, Qt::AltModifier);
    QApplication::sendEvent(canvas_->viewport(), &slow);
    QVERIFY(near(document_->corners[0], rim_[0] + Vec2{2, 0}));
  }

  void escapeReturnsADragToItsStart() {
    document_->set(rim_);
    press(at(rim_[3]));
    moveTo(at(rim_[3]) + QPoint(50, 30));
    QVERIFY(!near(document_->corners[3], rim_[3]));
    QTest::keyClick(canvas_.get(), Qt::Key_Escape);
    QVERIFY(near(document_->corners[3], rim_[3]));
    moveTo(at(rim_[3]) + QPoint(70, 30));
    release(at(rim_[3]) + QPoint(70, 30));
    QVERIFY(near(document_->corners[3], rim_[3]));
    QCOMPARE(document_->finished, 1);
  }

  void theInsideMovesOnlyOnPurpose_data() {
    QTest::addColumn<QPoint>("grab");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<bool>("moves");
    QTest::newRow("inside, plain") << QPoint(160, 120) << int(Qt::NoModifier) << false;
    QTest::newRow("inside, Shift") << QPoint(160, 120) << int(Qt::ShiftModifier) << true;
    QTest::newRow("inside, Alt") << QPoint(160, 120) << int(Qt::AltModifier) << true;
    QTest::newRow("edge") << QPoint(160, 60) << int(Qt::NoModifier) << true;
    QTest::newRow("outside, Shift") << QPoint(20, 20) << int(Qt::ShiftModifier) << false;
  }
  void theInsideMovesOnlyOnPurpose() {
    QFETCH(QPoint, grab);
    QFETCH(int, modifiers);
    QFETCH(bool, moves);
    document_->set(rim_);
    const QPoint from = at({double(grab.x()), double(grab.y())});
    press(from, Qt::KeyboardModifiers(modifiers));
    moveTo(from + QPoint(12, 6));
    moveTo(from + QPoint(20, 10));
    release(from + QPoint(20, 10));
    for (std::size_t i = 0; i < 4; ++i)
      QVERIFY(near(document_->corners[i], moves ? rim_[i] + Vec2{10, 5} : rim_[i]));
  }

  void arrowsNudgeInOneGesture_data() {
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<double>("size");
    QTest::newRow("plain") << int(Qt::NoModifier) << 1.0;
    QTest::newRow("Alt") << int(Qt::AltModifier) << 0.1;
    QTest::newRow("Shift") << int(Qt::ShiftModifier) << 10.0;
  }
  void arrowsNudgeInOneGesture() {
    QFETCH(int, modifiers);
    QFETCH(double, size);
    document_->set(rim_);
    tool_->selectCorner(2);
    const auto key = [&](Qt::Key k) { QTest::keyClick(canvas_.get(), k, Qt::KeyboardModifiers(modifiers)); };
    for (const Qt::Key k : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Down, Qt::Key_Left, Qt::Key_Up, Qt::Key_Up})
      key(k);
    QVERIFY(near(document_->corners[2], rim_[2] + size * Vec2{1, -1}));
    QCOMPARE(document_->gestures, 1);
    QCOMPARE(document_->finished, 0);
    tool_->selectCorner(1);
    QCOMPARE(document_->finished, 1);
    key(Qt::Key_Right);
    QCOMPARE(document_->gestures, 2);
    QTRY_COMPARE(document_->finished, 2);
  }

  void keysSelectCycleAndRemove() {
    document_->set(rim_);
    QSignalSpy selected(tool_.get(), &BoxTool::selectionChanged);
    QTest::keyClick(canvas_.get(), Qt::Key_3);
    QCOMPARE(tool_->selectedCorner(), 2);
    QTest::keyClick(canvas_.get(), Qt::Key_Tab);
    QTest::keyClick(canvas_.get(), Qt::Key_Tab);
    QCOMPARE(tool_->selectedCorner(), 0);
    QTest::keyClick(canvas_.get(), Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(tool_->selectedCorner(), 3);
    QCOMPARE(selected.size(), 4);
    QVERIFY(tool_->hint().contains(QStringLiteral("Corner 4")));
    QTest::keyClick(canvas_.get(), Qt::Key_Escape);
    QCOMPARE(tool_->selectedCorner(), -1);
    QTest::keyClick(canvas_.get(), Qt::Key_Delete);
    QVERIFY(document_->corners.empty());
  }

  void cornersAreSetByKeyboardAlone() {
    for (int i = 0; i < 4; ++i) {
      QTest::keyClick(canvas_.get(), Qt::Key_Return);
      QCOMPARE(document_->corners.size(), std::size_t(i + 1));
      QCOMPARE(tool_->selectedCorner(), i);
      const Vec2 placed = document_->corners.back();
      for (int step = 0; step < 3; ++step)
        QTest::keyClick(canvas_.get(), i < 2 ? Qt::Key_Up : Qt::Key_Down, Qt::ShiftModifier);
      QVERIFY(near(document_->corners.back(), placed + Vec2{0, i < 2 ? -30.0 : 30.0}));
    }
    QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QVERIFY(!tool_->wantsKey(enter));
  }

  void arrowsAreLeftToTheWindowWithoutASelection() {
    document_->set(rim_);
    QTest::keyClick(canvas_.get(), Qt::Key_Right);
    QCOMPARE(document_->corners, rim_);
    QKeyEvent arrow(QEvent::KeyPress, Qt::Key_Right, Qt::NoModifier);
    QVERIFY(!tool_->wantsKey(arrow));
    tool_->selectCorner(0);
    QVERIFY(tool_->wantsKey(arrow));
  }

  void readOnlyTakesNothing() {
    document_->set(rim_);
    tool_->setReadOnly(QStringLiteral("The rim is locked"));
    press(at(rim_[0]));
    moveTo(at(rim_[0]) + QPoint(40, 40));
    release(at(rim_[0]) + QPoint(40, 40));
    QTest::keyClick(canvas_.get(), Qt::Key_Delete);
    QCOMPARE(document_->corners, rim_);
    QCOMPARE(tool_->hint(), QStringLiteral("The rim is locked"));
  }

  void theFaultIsTheHint() {
    document_->set(rim_);
    tool_->setFault(QStringLiteral("The rim crosses itself"));
    QCOMPARE(tool_->hint(), QStringLiteral("The rim crosses itself"));
    tool_->setFault({});
    QVERIFY(tool_->hint() != QStringLiteral("The rim crosses itself"));
  }

  void theLoupeKeepsAwayFromTheCursor() {
    const QRectF view(0, 0, 800, 600);
    for (int x = 5; x < 800; x += 30)
      for (int y = 5; y < 600; y += 30) {
        const QRectF place = loupePlace(QPointF(x, y), view);
        QVERIFY(!place.adjusted(-8, -8, 8, 8).contains(QPointF(x, y)));
        QVERIFY(view.contains(place));
      }
  }

  void fitShowsCornersOutsideThePicture_data() {
    QTest::addColumn<QPointF>("corner");
    QTest::newRow("inside") << QPointF(30, 230);
    QTest::newRow("below") << QPointF(30, 330);
    QTest::newRow("left") << QPointF(-100, 200);
    QTest::newRow("on the edge") << QPointF(0, 240);
  }
  void fitShowsCornersOutsideThePicture() {
    QFETCH(QPointF, corner);
    document_->set({rim_[0], rim_[1], rim_[2], {corner.x(), corner.y()}});
    canvas_->fit();
    const QRectF view = QRectF(canvas_->viewport()->rect());
    const QPointF place = canvas_->viewportFromPicture(corner);
    QVERIFY(view.adjusted(39, 39, -39, -39).contains(place));
    const QRectF picture(canvas_->viewportFromPicture({0, 0}), canvas_->viewportFromPicture({320, 240}));
    QVERIFY(view.contains(picture));
    // The strip for the hint stays free.
    QVERIFY(picture.top() > canvas_->fontMetrics().height() + 12);
    // Nothing else is given away: one direction is filled.
    const QRectF used = picture | QRectF(place.x() - 40, place.y() - 40, 80, 80);
    QVERIFY(view.width() - used.width() < 40 || view.height() - used.height() < 60);
  }

  void anotherPicturesCornersAreFitted() {
    canvas_->fit();
    const double zoom = canvas_->zoom();
    document_->set({rim_[0], rim_[1], {300, 330}, {-20, 330}});
    QVERIFY(canvas_->zoom() < zoom);
    document_->set({});
    QVERIFY(std::abs(canvas_->zoom() - zoom) < 1e-9);
    // What the user places or drags out of the picture moves no view under the hand.
    document_->set({rim_[0], rim_[1], rim_[2], rim_[3]});
    const double fitted = canvas_->zoom();
    const QPoint grab = at(rim_[3]);
    press(grab);
    moveTo(QPoint(grab.x(), canvas_->viewport()->height() - 2));
    release(QPoint(grab.x(), canvas_->viewport()->height() - 2));
    QVERIFY(document_->corners[3].y > 230);
    QCOMPARE(canvas_->zoom(), fitted);
    setScale(3);
    document_->set({rim_[0], rim_[1], {300, 330}, {-20, 330}});
    QCOMPARE(canvas_->zoom(), 3 * canvas_->viewport()->devicePixelRatioF());
  }

  void theHintKeepsOffTheLabels() {
    const auto hintIsAtTheTop = [this] {
      const QImage with = canvas_->grab().toImage();
      // The chip is the only dark thing in the middle of the strip; labels and rim are elsewhere.
      const double ratio = with.devicePixelRatio();
      int dark = 0;
      for (int x = int((canvas_->width() / 2 - 100) * ratio); x < int((canvas_->width() / 2 + 100) * ratio);
           ++x)
        dark += qGray(with.pixel(x, int(12 * ratio))) < 90;
      return dark > 100 * ratio;
    };
    canvas_->fit();
    QVERIFY(hintIsAtTheTop());
    document_->set({{120, 60}, {240, 60}, {280, 190}, {40, 190}});
    QVERIFY(hintIsAtTheTop());
    setScale(4);
    canvas_->centerOn(150, 60 + canvas_->viewport()->height() / (2 * canvas_->transform().m22()) - 10);
    QVERIFY(!hintIsAtTheTop());
  }

  void looks_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"box_placing", "box_dragging", "box_fault", "box_outside", "box_hidden"})
      QTest::newRow(name) << QString::fromLatin1(name);
  }
  void looks() {
    QFETCH(QString, name);
    canvas_->fit();
    canvas_->zoomOut();
    if (name == QLatin1String("box_placing")) {
      document_->set({rim_[0], rim_[1]});
      moveTo(at({275, 180}));
      moveTo(at({279, 189}));
    } else if (name == QLatin1String("box_dragging")) {
      document_->set(rim_);
      press(at(rim_[0]));
      moveTo(at(rim_[0]) + QPoint(5, 5));
    } else if (name == QLatin1String("box_fault")) {
      document_->set({rim_[0], rim_[2], rim_[1], rim_[3]});
      tool_->setFault(
          QStringLiteral("The rim crosses itself: place the corners clockwise from the top-left"));
    } else if (name == QLatin1String("box_hidden")) {
      document_->set({rim_[0], rim_[1], rim_[2]});
      document_->hidden = {false, true, false};
      document_->show();
      moveTo(at({45, 170}));
      moveTo(at({40, 190}));
      QTest::keyClick(canvas_.get(), Qt::Key_O);
    } else {
      document_->set({rim_[0], rim_[1], {300, 255}, {-20, 250}});
      tool_->selectCorner(3);
    }
    const tests::BaselineResult result = tests::compareWithBaseline(canvas_->grab().toImage(), name);
    QVERIFY2(result.ok, qPrintable(result.message));
  }
};

QTEST_MAIN(TestBoxTool)
#include "test_box_tool.moc"
