// Whatever is predicted or measured in a picture knows the lens that took it.
#include "core/base/file_io.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "core/imaging/order_statistics.h"
#include "core/workflow/detect.h"
#include "core/workflow/measure.h"
#include "core/workflow/predict.h"
#include "known_networks.h"
#include "tests/core/geometry/lens_support.h"
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

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

class TestThroughLens : public QObject {
  Q_OBJECT

 private Q_SLOTS:
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
      const PhotoSample sample = cartonThroughLens(k1, index);
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
    const PhotoSample sample = cartonThroughLens(-0.15, 1);
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

  void measuredDepthKnowsTheLens() {
    double withLens = 0, without = 0;
    for (std::uint64_t index = 0; index < 4; ++index) {
      const PhotoSample sample = cartonThroughLens(-0.15, index);
      LoadedPicture loaded;
      loaded.name = "carton";
      loaded.image = std::make_shared<const Image>(sample.image);
      loaded.depth = std::make_shared<const DepthMap>(sample.depth);
      loaded.camera = sample.camera;
      const auto places = rimOf(sample);
      const Rim rim{{places.begin(), places.end()}, sample.size};
      const auto pinhole = measurePicture(loaded, rim, {});
      loaded.k1 = -0.15;
      const auto report = measurePicture(loaded, rim, {});
      QVERIFY(pinhole.ok() && report.ok());
      QCOMPARE(report->k1, -0.15);
      QVERIFY(report->camera == sample.camera);
      withLens = std::max(withLens, report->fillPercent);
      without = std::max(without, pinhole->fillPercent);
    }
    QVERIFY2(withLens < 1, qPrintable(QString::number(withLens)));
    QVERIFY2(without > 2, qPrintable(QString::number(without)));
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

  void cameraOfAPictureThatWasFoundBelow() {
    QTemporaryDir dir;
    const std::filesystem::path folder = dir.path().toStdString();
    std::filesystem::create_directories(folder / "moved");
    QVERIFY(saveImage(Image(64, 48, 3, 90), folder / "moved/box.png").ok());
    QVERIFY(writeFileAtomically(folder / "moved/box.json",
                                R"({"camera":{"fx":300,"fy":300,"cx":32,"cy":24,"k1":-0.08}})")
                .ok());
    Project project;
    Picture picture;
    picture.id = picture.filename = "box.png";
    PictureSources sources;
    sources.intrinsicsFile = "box.json";
    setSources(picture, sources);
    project.pictures.push_back(picture);
    const auto loaded = loadPicture(project, folder, 0);
    QVERIFY2(loaded.ok(), loaded ? "" : loaded.error().sentence().c_str());
    QVERIFY(loaded->problems.empty());
    QVERIFY(loaded->camera && loaded->camera->fx == 300);
    QCOMPARE(loaded->k1, -0.08);
  }
};

QTEST_GUILESS_MAIN(TestThroughLens)
#include "test_through_lens.moc"
