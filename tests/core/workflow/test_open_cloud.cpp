// A cloud file becomes a picture that opens, and measures, like any other.
#include "core/base/file_io.h"
#include "core/formats/cloud_reader.h"
#include "core/formats/cloud_writer.h"
#include "core/formats/image_io.h"
#include "core/formats/intrinsics_io.h"
#include "core/synthesis/box_scene.h"
#include "core/workflow/measure.h"
#include "core/workflow/open_cloud.h"
#include "tests/support/shared_data.h"
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <chrono>
#include <cmath>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

/// Of a lidar bin, read off the picture of its empty cloud: 338 × 271 pixels.
constexpr RimCorners lidarRim{Vec2{15, 13}, {319, 22}, {317, 257}, {13, 245}};

struct Measured {
  FillReport report;
  LoadedPicture loaded;
};

/// The one picture of a folder as the program opens it.
Measured measured(const fs::path& folder, const RimCorners& corners, std::optional<BoxSize> size) {
  const auto opened = openPath(folder);
  if (!opened) qFatal("%s", opened.error().sentence().c_str());
  if (opened->project.pictures.size() != 1) qFatal("not one picture");
  auto loaded = loadPicture(*opened, 0);
  if (!loaded || !loaded->depth || !loaded->camera) qFatal("without its depth or camera");
  Rim rim;
  rim.corners.assign(corners.begin(), corners.end());
  rim.size = size;
  auto report = measurePicture(*loaded, rim, {});
  if (!report) qFatal("%s", report.error().sentence().c_str());
  return {*std::move(report), *std::move(loaded)};
}

} // namespace

