// What lies in a box lies on something, keeps its room, stays within the walls and under the rim.
#include "core/synthesis/photo_scene.h"
#include "core/synthesis/vertical_span.h"
#include <QtTest>
#include <algorithm>
#include <cmath>

using namespace fillscope;

namespace {

/// Solids of the content that move together: the parts of a can or bottle follow each other on one axis.
std::vector<std::vector<Solid>> bodiesOf(const PhotoScene& scene) {
  std::vector<std::vector<Solid>> bodies;
  for (const PhotoItem& item : scene.items) {
    if (!item.content) continue;
    const auto* cylinder = std::get_if<SolidCylinder>(&item.solid);
    const auto* before = bodies.empty() ? nullptr : std::get_if<SolidCylinder>(&bodies.back().front());
    if (cylinder && before && cylinder->at.turn == before->at.turn) {
      const Vec3 away = cylinder->at.centre - before->at.centre;
      if (norm(cross(away, before->at.turn.columns[2])) < 1e-9) {
        bodies.back().push_back(item.solid);
        continue;
      }
    }
    bodies.push_back({item.solid});
  }
  return bodies;
}

SolidBounds boundsOfBody(const std::vector<Solid>& body) {
  SolidBounds all = boundsOf(body.front());
  for (const Solid& solid : body) {
    const SolidBounds b = boundsOf(solid);
    all.low = {std::min(all.low.x, b.low.x), std::min(all.low.y, b.low.y), std::min(all.low.z, b.low.z)};
    all.high = {std::max(all.high.x, b.high.x), std::max(all.high.y, b.high.y),
                std::max(all.high.z, b.high.z)};
  }
  return all;
}

VerticalSpan spanOfBody(const std::vector<Solid>& body, double x, double y) {
  VerticalSpan all;
  for (const Solid& solid : body)
    if (const VerticalSpan span = verticalSpan(solid, x, y))
      all = all ? VerticalSpan{std::min(all.upper, span.upper), std::max(all.lower, span.lower)} : span;
  return all;
}

/// Calls visit(x, y) at points of a lattice over a rectangle.
template <class Visit>
void overLattice(Vec3 low, Vec3 high, int count, const Visit& visit) {
  for (int j = 0; j <= count; ++j)
    for (int i = 0; i <= count; ++i)
      visit(low.x + (high.x - low.x) * i / count, low.y + (high.y - low.y) * j / count);
}

/// Gap below a body at its best supported place, metres; what lies within the settling grid's pitch beside it
/// counts as below it.
double gapBelow(const PhotoScene& scene, const std::vector<std::vector<Solid>>& bodies, std::size_t index) {
  const double pitch = std::max(0.0035, std::max(scene.size.first, scene.size.second) / 110) * 1.2;
  const SolidBounds own = boundsOfBody(bodies[index]);
  double gap = 1e9;
  overLattice(own.low, own.high, 40, [&](double x, double y) {
    const VerticalSpan span = spanOfBody(bodies[index], x, y);
    if (!span) return;
    for (const Vec2 aside : {Vec2{0, 0}, {pitch, 0}, {-pitch, 0}, {0, pitch}, {0, -pitch}}) {
      gap = std::min(gap, insideZ(scene, x + aside.x, y + aside.y) - span.lower);
      for (std::size_t other = 0; other < index; ++other) {
        const VerticalSpan below = spanOfBody(bodies[other], x + aside.x, y + aside.y);
        if (below && below.lower > span.lower - 0.002) gap = std::min(gap, below.upper - span.lower);
      }
    }
  });
  return gap;
}

/// A body without the outer millimetres, so that what merely grazes does not count.
std::vector<Solid> core(std::vector<Solid> body, double less) {
  for (Solid& solid : body) {
    if (auto* cuboid = std::get_if<SolidCuboid>(&solid)) {
      cuboid->half = cuboid->half - Vec3{less, less, less};
      if (std::min({cuboid->half.x, cuboid->half.y, cuboid->half.z}) <= 0) cuboid->half = {0, 0, 0};
    } else if (auto* sphere = std::get_if<SolidSphere>(&solid)) {
      sphere->radius = std::max(0.0, sphere->radius - less);
    } else if (auto* cylinder = std::get_if<SolidCylinder>(&solid)) {
      cylinder->radius = std::max(0.0, cylinder->radius - less);
      if (cylinder->topRadius >= 0) cylinder->topRadius = std::max(0.0, cylinder->topRadius - less);
      cylinder->half = std::max(1e-6, cylinder->half - less);
    } else if (auto* capsule = std::get_if<SolidCapsule>(&solid)) {
      capsule->radius = std::max(0.0, capsule->radius - less);
    }
  }
  return body;
}

bool isHeights(const std::vector<Solid>& body) { return std::holds_alternative<SolidHeights>(body.front()); }

} // namespace

