// The 3D panel with what the measurement gives: a ray-cast box and a recorded one.
#include "core/geometry/fill.h"
#include "core/synthesis/box_scene.h"
#include "tests/support/mouse.h"
#include "tests/support/shared_data.h"
#include "widgets/vtk/cloud_view.h"
#include "widgets/vtk/surface_format.h"
#include <QApplication>
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

using namespace fillscope;

namespace {

struct Measured {
  std::shared_ptr<const PointCloud> cloud;
  FillReport report;
};

double difference(const QImage& a, const QImage& b) {
  int n = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x)
      n += a.pixel(x, y) != b.pixel(x, y);
  return double(n) / (double(a.width()) * a.height());
}

std::shared_ptr<DepthMap> loadDepth(const QString& file) {
  const QImage image = QImage(file).convertToFormat(QImage::Format_Grayscale16);
  auto depth = std::make_shared<DepthMap>();
  depth->values = Raster<float>(image.width(), image.height());
  for (int y = 0; y < image.height(); ++y) {
    const auto* row = reinterpret_cast<const quint16*>(image.constScanLine(y));
    for (int x = 0; x < image.width(); ++x)
      depth->values.at(x, y) = float(row[x]) * 1e-4f;
  }
  return depth;
}

void showMeasured(CloudView& view, const Measured& measured) {
  view.resize(800, 600);
  view.setCloud(measured.cloud);
  view.setReport(measured.report);
  view.show();
  QVERIFY(QTest::qWaitForWindowExposed(&view));
}

/// Middle of what the cursor's marker changes.
QPoint markerPlace(CloudView& view, QPoint pixel) {
  const QImage before = view.grabImage();
  view.setCursorPixel(pixel);
  const QImage with = view.grabImage();
  view.setCursorPixel(std::nullopt);
  QRect changed;
  for (int y = 0; y < with.height(); ++y)
    for (int x = 0; x < with.width(); ++x)
      if (with.pixel(x, y) != before.pixel(x, y)) changed |= QRect(x, y, 1, 1);
  return changed.isNull() ? QPoint(-1, -1) : (QPointF(changed.center()) / with.devicePixelRatio()).toPoint();
}

} // namespace

class TestCloudViewMeasured : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyRimCornerIsInTheFirstView();
  void cursorAndHoverAgreeOnContent();
  void recordedToteIsShown();

 private:
  static Measured rayCast();
};

Measured TestCloudViewMeasured::rayCast() {
  BoxScene scene;
  scene.size = {0.5, 0.35, 0.25};
  scene.camera = CameraIntrinsics::fromFieldOfView(1.0, 320, 240);
  scene.pose = poseAbove(scene.size, 0.8, 0.3, 0.1);
  scene.items = {CuboidItem{{0.15, 0.15, 0.19}, {0.2, 0.15, 0.12}, 0.3}, LayerItem{0.03, 0, 0}};
  const auto rendered = renderBox(scene);
  FillRequest request;
  request.depth = std::make_shared<DepthMap>(rendered->depth);
  request.corners = rendered->corners;
  request.camera = scene.camera;
  request.size = scene.size;
  const auto report = measureFill(request);
  return {std::make_shared<PointCloud>(
              unproject(rendered->depth, scene.camera, report->depthLine, &rendered->image)),
          *report};
}

void TestCloudViewMeasured::everyRimCornerIsInTheFirstView() {
  const Measured measured = rayCast();
  CloudView view;
  showMeasured(view, measured);
  view.setShown(false, false, false, false);
  const QImage without = view.grabImage();
  view.setShown(false, true, false, false);
  const QImage with = view.grabImage();
  QRect changed;
  for (int y = 0; y < with.height(); ++y)
    for (int x = 0; x < with.width(); ++x)
      if (with.pixel(x, y) != without.pixel(x, y) && x > 120) changed |= QRect(x, y, 1, 1); // beside the axes
  QVERIFY(changed.top() > 4 && changed.bottom() < with.height() - 5 && changed.right() < with.width() - 5);
  QVERIFY(changed.height() > with.height() / 2 || changed.width() > with.width() / 2);
}

void TestCloudViewMeasured::cursorAndHoverAgreeOnContent() {
  const Measured measured = rayCast();
  CloudView view;
  showMeasured(view, measured);
  view.grabImage();
  QSignalSpy spy(&view, &CloudView::pixelHovered);
  QWidget* canvas = view.focusProxy();
  int tried = 0, same = 0;
  for (int y = 60; y < 200; y += 20)
    for (int x = 80; x < 250; x += 25) {
      if (measured.report.pixelClass.at(x, y) != std::uint8_t(PixelClass::content)) continue;
      const QPoint place = markerPlace(view, {x, y});
      spy.clear();
      tests::moveMouse(canvas, place);
      QCOMPARE(spy.size(), 1);
      const QPoint found = spy.at(0).at(0).toPoint();
      ++tried;
      same += (found - QPoint(x, y)).manhattanLength() <= 2;
      // Points of the near wall may stand before the content: then they are what is under the mouse.
      QVERIFY((markerPlace(view, found) - place).manhattanLength() <= 10);
    }
  QVERIFY(tried > 20);
  QVERIFY2(same >= tried / 2, qPrintable(QStringLiteral("%1 of %2").arg(same).arg(tried)));
}

void TestCloudViewMeasured::recordedToteIsShown() {
  FILLSCOPE_NEEDS_SHARED_DATA(folder, "boxes/tote");
  const auto depth = loadDepth(folder + QStringLiteral("/filled.depth.png"));
  QImage photo = QImage(folder + QStringLiteral("/filled.color.png")).convertToFormat(QImage::Format_RGB888);
  Image colour(photo.width(), photo.height(), 3);
  for (int y = 0; y < photo.height(); ++y)
    std::copy_n(photo.constScanLine(y), std::size_t(photo.width()) * 3, colour.row(y));
  FillRequest request;
  request.depth = depth;
  request.corners = {Vec2{158, 8}, {489, 8}, {594, 560}, {27, 560}};
  request.camera = CameraIntrinsics{616.521545, 616.521606, 311.354492, 231.087402, 640, 480};
  const auto report = measureFill(request);
  QVERIFY2(report.ok(), report.ok() ? "" : report.error().sentence().c_str());
  const Measured measured{
      std::make_shared<PointCloud>(unproject(*depth, report->camera, report->depthLine, &colour)), *report};
  CloudView view;
  showMeasured(view, measured);
  const QImage all = view.grabImage();
  int red = 0;
  for (int y = 0; y < all.height(); ++y)
    for (int x = 0; x < all.width(); ++x) {
      const QRgb c = all.pixel(x, y);
      red += qRed(c) > 90 && qRed(c) > 2 * qGreen(c) && qRed(c) > 2 * qBlue(c);
    }
  QVERIFY2(red > all.width() * all.height() * 0.04, "the red walls");
  view.setShown(true, true, true, false);
  const QImage withoutHidden = view.grabImage();
  QVERIFY(difference(all, withoutHidden) > 0.005);
  view.setShown(true, true, false, false);
  QVERIFY(difference(withoutHidden, view.grabImage()) > 0.005);
}

int main(int argc, char** argv) {
  QSurfaceFormat::setDefaultFormat(surfaceFormat3d());
  QApplication app(argc, argv);
  TestCloudViewMeasured test;
  return QTest::qExec(&test, argc, argv);
}
#include "test_cloud_view_measured.moc"
