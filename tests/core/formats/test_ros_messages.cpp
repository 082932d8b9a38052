#include "core/formats/image_io.h"
#include "core/formats/ros_messages.h"
#include "tests/support/bag_writer.h"
#include <QTest>
#include <opencv2/imgcodecs.hpp>

using namespace fillscope;
using namespace fillscope::test;

namespace {

std::string encoded(const cv::Mat& picture, const char* suffix) {
  std::vector<unsigned char> bytes;
  cv::imencode(suffix, picture, bytes);
  return {bytes.begin(), bytes.end()};
}

} // namespace

class TestRosMessages : public QObject {
  Q_OBJECT

  static Image picture(const ImageMessage& image) {
    const auto read = rosPicture(imageMessage(image), imageType, "box.bag");
    return read ? *read : Image();
  }
  static RosDepth depth(const ImageMessage& image) {
    const auto read = rosDepth(imageMessage(image), imageType, "box.bag");
    return read ? *read : RosDepth();
  }

 private Q_SLOTS:
  void readsColoursOfEveryOrder() {
    const Image red = [] {
      Image image(2, 1, 3);
      image.at(0, 0, 0) = 200, image.at(0, 0, 1) = 100, image.at(0, 0, 2) = 50;
      return image;
    }();
    QCOMPARE(picture({2, 1, "rgb8", std::string("\xc8\x64\x32\0\0\0", 6)}), red);
    QCOMPARE(picture({2, 1, "bgr8", std::string("\x32\x64\xc8\0\0\0", 6)}), red);
    QCOMPARE(picture({2, 1, "rgba8", std::string("\xc8\x64\x32\x01\0\0\0\x01", 8)}), red);
    QCOMPARE(picture({2, 1, "bgra8", std::string("\x32\x64\xc8\x01\0\0\0\x01", 8)}), red);
    // Y of 81, U of 90, V of 240 are red.
    const Image yuyv = picture({2, 1, "YUYV", std::string("\x51\x5a\x51\xf0", 4)});
    const Image uyvy = picture({2, 1, "yuv422", std::string("\x5a\x51\xf0\x51", 4)});
    QCOMPARE(yuyv, uyvy);
    QVERIFY(yuyv.at(1, 0, 0) > 250 && yuyv.at(1, 0, 1) < 5 && yuyv.at(1, 0, 2) < 5);
  }

  void readsRowsWithGapsBetween() {
    ImageMessage image{2, 2, "mono8", "abxxcdxx"};
    image.step = 4;
    const Image grey = picture(image);
    QCOMPARE(grey.channels(), 1);
    QVERIFY(grey.at(0, 0) == 'a' && grey.at(1, 0) == 'b' && grey.at(0, 1) == 'c' && grey.at(1, 1) == 'd');
  }

  void readsInfraredOfSixteenBits() {
    const Image grey = picture({2, 1, "16UC1", std::string("\xff\x03\0\x02", 4)}); // 1023, 512
    QVERIFY(grey.at(0, 0) == 255 && grey.at(1, 0) == 128);
  }

  void readsDepthOfEitherByteOrder() {
    ImageMessage image{2, 1, "16UC1", std::string("\x02\x01\0\0", 4)};
    QCOMPARE(depth(image).values.at(0, 0), 258.0f);
    QVERIFY(!depth(image).isMetres);
    image.isBigEndian = true;
    QCOMPARE(depth(image).values.at(0, 0), 513.0f);
    const std::string metres = raw(1.25f) + raw(std::nanf(""));
    QCOMPARE(depth({2, 1, "32FC1", metres}).values.at(0, 0), 1.25f);
    QCOMPARE(depth({2, 1, "32FC1", metres}).values.at(1, 0), 0.0f); // not measured
    QVERIFY(depth({2, 1, "32FC1", metres}).isMetres);
    ImageMessage swapped{2, 1, "32FC1", std::string(metres.rbegin(), metres.rend())};
    swapped.isBigEndian = true;
    QCOMPARE(depth(swapped).values.at(1, 0), 1.25f);
  }

  void readsTheUnitThatRealSenseWritesBehindThePixels() {
    ImageMessage image{2, 1, "mono16", std::string("\x02\x01\0\0", 4)};
    QCOMPARE(rosImageHead(imageMessage(image), imageType, "")->depthUnit, 0.0);
    image.depthUnit = 0.0001f;
    QCOMPARE(rosImageHead(imageMessage(image), imageType, "")->depthUnit, double(0.0001f));
  }

  void readsCompressedOnes() {
    const cv::Mat colour(3, 4, CV_8UC3, cv::Scalar(10, 120, 240));
    const std::string png = compressedMessage("rgb8; png compressed bgr8", encoded(colour, ".png"));
    const auto read = rosPicture(png, "sensor_msgs/CompressedImage", "box.bag");
    QVERIFY(read.ok());
    QVERIFY(read->at(3, 2, 0) == 240 && read->at(3, 2, 1) == 120 && read->at(3, 2, 2) == 10);
    const std::string jpeg = compressedMessage("jpeg", encoded(colour, ".jpg"));
    QVERIFY(std::abs(rosPicture(jpeg, "sensor_msgs/CompressedImage", "")->at(0, 0, 0) - 240) < 4);

    const cv::Mat millimetres(3, 4, CV_16U, cv::Scalar(1234));
    const std::string plain =
        compressedMessage("16UC1; compressedDepth png", std::string(12, '\0') + encoded(millimetres, ".png"));
    QCOMPARE(rosDepth(plain, "sensor_msgs/CompressedImage", "")->values.at(1, 1), 1234.0f);
    // Metres as a / (value - b).
    const std::string curve = raw(std::uint32_t{0}) + raw(1000.0f) + raw(234.0f);
    const std::string floats =
        compressedMessage("32FC1; compressedDepth png", curve + encoded(millimetres, ".png"));
    const auto metres = rosDepth(floats, "sensor_msgs/CompressedImage", "");
    QVERIFY(metres->isMetres);
    QCOMPARE(metres->values.at(1, 1), 1.0f);
  }

