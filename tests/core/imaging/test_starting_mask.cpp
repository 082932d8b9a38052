// Starting masks on pictures whose truth is known.
#include "core/imaging/starting_mask.h"
#include <QTest>
#include <cmath>
#include <functional>
#include <random>

using namespace fillscope;

namespace {

using Inside = std::function<bool(double x, double y)>;
constexpr int width = 320, height = 240;

bool inEllipse(double x, double y) {
  const double u = (x - 150) / 70, v = (y - 118) / 48;
  return u * u + v * v <= 1;
}
bool inTurnedSquare(double x, double y) { return std::abs(x - 160) + std::abs(y - 120) <= 72; }
bool inRing(double x, double y) {
  const double r = std::hypot(x - 160, y - 120);
  return r <= 80 && r >= 30;
}

/// A thing of one colour with a shading on a ground of another, with noise.
Image pictureOf(const Inside& inside, double noise, bool dark = false) {
  Image picture(width, height, 3);
  std::minstd_rand random(7);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const bool in = inside(x + 0.5, y + 0.5);
      const double shade = 12.0 * x / width;
      const double ground[3] = {70, 95, 80},
                   thing[3] = {dark ? 20.0 : 190, dark ? 25.0 : 150, dark ? 30.0 : 60};
      for (int c = 0; c < 3; ++c) {
        const double value =
            (in ? thing[c] : ground[c]) + shade + noise * (static_cast<int>(random() % 2001) - 1000) / 1000.0;
        picture.at(x, y, c) = static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
      }
    }
  return picture;
}

double iouOf(const StartingMask& found, const Inside& truth) {
  int both = 0, any = 0;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const int mx = x - found.left, my = y - found.top;
      const bool in = found.mask.contains(mx, my) && found.mask.at(mx, my) != 0,
                 wanted = truth(x + 0.5, y + 0.5);
      both += in && wanted;
      any += in || wanted;
    }
  return static_cast<double>(both) / any;
}

const std::vector<Vec2> rough{{62, 52}, {160, 28}, {258, 40}, {262, 200}, {150, 214}, {58, 190}};

} // namespace

