#include "core/synthesis/photo_camera_effects.h"
#include "core/synthesis/photo_light.h"
#include "core/synthesis/photo_render.h"
#include <QtTest>
#include <cmath>

using namespace fillscope;

namespace {

PhotoScene sampled(std::uint64_t k, int width = 160) {
  PhotoSpec spec;
  spec.width = width;
  spec.height = width * 3 / 4;
  return samplePhotoScene(spec, 4, k);
}

PhotoSample renderedOf(const PhotoScene& scene, bool effects = true) {
  PhotoRenderOptions options;
  options.effects = effects;
  const auto sample = renderPhoto(scene, options);
  return sample ? *sample : PhotoSample{};
}

double mean(const Image& image) {
  double sum = 0;
  for (std::size_t i = 0; i < image.byteCount(); ++i)
    sum += image.data()[i];
  return sum / double(image.byteCount());
}

/// Mean step from a pixel to the next: what blur takes away and noise adds.
double roughness(const Image& image) {
  double sum = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 1; x < image.width(); ++x)
      sum += std::abs(int(image.at(x, y, 1)) - int(image.at(x - 1, y, 1)));
  return sum / double(image.pixelCount());
}

PhotoScene quiet(PhotoScene scene) {
  scene.defocus = scene.motion = scene.noise = 0;
  scene.jpegQuality = 0;
  return scene;
}

} // namespace

class TestPhotoRenderEffects : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void effectsChangeThePictureAlone();
  void everyEffectDoesItsPart_data();
  void everyEffectDoesItsPart();
  void exposureBrightens();
  void vignetteIsCentred();
  void openGroundIsLitBySkyAbove();
  void depthCameraSeesNothingNearerThanItIs();
  void depthCamera();
  void glossAndBlackAreLostFirst();
  void shadowsFallAwayFromTheLamp();
  void finishesDiffer();
  void randomScenesAreSound();
};

void TestPhotoRenderEffects::effectsChangeThePictureAlone() {
  PhotoScene scene = sampled(2);
  scene.noise = 0.02;
  const PhotoSample with = renderedOf(scene), without = renderedOf(scene, false);
  QVERIFY(!(with.image == without.image));
  QVERIFY(with.depth.values == without.depth.values);
  QVERIFY(with.cameraDepth.values == without.cameraDepth.values);
  QVERIFY(with.content == without.content);
  QVERIFY(with.corners == without.corners);
}

void TestPhotoRenderEffects::everyEffectDoesItsPart_data() {
  QTest::addColumn<int>("effect");
  QTest::addColumn<bool>("rougher");
  QTest::newRow("defocus") << 0 << false;
  QTest::newRow("motion") << 1 << false;
  QTest::newRow("noise") << 2 << true;
}

void TestPhotoRenderEffects::everyEffectDoesItsPart() {
  QFETCH(int, effect);
  QFETCH(bool, rougher);
  PhotoScene scene = quiet(sampled(5));
  const double before = roughness(renderedOf(scene).image);
  if (effect == 0) scene.defocus = 1.5;
  if (effect == 1) scene.motion = 3;
  if (effect == 2) scene.noise = 0.03;
  const double after = roughness(renderedOf(scene).image);
  QVERIFY2(rougher ? after > 1.15 * before : after < 0.85 * before,
           qPrintable(QString("%1 %2").arg(before).arg(after)));
}

void TestPhotoRenderEffects::exposureBrightens() {
  PhotoScene scene = quiet(sampled(5));
  scene.exposure = -1;
  const double dark = mean(renderedOf(scene).image);
  scene.exposure = 1;
  QVERIFY(mean(renderedOf(scene).image) > dark + 40);
  const Image plain = renderedOf(scene).image;
  scene.jpegQuality = 30;
  const Image packed = renderedOf(scene).image;
  QVERIFY(!(packed == plain));
  QVERIFY(std::abs(mean(packed) - mean(plain)) < 2);
}