class TestPhotoSceneContents : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nothingFloats() {
    const PhotoSpec spec;
    int seen = 0;
    for (std::uint64_t k = 0; k < 200; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 6, k);
      const auto bodies = bodiesOf(scene);
      for (std::size_t i = 0; i < bodies.size(); i += 3) {
        if (isHeights(bodies[i])) continue; // bags take the shape of what is below them
        ++seen;
        const double gap = gapBelow(scene, bodies, i);
        QVERIFY2(gap < 0.003, qPrintable(QString("scene %1, body %2: %3 mm").arg(k).arg(i).arg(1000 * gap)));
      }
    }
    QVERIFY(seen > 1000);
  }

  void nothingSharesRoom() {
    const PhotoSpec spec;
    for (std::uint64_t k = 0; k < 200; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 7, k);
      auto bodies = bodiesOf(scene);
      std::erase_if(bodies, isHeights);
      std::vector<SolidBounds> bounds;
      for (auto& body : bodies) {
        body = core(body, 0.003);
        bounds.push_back(boundsOfBody(body));
      }
      for (std::size_t a = 0; a < bodies.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
          const Vec3 low{std::max(bounds[a].low.x, bounds[b].low.x),
                         std::max(bounds[a].low.y, bounds[b].low.y), 0};
          const Vec3 high{std::min(bounds[a].high.x, bounds[b].high.x),
                          std::min(bounds[a].high.y, bounds[b].high.y), 0};
          if (low.x >= high.x || low.y >= high.y) continue;
          double shared = 0;
          overLattice(low, high, 8, [&](double x, double y) {
            const VerticalSpan one = spanOfBody(bodies[a], x, y), other = spanOfBody(bodies[b], x, y);
            if (one && other)
              shared = std::max(shared, std::min(one.lower, other.lower) - std::max(one.upper, other.upper));
          });
          QVERIFY2(shared < 0.002,
                   qPrintable(
                       QString("scene %1, bodies %2 and %3: %4 mm").arg(k).arg(a).arg(b).arg(1000 * shared)));
        }
    }
  }

  void staysWithinTheWallsAndUnderTheRim() {
    PhotoSpec spec;
    spec.protrudeShare = 0;
    for (std::uint64_t k = 0; k < 200; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 8, k);
      for (const auto& body : bodiesOf(scene)) {
        const SolidBounds b = boundsOfBody(body);
        QVERIFY(b.low.z >= -1e-6);
        const double inset = scene.taper * std::clamp(b.high.z / scene.size.depth, 0.0, 1.0);
        const double cut = std::max({inset - b.low.x, inset - b.low.y, b.high.x - scene.size.first + inset,
                                     b.high.y - scene.size.second + inset});
        QVERIFY2(cut < (isHeights(body) ? scene.wall : 0.002),
                 qPrintable(QString("scene %1: %2 mm").arg(k).arg(1000 * cut)));
        QVERIFY2(b.high.z <= scene.size.depth + 0.002,
                 qPrintable(QString("scene %1, kind %2: %3 mm below the floor")
                                .arg(k)
                                .arg(body.front().index())
                                .arg(1000 * (b.high.z - scene.size.depth))));
        QVERIFY(b.low.x > -1e-6 && b.low.y > -1e-6 && b.high.x < scene.size.first + 1e-6 &&
                b.high.y < scene.size.second + 1e-6);
      }
      // What is no content keeps out of the inside, but for flaps, hands and marks as thin as paint.
      QVERIFY(contentHeight(scene, scene.size.first / 2, scene.size.second / 2) <= scene.size.depth + 1e-6);
    }
  }

  void slopedFillStaysWithinLeaningWalls() {
    PhotoSpec spec;
    spec.boxKinds = {0, 1, 0};
    spec.contentKinds = {0, 0, 0, 0, 0, 0, 0, 0.5, 0.5};
    spec.taper = {0.08, 0.12};
    spec.wall = {0.003, 0.004};
    for (std::uint64_t k = 0; k < 150; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 9, k);
      for (const PhotoItem& item : scene.items) {
        const auto* field = std::get_if<SolidHeights>(&item.solid);
        if (!field || !item.content) continue;
        const double inset = scene.taper * field->base / scene.size.depth;
        const double cut = inset - (scene.size.first / 2 - field->halfX);
        QVERIFY2(cut < scene.wall, qPrintable(QString("scene %1: %2 mm").arg(k).arg(1000 * cut)));
      }
    }
  }

  void someProtrudeWhereAllowed() {
    PhotoSpec spec;
    spec.protrudeShare = 1;
    spec.fill = {0.9, 0.95};
    int over = 0;
    for (std::uint64_t k = 0; k < 40; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 9, k);
      double top = 1;
      for (const auto& body : bodiesOf(scene))
        top = std::min(top, boundsOfBody(body).low.z);
      QVERIFY(top > -0.2 * scene.size.depth);
      over += top < 0;
    }
    QVERIFY(over >= 5);
  }
};

QTEST_APPLESS_MAIN(TestPhotoSceneContents)
#include "test_photo_scene_contents.moc"
