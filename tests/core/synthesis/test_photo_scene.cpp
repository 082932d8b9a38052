// Scenes are pure functions of specification, seed and number, keep to what the specification says, and
// spread over the fills.
#include "core/synthesis/photo_scene.h"
#include "core/synthesis/photo_view.h"
#include "core/synthesis/vertical_span.h"
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <thread>

using namespace fillscope;

Q_DECLARE_METATYPE(double PhotoSpec::*)
Q_DECLARE_METATYPE(Range)
Q_DECLARE_METATYPE(bool (*)(const PhotoScene&))

namespace {

constexpr double degree = std::numbers::pi / 180;

bool same(const Finish& a, const Finish& b) {
  return a.pattern == b.pattern && a.base.r == b.base.r && a.second.g == b.second.g && a.scale == b.scale &&
         a.seed == b.seed && a.wear == b.wear;
}

double numberOf(const Solid& solid) {
  if (const auto* cuboid = std::get_if<SolidCuboid>(&solid))
    return cuboid->at.centre.x + 3 * cuboid->at.centre.z + 7 * cuboid->half.y + cuboid->at.turn.columns[0].y;
  if (const auto* sphere = std::get_if<SolidSphere>(&solid)) return sphere->centre.x + 3 * sphere->radius;
  if (const auto* cylinder = std::get_if<SolidCylinder>(&solid))
    return cylinder->at.centre.y + 3 * cylinder->half + cylinder->at.turn.columns[2].x;
  if (const auto* capsule = std::get_if<SolidCapsule>(&solid)) return capsule->a.x + 3 * capsule->b.z;
  const auto& field = std::get<SolidHeights>(solid);
  double sum = field.yaw;
  for (std::size_t i = 0; i < field.heights->pixelCount(); ++i)
    sum += static_cast<double>(field.heights->data()[i]) * static_cast<double>(i % 7);
  return sum;
}

bool same(const PhotoScene& a, const PhotoScene& b) {
  if (a.size != b.size || a.camera != b.camera || a.k1 != b.k1 || a.seed != b.seed ||
      a.exposure != b.exposure || a.pose.rotation != b.pose.rotation ||
      a.pose.translation != b.pose.translation || a.items.size() != b.items.size() ||
      a.lamps.size() != b.lamps.size() || !same(a.inside, b.inside))
    return false;
  for (std::size_t i = 0; i < a.lamps.size(); ++i)
    if (a.lamps[i].direction != b.lamps[i].direction || a.lamps[i].colour.g != b.lamps[i].colour.g)
      return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!same(a.items[i].finish, b.items[i].finish) ||
        numberOf(a.items[i].solid) != numberOf(b.items[i].solid))
      return false;
  return true;
}

std::array<Vec3, 4> rimOf(const BoxSize& s) {
  return {Vec3{0, 0, 0}, {s.first, 0, 0}, {s.first, s.second, 0}, {0, s.second, 0}};
}

/// Rim corners that the photo does not show.
int cornersOutside(const PhotoScene& scene) {
  const PhotoView view(scene); // of the renderer
  int outside = 0;
  for (const Vec3 corner : rimOf(scene.size)) {
    const Vec2 at = view.picture(corner);
    outside += at.x < 0 || at.y < 0 || at.x > scene.camera.width || at.y > scene.camera.height;
  }
  return outside;
}

double fillPercent(const PhotoScene& scene) {
  const SceneVolumes volumes = volumesOf(scene);
  return 100 * volumes.content / volumes.capacity;
}

template <class Test>
bool anyItem(const PhotoScene& scene, const Test& test) {
  return std::any_of(scene.items.begin(), scene.items.end(),
                     [&](const PhotoItem& item) { return !item.content && test(item); });
}

/// Of a carton, without anything around it: what is flat and begins above the rim's outside.
template <class Test>
bool anyFlap(const PhotoScene& scene, const Test& test) {
  if (scene.kind != PhotoBoxKind::carton) return false;
  return anyItem(scene, [&](const PhotoItem& item) {
    const auto* flap = std::get_if<SolidCuboid>(&item.solid);
    return flap && flap->half.z < 0.004 && std::abs(flap->at.centre.z) < 0.5 * scene.size.depth &&
           flap->at.turn.columns[2].z != 0 && std::abs(flap->at.turn.columns[1].z) < 1 && test(*flap, item);
  });
}