class TestStartingMask : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void findsKnownShapes_data() {
    QTest::addColumn<int>("method");
    QTest::addColumn<int>("shape");
    QTest::addColumn<double>("noise");
    QTest::addColumn<bool>("dark");
    using Method = MaskOptions::Method;
    const std::pair<const char*, Method> methods[] = {
        {"GrabCut", Method::grabCut}, {"threshold", Method::threshold}, {"k-means", Method::kMeans}};
    for (const auto& [name, method] : methods)
      for (const int shape : {0, 1, 2})
        for (const bool dark : {false, true}) {
          QTest::addRow("%s shape %d %s", name, shape, dark ? "dark" : "bright")
              << static_cast<int>(method) << shape << 14.0 << dark;
        }
  }
  void findsKnownShapes() {
    QFETCH(int, method);
    QFETCH(int, shape);
    QFETCH(double, noise);
    QFETCH(bool, dark);
    const Inside truth = shape == 0 ? inEllipse : shape == 1 ? inTurnedSquare : inRing;
    MaskOptions options;
    options.method = static_cast<MaskOptions::Method>(method);
    options.clusters = 2;
    const Image picture = pictureOf(truth, noise, dark);
    const auto found = startingMask(picture, rough, options);
    QVERIFY(found.ok());
    const double iou = iouOf(*found, truth);
    QVERIFY2(iou >= 0.95, qPrintable(QString::number(iou)));
    const auto again = startingMask(picture, rough, options);
    QVERIFY(again->mask == found->mask);
  }

  void levelByHandAndInverted() {
    const Image picture = pictureOf(inEllipse, 0);
    MaskOptions options;
    options.method = MaskOptions::Method::threshold;
    const auto automatic = startingMask(picture, rough, options);
    QVERIFY(automatic->level && *automatic->level > 90 && *automatic->level < 160);
    options.level = 130;
    const auto byHand = startingMask(picture, rough, options);
    QCOMPARE(*byHand->level, 130);
    QVERIFY(iouOf(*byHand, inEllipse) > 0.99);
    options.inverted = true;
    const auto rest = startingMask(picture, rough, options);
    for (int y = 0; y < rest->mask.height(); ++y)
      for (int x = 0; x < rest->mask.width(); ++x)
        QVERIFY(!(rest->mask.at(x, y) && byHand->mask.at(x, y)));
    QVERIFY(iouOf(*rest, inEllipse) < 0.05);
  }

  void greyPicturesAndOutlinesBeyondThePicture() {
    const Image colour = pictureOf(inEllipse, 5);
    Image grey(width, height, 1);
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        grey.at(x, y) = colour.at(x, y, 0);
    const std::vector<Vec2> wide{{-500, -400}, {900, -400}, {900, 700}, {-500, 700}};
    for (const auto method :
         {MaskOptions::Method::threshold, MaskOptions::Method::kMeans, MaskOptions::Method::grabCut}) {
      MaskOptions options;
      options.method = method;
      options.clusters = 2;
      const auto found = startingMask(grey, wide, options);
      QVERIFY(found.ok());
      QVERIFY(found->mask.sameSize(width, height));
      QVERIFY(iouOf(*found, inEllipse) > 0.95);
    }
  }

  void largeOutlinesAreExactToo_data() {
    QTest::addColumn<int>("contrast");
    QTest::addColumn<int>("noise");
    QTest::addColumn<double>("share"); // of the thing that may be wrong
    QTest::newRow("clear") << 140 << 0 << 0.001;
    QTest::newRow("noisy") << 80 << 20 << 0.004;
    QTest::newRow("faint") << 30 << 10 << 0.006;
  }
  void largeOutlinesAreExactToo() {
    QFETCH(int, contrast);
    QFETCH(int, noise);
    QFETCH(double, share);
    Image large(1600, 1200, 3);
    std::minstd_rand random(7);
    const auto isThing = [](int x, int y) { return inEllipse((x + 0.5) / 5, (y + 0.5) / 5); };
    for (int y = 0; y < 1200; ++y)
      for (int x = 0; x < 1600; ++x)
        for (int c = 0; c < 3; ++c) {
          const int grain = static_cast<int>(random() % static_cast<unsigned>(2 * noise + 1)) - noise;
          large.at(x, y, c) =
              static_cast<std::uint8_t>(60 + 30 * x / 1600 + grain + (isThing(x, y) ? contrast : 0));
        }
    std::vector<Vec2> outline;
    for (const Vec2& p : rough)
      outline.push_back(5.0 * p);
    const auto found = startingMask(large, outline, {});
    QVERIFY(found.ok());
    int wrong = 0;
    for (int y = 0; y < found->mask.height(); ++y)
      for (int x = 0; x < found->mask.width(); ++x)
        wrong += (found->mask.at(x, y) != 0) != isThing(x + found->left, y + found->top);
    QVERIFY2(wrong < share * 3.14159 * 350 * 240, qPrintable(QString::number(wrong / (3.14159 * 350 * 240))));
  }

  void refusesWhatHoldsNothing_data() {
    QTest::addColumn<QVector<QPointF>>("points");
    QTest::newRow("beside the picture") << QVector<QPointF>{{-90, -90}, {-50, -90}, {-50, -50}};
    QTest::newRow("two vertices") << QVector<QPointF>{{10, 10}, {50, 50}};
    QTest::newRow("no area") << QVector<QPointF>{{10, 10}, {50, 10}, {20, 10}};
    QTest::newRow("no number") << QVector<QPointF>{{10, 10}, {50, 10}, {std::nan(""), 40}};
  }
  void refusesWhatHoldsNothing() {
    QFETCH(QVector<QPointF>, points);
    std::vector<Vec2> outline;
    for (const QPointF& p : points)
      outline.push_back({p.x(), p.y()});
    const auto found = startingMask(pictureOf(inEllipse, 0), outline, {});
    QVERIFY(!found.ok());
    QVERIFY(found.error().code == ErrorCode::badInput);
  }

  void stopsOnRequest() {
    Progress progress;
    int asked = 0;
    progress.isCancelled = [&asked] { return ++asked > 1; };
    const auto found = startingMask(pictureOf(inEllipse, 10), rough, {}, progress);
    QVERIFY(!found.ok());
    QVERIFY(found.error().code == ErrorCode::cancelled);
  }
};

QTEST_GUILESS_MAIN(TestStartingMask)
#include "test_starting_mask.moc"
