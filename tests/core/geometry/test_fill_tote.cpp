#include "fill_support.h"
#include "tests/support/shared_data.h"
#include <QtTest>
#include <opencv2/imgcodecs.hpp>

using namespace fillscope;
using namespace fillscope::test;

// A recorded tote: slanting walls, the near rim outside the picture, a quarter of the pixels not measured.
class TestFillTote : public QObject {
  Q_OBJECT

  static std::shared_ptr<const DepthMap> load(const QString& file) {
    const cv::Mat stored = cv::imread(file.toStdString(), cv::IMREAD_UNCHANGED);
    auto depth = std::make_shared<DepthMap>();
    depth->values = Raster<float>(stored.cols, stored.rows);
    for (int y = 0; y < stored.rows; ++y)
      for (int x = 0; x < stored.cols; ++x)
        depth->values.at(x, y) = 1e-4f * stored.at<std::uint16_t>(y, x);
    return depth;
  }

 private Q_SLOTS:
  void emptyAndFilled() {
    FILLSCOPE_NEEDS_SHARED_DATA(folder, "boxes/tote");
    const auto empty = load(folder + "/empty.depth.png"), filled = load(folder + "/filled.depth.png");
    FillRequest request;
    request.corners = {Vec2{158, 8}, {489, 8}, {594, 560}, {27, 560}};
    request.camera = CameraIntrinsics{616.521545, 616.521606, 311.354492, 231.087402, 640, 480};
    const auto measure = [&](std::shared_ptr<const DepthMap> now, std::shared_ptr<const DepthMap> reference) {
      request.depth = std::move(now);
      request.emptyDepth = std::move(reference);
      auto report = measureFill(request);
      if (!report) qFatal("%s", report.error().sentence().c_str());
      qInfo("%.1f %% [%.1f, %.1f], %s", report->fillPercent, report->fillLow, report->fillHigh,
            report->method.c_str());
      return std::move(*report);
    };
    const FillReport alone = measure(filled, nullptr), compared = measure(filled, empty);
    QVERIFY(std::abs(alone.fillPercent - compared.fillPercent) < 6);
    for (const FillReport* report : {&alone, &compared}) {
      QVERIFY(report->fillLow < 30 && 30 < report->fillHigh);
      QVERIFY(warns(*report, "rim-outside-picture"));
      QVERIFY(warns(*report, "depth-holes"));
      QVERIFY(*report->boxLitres > 28 && *report->boxLitres < 42);
    }
    QVERIFY(measure(empty, nullptr).fillPercent < 5);
    QVERIFY(measure(empty, empty).fillPercent < 1);
  }
};

QTEST_GUILESS_MAIN(TestFillTote)
#include "test_fill_tote.moc"
