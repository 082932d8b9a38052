// The networks that ship with the program on pictures of real boxes, whose rim corners were drawn by hand.
#include "core/backends/torch/torch_backend.h"
#include "core/formats/picture_set.h"
#include "core/geometry/corner_metrics.h"
#include "core/workflow/detect.h"
#include "core/workflow/training_data.h"
#include "tests/support/shared_data.h"
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>

using namespace fillscope;

namespace {

// Bounds: what the shipped networks reach, with some room. Corners in % of the true outline's diagonal.
// Corners known to about 3 px: three pictures, of which one is a carton turned by 45° and one a bin that is
// not found.
constexpr double goodCornersMedian = 20, goodCornersMean = 28;
constexpr double boxCornersMedian = 10, boxCornersMean = 25; // every box seen from above
// Fill in points. The tote was measured on recorded depth: 27.7 to 31.5 % filled, 0 to 3 % empty.
constexpr double toteFill = 15;
constexpr double emptyCartonFill = 60, emptyCartonFillMean = 30; // camera and size unknown

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return 0.5 * (values[(values.size() - 1) / 2] + values[values.size() / 2]);
}
double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

struct RealPicture {
  TrainingSample sample;
  std::string quality, view;
  std::vector<Vec2> corners() const {
    std::vector<Vec2> places;
    for (const Keypoint& point : sample.keypoints)
      places.push_back(point.at);
    return places;
  }
  RimCorners rim() const {
    const auto places = corners();
    return {places[0], places[1], places[2], places[3]};
  }
};

} // namespace

