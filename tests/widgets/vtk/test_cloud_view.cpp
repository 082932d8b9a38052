// The 3D panel drawn for real: what appears where, what the mouse does, and that windows may come and go.
#include "tests/support/mouse.h"
#include "tests/widgets/vtk/small_box.h"
#include "widgets/vtk/cloud_view.h"
#include "widgets/vtk/surface_format.h"
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace fillscope;
using tests::SmallBox;

namespace {

enum class Hue { red, green, blue, other };

Hue hueOf(QRgb c) {
  const int r = qRed(c), g = qGreen(c), b = qBlue(c);
  if (r > 120 && g < 90 && b < 90) return Hue::red;
  if (g > 110 && r < 90 && b < 90) return Hue::green;
  if (b > 140 && r < 90 && g < 90) return Hue::blue;
  return Hue::other;
}

int count(const QImage& image, Hue hue) {
  int n = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      n += hueOf(image.pixel(x, y)) == hue;
  return n;
}

/// Share of pixels that differ clearly.
double difference(const QImage& a, const QImage& b) {
  if (a.size() != b.size()) return 1;
  int n = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
      n += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q)) > 48;
    }
  return double(n) / (double(a.width()) * a.height());
}

QPoint middleOf(const QImage& image, Hue hue) {
  double sx = 0, sy = 0;
  int n = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (hueOf(image.pixel(x, y)) == hue) {
        sx += x;
        sy += y;
        ++n;
      }
  return n ? QPoint(int(sx / n), int(sy / n)) : QPoint(-1, -1);
}

/// The child that draws and takes the mouse.
QWidget* canvas(CloudView& view) { return view.focusProxy(); }

void hover(CloudView& view, QPoint place) {
  tests::moveMouse(canvas(view), place);
}

void drag(CloudView& view, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
          Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
  QWidget* w = canvas(view);
  QMouseEvent press(QEvent::MouseButtonPress, from, w->mapToGlobal(from), button, button, modifiers);
  QApplication::sendEvent(w, &press);
  for (int k = 1; k <= 4; ++k) {
    tests::moveMouse(w, from + (to - from) * k / 4, button, modifiers);
  }
  QMouseEvent release(QEvent::MouseButtonRelease, to, w->mapToGlobal(to), button, Qt::NoButton, modifiers);
  QApplication::sendEvent(w, &release);
}

void wheel(CloudView& view, QPoint place, int steps) {
  QWidget* w = canvas(view);
  QWheelEvent event(place, w->mapToGlobal(place), QPoint(), QPoint(0, 120 * steps), Qt::NoButton,
                    Qt::NoModifier, Qt::NoScrollPhase, false);
  QApplication::sendEvent(w, &event);
}

/// A window of 640×480 with the small box in it.
struct Shown {
  SmallBox small;
  CloudView view;
  explicit Shown(bool report = true, int width = 160, int height = 120)
      : small(width, height) {
    view.resize(640, 480);
    view.setCloud(small.cloud);
    if (report) view.setReport(small.report);
    view.setShown(true, true, false, false);
    view.show();
    if (!QTest::qWaitForWindowExposed(&view)) qFatal("the window does not appear");
    view.grabImage();
  }
};

} // namespace

class TestCloudView : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void photoColoursAppear();
  void emptyViewSaysWhy();
  void depthColouringShowsItsBar();
  void hoverNamesThePixelUnderTheMouse();
  void hoverOnBackgroundLeaves();
  void cursorPixelIsMarked();
  void cursorAndHoverAgree();
  void contentAndHiddenAreDrawn();
  void orbitChangesAndResetRestores();
  void keysTurnAndZoom();
  void panAndWheelMove();
  void bigCloudIsThinnedWhileMoving();
  void keepViewKeepsIt();
  void viewFollowsAnotherScale_data();
  void viewFollowsAnotherScale();
  void resizeFillsTheView();
  void paletteIsFollowed();
  void otherTopLevelKeepsThePicture();
  void dockDetachesAndReturns();
  void twoViewsShowTheirOwn();
  void removedBeforeAndAfterShowing();
  void windowPictureShowsTheScene();
  void doublePixelRatio();
  void withoutOpenGlThePanelSaysSo();
};

