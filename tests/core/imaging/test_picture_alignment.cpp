// Sequences whose motion is known: shifted, turned, seen from elsewhere; and pictures that are not of one
// sequence.
#include "core/imaging/picture_alignment.h"
#include <QTest>
#include <cmath>
#include <functional>
#include <random>

using namespace fillscope;

namespace {

/// A smooth random pattern that can be looked at anywhere.
class Pattern {
 public:
  explicit Pattern(unsigned seed) {
    std::minstd_rand random(seed);
    const auto uniform = [&random] { return static_cast<double>(random() % 100001) / 100000; };
    for (int i = 0; i < 500; ++i)
      blobs_.push_back(
          {{900 * uniform() - 150, 700 * uniform() - 120}, 5 + 14 * uniform(), 160 * uniform() - 80});
  }
  double at(Vec2 p) const {
    double value = 120;
    for (const Blob& blob : blobs_) {
      const double r = norm(p - blob.centre) / blob.radius;
      if (r < 1) value += blob.height * (1 - r * r);
    }
    return value;
  }

 private:
  struct Blob {
    Vec2 centre;
    double radius, height;
  };
  std::vector<Blob> blobs_;
};

using Inverse = std::function<Vec2(Vec2)>;

/// map: from this picture's coordinates to the pattern's.
Image render(const Pattern& pattern, int width, int height, const Inverse& map, double brightness = 1,
             unsigned seed = 3) {
  std::minstd_rand random(seed);
  Image picture(width, height, 1);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const double noise = static_cast<double>(random() % 7) - 3;
      picture.at(x, y) = static_cast<std::uint8_t>(
          std::clamp(brightness * pattern.at(map({x + 0.5, y + 0.5})) + noise, 0.0, 255.0));
    }
  return picture;
}

const std::vector<Vec2> box{{180, 120}, {430, 130}, {440, 330}, {170, 320}};
Vec2 same(Vec2 p) { return p; }

} // namespace

class TestPictureAlignment : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void followsKnownMotion_data() {
    QTest::addColumn<QVector<double>>("h"); // from the second picture to the first
    QTest::addColumn<double>("brightness");
    QTest::newRow("still") << QVector<double>{1, 0, 0, 0, 1, 0, 0, 0} << 1.0;
    QTest::newRow("a small shift") << QVector<double>{1, 0, -7.3, 0, 1, 4.6, 0, 0} << 1.0;
    QTest::newRow("a large shift") << QVector<double>{1, 0, 64.5, 0, 1, -38.25, 0, 0} << 1.0;
    QTest::newRow("darker") << QVector<double>{1, 0, 12, 0, 1, 9, 0, 0} << 0.75;
    const double a = 0.06;
    QTest::newRow("turned and larger") << QVector<double>{1.05 * std::cos(a),
                                                          -1.05 * std::sin(a),
                                                          6,
                                                          1.05 * std::sin(a),
                                                          1.05 * std::cos(a),
                                                          -21,
                                                          0,
                                                          0}
                                       << 1.0;
    QTest::newRow("a homography") << QVector<double>{1.02, 0.03, -9, -0.02, 0.98, 7, 8e-5, -6e-5} << 1.0;
  }
  void followsKnownMotion() {
    QFETCH(QVector<double>, h);
    QFETCH(double, brightness);
    const Pattern pattern(11);
    const Inverse back = [&h](Vec2 p) {
      const double w = h[6] * p.x + h[7] * p.y + 1;
      return Vec2{(h[0] * p.x + h[1] * p.y + h[2]) / w, (h[3] * p.x + h[4] * p.y + h[5]) / w};
    };
    const Image first = render(pattern, 600, 450, same),
                second = render(pattern, 600, 450, back, brightness, 5);
    const auto found = alignPictures(first, second, box);
    QVERIFY2(found.ok(), found.ok() ? "" : found.error().sentence().c_str());
    for (const Vec2& corner : box) {
      const Vec2 to = found->apply(corner);
      // Where it went must have come from the corner.
      const double off = norm(back(to) - corner);
      QVERIFY2(off < 0.6, qPrintable(QString::number(off)));
    }
    QVERIFY(found->residual < 0.5);
    QVERIFY(found->agreeing >= 6 && found->agreeing <= found->followed);
    QVERIFY(alignPictures(first, second, box).value() == *found);
  }

  void followsAThingThatMovesAlone() {
    const Pattern ground(11), thing(23);
    const Vec2 shift{31.5, -12.25};
    const auto picture = [&](Vec2 by) {
      Image shown = render(ground, 600, 450, same);
      for (int y = 0; y < 450; ++y)
        for (int x = 0; x < 600; ++x) {
          const Vec2 p = Vec2{x + 0.5, y + 0.5} - by;
          if (p.x > 180 && p.x < 430 && p.y > 120 && p.y < 330)
            shown.at(x, y) = static_cast<std::uint8_t>(std::clamp(thing.at(p), 0.0, 255.0));
        }
      return shown;
    };
    const std::vector<Vec2> outline{{180, 120}, {430, 120}, {430, 330}, {180, 330}};
    const auto found = alignPictures(picture({}), picture(shift), outline);
    QVERIFY(found.ok());
    for (const Vec2& corner : outline)
      QVERIFY(norm(found->apply(corner) - corner - shift) < 0.5);
  }

  void largePicturesAreAsExact() {
    const Pattern pattern(11);
    const Inverse small = [](Vec2 p) { return 0.4 * p; };
    const Inverse moved = [](Vec2 p) { return 0.4 * (p - Vec2{23.4, 11.7}); };
    const Image first = render(pattern, 1500, 1125, small), second = render(pattern, 1500, 1125, moved, 1, 5);
    const std::vector<Vec2> area{{450, 300}, {1075, 325}, {1100, 825}, {425, 800}};
    const auto found = alignPictures(first, second, area);
    QVERIFY(found.ok());
    for (const Vec2& corner : area)
      QVERIFY(norm(found->apply(corner) - corner - Vec2{23.4, 11.7}) < 0.6);
  }

  void refusesWhatDoesNotFit() {
    const Image first = render(Pattern(11), 600, 450, same);
    const auto other = alignPictures(first, render(Pattern(99), 600, 450, same), box);
    QVERIFY(!other.ok());
    QVERIFY(other.error().code == ErrorCode::badInput);
    QVERIFY(!other.error().hint.empty());
    QVERIFY(!alignPictures(first, Image(600, 450, 1, 90), box).ok());
    QVERIFY(!alignPictures(Image(), first, box).ok());
    QVERIFY(!alignPictures(first, first, {}).ok());
  }

  void stopsOnRequest() {
    const Image first = render(Pattern(11), 600, 450, same);
    Progress progress;
    progress.isCancelled = [] { return true; };
    const auto found = alignPictures(first, first, box, progress);
    QVERIFY(!found.ok() && found.error().code == ErrorCode::cancelled);
  }
};

QTEST_GUILESS_MAIN(TestPictureAlignment)
#include "test_picture_alignment.moc"
