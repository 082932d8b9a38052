// Sequences whose motion is known: shifted, turned, seen from elsewhere; and pictures that are not of one
// sequence.
#include "core/imaging/picture_alignment.h"
#include <QTest>
#include <cmath>
#include <functional>
#include <random>

using namespace fillscope;

namespace {

constexpr int width = 400, height = 300;

/// A smooth random pattern that can be looked at anywhere.
class Pattern {
 public:
  explicit Pattern(unsigned seed)
      : cells_(static_cast<std::size_t>(columns * rows)) {
    std::minstd_rand random(seed);
    const auto uniform = [&random] { return static_cast<double>(random() % 100001) / 100000; };
    for (int i = 0; i < 300; ++i) {
      const Blob blob{{520 * uniform() - 60, 400 * uniform() - 50}, 4 + 10 * uniform(), 160 * uniform() - 80};
      for (int row = rowOf(blob.centre.y - blob.radius); row <= rowOf(blob.centre.y + blob.radius); ++row)
        for (int column = columnOf(blob.centre.x - blob.radius);
             column <= columnOf(blob.centre.x + blob.radius); ++column)
          cells_[static_cast<std::size_t>(row * columns + column)].push_back(blob);
    }
  }
  double at(Vec2 p) const {
    double value = 120;
    for (const Blob& blob : cells_[static_cast<std::size_t>(rowOf(p.y) * columns + columnOf(p.x))]) {
      const Vec2 off = p - blob.centre;
      const double share = dot(off, off) / (blob.radius * blob.radius);
      if (share < 1) value += blob.height * (1 - share);
    }
    return value;
  }

 private:
  struct Blob {
    Vec2 centre;
    double radius, height;
  };
  static constexpr int columns = 34, rows = 26;
  static constexpr double cellSize = 16, left = -75, top = -65;
  static int columnOf(double x) {
    return std::clamp(static_cast<int>((x - left) / cellSize), 0, columns - 1);
  }
  static int rowOf(double y) { return std::clamp(static_cast<int>((y - top) / cellSize), 0, rows - 1); }
  std::vector<std::vector<Blob>> cells_;
};

using Inverse = std::function<Vec2(Vec2)>;

/// map: from this picture's coordinates to the pattern's.
Image render(const Pattern& pattern, const Inverse& map, double brightness = 1, unsigned seed = 3,
             double size = 1) {
  std::minstd_rand random(seed);
  Image picture(static_cast<int>(size * width), static_cast<int>(size * height), 1);
  for (int y = 0; y < picture.height(); ++y)
    for (int x = 0; x < picture.width(); ++x) {
      const double noise = static_cast<double>(random() % 7) - 3;
      picture.at(x, y) = static_cast<std::uint8_t>(
          std::clamp(brightness * pattern.at(map({x + 0.5, y + 0.5})) + noise, 0.0, 255.0));
    }
  return picture;
}

const std::vector<Vec2> box{{110, 75}, {285, 82}, {292, 225}, {105, 218}};
Vec2 same(Vec2 p) { return p; }

const std::vector<Vec2> thing{{110, 75}, {285, 75}, {285, 225}, {110, 225}};
constexpr Vec2 thingShift{21.5, -8.25};

/// A thing before a ground that stays; share: how much of it moves, from its left edge.
std::pair<Image, Image> thingThatMoves(double share) {
  const Pattern ground(11), pattern(23);
  Image pictures[2] = {render(ground, same), render(ground, same, 1, 5)};
  const double end = 110 + 175 * share;
  for (int i = 0; i < 2; ++i)
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        for (const bool moving : {false, true}) {
          const Vec2 p = Vec2{x + 0.5, y + 0.5} - (moving && i == 1 ? thingShift : Vec2{});
          if (p.y > 75 && p.y < 225 && p.x > (moving ? 110 : end) && p.x < (moving ? end : 285))
            pictures[i].at(x, y) = static_cast<std::uint8_t>(std::clamp(pattern.at(p), 0.0, 255.0));
        }
  return {pictures[0], pictures[1]};
}

} // namespace

class TestPictureAlignment : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void followsKnownMotion_data() {
    QTest::addColumn<QVector<double>>("h"); // from the second picture to the first
    QTest::addColumn<double>("brightness");
    QTest::newRow("still") << QVector<double>{1, 0, 0, 0, 1, 0, 0, 0} << 1.0;
    QTest::newRow("a small shift") << QVector<double>{1, 0, -7.3, 0, 1, 4.6, 0, 0} << 1.0;
    QTest::newRow("a large shift") << QVector<double>{1, 0, 40.5, 0, 1, -24.25, 0, 0} << 1.0;
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
    const Image first = render(pattern, same), second = render(pattern, back, brightness, 5);
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
    const auto [first, second] = thingThatMoves(1);
    const auto found = alignPictures(first, second, thing);
    QVERIFY2(found.ok(), found.ok() ? "" : found.error().sentence().c_str());
    for (const Vec2& corner : thing)
      QVERIFY(norm(found->apply(corner) - corner - thingShift) < 0.5);
  }

  void refusesWhereHalfOfItMoves() {
    const auto [first, second] = thingThatMoves(0.5);
    const auto found = alignPictures(first, second, thing);
    QVERIFY(!found.ok());
    QVERIFY(found.error().code == ErrorCode::badInput);
    QVERIFY(!found.error().hint.empty());
  }

  void largePicturesAreAsExact() {
    const Pattern pattern(11);
    const Inverse small = [](Vec2 p) { return (1 / 3.0) * p; };
    const Inverse moved = [](Vec2 p) { return (1 / 3.0) * (p - Vec2{23.4, 11.7}); };
    const Image first = render(pattern, small, 1, 3, 3), second = render(pattern, moved, 1, 5, 3);
    std::vector<Vec2> area;
    for (const Vec2& corner : box)
      area.push_back(3.0 * corner);
    const auto found = alignPictures(first, second, area);
    QVERIFY2(found.ok(), found.ok() ? "" : found.error().sentence().c_str());
    for (const Vec2& corner : area)
      QVERIFY(norm(found->apply(corner) - corner - Vec2{23.4, 11.7}) < 0.6);
  }

  void refusesWhatDoesNotFit() {
    const Image first = render(Pattern(11), same);
    const auto other = alignPictures(first, render(Pattern(99), same), box);
    QVERIFY(!other.ok());
    QVERIFY(other.error().code == ErrorCode::badInput);
    QVERIFY(!other.error().hint.empty());
    QVERIFY(!alignPictures(first, Image(width, height, 1, 90), box).ok());
    QVERIFY(!alignPictures(Image(), first, box).ok());
    QVERIFY(!alignPictures(first, first, {}).ok());
  }

  void stopsOnRequest() {
    const Image first = render(Pattern(11), same);
    Progress progress;
    progress.isCancelled = [] { return true; };
    const auto found = alignPictures(first, first, box, progress);
    QVERIFY(!found.ok() && found.error().code == ErrorCode::cancelled);
  }
};

QTEST_GUILESS_MAIN(TestPictureAlignment)
#include "test_picture_alignment.moc"