void TestPhotoRenderEffects::vignetteIsCentred() {
  PhotoScene scene = quiet(sampled(5));
  Raster<F3> even(scene.camera.width, scene.camera.height);
  for (int y = 0; y < even.height(); ++y)
    std::fill_n(even.row(y), even.width(), F3{0.5f, 0.5f, 0.5f});
  const auto photo = asPhoto(even, scene, true, 1);
  QVERIFY(photo.ok());
  const int right = photo->width() - 1, lower = photo->height() - 1;
  QVERIFY(photo->at(0, 0, 1) < photo->at(right / 2, lower / 2, 1));
  for (int y = 0; y <= lower; ++y)
    for (int x = 0; x <= right; ++x) {
      QCOMPARE(photo->at(x, y, 1), photo->at(right - x, y, 1));
      QCOMPARE(photo->at(x, y, 1), photo->at(x, lower - y, 1));
    }
}

void TestPhotoRenderEffects::openGroundIsLitBySkyAbove() {
  PhotoScene scene = sampled(2);
  for (PhotoLamp& lamp : scene.lamps)
    lamp.colour = {0, 0, 0};
  const PhotoTracer tracer(scene);
  const PhotoShadows shadows(tracer);
  const PhotoSurfaces surfaces(scene, tracer);
  const PhotoLight light(tracer, shadows, surfaces);
  const F3 place{10, 10, static_cast<float>(scene.size.depth)}, up{0, 0, -1}, down{0, 0, 1};
  const float lit = luma(light.ambientAt(place, up));
  QVERIFY(std::abs(lit / luma(light.openAir()) - 1) < 0.15);
  QVERIFY(std::abs(lit / luma(light.sky(up)) - 1) < 0.01);
  QVERIFY(lit > 1.5f * luma(light.ambientAt(place, down)));
}

void TestPhotoRenderEffects::depthCameraSeesNothingNearerThanItIs() {
  int far = 0;
  for (std::uint64_t k = 0; k < 8; ++k) {
    PhotoScene scene = sampled(k);
    scene.pose.translation.z += 60;
    scene.depthNoise = 0.02;
    const PhotoSample sample = renderedOf(scene);
    for (std::size_t i = 0; i < sample.depth.values.pixelCount(); ++i) {
      const float exact = sample.depth.values.data()[i], seen = sample.cameraDepth.values.data()[i];
      if (!DepthMap::isMeasured(exact)) continue;
      far += exact > 40;
      QVERIFY(!DepthMap::isMeasured(seen) || seen > 0.4f * exact);
    }
  }
  QVERIFY(far > 1000);
}

void TestPhotoRenderEffects::depthCamera() {
  PhotoScene scene = sampled(6);
  scene.depthNoise = 0.003;
  scene.depthHoles = 0.15;
  const PhotoSample sample = renderedOf(scene);
  double squares = 0, count = 0, holes = 0, measured = 0;
  for (int y = 0; y < sample.depth.height(); ++y)
    for (int x = 0; x < sample.depth.width(); ++x) {
      if (!sample.depth.isMeasuredAt(x, y)) continue;
      ++measured;
      if (!sample.cameraDepth.isMeasuredAt(x, y)) {
        ++holes;
        continue;
      }
      const double z = double(sample.depth.values.at(x, y)),
                   off = (double(sample.cameraDepth.values.at(x, y)) - z) / (z * z);
      squares += off * off;
      ++count;
    }
  QVERIFY(std::abs(holes / measured - 0.15) < 0.02);
  const double deviation = std::sqrt(squares / count);
  QVERIFY2(deviation > 0.0025 && deviation < 0.0035, qPrintable(QString::number(deviation)));
  scene.depthHoles = 0;
  const PhotoSample whole = renderedOf(scene);
  for (int y = 0; y < whole.depth.height(); ++y)
    for (int x = 0; x < whole.depth.width(); ++x)
      QCOMPARE(whole.cameraDepth.isMeasuredAt(x, y), whole.depth.isMeasuredAt(x, y));
}

