#include "core/imaging/edge_fit.h"
#include <QTest>
#include <array>
#include <cmath>
#include <random>

using namespace fillscope;

namespace {

constexpr int side = 120;

/// A turned square as a camera sees it: each pixel the mean over its area, then blurred, then with noise.
struct Scene {
  std::array<Vec2, 4> corners;
  Image picture;
};

Scene squareScene(Vec2 centre, double size, double angle, double blur, double noise, int channels = 1,
                  bool bright = true) {
  Scene scene;
  const Vec2 u{std::cos(angle), std::sin(angle)}, v{-u.y, u.x};
  const double h = size / 2;
  scene.corners = {centre - h * u - h * v, centre + h * u - h * v, centre + h * u + h * v,
                   centre - h * u + h * v};
  constexpr int fine = 12;
  std::vector<double> values(side * side);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      int inside = 0;
      for (int j = 0; j < fine; ++j)
        for (int i = 0; i < fine; ++i) {
          const Vec2 p{x + (i + 0.5) / fine, y + (j + 0.5) / fine};
          inside += std::abs(dot(p - centre, u)) <= h && std::abs(dot(p - centre, v)) <= h;
        }
      const double share = double(inside) / (fine * fine);
      values[std::size_t(y * side + x)] = bright ? 60 + 140 * share : 200 - 140 * share;
    }
  const int radius = static_cast<int>(std::ceil(3 * blur));
  for (const bool rows : {true, false}) {
    if (radius == 0) break;
    std::vector<double> blurred(values.size());
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        double sum = 0, weight = 0;
        for (int k = -radius; k <= radius; ++k) {
          const int at = std::clamp((rows ? x : y) + k, 0, side - 1);
          const double w = std::exp(-0.5 * k * k / (blur * blur));
          sum += w * values[std::size_t(rows ? y * side + at : at * side + x)];
          weight += w;
        }
        blurred[std::size_t(y * side + x)] = sum / weight;
      }
    values = blurred;
  }
  std::mt19937 engine(5);
  std::normal_distribution<double> grain(0, noise > 0 ? noise : 1);
  scene.picture = Image(side, side, channels);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      for (int c = 0; c < channels; ++c)
        scene.picture.at(x, y, c) = static_cast<std::uint8_t>(std::clamp(
            std::lround(values[std::size_t(y * side + x)] + (noise > 0 ? grain(engine) : 0)), 0l, 255l));
  return scene;
}

} // namespace

class TestEdgeFit : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void findsCornersOfTurnedSquares_data() {
    QTest::addColumn<double>("angle");
    QTest::addColumn<double>("blur");
    QTest::addColumn<double>("noise");
    QTest::addColumn<double>("tolerance");
    for (const double angle : {0.0, 0.05, 0.3, 0.7, 1.2}) {
      QTest::addRow("sharp %.2f", angle) << angle << 0.0 << 0.0 << 0.05;
      QTest::addRow("blurred %.2f", angle) << angle << 0.8 << 0.0 << 0.05;
      QTest::addRow("with noise %.2f", angle) << angle << 0.8 << 4.0 << 0.12;
    }
  }
  void findsCornersOfTurnedSquares() {
    QFETCH(double, angle);
    QFETCH(double, blur);
    QFETCH(double, noise);
    QFETCH(double, tolerance);
    for (const int channels : {1, 3})
      for (const bool bright : {true, false}) {
        const Scene scene = squareScene({60.37, 58.81}, 62.3, angle, blur, noise, channels, bright);
        std::mt19937 engine(9);
        std::uniform_real_distribution<double> slip(-1.6, 1.6);
        for (int i = 0; i < 4; ++i) {
          const auto near = [&](int k) {
            const Vec2 c = scene.corners[std::size_t(k % 4)];
            return Vec2{c.x + slip(engine), c.y + slip(engine)};
          };
          const auto fit = fitCorner(scene.picture, near(i), near(i + 3), near(i + 1));
          QVERIFY2(fit.ok(), fit.ok() ? "" : fit.error().sentence().c_str());
          const double error = norm(fit->corner - scene.corners[std::size_t(i)]);
          QVERIFY2(error < tolerance, qPrintable(QString::number(error)));
          QVERIFY(fit->residual < (noise > 0 ? 0.3 : 0.1));
          QVERIFY(std::abs(fit->angle - 1.5707963) < 0.02);
          QVERIFY(fit->first.points >= 15 && fit->second.points >= 15);
          QVERIFY(fit->secondOpinion);
          QVERIFY(norm(*fit->secondOpinion - scene.corners[std::size_t(i)]) < 0.6);
        }
      }
  }

  void clutterOnASideDoesNotPullTheLine() {
    Scene scene = squareScene({60, 60}, 64.5, 0.1, 0.7, 0);
    // A sticker over part of the upper edge.
    for (int y = 22; y < 38; ++y)
      for (int x = 54; x < 62; ++x)
        scene.picture.at(x, y) = 250;
    const auto fit = fitCorner(scene.picture, scene.corners[0], scene.corners[3], scene.corners[1]);
    QVERIFY(fit.ok());
    QVERIFY(norm(fit->corner - scene.corners[0]) < 0.15);
  }

  void saysWhyThereIsNoCorner_data() {
    QTest::addColumn<Vec2>("corner");
    QTest::addColumn<Vec2>("previous");
    QTest::addColumn<Vec2>("next");
    QTest::newRow("nothing there") << Vec2{15, 15} << Vec2{15, 50} << Vec2{25, 15};
    QTest::newRow("short side") << Vec2{28, 28} << Vec2{28, 90} << Vec2{33, 28};
    QTest::newRow("one edge") << Vec2{60, 28} << Vec2{30, 28} << Vec2{90, 28};
    QTest::newRow("outside the picture") << Vec2{-50, -50} << Vec2{-50, 20} << Vec2{20, -50};
    QTest::newRow("no number") << Vec2{std::nan(""), 28} << Vec2{28, 90} << Vec2{90, 28};
  }
  void saysWhyThereIsNoCorner() {
    QFETCH(Vec2, corner);
    QFETCH(Vec2, previous);
    QFETCH(Vec2, next);
    const Scene scene = squareScene({60, 60}, 64, 0, 0.5, 0);
    const auto fit = fitCorner(scene.picture, corner, previous, next);
    QVERIFY(!fit.ok());
    QVERIFY(!fit.error().what.empty() && !fit.error().hint.empty());
  }
};

QTEST_APPLESS_MAIN(TestEdgeFit)
#include "test_edge_fit.moc"
