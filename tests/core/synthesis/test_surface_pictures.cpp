// Photographs on the surfaces of scenes: how they are listed, seen from near and far, and what they leave as
// it was.
#include "core/formats/image_io.h"
#include "core/synthesis/photo_render.h"
#include "core/synthesis/surface_picture.h"
#include "core/synthesis/surface_pictures.h"
#include <QtTest>
#include <algorithm>
#include <array>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

Image uniform(int width, int height, std::array<std::uint8_t, 3> colour) {
  Image image(width, height, 3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int c = 0; c < 3; ++c)
        image.at(x, y, c) = colour[static_cast<std::size_t>(c)];
  return image;
}

/// Left half black, right half white.
Image halves(int width, int height) {
  Image image = uniform(width, height, {0, 0, 0});
  for (int y = 0; y < height; ++y)
    for (int x = width / 2; x < width; ++x)
      for (int c = 0; c < 3; ++c)
        image.at(x, y, c) = 255;
  return image;
}

/// A specification with small pictures whose surfaces all bear one.
PhotoSpec specWith(const fs::path& folder, double share = 1) {
  PhotoSpec spec;
  spec.width = 96, spec.height = 72;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  spec.pictures = SurfacePictures(folder, files, loadImage);
  spec.pictureShare = share;
  return spec;
}

std::vector<const Finish*> finishesOf(const PhotoScene& scene) {
  std::vector<const Finish*> all{&scene.inside, &scene.outside, &scene.floorInside, &scene.ground};
  for (const PhotoItem& item : scene.items)
    all.push_back(&item.finish);
  return all;
}

double shareOfPictures(const PhotoSpec& spec, int scenes) {
  double with = 0;
  for (int k = 0; k < scenes; ++k)
    with +=
        samplePhotoScene(spec, 3, static_cast<std::uint64_t>(k)).ground.pattern == Finish::Pattern::picture;
  return with / scenes;
}

} // namespace