void TestPhotoRenderEffects::glossAndBlackAreLostFirst() {
  PhotoScene scene = sampled(6);
  scene.depthHoles = 0.1;
  const auto lost = [&](double gloss, float grey) {
    scene.ground.gloss = gloss;
    scene.ground.base = {grey, grey, grey};
    scene.items.clear();
    const PhotoSample sample = renderedOf(scene);
    const Vec3 eye = scene.pose.toBox({0, 0, 0});
    int holes = 0;
    for (int y = 0; y < sample.depth.height(); ++y)
      for (int x = 0; x < sample.depth.width(); ++x) {
        const Vec3 direction = transposedTimes(scene.pose.rotation, scene.camera.ray({double(x), double(y)}));
        const Vec3 p = eye + double(sample.depth.values.at(x, y)) * direction;
        const bool beside =
            p.x < -0.05 || p.y < -0.05 || p.x > scene.size.first + 0.05 || p.y > scene.size.second + 0.05;
        holes += beside && !sample.cameraDepth.isMeasuredAt(x, y);
      }
    return holes;
  };
  scene.k1 = 0;
  const int dull = lost(0, 0.5f);
  QVERIFY(lost(0.9, 0.5f) > dull);
  QVERIFY(lost(0, 0.05f) > dull);
}

void TestPhotoRenderEffects::shadowsFallAwayFromTheLamp() {
  PhotoScene scene = quiet(sampled(5));
  scene.kind = PhotoBoxKind::tote;
  scene.size = {0.4, 0.3, 0.2};
  scene.items.clear();
  scene.taper = scene.ribs = 0;
  scene.inside = scene.outside = scene.floorInside = scene.ground = Finish{};
  scene.ambient = {0.1f, 0.1f, 0.1f};
  scene.k1 = 0;
  scene.camera = CameraIntrinsics::fromFieldOfView(1.0, 201, 151);
  scene.pose = poseAbove(scene.size, 0.6, 0, 0);
  scene.lamps = {PhotoLamp{{-1, 0, -1}, 0.02, {1, 1, 1}}}; // from the side x = 0
  const Image image = renderedOf(scene, false).image;
  const auto greyAt = [&](Vec3 p) {
    const Vec2 at = scene.camera.project(scene.pose.toCamera(p));
    return int(image.at(int(std::lround(at.x)), int(std::lround(at.y)), 1));
  };
  const int shaded = greyAt({0.1, 0.15, 0.2}), lit = greyAt({0.3, 0.15, 0.2});
  QVERIFY2(lit > shaded + 40, qPrintable(QString("%1 %2").arg(lit).arg(shaded)));
}

void TestPhotoRenderEffects::finishesDiffer() {
  PhotoScene scene = quiet(sampled(5, 200));
  std::vector<Image> images;
  for (int pattern = 0; pattern <= int(Finish::Pattern::skin); ++pattern) {
    scene.ground.pattern = Finish::Pattern(pattern);
    scene.ground.second = {0.2f, 0.3f, 0.4f};
    images.push_back(renderedOf(scene).image);
  }
  for (std::size_t i = 0; i < images.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      QVERIFY2(!(images[i] == images[j]), qPrintable(QString("%1 %2").arg(i).arg(j)));
}

void TestPhotoRenderEffects::randomScenesAreSound() {
  for (std::uint64_t k = 0; k < 200; ++k) {
    const PhotoScene scene = sampled(k, 64);
    const auto sample = renderPhoto(scene);
    QVERIFY2(sample.ok(), qPrintable(QString("scene %1").arg(k)));
    const auto [least, most] =
        std::minmax_element(sample->image.data(), sample->image.data() + sample->image.byteCount());
    QVERIFY2(*most > *least + 20, qPrintable(QString("scene %1").arg(k)));
    int measured = 0;
    for (int y = 0; y < sample->depth.height(); ++y)
      for (int x = 0; x < sample->depth.width(); ++x) {
        const float z = sample->depth.values.at(x, y), c = sample->cameraDepth.values.at(x, y);
        QVERIFY(std::isfinite(z) && std::isfinite(c) && z >= 0 && c >= 0);
        measured += z > 0;
      }
    QVERIFY(measured > 64 * 48 / 2);
    for (const Keypoint& corner : sample->corners)
      QVERIFY(std::isfinite(corner.at.x) && std::isfinite(corner.at.y));
    QVERIFY(sample->fillPercent >= 0 && sample->fillPercent <= 100.0);
  }
}

QTEST_APPLESS_MAIN(TestPhotoRenderEffects)
#include "test_photo_render_effects.moc"