void TestCloudView::photoColoursAppear() {
  Shown s;
  const QImage image = s.view.grabImage();
  QCOMPARE(image.size(), (QSizeF(s.view.size()) * s.view.devicePixelRatioF()).toSize());
  const double area = double(image.width()) * image.height();
  QVERIFY2(count(image, Hue::red) > area * 0.03, "the block");
  QVERIFY2(count(image, Hue::green) > area * 0.03, "the floor");
  // The block lies over the left half, and the view is from the camera's side.
  QVERIFY(middleOf(image, Hue::red).x() < middleOf(image, Hue::green).x());
}

void TestCloudView::emptyViewSaysWhy() {
  CloudView view;
  view.resize(320, 240);
  view.show();
  QVERIFY(QTest::qWaitForWindowExposed(&view));
  view.setEmptyText(QStringLiteral("Drop a depth map here"));
  const QImage one = view.grabImage();
  view.setEmptyText(QString());
  const QImage none = view.grabImage();
  QVERIFY(difference(one, none) > 0.001);
}

void TestCloudView::depthColouringShowsItsBar() {
  Shown s;
  const QImage photo = s.view.grabImage();
  s.view.setColouring(CloudColouring::depth);
  s.view.setColourScale({ColourMap::grey, 0.8, 1.6, false, "m"});
  const QImage depth = s.view.grabImage();
  QVERIFY(difference(photo, depth) > 0.1);
  const double ratio = depth.devicePixelRatio();
  const int x = int((s.view.width() - 18) * ratio), middle = depth.height() / 2;
  const int reach = int(60 * ratio);
  const int high = qGray(depth.pixel(x, middle - reach)), low = qGray(depth.pixel(x, middle + reach));
  QVERIFY2(high > low + 60, "the bar grows upwards");
}

void TestCloudView::hoverNamesThePixelUnderTheMouse() {
  Shown s;
  const QImage image = s.view.grabImage();
  QSignalSpy spy(&s.view, &CloudView::pixelHovered);
  int right = 0, asked = 0;
  for (int y = 40; y < 440; y += 40)
    for (int x = 40; x < 600; x += 40) {
      const Hue hue = hueOf(image.pixel(QPoint(x, y) * image.devicePixelRatio()));
      if (hue != Hue::red && hue != Hue::green) continue;
      spy.clear();
      hover(s.view, {x, y});
      ++asked;
      if (spy.isEmpty()) continue;
      const QPoint pixel = spy.at(0).at(0).toPoint();
      const Image& colour = s.small.cloud->colour;
      right += colour.at(pixel.x(), pixel.y(), 0) == (hue == Hue::red ? 200 : 20) &&
               colour.at(pixel.x(), pixel.y(), 1) == (hue == Hue::red ? 20 : 180);
    }
  QVERIFY(asked > 15);
  QVERIFY2(right == asked, qPrintable(QStringLiteral("%1 of %2").arg(right).arg(asked)));
}

void TestCloudView::hoverOnBackgroundLeaves() {
  Shown s;
  QSignalSpy hovered(&s.view, &CloudView::pixelHovered), left(&s.view, &CloudView::hoverLeft);
  hover(s.view, {2, 2});
  QCOMPARE(hovered.size(), 0);
  QCOMPARE(left.size(), 1);
}

void TestCloudView::cursorPixelIsMarked() {
  Shown s;
  const QImage before = s.view.grabImage();
  s.view.setCursorPixel(QPoint(60, 60));
  const QImage with = s.view.grabImage();
  QVERIFY(difference(before, with) > 0.0003 && difference(before, with) < 0.01);
  s.view.setCursorPixel(std::nullopt);
  QCOMPARE(s.view.grabImage(), before);
}

void TestCloudView::cursorAndHoverAgree() {
  Shown s;
  const QImage before = s.view.grabImage();
  QSignalSpy spy(&s.view, &CloudView::pixelHovered);
  for (const QPoint pixel : {QPoint(60, 62), QPoint(90, 70), QPoint(105, 50)}) {
    s.view.setCursorPixel(pixel);
    const QImage with = s.view.grabImage();
    // The marker is symmetric: its point is the middle of what changed.
    QRect changed;
    for (int y = 0; y < with.height(); ++y)
      for (int x = 0; x < with.width(); ++x)
        if (with.pixel(x, y) != before.pixel(x, y)) changed |= QRect(x, y, 1, 1);
    s.view.setCursorPixel(std::nullopt);
    s.view.grabImage();
    spy.clear();
    hover(s.view, (QPointF(changed.center()) / with.devicePixelRatio()).toPoint());
    QCOMPARE(spy.size(), 1);
    const QPoint found = spy.at(0).at(0).toPoint();
    QVERIFY2(
        (found - pixel).manhattanLength() <= 1,
        qPrintable(
            QStringLiteral("%1,%2 for %3,%4").arg(found.x()).arg(found.y()).arg(pixel.x()).arg(pixel.y())));
  }
}