/// Level sheets on the floor that cover from low to high of it, edges left out.
int sheetsOnFloor(const PhotoScene& scene, double low, double high) {
  int count = 0;
  anyItem(scene, [&](const PhotoItem& item) {
    const SolidBounds b = boundsOf(item.solid);
    const double share = (b.high.x - b.low.x) * (b.high.y - b.low.y) / (scene.size.first * scene.size.second);
    const bool within = b.low.x >= 0 && b.low.y >= 0 && b.high.x <= scene.size.first &&
                        b.high.y <= scene.size.second && b.high.z < scene.size.depth + 0.002;
    count += within && b.low.z > scene.size.depth - 0.002 && share >= low && share <= high;
    return false;
  });
  return count;
}

} // namespace

class TestPhotoScene : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sameArgumentsSameScene() {
    const PhotoSpec spec;
    std::vector<PhotoScene> forwards;
    for (std::uint64_t k = 0; k < 12; ++k)
      forwards.push_back(samplePhotoScene(spec, 11, k));
    std::vector<PhotoScene> backwards(12);
    std::thread([&] {
      for (std::uint64_t k = 12; k-- > 0;)
        backwards[k] = samplePhotoScene(spec, 11, k);
    }).join();
    for (std::size_t k = 0; k < 12; ++k)
      QVERIFY(same(forwards[k], backwards[k]));
    QVERIFY(!same(forwards[0], forwards[1]));
    QVERIFY(!same(forwards[0], samplePhotoScene(spec, 12, 0)));
  }

  void textureSetsShareNoTexture() {
    PhotoSpec train, test;
    test.textureSet = "test";
    std::set<std::uint64_t> seeds;
    for (std::uint64_t k = 0; k < 20; ++k)
      for (const PhotoItem& item : samplePhotoScene(train, 1, k).items)
        seeds.insert(item.finish.seed);
    for (std::uint64_t k = 0; k < 20; ++k) {
      const PhotoScene scene = samplePhotoScene(test, 1, k);
      QVERIFY(!seeds.count(scene.inside.seed));
      for (const PhotoItem& item : scene.items)
        QVERIFY(!seeds.count(item.finish.seed));
    }
    // The set changes textures alone.
    QVERIFY(samplePhotoScene(train, 1, 3).size == samplePhotoScene(test, 1, 3).size);
  }

  void keepsToTheRanges() {
    const PhotoSpec spec;
    int outside = 0, hands = 0;
    std::set<PhotoBoxKind> kinds;
    for (std::uint64_t k = 0; k < 200; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 2, k);
      kinds.insert(scene.kind);
      QVERIFY(scene.size.plausible());
      const double longer = std::max(scene.size.first, scene.size.second);
      const double shorter = std::min(scene.size.first, scene.size.second);
      QVERIFY(longer >= spec.boxLength.low && longer <= spec.boxLength.high);
      QVERIFY(shorter / longer >= spec.boxAspect.low - 1e-9);
      QVERIFY(scene.size.depth >= spec.boxDepth.low && scene.size.depth <= spec.boxDepth.high);
      QVERIFY(2 * scene.taper < shorter);
      QVERIFY(scene.kind == PhotoBoxKind::tote || scene.taper == 0);
      QVERIFY(scene.pose.tilt() <= spec.tilt.high * degree + 1e-9);
      QVERIFY(scene.pose.toBox({0, 0, 0}).z < -0.05);
      QVERIFY(scene.lamps.size() >= 1 && scene.lamps.size() <= 5);
      for (const PhotoLamp& lamp : scene.lamps) {
        QVERIFY(lamp.direction.z < 0);
        QVERIFY(std::isfinite(lamp.colour.r) && lamp.colour.r > 0 && lamp.colour.b > 0);
      }
      for (const Vec3 corner : rimOf(scene.size))
        QVERIFY(scene.pose.toCamera(corner).z > 0.02);
      const int beyond = cornersOutside(scene);
      QVERIFY(beyond <= 2);
      outside += beyond > 0;
      for (const PhotoItem& item : scene.items)
        if (std::holds_alternative<SolidCapsule>(item.solid) &&
            item.finish.pattern == Finish::Pattern::skin) {
          ++hands;
          break;
        }
      QVERIFY(scene.jpegQuality == 0 || (scene.jpegQuality >= 40 && scene.jpegQuality <= 97));
    }
    QCOMPARE(kinds.size(), std::size_t{3});
    QVERIFY2(outside > 12 && outside < 60, qPrintable(QString::number(outside)));
    QVERIFY2(hands > 8 && hands < 50, qPrintable(QString::number(hands)));
  }

  void knobsAreObeyed() {
    PhotoSpec spec;
    spec.boxKinds = {0, 1, 0};
    spec.contentKinds = {1, 0, 0, 0, 0, 0, 0, 0, 0};
    spec.clutter = {0, 0};
    spec.handShare = spec.neighbourShare = spec.partialShare = 0;
    spec.tilt = {20, 20};
    spec.lights = {3, 3};
    spec.jpegShare = spec.hardLightShare = 0;
    for (std::uint64_t k = 0; k < 30; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 3, k);
      QCOMPARE(scene.kind, PhotoBoxKind::tote);
      QVERIFY(std::abs(scene.pose.tilt() - 20 * degree) < 1e-9);
      QCOMPARE(scene.lamps.size(), std::size_t{3});
      QCOMPARE(scene.jpegQuality, 0);
      QCOMPARE(cornersOutside(scene), 0);
      QCOMPARE(volumesOf(scene).content, 0.0);
      QCOMPARE(scene.fillAimed, 0.0);
    }
  }

  void wholeRimsAreWhole_data() {
    QTest::addColumn<Range>("tilt");
    QTest::addColumn<Range>("fieldOfView");
    QTest::addColumn<Range>("distortion");
    const PhotoSpec usual;
    QTest::newRow("defaults") << usual.tilt << usual.fieldOfView << usual.distortion;
    QTest::newRow("barrel") << usual.tilt << Range{90, 120} << Range{-0.3, -0.1};
    QTest::newRow("pincushion") << usual.tilt << Range{70, 90} << Range{0.1, 0.3};
    QTest::newRow("low") << Range{55, 60} << Range{80, 110} << Range{0, 0};
  }
  void wholeRimsAreWhole() {
    QFETCH(Range, tilt);
    QFETCH(Range, fieldOfView);
    QFETCH(Range, distortion);
    PhotoSpec spec;
    spec.tilt = tilt;
    spec.fieldOfView = fieldOfView;
    spec.distortion = distortion;
    spec.partialShare = 0;
    spec.rimShare = {0.7, 1.2};
    for (std::uint64_t k = 0; k < 400; ++k)
      QVERIFY2(cornersOutside(samplePhotoScene(spec, 9, k)) == 0, qPrintable(QString::number(k)));
  }

  void thePicturesBoxIsTheOneNearestToItsMiddle() {
    PhotoSpec spec;
    spec.boxKinds = {1, 0, 0};
    spec.contentKinds = {1, 0, 0, 0, 0, 0, 0, 0, 0};
    spec.flapShare = spec.handShare = spec.profileShare = spec.closedBoxShare = 0;
    spec.otherNeighbourShare = 0.5;
    spec.clutter = {0, 0};
    spec.neighbourShare = spec.plainGroundShare = 1; // bare grounds hold nothing else
    spec.rimShare = {0.3, 0.6};
    spec.partialShare = 0.5;
    int seen = 0;
    for (std::uint64_t k = 0; k < 120; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 12, k);
      const Vec2 middle{0.5 * (scene.camera.width - 1), 0.5 * (scene.camera.height - 1)};
      const auto off = [&](Vec2 at) {
        return norm(scene.camera.project(scene.pose.toCamera({at.x, at.y, 0})) - middle);
      };
      SolidBounds beside{{1e9, 1e9, 0}, {-1e9, -1e9, 0}};
      for (const PhotoItem& item : scene.items) {
        const SolidBounds b = boundsOf(item.solid);
        const Vec2 centre{0.5 * (b.low.x + b.high.x), 0.5 * (b.low.y + b.high.y)};
        if (centre.x > -scene.wall && centre.y > -scene.wall && centre.x < scene.size.first + scene.wall &&
            centre.y < scene.size.second + scene.wall)
          continue;
        beside.low = {std::min(beside.low.x, b.low.x), std::min(beside.low.y, b.low.y), 0};
        beside.high = {std::max(beside.high.x, b.high.x), std::max(beside.high.y, b.high.y), 0};
      }
      if (beside.low.x > beside.high.x) continue;
      ++seen;
      const Vec2 own{0.5 * scene.size.first, 0.5 * scene.size.second};
      const Vec2 other{0.5 * (beside.low.x + beside.high.x), 0.5 * (beside.low.y + beside.high.y)};
      QVERIFY2(off(other) > off(own), qPrintable(QString::number(k)));
    }
    QVERIFY(seen > 110);
  }

  void extremeCamerasStayAboveTheRim() {
    PhotoSpec spec;
    spec.tilt = {60, 60};
    spec.fieldOfView = {100, 120};
    spec.partialShare = 1;
    spec.rimShare = {0.9, 1.2};
    spec.distortion = {-0.2, 0.2};
    for (std::uint64_t k = 0; k < 100; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 5, k);
      QVERIFY(scene.pose.toBox({0, 0, 0}).z < -0.02);
      for (const Vec3 corner : rimOf(scene.size))
        QVERIFY(scene.pose.toCamera(corner).z > 0.02);
    }
  }

  void cutRimsAreCutAsAsked() {
    PhotoSpec spec;
    spec.partialShare = spec.nearSideShare = 1;
    spec.rimShare = {0.3, 1.2};
    spec.outsideCorners = {2, 3};
    spec.outsideDistance = 0.3;
    int cut = 0;
    for (std::uint64_t k = 0; k < 60; ++k) {
      const int outside = cornersOutside(samplePhotoScene(spec, 8, k));
      cut += outside >= 2 && outside <= 3;
    }
    QVERIFY2(cut > 45, qPrintable(QString::number(cut)));
  }

  void sharesMoveWhatTheySay_data() {
    using Has = bool (*)(const PhotoScene&);
    QTest::addColumn<double PhotoSpec::*>("field");
    QTest::addColumn<Has>("has");
    const auto row = [](const char* name, double PhotoSpec::*field, Has has) {
      QTest::newRow(name) << field << has;
    };
    row("steep", &PhotoSpec::steepShare, [](const PhotoScene& s) { return s.pose.tilt() > 45 * degree; });
    row("clean", &PhotoSpec::cleanShare,
        [](const PhotoScene& s) { return s.motion == 0 && s.noise <= 0.008 && s.defocus <= 0.4; });
    row("hard light", &PhotoSpec::hardLightShare,
        [](const PhotoScene& s) { return s.lamps.size() == 1 && s.lamps[0].radius <= 0.08; });
    row("plain ground", &PhotoSpec::plainGroundShare, [](const PhotoScene& s) {
      return s.ground.pattern == Finish::Pattern::plain && s.ground.wear == 0 && s.groundDrop == 0;
    });
    row("profiles", &PhotoSpec::profileShare, [](const PhotoScene& s) {
      return std::any_of(s.items.begin(), s.items.end(), [](const PhotoItem& item) {
        const auto* bar = std::get_if<SolidCuboid>(&item.solid);
        return bar && !item.content && std::max(bar->half.x, bar->half.y) > 0.27 &&
               std::min(bar->half.x, bar->half.y) < 0.036;
      });
    });
    row("two-faced flaps", &PhotoSpec::twoFacedFlapShare, [](const PhotoScene& s) {
      return anyFlap(s,
                     [&](const SolidCuboid&, const PhotoItem& item) {
                       return item.finish.seed != s.inside.seed && item.finish.seed != s.outside.seed;
                     }) ||
             (s.kind == PhotoBoxKind::carton && s.outside.base.r != s.inside.base.r);
    });
    row("bent flaps", &PhotoSpec::bentFlapShare, [](const PhotoScene& s) {
      std::set<double> slopes[4];
      anyFlap(s, [&](const SolidCuboid& flap, const PhotoItem&) {
        const Vec3 c = flap.at.centre;
        const double past[] = {-c.x, c.x - s.size.first, -c.y, c.y - s.size.second};
        slopes[std::max_element(past, past + 4) - past].insert(flap.at.turn.columns[1].z);
        return false;
      });
      return std::any_of(slopes, slopes + 4, [](const auto& each) { return each.size() > 1; });
    });
    row("bottom flaps", &PhotoSpec::bottomFlapShare,
        [](const PhotoScene& s) { return sheetsOnFloor(s, 0.2, 0.55) >= 2; });
    row("liners", &PhotoSpec::linerShare,
        [](const PhotoScene& s) { return sheetsOnFloor(s, 0.85, 1.0) >= 1; });
    row("cut-outs", &PhotoSpec::cutOutShare, [](const PhotoScene& s) {
      return anyItem(s, [&](const PhotoItem& item) {
        return item.finish.glow > 0 && boundsOf(item.solid).low.z < 0.9 * s.size.depth;
      });
    });
    row("rolled rims", &PhotoSpec::rolledRimShare, [](const PhotoScene& s) {
      return anyItem(s,
                     [](const PhotoItem& item) { return std::holds_alternative<SolidCapsule>(item.solid); });
    });
    row("folds", &PhotoSpec::recessShare, [](const PhotoScene& s) {
      return anyItem(s, [](const PhotoItem& item) {
        const auto* cone = std::get_if<SolidCylinder>(&item.solid);
        return cone && cone->topRadius > 0;
      });
    });
    row("gleams", &PhotoSpec::gleamShare, [](const PhotoScene& s) { return s.gleam > 0; });
    row("tables", &PhotoSpec::tableShare, [](const PhotoScene& s) {
      return anyItem(s, [&](const PhotoItem& item) {
        const SolidBounds b = boundsOf(item.solid);
        return b.low.z >= s.size.depth && std::min(b.high.x - b.low.x, b.high.y - b.low.y) > 0.05 &&
               std::max(b.high.x - b.low.x, b.high.y - b.low.y) > 1.1 * s.size.first &&
               std::max(b.high.x, b.high.y) < 1;
      });
    });
    row("closed boxes", &PhotoSpec::closedBoxShare, [](const PhotoScene& s) {
      return anyItem(s, [&](const PhotoItem& item) {
        const SolidBounds b = boundsOf(item.solid);
        const bool beside = b.low.x > s.size.first || b.low.y > s.size.second || b.high.x < 0 || b.high.y < 0;
        return beside && b.low.z > 0 && b.high.z - b.low.z > 0.002 &&
               std::min(b.high.x - b.low.x, b.high.y - b.low.y) > 0.3 * s.size.first;
      });
    });
    row("dark insides", &PhotoSpec::darkInsideShare, [](const PhotoScene& s) {
      return s.gloom > 0 && std::all_of(s.lamps.begin(), s.lamps.end(), [](const PhotoLamp& lamp) {
               return -lamp.direction.z < std::hypot(lamp.direction.x, lamp.direction.y);
             });
    });
    row("rounded", &PhotoSpec::roundedShare, [](const PhotoScene& s) {
      return std::any_of(s.items.begin(), s.items.end(), [](const PhotoItem& item) {
        return !item.content && std::holds_alternative<SolidHeights>(item.solid);
      });
    });
    row("standing flaps", &PhotoSpec::standingFlapShare, [](const PhotoScene& s) {
      return s.kind == PhotoBoxKind::carton &&
             std::any_of(s.items.begin(), s.items.end(), [](const PhotoItem& item) {
               const auto* flap = std::get_if<SolidCuboid>(&item.solid);
               return flap && !item.content && flap->at.turn.columns[1].z < -0.5;
             });
    });
  }
  void sharesMoveWhatTheySay() {
    using Has = bool (*)(const PhotoScene&);
    QFETCH(double PhotoSpec::*, field);
    QFETCH(Has, has);
    PhotoSpec spec;
    spec.boxKinds = {1, 1, 0};
    spec.boxLength = {0.2, 0.25};
    spec.clutter = spec.motion = {0, 0};
    spec.motion = {1, 2};
    spec.flapShare = 1;
    spec.neighbourShare = spec.handShare = 0;
    spec.contentKinds = {1, 0, 0, 0, 0, 0, 0, 0, 0};
    int counts[2] = {};
    for (const int on : {0, 1}) {
      spec.*field = on;
      for (std::uint64_t k = 0; k < 60; ++k)
        counts[on] += has(samplePhotoScene(spec, 9, k));
    }
    QVERIFY2(counts[1] > counts[0] + 10,
             qPrintable(QString("%1 without, %2 with").arg(counts[0]).arg(counts[1])));
  }

  void otherNeighboursDiffer() {
    PhotoSpec spec;
    spec.boxKinds = {0, 0, 1};
    spec.contentKinds = {1, 0, 0, 0, 0, 0, 0, 0, 0};
    spec.clutter = {0, 0};
    spec.neighbourShare = spec.plainGroundShare = 1;
    spec.closedBoxShare = spec.handShare = 0;
    for (const double share : {0.0, 1.0}) {
      spec.otherNeighbourShare = share;
      for (std::uint64_t k = 0; k < 20; ++k) {
        const PhotoScene scene = samplePhotoScene(spec, 13, k);
        // A wall of the neighbour in the material of this box's.
        const bool alike = anyItem(scene, [&](const PhotoItem& item) {
          const SolidBounds b = boundsOf(item.solid);
          return item.finish.seed == scene.inside.seed && std::abs(b.low.z) < 1e-9 &&
                 std::abs(b.high.z - scene.size.depth) < 1e-9;
        });
        QCOMPARE(alike, share == 0);
      }
    }
  }

  /// Nothing that makes a box look real moves its truth.
  void partsKeepTheTruth() {
    PhotoSpec spec;
    spec.boxKinds = {1, 1, 0};
    for (double PhotoSpec::*field :
         {&PhotoSpec::bottomFlapShare, &PhotoSpec::linerShare, &PhotoSpec::cutOutShare,
          &PhotoSpec::rolledRimShare, &PhotoSpec::recessShare, &PhotoSpec::roundedShare})
      spec.*field = 1;
    for (std::uint64_t k = 0; k < 40; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 14, k);
      PhotoScene bare = scene;
      std::erase_if(bare.items, [](const PhotoItem& item) { return !item.content; });
      QCOMPARE(volumesOf(scene).content, volumesOf(bare).content);
      QCOMPARE(volumesOf(scene).capacity, volumesOf(bare).capacity);
      if (scene.kind != PhotoBoxKind::carton) continue;
      // Whatever lies within the carton's floor is thin.
      QVERIFY(!anyItem(scene, [&](const PhotoItem& item) {
        const SolidBounds b = boundsOf(item.solid);
        const bool within = b.low.x >= -1e-9 && b.low.y >= -1e-9 && b.high.x <= scene.size.first + 1e-9 &&
                            b.high.y <= scene.size.second + 1e-9;
        return within && b.high.z > scene.size.depth && b.low.z < scene.size.depth - 0.00151;
      }));
    }
  }

  void fewLargeGoodsAreFewAndLarge() {
    PhotoSpec spec;
    spec.contentKinds = {0, 0, 1, 0, 0, 0, 0, 0, 0};
    spec.fill = {0.1, 0.4};
    const auto things = [&](double share) {
      spec.largeGoodsShare = share;
      std::ptrdiff_t count = 0;
      for (std::uint64_t k = 0; k < 30; ++k) {
        const PhotoScene scene = samplePhotoScene(spec, 10, k);
        count += std::count_if(scene.items.begin(), scene.items.end(),
                               [](const PhotoItem& item) { return item.content; });
      }
      return count;
    };
    QVERIFY(2 * things(1) < things(0));
  }

  void fillsSpread() {
    const PhotoSpec spec;
    std::vector<double> fills;
    double mean = 0, aside = 0;
    for (std::uint64_t k = 0; k < 500; ++k) {
      fills.push_back(fillPercent(samplePhotoScene(spec, 4, k)));
      mean += fills.back() / 500;
    }
    int tenths[10] = {};
    for (const double fill : fills) {
      QVERIFY(fill >= 0 && fill < 100);
      aside += std::abs(fill - mean) / 500;
      ++tenths[static_cast<int>(fill / 10)];
    }
    // Answering the mean must score badly.
    QVERIFY2(aside >= 18, qPrintable(QString::number(aside)));
    QVERIFY(mean > 35 && mean < 55);
    for (int tenth = 0; tenth < 8; ++tenth)
      QVERIFY2(tenths[tenth] >= 25, qPrintable(QString("%1: %2").arg(tenth).arg(tenths[tenth])));
  }
};

QTEST_APPLESS_MAIN(TestPhotoScene)
#include "test_photo_scene.moc"