class TestRealPictures : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  ModelRegistry registry_{{FILLSCOPE_SOURCE_DIR "/models"}};
  std::vector<RealPicture> pictures_;

  /// The project with the pictures beside it, wherever they lie.
  void openPictures(const QString& boxes) {
    QVERIFY(folder_.isValid());
    const QString file = folder_.filePath("real_boxes.json");
    QVERIFY(QFile::copy(QStringLiteral(FILLSCOPE_SOURCE_DIR "/tests/data/real_boxes.json"), file));
    QVERIFY(QFile::link(boxes, folder_.filePath("boxes")));
    const auto opened = openPath(file.toStdString());
    QVERIFY2(opened.ok(), opened ? "" : opened.error().sentence().c_str());
    std::map<std::string, const Picture*> named;
    for (const Picture& picture : opened->project.pictures)
      named[picture.filename] = &picture;
    const auto source = openTrainingData(file.toStdString());
    QVERIFY2(source.ok(), source ? "" : source.error().sentence().c_str());
    QCOMPARE((*source)->size(), named.size()); // every picture has a whole rim
    for (std::size_t i = 0; i < (*source)->size(); ++i) {
      auto sample = (*source)->load(i);
      QVERIFY2(sample.ok(), sample ? "" : sample.error().sentence().c_str());
      const Attributes& attributes = named.at(sample->name)->attributes;
      pictures_.push_back({std::move(*sample), attributes.text("quality"), attributes.text("view")});
    }
  }

  std::vector<const RealPicture*> chosen(const QString& view, const QString& quality) const {
    std::vector<const RealPicture*> found;
    for (const RealPicture& picture : pictures_)
      if (picture.view == view.toStdString() &&
          (quality.isEmpty() || picture.quality == quality.toStdString()))
        found.push_back(&picture);
    return found;
  }

  Result<PredictedFill> fillOf(const RealPicture& picture) {
    auto found = predictFill(registry_, "box-depth", picture.sample.image, picture.rim(),
                             picture.sample.camera, {}, {});
    if (found)
      qInfo("%s: fill %.1f %% [%.1f, %.1f]", picture.sample.name.c_str(), found->report.fillPercent,
            found->report.fillLow, found->report.fillHigh);
    return found;
  }

 private Q_SLOTS:
  void initTestCase() {
    FILLSCOPE_NEEDS_SHARED_DATA(boxes, "boxes");
    openPictures(boxes);
    registry_.setLoader(ModelEngine::torchScript, loadTorchNetwork);
    for (const char* id : {"box-corners", "box-depth"}) {
      const auto network = registry_.network(id);
      QVERIFY2(network.ok(), network ? "" : network.error().sentence().c_str());
    }
  }

  void handDrawnCornersOutlineBoxes() {
    for (const RealPicture& picture : pictures_) {
      QCOMPARE(picture.sample.keypoints.size(), std::size_t(4));
      QVERIFY2(checkRim(picture.rim()) == RimFault::none, picture.sample.name.c_str());
      QVERIFY(picture.quality == "good" || picture.quality == "fair");
      QVERIFY(picture.view == "above" || picture.view == "front");
    }
  }

  void cornersAreFound_data() {
    QTest::addColumn<QString>("quality");
    QTest::addColumn<double>("mostMedian");
    QTest::addColumn<double>("mostMean");
    QTest::newRow("exactly known") << "good" << goodCornersMedian << goodCornersMean;
    QTest::newRow("every box from above") << "" << boxCornersMedian << boxCornersMean;
  }
  void cornersAreFound() {
    QFETCH(QString, quality);
    QFETCH(double, mostMedian);
    QFETCH(double, mostMean);
    const auto boxes = chosen("above", quality);
    QVERIFY(boxes.size() >= 3);
    std::vector<double> percent;
    for (const RealPicture* picture : boxes) {
      const auto found = detectCorners(registry_, "box-corners", picture->sample.image);
      QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
      std::vector<Vec2> places;
      for (const DetectedKeypoint& point : found->points)
        places.push_back(point.point.at);
      const CornerErrors errors = cornerErrors(places, picture->corners(), true);
      qInfo("%s: corners %.1f %% of the diagonal, confidence %.2f", picture->sample.name.c_str(),
            100 * mean(errors.share), found->confidence);
      for (const double share : errors.share)
        percent.push_back(100 * share);
    }
    QVERIFY2(median(percent) <= mostMedian, qPrintable(QString::number(median(percent))));
    QVERIFY2(mean(percent) <= mostMean, qPrintable(QString::number(mean(percent))));
  }

  void fillOfTheToteIsNearTheMeasuredOne_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("filled") << "boxes/tote/filled.color.png" << 27.7 << 31.5;
    QTest::newRow("empty") << "boxes/tote/empty.color.png" << 0.0 << 3.0;
  }
  void fillOfTheToteIsNearTheMeasuredOne() {
    QFETCH(QString, name);
    QFETCH(double, low);
    QFETCH(double, high);
    const auto tote = std::find_if(pictures_.begin(), pictures_.end(), [&](const RealPicture& picture) {
      return picture.sample.name == name.toStdString();
    });
    QVERIFY(tote != pictures_.end());
    QVERIFY(tote->sample.camera.has_value());
    const auto found = fillOf(*tote);
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    // Within the bound of either end of what was measured.
    QVERIFY(found->report.fillPercent >= high - toteFill && found->report.fillPercent <= low + toteFill);
    QVERIFY(found->report.fillLow <= high && found->report.fillHigh >= low);
  }

  void emptyCartonsAreNearlyEmpty() {
    std::vector<double> fills;
    for (const RealPicture& picture : pictures_) {
      if (picture.sample.fillPercent != 0 || picture.sample.camera) continue;
      const auto found = fillOf(picture);
      QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
      fills.push_back(found->report.fillPercent);
    }
    QVERIFY(fills.size() >= 4);
    QVERIFY(*std::max_element(fills.begin(), fills.end()) <= emptyCartonFill);
    QVERIFY2(mean(fills) <= emptyCartonFillMean, qPrintable(QString::number(mean(fills))));
  }
};

QTEST_GUILESS_MAIN(TestRealPictures)
#include "test_real_pictures.moc"