void TestCloudView::contentAndHiddenAreDrawn() {
  Shown s;
  const QImage without = s.view.grabImage();
  s.view.setShown(true, true, true, false);
  const QImage content = s.view.grabImage();
  QVERIFY(difference(without, content) > 0.01);
  s.view.setShown(true, true, true, true);
  const QImage hidden = s.view.grabImage();
  QVERIFY(difference(content, hidden) > 0.005);
  s.view.setShown(false, false, false, false);
  const QImage nothing = s.view.grabImage();
  QCOMPARE(count(nothing, Hue::red) + count(nothing, Hue::green), 0);
}

void TestCloudView::orbitChangesAndResetRestores() {
  Shown s;
  const QImage before = s.view.grabImage();
  drag(s.view, {320, 240}, {420, 200});
  QVERIFY(difference(before, s.view.grabImage()) > 0.05);
  QTest::keyClick(canvas(s.view), Qt::Key_R);
  QTRY_COMPARE(s.view.grabImage(), before);
}

void TestCloudView::keysTurnAndZoom() {
  Shown s;
  const QImage before = s.view.grabImage();
  for (int i = 0; i < 4; ++i)
    QTest::keyClick(canvas(s.view), Qt::Key_Left);
  QVERIFY(difference(before, s.view.grabImage()) > 0.05);
  QTest::keyClick(canvas(s.view), Qt::Key_Right, Qt::ShiftModifier); // four steps at once
  QVERIFY(difference(before, s.view.grabImage()) < 0.001);
  for (int i = 0; i < 3; ++i)
    QTest::keyClick(canvas(s.view), Qt::Key_Plus);
  QVERIFY(count(s.view.grabImage(), Hue::red) > count(before, Hue::red) * 5 / 4);
  QTest::keyClick(canvas(s.view), Qt::Key_R);
  QTRY_COMPARE(s.view.grabImage(), before);
}

void TestCloudView::panAndWheelMove() {
  Shown s;
  const QImage before = s.view.grabImage();
  const QPoint block = middleOf(before, Hue::red) / before.devicePixelRatio();
  drag(s.view, block, block + QPoint(60, 30), Qt::MiddleButton);
  const QImage panned = s.view.grabImage();
  const QPoint moved = middleOf(panned, Hue::red) / before.devicePixelRatio() - block;
  QVERIFY2((moved - QPoint(60, 30)).manhattanLength() < 12, "the block follows the hand");
  s.view.resetView();
  drag(s.view, block, block + QPoint(60, 30), Qt::LeftButton, Qt::ShiftModifier);
  QVERIFY(difference(panned, s.view.grabImage()) < 0.01);
  s.view.resetView();
  s.view.grabImage();
  wheel(s.view, block, 3);
  const QImage zoomed = s.view.grabImage();
  QVERIFY(count(zoomed, Hue::red) > count(before, Hue::red) * 5 / 4);
  QCOMPARE(hueOf(zoomed.pixel(block * zoomed.devicePixelRatio())), Hue::red);
}

void TestCloudView::bigCloudIsThinnedWhileMoving() {
  Shown s(false, 720, 540);
  const QImage before = s.view.grabImage();
  wheel(s.view, {320, 240}, 2);
  wheel(s.view, {320, 240}, -2);
  const QImage moving = s.view.grabImage();
  QVERIFY(difference(before, moving) < 0.3); // coarser, but the same scene
  QTRY_VERIFY(difference(before, s.view.grabImage()) < 1e-3);
}

void TestCloudView::keepViewKeepsIt() {
  Shown s;
  drag(s.view, {320, 240}, {400, 210});
  QTest::qWait(300);
  const QImage turned = s.view.grabImage();
  s.view.setCloud(s.small.cloud, true);
  s.view.setReport(s.small.report);
  QCOMPARE(s.view.grabImage(), turned);
  s.view.setCloud(s.small.cloud, false);
  QVERIFY(difference(s.view.grabImage(), turned) > 0.05);
}