  void readsCameras() {
    const CameraIntrinsics camera{600, 610, 320, 240, 640, 480};
    const auto plain = rosCamera(cameraMessage(camera, "optical"), "");
    QVERIFY(plain.ok());
    QCOMPARE(plain->frame, std::string("optical"));
    QCOMPARE(plain->camera.camera, camera);
    QCOMPARE(plain->straight, camera);
    QVERIFY(plain->camera.isStraight());
    const auto bent = rosCamera(cameraMessage(camera, "", "plumb_bob", {0.1, -0.2, 0.001, 0.002, 0.05}), "");
    QVERIFY(bent->camera.model == LensModel::brown && bent->camera.terms[4] == 0.05);
    QVERIFY(rosCamera(cameraMessage(camera, "", "Inverse Brown Conrady", {0, 0, 0, 0, 0}), "")
                ->camera.isStraight());
    QCOMPARE(rosCamera(cameraMessage(camera, "", "Ftheta", {0.9}), "")->unknownModel, std::string("Ftheta"));
    const std::string cut = cameraMessage(camera).substr(0, 200);
    QCOMPARE(rosCamera(cut, "box.bag").error().code, ErrorCode::badInput);
  }

  void readsTransforms() {
    const auto motion = rosTransform(transformMessage({0.015, 0, 0.001}, M_PI / 2), "");
    QVERIFY(motion.ok());
    const Vec3 moved = (*motion)({0, 0, 1}); // about y: z becomes x
    QVERIFY(std::abs(moved.x - 1.015) < 1e-9 && std::abs(moved.z - 0.001) < 1e-9);
    QVERIFY(!rosTransform(std::string(56, '\0'), "").ok()); // no turn at all
    const std::string frames =
        raw(std::uint32_t{1}) + rosHeader(0, "link") + sized("depth") + transformMessage({1, 2, 3});
    const auto read = rosFrames(frames, "");
    QVERIFY(read.ok() && read->size() == 1);
    QVERIFY((*read)[0].parent == "link" && (*read)[0].child == "depth" &&
            (*read)[0].toParent.translation.z == 3);
    QVERIFY(!rosFrames(raw(~0u), "").ok());
    std::string extrinsics = rosHeader(0, "depth_to_color_extrinsics");
    for (const double number : {0.0, 1.0, 0.0, -1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.015, 0.0, 0.0})
      extrinsics += raw(number); // column by column: x becomes y
    const auto turned = rosExtrinsics(extrinsics, "");
    QVERIFY(turned.ok());
    QVERIFY((*turned)({1, 0, 0}) == (Vec3{0.015, 1, 0}));
    QVERIFY(!rosExtrinsics(rosHeader(0, "") + std::string(96, '\0'), "").ok());
  }

  void survivesAnyEndAndAnyDamage() {
    const CameraIntrinsics camera{600, 610, 320, 240, 640, 480};
    const std::string messages[] = {imageMessage({4, 2, "mono16", std::string(16, 'x')}),
                                    imageMessage({4, 2, "rgb8", std::string(24, 'x')}),
                                    cameraMessage(camera, "optical", "plumb_bob", {0.1, 0, 0, 0, 0}),
                                    raw(std::uint32_t{1}) + rosHeader(0, "a") + sized("b") +
                                        transformMessage({})};
    const auto readAll = [](const std::string& bytes) {
      (void)rosPicture(bytes, imageType, "");
      (void)rosDepth(bytes, imageType, "");
      (void)rosPicture(bytes, "sensor_msgs/CompressedImage", "");
      (void)rosDepth(bytes, "sensor_msgs/CompressedImage", "");
      (void)rosCamera(bytes, "");
      (void)rosTransform(bytes, "");
      (void)rosExtrinsics(bytes, "");
      (void)rosFrames(bytes, "");
      (void)rosFloat(bytes);
    };
    for (const std::string& message : messages)
      for (std::size_t at = 0; at < message.size(); ++at) {
        readAll(message.substr(0, at));
        for (const char damage : {'\xff', '\0', '\x7f'}) {
          std::string bytes = message;
          bytes[at] = damage;
          readAll(bytes);
        }
      }
  }

  void believesNoSize() {
    ImageMessage image{32768, 32768, "mono16", ""};
    QVERIFY(!rosImageHead(imageMessage(image), imageType, "").ok());
    image.width = 1 << 30;
    QVERIFY(!rosImageHead(imageMessage(image), imageType, "").ok());
  }

  void saysWhatItDoesNotKnow() {
    const auto read = rosPicture(imageMessage({2, 1, "bayer_rggb8", "ab"}), imageType, "box.bag");
    QCOMPARE(read.error().code, ErrorCode::unsupported);
    QVERIFY(read.error().sentence().find("encoding \"bayer_rggb8\"") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestRosMessages)
#include "test_ros_messages.moc"
