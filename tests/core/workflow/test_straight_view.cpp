// A lens's distortion taken out of pictures, and what was found put back where the picture shows it.
#include "core/base/file_io.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "core/imaging/order_statistics.h"
#include "core/synthesis/photo_render.h"
#include "core/workflow/detect.h"
#include "core/workflow/measure.h"
#include "core/workflow/predict.h"
#include "core/workflow/straight_view.h"
#include "known_networks.h"
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

/// A generated photo of a box with straight walls and nothing in it, through a lens of distortion k1.
PhotoSample emptyCarton(double k1, std::uint64_t index) {
  PhotoSpec spec;
  spec.boxKinds = {1, 0, 0};
  spec.contentKinds = {1, 0, 0, 0, 0, 0, 0, 0, 0};
  spec.flapShare = spec.handShare = spec.neighbourShare = spec.profileShare = 0;
  spec.clutter = {0, 0};
  spec.distortion = {k1, k1};
  spec.width = 320;
  spec.height = 240;
  auto sample = renderPhoto(samplePhotoScene(spec, 11, index));
  if (!sample) qFatal("%s", sample.error().sentence().c_str());
  return *std::move(sample);
}

RimCorners rimOf(const PhotoSample& sample) {
  return {sample.corners[0].at, sample.corners[1].at, sample.corners[2].at, sample.corners[3].at};
}

/// Millimetres: the median difference between a predicted depth and the sample's own.
double medianError(const DepthMap& depth, const PhotoSample& sample) {
  std::vector<float> errors;
  for (int y = 0; y < depth.values.height(); ++y)
    for (int x = 0; x < depth.values.width(); ++x)
      if (depth.isMeasuredAt(x, y))
        errors.push_back(1000 * std::abs(depth.values.at(x, y) - sample.depth.values.at(x, y)));
  return errors.empty() ? 1e9 : quantiles(errors, {0.5})[0];
}

} // namespace