void TestCloudView::viewFollowsAnotherScale_data() {
  QTest::addColumn<bool>("report");
  QTest::addColumn<bool>("turned");
  QTest::addColumn<bool>("clearedBetween");
  QTest::addColumn<double>("factor");
  QTest::newRow("larger") << true << false << false << 10.0;
  QTest::newRow("smaller") << true << false << false << 0.2;
  QTest::newRow("larger, turned") << true << true << false << 10.0;
  QTest::newRow("smaller, turned") << true << true << false << 0.2;
  QTest::newRow("no report for a while") << true << false << true << 10.0;
  QTest::newRow("cloud alone") << false << false << false << 10.0;
  QTest::newRow("cloud alone, turned") << false << true << false << 0.2;
}
void TestCloudView::viewFollowsAnotherScale() {
  QFETCH(bool, report);
  QFETCH(bool, turned);
  QFETCH(bool, clearedBetween);
  QFETCH(double, factor);
  Shown s(report);
  if (turned) drag(s.view, {320, 240}, {400, 210});
  QTest::qWait(300);
  const QImage before = s.view.grabImage();
  auto cloud = std::make_shared<PointCloud>(*s.small.cloud);
  for (std::size_t k = 0; k < cloud->xyz.pixelCount() * 3; ++k)
    cloud->xyz.data()[k] *= float(factor);
  FillReport scaled = s.small.report;
  scaled.rim.pose.translation = factor * scaled.rim.pose.translation;
  scaled.size = {factor * s.small.size.first, factor * s.small.size.second, factor * s.small.size.depth};
  scaled.heights.depth = scaled.size.depth;
  scaled.heights.cellX = scaled.heights.cellY = 0.01 * factor;
  if (clearedBetween) s.view.clearReport();
  s.view.setCloud(cloud, true);
  if (report) s.view.setReport(scaled);
  const QImage after = s.view.grabImage();
  QVERIFY2(difference(before, after) < 0.02, qPrintable(QString::number(difference(before, after))));
}

void TestCloudView::resizeFillsTheView() {
  Shown s;
  s.view.resize(900, 500);
  QTRY_COMPARE(s.view.grabImage().size(), (QSizeF(900, 500) * s.view.devicePixelRatioF()).toSize());
  const QImage wide = s.view.grabImage();
  QVERIFY(count(wide, Hue::red) > wide.width() * wide.height() * 0.02);
  const QPoint block = middleOf(wide, Hue::red);
  QVERIFY(block.x() > wide.width() / 5 && block.x() < wide.width() * 4 / 5);
}

void TestCloudView::paletteIsFollowed() {
  Shown s;
  QPalette dark, light;
  dark.setColor(QPalette::Window, QColor(32, 34, 38));
  dark.setColor(QPalette::WindowText, Qt::white);
  light.setColor(QPalette::Window, QColor(240, 240, 240));
  light.setColor(QPalette::WindowText, Qt::black);
  s.view.setPalette(dark);
  const int night = qGray(s.view.grabImage().pixel(3, 3));
  s.view.setPalette(light);
  const int day = qGray(s.view.grabImage().pixel(3, 3));
  QVERIFY(night < 70);
  QVERIFY(day > 200);
}

void TestCloudView::otherTopLevelKeepsThePicture() {
  Shown s;
  const QImage before = s.view.grabImage();
  {
    QWidget home;
    auto* layout = new QVBoxLayout(&home);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(&s.view);
    home.resize(640, 480);
    home.show();
    QVERIFY(QTest::qWaitForWindowExposed(&home));
    QTRY_VERIFY(difference(s.view.grabImage(), before) < 0.01);
    s.view.setParent(nullptr);
  }
  s.view.resize(640, 480);
  s.view.show();
  QVERIFY(QTest::qWaitForWindowExposed(&s.view));
  QTRY_VERIFY(difference(s.view.grabImage(), before) < 0.01);
  drag(s.view, {320, 240}, {420, 200});
  QVERIFY(difference(before, s.view.grabImage()) > 0.05);
}