class TestSurfacePictures : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path path(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

 private Q_SLOTS:
  void initTestCase() {
    fs::create_directories(path("some"));
    fs::create_directories(path("damaged"));
    QVERIFY(saveImage(uniform(40, 20, {200, 30, 30}), path("some/red.png")).ok());
    QVERIFY(saveImage(uniform(900, 600, {30, 30, 200}), path("some/blue.jpg")).ok());
    QFile broken(folder_.filePath("damaged/torn.png"));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("\x89PNG\r\n\x1a\ncut short") > 0);
  }

  void aPictureRepeatsMirrored() {
    const fs::path file = path("halves.png");
    QVERIFY(saveImage(halves(64, 32), file).ok());
    const SurfacePicture picture(file, loadImage);
    QVERIFY(picture.load().ok());
    const float near = 1.0f / 64;
    QVERIFY(picture.at(0.25f, 0.2f, near).y < 0.01f);
    QVERIFY(picture.at(0.75f, 0.2f, near).y > 0.99f);
    QVERIFY(picture.at(1.25f, 0.2f, near).y > 0.99f); // its mirror image
    QVERIFY(picture.at(1.75f, 0.2f, near).y < 0.01f);
    QVERIFY(picture.at(-0.25f, -3.3f, near).y < 0.01f);
    QVERIFY(picture.at(-0.75f, 7.9f, near).y > 0.99f);
    QVERIFY(std::abs(picture.at(0.5f, 0.2f, near).y - 0.5f) < 0.02f); // between two pixels, in linear light
  }

  void fromAfarAPictureIsItsMean() {
    const SurfacePicture picture(path("halves.png"), loadImage);
    QVERIFY(picture.load().ok());
    for (const float u : {0.1f, 0.4f, 0.9f, 5.3f}) {
      const F3 seen = picture.at(u, 0.1f, 4);
      QVERIFY(std::abs(seen.y - picture.mean().y) < 1e-6f);
    }
    QVERIFY(picture.mean().y > 0.15f && picture.mean().y < 0.6f);
  }

  void largePicturesAreShrunk() {
    const SurfacePicture picture(path("some/blue.jpg"), loadImage);
    QVERIFY(picture.load().ok());
    QVERIFY(std::abs(picture.at(0.3f, 0.3f, 0).z - picture.mean().z) < 0.02f);
  }

  void scenesStayAsTheyAreButForTheirSurfaces() {
    const PhotoSpec with = specWith(path("some"));
    PhotoSpec without = with;
    without.pictures = {};
    for (std::uint64_t k = 0; k < 40; ++k) {
      const PhotoScene a = samplePhotoScene(with, 11, k), b = samplePhotoScene(without, 11, k);
      QVERIFY(a.size == b.size && a.camera == b.camera && a.pose.translation == b.pose.translation);
      QCOMPARE(a.items.size(), b.items.size());
      const auto ours = finishesOf(a), theirs = finishesOf(b);
      for (std::size_t i = 0; i < ours.size(); ++i) {
        QCOMPARE(ours[i]->base.r, theirs[i]->base.r);
        QCOMPARE(ours[i]->seed, theirs[i]->seed);
        QVERIFY(theirs[i]->pattern != Finish::Pattern::picture);
      }
      QCOMPARE(volumesOf(a).content, volumesOf(b).content);
    }
  }

  void asManySurfacesAsAsked() {
    PhotoSpec spec = specWith(path("some"));
    spec.plainGroundShare = 0;
    QCOMPARE(shareOfPictures(spec, 60), 1.0);
    spec.pictureShare = 0;
    QCOMPARE(shareOfPictures(spec, 60), 0.0);
    spec.pictureShare = 0.4;
    const double share = shareOfPictures(spec, 300);
    QVERIFY2(share > 0.3 && share < 0.5, qPrintable(QString::number(share)));
  }

  void theGroundShowsThePicture() {
    PhotoScene scene;
    scene.size = {0.4, 0.3, 0.25};
    scene.camera = CameraIntrinsics::fromFieldOfView(1.0, 120, 90);
    scene.pose = poseAbove(scene.size, 0.9, 0.1, 0, 0.7);
    PhotoLamp lamp;
    lamp.direction = {0.1, 0.1, -1};
    scene.lamps = {lamp};
    scene.whiteBalance = {1, 1, 1};
    scene.ground.pattern = Finish::Pattern::picture;
    scene.ground.picture = std::make_shared<const SurfacePicture>(path("some/red.png"), loadImage);
    scene.ground.scale = 0.5;
    PhotoRenderOptions options;
    options.effects = false;
    const auto red = renderPhoto(scene, options);
    QVERIFY(red.ok());
    QVERIFY(red->image.at(2, 2, 0) > 2 * red->image.at(2, 2, 2));
    // Light and dark alone: the finish's own colour.
    scene.ground.tint = 1;
    scene.ground.base = {0.1f, 0.1f, 0.8f};
    const auto blue = renderPhoto(scene, options);
    QVERIFY(blue.ok());
    QVERIFY(blue->image.at(2, 2, 2) > 2 * blue->image.at(2, 2, 0));
    QVERIFY(red->depth.values == blue->depth.values);
  }

  void anyNumberOfThreadsGivesTheSameBytes() {
    const PhotoSpec spec = specWith(path("some"));
    const PhotoScene scene = samplePhotoScene(spec, 5, 2);
    PhotoRenderOptions options;
    const auto one = renderPhoto(scene, options);
    options.threads = 3;
    // Listed anew, so that the threads decode it.
    const auto three = renderPhoto(samplePhotoScene(specWith(path("some")), 5, 2), options);
    QVERIFY(one.ok() && three.ok());
    QVERIFY(one->image == three->image);
  }

  void aDamagedPictureIsNamed() {
    const PhotoSpec spec = specWith(path("damaged"));
    QCOMPARE(spec.pictures.count(), std::size_t(1));
    const auto sample = renderPhoto(samplePhotoScene(spec, 1, 0));
    QVERIFY(!sample.ok());
    QVERIFY(QString::fromStdString(sample.error().sentence()).contains("torn.png"));
  }
};

QTEST_APPLESS_MAIN(TestSurfacePictures)
#include "test_surface_pictures.moc"
