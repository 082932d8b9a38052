#include "tests/support/widget_look.h"
#include "widgets/image_canvas.h"
#include "widgets/label_colours.h"
#include "widgets/outline_raster.h"
#include "widgets/quick_scale.h"
#include "widgets/region_layer.h"
#include "widgets/theme.h"
#include <QPainter>
#include <QScrollBar>
#include <QTest>
#include <cmath>
#include <random>

using namespace fillscope;

namespace {

Region rect(double x, double y, double width, double height, const std::string& label = {}) {
  Region region{RectShape{x, y, width, height}, {}, {}, {}};
  if (!label.empty()) region.attributes.set("label", label);
  return region;
}

/// How much of two pictures differs clearly, as a share.
double difference(const QImage& a, const QImage& b) {
  int different = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
      different +=
          std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q)) > 24;
    }
  return double(different) / (a.width() * a.height());
}

} // namespace

class TestRegionLayer : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<RegionLayer> layer_;
  std::unique_ptr<ImageCanvas> canvas_;

  QImage shown() {
    canvas_->viewport()->repaint();
    while (!layer_->isSettled()) {
      QCoreApplication::processEvents();
      canvas_->viewport()->repaint();
    }
    return canvas_->grab().toImage().convertToFormat(QImage::Format_RGB32);
  }
  bool coloured(const QImage& image, Vec2 picture, const QColor& colour) const {
    const QPointF p = canvas_->viewportFromPicture({picture.x, picture.y}) * image.devicePixelRatio();
    for (int dy = -2; dy <= 2; ++dy)
      for (int dx = -2; dx <= 2; ++dx) {
        const QPoint at(int(p.x()) + dx, int(p.y()) + dy);
        if (!image.rect().contains(at)) continue;
        const QRgb pixel = image.pixel(at);
        if (std::abs(qRed(pixel) - colour.red()) + std::abs(qGreen(pixel) - colour.green()) +
                std::abs(qBlue(pixel) - colour.blue()) <
            120)
          return true;
      }
    return false;
  }

 private Q_SLOTS:
  void init() {
    tests::useLook(false);
    layer_ = std::make_unique<RegionLayer>();
    canvas_ = std::make_unique<ImageCanvas>();
    canvas_->resize(700, 500);
    QImage photo(320, 240, QImage::Format_RGB888);
    photo.fill(QColor(120, 110, 90));
    canvas_->setImage(photo);
    canvas_->setLayer(layer_.get());
    canvas_->show();
    QVERIFY(QTest::qWaitForWindowExposed(canvas_.get()));
  }
  void cleanup() { canvas_.reset(); }

  void linesAreWhereAPainterDrawsThem() {
    std::mt19937 engine(3);
    std::uniform_real_distribution<double> place(-30, 150);
    for (int i = 0; i < 200; ++i) {
      const QPointF a(place(engine), place(engine)), b(place(engine), place(engine));
      QImage ours(120, 120, QImage::Format_ARGB32_Premultiplied), theirs = ours;
      ours.fill(Qt::transparent);
      theirs.fill(Qt::transparent);
      drawSegment(ours, a, b, LineBrush(qRgba(255, 200, 0, 255), 3));
      QPainter painter(&theirs);
      painter.setRenderHint(QPainter::Antialiasing);
      painter.setPen(QPen(QColor(255, 200, 0), 3, Qt::SolidLine, Qt::FlatCap));
      painter.drawLine(a, b);
      painter.end();
      double sum = 0, whole = 0;
      for (int y = 0; y < 120; ++y)
        for (int x = 0; x < 120; ++x) {
          sum += std::abs(qAlpha(ours.pixel(x, y)) - qAlpha(theirs.pixel(x, y)));
          whole += qAlpha(theirs.pixel(x, y));
        }
      QVERIFY2(sum <= 0.14 * whole + 1800, qPrintable(QStringLiteral("%1 of %2").arg(sum).arg(whole)));
    }
  }

  void outlinesAreInTheirLabelsColour() {
    layer_->setRegions({rect(40, 40, 100, 80, "box"), rect(200, 60, 80, 100)});
    const QImage image = shown();
    QVERIFY(coloured(image, {40, 80}, labelColour("box")));
    QVERIFY(coloured(image, {200, 100}, theme::overlay()));
    QVERIFY(!coloured(image, {90, 80}, labelColour("box")));
    QVERIFY(theme::contrast(labelColour("box"), QColor(10, 12, 16)) > 4.5);
  }

  void everyLabelColourShowsOnItsCasing() {
    for (int i = 0; i < 200; ++i)
      QVERIFY(theme::contrast(labelColour("label " + std::to_string(i)), QColor(10, 12, 16)) > 4.5);
  }

  void hiddenLiftedAndElsewhereAreNotPainted() {
    const QImage empty = shown();
    layer_->setRegions({rect(40, 40, 100, 80), rect(200, 60, 80, 100)});
    const QImage both = shown();
    QVERIFY(difference(empty, both) > 0.001);
    layer_->setHidden({0, 1});
    QCOMPARE(difference(empty, shown()), 0.0);
    layer_->setHidden({});
    QCOMPARE(difference(both, shown()), 0.0);
    layer_->setHidden({}, true);
    QCOMPARE(difference(empty, shown()), 0.0);
    layer_->setHidden({}, false);
    layer_->setLifted({0});
    layer_->setElsewhere(1);
    QCOMPARE(difference(empty, shown()), 0.0);
    layer_->setLifted({});
    layer_->setElsewhere(-1);
    QCOMPARE(difference(both, shown()), 0.0);
  }

  void whatIsPaintedAfterChangesIsWhatANewLayerPaints() {
    std::mt19937 engine(17);
    const auto draw = [&](double low, double high) {
      return std::uniform_real_distribution<double>(low, high)(engine);
    };
    std::vector<Region> regions;
    const char* labels[] = {"", "box", "a rather long label", "lid"};
    for (int i = 0; i < 120; ++i)
      regions.push_back(rect(draw(-20, 300), draw(-20, 220), draw(1, 90), draw(1, 90), labels[i % 4]));
    layer_->setRegions(regions);
    std::vector<int> selected;
    for (int round = 0; round < 25; ++round) {
      const auto at = std::size_t(draw(0, double(regions.size()) - 0.01));
      const int what = round % 6;
      if (what == 0) regions[at].shape = CircleShape{{draw(0, 300), draw(0, 200)}, draw(1, 60)};
      if (what == 1) regions[at].attributes.set("label", std::string(labels[round % 4]));
      if (what == 2) regions.push_back(rect(draw(0, 300), draw(0, 220), 30, 30, "lid"));
      if (what == 3) regions.erase(regions.begin() + long(at));
      if (what == 4) canvas_->setZoom(draw(0.5, 6), QPointF(draw(50, 250), draw(50, 200)));
      if (what == 5)
        canvas_->horizontalScrollBar()->setValue(canvas_->horizontalScrollBar()->value() +
                                                 int(draw(-90, 90)));
      layer_->setRegions(regions);
      selected = {int(draw(0, 20)), int(draw(30, 60))};
      layer_->setSelected(selected, selected[0]);
      const QImage kept = shown();
      RegionLayer fresh;
      fresh.setFrameBudget(10000);
      fresh.setRegions(regions);
      fresh.setSelected(selected, selected[0]);
      canvas_->setLayer(&fresh);
      const QImage anew = canvas_->grab().toImage().convertToFormat(QImage::Format_RGB32);
      canvas_->setLayer(layer_.get());
      QCOMPARE(difference(kept, anew), 0.0);
    }
  }

  void aFrameStopsAtItsBudgetAndTheRestFollows() {
    std::vector<Region> regions;
    for (int i = 0; i < 3000; ++i)
      regions.push_back(rect(i % 60 * 5.3, i / 60 * 4.7, 4, 4));
    layer_->setFrameBudget(0);
    layer_->setRegions(regions);
    canvas_->viewport()->repaint();
    QVERIFY(!layer_->isSettled());
    QTRY_VERIFY(layer_->isSettled());
  }

  void answersWhatLiesWhere() {
    layer_->setRegions({rect(20, 20, 200, 150), rect(60, 60, 40, 40), rect(62, 62, 10, 10)});
    QCOMPARE(layer_->regionsAt({64, 66}, 1), (std::vector<int>{2, 1, 0}));
    QCOMPARE(layer_->regionsAt({60.5, 80}, 2), (std::vector<int>{1, 0}));
    QCOMPARE(layer_->regionsAt({300, 200}, 2), std::vector<int>{});
    layer_->setHidden({1});
    QCOMPARE(layer_->regionsAt({60.5, 90}, 0.2), std::vector<int>{0});
    QCOMPARE(layer_->regionsWithin({{55, 55}, {110, 110}}), std::vector<int>{2});
    QCOMPARE(layer_->regionsMeeting({{0, 0}, {30, 30}}), std::vector<int>{0});
  }

  void quickScalingTakesTheNearestPixel_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<double>("scale");
    for (const auto format : {QImage::Format_RGB888, QImage::Format_Grayscale8, QImage::Format_RGB32})
      for (const double scale : {0.37, 1.0, 2.6})
        QTest::addRow("format %d, %.2f", int(format), scale) << int(format) << scale;
  }
  void quickScalingTakesTheNearestPixel() {
    QFETCH(int, format);
    QFETCH(double, scale);
    QImage source(40, 30, QImage::Format_RGB32);
    for (int y = 0; y < 30; ++y)
      for (int x = 0; x < 40; ++x)
        source.setPixel(x, y, qRgb(6 * x, 8 * y, (x * y) % 256));
    source = source.convertToFormat(static_cast<QImage::Format>(format));
    QImage target(90, 70, QImage::Format_RGB32);
    target.fill(Qt::magenta);
    const QPointF origin(7.25, -3.5);
    const QRect clip(5, 2, 60, 50);
    scaleNearest(target, clip, source, origin, scale, scale);
    for (int y = 0; y < 70; ++y)
      for (int x = 0; x < 90; ++x) {
        const int sx = int(std::floor((x + 0.5 - origin.x()) / scale)),
                  sy = int(std::floor((y + 0.5 - origin.y()) / scale));
        const bool inside = clip.contains(x, y) && source.rect().contains(sx, sy);
        QCOMPARE(target.pixel(x, y), inside ? source.pixel(sx, sy) : qRgb(255, 0, 255));
      }
  }

  void aHurriedZoomEndsInFullQuality() {
    QImage large(4000, 3000, QImage::Format_RGB888);
    for (int y = 0; y < large.height(); ++y)
      for (int x = 0; x < 3 * large.width(); ++x)
        large.scanLine(y)[x] = uchar((x * 7 + y * 13) % 251);
    canvas_->setImage(large);
    for (int i = 0; i < 12; ++i) {
      canvas_->setZoom(0.9 + 0.05 * i);
      canvas_->viewport()->repaint();
    }
    QTest::qWait(400);
    const QImage rested = shown();
    canvas_->setZoom(3);
    shown();
    QTest::qWait(400);
    canvas_->setZoom(0.9 + 0.05 * 11);
    canvas_->viewport()->repaint();
    QTest::qWait(400);
    QVERIFY(difference(rested, shown()) < 0.01);
  }

  void labelsCanBeSwitchedOff() {
    layer_->setRegions({rect(60, 60, 150, 100, "carton")});
    const QImage with = shown();
    layer_->setLabelsShown(false);
    const QImage without = shown();
    QVERIFY(difference(with, without) > 0.0005);
    layer_->setLabelsShown(true);
    QCOMPARE(difference(with, shown()), 0.0);
  }
};

QTEST_MAIN(TestRegionLayer)
#include "test_region_layer.moc"