void TestCloudView::dockDetachesAndReturns() {
  SmallBox small;
  QMainWindow window;
  window.setCentralWidget(new QWidget);
  auto* dock = new QDockWidget(QStringLiteral("3D"));
  auto* view = new CloudView;
  dock->setWidget(view);
  window.addDockWidget(Qt::RightDockWidgetArea, dock);
  window.resize(900, 500);
  view->setCloud(small.cloud);
  view->setReport(small.report);
  window.show();
  QVERIFY(QTest::qWaitForWindowExposed(&window));
  const auto shows = [&] {
    const QImage image = view->grabImage();
    return count(image, Hue::red) > image.width() * image.height() * 0.02;
  };
  QTRY_VERIFY(shows());
  for (const bool floating : {true, false, true}) {
    dock->setFloating(floating);
    QTest::qWait(100);
    QTRY_VERIFY(shows());
  }
}

void TestCloudView::twoViewsShowTheirOwn() {
  Shown first, second;
  for (int y = 0; y < second.small.cloud->height(); ++y)
    for (int x = 0; x < second.small.cloud->width(); ++x) {
      if (second.small.cloud->colour.at(x, y, 0) > 100)
        std::swap(second.small.cloud->colour.at(x, y, 0), second.small.cloud->colour.at(x, y, 2));
    }
  second.view.setCloud(second.small.cloud);
  for (int k = 0; k < 3; ++k) {
    const QImage a = first.view.grabImage(), b = second.view.grabImage();
    QVERIFY(count(a, Hue::red) > 1000 && count(b, Hue::red) < count(a, Hue::red) / 10);
    QVERIFY(count(b, Hue::blue) > 1000);
    drag(first.view, {320, 240}, {330, 240});
  }
}

void TestCloudView::removedBeforeAndAfterShowing() {
  const SmallBox small(40, 30);
  for (int k = 0; k < 4; ++k) {
    auto view = std::make_unique<CloudView>();
    view->resize(300, 200);
    view->setCloud(small.cloud);
    view->setReport(small.report);
    if (k % 2) {
      view->show();
      QVERIFY(QTest::qWaitForWindowExposed(view.get()));
      QVERIFY(!view->grabImage().isNull());
    }
    view->clear();
    view->setReport(small.report);
  }
}

void TestCloudView::windowPictureShowsTheScene() {
  Shown s;
  const QImage scene = s.view.grabImage(),
               window = s.view.grab().toImage().convertToFormat(QImage::Format_RGB32);
  QVERIFY(difference(scene, window) < 0.01);
}

namespace {

/// Runs some of these tests once more in another program with a variable set; empty where all passed.
QByteArray runAgain(const QString& variable, const QString& value, const QStringList& functions) {
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(variable, value);
  process.setProcessEnvironment(environment);
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(QCoreApplication::applicationFilePath(), functions);
  if (!process.waitForFinished(120000)) return "does not end";
  const bool passed = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
  return passed ? QByteArray() : "failed: " + process.readAll();
}

} // namespace

void TestCloudView::doublePixelRatio() {
  if (qEnvironmentVariable("QT_SCALE_FACTOR") == QStringLiteral("2")) {
    Shown s;
    QCOMPARE(s.view.devicePixelRatioF(), 2.0);
    QCOMPARE(s.view.grabImage().size(), QSize(1280, 960));
    return;
  }
  const QByteArray problem =
      runAgain(QStringLiteral("QT_SCALE_FACTOR"), QStringLiteral("2"),
               {QStringLiteral("doublePixelRatio"), QStringLiteral("photoColoursAppear"),
                QStringLiteral("hoverNamesThePixelUnderTheMouse"), QStringLiteral("cursorAndHoverAgree"),
                QStringLiteral("panAndWheelMove"), QStringLiteral("depthColouringShowsItsBar")});
  QVERIFY2(problem.isEmpty(), problem.constData());
}

void TestCloudView::withoutOpenGlThePanelSaysSo() {
  if (QGuiApplication::platformName() == QStringLiteral("offscreen")) {
    Shown s;
    const QImage image = s.view.grabImage();
    QCOMPARE(image.size(), QSize(640, 480));
    QCOMPARE(count(image, Hue::red), 0);
    QImage plain(image.size(), image.format());
    plain.fill(image.pixel(0, 0));
    QVERIFY(difference(image, plain) > 0.001);
    return;
  }
  const QByteArray problem = runAgain(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"),
                                      {QStringLiteral("withoutOpenGlThePanelSaysSo")});
  QVERIFY2(problem.isEmpty(), problem.constData());
}

int main(int argc, char** argv) {
  QSurfaceFormat::setDefaultFormat(surfaceFormat3d());
  QApplication app(argc, argv);
  TestCloudView test;
  return QTest::qExec(&test, argc, argv);
}
#include "test_cloud_view.moc"
