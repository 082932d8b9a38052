#include "tests/support/image_baseline.h"
#include "tests/support/mouse.h"
#include "tests/support/widget_look.h"
#include "widgets/canvas_tool.h"
#include "widgets/image_canvas.h"
#include "widgets/image_pyramid.h"
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <condition_variable>
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
    QCOMPARE(pyramid.levelFor(zoom).width(), width);
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
    QVERIFY(pyramid.levelFor(0.02).width() >= 4000 >> all); // something can be shown at once
    {
      std::unique_lock lock(mutex);
      made.wait(lock, [&] { return levels == all; });
    }
    QVERIFY(maker != std::this_thread::get_id());
    QCOMPARE(pyramid.levelFor(0.1).size(), QSize(500, 313));
    QCOMPARE(int(pyramid.levelFor(0.1).constScanLine(100)[200]), 77);
    QCOMPARE(pyramid.levelFor(1).width(), 4000);
    // Another picture, and the end, do not wait for levels of the one before.
    for (int k = 0; k < 20; ++k)
      pyramid.setImage(image);
    pyramid.setImage(chequered(40, 40));
    QCOMPARE(pyramid.levelFor(0.5).width(), 20);
  }

  void halvingAverages() {
    QImage image(3, 2, QImage::Format_Grayscale8);
    const uchar values[2][3] = {{10, 20, 100}, {30, 40, 200}};
    for (int y = 0; y < 2; ++y)
      std::copy_n(values[y], 3, image.scanLine(y));
    const QImage half = halved(image);
    QCOMPARE(half.size(), QSize(2, 1));
    QCOMPARE(int(half.constScanLine(0)[0]), 25);
    QCOMPARE(int(half.constScanLine(0)[1]), 150);
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

  void emptyStateLook_data() {
    tests::lightAndDark();
  }
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