class TestOpenCloud : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() { home_ = std::make_unique<QTemporaryDir>(); }

  /// A Kinect's cloud is its depth map again: nothing is lost but what the file lacks.
  void aDepthCamerasCloudIsItsDepthMap() {
    FILLSCOPE_NEEDS_SHARED_DATA(folder, "rgbd/tabletop");
    const auto written = writeCloudPicture((folder + "/learn0.pcd").toStdString(), path("out"));
    QVERIFY2(written.ok(), written ? "" : written.error().sentence().c_str());
    QVERIFY(written->isOwnGrid && written->ownColours && !written->upGuessed);
    const auto camera = loadIntrinsics(written->camera);
    QVERIFY(std::abs(camera->fx - 525) < 0.01 && std::abs(camera->fy - 525) < 0.01);
    QVERIFY(std::abs(camera->cx - 319.5) < 0.01 && std::abs(camera->cy - 239.5) < 0.01);
    const auto depth = loadDepth(written->depth, {});
    const auto truth = loadDepth((folder + "/learn0-depth.png").toStdString(), {0.001, 0});
    QVERIFY(depth.ok() && truth.ok() && depth->values.sameSize(truth->values));
    std::size_t both = 0;
    for (std::size_t i = 0; i < depth->values.pixelCount(); ++i) {
      const float a = depth->values.data()[i], b = truth->values.data()[i];
      if (!(a > 0 && b > 0)) continue;
      ++both;
      QVERIFY(std::abs(a - b) < 0.0011); // whole millimetres
    }
    QVERIFY(both > 150000);
    QVERIFY(loadImage(written->picture)->sameSize(640, 480));
  }

  /// As by rsync -a or cp -p: younger than what was made of the one before it is not.
  void aCloudThatAnotherTookThePlaceOfIsSeenAnew() {
    const auto put = [this](double height) {
      std::string text;
      for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 40; ++x)
          text +=
              std::to_string(x * 0.01) + " " + std::to_string(y * 0.01) + " " + std::to_string(height) + "\n";
      QVERIFY(writeFileAtomically(path("scan.xyz"), text));
      fs::last_write_time(path("scan.xyz"), fs::file_time_type::clock::now() - std::chrono::hours(72));
    };
    put(0.25);
    const auto first = openCloudBeside(path("scan.xyz"));
    QVERIFY2(first.ok(), first ? "" : first.error().sentence().c_str());
    QVERIFY(first->written.has_value());
    QVERIFY(!openCloudBeside(path("scan.xyz"))->written.has_value()); // is there
    put(0.5);
    QVERIFY(openCloudBeside(path("scan.xyz"))->written.has_value());
  }

  /// Nothing lies in it, and its sides are those that its maker names, 0.46 × 0.36 m.
  void anEmptyBinIsEmpty() {
    FILLSCOPE_NEEDS_SHARED_DATA(folder, "boxes/lidar-bin");
    const auto written = writeCloudPicture((folder + "/empty-box.pcd").toStdString(), path("out"));
    QVERIFY2(written.ok(), written ? "" : written.error().sentence().c_str());
    QVERIFY(written->upGuessed && written->up == UpAxis::z && !written->ownColours);
    QCOMPARE(written->width, 338);
    const FillReport report = measured(path("out"), lidarRim, {}).report;
    qInfo("%.2f %%, %.3f × %.3f × %.3f m", report.fillPercent, report.size.first, report.size.second,
          report.size.depth);
    QVERIFY(report.fillPercent < 2);
    QVERIFY(std::abs(report.size.first - 0.46) < 0.015 && std::abs(report.size.second - 0.36) < 0.015);
  }

  /// The balls' cloud has no box, so the walls of the empty one are laid around it, 0.092 m beside, where the
  /// balls' outline says. They take about 10.8 l, a third of the box. The rim is read to about a pixel, which
  /// moves the fill by 9 points as the program itself says; the depth of the box is known to a centimetre,
  /// which is 4 more.
  void ballsFillAThird() {
    FILLSCOPE_NEEDS_SHARED_DATA(folder, "boxes/lidar-bin");
    const auto empty = loadCloud((folder + "/empty-box.pcd").toStdString());
    const auto balls = loadCloud((folder + "/just-balls-75.pcd").toStdString());
    QVERIFY(empty.ok() && balls.ok());
    PointCloud both;
    std::vector<float> places;
    for (std::size_t i = 0; i < empty->cloud.size(); ++i)
      if (const Vec3 p = empty->cloud.point(i); p.z > -2.05)
        places.insert(places.end(), {float(p.x), float(p.y), float(p.z)});
    for (std::size_t i = 0; i < balls->cloud.size(); ++i) {
      const Vec3 p = balls->cloud.point(i);
      places.insert(places.end(), {float(p.x + 0.092), float(p.y - 0.02), float(p.z)});
    }
    both.xyz = Raster<float>(static_cast<int>(places.size() / 3), 1, 3);
    std::copy(places.begin(), places.end(), both.xyz.data());
    QVERIFY(writeCloud(both, path("balls.xyz")));
    CloudViewOptions options;
    options.longSide = 338; // as the empty one's, whose rim it is
    const auto written = writeCloudPicture(path("balls.xyz"), path("out"), options);
    QVERIFY2(written.ok(), written ? "" : written.error().sentence().c_str());
    const FillReport report = measured(path("out"), lidarRim, BoxSize{0.466, 0.357, 0.165}).report;
    qInfo("%.1f %% [%.1f, %.1f], %.1f l", report.fillPercent, report.fillLow, report.fillHigh,
          *report.contentLitres);
    QVERIFY(std::abs(report.fillPercent - 33) < 13);
    QVERIFY(report.fillLow < 33 && 33 < report.fillHigh);
  }

  /// The same balls in the very view of the empty box, which is their empty reference; no wall is laid around
  /// them.
  void ballsAgainstTheEmptyBox() {
    FILLSCOPE_NEEDS_SHARED_DATA(folder, "boxes/lidar-bin");
    QVERIFY(writeCloudPicture((folder + "/empty-box.pcd").toStdString(), path("out")).ok());
    const auto balls = loadCloud((folder + "/just-balls-75.pcd").toStdString());
    QVERIFY(balls.ok());
    PointCloud moved;
    moved.xyz = balls->cloud.xyz;
    for (std::size_t i = 0; i < balls->cloud.size(); ++i) {
      moved.xyz.data()[3 * i] += 0.092f;
      moved.xyz.data()[3 * i + 1] -= 0.02f;
    }
    QVERIFY(writeCloud(moved, path("balls.ply")));
    CloudViewOptions options;
    options.like = *viewOfCloudPicture(path("out"));
    const auto written = writeCloudPicture(path("balls.ply"), path("out"), options);
    QVERIFY2(written.ok(), written ? "" : written.error().sentence().c_str());
    QVERIFY(!written->upGuessed && written->outside < 0.01);
    const auto one = loadImage(path("out/empty-box.color.png")), other = loadImage(written->picture);
    QVERIFY(one->sameSize(*other));

    const auto opened = openPath(written->picture);
    auto loaded = loadPicture(*opened, 0);
    auto empty = loadDepth(path("out/empty-box.depth.tif"), {});
    loaded->emptyDepth = std::make_shared<const DepthMap>(*std::move(empty));
    Rim rim;
    rim.corners.assign(lidarRim.begin(), lidarRim.end());
    const auto report = measurePicture(*loaded, rim, {});
    QVERIFY2(report.ok(), report ? "" : report.error().sentence().c_str());
    qInfo("%.1f %% [%.1f, %.1f], %.1f l", report->fillPercent, report->fillLow, report->fillHigh,
          *report->contentLitres);
    QVERIFY(std::abs(report->fillPercent - 33) < 4);
    QVERIFY(report->fillLow < 33 && 33 < report->fillHigh);
  }

  void viewsAreFound() {
    QVERIFY(writeFileAtomically(path("a.xyz"), plane()));
    QVERIFY(writeFileAtomically(path("b.xyz"), plane()));
    QVERIFY(!viewOfCloudPicture(path("out")).ok());
    CloudViewOptions options;
    options.up = UpAxis::minusZ;
    options.metresPerUnit = 0.7;
    QVERIFY(writeCloudPicture(path("a.xyz"), path("out"), options).ok());
    const auto view = viewOfCloudPicture(path("out"));
    QVERIFY2(view.ok(), view ? "" : view.error().sentence().c_str());
    QVERIFY(*view == pictureOf(loadCloud(path("a.xyz"))->cloud, options)->view);
    for (const char* file : {"out/a.K.txt", "out/a.color.png", "out/a.depth.tif"})
      QVERIFY(*viewOfCloudPicture(path(file)) == *view);
    CloudViewOptions like;
    like.like = *view;
    const auto written = writeCloudPicture(path("b.xyz"), path("out"), like);
    QVERIFY(written.ok() && written->up == UpAxis::minusZ);
    QCOMPARE(*readFile(path("out/a.depth.tif")), *readFile(path("out/b.depth.tif")));
    QVERIFY(*loadImage(path("out/a.color.png")) == *loadImage(path("out/b.color.png")));
    QVERIFY(!viewOfCloudPicture(path("out")).ok()); // which of two?
    for (const std::string text :
         {"700 0 1\n0 700 1\n0 0 1\n", "# a view of a.xyz, by FillScope\n700 0 1\n",
          "# a view of a.xyz, by FillScope\n# {\"up\": \"z\"}\n700 0 1\n0 700 1\n0 0 1\n"}) {
      QVERIFY(writeFileAtomically(path("out/c.K.txt"), text));
      const auto none = viewOfCloudPicture(path("out/c.K.txt"));
      QVERIFY(!none.ok());
      QVERIFY(none.error().sentence().find("c.K.txt") != std::string::npos);
    }
  }

  /// Nothing has to be told but the view: the folder offers the one named empty to the others.
  void anEmptyViewIsOffered() {
    QVERIFY(writeFileAtomically(path("empty.xyz"), plane()));
    QVERIFY(writeFileAtomically(path("full.xyz"), plane()));
    QVERIFY(writeCloudPicture(path("empty.xyz"), path("out")).ok());
    CloudViewOptions like;
    like.like = *viewOfCloudPicture(path("out"));
    QVERIFY(writeCloudPicture(path("full.xyz"), path("out"), like).ok());
    const auto opened = openPath(path("out"));
    QVERIFY(opened.ok());
    QCOMPARE(opened->project.pictures.size(), std::size_t{2});
    const PictureSources empty = sourcesOf(opened->project.pictures[0]),
                         full = sourcesOf(opened->project.pictures[1]);
    QCOMPARE(full.emptyDepthFile, std::string("empty.depth.tif"));
    QCOMPARE(full.intrinsicsFile, std::string("full.K.txt"));
    QVERIFY(empty.emptyDepthFile.empty());
  }

  /// The volume under the balls without any rim: what projection and camera matrix alone say. Mean height
  /// over the floor times the area of the box; the empty box's floor lies within 15 mm of its median, which
  /// is 2.5 l.
  void ballsHaveTheirVolume() {
    FILLSCOPE_NEEDS_SHARED_DATA(folder, "boxes/lidar-bin");
    const auto empty = loadCloud((folder + "/empty-box.pcd").toStdString());
    std::vector<double> heights;
    for (std::size_t i = 0; i < empty->cloud.size(); ++i)
      if (const Vec3 p = empty->cloud.point(i); std::abs(p.x) < 0.15 && std::abs(p.y) < 0.12)
        heights.push_back(p.z);
    std::nth_element(heights.begin(), heights.begin() + std::ssize(heights) / 2, heights.end());
    const double floor = heights[heights.size() / 2];

    const auto balls = loadCloud((folder + "/just-balls-75.pcd").toStdString());
    const auto picture = pictureOf(balls->cloud);
    QVERIFY(picture.ok());
    double volume = 0, area = 0;
    for (std::size_t i = 0; i < picture->depth.values.pixelCount(); ++i) {
      const double depth = picture->depth.values.data()[i];
      if (!(depth > 0)) continue;
      const double side = depth / picture->view.camera.fx;
      area += side * side;
      volume += side * side * (picture->view.eye.z - depth - floor);
    }
    const double litres = 1000 * volume / area * 0.46 * 0.36;
    qInfo("floor %.3f m, %.3f m² seen, %.2f l", floor, area, litres);
    QVERIFY(area > 0.8 * 0.46 * 0.36 && area < 0.46 * 0.36);
    QVERIFY(std::abs(litres - 10.8) < 2.5);
  }

  void anExportedCloudMeasuresAsItsScene_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("PCD: the camera's own grid") << "scan.pcd";
    QTest::newRow("PLY: points in the camera's frame") << "scan.ply";
    QTest::newRow("text") << "scan.xyz";
  }
  void anExportedCloudMeasuresAsItsScene() {
    QFETCH(QString, name);
    for (const int k : {0, 4, 6}) {
      const BoxScene scene = randomScene(7, k, 0.15);
      RenderOptions quick;
      quick.samplesPerAxis = 1;
      const auto truth = renderBox(scene, quick);
      const fs::path cloud = path(name.toStdString()), folder = path("out");
      fs::remove_all(folder);
      QVERIFY(writeCloud(unproject(truth->depth, scene.camera, {}, &truth->image), cloud));
      CloudViewOptions options;
      options.up = UpAxis::camera;
      const auto written = writeCloudPicture(cloud, folder, options);
      QVERIFY2(written.ok(), written ? "" : written.error().sentence().c_str());
      QCOMPARE(written->isOwnGrid, name.endsWith("pcd"));
      const auto camera = loadIntrinsics(written->camera);
      RimCorners corners;
      for (std::size_t i = 0; i < 4; ++i)
        corners[i] = pictureFromPixel(camera->project(scene.camera.ray(pixelFromPicture(truth->corners[i]))));
      const FillReport report = measured(folder, corners, scene.size).report;
      const double error = report.fillPercent - truth->fillPercent;
      QVERIFY2(std::abs(error) < 2, qPrintable(QString("scene %1: %2").arg(k).arg(error)));
    }
  }

  void filesOfOthersStay() {
    QVERIFY(writeFileAtomically(path("a.xyz"), plane()));
    fs::create_directories(path("out"));
    for (const char* other : {"out/a.color.png", "out/a.depth.tif", "out/a.K.txt"}) {
      QVERIFY(writeFileAtomically(path(other), "mine"));
      const auto refused = writeCloudPicture(path("a.xyz"), path("out"));
      QVERIFY(!refused.ok());
      QCOMPARE(refused.error().code, ErrorCode::badInput);
      QCOMPARE(refused.error().where, path(other).string());
      QCOMPARE(*readFile(path(other)), std::string("mine"));
      fs::remove(path(other));
    }
    QVERIFY(writeCloudPicture(path("a.xyz"), path("out")).ok());
    QVERIFY(writeCloudPicture(path("a.xyz"), path("out")).ok()); // its own
    fs::copy(path("a.xyz"), path("a.csv"));
    QVERIFY(!writeCloudPicture(path("a.csv"), path("out")).ok()); // another cloud's
  }

  /// A photo put in the place of the picture is somebody's, whatever lies beside it.
  void filesPutThereLaterStay() {
    QVERIFY(writeFileAtomically(path("a.xyz"), plane()));
    for (const char* other : {"out/a.color.png", "out/a.depth.tif", "out/a.K.txt"}) {
      QVERIFY(writeCloudPicture(path("a.xyz"), path("out")).ok());
      QVERIFY(writeFileAtomically(path(other), "mine"));
      const auto refused = writeCloudPicture(path("a.xyz"), path("out"));
      QVERIFY(!refused.ok());
      QCOMPARE(*readFile(path(other)), std::string("mine"));
      fs::remove_all(path("out"));
    }
    QVERIFY(writeCloudPicture(path("a.xyz"), path("out")).ok());
    fs::remove(path("out/a.color.png"));
    QVERIFY(writeCloudPicture(path("a.xyz"), path("out")).ok()); // one is missing, the others are its own
  }

  void besideACloud() {
    QVERIFY(writeFileAtomically(path("a.xyz"), plane()));
    const auto first = openCloudBeside(path("a.xyz"));
    QVERIFY2(first.ok(), first ? "" : first.error().sentence().c_str());
    QVERIFY(first->folder == path("a-xyz"));
    QCOMPARE(first->written->remark(), std::string("seen from above, z up"));
    QVERIFY(!openCloudBeside(path("a.xyz"))->written.has_value()); // there already
    fs::last_write_time(path("a.xyz"), fs::last_write_time(path("a-xyz/a.K.txt")) + std::chrono::seconds(5));
    QVERIFY(!openCloudBeside(path("a.xyz"))->written.has_value()); // touched, and the same
    QVERIFY(writeFileAtomically(path("a.xyz"), plane() + "0 0 0\n"));
    QVERIFY(openCloudBeside(path("a.xyz"))->written.has_value());
    QVERIFY(openPath(path("a-xyz")).ok());
    const auto bare = openPath(home_->path().toStdString());
    QVERIFY(!bare.ok() && bare.error().hint.find("a.xyz") != std::string::npos);
  }

  void aFolderThatCannotBeMadeIsSaid() {
    QVERIFY(writeFileAtomically(path("a.xyz"), plane()));
    QVERIFY(writeFileAtomically(path("a-xyz"), "a file"));
    const auto refused = openCloudBeside(path("a.xyz"));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::ioFailure);
    QVERIFY(refused.error().sentence().find("a-xyz") != std::string::npos);
  }

  void stoppedNothingIsWritten() {
    QVERIFY(writeFileAtomically(path("a.xyz"), plane()));
    const auto stopped = writeCloudPicture(path("a.xyz"), path("out"), {}, Progress{{}, [] { return true; }});
    QVERIFY(!stopped.ok());
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
    QVERIFY(!fs::exists(path("out")));
  }

  /// Else the next run takes them for another's.
  void aFailedWriteLeavesNothing() {
    QVERIFY(writeFileAtomically(path("a.xyz"), plane()));
    const auto blocking = [&](const fs::path& file) {
      return Progress{[file](double, std::string_view step) {
                        if (step == "Writing picture and depth") fs::create_directories(file / "full");
                      },
                      {}};
    };
    for (const char* blocked : {"out/a.depth.tif", "out/a.K.txt"}) {
      const auto failed = writeCloudPicture(path("a.xyz"), path("out"), {}, blocking(path(blocked)));
      QVERIFY(!failed.ok());
      fs::remove_all(path(blocked));
      QVERIFY(fs::is_empty(path("out")));
      QVERIFY(writeCloudPicture(path("a.xyz"), path("out")).ok());
      fs::remove_all(path("out"));
    }
    QVERIFY(writeCloudPicture(path("a.xyz"), path("out")).ok());
    fs::remove(path("out/a.depth.tif"));
    QVERIFY(!writeCloudPicture(path("a.xyz"), path("out"), {}, blocking(path("out/a.depth.tif"))).ok());
    QVERIFY(fs::exists(path("out/a.color.png"))); // it was there before
    fs::remove_all(path("out/a.depth.tif"));
    const std::string before = *readFile(path("out/a.color.png"));
    CloudViewOptions small;
    small.longSide = 64;
    QVERIFY(!writeCloudPicture(path("a.xyz"), path("out"), small, blocking(path("out/a.depth.tif"))).ok());
    QVERIFY(*readFile(path("out/a.color.png")) == before);
    fs::remove_all(path("out/a.depth.tif"));
    QVERIFY(writeCloudPicture(path("a.xyz"), path("out"), small).ok());
  }

  void aPictureThatDoesNotFitIsSaid() {
    QVERIFY(writeFileAtomically(path("a.xyz"), plane()));
    const Progress full{[](double fraction, std::string_view) {
                          if (fraction > 0.5 && fraction < 0.8) throw std::bad_alloc();
                        },
                        {}};
    const auto refused = writeCloudPicture(path("a.xyz"), path("out"), {}, full);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::tryAgain);
    QCOMPARE(refused.error().where, path("a.xyz").string());
    QVERIFY(!fs::exists(path("out")));
  }

  void faultsNameTheCloud() {
    QVERIFY(writeFileAtomically(path("a.xyz"), "1 1 1\n1 1 1\n"));
    const auto refused = writeCloudPicture(path("a.xyz"), path("out"));
    QVERIFY(!refused.ok());
    QVERIFY(refused.error().sentence().starts_with(path("a.xyz").string()));
  }

 private:
  fs::path path(const std::string& name) const { return fs::path(home_->path().toStdString()) / name; }
  static std::string plane() {
    std::string text;
    for (int i = 0; i < 2500; ++i)
      text += std::to_string(0.01 * (i % 50)) + " " + std::to_string(0.01 * double(i / 50)) + " " +
              std::to_string(i % 7 ? 0.0 : 0.05) + "\n";
    return text;
  }
  std::unique_ptr<QTemporaryDir> home_;
};

QTEST_GUILESS_MAIN(TestOpenCloud)
#include "test_open_cloud.moc"