class TestStraightView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cornersComeStraight_data() {
    QTest::addColumn<double>("k1");
    for (const double k1 : {-0.15, -0.05, 0.1})
      QTest::addRow("k1 %g", k1) << k1;
  }
  void cornersComeStraight() {
    QFETCH(double, k1);
    const PhotoSample sample = emptyCarton(k1, 3);
    const StraightView view(sample.image, sample.camera, k1);
    const RimCorners straight = view.straightened(rimOf(sample));
    const auto pose = estimateRimPose(straight, view.camera(), sample.size);
    QVERIFY(pose.ok());
    const Vec3 places[4] = {{0, 0, 0},
                            {sample.size.first, 0, 0},
                            {sample.size.first, sample.size.second, 0},
                            {0, sample.size.second, 0}};
    for (std::size_t k = 0; k < 4; ++k) {
      const Vec3 truth = sample.pose.toCamera(places[k]);
      QVERIFY(norm(straight[k] - pictureFromPixel(view.camera().project(truth))) < 0.01);
      QVERIFY(norm(pose->pose.toCamera(places[k]) - truth) < 1e-3);
    }
  }

  void thePictureComesBack_data() { cornersComeStraight_data(); }
  void thePictureComesBack() {
    QFETCH(double, k1);
    const CameraIntrinsics camera = CameraIntrinsics::fromFieldOfView(1.1, 320, 240);
    Image ramp(320, 240, 1);
    for (int y = 0; y < 240; ++y)
      for (int x = 0; x < 320; ++x)
        ramp.at(x, y) = static_cast<std::uint8_t>(x / 2 + y / 4);
    const StraightView view(ramp, camera, k1);
    // A barrel lens squeezes more into the picture than a pinhole of the same size would show.
    QCOMPARE(view.picture().width() > 320, k1 < 0);
    QCOMPARE(view.picture().width(), view.camera().width);
    const Image back = view.asSeen(view.picture());
    QVERIFY(back.sameSize(ramp));
    for (int y = 4; y < 236; ++y)
      for (int x = 4; x < 316; ++x)
        QVERIFY2(std::abs(int(back.at(x, y)) - int(ramp.at(x, y))) <= 2,
                 qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
  }

  void depthAndFillKnowTheLens_data() {
    QTest::addColumn<double>("k1");
    QTest::addColumn<bool>("sized");
    for (const double k1 : {-0.15, 0.12})
      for (const bool sized : {true, false})
        QTest::addRow("k1 %g%s", k1, sized ? " sized" : "") << k1 << sized;
  }
  void depthAndFillKnowTheLens() {
    QFETCH(double, k1);
    QFETCH(bool, sized);
    double withLens = 0, without = 0;
    for (std::uint64_t index = 0; index < 4; ++index) {
      const PhotoSample sample = emptyCarton(k1, index);
      const BoxSize& box = sample.size;
      LevelNetwork network(rimManifest("level", 0), 0, box.depth / std::sqrt(box.first * box.second), 0.1);
      const std::optional<BoxSize> size = sized ? std::optional(box) : std::nullopt;
      auto fill =
          predictFill(network, sample.image, rimOf(sample), sample.camera, size, FillOptions{}, {}, k1);
      auto straight = predictFill(network, sample.image, rimOf(sample), sample.camera, size, FillOptions{});
      QVERIFY2(fill.ok(), fill ? "" : fill.error().sentence().c_str());
      QVERIFY2(straight.ok(), straight ? "" : straight.error().sentence().c_str());
      if (!sized) // in units of the first side
        for (PredictedFill* one : {&*fill, &*straight})
          for (std::size_t k = 0; k < one->depth.values.pixelCount(); ++k)
            one->depth.values.data()[k] *= static_cast<float>(box.first);
      QVERIFY(fill->depth.values.sameSize(sample.image));
      QVERIFY(fill->report.pixelClass.sameSize(sample.image));
      QVERIFY(fill->report.camera == sample.camera);
      QVERIFY2(fill->report.fillPercent < 1, qPrintable(QString::number(fill->report.fillPercent)));
      withLens = std::max(withLens, medianError(fill->depth, sample));
      without = std::max(without, medianError(straight->depth, sample));
    }
    QVERIFY2(withLens < 2, qPrintable(QString::number(withLens)));
    QVERIFY2(withLens < 0.5 * without,
             qPrintable(QStringLiteral("%1, without %2").arg(withLens).arg(without)));
  }

  void depthAloneKnowsTheLens() {
    const PhotoSample sample = emptyCarton(-0.15, 1);
    QTemporaryDir folder;
    writeModel(folder.path(), rimManifest("empty", 0));
    ModelRegistry registry({folder.path().toStdString()});
    registry.setLoader(ModelEngine::torchScript, [](const ModelManifest& manifest) {
      return Result<std::shared_ptr<Network>>(std::make_shared<LevelNetwork>(manifest, 0, 0.5, 0));
    });
    KnownBox box{rimOf(sample), sample.camera, sample.k1, sample.size};
    const auto depth = predictDepth(registry, "empty", sample.image, box);
    QVERIFY2(depth.ok(), depth ? "" : depth.error().sentence().c_str());
    QVERIFY(depth->values.sameSize(sample.image));
    box.k1 = 0;
    const auto pinhole = predictDepth(registry, "empty", sample.image, box);
    QVERIFY(pinhole.ok());
    QVERIFY(medianError(*depth, sample) < 2);
    QVERIFY(medianError(*depth, sample) < medianError(*pinhole, sample));
  }

  void whereThePictureSaysSo_data() {
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<QString>("camera");
    QTest::addColumn<double>("k1");
    const QString plain = QStringLiteral(R"({"fx":300,"fy":300,"cx":32,"cy":24})"),
                  bent = QStringLiteral(R"({"camera":{"fx":300,"fy":300,"cx":32,"cy":24,"k1":-0.08}})");
    QTest::newRow("nowhere") << QString() << plain << 0.0;
    QTest::newRow("the picture") << QStringLiteral("0.05") << plain << 0.05;
    QTest::newRow("the camera's file") << QString() << bent << -0.08;
    QTest::newRow("both: the picture counts") << QStringLiteral("0.05") << bent << 0.05;
  }
  void whereThePictureSaysSo() {
    QFETCH(QString, attribute);
    QFETCH(QString, camera);
    QFETCH(double, k1);
    QTemporaryDir dir;
    const std::filesystem::path folder = dir.path().toStdString();
    QVERIFY(saveImage(Image(64, 48, 3, 90), folder / "box.png").ok());
    QVERIFY(writeFileAtomically(folder / "box.json", camera.toStdString()).ok());
    Project project;
    Picture picture;
    picture.id = picture.filename = "box.png";
    PictureSources sources;
    sources.intrinsicsFile = "box.json";
    setSources(picture, sources);
    if (!attribute.isEmpty()) picture.attributes.set("distortion_k1", attribute.toStdString());
    project.pictures.push_back(picture);
    const auto loaded = loadPicture(project, folder, 0);
    QVERIFY2(loaded.ok(), loaded ? "" : loaded.error().sentence().c_str());
    QVERIFY(loaded->problems.empty());
    QVERIFY(loaded->camera && loaded->camera->fx == 300);
    QCOMPARE(loaded->k1, k1);
  }
};

QTEST_GUILESS_MAIN(TestStraightView)
#include "test_straight_view.moc"
