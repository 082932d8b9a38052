#include "tests/support/image_baseline.h"
#include "tests/support/mouse.h"
#include "tests/support/widget_look.h"
#include "widgets/canvas_painting.h"
#include "widgets/canvas_tool.h"
#include "widgets/halving.h"
#include "widgets/image_canvas.h"
#include "widgets/image_pyramid.h"
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <atomic>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <thread>

using namespace fillscope;

namespace {

QImage chequered(int width, int height) {
  QImage image(width, height, QImage::Format_RGB888);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      image.setPixelColor(
          x, y, (x / 8 + y / 8) % 2 ? QColor(200, 120, 40) : QColor(x * 255 / width, y * 255 / height, 90));
  return image;
}

void wheel(ImageCanvas& canvas, const QPointF& position, int delta) {
  QWheelEvent event(position, canvas.viewport()->mapToGlobal(position), QPoint(), QPoint(0, delta),
                    Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
  QApplication::sendEvent(canvas.viewport(), &event);
}

double distance(const QPointF& a, const QPointF& b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

} // namespace

class TestImageCanvas : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<ImageCanvas> canvas_;

 private Q_SLOTS:
  void init() {
    tests::useLook(false);
    canvas_ = std::make_unique<ImageCanvas>();
    canvas_->resize(640, 480);
    canvas_->setImage(chequered(320, 200));
    canvas_->show();
    QVERIFY(QTest::qWaitForWindowExposed(canvas_.get()));
  }
  void cleanup() { canvas_.reset(); }

  void fitsAtFirstAndWhenResized() {
    const auto inside = [this] {
      const QRectF shown(canvas_->viewportFromPicture({0, 0}), canvas_->viewportFromPicture({320, 200}));
      return QRectF(canvas_->viewport()->rect()).contains(shown) &&
             distance(shown.center(), QRectF(canvas_->viewport()->rect()).center()) < 1.5;
    };
    QVERIFY(inside());
    const double before = canvas_->zoom();
    canvas_->resize(400, 300);
    QTRY_VERIFY(canvas_->viewport()->width() == 400);
    QVERIFY(inside());
    QVERIFY(canvas_->zoom() < before);
  }

  void aLongHintTakesThreeLinesAndLosesNoWord() {
    const QFontMetricsF metrics(canvas_->font());
    const QString hint =
        QStringLiteral("Drag a corner of the box to move it, Shift for small steps, Esc leaves");
    const double room = metrics.horizontalAdvance(hint) / 2.4;
    const QString text = canvas::inLines(hint, metrics, room);
    QCOMPARE(text.count(QLatin1Char('\n')), 2);
    QCOMPARE(QString(text).replace(QLatin1Char('\n'), QLatin1Char(' ')), hint);
    QCOMPARE(canvas::inLines(hint, metrics, 3 * room), hint);
    for (const QString& line : canvas::inLines(hint, metrics, room / 2).split(QLatin1Char('\n')))
      QVERIFY2(metrics.horizontalAdvance(line) <= room / 2, qPrintable(line));
  }

  void wheelKeepsThePointUnderTheCursor_data() {
    QTest::addColumn<QPointF>("at");
    QTest::addColumn<int>("delta");
    QTest::newRow("in, middle") << QPointF(320, 240) << 120;
    QTest::newRow("in, corner") << QPointF(100.5, 60.25) << 120;
    QTest::newRow("out") << QPointF(500, 400) << -120;
    QTest::newRow("small steps") << QPointF(411, 123) << 15;
  }
  void wheelKeepsThePointUnderTheCursor() {
    QFETCH(QPointF, at);
    QFETCH(int, delta);
    const QPointF picture = canvas_->pictureFromViewport(at);
    const double before = canvas_->zoom();
    for (int i = 0; i < 12; ++i) {
      wheel(*canvas_, at, delta);
      QVERIFY(distance(canvas_->viewportFromPicture(picture), at) <= 1.0);
    }
    QCOMPARE(canvas_->zoom() > before, delta > 0);
  }

  void zoomHasLimits() {
    for (int i = 0; i < 100; ++i)
      wheel(*canvas_, {300, 200}, 240);
    QCOMPARE(canvas_->zoom(), 64.0);
    for (int i = 0; i < 200; ++i)
      wheel(*canvas_, {300, 200}, -240);
    QCOMPARE(canvas_->zoom(), 0.02);
  }

  void cursorPositionIsSubPixel() {
    canvas_->setZoom(40, QPointF(100, 100));
    QSignalSpy moved(canvas_.get(), &ImageCanvas::cursorMoved);
    const QPointF at(310.5, 200);
    tests::moveMouse(canvas_->viewport(), at);
    QVERIFY(!moved.isEmpty());
    const QPointF position = moved.back().front().toPointF();
    QVERIFY(distance(position, canvas_->pictureFromViewport(at)) < 1e-9);
    QVERIFY(std::abs(position.x() - canvas_->pictureFromViewport({300.5, 200}).x() -
                     0.25 * canvas_->viewport()->devicePixelRatioF()) < 1e-9);
  }

  void middleButtonAndSpacePan() {
    canvas_->setZoom(4);
    const QPointF before = canvas_->pictureFromViewport({200, 200});
    QTest::mousePress(canvas_->viewport(), Qt::MiddleButton, {}, {200, 200});
    tests::moveMouse(canvas_->viewport(), {240, 170}, Qt::MiddleButton);
    QTest::mouseRelease(canvas_->viewport(), Qt::MiddleButton, {}, {240, 170});
    QVERIFY(distance(canvas_->pictureFromViewport({240, 170}), before) < 0.01);
    QTest::keyPress(canvas_.get(), Qt::Key_Space);
    QTest::mousePress(canvas_->viewport(), Qt::LeftButton, {}, {240, 170});
    tests::moveMouse(canvas_->viewport(), {200, 200}, Qt::LeftButton);
    QTest::mouseRelease(canvas_->viewport(), Qt::LeftButton, {}, {200, 200});
    QTest::keyRelease(canvas_.get(), Qt::Key_Space);
    QVERIFY(distance(canvas_->pictureFromViewport({200, 200}), before) < 0.01);
  }

  void thereIsRoomAroundThePicture() {
    canvas_->setZoom(8);
    for (const QPointF corner : {QPointF(-150, -90), QPointF(470, 290)}) {
      canvas_->setZoom(8);
      canvas_->centerOn(corner);
      QVERIFY(distance(canvas_->pictureFromViewport(QRectF(canvas_->viewport()->rect()).center()), corner) <
              1);
    }
  }

  void keysZoomAndFit() {
    const double fitted = canvas_->zoom();
    QTest::keyClick(canvas_.get(), Qt::Key_Plus);
    QVERIFY(canvas_->zoom() > fitted);
    QTest::keyClick(canvas_.get(), Qt::Key_Minus);
    QVERIFY(std::abs(canvas_->zoom() - fitted) < 1e-9);
    QTest::keyClick(canvas_.get(), Qt::Key_0);
    QCOMPARE(canvas_->zoom(), 1.0);
    QTest::keyClick(canvas_.get(), Qt::Key_F);
    QVERIFY(std::abs(canvas_->zoom() - fitted) < 1e-9);
  }

  void anotherMapOfThePictureKeepsTheView() {
    canvas_->setZoom(6, QPointF(50, 40));
    const QPointF centre = canvas_->pictureFromViewport({320, 240});
    canvas_->setImage(chequered(320, 200), true);
    QVERIFY(distance(canvas_->pictureFromViewport({320, 240}), centre) < 0.2);
    QCOMPARE(canvas_->zoom(), 6.0);
    canvas_->setImage(chequered(160, 100), true);
    QCOMPARE(canvas_->zoom(), 12.0);
    QVERIFY(distance(2 * canvas_->pictureFromViewport({320, 240}), centre) < 0.4);
  }

  void followsAnotherCanvas() {
    ImageCanvas other;
    other.resize(640, 480);
    other.setImage(chequered(320, 200));
    QSignalSpy changed(&other, &ImageCanvas::viewChanged);
    canvas_->setZoom(9, QPointF(30, 40));
    other.syncViewWith(*canvas_);
    QCOMPARE(other.zoom(), 9.0);
    const QPointF a = canvas_->pictureFromViewport(QRectF(canvas_->viewport()->rect()).center());
    const QPointF b = other.pictureFromViewport(QRectF(other.viewport()->rect()).center());
    QVERIFY(distance(a, b) < 0.2);
    QVERIFY(changed.isEmpty());
  }

  void levelsHalveAndMatchTheZoom_data() {
    QTest::addColumn<double>("zoom");
    QTest::addColumn<int>("level");
    QTest::newRow("100 %") << 1.0 << 0;
    QTest::newRow("just above a half") << 0.51 << 0;
    QTest::newRow("a half") << 0.5 << 1;
    QTest::newRow("a tenth") << 0.1 << 3;
  }
  void levelsHalveAndMatchTheZoom() {
    QFETCH(double, zoom);
    QFETCH(int, level);
    QCOMPARE(ImagePyramid::levelIndexFor(zoom, {1001, 801}), level);
    ImagePyramid pyramid;
    pyramid.setImage(chequered(1001, 801));
    const int width = (1001 + (1 << level) - 1) >> level;
    QCOMPARE(pyramid.patch(zoom, QRectF(0, 0, 1001, 801)).level.width(), width);
  }

  void levelsOfLargePicturesComeFromAnotherThread() {
    QImage image(4000, 2500, QImage::Format_Grayscale8);
    image.fill(77);
    std::mutex mutex;
    std::condition_variable made;
    int levels = 0;
    std::thread::id maker;
    ImagePyramid pyramid;
    pyramid.setLevelMade([&] {
      const std::lock_guard lock(mutex);
      ++levels;
      maker = std::this_thread::get_id();
      made.notify_all();
    });
    pyramid.setImage(image);
    const int all = ImagePyramid::levelIndexFor(0, image.size());
    const QRectF whole(0, 0, 4000, 2500);
    QVERIFY(!pyramid.patch(0.02, whole).image.isNull()); // something can be shown at once
    {
      std::unique_lock lock(mutex);
      made.wait(lock, [&] { return levels == all; });
    }
    QVERIFY(maker != std::this_thread::get_id());
    QCOMPARE(pyramid.patch(0.1, whole).level, QSize(500, 313));
    QCOMPARE(int(pyramid.patch(0.1, whole).image.constScanLine(100)[200]), 77);
    QCOMPARE(pyramid.patch(1, whole).level.width(), 4000);
    QCOMPARE(pyramid.pieces(0.1, whole).size(), 1); // nothing is missing any more
    // Another picture, and the end, do not wait for levels of the one before.
    for (int k = 0; k < 20; ++k)
      pyramid.setImage(image);
    pyramid.setImage(chequered(40, 40));
    QCOMPARE(pyramid.patch(0.5, QRectF(0, 0, 40, 40)).level.width(), 20);
  }

  void tilesThatAreMissingAreStoodInFor() {
    // Blocked in the first level's callback, the pyramid has level 1 and no other.
    QImage image(5000, 3000, QImage::Format_RGB888);
    image.fill(QColor(10, 200, 30));
    std::mutex mutex;
    std::atomic<int> levels = 0;
    ImagePyramid pyramid;
    std::unique_lock lock(mutex);
    pyramid.setLevelMade([&] {
      ++levels;
      const std::lock_guard wait(mutex);
    });
    QImage small(625, 375, QImage::Format_RGB888);
    small.fill(QColor(200, 20, 30));
    pyramid.setPreview(small, image.size());
    QCOMPARE(pyramid.size(), image.size());
    QVERIFY(pyramid.base().isNull());
    const QRectF whole(0, 0, 5000, 3000);
    QCOMPARE(pyramid.patch(1, whole).level, small.size());
    const int before = pyramid.state();
    pyramid.setImage(image);
    QVERIFY(pyramid.state() != before);
    QTRY_COMPARE(levels.load(), 1);
    QCOMPARE(pyramid.patch(1, whole).level, image.size());
    QCOMPARE(pyramid.patch(0.5, whole).level, QSize(2500, 1500));
    QCOMPARE(pyramid.patch(0.2, whole).level, small.size()); // level 2 is not there yet: a first look
    QList<QRectF> pieces = pyramid.pieces(0.2, whole);
    QCOMPARE(pieces.size(), 6); // tiles of 512 in 1250 × 750
    double area = 0;
    for (const QRectF& piece : pieces)
      area += piece.width() * piece.height();
    QCOMPARE(area, 15e6);
    lock.unlock();
    QTRY_COMPARE(pyramid.patch(0.2, whole).level, QSize(1250, 750));
    QCOMPARE(pyramid.pieces(0.2, whole).size(), 1);
    // Another picture's preview does not stand in for this one's.
    pyramid.setImage(chequered(40, 40));
    QCOMPARE(pyramid.patch(1, QRectF(0, 0, 40, 40)).level, QSize(40, 40));
  }

  void halvesOfNumbersLeaveOutWhatIsNone() {
    const float none = std::numeric_limits<float>::quiet_NaN();
    Raster<float> values(64, 64, 1, 4.0f);
    values.at(0, 0) = none;
    values.at(1, 1) = 10;
    for (const auto& [x, y] : {std::pair(2, 0), std::pair(3, 0), std::pair(2, 1), std::pair(3, 1)})
      values.at(x, y) = none;
    ImagePyramid pyramid;
    const ColourScale scale{ColourMap::grey, 0, 8, false, {}};
    pyramid.setSamples(std::make_shared<const Raster<float>>(values), scale);
    const ImagePyramid::Patch patch = pyramid.patch(0.5, QRectF(0, 0, 64, 64));
    QCOMPARE(patch.level, QSize(32, 32));
    const auto colour = [&](double value) {
      const auto rgb = colourOf(value, scale);
      return qRgb(rgb[0], rgb[1], rgb[2]);
    };
    QCOMPARE(patch.image.pixel(QPoint(0, 0) - patch.at), colour(6));
    QCOMPARE(patch.image.pixel(QPoint(1, 0) - patch.at), colour(none));
    QCOMPARE(patch.image.pixel(QPoint(2, 0) - patch.at), colour(4));
    const int before = pyramid.state();
    pyramid.setScale({ColourMap::grey, 0, 4, false, {}});
    QVERIFY(pyramid.state() != before);
    QCOMPARE(pyramid.patch(1, QRectF(0, 0, 64, 64)).image.pixel(20, 20), qRgb(255, 255, 255));
  }

  void aFirstLookKeepsItsPlace() {
    canvas_->setPreview(chequered(40, 25), QSize(320, 200));
    QCOMPARE(canvas_->imageSize(), QSize(320, 200));
    QVERIFY(!canvas_->isEmpty() && canvas_->image().isNull());
    canvas_->setZoom(9, QPointF(100, 60));
    const QPointF seen = canvas_->pictureFromViewport({300, 200});
    canvas_->grab();
    canvas_->setImage(chequered(320, 200), true);
    QCOMPARE(canvas_->zoom(), 9.0);
    QVERIFY(distance(canvas_->pictureFromViewport({300, 200}), seen) < 1e-9);
    QCOMPARE(canvas_->shownPixels(QRect(4, 4, 2, 2)).size(), QSize(2, 2));
  }

  void toneIsForLookingOnly() {
    QImage image(200, 120, QImage::Format_RGB888);
    image.fill(QColor(100, 50, 20));
    canvas_->setImage(image);
    const auto middle = [this] {
      const QImage shot = canvas_->grab().toImage();
      return shot.pixelColor(shot.width() / 2, shot.height() / 2);
    };
    QCOMPARE(middle(), QColor(100, 50, 20));
    canvas_->setTone({0.2, 0, 1});
    QCOMPARE(middle(), QColor(151, 101, 71));
    QCOMPARE(canvas_->shownPixels(QRect(5, 5, 1, 1)).pixelColor(0, 0), QColor(151, 101, 71));
    QCOMPARE(canvas_->image(), image);
    // Beside the picture the stage stays as it is.
    const QColor ground = canvas_->grab().toImage().pixelColor(2, 2);
    canvas_->setTone({});
    QCOMPARE(canvas_->grab().toImage().pixelColor(2, 2), ground);
    QCOMPARE(middle(), QColor(100, 50, 20));
  }

  void numbersAreShownInColours() {
    auto values = std::make_shared<Raster<float>>(200, 120, 1, 2.0f);
    values->at(100, 60) = std::numeric_limits<float>::quiet_NaN();
    canvas_->setSamples(values, {ColourMap::grey, 1, 3, false, {}});
    canvas_->setTone({0.5, 0, 1}); // of 8-bit pictures alone
    QCOMPARE(canvas_->imageSize(), QSize(200, 120));
    QCOMPARE(canvas_->shownPixels(QRect(5, 5, 1, 1)).pixelColor(0, 0), QColor(128, 128, 128));
    QCOMPARE(canvas_->shownPixels(QRect(100, 60, 1, 1)).pixelColor(0, 0),
             QColor(holeColour[0], holeColour[1], holeColour[2]));
    const QImage before = canvas_->grab().toImage();
    canvas_->setScale({ColourMap::grey, 2, 3, false, {}});
    QCOMPARE(canvas_->shownPixels(QRect(5, 5, 1, 1)).pixelColor(0, 0), QColor(0, 0, 0));
    QVERIFY(canvas_->grab().toImage() != before);
  }

  void ctrlShiftDragSetsTheTone() {
    QSignalSpy dragged(canvas_.get(), &ImageCanvas::toneDragged),
        reset(canvas_.get(), &ImageCanvas::toneReset);
    const auto send = [this](QEvent::Type type, const QPointF& place, Qt::KeyboardModifiers keys) {
      QMouseEvent event(type, place, canvas_->viewport()->mapToGlobal(place), Qt::LeftButton, Qt::LeftButton,
                        keys);
      QApplication::sendEvent(canvas_->viewport(), &event);
    };
    const Qt::KeyboardModifiers keys = Qt::ControlModifier | Qt::ShiftModifier;
    const QPointF before = canvas_->pictureFromViewport({0, 0});
    send(QEvent::MouseButtonPress, {100, 100}, keys);
    send(QEvent::MouseMove, {164, 76}, keys);
    send(QEvent::MouseButtonRelease, {164, 76}, keys);
    QCOMPARE(dragged.size(), 1);
    QCOMPARE(dragged.front().front().toPointF(),
             QPointF(64.0 / canvas_->viewport()->width(), -24.0 / canvas_->viewport()->height()));
    QCOMPARE(canvas_->pictureFromViewport({0, 0}), before);
    send(QEvent::MouseMove, {200, 76}, keys);
    QCOMPARE(dragged.size(), 1);
    send(QEvent::MouseButtonDblClick, {164, 76}, keys);
    QCOMPARE(reset.size(), 1);
    send(QEvent::MouseButtonRelease, {164, 76}, keys);
    send(QEvent::MouseButtonPress, {100, 100}, Qt::ControlModifier);
    send(QEvent::MouseMove, {120, 100}, Qt::ControlModifier);
    send(QEvent::MouseButtonRelease, {120, 100}, Qt::ControlModifier);
    QCOMPARE(dragged.size(), 1);
  }

  void halvingAverages() {
    const std::uint8_t values[6] = {10, 20, 100, 30, 40, 200};
    std::uint8_t half[2] = {};
    halve<1>(Plane<const std::uint8_t>{values, 3, 3, 2}, Plane<std::uint8_t>{half, 2, 2, 1},
             QRect(0, 0, 2, 1));
    QCOMPARE(int(half[0]), 25);
    QCOMPARE(int(half[1]), 150);
    std::uint8_t one[2] = {7, 7};
    halve<1>(Plane<const std::uint8_t>{values, 3, 3, 2}, Plane<std::uint8_t>{one, 2, 2, 1},
             QRect(1, 0, 1, 1));
    QCOMPARE(int(one[0]), 7); // outside the tile
    QCOMPARE(int(one[1]), 150);
  }

  void pixelsAreCrispAndInPlace() {
    QImage image(20, 20, QImage::Format_RGB888);
    image.fill(Qt::black);
    image.setPixelColor(7, 5, Qt::red);
    canvas_->setImage(image);
    canvas_->setZoom(10 / 1.0);
    const QImage shot = canvas_->grab().toImage();
    const double ratio = shot.devicePixelRatio();
    const auto at = [&](double x, double y) {
      const QPointF p = canvas_->viewportFromPicture({x, y}) * ratio;
      return shot.pixelColor(int(p.x()), int(p.y()));
    };
    QCOMPARE(at(7.5, 5.5), QColor(Qt::red));
    QCOMPARE(at(7.15, 5.15), QColor(Qt::red));
    QCOMPARE(at(6.8, 5.5), QColor(Qt::black));
    QCOMPARE(at(7.5, 6.2), QColor(Qt::black));
  }

  void emptyStateLook_data() { tests::lightAndDark(); }
  void emptyStateLook() {
    QFETCH(bool, dark);
    tests::useLook(dark);
    canvas_->setImage({});
    canvas_->setEmptyText(
        QStringLiteral("Drop pictures here"),
        QStringLiteral("A folder, a picture, a depth map or a project. Or open the sample to look around."));
    canvas_->setLinkedCursor(QPointF(20, 20));
    QCoreApplication::processEvents();
    const QImage shot = canvas_->grab().toImage();
    FILLSCOPE_COMPARE_BASELINE(shot, "canvas_empty", dark);
  }
};

QTEST_MAIN(TestImageCanvas)
#include "test_image_canvas.moc"
