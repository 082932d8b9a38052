// Pictures with more pixels a side than OpenCV's remap counts are drawn like smaller ones.
#include "core/imaging/large_remap.h"
#include <QTest>
#include <cmath>
#include <opencv2/imgproc.hpp>

using namespace fillscope;

namespace {

cv::Mat pattern(int width, int height) {
  cv::Mat picture(height, width, CV_8UC3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      picture.at<cv::Vec3b>(y, x) = {static_cast<uchar>(x * 7 + y), static_cast<uchar>(x / 256),
                                     static_cast<uchar>(y * 29)};
  return picture;
}

constexpr int longSide = 40000, shortSide = 12;
const cv::Scalar grey = cv::Scalar::all(127);

/// What cv::remap gives for a part of the result, read from a part of the picture that it can take.
cv::Mat expected(const cv::Mat& from, const cv::Rect& part, const std::function<Vec2(int, int)>& placeOf,
                 int interpolation, int firstColumn) {
  cv::Mat places(part.size(), CV_32FC2), result;
  for (int y = 0; y < part.height; ++y)
    for (int x = 0; x < part.width; ++x) {
      const Vec2 at = placeOf(part.x + x, part.y + y);
      places.at<cv::Vec2f>(y, x) = {static_cast<float>(at.x - firstColumn), static_cast<float>(at.y)};
    }
  const cv::Rect read(firstColumn, 0, std::min(30000, from.cols - firstColumn), from.rows);
  cv::remap(from(read), result, places, cv::noArray(), interpolation, cv::BORDER_CONSTANT, grey);
  return result;
}

} // namespace

class TestLargeRemap : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aSmallPictureIsRemapped() {
    const cv::Mat from = pattern(300, 200);
    const auto placeOf = [](int x, int y) { return Vec2{0.21 * x - 40.3, 0.13 * y + 0.02 * x - 10.7}; };
    cv::Mat to(1500, 1700, CV_8UC3);
    remapLarge(from, to, placeOf, cv::INTER_CUBIC, grey);
    const cv::Rect all(0, 0, to.cols, to.rows);
    QCOMPARE(cv::norm(to, expected(from, all, placeOf, cv::INTER_CUBIC, 0), cv::NORM_INF), 0.0);
  }

  void aLongPictureIsRemappedAlike_data() {
    QTest::addColumn<int>("interpolation");
    QTest::newRow("nearest") << int(cv::INTER_NEAREST);
    QTest::newRow("linear") << int(cv::INTER_LINEAR);
    QTest::newRow("cubic") << int(cv::INTER_CUBIC);
  }
  void aLongPictureIsRemappedAlike() {
    QFETCH(int, interpolation);
    const cv::Mat from = pattern(longSide, shortSide);
    // Quarters of a pixel are the same numbers wherever they are counted from.
    const auto placeOf = [](int x, int y) { return Vec2{0.75 * x - 3.5, y - 2 + 0.25 * (x % 8)}; };
    cv::Mat to(shortSide + 6, 54000, CV_8UC3);
    remapLarge(from, to, placeOf, interpolation, grey);
    for (const int x : {0, 20000, 41000, 53900}) {
      const cv::Rect part(x, 0, 100, to.rows);
      const cv::Mat truth = expected(from, part, placeOf, interpolation, std::max(0, int(0.75 * x) - 1000));
      QCOMPARE(cv::norm(to(part), truth, cv::NORM_INF), 0.0);
    }
  }

  // One part of the result may want more of the picture than can be read at once.
  void aLongPictureIsMadeShort() {
    const cv::Mat from = pattern(longSide, shortSide);
    const auto placeOf = [](int x, int y) { return Vec2{400.0 * x, double(y)}; };
    cv::Mat to(shortSide, longSide / 400, CV_8UC3);
    remapLarge(from, to, placeOf, cv::INTER_LINEAR, grey);
    for (int y = 0; y < to.rows; ++y)
      for (int x = 0; x < to.cols; ++x)
        QVERIFY(to.at<cv::Vec3b>(y, x) == from.at<cv::Vec3b>(y, 400 * x));
  }

  void whereThePictureShowsNothingItIsGrey() {
    const cv::Mat from = pattern(longSide, shortSide);
    for (const double far : {-1e5, 5e4, 1e6}) {
      cv::Mat to(4, 4, CV_8UC3);
      remapLarge(
          from, to,
          [far](int x, int y) {
            return Vec2{far + x, double(y)};
          },
          cv::INTER_CUBIC, grey);
      QCOMPARE(cv::norm(to - grey, cv::NORM_INF), 0.0);
    }
  }
};

QTEST_APPLESS_MAIN(TestLargeRemap)
#include "test_large_remap.moc"
