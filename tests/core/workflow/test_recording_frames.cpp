// A depth camera's recording becomes a folder that opens, and measures, like any other.
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/intrinsics_io.h"
#include "core/formats/picture_set.h"
#include "core/workflow/measure.h"
#include "core/workflow/recording_frames.h"
#include "tests/support/recorded_scene.h"
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace fillscope;
using namespace fillscope::test;
namespace fs = std::filesystem;

namespace {

double medianMiss(const DepthMap& found, const DepthMap& truth) {
  std::vector<double> misses;
  for (std::size_t i = 0; i < truth.values.pixelCount(); ++i)
    if (DepthMap::isMeasured(found.values.data()[i]))
      misses.push_back(std::abs(found.values.data()[i] - truth.values.data()[i]));
  if (misses.size() < truth.values.pixelCount() / 2) return 1;
  std::nth_element(misses.begin(), misses.begin() + std::ptrdiff_t(misses.size() / 2), misses.end());
  return misses[misses.size() / 2];
}

bool notes(const FramesSummary& summary, const std::string& part) {
  return std::any_of(summary.notes.begin(), summary.notes.end(),
                     [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

} // namespace

class TestRecordingFrames : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> home_;
  RecordedScene scene_;
  fs::path path(const std::string& name) const { return fs::path(home_->path().toStdString()) / name; }
  fs::path recorded(BagWriter bag) const {
    if (!writeFileQuickly(path("box.bag"), bag.bytes())) qFatal("cannot write");
    return path("box.bag");
  }
  FramesRequest into(const std::string& folder) const {
    FramesRequest request;
    request.folder = path(folder);
    return request;
  }
  Result<FramesSummary> written(const fs::path& bag, const FramesRequest& request) const {
    auto summary = writeFrames(bag, request);
    if (!summary) qInfo("%s", summary.error().sentence().c_str());
    return summary;
  }
  DepthMap depthIn(const fs::path& file) const { return *loadDepth(file, {1e-4}); }

 private Q_SLOTS:
  void initTestCase() { scene_ = recordedScene(); }
  void init() { home_ = std::make_unique<QTemporaryDir>(); }

  void depthComesIntoTheColoursView() {
    const auto summary = written(recorded(realSenseBag(scene_)), into("out"));
    QVERIFY(summary.ok());
    QCOMPARE(summary->written, std::uint64_t(4));
    QVERIFY(summary->failures.empty() && notes(*summary, "brought into the colour camera's view"));
    QCOMPARE(summary->view, FrameView::colour);
    QVERIFY(std::abs(summary->mostApart - 0.004) < 1e-9);
    for (const char* name : {"box-000000ms", "box-000066ms", "box-000133ms", "box-000200ms"})
      QVERIFY(fs::exists(path(std::string("out/") + name + ".K.txt")));
    QCOMPARE(*loadImage(path("out/box-000066ms.color.png")), scene_.colour.image);
    const DepthMap depth = depthIn(path("out/box-000066ms.depth.png"));
    QVERIFY(depth.width() == 640 && depth.height() == 360);
    QVERIFY(medianMiss(depth, scene_.colour.depth) < 1e-4);
    QVERIFY(loadIntrinsics(path("out/box-000066ms.K.txt"))->fx == 460);
  }

  /// As the program opens it, with the rim where it is known to be.
  void theFolderOpensAndMeasures() {
    FramesRequest request = into("out");
    request.count = 1;
    QVERIFY(written(recorded(realSenseBag(scene_)), request).ok());
    const auto opened = openPath(path("out"));
    QVERIFY(opened.ok() && !opened->isNew);
    QCOMPARE(opened->project.pictures.size(), std::size_t(1));
    const auto loaded = loadPicture(*opened, 0);
    QVERIFY(loaded.ok() && loaded->depth && loaded->camera);
    Rim rim;
    rim.corners.assign(scene_.colour.corners.begin(), scene_.colour.corners.end());
    rim.size = scene_.colourView.size;
    const auto report = measurePicture(*loaded, rim, {});
    QVERIFY2(report.ok(), report ? "" : report.error().sentence().c_str());
    qInfo("fill %.2f %%, true %.2f %%", report->fillPercent, scene_.colour.fillPercent);
    QVERIFY(std::abs(report->fillPercent - scene_.colour.fillPercent) < 1.0);
  }

  void withoutPlacesDepthKeepsItsView() {
    RealSenseParts parts;
    parts.places = false;
    const auto summary = written(recorded(realSenseBag(scene_, parts)), into("out"));
    QVERIFY(summary.ok());
    QCOMPARE(summary->view, FrameView::depth);
    QVERIFY(notes(*summary, "Where the colour camera stands beside the depth camera is not recorded"));
    const DepthMap depth = depthIn(path("out/box-000000ms.depth.png"));
    QVERIFY(medianMiss(depth, scene_.depth.depth) <= 1e-4);
    QVERIFY(loadImage(path("out/box-000000ms.color.png"))->sameSize(424, 240)); // the depth itself, drawn
    QCOMPARE(loadIntrinsics(path("out/box-000000ms.K.txt"))->fx, 212.0);
  }

  void withoutColourTheInfraredPictureIsTaken() {
    RealSenseParts parts;
    parts.colour = false;
    parts.infrared = true;
    const auto summary = written(recorded(realSenseBag(scene_, parts)), into("out"));
    QVERIFY(summary.ok());
    QCOMPARE(summary->view, FrameView::infrared);
    QVERIFY(notes(*summary, "There is no colour in it") && notes(*summary, "infrared"));
    QCOMPARE(int(loadImage(path("out/box-000000ms.color.png"))->at(100, 100)), 77);
    QVERIFY(medianMiss(depthIn(path("out/box-000000ms.depth.png")), scene_.depth.depth) <= 1e-4);
  }

  /// Frames that hang on one another, a millimetre a unit, and the lens of the colour camera.
  void readsRecordingsOfRos() {
    BagWriter bag("bz2");
    const auto frame = [](const std::string& parent, const std::string& child, const std::string& transform) {
      return rosHeader(0, parent) + sized(child) + transform;
    };
    std::string chain = raw(std::uint32_t{3});
    std::string body;
    for (const double number : {0.0, 0.02, 0.0, 0.5, -0.5, 0.5, -0.5})
      body += raw(number);
    chain += frame("link", "depth_frame", transformMessage({0, 0, 0.3}));
    chain += frame("depth_frame", "depth_optical", body);
    // The colour camera hangs on the depth camera: the way there is the inverse of what depth takes.
    const RigidMotion back = scene_.toColour.inverse();
    chain += frame("depth_optical", "colour_optical", transformMessage(back.translation, -0.026));
    bag.add("/tf_static", "tf2_msgs/TFMessage", 0, chain);
    bag.add("/camera/depth/camera_info", cameraType, 5,
            cameraMessage(scene_.depthView.camera, "depth_optical"));
    bag.add("/camera/color/camera_info", cameraType, 5,
            cameraMessage(scene_.colourView.camera, "colour_optical"));
    ImageMessage depth = depthMessage(scene_.depth.depth, 1e-3, "16UC1");
    depth.frame = "depth_optical";
    ImageMessage colour = colourMessage(scene_.colour.image);
    colour.frame = "colour_optical";
    bag.add("/camera/depth/image_rect_raw", imageType, 10, imageMessage(depth));
    bag.add("/camera/color/image_raw", imageType, 20, imageMessage(colour));
    const auto summary = written(recorded(std::move(bag)), into("out"));
    QVERIFY(summary.ok());
    QCOMPARE(summary->view, FrameView::colour);
    QVERIFY(medianMiss(depthIn(path("out/box-000000ms.depth.png")), scene_.colour.depth) < 5e-4);
  }

  /// RealSense's ROS cameras say it in a topic of its own, too; the infrared camera hangs where the depth
  /// does.
  void readsRecordingsOfRosWithoutFrames() {
    for (const bool withColour : {true, false}) {
      BagWriter bag("lz4");
      std::string way = rosHeader(0, "depth_to_color_extrinsics");
      for (const Vec3& column : scene_.toColour.rotation.columns)
        way += raw(column.x) + raw(column.y) + raw(column.z);
      const Vec3 place = scene_.toColour.translation;
      bag.add("/camera/extrinsics/depth_to_color", "realsense2_camera/Extrinsics", 0,
              way + raw(place.x) + raw(place.y) + raw(place.z));
      // Two turns whose product is none, up to rounding.
      bag.add("/tf_static", "tf2_msgs/TFMessage", 0,
              raw(std::uint32_t{2}) + rosHeader(0, "link") + sized("depth_optical") +
                  transformMessage({}, 0.7) + rosHeader(0, "link") + sized("infra_optical") +
                  transformMessage({}, 0.7));
      const auto add = [&](const std::string& topic, ImageMessage image, const CameraIntrinsics& camera,
                           const std::string& frame) {
        image.frame = frame;
        bag.add(topic.substr(0, topic.rfind('/')) + "/camera_info", cameraType, 5,
                cameraMessage(camera, frame));
        bag.add(topic, imageType, 10, imageMessage(image));
      };
      const BoxScene& box = scene_.depthView;
      add("/camera/depth/image_rect_raw", depthMessage(scene_.depth.depth, 1e-3, "16UC1"), box.camera,
          "depth_optical");
      add("/camera/infra1/image_rect_raw", colourMessage(Image(box.camera.width, box.camera.height, 1, 77)),
          box.camera, "infra_optical");
      if (withColour)
        add("/camera/color/image_raw", colourMessage(scene_.colour.image), scene_.colourView.camera,
            "elsewhere");
      const std::string folder = withColour ? "colour" : "infrared";
      const auto summary = written(recorded(std::move(bag)), into(folder));
      QVERIFY(summary.ok());
      QCOMPARE(summary->view, withColour ? FrameView::colour : FrameView::infrared);
      const DepthMap& truth = withColour ? scene_.colour.depth : scene_.depth.depth;
      QVERIFY(medianMiss(depthIn(path(folder + "/box-000000ms.depth.png")), truth) < 5e-4);
    }
  }

  void takesAlignedDepthAsItIs() {
    BagWriter bag("none");
    for (const char* camera : {"/camera/aligned_depth_to_color/camera_info", "/camera/color/camera_info"})
      bag.add(camera, cameraType, 5, cameraMessage(scene_.colourView.camera));
    bag.add("/camera/depth/image_rect_raw", imageType, 10,
            imageMessage(depthMessage(scene_.depth.depth, 1e-3, "16UC1")));
    bag.add("/camera/aligned_depth_to_color/image_raw", imageType, 10,
            imageMessage(depthMessage(scene_.colour.depth, 1e-3, "16UC1")));
    bag.add("/camera/color/image_raw", imageType, 20, imageMessage(colourMessage(scene_.colour.image)));
    const auto summary = written(recorded(std::move(bag)), into("out"));
    QVERIFY(summary.ok() && notes(*summary, "was recorded in the colour camera's view"));
    const DepthMap depth = depthIn(path("out/box-000000ms.depth.png"));
    for (std::size_t i = 0; i < depth.values.pixelCount(); ++i)
      QVERIFY(std::abs(depth.values.data()[i] - scene_.colour.depth.values.data()[i]) < 5.1e-4);
  }

  /// What lens the pictures were taken through, they are those of a pinhole camera afterwards, and so is
  /// depth.
  void lensesAreTakenOut() {
    const CameraIntrinsics& camera = scene_.colourView.camera;
    const std::vector<double> terms{0.08, -0.1, 0.0006, -0.0004, 0};
    LensCamera lens{camera, LensModel::brown, {}};
    std::copy(terms.begin(), terms.end(), lens.terms.begin());
    DepthMap bentDepth = scene_.colour.depth;
    Image bent = scene_.colour.image;
    for (int y = 0; y < camera.height; ++y)
      for (int x = 0; x < camera.width; ++x) {
        const Vec3 at = camera.ray({double(x), double(y)});
        const Vec2 ray = lens.rayOf({at.x, at.y}), straight = camera.project({ray.x, ray.y, 1});
        const int u = std::clamp(int(std::lround(straight.x)), 0, camera.width - 1);
        const int v = std::clamp(int(std::lround(straight.y)), 0, camera.height - 1);
        bentDepth.values.at(x, y) = scene_.colour.depth.values.at(u, v);
        for (int c = 0; c < 3; ++c)
          bent.at(x, y, c) = scene_.colour.image.at(u, v, c);
      }
    BagWriter bag("lz4");
    for (const char* name : {"/camera/aligned_depth_to_color/camera_info", "/camera/color/camera_info"})
      bag.add(name, cameraType, 5, cameraMessage(camera, "camera", "plumb_bob", terms));
    bag.add("/camera/aligned_depth_to_color/image_raw", imageType, 10,
            imageMessage(depthMessage(bentDepth, 1e-3, "16UC1")));
    bag.add("/camera/color/image_raw", imageType, 20, imageMessage(colourMessage(bent)));
    const auto summary = written(recorded(std::move(bag)), into("out"));
    QVERIFY(summary.ok() && notes(*summary, "freed of the lens's distortion"));
    QVERIFY(medianMiss(depthIn(path("out/box-000000ms.depth.png")), scene_.colour.depth) < 1e-3);
    const Image image = *loadImage(path("out/box-000000ms.color.png"));
    int alike = 0, all = 0;
    for (int y = 40; y < 320; ++y)
      for (int x = 40; x < 600; ++x, ++all)
        alike += std::abs(int(image.at(x, y, 0)) - int(scene_.colour.image.at(x, y, 0))) < 12;
    QVERIFY2(alike > 0.85 * all, std::to_string(double(alike) / all).c_str());
  }

  void theMedianTakesOutNoiseAndWhatIsSeldomThere() {
    BagWriter bag("lz4");
    constexpr int maps = 9;
    bag.add("/camera/depth/camera_info", cameraType, 1, cameraMessage(scene_.depthView.camera));
    for (int i = 0; i < maps; ++i) {
      DepthMap noisy = asDepthCamera(scene_.depth.depth, 0.004, 0.02, static_cast<std::uint32_t>(i));
      noisy.values.at(5, 5) = i < 4 ? 0.5f : 0;
      noisy.values.at(6, 5) = i < 5 ? 0.5f : 0;
      bag.add("/camera/depth/image_raw", imageType, i * 30 * millisecond,
              imageMessage(depthMessage(noisy, 1e-3, "16UC1")));
    }
    const fs::path file = recorded(std::move(bag));
    FramesRequest request = into("one");
    request.from = request.to = 0.12;
    QVERIFY(written(file, request).ok());
    request.folder = path("median");
    request.median = maps;
    QVERIFY(written(file, request).ok());
    const DepthMap one = depthIn(path("one/box-000120ms.depth.png"));
    const DepthMap median = depthIn(path("median/box-000120ms.depth.png"));
    QVERIFY(medianMiss(median, scene_.depth.depth) < 0.6 * medianMiss(one, scene_.depth.depth));
    QVERIFY(!median.isMeasuredAt(5, 5));
    QVERIFY(median.isMeasuredAt(6, 5));
  }

  void choosesFrames() {
    RealSenseParts parts;
    parts.frames = 31;
    parts.colour = false;
    const auto recording = openRecording(recorded(realSenseBag(scene_, parts)));
    QVERIFY(recording.ok());
    QCOMPARE(recording->length(), 2.0);
    const auto count = [&](int every, int most, double from, double to) {
      FramesRequest request;
      request.every = every, request.count = most, request.from = from, request.to = to;
      const auto frames = framesOf(*recording, request);
      return frames ? int(frames->size()) : -1;
    };
    QCOMPARE(count(0, 0, 0, 0), 10);
    QCOMPARE(count(0, 4, 0, 0), 4);
    QCOMPARE(count(0, 1, 0, 0), 1);
    QCOMPARE(count(10, 0, 0, 0), 4);
    QCOMPARE(count(10, 2, 0, 0), 2);
    QCOMPARE(count(1, 0, 1, 0), 16);
    QCOMPARE(count(1, 0, 0.5, 1), 8);
    QCOMPARE(count(1, 0, 3, 0), -1);
    FramesRequest spread;
    spread.count = 2;
    QCOMPARE(framesOf(*recording, spread)->back(), recording->depth.messages.back());
  }

  void nothingIsWrittenOver() {
    const fs::path bag = recorded(realSenseBag(scene_));
    QVERIFY(written(bag, into("out")).ok());
    const std::string project = *readFile(path("out/project.json"));
    QVERIFY(writeFileAtomically(path("out/project.json"), project + " "));
    const auto again = written(bag, into("out"));
    QVERIFY(!again.ok() && again.error().hint.find("--resume") != std::string::npos);
    // What is missing is made, what is there stays.
    fs::remove(path("out/box-000066ms.K.txt"));
    FramesRequest resume = into("out");
    resume.resume = true;
    const auto rest = written(bag, resume);
    QVERIFY(rest.ok());
    QVERIFY(rest->written == 1 && rest->kept == 3);
    QCOMPARE(*readFile(path("out/project.json")), project + " ");
    FramesRequest other = resume;
    other.every = 2;
    QVERIFY(written(bag, other).error().what.find("another recording or choice") != std::string::npos);
    fs::create_directories(path("full"));
    QVERIFY(writeFileAtomically(path("full/mine.txt"), "x"));
    QVERIFY(written(bag, into("full")).error().what.find("holds other files") != std::string::npos);
  }

  void goesOnWhereItWasStopped() {
    const fs::path bag = recorded(realSenseBag(scene_));
    int asked = 0;
    Progress stop;
    stop.onReport = [&](double, std::string_view step) { asked += step.starts_with("box-"); };
    stop.isCancelled = [&] { return asked >= 2; };
    const auto stopped = writeFrames(bag, into("out"), stop);
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
    QVERIFY(!fs::exists(path("out/project.json")));
    FramesRequest resume = into("out");
    resume.resume = true;
    const auto rest = written(bag, resume);
    QVERIFY(rest.ok() && rest->kept == 2 && rest->written == 2);
    QCOMPARE(openPath(path("out"))->project.pictures.size(), std::size_t(4));
  }

  void theUnitIsNotGuessed() {
    RealSenseParts parts;
    parts.unit = false;
    const fs::path bag = recorded(realSenseBag(scene_, parts));
    const auto refused = written(bag, into("out"));
    QVERIFY(!refused.ok() && refused.error().hint.find("--depth-scale") != std::string::npos);
    FramesRequest told = into("out");
    told.metresPerUnit = 1e-4;
    QVERIFY(written(bag, told).ok());
    QVERIFY(medianMiss(depthIn(path("out/box-000000ms.depth.png")), scene_.colour.depth) < 1e-4);
  }

  void aDamagedFrameIsPassedOver() {
    BagWriter bag("none");
    const std::string good = imageMessage(depthMessage(scene_.depth.depth, 1e-3, "16UC1"));
    for (int i = 0; i < 3; ++i)
      bag.add("/camera/depth/image_raw", imageType, i * 100 * millisecond,
              i == 1 ? good.substr(0, 5000) : good);
    const auto summary = written(recorded(std::move(bag)), into("out"));
    QVERIFY(summary.ok());
    QCOMPARE(summary->written, std::uint64_t(2));
    QCOMPARE(summary->failures.size(), std::size_t(1));
    QCOMPARE(summary->failures[0].frame, std::string("box-000100ms"));
    QVERIFY(notes(*summary, "matrix is not recorded"));
    FramesRequest median = into("median"); // its neighbours do without it
    median.median = 3;
    QCOMPARE(written(path("box.bag"), median)->written, std::uint64_t(2));
    QVERIFY(!fs::exists(path("out/box-000000ms.K.txt")));
  }

  void saysWhatIsMissing() {
    BagWriter bag("none");
    bag.add("/camera/color/image_raw", imageType, 0, imageMessage(colourMessage(scene_.colour.image)));
    const fs::path file = recorded(std::move(bag));
    QVERIFY(written(file, into("out")).error().what.find("no depth in this recording") != std::string::npos);
    FramesRequest named = into("out");
    named.streams.depth = "/nothing";
    QVERIFY(written(file, named).error().what.find("no topic /nothing") != std::string::npos);
    named.median = 0;
    QCOMPARE(written(file, named).error().where, std::string("median"));
  }
};

QTEST_GUILESS_MAIN(TestRecordingFrames)
#include "test_recording_frames.moc"
